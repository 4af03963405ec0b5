//! Encoding: a [`Slot`] into JSON, or into any serde format.

use std::cell::RefCell;
use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::decode::{MAX_DEPTH, Segment, path};
use super::union::Implied;
use super::{Active, Json, Schema, SetFields, Slot, Variant, View, time};

/// What an encoded document is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// To keep or show: everything there is.
    #[default]
    Full,
    /// To send: without read-only fields, and without enums and unions nobody set.
    Request,
}

/// Why a model could not be encoded: it nests deeper than any reader would follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError(String);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncodeError {}

/// Encodes `slot` as JSON text.
///
/// # Errors
///
/// If the value nests deeper than 128 arrays and objects.
#[cfg(test)]
pub(crate) fn to_vec(slot: &dyn Slot, mode: Mode) -> Result<Vec<u8>, EncodeError> {
    let node = Node { view: slot.view(), walk: Walk::new(mode) };
    serde_json::to_vec(&node).map_err(|error| EncodeError(error.to_string()))
}

/// Encodes `slot` as the body of a request may be, also without required fields: for those who hold types against the
/// document.
///
/// # Errors
///
/// If the value nests deeper than 128 arrays and objects.
#[doc(hidden)]
pub fn to_sent(slot: &dyn Slot) -> Result<Vec<u8>, EncodeError> {
    to_request(slot, Sending { mode: Mode::Request, allow_missing: true, path_values: &[] })
}

/// What a request body is encoded with.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sending<'a> {
    /// What is left out.
    pub(crate) mode: Mode,
    /// Whether required fields that nobody set are left out, instead of an error.
    pub(crate) allow_missing: bool,
    /// The path parameters, by name: a required field of the body with such a name has that value unless it is set.
    pub(crate) path_values: &'a [(&'a str, &'a str)],
}

/// Encodes `slot` as the body of a request.
///
/// # Errors
///
/// If a required field was never set, or the value nests deeper than 128 arrays and objects.
pub(crate) fn to_request(slot: &dyn Slot, sending: Sending<'_>) -> Result<Vec<u8>, EncodeError> {
    let missing = RefCell::new(Vec::new());
    let request = Outgoing { path_values: sending.path_values, missing: &missing };
    let walk = Walk { request: Some(&request), ..Walk::new(sending.mode) };
    let json = serde_json::to_vec(&Node { view: slot.view(), walk }).map_err(|error| EncodeError(error.to_string()))?;
    let missing = missing.into_inner();
    if missing.is_empty() || sending.allow_missing {
        return Ok(json);
    }
    let more = missing.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let named = missing.get(..MOST_NAMED).unwrap_or(&missing).join(", ");
    Err(EncodeError(format!("required fields were never set: {named}{more}")))
}

/// How many fields are named that nobody set.
const MOST_NAMED: usize = 10;

/// Serializes `slot` completely.
///
/// # Errors
///
/// If the serializer fails, or the value nests deeper than 128 arrays and objects.
#[doc(hidden)]
pub fn serialize<S: Serializer>(slot: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    Node { view: slot.view(), walk: Walk::new(Mode::Full) }.serialize(serializer)
}

/// What an encode carries along.
#[derive(Clone, Copy)]
struct Walk<'a> {
    mode: Mode,
    /// How many arrays and objects are open.
    depth: u8,
    /// The variants whose object comes next.
    variants: Option<&'a Chosen<'a>>,
    /// The request, if the document is the body of one.
    request: Option<&'a Outgoing<'a>>,
    /// The last step from the body to here.
    step: Option<&'a Step<'a>>,
}

/// A step from a value into its parts.
struct Step<'a> {
    to: Part<'a>,
    /// The step before.
    before: Option<&'a Self>,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    Key(&'a str),
    Index(usize),
}

impl Part<'_> {
    fn segment(self) -> Segment {
        match self {
            Part::Key(key) => Segment::key(key),
            Part::Index(index) => Segment::Index(index),
        }
    }
}

/// A request whose body is encoded.
struct Outgoing<'a> {
    path_values: &'a [(&'a str, &'a str)],
    /// The required fields that nobody set, as `Type::field`, and where they are.
    missing: &'a RefCell<Vec<String>>,
}

/// The variant of a union, and that of the union around it if one is the variant of the other.
struct Chosen<'a> {
    variant: &'static Variant,
    /// The property that decides alone, if there is one.
    tag: Option<&'static str>,
    outer: Option<&'a Chosen<'a>>,
}

impl<'a> Walk<'a> {
    const fn new(mode: Mode) -> Self {
        Self { mode, depth: 0, variants: None, request: None, step: None }
    }

    /// The walk inside an array or object.
    fn enter<E: serde::ser::Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom("nested too deep"));
        }
        Ok(Walk { depth: self.depth + 1, variants: None, ..self })
    }

    /// The walk in a part of the value.
    fn after(self, step: &'a Step<'a>) -> Self {
        Walk { step: Some(step), ..self }
    }

    fn step(self, to: Part<'a>) -> Step<'a> {
        Step { to, before: self.step }
    }

    /// The path from the body to here.
    fn path(self) -> String {
        let steps = std::iter::successors(self.step, |step| step.before);
        path(&steps.map(|step| step.to.segment()).collect::<Vec<_>>())
    }

    /// Whether the variants are told by `property`.
    fn tells(self, property: &str) -> bool {
        std::iter::successors(self.variants, |variants| variants.outer)
            .any(|variants| variants.variant.when.iter().any(|when| when.property == property))
    }

    /// Whether `property` alone tells one of the variants.
    fn is_tag(self, property: &str) -> bool {
        std::iter::successors(self.variants, |variants| variants.outer).any(|variants| variants.tag == Some(property))
    }

    /// The properties the variants imply, with their values.
    fn implied(self) -> impl Iterator<Item = (&'static str, Implied)> + 'a {
        std::iter::successors(self.variants, |variants| variants.outer).flat_map(|variants| variants.variant.implied())
    }

    /// Whether a required field was never set. In a struct that the program made, it is noted as missing.
    fn misses(self, schema: &Schema, index: usize, view: View<'_>, set: SetFields) -> bool {
        let Some(field) = schema.fields.get(index).filter(|field| field.flags.is_required()) else { return false };
        if set.contains(index, view) {
            return false;
        }
        match self.request {
            Some(request) => {
                if !set.is_decoded() && field.flags.is_demanded() {
                    let (name, path) = (format!("`{}::{}`", schema.name, field.rust), self.path());
                    let name = if path.is_empty() { name } else { format!("{name} in `{path}`") };
                    request.missing.borrow_mut().push(name);
                }
                true
            }
            None => set.is_decoded(),
        }
    }

    /// The value of the path parameter called `name` for a field of the body itself that now holds `view`, if a path
    /// can say such a value.
    fn path_value(self, name: &str, view: View<'_>) -> Option<Json> {
        let request = self.request.filter(|_| self.depth == 0)?;
        let (_, text) = request.path_values.iter().find(|(parameter, _)| *parameter == name)?;
        match view {
            View::Bool(_) => text.parse().ok().map(Json::Bool),
            View::Int(_) => text.parse::<i64>().ok().map(Json::from),
            View::UInt(_) => text.parse::<u64>().ok().map(Json::from),
            View::Float(_) => text.parse::<f64>().ok().map(Json::from),
            View::Str(_) | View::Enum(_) | View::Secret(_) | View::Time(_) | View::Date(_) | View::Absent => {
                Some(Json::from(*text))
            }
            View::Null | View::Json(_) | View::List(_) | View::Map(_) | View::Object(_) | View::Union(_) => None,
        }
    }

    /// Whether `view` says that there is nothing to write, of a field that `is_set` or not.
    fn leaves_out(self, view: View<'_>, is_set: bool) -> bool {
        match view {
            View::Absent => true,
            // What a struct begins with is a placeholder. A list of values can have the empty one.
            View::Enum("") => self.mode == Mode::Request && !is_set,
            View::Union(union) => self.mode == Mode::Request && matches!(union.active(), Active::Unknown(Json::Null)),
            _ => false,
        }
    }
}

/// A value on its way out.
struct Node<'a> {
    view: View<'a>,
    walk: Walk<'a>,
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walk = self.walk;
        match self.view {
            View::Bool(value) => serializer.serialize_bool(value),
            View::Int(value) => serializer.serialize_i64(value),
            View::UInt(value) => serializer.serialize_u64(value),
            View::Float(value) if value.is_finite() => match whole(value) {
                Some(value) => serializer.serialize_i64(value),
                None => serializer.serialize_f64(value),
            },
            // Of numbers only the infinite ones and NaN are left, which JSON does not have: null says something else.
            View::Float(value) if walk.request.is_some() => {
                Err(S::Error::custom(format_args!("{value} has no form in JSON")))
            }
            View::Float(_) | View::Absent | View::Null => serializer.serialize_unit(),
            View::Str(text) | View::Enum(text) => serializer.serialize_str(text),
            View::Secret(secret) => serializer.serialize_str(secret.expose()),
            View::Time(time) => serializer.serialize_str(&time::format(time)),
            View::Date(date) => serializer.collect_str(date),
            View::Json(value) => Tree { value, walk }.serialize(serializer),
            View::Object(object) => {
                let walk_inside = walk.enter()?;
                let mut serializer = Some(serializer);
                let mut outcome = None;
                object.read(&mut |slots, set| {
                    outcome = serializer.take().map(|serializer| {
                        let mut map = serializer.serialize_map(None)?;
                        fields(object.schema(), (slots, set), walk, walk_inside, &mut map)?;
                        map.end()
                    });
                });
                outcome.unwrap_or_else(|| Err(S::Error::custom("a model did not lend its fields")))
            }
            View::List(list) => {
                let walk = walk.enter()?;
                let mut seq = serializer.serialize_seq(None)?;
                let mut index = 0;
                while let Some(slot) = list.get(index) {
                    let step = walk.step(Part::Index(index));
                    seq.serialize_element(&Node { view: slot.view(), walk: walk.after(&step) })?;
                    index += 1;
                }
                seq.end()
            }
            View::Map(entries) => {
                let walk = walk.enter()?;
                let mut map = serializer.serialize_map(None)?;
                for (key, slot) in entries.entries() {
                    let step = walk.step(Part::Key(key));
                    map.serialize_entry(key, &Node { view: slot.view(), walk: walk.after(&step) })?;
                }
                map.end()
            }
            View::Union(union) => match union.active() {
                Active::Variant(name, slot) => {
                    let variants = union.variants();
                    let variants = variants.variant(name).map(|variant| Chosen {
                        variant,
                        tag: variants.tag,
                        outer: walk.variants,
                    });
                    let walk = Walk { variants: variants.as_ref(), ..walk };
                    Node { view: slot.view(), walk }.serialize(serializer)
                }
                Active::Unknown(value) => Tree { value, walk }.serialize(serializer),
            },
        }
    }
}

/// Up to here a floating-point number holds each integer.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number without a fraction: it is written as `5`, since servers that have an integer for it refuse `5.0`.
#[expect(clippy::cast_possible_truncation, reason = "it is whole, and far from the ends")]
fn whole(value: f64) -> Option<i64> {
    let is_whole = value.fract() == 0.0 && value.abs() < EXACT;
    (is_whole && (value != 0.0 || value.is_sign_positive())).then_some(value as i64)
}

/// Writes the fields of an object, and the properties its variants imply.
fn fields<M: SerializeMap>(
    schema: &'static Schema,
    (slots, set): (&[&dyn Slot], SetFields),
    outer: Walk<'_>,
    walk: Walk<'_>,
    map: &mut M,
) -> Result<(), M::Error> {
    let (declared, undeclared) = slots.split_at_checked(schema.fields.len()).unwrap_or((slots, &[]));
    let undeclared = undeclared.first().and_then(|slot| match slot.view() {
        View::Map(map) => Some(map.entries()),
        _ => None,
    });
    let undeclared = undeclared.unwrap_or_default();

    for (index, (property, value)) in outer.implied().enumerate() {
        let is_known = schema.find(property, 0).is_some()
            || undeclared.iter().any(|(key, _)| *key == property)
            || outer.implied().take(index).any(|(earlier, _)| earlier == property);
        if !is_known {
            map.serialize_entry(property, &value)?;
        }
    }
    for (index, (field, slot)) in schema.fields.iter().zip(declared).enumerate() {
        // Without its tag no server could tell which variant this is, whoever may write the tag otherwise.
        if outer.mode == Mode::Request && field.flags.is_read_only() && !outer.tells(field.name) {
            continue;
        }
        let view = slot.view();
        // A variant that was found by its keys is a guess: what a response did not say is not made up.
        let is_set = !field.flags.is_required() || set.contains(index, view);
        let is_absent = matches!(view, View::Absent) || set.is_decoded() && !is_set;
        let is_guess = outer.mode == Mode::Full && is_absent && !outer.is_tag(field.name);
        if outer.variants.is_some()
            && !is_guess
            && (!is_set || matches!(view, View::Absent | View::Enum("") | View::Str("")))
            && let Some((_, value)) = outer.implied().find(|(property, _)| *property == field.name)
        {
            map.serialize_entry(field.name, &value)?;
        } else if field.flags.is_demanded()
            && !set.contains(index, view)
            && let Some(value) = outer.path_value(field.name, view)
        {
            map.serialize_entry(field.name, &value)?;
        } else if !outer.misses(schema, index, view, set) && !outer.leaves_out(view, is_set) {
            let step = walk.step(Part::Key(field.name));
            map.serialize_entry(field.name, &Node { view, walk: walk.after(&step) })?;
        }
    }
    for (key, slot) in undeclared {
        // A field by the same name has been written, or left out on purpose.
        if schema.find(key, 0).is_none() {
            let step = walk.step(Part::Key(key));
            map.serialize_entry(key, &Node { view: slot.view(), walk: walk.after(&step) })?;
        }
    }
    Ok(())
}

/// A free-form value on its way out; `Json` itself would follow any depth.
struct Tree<'a> {
    value: &'a Json,
    walk: Walk<'a>,
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Json::Array(items) => {
                let walk = self.walk.enter()?;
                serializer.collect_seq(items.iter().map(|value| Tree { value, walk }))
            }
            Json::Object(entries) => {
                let walk = self.walk.enter()?;
                serializer.collect_map(entries.iter().map(|(key, value)| (key, Tree { value, walk })))
            }
            scalar => scalar.serialize(serializer),
        }
    }
}
