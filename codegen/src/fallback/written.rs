//! What is written in words of YAML, of Swagger 2.0 or in capitals, and has one meaning.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::values::rename;
use super::walk;
use crate::ir::{Fallback, is_method};
use crate::openapi::inside::Is;
use crate::openapi::places::Places;
use crate::openapi::reference::SCHEMAS;
use crate::pointer::Pointer;

const MERGE_KEY: &str = "a merge key of YAML is read as the keys that it refers to";

const CAPITALS: &str = "a method in capitals is read in small letters";

const ELSEWHERE: &str = "the operations of a path that is in another document are left out";

const REQUEST_ELSEWHERE: &str = "an operation with a parameter or a body that is in another document is left out";

const SCHEMA_ELSEWHERE: &str = "a schema that is in another document is read as one that allows everything";

const RESPONSE_ELSEWHERE: &str = "a response that is in another document is read as one of which nothing is known";

const NOT_QUOTED: &str = "a number or a boolean in place of a string is read as its text";

const NULL_NOT_QUOTED: &str = "null among types is read as the type of that name";

/// Keys whose values are strings.
const TEXTS: [&str; 6] = ["description", "name", "operationId", "summary", "title", "version"];

/// Keys whose values are strings or lists of them, but for schemas.
const TEXTS_OF_OBJECTS: [&str; 3] = ["default", "enum", "tags"];

const SCHEMA_OF_BODY: &str = "a schema in place of a body, or directly below it, is read as that of JSON";

/// Rewrites a document that is still as it is in the text.
pub(super) fn read(root: &mut Value, places: Places<'_>, found: &mut Vec<Fallback>) {
    walk::each(root, &mut |is, entries, at| {
        while let Some(merged) = entries.shift_remove("<<") {
            found.push(Fallback::new(MERGE_KEY, at.pointer().push("<<")));
            merge(entries, merged);
        }
        if is == Is::Schema {
            types(entries, at, found);
            if is_elsewhere(entries) {
                entries.shift_remove("$ref");
                found.push(Fallback::new(SCHEMA_ELSEWHERE, at.pointer()));
            }
        }
        let more: &[&str] = if is == Is::Object { &TEXTS_OF_OBJECTS } else { &[] };
        for key in TEXTS.iter().chain(more).filter(|_| is.has_keywords()) {
            match entries.get_mut(*key) {
                Some(Value::Array(several)) => {
                    let at = Trail::Key(at, key);
                    several
                        .iter_mut()
                        .enumerate()
                        .for_each(|(index, one)| quote(one, &Trail::Index(&at, index), places, found));
                }
                Some(one) => quote(one, &Trail::Key(at, key), places, found),
                None => {}
            }
        }
    });
    walk::path_items(root, |item, at| {
        elsewhere(item, at, found);
        rename(item, || at.clone(), found, CAPITALS, small);
        requests_elsewhere(item, at, found);
        walk::operations_of(item, at, |operation, at| walk::bodies(operation, at, |one, at| body(one, at, found)));
    });
    walk::shared_bodies(root, |one, at| body(one, at, found));
}

/// `type: [string, null]` without quotation marks.
fn types(schema: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let types = schema.get_mut("type").and_then(Value::as_array_mut);
    for (index, ty) in types.into_iter().flatten().enumerate().filter(|(_, ty)| ty.is_null()) {
        *ty = json!("null");
        found.push(Fallback::new(NULL_NOT_QUOTED, at.pointer().push("type").index(index)));
    }
}

fn quote(value: &mut Value, at: &Trail<'_>, places: Places<'_>, found: &mut Vec<Fallback>) {
    if value.is_number() || value.is_boolean() {
        let at = at.pointer();
        *value = Value::String(places.text_of(&at, value));
        found.push(Fallback::new(NOT_QUOTED, at));
    }
}

/// Adds the keys of one object, or of several, that are not there. A merge key among them is read next.
fn merge(entries: &mut Map<String, Value>, merged: Value) {
    let all = if let Value::Array(several) = merged { several } else { vec![merged] };
    for (key, value) in
        all.into_iter().filter_map(|one| if let Value::Object(one) = one { Some(one) } else { None }).flatten()
    {
        entries.entry(key).or_insert(value);
    }
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

/// `GET` is `get`.
fn small(key: &str) -> Option<String> {
    let small = key.to_ascii_lowercase();
    (small != key && is_method(&small)).then_some(small)
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
