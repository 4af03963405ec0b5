//! What a schema describes: an object, one of several alternatives, a choice of strings, a list, a scalar.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::document::{Document, schema_name};
pub use crate::union::Alternative;
use crate::union::{alternatives, extends_union_of_its_own, inherits, spread_alternatives, unwrapped};

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// Free-form.
    Any,
    /// `boolean`.
    Bool,
    /// `integer` of any format.
    Integer,
    /// `number`.
    Number,
    /// `string` of any format.
    Text,
    /// Strings out of a list, in its order.
    Choice(Vec<&'a str>),
    /// `array`, with the schema of its elements.
    List(&'a Value),
    /// An object with keys of any name, with the schema of their values.
    Map(&'a Value),
    /// An object with named properties.
    Object(Shape<'a>),
    /// One of several.
    Union(Vec<Alternative<'a>>),
}

/// The properties of an object, those of its `allOf` parts included.
#[derive(Clone, Debug, Default)]
pub struct Shape<'a> {
    /// Name and schema of each property, parents first. A later part replaces a property of an
    /// earlier one.
    pub properties: Vec<(&'a str, &'a Value)>,
    /// Names of the required properties.
    pub required: BTreeSet<&'a str>,
    /// Schema of the values under other keys, if such keys are described.
    pub additional: Option<&'a Value>,
}

/// Keys that say what a value looks like.
const SAYING: [&str; 10] =
    ["$ref", "type", "properties", "additionalProperties", "items", "enum", "allOf", "oneOf", "anyOf", "discriminator"];

/// Tells what `schema` describes.
#[must_use]
pub fn kind<'a>(document: &'a Document, schema: &'a Value) -> Kind<'a> {
    let node = document.resolve(schema);
    let alternatives = alternatives(document, node);
    if !alternatives.is_empty() {
        return of_alternatives(document, node, alternatives);
    }
    let values = strings(node);
    if !values.is_empty() {
        return Kind::Choice(values);
    }
    let parts: Vec<&Value> = node["allOf"].as_array().into_iter().flatten().filter(|part| says(part)).collect();
    if !parts.is_empty() {
        return of_parts(document, node, &parts);
    }
    let has_properties = node["properties"].as_object().is_some_and(|properties| !properties.is_empty());
    match node["type"].as_str().or_else(|| type_of_values(node)) {
        Some("boolean") => Kind::Bool,
        Some("integer") => Kind::Integer,
        Some("number") if says_integer(node) => Kind::Integer,
        Some("number") => Kind::Number,
        Some("string") => Kind::Text,
        Some("array") => Kind::List(&node["items"]),
        None if node.get("items").is_some() => Kind::List(&node["items"]),
        _ if has_properties => Kind::Object(shape(document, node)),
        _ => match node.get("additionalProperties") {
            Some(Value::Bool(false)) => Kind::Object(Shape::default()),
            Some(values) => Kind::Map(values),
            None => Kind::Any,
        },
    }
}

/// Whether a schema says anything about what a value looks like.
pub(crate) fn says(node: &Value) -> bool {
    SAYING.iter().any(|key| node.get(key).is_some())
}

/// The part that an `allOf` means of whose parts one says something, where nothing beside it does.
pub(crate) fn meant(schema: &Value) -> &Value {
    let mut meant = schema;
    while SAYING.iter().all(|key| meant.get(key).is_some() == (*key == "allOf")) {
        let mut parts = meant["allOf"].as_array().into_iter().flatten().filter(|part| says(part));
        let (Some(only), None) = (parts.next(), parts.next()) else { break };
        meant = only;
    }
    meant
}

/// Whether the format of a number is one of integers.
fn says_integer(node: &Value) -> bool {
    let format = node["format"].as_str().unwrap_or_default();
    ["int", "uint"].iter().any(|sort| format.strip_prefix(sort).is_some_and(|bits| bits.parse::<u8>().is_ok()))
}

/// The type of all the values of an enumeration but null, if they have the same.
fn type_of_values(node: &Value) -> Option<&'static str> {
    let values: Vec<_> = node["enum"].as_array()?.iter().filter(|value| !value.is_null()).collect();
    let all = |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
    match () {
        () if all(|value| value.is_i64() || value.is_u64()) => Some("integer"),
        () if all(Value::is_number) => Some("number"),
        () if all(Value::is_boolean) => Some("boolean"),
        () => None,
    }
}

/// The values of an enumeration of numbers or booleans, null left out.
pub(crate) fn scalars(node: &Value) -> Vec<&Value> {
    let values = node["enum"].as_array().into_iter().flatten();
    values.filter(|value| value.is_number() || value.is_boolean()).collect()
}

/// The values of an enumeration of strings, null left out. Numbers in quotation marks are none.
fn strings(node: &Value) -> Vec<&str> {
    if ["boolean", "integer", "number"].iter().any(|name| node["type"] == **name) {
        return Vec::new();
    }
    let values = || node["enum"].as_array().into_iter().flatten().filter(|value| !value.is_null());
    if values().all(Value::is_string) { values().filter_map(Value::as_str).collect() } else { Vec::new() }
}

/// What several alternatives come to: less than a union where JSON cannot tell them apart.
fn of_alternatives<'a>(document: &'a Document, node: &'a Value, alternatives: Vec<Alternative<'a>>) -> Kind<'a> {
    let says_more = ["properties", "discriminator", "allOf"].iter().any(|key| node.get(key).is_some());
    // An alternative that inherits from the union is an object, whatever else the union is.
    if says_more || alternatives.iter().any(|alternative| inherits(document, alternative.schema, node)) {
        return Kind::Union(alternatives);
    }
    let kinds: Vec<Kind> = alternatives.iter().map(|alternative| kind(document, alternative.schema)).collect();
    let all = |is: fn(&Kind) -> bool| kinds.iter().all(is);
    if all(|kind| matches!(kind, Kind::Choice(_) | Kind::Text)) {
        let mut values: Vec<&str> = Vec::new();
        for value in kinds.iter().filter_map(|kind| if let Kind::Choice(values) = kind { Some(values) } else { None }) {
            values.extend(value.iter().filter(|value| !values.contains(value)).copied().collect::<Vec<_>>());
        }
        return if values.is_empty() { Kind::Text } else { Kind::Choice(values) };
    }
    match kinds.as_slice() {
        [only] => only.clone(),
        _ if all(|kind| matches!(kind, Kind::Integer)) => Kind::Integer,
        _ if all(|kind| matches!(kind, Kind::Number)) => Kind::Number,
        _ if all(|kind| matches!(kind, Kind::Bool)) => Kind::Bool,
        _ if all(|kind| matches!(kind, Kind::Any)) => Kind::Any,
        _ => Kind::Union(alternatives),
    }
}

/// What `allOf` comes to.
fn of_parts<'a>(document: &'a Document, node: &'a Value, parts: &[&'a Value]) -> Kind<'a> {
    let adds = ["properties", "additionalProperties", "items", "enum"].iter().any(|key| node.get(key).is_some());
    let kinds: Vec<Kind> = parts.iter().map(|part| kind(document, part)).collect();
    if let ([only], false) = (kinds.as_slice(), adds) {
        let requires = node["required"].as_array().is_some_and(|required| !required.is_empty());
        // A single part without anything beside it is that part.
        match only {
            Kind::Object(_) => return Kind::Object(shape(document, node)),
            Kind::Union(_) if requires || extends_union_of_its_own(document, node) => {}
            _ => return only.clone(),
        }
    }
    let all = |is: fn(&Kind) -> bool| kinds.iter().all(is);
    if all(|kind| matches!(kind, Kind::Choice(_) | Kind::Text | Kind::Bool | Kind::Integer | Kind::Number)) {
        return narrowest(&kinds);
    }
    let spread = spread_alternatives(document, node);
    if !spread.is_empty() {
        return Kind::Union(spread);
    }
    match kinds.into_iter().next() {
        Some(map @ Kind::Map(_)) if !adds => map,
        _ => Kind::Object(shape(document, node)),
    }
}

/// What a value is that is of all these kinds: one of the strings that all enumerations list, if there are some.
fn narrowest<'a>(kinds: &[Kind<'a>]) -> Kind<'a> {
    let choices = || kinds.iter().filter_map(|kind| if let Kind::Choice(values) = kind { Some(values) } else { None });
    let Some(first) = choices().next() else { return kinds.first().cloned().unwrap_or(Kind::Any) };
    let common: Vec<&str> =
        first.iter().filter(|value| choices().all(|values| values.contains(value))).copied().collect();
    Kind::Choice(if common.is_empty() { first.clone() } else { common })
}

/// Collects the properties of an object, whether or not it is the parent of a union as well.
#[must_use]
pub fn shape<'a>(document: &'a Document, schema: &'a Value) -> Shape<'a> {
    let mut all = Shape::default();
    all.collect(document, document.resolve(schema), &mut Vec::new());
    all
}

impl<'a> Shape<'a> {
    /// Adds what `node` and its parents declare. A parent that is met again, on another way, adds
    /// nothing: what its heirs said about its properties is kept.
    pub(crate) fn collect(&mut self, document: &'a Document, node: &'a Value, seen: &mut Vec<&'a Value>) {
        if seen.iter().any(|known| std::ptr::eq(*known, node)) {
            return;
        }
        seen.push(node);
        for part in node["allOf"].as_array().into_iter().flatten() {
            self.collect(document, unwrapped(document, document.resolve(part)), seen);
        }
        for (name, property) in node["properties"].as_object().into_iter().flatten() {
            self.put((name, property));
        }
        self.required.extend(node["required"].as_array().into_iter().flatten().filter_map(Value::as_str));
        let additional = node.get("additionalProperties").filter(|schema| **schema != Value::Bool(false));
        self.additional = additional.or(self.additional);
    }

    fn put(&mut self, (name, schema): (&'a str, &'a Value)) {
        match self.properties.iter_mut().find(|(known, _)| *known == name) {
            // A later declaration that says nothing but that there is an object leaves the type as it was.
            Some(_) if says_little(schema) => {}
            Some(known) => known.1 = schema,
            None => self.properties.push((name, schema)),
        }
    }

    /// The schema of the property called `name`.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'a Value> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, schema)| *schema)
    }
}

fn says_little(schema: &Value) -> bool {
    let beside_type = SAYING.iter().any(|key| *key != "type" && schema.get(key).is_some());
    !beside_type && matches!(schema.get("type").and_then(Value::as_str), None | Some("object"))
}

/// Whether a list or map holds itself, directly or through other lists and maps.
#[must_use]
pub fn contains_itself(document: &Document, schema: &Value) -> bool {
    let node = document.resolve(schema);
    let mut seen: Vec<&Value> = Vec::new();
    let mut next = Some(node);
    while let Some(at) = next.take().filter(|at| !seen.iter().any(|known| std::ptr::eq(*known, *at))) {
        seen.push(at);
        if let Kind::List(held) | Kind::Map(held) = kind(document, at) {
            next = Some(document.resolve(held));
        }
        // A wrapper of the list is the list itself.
        if next.is_some_and(|next| is_or_wraps(document, next, node)) {
            return true;
        }
    }
    false
}

/// Whether `schema` is `wrapped`, or only leads to it: an `allOf` of it alone, say.
pub(crate) fn is_or_wraps(document: &Document, schema: &Value, wrapped: &Value) -> bool {
    let mut node = document.resolve(schema);
    for _ in 0..16 {
        if std::ptr::eq(node, wrapped) {
            return true;
        }
        let parts = ["allOf", "oneOf", "anyOf"].iter().flat_map(|key| node[*key].as_array().into_iter().flatten());
        let [only] = parts.collect::<Vec<_>>()[..] else { return false };
        node = document.resolve(only);
    }
    false
}

/// Whether the keyword `flag` (`readOnly`, `writeOnly`) is set on a property. What the property
/// refers to does not count: others may use it otherwise.
#[must_use]
pub fn has(schema: &Value, flag: &str) -> bool {
    schema[flag] == Value::Bool(true)
}

/// Whether null is a value of `schema`: it says so, or what it refers to or wraps.
#[must_use]
pub fn is_nullable(document: &Document, schema: &Value) -> bool {
    nullable_within(document, schema, &mut 64)
}

/// The same with at most `left` schemas still to look at.
fn nullable_within(document: &Document, schema: &Value, left: &mut usize) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    let null_value = schema["enum"].as_array().is_some_and(|values| values.contains(&Value::Null));
    if has(schema, "nullable") || null_value || schema["type"] == "null" {
        return true;
    }
    let resolved = document.resolve(schema);
    if !std::ptr::eq(resolved, schema) {
        return nullable_within(document, resolved, left);
    }
    let list = |key: &str| schema[key].as_array().map_or(&[][..], Vec::as_slice);
    match (list("allOf"), [list("oneOf"), list("anyOf")].concat().as_slice()) {
        _ if schema.get("properties").is_some() => false,
        ([only], []) => nullable_within(document, only, left),
        ([], several) => several.iter().any(|alternative| nullable_within(document, alternative, left)),
        _ => false,
    }
}

/// `value` as a request carries it: without read-only properties, at any depth.
#[must_use]
pub fn without_read_only(document: &Document, schema: &Value, value: &Value) -> Value {
    cut_kind(document, &kind(document, schema), schema_name(schema), value)
}

fn cut_kind(document: &Document, kind: &Kind, name: Option<&str>, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Object(shape), Value::Object(fields)) => object_without_read_only(document, shape, name, fields),
        (Kind::Union(alternatives), _) => match crate::fits::best_alternatives(document, alternatives, value).first() {
            Some(alternative) => {
                let mut cut = cut_kind(document, &alternative.kind(document), alternative.name, value);
                // Without its tag no server could tell which alternative a value is of, whoever may write the tag
                // otherwise.
                if let (Some((tag, _)), Some(fields)) = (&alternative.tag, cut.as_object_mut())
                    && let Some(value) = value.get(tag)
                {
                    fields.insert((*tag).to_owned(), value.clone());
                }
                cut
            }
            None => value.clone(),
        },
        (Kind::List(items), Value::Array(list)) => {
            list.iter().map(|item| without_read_only(document, items, item)).collect()
        }
        (Kind::Map(values), Value::Object(fields)) => {
            let cut = |(key, value): (&String, &Value)| (key.clone(), without_read_only(document, values, value));
            fields.iter().map(cut).collect()
        }
        _ => value.clone(),
    }
}

fn object_without_read_only(
    document: &Document,
    shape: &Shape,
    name: Option<&str>,
    fields: &Map<String, Value>,
) -> Value {
    let cut = |(key, value): (&String, &Value)| match shape.property(key) {
        Some(schema) if has(schema, "readOnly") && !document.is_kept(name, key) => None,
        Some(schema) => Some((key.clone(), without_read_only(document, schema, value))),
        None => Some((key.clone(), value.clone())),
    };
    fields.iter().filter_map(cut).collect()
}

#[cfg(test)]
mod tests;
