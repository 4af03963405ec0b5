//! References to other documents, and bodies that are a schema alone.

use serde_json::{Map, Value, json};

use super::walk;
use crate::ir::{Fallback, is_method};
use crate::openapi::inside::Is;
use crate::openapi::reference::SCHEMAS;
use crate::pointer::Pointer;

const ELSEWHERE: &str = "the operations of a path that is in another document are left out";

const REQUEST_ELSEWHERE: &str = "an operation with a parameter or a body that is in another document is left out";

const SCHEMA_ELSEWHERE: &str = "a schema that is in another document is read as one that allows everything";

const RESPONSE_ELSEWHERE: &str = "a response that is in another document is read as one of which nothing is known";

const SCHEMA_OF_BODY: &str = "a schema in place of a body, or directly below it, is read as that of JSON";

/// Rewrites what refers to another document, and bodies.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    walk::each(root, &mut |is, entries, at| {
        if is == Is::Schema && is_elsewhere(entries) {
            entries.shift_remove("$ref");
            found.push(Fallback::new(SCHEMA_ELSEWHERE, at.pointer()));
        }
    });
    walk::path_items(root, |item, at| {
        elsewhere(item, at, found);
        requests_elsewhere(item, at, found);
        walk::operations_of(item, at, |operation, at| walk::bodies(operation, at, |one, at| body(one, at, found)));
    });
    walk::shared_bodies(root, |one, at| body(one, at, found));
}

/// A path of this document has its operations here.
fn elsewhere(item: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    if is_elsewhere(item) {
        item.shift_remove("$ref");
        found.push(Fallback::new(ELSEWHERE, at.push("$ref")));
    }
}

/// Whether a reference leads to another document.
fn is_elsewhere(entries: &Map<String, Value>) -> bool {
    let reference = entries.get("$ref").and_then(Value::as_str);
    reference.is_some_and(|reference| !reference.starts_with('#') && reference.contains(['.', ':', '/']))
}

/// Without all of its parameters and its body no operation can be called.
fn requests_elsewhere(item: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    let is_elsewhere = |value: &Value| value.as_object().is_some_and(is_elsewhere);
    let has_parameter = |owner: &Map<String, Value>| {
        owner.get("parameters").and_then(Value::as_array).is_some_and(|list| list.iter().any(is_elsewhere))
    };
    let of_all = has_parameter(item);
    item.retain(|key, operation| {
        let operation = operation.as_object().filter(|_| is_method(key));
        let is_left_out = operation.is_some_and(|operation| {
            of_all || has_parameter(operation) || operation.get("requestBody").is_some_and(is_elsewhere)
        });
        if is_left_out {
            found.push(Fallback::new(REQUEST_ELSEWHERE, at.push(key)));
        }
        !is_left_out
    });
    if of_all {
        item.shift_remove("parameters");
    }
}

/// A request body or a response.
fn body(body: &mut Value, at: &Pointer, found: &mut Vec<Fallback>) {
    let Some(entries) = body.as_object_mut() else { return };
    // Whether it is a request body, without which nothing can be sent, the checks find out.
    if is_elsewhere(entries) && at.segments().any(|segment| segment == "responses") {
        *body = json!({ "description": "" });
        found.push(Fallback::new(RESPONSE_ELSEWHERE, at.clone()));
        return;
    }
    let is_schema = |reference: &&Value| reference.as_str().is_some_and(|reference| reference.starts_with(SCHEMAS));
    let (key, schema) = if let Some(reference) = entries.get("$ref").filter(is_schema) {
        ("$ref", json!({ "$ref": reference }))
    } else if let Some(schema) =
        entries.get("schema").filter(|schema| schema.is_object() && !entries.contains_key("content"))
    {
        ("schema", schema.clone())
    } else {
        return;
    };
    entries.shift_remove(key);
    entries.insert("content".to_owned(), json!({ "application/json": { "schema": schema } }));
    entries.entry("description").or_insert_with(|| json!(""));
    found.push(Fallback::new(SCHEMA_OF_BODY, at.push(key)));
}
