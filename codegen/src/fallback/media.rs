//! Bodies: invalid names of media types, and examples without a schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::ir::Fallback;
use crate::openapi::media_name::is_valid;
use crate::pointer::Pointer;

const NO_SCHEMA: &str = "a body with an example and without a schema is read as a free-form value";

const NOT_VALID: &str = "a media type that is not valid is read as `*/*`";

const ANY: &str = "a body of any media type whose schema is an object or a list is read as JSON";

/// Media types of anything, which JSON is one of.
const WILDCARDS: [&str; 2] = ["*/*", "application/*"];

/// How many references are followed from one schema to another.
const REFERENCES: usize = 8;

/// The names of the components that are objects or lists, and have no property of bytes, which JSON does not have.
pub(super) struct Structured(BTreeSet<String>);

impl Structured {
    pub(super) fn of(root: &Value) -> Self {
        let mut found = Self(BTreeSet::new());
        let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
        for _ in 0..REFERENCES {
            let is_new = |(name, schema): &(&String, &Value)| !found.0.contains(*name) && found.has(schema);
            let new: Vec<String> = schemas.into_iter().flatten().filter(is_new).map(|(name, _)| name.clone()).collect();
            if new.is_empty() {
                break;
            }
            found.0.extend(new);
        }
        found
    }

    /// Whether all values of a schema are objects or lists in JSON.
    fn has(&self, schema: &Value) -> bool {
        let list = |key: &str| schema.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let reference =
            schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix("#/components/schemas/"));
        let kind = schema.get("type").and_then(Value::as_str);
        let says = || schema.get("properties").is_some() || schema.get("items").is_some();
        let is_structure = kind.map_or_else(says, |kind| matches!(kind, "object" | "array"));
        let alternatives = || list("oneOf").iter().chain(list("anyOf"));
        reference.is_some_and(|name| self.0.contains(name))
            || is_structure && !has_bytes(schema)
            || list("allOf").iter().any(|member| self.has(member))
            || alternatives().next().is_some() && alternatives().all(|alternative| self.has(alternative))
    }
}

/// Whether a property, or the items of one, are bytes: a file among the parts of a form.
fn has_bytes(schema: &Value) -> bool {
    let is_bytes = |schema: &Value| schema.get("format").and_then(Value::as_str) == Some("binary");
    let mut properties = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values);
    properties.any(|property| is_bytes(property) || property.get("items").is_some_and(is_bytes))
}

/// Rewrites those of a request body or a response.
pub(super) fn read(body: &mut Value, structured: &Structured, at: &Pointer, found: &mut Vec<Fallback>) {
    if let Some(content) = body.get_mut("content").and_then(Value::as_object_mut) {
        let at = at.push("content");
        names(content, &at, found);
        examples(content, &at, found);
        wildcards(content, structured, &at, found);
    }
}

/// A body that has an example and no schema is of some kind; one that has neither is none, as Atlas writes it.
fn examples(content: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    for (name, media) in content {
        let Some(media) = media.as_object_mut() else { continue };
        let has_example = media.contains_key("example") || media.contains_key("examples");
        if has_example && !media.contains_key("schema") {
            media.insert("schema".to_owned(), json!({}));
            found.push(Fallback::new(NO_SCHEMA, at.push(name)));
        }
    }
}

/// A body of any media type whose schema only JSON can follow is JSON, unless that is there as well.
fn wildcards(content: &mut Map<String, Value>, structured: &Structured, at: &Pointer, found: &mut Vec<Fallback>) {
    if content.keys().any(|name| name.contains("json")) {
        return;
    }
    let is_json = |name: &&str| {
        content.get(*name).and_then(|media| media.get("schema")).is_some_and(|schema| structured.has(schema))
    };
    if let Some(name) = WILDCARDS.into_iter().find(is_json)
        && let Some(media) = content.shift_remove(name)
    {
        content.insert("application/json".to_owned(), media);
        found.push(Fallback::new(ANY, at.push(name)));
    }
}

/// A body under a name that is not a media type can be anything: bytes.
fn names(content: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    if content.keys().all(|name| is_valid(name)) {
        return;
    }
    let mut read = Map::new();
    for (name, media) in std::mem::take(content) {
        if is_valid(&name) {
            read.insert(name, media);
        } else {
            found.push(Fallback::new(NOT_VALID, at.push(&name)));
            read.entry("*/*").or_insert(media);
        }
    }
    *content = read;
}
