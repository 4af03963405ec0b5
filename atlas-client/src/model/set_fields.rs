//! Which required fields of a struct have a value that somebody gave them.

use super::{Active, DateTime, Json, NaiveDate, Slot, Utc, View};

/// Which required fields of a struct came in a response or were set by a `with_…` method.
///
/// A required field is a plain value, so a `String` that nobody gave looks like one that is empty. For example, a
/// response `{}` leaves `name` empty here, and when the struct is sent again, `name` must not be sent as `""`. A field
/// also counts as set when it holds anything else than its type's empty value, since fields are public.
///
/// For 127 fields: of those that follow in a wider struct, a decoded one is taken to have all, and any other those that
/// hold something.
#[derive(Clone, Copy, Debug, Default)]
pub struct SetFields([u64; 2]);

impl SetFields {
    /// In the second word: the struct was decoded, and what is not set was missing there.
    const DECODED: u64 = 1 << 63;
    /// How many fields have a bit.
    const FIELDS: usize = 127;

    /// Nothing is set, in a struct that is decoded.
    pub(super) const fn decoded() -> Self {
        Self([0, Self::DECODED])
    }

    /// Whether the struct was decoded, and not made by the program.
    pub(super) const fn is_decoded(self) -> bool {
        self.0[1] & Self::DECODED != 0
    }

    /// Notes that the field at `index` is set.
    pub const fn insert(&mut self, index: usize) {
        if index < Self::FIELDS {
            self.0[index / 64] |= 1 << (index % 64);
        }
    }

    /// Notes whether the field at `index`, which holds `slot` and can be left out, is set: also to `""`, `0` and the
    /// like.
    pub fn note(&mut self, index: usize, slot: &dyn Slot) {
        if !matches!(slot.view(), View::Absent) {
            self.insert(index);
        } else if index < Self::FIELDS {
            self.0[index / 64] &= !(1 << (index % 64));
        }
    }

    /// Whether the field at `index`, which holds `slot`, is set.
    pub(super) fn contains(self, index: usize, view: View<'_>) -> bool {
        let is_noted =
            if index < Self::FIELDS { self.0[index / 64] & (1 << (index % 64)) != 0 } else { self.is_decoded() };
        is_noted || !is_empty(view)
    }

    /// Whether a field is set in a struct that lends these slots.
    pub(super) fn any(self, slots: &[&dyn Slot]) -> bool {
        self.0[0] != 0 || self.0[1] & !Self::DECODED != 0 || slots.iter().any(|slot| !is_empty(slot.view()))
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
            object.read(&mut |slots, set| empty = set.0 == [0, 0] && slots.iter().all(|slot| is_empty(slot.view())));
            empty
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SetFields;
    use crate::model::View;

    #[test]
    fn fields_of_wide_structs() {
        for index in [0, 1, 62, 63, 64, 126] {
            for mut set in [SetFields::default(), SetFields::decoded()] {
                assert!(!set.contains(index, View::Bool(false)) && set.contains(index, View::Bool(true)), "{index}");
                let was_decoded = set.is_decoded();
                set.insert(index);
                assert!(set.contains(index, View::Bool(false)) && set.any(&[]), "{index}");
                assert!(!set.contains(index + 1, View::Bool(false)) || index == 126 && was_decoded, "{index}");
                assert_eq!(set.is_decoded(), was_decoded, "{index}");
            }
        }
    }
}
