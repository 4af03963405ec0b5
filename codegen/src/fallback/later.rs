//! OpenAPI 3.1 as 3.0: what 3.0 says in other words is translated, and what no type can follow is ignored.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::further;
use super::trail::Trail;
use super::types;
use super::walk;
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::openapi::tables::SCHEMA;
use crate::pointer::Pointer;

/// The version that the document is read as.
const READ_AS: &str = "3.0.3";

const LATER: &str = "OpenAPI 3.1 is read as OpenAPI 3.0, and what has no counterpart there is ignored";

const NO_COUNTERPART: &str = "a keyword that OpenAPI 3.0 does not have, and no type can follow, is ignored";

const NOTHING: &str = "a schema that allows nothing is read as one that allows everything";

const IN_EARLIER: &str = "a keyword of OpenAPI 3.1 in a document of OpenAPI 3.0 is read as in 3.1";

/// Keywords beside a `$ref` that make it one of several things that a value must satisfy.
const STRUCTURE: [&str; 9] =
    ["additionalProperties", "allOf", "anyOf", "const", "enum", "items", "oneOf", "properties", "required"];

/// Whether a document is one of OpenAPI 3.1.
pub(super) fn is_later(root: &Value) -> bool {
    root.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.1."))
}

/// Rewrites a document of OpenAPI 3.1.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    root["openapi"] = json!(READ_AS);
    found.push(Fallback::new(LATER, Pointer::root().push("openapi")));
    if let Some(entries) = root.as_object_mut() {
        entries.entry("paths").or_insert_with(|| json!({}));
    }
    facts(root);
    responses(root);
    anchors(root);
    walk::each(root, &mut |is, entries, at| {
        if is == Is::Schema {
            // What follows the first items can be `false`, which says that nothing does.
            further::items(entries, at, found);
        }
        booleans(is, entries, at, true, found);
        if is == Is::Schema {
            schema(entries, at, found);
        }
    });
}

/// A reference to the anchor of a schema, `#name`, is one to its place, unless several schemas have that anchor.
fn anchors(root: &mut Value) {
    let mut places: BTreeMap<String, Option<Pointer>> = BTreeMap::new();
    walk::each(root, &mut |is, entries, at| {
        if let Some(anchor) = entries.get("$anchor").and_then(Value::as_str).filter(|_| is == Is::Schema) {
            let place = places.entry(format!("#{anchor}"));
            place.and_modify(|place| *place = None).or_insert_with(|| Some(at.pointer()));
        }
    });
    walk::each(root, &mut |is, entries, _| {
        let reference = entries.get_mut("$ref").filter(|_| is == Is::Schema);
        if let Some(reference) = reference
            && let Some(Some(place)) = reference.as_str().and_then(|reference| places.get(reference))
        {
            *reference = json!(place.to_string());
        }
    });
}

/// Facts about the document that the client has no use for.
fn facts(root: &mut Value) {
    for (place, key) in [("", "jsonSchemaDialect"), ("/info", "summary"), ("/info/license", "identifier")] {
        if let Some(entries) = root.pointer_mut(place).and_then(Value::as_object_mut) {
            entries.shift_remove(key);
        }
    }
}

/// An operation may be without responses.
fn responses(root: &mut Value) {
    walk::operations(root, |operation, _| {
        operation.entry("responses").or_insert_with(|| json!({ "default": { "description": "" } }));
    });
}

fn schema(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    further::properties(entries, at, found);
    translate(entries);
    types::null(entries);
    list(entries);
    example(entries);
    entries.retain(|key, _| match key.as_str() {
        "$ref" | "$defs" | "definitions" => true,
        // Names, comments and dialects say nothing about values.
        key if key.starts_with('$') => false,
        key if SCHEMA.key(key).is_none() && SCHEMA.other(key).is_some() => {
            found.push(Fallback::new(NO_COUNTERPART, at.pointer().push(key)));
            false
        }
        _ => true,
    });
}

/// Reads what a schema of OpenAPI 3.0 says in words of 3.1. A document of 3.1 has none of them any more.
pub(super) fn in_earlier(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let is_later = |(key, value): &(&String, &Value)| says_in_later_words(key, value);
    let later: Vec<_> = entries.iter().filter(is_later).map(|(key, value)| (key.clone(), value.clone())).collect();
    if later.is_empty() {
        return;
    }
    further::items(entries, at, found);
    further::properties(entries, at, found);
    translate(entries);
    for (key, _) in later.iter().filter(|(key, value)| entries.get(key) != Some(value)) {
        found.push(Fallback::new(IN_EARLIER, at.pointer().push(key)));
    }
}

/// Whether a keyword says something that OpenAPI 3.0 does not have, or says in other words.
fn says_in_later_words(key: &str, value: &Value) -> bool {
    match key {
        "const" => true,
        "type" => value.as_array().is_some_and(|types| !types.is_empty() && types.iter().all(Value::is_string)),
        "exclusiveMaximum" | "exclusiveMinimum" => value.is_number(),
        "prefixItems" => value.as_array().is_some_and(|first| !first.is_empty()),
        "patternProperties" | "unevaluatedItems" => value.is_object(),
        "unevaluatedProperties" => value.is_object() || value.is_boolean(),
        "contentEncoding" | "contentMediaType" => format(key, value).is_some(),
        _ => false,
    }
}

/// What has other words in 3.0.
fn translate(entries: &mut Map<String, Value>) {
    reference(entries);
    types::split(entries);
    constant(entries);
    exclusive_limits(entries);
    content(entries);
}

/// A list may be without `items`.
fn list(entries: &mut Map<String, Value>) {
    if entries.get("type") == Some(&json!("array")) && !entries.contains_key("enum") {
        entries.entry("items").or_insert_with(|| json!({}));
    }
}

fn constant(entries: &mut Map<String, Value>) {
    if let Some(value) = entries.shift_remove("const") {
        entries.entry("enum").or_insert_with(|| json!([value]));
    }
}

/// An exclusive limit is a flag in 3.0, beside the limit; of an exclusive and another limit the stricter one counts.
fn exclusive_limits(entries: &mut Map<String, Value>) {
    for (exclusive, limit, sign) in [("exclusiveMinimum", "minimum", 1.0), ("exclusiveMaximum", "maximum", -1.0)] {
        let Some(value) = entries.get(exclusive).filter(|value| value.is_number()).cloned() else { continue };
        let other = entries.get(limit).and_then(Value::as_f64);
        if other.zip(value.as_f64()).is_some_and(|(other, value)| sign * other > sign * value) {
            entries.shift_remove(exclusive);
        } else {
            entries.insert(limit.to_owned(), value);
            entries.insert(exclusive.to_owned(), json!(true));
        }
    }
}

fn example(entries: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = entries.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        entries.entry("example").or_insert(first);
    }
}

/// `true` is a schema that allows everything; what allows nothing has no counterpart, and is read like that as well.
/// In a document of 3.0 the name of a property before `true` can be a flag in the wrong line.
pub(super) fn booleans(
    is: Is,
    entries: &mut Map<String, Value>,
    at: &Trail<'_>,
    is_later: bool,
    found: &mut Vec<Fallback>,
) {
    // `not: false` says nothing.
    if is == Is::Schema && entries.get("not") == Some(&json!(false)) {
        entries.shift_remove("not");
        if !is_later {
            found.push(Fallback::new(IN_EARLIER, at.pointer().push("not")));
        }
    }
    let mut any = |value: &mut Value, at: &dyn Fn() -> Pointer| {
        if *value == json!(false) {
            found.push(Fallback::new(NOTHING, at()));
        } else if *value == json!(true) && !is_later {
            found.push(Fallback::new(IN_EARLIER, at()));
        }
        if value.is_boolean() {
            *value = json!({});
        }
    };
    for (key, value) in entries.iter_mut() {
        match (is.inside(key), value) {
            (Some(Is::Schema), value) if key != "additionalProperties" => {
                any(value, &|| at.pointer().push(key));
            }
            (Some(Is::Schemas), Value::Array(several)) => {
                for (index, value) in several.iter_mut().enumerate() {
                    any(value, &|| at.pointer().push(key).index(index));
                }
            }
            (Some(Is::Schemas), Value::Object(several)) if is_later => {
                for (name, value) in several.iter_mut() {
                    any(value, &|| at.pointer().push(key).push(name));
                }
            }
            _ => {}
        }
    }
}

/// In 3.1 what is beside a `$ref` counts as well. Of several types, null does.
fn reference(entries: &mut Map<String, Value>) {
    let has_types = entries.get("type").is_some_and(Value::is_array);
    if !has_types && !STRUCTURE.iter().any(|key| entries.contains_key(*key)) {
        return;
    }
    if let Some(reference) = entries.shift_remove("$ref") {
        let mut parts = entries.get_mut("allOf").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
        parts.insert(0, json!({ "$ref": reference }));
        entries.insert("allOf".to_owned(), Value::Array(parts));
    }
}

/// Where a string has an encoding, its media type is that of the bytes.
fn content(entries: &mut Map<String, Value>) {
    let encoding = entries.shift_remove("contentEncoding");
    let media_type = entries.shift_remove("contentMediaType");
    let format = match (encoding, media_type) {
        (Some(encoding), _) => format("contentEncoding", &encoding),
        (None, Some(media_type)) => format("contentMediaType", &media_type),
        (None, None) => None,
    };
    if let Some(format) = format {
        entries.entry("format").or_insert_with(|| json!(format));
    }
}

/// Base64 is `byte`, and what has a media type of its own and no encoding is `binary`.
fn format(key: &str, value: &Value) -> Option<&'static str> {
    match (key, value.as_str()?) {
        ("contentEncoding", "base64" | "base64url") => Some("byte"),
        ("contentMediaType", "application/octet-stream") => Some("binary"),
        _ => None,
    }
}
