//! The values without parts.

use super::{DateTime, Json, NaiveDate, Place, Slot, Token, Utc, View};

/// Implements `Slot` for a type whose view and place are one variant each.
macro_rules! scalar {
    ($($ty:ty: |$self:ident| $view:expr, $place:ident;)*) => {$(
        impl Slot for $ty {
            fn empty() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                let $self = self;
                $view
            }

            fn place(&mut self, _: Token) -> Place<'_> {
                Place::$place(self)
            }
        }
    )*};
}

scalar! {
    bool: |value| View::Bool(*value), Bool;
    i64: |value| View::Int(*value), Int;
    u64: |value| View::UInt(*value), UInt;
    f64: |value| View::Float(*value), Float;
    String: |value| View::Str(value), Str;
    DateTime<Utc>: |value| View::Time(value), Time;
    NaiveDate: |value| View::Date(value), Date;
    super::Secret: |value| View::Secret(value), Secret;
    Json: |value| View::Json(value), Json;
}

/// The response without a body: whatever comes is ignored.
impl Slot for () {
    fn empty() {}

    fn view(&self) -> View<'_> {
        View::Null
    }

    fn place(&mut self, _: Token) -> Place<'_> {
        Place::Ignore
    }
}
