//! Several types of one schema, as alternatives of one type each.

use serde_json::{Map, Value, json};

use crate::openapi::types::fits;

/// Keywords that put a schema together from others, which say what each type is.
const COMPOSED: [&str; 5] = ["$ref", "allOf", "anyOf", "const", "oneOf"];

/// Formats of numbers.
const NUMERIC: [&str; 8] = ["double", "float", "int32", "int64", "int8", "int16", "uint32", "uint64"];

/// Keywords that are about the values of some types only.
const ABOUT: &[(&[&str], &[&str])] = &[
    (
        &["string"],
        &["contentEncoding", "contentMediaType", "contentSchema", "format", "maxLength", "minLength", "pattern"],
    ),
    (&["integer", "number"], &["exclusiveMaximum", "exclusiveMinimum", "format", "maximum", "minimum", "multipleOf"]),
    (
        &["array"],
        &[
            "contains", "items", "maxContains", "maxItems", "minContains", "minItems", "prefixItems",
            "unevaluatedItems", "uniqueItems",
        ],
    ),
    (
        &["object"],
        &[
            "additionalProperties", "dependentRequired", "dependentSchemas", "discriminator", "maxProperties",
            "minProperties", "patternProperties", "properties", "propertyNames", "required", "unevaluatedProperties",
        ],
    ),
];

/// `[string, 'null']` is a string that can be null; of several types each is an alternative, with what the schema says
/// about it.
pub(super) fn split(entries: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = entries.get("type").cloned() else { return };
    let mut names: Vec<&str> = types.iter().filter_map(Value::as_str).collect();
    let before = names.len();
    names.retain(|name| *name != "null");
    let has_null = names.len() < before;
    if names.contains(&"number") {
        names.retain(|name| *name != "integer");
    }
    entries.shift_remove("type");
    match names.as_slice() {
        [] if has_null => drop(entries.insert("type".to_owned(), json!("null"))),
        [] => {}
        [only] => drop(entries.insert("type".to_owned(), json!(only))),
        // What else the schema says decides.
        _ if COMPOSED.iter().any(|key| entries.contains_key(*key)) => {}
        several => {
            let alternatives = several.iter().filter_map(|name| alternative(entries, name));
            let alternatives = Value::Array(alternatives.collect());
            entries.retain(|key, _| key != "enum" && !several.iter().any(|name| is_about(name, key)));
            entries.insert("anyOf".to_owned(), alternatives);
        }
    }
    if has_null && !names.is_empty() {
        entries.insert("nullable".to_owned(), json!(true));
    }
}

/// Reads the type `null` in words of OpenAPI 3.0; whether it was that.
pub(super) fn null(entries: &mut Map<String, Value>) -> bool {
    let is_null = entries.get("type") == Some(&json!("null"));
    if is_null {
        entries.shift_remove("type");
        entries.insert("nullable".to_owned(), json!(true));
        entries.insert("enum".to_owned(), json!([null]));
    }
    is_null
}

/// What a schema says about the values of one of its types; nothing where it lists values, and none is of the type.
fn alternative(entries: &Map<String, Value>, name: &str) -> Option<Value> {
    let mut own = Map::new();
    own.insert("type".to_owned(), json!(name));
    for (key, value) in entries.iter().filter(|(key, _)| is_about(name, key)) {
        let is_numeric = value.as_str().is_some_and(|format| NUMERIC.contains(&format));
        if key != "format" || is_numeric == (name != "string") {
            own.insert(key.clone(), value.clone());
        }
    }
    if let Some(values) = entries.get("enum").and_then(Value::as_array) {
        let values: Vec<&Value> = values.iter().filter(|value| fits(name, value) == Some(true)).collect();
        if values.is_empty() {
            return None;
        }
        own.insert("enum".to_owned(), json!(values));
    }
    Some(Value::Object(own))
}

/// Whether a keyword is about the values of a type only.
fn is_about(name: &str, key: &str) -> bool {
    ABOUT.iter().any(|(types, keys)| types.contains(&name) && keys.contains(&key))
}
