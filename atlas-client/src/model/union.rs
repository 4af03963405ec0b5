//! Unions: one of several models, or a value kept as JSON; which variant a value is decoded into.

use std::any::Any;

use serde::{Serialize, Serializer};

use super::{Json, Object, Place, Slot, Token, decode};

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

/// The variant that fits `value` best and was not `tried` before. Leaves `union` in any state.
///
/// The variant that `parent`, the variant of an enclosing union, means comes first, unless another one leaves fewer
/// keys unknown. Else variants with a failing condition or of another JSON kind are out. Among the others, those whose
/// required properties are all there win; then the one that leaves the fewest keys unknown; then the one with the
/// narrowest condition; then the first.
pub(super) fn candidate(
    union: &mut dyn Union,
    value: &Json,
    tried: &[&'static Variant],
    parent: Option<&Variant>,
) -> Option<&'static Variant> {
    if let Some(parent) = parent {
        let variants = union.variants().variants.iter();
        let mut meant = variants.filter(|variant| variant.is_within(parent) && is_new(variant, tried));
        let fit = meant.find_map(|variant| {
            let fit = select(union, variant.name).and_then(|slot| Fit::of(slot, value, 0))?;
            Some((fit, variant))
        });
        if let Some((fit, variant)) = fit
            && best(union, value, tried, 0).is_none_or(|(other, _)| fit.unknown <= other.unknown)
        {
            return Some(variant);
        }
    }
    let (fit, variant) = best(union, value, tried, 0)?;
    // Of those that are not the best, one that would drop keys says less than the value itself.
    (tried.is_empty() || fit.unknown == 0).then_some(variant)
}

/// Whether no variant could ever hold `value`: it is of a JSON kind that none takes, or has something else than a
/// string where a string tells the variants apart. Leaves `union` in any state.
pub(super) fn is_foreign(union: &mut dyn Union, value: &Json) -> bool {
    if let Json::Object(keys) = value {
        let Variants { variants, .. } = union.variants();
        let conditions = || variants.iter().flat_map(|variant| variant.when);
        let is_foreign = |property: &str, value: &Json| {
            !value.is_null() && conditions().filter(|when| when.property == property).all(|when| !when.takes(value))
        };
        return conditions().any(|when| keys.get(when.property).is_some_and(|value| is_foreign(when.property, value)));
    }
    // Not every integer fits a floating-point number, but zero does.
    let number = value.is_number().then(|| Json::from(0));
    best(union, number.as_ref().unwrap_or(value), &[], 0).is_none()
}

fn is_new(variant: &Variant, tried: &[&'static Variant]) -> bool {
    tried.iter().all(|tried| tried.name != variant.name)
}

/// How many unions may be the variant of one another; a union can be a variant of itself.
const MAX_NESTING: usize = 4;

fn best(
    union: &mut dyn Union,
    value: &Json,
    tried: &[&'static Variant],
    nesting: usize,
) -> Option<(Fit, &'static Variant)> {
    if nesting == MAX_NESTING {
        return None;
    }
    let Variants { tag, variants } = union.variants();
    let tag = match tag {
        Some(tag) => Some(value.get(tag)?),
        None => None,
    };
    let mut best: Option<(Fit, &'static Variant)> = None;
    for variant in variants.iter().filter(|variant| variant.allows(value, tag) && is_new(variant, tried)) {
        // An empty value of the variant tells its schema.
        let Some(fit) = select(union, variant.name).and_then(|slot| Fit::of(slot, value, nesting)) else { continue };
        let is_better =
            |(least, other): &(Fit, &Variant)| (&fit, variant.breadth(value)) < (least, other.breadth(value));
        if best.as_ref().is_none_or(is_better) {
            best = Some((fit, variant));
        }
    }
    best
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
    fn takes(&self, value: &Json) -> bool {
        if self.is_scalar { value.is_number() || value.is_boolean() } else { value.is_string() }
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
    fn is_within(&self, parent: &Self) -> bool {
        parent.when.iter().flat_map(|when| when.values).any(|value| self.parents.contains(value))
    }

    /// How many values the narrowest of the conditions allows that `value` meets.
    fn breadth(&self, value: &Json) -> usize {
        let met = self.when.iter().filter(|when| value.get(when.property).is_some_and(|value| when.takes(value)));
        met.map(|when| when.values.len()).min().unwrap_or(usize::MAX)
    }

    /// Whether no condition fails. `tag` is the value of the property that decides alone.
    fn allows(&self, value: &Json, tag: Option<&Json>) -> bool {
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

/// How well a value fits a variant: less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Required properties are missing.
    incomplete: bool,
    /// Keys that would be dropped.
    unknown: usize,
    /// Keys that only a catch-all takes.
    caught: usize,
}

impl Fit {
    const EXACT: Self = Self { incomplete: false, unknown: 0, caught: 0 };

    fn of(slot: &mut dyn Slot, value: &Json, nesting: usize) -> Option<Self> {
        match (slot.place(Token::Value), value) {
            (Place::Int(_), Json::Number(number)) => Some(Self::of_integer(number)),
            (Place::UInt(_), Json::Number(number)) => {
                Some(if number.is_u64() { Self::EXACT } else { Self::of_integer(number) })
            }
            (Place::Float(_), Json::Number(number)) => Self::of_float(number),
            (Place::Bool(_), Json::Bool(_))
            | (Place::Str(_) | Place::Enum(..) | Place::Secret(_) | Place::Time(_) | Place::Date(_), Json::String(_))
            | (Place::List(_), Json::Array(_)) => Some(Self::EXACT),
            (Place::Map(_), Json::Object(keys)) => Some(Self { caught: keys.len(), ..Self::EXACT }),
            (Place::Object(object), Json::Object(keys)) => Some(Self::of_object(object, keys)),
            (Place::Union(union), _) => best(union, value, &[], nesting + 1).map(|(fit, _)| fit),
            (Place::Json(_), _) => Some(Self { caught: usize::MAX, ..Self::EXACT }),
            _ => None,
        }
    }

    /// A number as an integer: `5`, then `5.0`, then what no integer holds.
    fn of_integer(number: &serde_json::Number) -> Self {
        let whole = number.as_f64().is_some_and(|value| value.fract() == 0.0);
        let caught = if number.is_i64() { 0 } else { 1 + 2 * usize::from(!whole) };
        Self { caught, ..Self::EXACT }
    }

    /// A number as a floating-point number. An integer is one if it is exact, and nothing takes it as an integer.
    fn of_float(number: &serde_json::Number) -> Option<Self> {
        let magnitude = number.as_i64().map(i64::unsigned_abs).or(number.as_u64());
        let Some(magnitude) = magnitude else { return Some(Self::EXACT) };
        // Zero has 64 leading and 64 trailing zeros.
        let digits = u64::BITS.saturating_sub(magnitude.leading_zeros() + magnitude.trailing_zeros());
        (digits <= f64::MANTISSA_DIGITS).then_some(Self { caught: 2, ..Self::EXACT })
    }

    /// A null counts for nothing where the property cannot be null.
    fn of_object(object: &mut dyn Object, keys: &serde_json::Map<String, Json>) -> Self {
        let schema = object.schema();
        let mut incomplete = false;
        object.write(&mut |slots, _| {
            let mut expected = schema.fields.iter().zip(slots).filter(|(field, _)| field.flags.is_expected());
            incomplete = expected.any(|(field, slot)| match keys.get(field.name) {
                None => true,
                Some(Json::Null) => !decode::null(&mut **slot),
                Some(_) => false,
            });
        });
        let undeclared = keys.keys().filter(|key| schema.find(key, 0).is_none()).count();
        let (unknown, caught) = if schema.additional { (0, undeclared) } else { (undeclared, 0) };
        Self { incomplete, unknown, caught }
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
