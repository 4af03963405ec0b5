//! Unions: one of several models, or a value kept as JSON.

use std::any::Any;
use std::mem::discriminant;

use serde::{Serialize, Serializer};

use super::{Json, Slot, decode};

/// An enum with one variant per alternative and `Unknown(Json)`.
pub trait Union: Any {
    /// The variants and how they are told apart.
    fn variants(&self) -> &'static Variants;

    /// What the union holds.
    fn active(&self) -> Active<'_>;

    /// The value of the variant that is active.
    fn active_mut(&mut self) -> ActiveMut<'_>;

    /// Makes the variant called `name` active, empty; tells whether there is one.
    fn activate(&mut self, name: &str) -> bool;

    /// Keeps a value no variant fits.
    fn set_unknown(&mut self, value: Json);
}

/// What a union holds.
pub enum Active<'a> {
    /// The name of a variant and its value.
    Variant(&'static str, &'a dyn Slot),
    /// A value no variant fitted.
    Unknown(&'a Json),
}

/// What a union holds, to be changed.
pub enum ActiveMut<'a> {
    /// The value of a variant.
    Variant(&'a mut dyn Slot),
    /// A value no variant fitted.
    Unknown(&'a mut Json),
}

/// Makes the variant called `name` active, empty, and lends its value.
pub(super) fn select<'u>(union: &'u mut dyn Union, name: &str) -> Option<&'u mut dyn Slot> {
    if !union.activate(name) {
        return None;
    }
    match union.active_mut() {
        ActiveMut::Variant(slot) => Some(slot),
        ActiveMut::Unknown(_) => None,
    }
}

/// The variants of a union.
pub struct Variants {
    /// The property that decides alone, if there is one.
    pub tag: Option<&'static str>,
    /// The variants in document order.
    pub variants: &'static [Variant],
}

/// One variant of a union.
pub struct Variant {
    /// The name of the Rust variant.
    pub name: &'static str,
    /// What its properties must be.
    pub when: &'static [When],
    /// The values of an enclosing union's tag that mean this variant.
    pub parents: &'static [&'static str],
}

/// A condition on a property of a variant.
pub struct When {
    /// The key in JSON.
    pub property: &'static str,
    /// The values the variant allows, as text.
    pub values: &'static [&'static str],
    /// Whether they are numbers or booleans, and not strings.
    pub is_scalar: bool,
}

impl Variants {
    /// The variant called `name`.
    pub(super) fn variant(&self, name: &str) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.name == name)
    }
}

impl When {
    /// A condition: `property` has one of `values`.
    #[must_use]
    pub const fn new(property: &'static str, values: &'static [&'static str]) -> Self {
        Self { property, values, is_scalar: false }
    }

    /// A condition: `property` is one of these numbers or booleans, as JSON writes them.
    #[must_use]
    pub const fn scalar(property: &'static str, values: &'static [&'static str]) -> Self {
        Self { property, values, is_scalar: true }
    }

    /// Whether `value` is of the JSON kind of the values.
    pub(super) fn takes(&self, value: &Json) -> bool {
        let mut listed = self.values.iter().filter_map(|text| scalar(text));
        if self.is_scalar {
            listed.any(|listed| discriminant(&listed) == discriminant(value))
        } else {
            value.is_string()
        }
    }

    /// Whether the variant allows `value`.
    fn allows(&self, value: &Json) -> bool {
        match value {
            Json::String(text) => !self.is_scalar && self.values.contains(&text.as_str()),
            value => self.takes(value) && self.values.iter().any(|text| is_scalar(value, text)),
        }
    }
}

/// The number or boolean that `text` says.
fn scalar(text: &str) -> Option<Json> {
    decode::json_within(text.as_bytes(), usize::MAX).ok()
}

/// Whether `value` is what `text` says: `1.0` is `1`.
fn is_scalar(value: &Json, text: &str) -> bool {
    let Some(listed) = scalar(text) else { return false };
    let is_integer = |number: &Json| number.is_i64() || number.is_u64();
    // As floating-point numbers large integers would be their neighbours.
    let are_integers = is_integer(&listed) && is_integer(value);
    listed == *value || listed.is_number() && !are_integers && listed.as_f64() == value.as_f64()
}

impl Variant {
    /// A variant called `name`, under all conditions of `when`.
    #[must_use]
    pub const fn new(name: &'static str, when: &'static [When]) -> Self {
        Self { name, when, parents: &[] }
    }

    /// The same variant, meant by these values of an enclosing union's tag: the hardware of an `AZURE` region is the
    /// `Azure` variant, although most of its sizes are sizes of other providers too.
    #[must_use]
    pub const fn within(self, parents: &'static [&'static str]) -> Self {
        Self { parents, ..self }
    }

    /// Whether a variant of an enclosing union means this one.
    pub(super) fn is_within(&self, parent: &Self) -> bool {
        parent.when.iter().flat_map(|when| when.values).any(|value| self.parents.contains(value))
    }

    /// How many values the narrowest of the conditions allows that `value` meets.
    pub(super) fn breadth(&self, value: &Json) -> usize {
        let met = self.when.iter().filter(|when| value.get(when.property).is_some_and(|value| when.takes(value)));
        met.map(|when| when.values.len()).min().unwrap_or(usize::MAX)
    }

    /// Whether no condition fails. `tag` is the value of the property that decides alone.
    pub(super) fn allows(&self, value: &Json, tag: Option<&Json>) -> bool {
        self.when.iter().all(|when| match tag {
            Some(tag) => when.allows(tag),
            None => match value.get(when.property) {
                None | Some(Json::Null) => true,
                Some(value) => when.allows(value),
            },
        })
    }

    /// The properties this variant implies, with their values.
    pub(super) fn implied(&self) -> impl Iterator<Item = (&'static str, Implied)> {
        self.when.iter().filter_map(|when| match when.values {
            [text] => Some((when.property, Implied { text, is_scalar: when.is_scalar })),
            _ => None,
        })
    }
}

/// The value of a property that a variant implies.
#[derive(Clone, Copy)]
pub(super) struct Implied {
    text: &'static str,
    is_scalar: bool,
}

impl Implied {
    /// The value, if it is a string.
    pub(super) fn as_str(self) -> Option<&'static str> {
        (!self.is_scalar).then_some(self.text)
    }
}

impl Serialize for Implied {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match scalar(self.text) {
            Some(scalar) if self.is_scalar => scalar.serialize(serializer),
            _ => serializer.serialize_str(self.text),
        }
    }
}

/// Implements for a [`Union`] `Slot` (empty: `Unknown(null)`), `Debug` (redacted), `PartialEq`, `Serialize` and
/// `Deserialize` through the engine. No `Default`: a union that nobody chose a variant of says nothing.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! union_traits {
    ($name:ident) => {
        impl $crate::model::Slot for $name {
            #[inline]
            fn empty() -> Self {
                Self::Unknown($crate::model::Json::Null)
            }

            #[inline]
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::union(self)
            }

            #[inline]
            fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                $crate::model::Place::union(self)
            }
        }

        $crate::model::standard_traits!($name);
    };
}

pub(crate) use union_traits;

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn equal_numbers_meet_a_condition() {
        let allows = |text: &'static str, json: &str| {
            let values: &'static [&'static str] = Box::leak(Box::new([text]));
            When::scalar("p", values).allows(&serde_json::from_str(json).expect("is JSON"))
        };
        for (text, json) in [("1", "1"), ("1", "1.0"), ("1.0", "1"), ("1e2", "100"), ("0.5", "5e-1"), ("true", "true")]
        {
            assert!(allows(text, json), "{text} {json}");
        }
        // Neighbours that are the same floating-point number.
        let (odd, even) = ("9007199254740993", "9007199254740992");
        for (text, json) in [("1", "2"), ("1", "true"), ("true", "false"), ("1", "\"1\""), (odd, even)] {
            assert!(!allows(text, json), "{text} {json}");
        }
    }
}
