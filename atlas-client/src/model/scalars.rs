//! The values without parts.

use super::{DateTime, Json, Kind, NaiveDate, Place, Slot, Token, Utc, View};

/// Implements `Slot` for a type whose view and place are one variant each.
macro_rules! scalar {
    ($($ty:ty: $kind:ident, |$self:ident| $view:expr, $place:ident;)*) => {$(
        impl Slot for $ty {
            fn view(&self) -> View<'_> {
                let $self = self;
                $view
            }

            fn place(&mut self, _: Token) -> Place<'_> {
                Place::$place(self)
            }

            fn kind() -> Kind {
                Kind::$kind
            }
        }
    )*};
}

scalar! {
    bool: Bool, |value| View::Bool(*value), Bool;
    i64: Number, |value| View::Int(*value), Int;
    f64: Number, |value| View::Float(*value), Float;
    String: Text, |value| View::Str(value), Str;
    DateTime<Utc>: Text, |value| View::Time(value), Time;
    NaiveDate: Text, |value| View::Date(value), Date;
    super::Secret: Text, |value| View::Secret(value), Secret;
    Json: Any, |value| View::Json(value), Json;
}

/// The reply without a body: whatever comes is dropped.
impl Slot for () {
    fn view(&self) -> View<'_> {
        View::Null
    }

    fn place(&mut self, _: Token) -> Place<'_> {
        Place::Ignore
    }

    fn kind() -> Kind {
        Kind::Any
    }
}
