//! The places in a value at which its schema says something: each property, element and map entry.

use serde_json::{Value, json};

use crate::compare::escape;
use crate::document::Document;
use crate::fits::best_alternatives;
use crate::schema::{Kind, Shape, has, kind, shape};

/// One place in a value.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// JSON pointer from the root of the value.
    pub pointer: String,
    /// The same as people write it: `results[0].roles[0].roleName`, and `labels["a/b"]` where a key is not a word.
    pub path: String,
    /// Key of the property, if the place is one.
    pub property: Option<&'a str>,
    /// Whether a response always has it: a required property that is not for requests only.
    pub expected: bool,
    /// Whether the value selects the alternative of the union that it is in.
    pub is_tag: bool,
    /// Whether the value is inside a union, which keeps one that does not fit as unknown.
    pub in_union: bool,
    /// Schema of the value.
    pub schema: &'a Value,
}

/// All places inside `value`, outer ones first. The value itself is not among them.
///
/// Alternatives of unions are found by their tag, or else by what the value fits best.
#[must_use]
pub fn places<'a>(document: &'a Document, schema: &'a Value, value: &Value) -> Vec<Place<'a>> {
    let mut walk = Walk { document, found: Vec::new(), deep: true };
    walk.inside(&Place::root(schema), value);
    walk.found
}

/// The places of the value's own properties, and of the elements and entries of those that are lists
/// and maps: objects in them are not looked into.
#[must_use]
pub fn own_places<'a>(document: &'a Document, kind: &Kind<'a>, value: &Value) -> Vec<Place<'a>> {
    let mut walk = Walk { document, found: Vec::new(), deep: false };
    if let Kind::Object(shape) = kind {
        walk.properties(&Place::root(&Value::Null), shape, None, value);
    }
    walk.found
}

struct Walk<'a> {
    document: &'a Document,
    found: Vec<Place<'a>>,
    deep: bool,
}

impl<'a> Walk<'a> {
    fn inside(&mut self, at: &Place<'a>, value: &Value) {
        match (kind(self.document, at.schema), value) {
            (Kind::Object(shape), value) if self.deep => self.properties(at, &shape, None, value),
            (Kind::Union(alternatives), Value::Object(_)) if self.deep => {
                if let Some(alternative) = best_alternatives(self.document, &alternatives, value).first()
                    && let Kind::Object(shape) = alternative.kind(self.document)
                {
                    let tag = alternative.tag.as_ref().map(|(property, _)| *property);
                    let at = &Place { in_union: true, ..at.clone() };
                    self.properties(at, &shape, tag, value);
                }
            }
            (Kind::List(items), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    self.add(&at.element(index, items), value);
                }
            }
            (Kind::Map(values), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.add(&at.entry(key, values), value);
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, at: &Place<'_>, shape: &Shape<'a>, tag: Option<&str>, value: &Value) {
        for (name, schema) in &shape.properties {
            let Some(value) = value.get(name) else {
                continue;
            };
            let is_sent_only = has(schema, "writeOnly") || self.document.resolve(schema)["format"] == "password";
            let is_tag = tag == Some(*name);
            let place = Place {
                property: Some(name),
                // Without its tag a value is of no known alternative, so that nothing is mismatched in it.
                expected: shape.required.contains(name) && !is_sent_only && !is_tag,
                is_tag,
                ..at.entry(name, schema)
            };
            self.add(&place, value);
        }
    }

    fn add(&mut self, place: &Place<'a>, value: &Value) {
        self.found.push(place.clone());
        self.inside(place, value);
    }
}

impl<'a> Place<'a> {
    fn root(schema: &'a Value) -> Self {
        let (pointer, path) = (String::new(), String::new());
        Self { pointer, path, property: None, expected: false, is_tag: false, in_union: false, schema }
    }

    fn element<'b>(&self, index: usize, schema: &'b Value) -> Place<'b> {
        Place {
            pointer: format!("{}/{index}", self.pointer),
            path: format!("{}[{index}]", self.path),
            in_union: self.in_union,
            ..Place::root(schema)
        }
    }

    fn entry<'b>(&self, key: &str, schema: &'b Value) -> Place<'b> {
        let is_word = !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "_-$".contains(letter));
        let step = match (is_word, self.path.is_empty()) {
            (true, true) => key.to_owned(),
            (true, false) => format!(".{key}"),
            (false, _) => format!("[{key:?}]"),
        };
        Place {
            pointer: format!("{}/{}", self.pointer, escape(key)),
            path: format!("{}{step}", self.path),
            in_union: self.in_union,
            ..Place::root(schema)
        }
    }
}

/// `value` with `new` at `pointer`, or with nothing there.
///
/// # Panics
///
/// The pointer resolves to no property or element.
#[must_use]
pub fn with(value: &Value, pointer: &str, new: Option<Value>) -> Value {
    let mut value = value.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap_or_else(|| panic!("{pointer:?}: no part of a value"));
    let key = key.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent), new) {
        (Some(Value::Object(fields)), Some(new)) => drop(fields.insert(key, new)),
        (Some(Value::Object(fields)), None) => drop(fields.shift_remove(&key)),
        (Some(Value::Array(items)), new) => {
            let index: usize = key.parse().unwrap_or_else(|e| panic!("{pointer}: {e}"));
            items.splice(index..=index, new);
        }
        _ => panic!("{pointer}: there is nothing"),
    }
    value
}

/// Whether `value` is the empty value of its type, which replaces a required one that is missing.
#[must_use]
pub fn is_empty(document: &Document, schema: &Value, value: &Value) -> bool {
    let node = document.resolve(schema);
    match kind(document, schema) {
        Kind::Bool => value == &json!(false),
        Kind::Integer | Kind::Number => value.as_f64() == Some(0.0),
        Kind::Text if node["format"] == "date-time" => value == &json!("1970-01-01T00:00:00Z"),
        Kind::Text if node["format"] == "date" => value == &json!("1970-01-01"),
        Kind::Text | Kind::Choice(_) => value == &json!(""),
        Kind::List(_) => value == &json!([]),
        Kind::Map(_) => value == &json!({}),
        Kind::Any | Kind::Union(_) => value.is_null(),
        Kind::Object(_) => {
            let shape = shape(document, schema);
            let fields = value.as_object();
            fields.is_some_and(|fields| {
                fields
                    .iter()
                    .all(|(name, value)| shape.property(name).is_some_and(|schema| is_empty(document, schema, value)))
            })
        }
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn finds_properties_elements_and_entries() {
        let document = Document::parse("{}").unwrap();
        let schema: Value = serde_yaml::from_str(
            "{type: object, required: [list, secret], properties: {
                list: {type: array, items: {type: object, properties: {a/b: {type: string}}}},
                secret: {type: string, writeOnly: true},
                map: {type: object, additionalProperties: {type: integer}},
                absent: {type: string}}}",
        )
        .unwrap();
        let value = json!({ "list": [{ "a/b": "x" }], "secret": "y", "map": { "k": 1 }, "other": 2 });
        let places = places(&document, &schema, &value);
        let shown: Vec<String> =
            places.iter().map(|place| format!("{} {} {}", place.pointer, place.path, place.expected)).collect();
        assert_eq!(
            shown,
            [
                "/list list true",
                "/list/0 list[0] false",
                "/list/0/a~1b list[0][\"a/b\"] false",
                "/secret secret false",
                "/map map false",
                "/map/k map.k false",
            ]
        );
        assert_eq!(with(&value, "/list/0/a~1b", Some(json!(1)))["list"], json!([{ "a/b": 1 }]));
        assert_eq!(with(&value, "/list/0", None)["list"], json!([]));
        assert_eq!(with(&value, "/secret", None).get("secret"), None);
    }
}
