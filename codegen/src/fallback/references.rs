//! References that lead to a part of the document and not to a component: `#/paths/~1a/get/responses/200`.
//!
//! A schema can be referred to anywhere, and lowering follows such a reference. Parameters, bodies, responses, headers
//! and path items are read as components only, so a reference to any other place is replaced by a copy.
//!
//! A path item can have keys beside its reference, and they count: what it refers to is completed with them.

use serde_json::{Map, Value};

use super::trail::Trail;
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::openapi::reference::follow;
use crate::pointer::Pointer;

/// How large all copies together may be, in bytes of their JSON: a short text must not become a huge document.
const MAX_COPIED: usize = 4 << 20;

/// How many references may follow each other through copies.
const MAX_DEPTH: usize = 8;

/// Sections whose components are read by name.
const NAMED: [&str; 5] = ["parameters", "requestBodies", "responses", "headers", "examples"];

const COPIED: &str = "a reference to a part of the document is read as a copy of that part";

/// Path items among the components, which OpenAPI 3.1 has.
const PATH_ITEMS: &str = "#/components/pathItems/";

/// Replaces the references of everything but schemas. A document of OpenAPI 3.1 may refer to path items.
pub(super) fn inline(root: &mut Value, is_later: bool, found: &mut Vec<Fallback>) {
    // Most documents have no such reference, and need no second copy of themselves.
    if !refers_to_part(root, Is::Object) {
        return;
    }
    let source = root.clone();
    let mut copies = Copies { source: &source, found, size: 0 };
    copies.path_items(root, is_later);
    copies.replace(root, Is::Object, &Trail::Root, 0);
}

/// What is known while references are replaced.
struct Copies<'a> {
    /// The document without copies.
    source: &'a Value,
    found: &'a mut Vec<Fallback>,
    /// Bytes of JSON so far.
    size: usize,
}

impl Copies<'_> {
    /// Completes the paths that refer to the path item of another one, or of a component.
    fn path_items(&mut self, root: &mut Value, is_later: bool) {
        let at = Pointer::root().push("paths");
        for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
            let Some(complete) = item.as_object().and_then(|item| self.path_item(item, 0)) else { continue };
            let reference = item.get("$ref").and_then(Value::as_str);
            if !is_later || !reference.is_some_and(|reference| reference.starts_with(PATH_ITEMS)) {
                self.found.push(Fallback::new(COPIED, at.push(path)));
            }
            *item = Value::Object(complete);
        }
    }

    /// What a path item refers to, with its own keys in place of those that both have; nothing for one without a
    /// reference, or with an unresolved one.
    fn path_item(&mut self, item: &Map<String, Value>, depth: usize) -> Option<Map<String, Value>> {
        let reference = item.get("$ref")?.as_str()?;
        let target = Pointer::parse(reference)?.find(self.source)?.as_object().filter(|_| depth <= MAX_DEPTH)?;
        let mut complete = match self.path_item(target, depth + 1) {
            Some(complete) => complete,
            None if target.contains_key("$ref") => return None,
            None => self.part(reference, Is::Object, depth)?.as_object_mut().map(std::mem::take)?,
        };
        self.size += serde_json::to_string(item).map_or(0, |text| text.len());
        for (key, value) in item.iter().filter(|(key, _)| *key != "$ref") {
            match (complete.get_mut(key).and_then(Value::as_array_mut), value.as_array()) {
                (Some(list), Some(own)) if key == "parameters" => self.replace_parameters(list, own),
                _ => drop(complete.insert(key.clone(), value.clone())),
            }
        }
        Some(complete)
    }

    /// Puts parameters in the place of those of the same names and locations.
    fn replace_parameters(&self, list: &mut Vec<Value>, own: &[Value]) {
        let names: Vec<_> = own.iter().filter_map(|parameter| self.parameter_name(parameter)).collect();
        list.retain(|parameter| self.parameter_name(parameter).is_none_or(|name| !names.contains(&name)));
        list.extend_from_slice(own);
    }

    /// Name and location of a parameter, which no other one of its operation has.
    fn parameter_name<'v>(&'v self, parameter: &'v Value) -> Option<(&'v str, &'v str)> {
        let (_, parameter) = follow(self.source, &Pointer::root(), parameter)?;
        Some((parameter.get("name")?.as_str()?, parameter.get("in")?.as_str()?))
    }

    /// Replaces the references in a value, also those in the copies. For example, the headers of a response that is
    /// copied refer to those of another response.
    fn replace(&mut self, value: &mut Value, is: Is, at: &Trail<'_>, depth: usize) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.replace(item, is.item(), &Trail::Index(at, index), depth);
                }
            }
            Value::Object(entries) => match entries.get("$ref").and_then(Value::as_str) {
                Some(reference) => {
                    if let Some(copy) = self.part(reference, is, depth) {
                        // What is inside a copy has no place in the document.
                        if depth == 0 {
                            self.found.push(Fallback::new(COPIED, at.pointer()));
                        }
                        *value = copy;
                    }
                }
                None => {
                    for (key, value) in entries.iter_mut() {
                        if let Some(inside) = inside(is, key, value) {
                            self.replace(value, inside, &Trail::Key(at, key), depth);
                        }
                    }
                }
            },
            _ => {}
        }
    }

    /// A copy of what a reference to a part leads to; nothing for a reference to a component, or to nothing.
    fn part(&mut self, reference: &str, is: Is, depth: usize) -> Option<Value> {
        if self.size > MAX_COPIED || depth > MAX_DEPTH {
            return None;
        }
        let mut copy = part(self.source, reference)?.clone();
        self.size += copy.to_string().len();
        self.replace(&mut copy, is, &Trail::Root, depth + 1);
        Some(copy)
    }
}

/// What a key leads to in which references are replaced. A schema stays a reference, so that it stays one type; the
/// value of an example is data.
fn inside(is: Is, key: &str, value: &Value) -> Option<Is> {
    let is_reference = |value: &Value| value.get("$ref").is_some_and(Value::is_string);
    match (is, key) {
        (Is::Object | Is::Components, "examples") => {
            let has_reference = value.as_object().is_some_and(|examples| examples.values().any(is_reference));
            has_reference.then_some(Is::Objects)
        }
        (Is::Object, "value") | (Is::Object | Is::Components, "callbacks") => None,
        _ => is.inside(key).filter(|inside| !matches!(inside, Is::Schema | Is::Schemas)),
    }
}

/// Whether there is a reference to a part in a value.
fn refers_to_part(value: &Value, is: Is) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| refers_to_part(item, is.item())),
        Value::Object(entries) => match entries.get("$ref").and_then(Value::as_str) {
            Some(reference) => !is_component(reference),
            None => entries
                .iter()
                .any(|(key, value)| inside(is, key, value).is_some_and(|inside| refers_to_part(value, inside))),
        },
        _ => false,
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
