//! Keys whose value has entries of any names: a response that is called `default` or a header `example` is not data.

use serde_json::{Map, Value};

const NAMED: [&str; 18] = [
    "$defs", "callbacks", "content", "definitions", "encoding", "headers", "links", "mapping", "parameters",
    "pathItems", "patternProperties", "properties", "requestBodies", "responses", "schemas", "securitySchemes",
    "variables", "webhooks",
];

/// What a value is, by the key that leads to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// A schema, or an object of OpenAPI.
    Object,
    /// Objects by names of any kind, such as the properties of a schema.
    Named,
}

/// Whether the names below a key are the author's.
pub(crate) fn has_names(key: &str) -> bool {
    NAMED.contains(&key)
}

/// Hands over each schema and each object of OpenAPI, outer ones first.
pub(crate) fn each_object(value: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    walk(value, Inside::Object, visit);
}

fn walk(value: &mut Value, inside: Inside, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(entries) => {
            if inside == Inside::Object {
                visit(entries);
            }
            for (key, value) in entries {
                match (inside, key.as_str()) {
                    // Data, whatever it looks like.
                    (Inside::Object, "const" | "default" | "enum" | "example" | "examples") => {}
                    (Inside::Object, key) if has_names(key) => walk(value, Inside::Named, visit),
                    _ => walk(value, Inside::Object, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, Inside::Object, visit)),
        _ => {}
    }
}
