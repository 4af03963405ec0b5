//! Where links lead: to an operation, by its id or by reference. Nothing is generated from them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::ir::is_method;
use crate::pointer::Pointer;

/// Checks the links that the walk has come by.
pub(super) fn check(walk: &mut Walk<'_>, ids: &BTreeMap<&str, Pointer>) {
    for (at, link) in std::mem::take(&mut walk.links) {
        by_id(walk, link, &at, ids);
        by_reference(walk, link, &at);
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
    let is_operation = |at: &Pointer| at.last().is_some_and(|key| is_method(&key)) && walk.exists(at);
    if !Pointer::parse(reference).is_some_and(|at| is_operation(&at)) {
        let error =
            walk.places.error(&at.push("operationRef"), format!("`{reference}` is not a reference to an operation"));
        walk.push_harmless(error.with_help("write one as `#/paths/~1things/get`, or use `operationId`"));
    }
}
