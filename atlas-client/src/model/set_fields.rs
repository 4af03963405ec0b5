//! Which required fields of a struct have a value that somebody gave them.

use super::{Active, DateTime, Json, NaiveDate, Slot, Utc, View};

/// Which required fields of a struct came in a response or were set by a `with_…` method.
///
/// A required field is a plain value, so a `String` that nobody gave looks like one that is empty. For example, a
/// response `{}` leaves `name` empty here, and when the struct is sent again, `name` must not be sent as `""`. A field
/// also counts as set when it holds anything else than its type's empty value, since fields are public.
#[derive(Clone, Copy, Debug, Default)]
pub struct SetFields(u64);

impl SetFields {
    /// The struct was decoded: what is not set was missing there. Fields from the 64th on share no bit with it.
    const DECODED: u64 = 1 << 63;

    /// Nothing is set, in a struct that is decoded.
    pub(super) const fn decoded() -> Self {
        Self(Self::DECODED)
    }

    /// Whether the struct was decoded, and not made by the program.
    pub(super) const fn is_decoded(self) -> bool {
        self.0 & Self::DECODED != 0
    }

    /// Notes that the field at `index` is set.
    pub const fn insert(&mut self, index: usize) {
        if index < 63 {
            self.0 |= 1 << index;
        }
    }

    /// Whether the field at `index`, which holds `slot`, is set.
    pub(super) fn contains(self, index: usize, view: View<'_>) -> bool {
        (index < 63 && self.0 & (1 << index) != 0) || !is_empty(view)
    }

    /// Whether a field is set in a struct that lends these slots.
    pub(super) fn any(self, slots: &[&dyn Slot]) -> bool {
        self.0 & !Self::DECODED != 0 || slots.iter().any(|slot| !is_empty(slot.view()))
    }

    /// `value` of the field at `index`, if it is set.
    pub fn given<T: Slot>(self, index: usize, value: T) -> Option<T> {
        self.contains(index, value.view()).then_some(value)
    }
}

/// Whether a value is what its type's `Default` gives.
fn is_empty(view: View<'_>) -> bool {
    match view {
        View::Absent => true,
        View::Null => false,
        View::Bool(value) => !value,
        View::Int(value) => value == 0,
        View::UInt(value) => value == 0,
        View::Float(value) => value == 0.0,
        View::Str(text) | View::Enum(text) => text.is_empty(),
        View::Secret(secret) => secret.expose().is_empty(),
        View::Time(time) => *time == DateTime::<Utc>::default(),
        View::Date(date) => *date == NaiveDate::default(),
        View::Json(value) => value.is_null(),
        View::List(list) => list.get(0).is_none(),
        View::Map(map) => map.entries().is_empty(),
        View::Union(union) => matches!(union.active(), Active::Unknown(Json::Null)),
        View::Object(object) => {
            let mut empty = true;
            object.read(&mut |slots, set| empty = set.0 == 0 && slots.iter().all(|slot| is_empty(slot.view())));
            empty
        }
    }
}
