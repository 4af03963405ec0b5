//! References that lead to a part of the document and not to a component: `#/paths/~1a/get/responses/200`.
//!
//! A schema can be referred to anywhere, and lowering follows such a reference. Parameters, bodies, responses, headers
//! and path items are read as components only, so a reference to any other place is replaced by a copy.

use serde_json::Value;

use super::trail::Trail;
use crate::ir::Fallback;
use crate::openapi::reference::follow;
use crate::pointer::Pointer;

/// How large all copies together may be, in bytes of their JSON: a short text must not become a huge document.
const MAX_COPIED: usize = 4 << 20;

/// How many references may follow each other through copies.
const MAX_DEPTH: usize = 8;

/// Sections whose components are read by name.
const NAMED: [&str; 5] = ["parameters", "requestBodies", "responses", "headers", "examples"];

const COPIED: &str = "a reference to a part of the document is read as a copy of that part";

/// Replaces the references of everything but schemas.
pub(super) fn inline(root: &mut Value, found: &mut Vec<Fallback>) {
    let mut copies = Copies { root, list: Vec::new(), size: 0 };
    copies.collect(root, &Trail::Root);
    for (at, copy) in copies.list {
        if let Some(place) = root.pointer_mut(at.to_string().trim_start_matches('#')) {
            *place = copy;
            found.push(Fallback::new(COPIED, at));
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
                    for (key, value) in entries.iter().filter(|(key, value)| !is_skipped(key, value)) {
                        self.collect(value, &Trail::Key(at, key));
                    }
                }
            },
            _ => {}
        }
    }

    fn copy(&mut self, reference: &str, at: &Trail<'_>) {
        if let Some(copy) = self.part(reference, 0) {
            self.list.push((at.pointer(), copy));
        }
    }

    /// A copy of what a reference to a part leads to; nothing for a reference to a component, or to nothing.
    fn part(&mut self, reference: &str, depth: usize) -> Option<Value> {
        if self.size > MAX_COPIED || depth > MAX_DEPTH {
            return None;
        }
        let target = part(self.root, reference)?;
        self.size += target.to_string().len();
        Some(self.inlined(target, depth))
    }

    /// A copy without references to parts. For example, the headers of a response that is copied refer to those of
    /// another response.
    fn inlined(&mut self, value: &Value, depth: usize) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|item| self.inlined(item, depth)).collect(),
            Value::Object(entries) => {
                if let Some(reference) = entries.get("$ref").and_then(Value::as_str) {
                    return self.part(reference, depth + 1).unwrap_or_else(|| value.clone());
                }
                let inlined = entries.iter().map(|(key, value)| {
                    let copy = if is_skipped(key, value) { value.clone() } else { self.inlined(value, depth) };
                    (key.clone(), copy)
                });
                Value::Object(inlined.collect())
            }
            _ => value.clone(),
        }
    }
}

/// A schema stays a reference, so that it stays one type; the value of an example is data.
fn is_skipped(key: &str, value: &Value) -> bool {
    let is_reference = |value: &Value| value.get("$ref").is_some_and(Value::is_string);
    match key {
        "examples" => !value.as_object().is_some_and(|examples| examples.values().any(is_reference)),
        "schema" | "schemas" | "example" | "value" | "callbacks" => true,
        key => key.starts_with("x-"),
    }
}

/// What a reference to a part leads to; nothing for a reference to a component, or to nothing.
fn part<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    if is_component(reference) {
        return None;
    }
    let pointer = Pointer::parse(reference)?;
    let (_, target) = follow(root, &pointer, pointer.find(root)?)?;
    target.is_object().then_some(target)
}

/// Whether a reference is `#/components/<section>/<name>`, of a section whose components are read by name.
fn is_component(reference: &str) -> bool {
    let named = reference.strip_prefix("#/components/").and_then(|rest| rest.split_once('/'));
    named.is_some_and(|(section, name)| NAMED.contains(&section) && !name.contains('/'))
}
