//! Bodies: names of media types that are none, and examples without a schema.

use serde_json::{Map, Value, json};

use crate::ir::Fallback;
use crate::openapi::media_name::is_valid;
use crate::pointer::Pointer;

const NO_SCHEMA: &str = "a body with an example and without a schema is read as a free-form value";

const NOT_VALID: &str = "a media type that is not valid is read as `*/*`";

/// Rewrites those of the request body and the responses of an operation.
pub(super) fn read(operation: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    if let Some(request) = operation.get_mut("requestBody") {
        body(request, &at.push("requestBody"), found);
    }
    all(operation.get_mut("responses"), &at.push("responses"), found);
}

/// Rewrites those of shared request bodies and responses.
pub(super) fn read_components(root: &mut Value, found: &mut Vec<Fallback>) {
    let at = Pointer::root().push("components");
    let Some(components) = root.get_mut("components") else { return };
    for section in ["requestBodies", "responses"] {
        all(components.get_mut(section), &at.push(section), found);
    }
}

fn all(bodies: Option<&mut Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    for (name, one) in bodies.and_then(Value::as_object_mut).into_iter().flatten() {
        body(one, &at.push(name), found);
    }
}

fn body(body: &mut Value, at: &Pointer, found: &mut Vec<Fallback>) {
    if let Some(content) = body.get_mut("content").and_then(Value::as_object_mut) {
        let at = at.push("content");
        names(content, &at, found);
        examples(content, &at, found);
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

/// A body under a name that is no media type can be anything: bytes.
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
