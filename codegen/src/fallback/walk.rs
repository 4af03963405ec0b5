//! Visits the objects of a document, and knows which of them are schemas.

use serde_json::{Map, Value};

use super::trail::Trail;
use crate::pointer::Pointer;

/// What an object is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// An object of OpenAPI that may hold schemas.
    Object,
    Schema,
    /// A map of schemas.
    Schemas,
}

/// Visits all objects, outer ones first.
pub(super) fn each(root: &mut Value, visit: &mut impl FnMut(Is, &mut Map<String, Value>, &Trail<'_>)) {
    walk(root, Is::Object, &Trail::Root, visit);
}

fn walk(value: &mut Value, is: Is, at: &Trail<'_>, visit: &mut impl FnMut(Is, &mut Map<String, Value>, &Trail<'_>)) {
    match value {
        Value::Array(items) => {
            let inner = if is == Is::Schemas { Is::Schema } else { Is::Object };
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, inner, &Trail::Index(at, index), visit);
            }
        }
        Value::Object(entries) => {
            visit(is, entries, at);
            for (key, value) in entries.iter_mut() {
                if let Some(inner) = inner(is, key) {
                    walk(value, inner, &Trail::Key(at, key), visit);
                }
            }
        }
        _ => {}
    }
}

/// What a key leads to; nothing for data, such as examples.
pub(super) fn inner(is: Is, key: &str) -> Option<Is> {
    match (is, key) {
        (Is::Schemas, _) => Some(Is::Schema),
        (_, "example" | "examples" | "default" | "enum" | "const") => None,
        (_, key) if key.starts_with("x-") => None,
        (Is::Object, "schema") | (Is::Schema, "items" | "not" | "additionalProperties") => Some(Is::Schema),
        (Is::Object, "schemas")
        | (Is::Schema, "properties" | "allOf" | "oneOf" | "anyOf" | "$defs" | "definitions") => Some(Is::Schemas),
        (Is::Object, _) => Some(Is::Object),
        (Is::Schema, _) => None,
    }
}

/// Visits the request body and the responses of an operation.
pub(super) fn bodies(operation: &mut Map<String, Value>, at: &Pointer, mut visit: impl FnMut(&mut Value, &Pointer)) {
    if let Some(body) = operation.get_mut("requestBody") {
        visit(body, &at.push("requestBody"));
    }
    entries(operation.get_mut("responses"), &at.push("responses"), &mut visit);
}

/// Visits the shared request bodies and responses.
pub(super) fn shared_bodies(root: &mut Value, mut visit: impl FnMut(&mut Value, &Pointer)) {
    let at = Pointer::root().push("components");
    let Some(components) = root.get_mut("components") else { return };
    for section in ["requestBodies", "responses"] {
        entries(components.get_mut(section), &at.push(section), &mut visit);
    }
}

fn entries(all: Option<&mut Value>, at: &Pointer, visit: &mut impl FnMut(&mut Value, &Pointer)) {
    for (name, one) in all.and_then(Value::as_object_mut).into_iter().flatten() {
        visit(one, &at.push(name));
    }
}
