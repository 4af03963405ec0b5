//! Names of media types that are none.

use serde_json::{Map, Value};

use super::found::{Found, Kind};
use crate::openapi::media_name::is_valid;
use crate::pointer::Pointer;

/// Rewrites those of the request body and the responses of an operation.
pub(super) fn read(operation: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Found>) {
    content(operation.get_mut("requestBody"), &at.push("requestBody"), found);
    all(operation.get_mut("responses"), &at.push("responses"), found);
}

/// Rewrites those of shared request bodies and responses.
pub(super) fn read_components(root: &mut Value, found: &mut Vec<Found>) {
    let at = Pointer::root().push("components");
    let Some(components) = root.get_mut("components") else { return };
    for section in ["requestBodies", "responses"] {
        all(components.get_mut(section), &at.push(section), found);
    }
}

fn all(bodies: Option<&mut Value>, at: &Pointer, found: &mut Vec<Found>) {
    for (name, body) in bodies.and_then(Value::as_object_mut).into_iter().flatten() {
        content(Some(body), &at.push(name), found);
    }
}

/// A body under a name that is no media type can be anything: bytes.
fn content(body: Option<&mut Value>, at: &Pointer, found: &mut Vec<Found>) {
    let Some(content) = body.and_then(|body| body.get_mut("content")).and_then(Value::as_object_mut) else { return };
    if content.keys().all(|name| is_valid(name)) {
        return;
    }
    let at = at.push("content");
    let mut read = Map::new();
    for (name, media) in std::mem::take(content) {
        if is_valid(&name) {
            read.insert(name, media);
        } else {
            found.push(Found::new(Kind::MediaType, at.push(&name)));
            read.entry("*/*").or_insert(media);
        }
    }
    *content = read;
}
