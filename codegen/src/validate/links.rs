//! Where links lead: to an operation, by its id or by reference. Nothing is generated from them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::ir::METHODS;
use crate::pointer::Pointer;

/// Checks the links of all responses.
pub(super) fn check(walk: &mut Walk<'_>, ids: &BTreeMap<&str, Pointer>) {
    let root = Pointer::root();
    let components = root.push("components");
    let sections = walk.root.get("components");
    of_map(walk, sections.and_then(|sections| sections.get("links")), &components.push("links"), ids);
    of_responses(walk, sections.and_then(|sections| sections.get("responses")), &components.push("responses"), ids);
    for (path, item) in entries(walk.root.get("paths")) {
        for (method, operation) in entries(Some(item)) {
            let at = root.push("paths").push(path).push(method).push("responses");
            of_responses(walk, operation.get("responses"), &at, ids);
        }
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn of_responses(walk: &mut Walk<'_>, responses: Option<&Value>, at: &Pointer, ids: &BTreeMap<&str, Pointer>) {
    for (status, response) in entries(responses) {
        of_map(walk, response.get("links"), &at.push(status).push("links"), ids);
    }
}

fn of_map(walk: &mut Walk<'_>, links: Option<&Value>, at: &Pointer, ids: &BTreeMap<&str, Pointer>) {
    for (name, link) in entries(links) {
        let Some(link) = link.as_object() else { continue };
        by_id(walk, link, &at.push(name), ids);
        by_reference(walk, link, &at.push(name));
    }
}

fn by_id(walk: &mut Walk<'_>, link: &Map<String, Value>, at: &Pointer, ids: &BTreeMap<&str, Pointer>) {
    let Some(id) = link.get("operationId").and_then(Value::as_str).filter(|id| !ids.contains_key(id)) else { return };
    let error = walk.places.error(&at.push("operationId"), format!("no operation has the id `{id}`"));
    let meant = nearest(id, ids.keys().copied());
    let help = meant.map_or_else(|| "write the `operationId` of an operation".to_owned(), did_you_mean);
    walk.push_harmless(error.with_help(help));
}

/// A reference to another document is not followed.
fn by_reference(walk: &mut Walk<'_>, link: &Map<String, Value>, at: &Pointer) {
    let Some(reference) = link.get("operationRef").and_then(Value::as_str) else { return };
    if !reference.starts_with('#') {
        return;
    }
    let pointer = Pointer::parse(reference).filter(|pointer| {
        let method = pointer.last().unwrap_or_default();
        METHODS.iter().any(|(name, _)| *name == method) && walk.exists(pointer)
    });
    if pointer.is_none() {
        let error =
            walk.places.error(&at.push("operationRef"), format!("`{reference}` is not a reference to an operation"));
        walk.push_harmless(error.with_help("write one as `#/paths/~1things/get`, or use `operationId`"));
    }
}
