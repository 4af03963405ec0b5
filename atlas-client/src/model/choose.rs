//! Which variant of a union a value is decoded into.

use std::cmp::Ordering;

use super::union::{Variant, Variants, select};
use super::{Json, NaiveDate, Object, Place, Schema, Slot, Token, Union, View, decode};

/// The variant that fits `value` best and was not `tried` before. Leaves `union` in any state.
///
/// The variant that `parent`, the variant of an enclosing union, means comes first, unless another one leaves fewer
/// keys unknown. Else variants with a failing condition or of another JSON kind are out, and those that an object has
/// nothing to do with: a required property is missing, keys would be dropped, and no condition is met. Among the
/// others, those whose required properties are all there win; then the one that leaves the fewest keys unknown; then
/// the one whose enums know the most of the values; then the one that keeps the most nulls; then the one with the
/// narrowest condition; then the one that fits best within its properties; then the first.
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
    (fit.unknown == 0 || tried.is_empty() && !is_several(union, value, variant)).then_some(variant)
}

/// Whether `value` is of another variant as well as of `variant`, and has a property from it that `variant` would drop:
/// `{"name":"a","email":"b"}` where one variant has a name and another one an email address. None holds all of it.
fn is_several(union: &mut dyn Union, value: &Json, variant: &'static Variant) -> bool {
    let Variants { tag: None, variants } = union.variants() else { return false };
    let Json::Object(keys) = value else { return false };
    let mut held = |variant: &Variant| object_within(select(union, variant.name)?, value, keys, 0);
    let Some((schema, _)) = held(variant) else { return false };
    let others = variants.iter().filter(|other| other.name != variant.name && other.allows(value, None));
    let mut complete = others.filter_map(held).filter(|(_, fit)| !fit.incomplete);
    let dropped = |key: &str, value: &Json| !value.is_null() && schema.find(key, 0).is_none();
    complete.any(|(other, _)| keys.iter().any(|(key, value)| dropped(key, value) && other.find(key, 0).is_some()))
}

/// The schema of what a variant, or the best variant of one that is a union, holds of an object, and how well that
/// fits.
fn object_within(
    slot: &mut dyn Slot,
    value: &Json,
    keys: &serde_json::Map<String, Json>,
    nesting: usize,
) -> Option<(&'static Schema, Fit)> {
    match slot.place(Token::Value) {
        Place::Object(object) => Some((object.schema(), Fit::of_object(object, keys))),
        Place::Union(inner) => {
            let (_, variant) = best(inner, value, &[], nesting + 1)?;
            object_within(select(inner, variant.name)?, value, keys, nesting + 1)
        }
        _ => None,
    }
}

/// Whether no variant could ever hold `value`: it is of a JSON kind that none takes, or has something of another kind
/// where a string, a number or a boolean tells the variants apart. Leaves `union` in any state.
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

/// How deep is looked: through unions that are variants of one another (one can be its own), and into properties and
/// elements.
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
    let mut best = None;
    let mut ties = Vec::new();
    for variant in variants.iter().filter(|variant| variant.allows(value, tag) && is_new(variant, tried)) {
        // An empty value of the variant tells its schema.
        let Some(fit) = select(union, variant.name).and_then(|slot| Fit::of(slot, value, nesting)) else { continue };
        let fit = (fit, variant.breadth(value));
        match best.as_ref().map_or(Ordering::Less, |(least, _)| fit.cmp(least)) {
            Ordering::Less => {
                ties.clear();
                best = Some((fit, variant));
            }
            Ordering::Equal => ties.push(variant),
            Ordering::Greater => {}
        }
    }
    let ((fit, _), first) = best?;
    let variant = if ties.is_empty() {
        first
    } else {
        std::iter::once(first).chain(ties).min_by_key(|variant| inner(union, variant, value, nesting))?
    };
    (tag.is_some() || fit.unknown == 0 || is_like(&fit, union, value, variant)).then_some((fit, variant))
}

/// How badly what is in a value fits a variant.
fn inner(union: &mut dyn Union, variant: &Variant, value: &Json, nesting: usize) -> Inner {
    let mut inner = Inner::default();
    if let Some(slot) = select(union, variant.name) {
        inner.look_into(slot, value, nesting);
    }
    inner
}

/// Whether `value`, which has keys that `variant` would drop, is one nevertheless, that the service has extended. It
/// meets a condition, has all required properties and any at all, or has more of the properties that not every variant
/// has than it has unknown ones.
fn is_like(fit: &Fit, union: &mut dyn Union, value: &Json, variant: &'static Variant) -> bool {
    let Json::Object(keys) = value else { return true };
    if variant.breadth(value) != usize::MAX {
        return true;
    }
    let others = union.variants().variants.iter().filter(|other| other.name != variant.name);
    let schemas: Vec<_> = others.filter_map(|other| schema_of(union, other)).collect();
    let Some(schema) = schema_of(union, variant) else { return true };
    let is_common = |key: &str| !schemas.is_empty() && schemas.iter().all(|other| other.find(key, 0).is_some());
    let mut known = keys.iter().filter(|(key, value)| !value.is_null() && schema.find(key, 0).is_some());
    if fit.incomplete { known.filter(|(key, _)| !is_common(key)).count() > fit.unknown } else { known.next().is_some() }
}

/// The schema of a variant that is an object.
fn schema_of(union: &mut dyn Union, variant: &Variant) -> Option<&'static Schema> {
    match select(union, variant.name)?.place(Token::Value) {
        Place::Object(object) => Some(object.schema()),
        _ => None,
    }
}

/// Whether a value that is decoded into `slot` can have such a property. Leaves `slot` in any state.
pub(crate) fn declares(slot: &mut dyn Slot, property: &str) -> bool {
    match slot.place(Token::Value) {
        Place::Object(object) => object.schema().additional || object.schema().find(property, 0).is_some(),
        Place::Union(union) => has_known(union, &[(property.to_owned(), Json::Null)].into_iter().collect(), 0),
        Place::Map(_) | Place::Json(_) => true,
        _ => false,
    }
}

/// Whether an object has a property of any variant. Leaves `union` in any state.
pub(super) fn has_known(union: &mut dyn Union, keys: &serde_json::Map<String, Json>, nesting: usize) -> bool {
    let Variants { tag, variants } = union.variants();
    let tells = |key: &str| variants.iter().flat_map(|variant| variant.when).any(|when| when.property == key);
    if keys.keys().any(|key| *tag == Some(key) || tells(key)) {
        return true;
    }
    variants.iter().any(|variant| match select(union, variant.name).map(|slot| slot.place(Token::Value)) {
        Some(Place::Object(object)) => {
            let schema = object.schema();
            schema.additional || keys.keys().any(|key| schema.find(key, 0).is_some())
        }
        Some(Place::Union(inner)) => nesting == MAX_NESTING || has_known(inner, keys, nesting + 1),
        Some(Place::Map(_) | Place::Json(_)) => true,
        _ => false,
    })
}

/// How well a value fits a variant: less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Required properties are missing.
    incomplete: bool,
    /// Keys that would be dropped.
    unknown: usize,
    /// Values that the enums of the properties do not know.
    unlisted: usize,
    /// Keys that only a catch-all takes, and values that fit in another form only: `5.0` as an integer, a timestamp as
    /// a date.
    caught: usize,
    /// Nulls of properties that cannot be null, which would be dropped.
    nulls: usize,
}

impl Fit {
    const EXACT: Self = Self { incomplete: false, unknown: 0, unlisted: 0, caught: 0, nulls: 0 };

    fn of(slot: &mut dyn Slot, value: &Json, nesting: usize) -> Option<Self> {
        match (slot.place(Token::Value), value) {
            (Place::Int(_), Json::Number(number)) => Some(Self::of_integer(number)),
            (Place::UInt(_), Json::Number(number)) => {
                Some(if number.is_u64() { Self::EXACT } else { Self::of_integer(number) })
            }
            (Place::Float(_), Json::Number(number)) => Self::of_float(number),
            // A date would lose the time of a timestamp.
            (Place::Date(_), Json::String(text)) => {
                Some(Self { caught: usize::from(text.parse::<NaiveDate>().is_err()), ..Self::EXACT })
            }
            (Place::Bool(_), Json::Bool(_))
            | (Place::Str(_) | Place::Enum(..) | Place::Secret(_) | Place::Time(_), Json::String(_))
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

    /// A null counts as missing in a required property that cannot be null, and hardly counts in an optional one.
    fn of_object(object: &mut dyn Object, keys: &serde_json::Map<String, Json>) -> Self {
        let schema = object.schema();
        let (mut incomplete, mut unlisted, mut nulls) = (false, 0, 0);
        object.write(&mut |slots, _| {
            for (field, slot) in schema.fields.iter().zip(slots) {
                match keys.get(field.name) {
                    None => incomplete |= field.flags.is_expected(),
                    Some(Json::Null) => {
                        incomplete |= !decode::null(&mut **slot) && field.flags.is_expected();
                        nulls += usize::from(matches!(slot.view(), View::Absent));
                    }
                    Some(Json::String(text)) => unlisted += usize::from(!knows(&mut **slot, text)),
                    Some(_) => {}
                }
            }
        });
        let undeclared = keys.keys().filter(|key| schema.find(key, 0).is_none()).count();
        let (unknown, caught) = if schema.additional { (0, undeclared) } else { (undeclared, 0) };
        Self { incomplete, unknown, unlisted, caught, nulls }
    }
}

/// How badly the properties, elements or entries of a value, and what is in them, fit what they are decoded into: less
/// is better.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Inner {
    /// Values of another JSON kind, and objects that lack something required.
    misfits: usize,
    unknown: usize,
    unlisted: usize,
    caught: usize,
}

impl Inner {
    /// Looks at what is in a value.
    fn look_into(&mut self, slot: &mut dyn Slot, value: &Json, nesting: usize) {
        if nesting == MAX_NESTING {
            return;
        }
        match (slot.place(Token::Value), value) {
            (Place::Object(object), Json::Object(keys)) => {
                let fields = object.schema().fields;
                object.write(&mut |slots, _| {
                    for (field, slot) in fields.iter().zip(slots) {
                        if let Some(value) = keys.get(field.name) {
                            self.look_at(&mut **slot, value, nesting + 1);
                        }
                    }
                });
            }
            (Place::List(list), Json::Array(items)) => {
                if let Some(slot) = list.push() {
                    for value in items {
                        self.look_at(&mut *slot, value, nesting + 1);
                    }
                }
            }
            (Place::Map(map), Json::Object(keys)) => {
                let slot = map.insert("");
                for value in keys.values() {
                    self.look_at(&mut *slot, value, nesting + 1);
                }
            }
            _ => {}
        }
    }

    /// Looks at a value, and at what is in it.
    fn look_at(&mut self, slot: &mut dyn Slot, value: &Json, nesting: usize) {
        if value.is_null() {
            return;
        }
        match Fit::of(slot, value, nesting) {
            None => self.misfits += 1,
            Some(fit) => {
                self.misfits += usize::from(fit.incomplete);
                self.unknown += fit.unknown;
                self.unlisted += fit.unlisted;
                self.caught = self.caught.saturating_add(fit.caught);
            }
        }
        self.look_into(slot, value, nesting);
    }
}

/// Whether a string is one of the values that an enum knows, if it is for one.
fn knows(slot: &mut dyn Slot, text: &str) -> bool {
    match slot.place(Token::Value) {
        Place::Enum(_, values) => values.contains(&text),
        _ => true,
    }
}
