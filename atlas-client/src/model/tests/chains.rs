//! Models inside models: the compiler looks into all of them to see whether one may leave its thread.

macro_rules! chain {
    ($last:ident) => {
        #[derive(Clone, Debug, Default)]
        struct $last {
            _value: Option<String>,
        }
    };
    ($outer:ident $inner:ident $($rest:ident)*) => {
        #[derive(Clone, Debug, Default)]
        struct $outer {
            _inner: Option<$inner>,
        }
        chain!($inner $($rest)*);
    };
}

chain!(
    A00 A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A23 A24 A25 A26 A27 A28 A29
    B00 B01 B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 B20 B21 B22 B23 B24 B25 B26 B27 B28 B29
    C00 C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11 C12 C13 C14 C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29
);

#[test]
fn ninety_models_inside_each_other() {
    fn may_leave_its_thread<T: Send + Sync + Default>() -> T {
        T::default()
    }
    assert!(may_leave_its_thread::<A00>()._inner.is_none());
}
