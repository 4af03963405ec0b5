//! Visits the objects of a document, and knows which of them are schemas.

use serde_json::{Map, Value};

use super::trail::Trail;
use crate::ir::METHODS;
use crate::openapi::inside::Is;
use crate::pointer::Pointer;

/// Visits all objects, outer ones first.
pub(super) fn each(root: &mut Value, visit: &mut impl FnMut(Is, &mut Map<String, Value>, &Trail<'_>)) {
    walk(root, Is::Object, &Trail::Root, visit);
}

fn walk(value: &mut Value, is: Is, at: &Trail<'_>, visit: &mut impl FnMut(Is, &mut Map<String, Value>, &Trail<'_>)) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, is.item(), &Trail::Index(at, index), visit);
            }
        }
        Value::Object(entries) => {
            visit(is, entries, at);
            for (key, value) in entries.iter_mut() {
                if let Some(inside) = is.inside(key) {
                    walk(value, inside, &Trail::Key(at, key), visit);
                }
            }
        }
        _ => {}
    }
}

/// Visits the path items, also those among the components, which paths can refer to.
pub(super) fn path_items(root: &mut Value, mut visit: impl FnMut(&mut Map<String, Value>, &Pointer)) {
    for (place, is) in [("/paths", Is::Extensible), ("/components/pathItems", Is::Objects)] {
        let at = Pointer::parse(&format!("#{place}")).unwrap_or_default();
        entries(root.pointer_mut(place), is, &at, &mut |item, at| {
            if let Some(item) = item.as_object_mut() {
                visit(item, at);
            }
        });
    }
}

/// Visits the operations of all path items.
pub(super) fn operations(root: &mut Value, mut visit: impl FnMut(&mut Map<String, Value>, &Pointer)) {
    path_items(root, |item, at| operations_of(item, at, &mut visit));
}

/// Visits the operations of a path item.
pub(super) fn operations_of(
    item: &mut Map<String, Value>,
    at: &Pointer,
    mut visit: impl FnMut(&mut Map<String, Value>, &Pointer),
) {
    for (method, _) in METHODS {
        if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
            visit(operation, &at.push(method));
        }
    }
}

/// Visits the request body and the responses of an operation.
pub(super) fn bodies(operation: &mut Map<String, Value>, at: &Pointer, mut visit: impl FnMut(&mut Value, &Pointer)) {
    if let Some(body) = operation.get_mut("requestBody") {
        visit(body, &at.push("requestBody"));
    }
    entries(operation.get_mut("responses"), Is::Extensible, &at.push("responses"), &mut visit);
}

/// Visits the shared request bodies and responses.
pub(super) fn shared_bodies(root: &mut Value, mut visit: impl FnMut(&mut Value, &Pointer)) {
    let at = Pointer::root().push("components");
    let Some(components) = root.get_mut("components") else { return };
    for section in ["requestBodies", "responses"] {
        entries(components.get_mut(section), Is::Objects, &at.push(section), &mut visit);
    }
}

/// Visits what is in a map, but for its extensions.
fn entries(all: Option<&mut Value>, is: Is, at: &Pointer, visit: &mut impl FnMut(&mut Value, &Pointer)) {
    let all = all.and_then(Value::as_object_mut).into_iter().flatten();
    for (name, one) in all.filter(|(name, _)| is.inside(name).is_some()) {
        visit(one, &at.push(name));
    }
}
