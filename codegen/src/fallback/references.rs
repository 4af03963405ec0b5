//! References that lead to a part of the document and not to a component: `#/paths/~1a/get/responses/200`.
//!
//! A schema can be referred to anywhere, and lowering follows such a reference. Parameters, bodies, responses, headers
//! and path items are read as components only, so a reference to any other place is replaced by a copy.

use serde_json::Value;

use super::found::{Found, Kind};
use super::trail::Trail;
use crate::openapi::reference::{component_name, follow};
use crate::pointer::Pointer;

/// How large all copies together may be, in bytes of their JSON: a short text must not become a huge document.
const MAX_COPIED: usize = 4 << 20;

/// Sections whose components are read by name.
const NAMED: [&str; 4] = ["parameters", "requestBodies", "responses", "headers"];

/// Replaces the references of everything but schemas.
pub(super) fn inline(root: &mut Value, found: &mut Vec<Found>) {
    let mut copies = Copies { root, list: Vec::new(), size: 0 };
    copies.collect(root, &Trail::Root);
    for (at, copy) in copies.list {
        if let Some(place) = root.pointer_mut(at.to_string().trim_start_matches('#')) {
            *place = copy;
            found.push(Found::new(Kind::PartReference, at));
        }
    }
}

/// The references that are replaced, and what by.
struct Copies<'a> {
    root: &'a Value,
    list: Vec<(Pointer, Value)>,
    /// Bytes of JSON so far.
    size: usize,
}

impl Copies<'_> {
    fn collect(&mut self, value: &Value, at: &Trail<'_>) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(item, &Trail::Index(at, index));
                }
            }
            Value::Object(entries) => match entries.get("$ref").and_then(Value::as_str) {
                Some(reference) => self.copy(reference, at),
                None => {
                    for (key, value) in entries.iter().filter(|(key, _)| !is_skipped(key)) {
                        self.collect(value, &Trail::Key(at, key));
                    }
                }
            },
            _ => {}
        }
    }

    fn copy(&mut self, reference: &str, at: &Trail<'_>) {
        if self.size > MAX_COPIED {
            return;
        }
        if let Some(copy) = part(self.root, reference) {
            self.size += copy.to_string().len();
            self.list.push((at.pointer(), copy));
        }
    }
}

/// A schema stays a reference, so that it stays one type; examples are data.
fn is_skipped(key: &str) -> bool {
    matches!(key, "schema" | "schemas" | "example" | "examples" | "callbacks") || key.starts_with("x-")
}

/// What a reference to a part leads to; nothing for a reference to a component, or to nothing.
fn part(root: &Value, reference: &str) -> Option<Value> {
    let pointer = Pointer::parse(reference)?;
    if NAMED.iter().any(|section| component_name(&pointer, section).is_some()) {
        return None;
    }
    let (_, target) = follow(root, &pointer, pointer.find(root)?)?;
    target.is_object().then(|| target.clone())
}
