//! OpenAPI 3.2 as 3.1: what 3.1 says in other words is translated, and what else is new is left out.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::{keywords, walk};
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::pointer::Pointer;

/// The version that the document is read as.
const READ_AS: &str = "3.1.0";

const NEWER: &str = "OpenAPI 3.2 is read as OpenAPI 3.1, and what has no counterpart there is ignored";

const WHOLE_QUERY: &str = "a parameter that is the whole query is ignored, unless it is a form";

const FORM: &str = "application/x-www-form-urlencoded";

const MEDIA_TYPE: &[&str] = &["itemEncoding", "itemSchema", "prefixEncoding"];

/// Keys that are new in the objects under a key, and that no type follows.
const IGNORED: [(&str, &[&str]); 6] = [
    ("content", MEDIA_TYPE),
    ("mediaTypes", MEDIA_TYPE),
    ("responses", &["summary"]),
    ("securitySchemes", &["deprecated", "oauth2MetadataUrl"]),
    ("servers", &["name"]),
    ("tags", &["kind", "parent", "summary"]),
];

/// Rewrites a document of OpenAPI 3.2; any other one stays as it is.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    if !root.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.2.")) {
        return;
    }
    root["openapi"] = json!(READ_AS);
    found.push(Fallback::new(NEWER, Pointer::root().push("openapi")));
    if let Some(entries) = root.as_object_mut() {
        entries.shift_remove("$self");
    }
    walk::each(root, &mut |is, entries, at| match is {
        Is::Object | Is::Components => object(entries, at, found),
        Is::Schema => schema(entries),
        Is::Objects | Is::Extensible | Is::Schemas => {}
    });
}

fn object(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for owner in ["responses", "tags"] {
        each(entries, owner, summary);
    }
    for (owner, keys) in IGNORED {
        each(entries, owner, |object| object.retain(|key, _| !keys.contains(&key.as_str())));
    }
    each(entries, "examples", example);
    if let Some(flows) = entries.get_mut("flows").and_then(Value::as_object_mut) {
        flows.shift_remove("deviceAuthorization");
    }
    // They are reported where those of any other method are.
    if let Some(Value::Object(others)) = entries.shift_remove("additionalOperations") {
        for (method, operation) in others {
            entries.entry(method).or_insert(operation);
        }
    }
    each(entries, "parameters", parameter);
    if entries.get("parameters").is_some_and(Value::is_array) {
        keywords::remove_items(entries, "parameters", &at.pointer(), found, WHOLE_QUERY, is_whole_query);
    }
}

/// Rewrites the objects in the list or map under a key.
fn each(entries: &mut Map<String, Value>, key: &str, rewrite: impl Fn(&mut Map<String, Value>)) {
    match entries.get_mut(key) {
        Some(Value::Array(items)) => items.iter_mut().filter_map(Value::as_object_mut).for_each(rewrite),
        Some(Value::Object(entries)) => entries.values_mut().filter_map(Value::as_object_mut).for_each(rewrite),
        _ => {}
    }
}

/// A summary is read as the description of what lacks one.
fn summary(object: &mut Map<String, Value>) {
    if let Some(summary) = object.get("summary").cloned().filter(Value::is_string) {
        object.entry("description").or_insert(summary);
    }
}

fn example(example: &mut Map<String, Value>) {
    if let Some(value) = example.shift_remove("dataValue") {
        example.entry("value").or_insert(value);
    }
    example.shift_remove("serializedValue");
}

/// The properties of a form that is the whole query are parameters, as those of an object in the query are.
fn parameter(parameter: &mut Map<String, Value>) {
    if parameter.get("style") == Some(&json!("cookie")) {
        parameter.shift_remove("style");
    }
    let form = parameter.get("content").and_then(|content| content.get(FORM)?.get("schema")).cloned();
    if let (Some(form), Some("querystring")) = (form, parameter.get("in").and_then(Value::as_str)) {
        parameter.shift_remove("content");
        parameter.insert("in".to_owned(), json!("query"));
        parameter.insert("schema".to_owned(), form);
    }
}

fn is_whole_query(parameter: &Value) -> bool {
    parameter.get("in") == Some(&json!("querystring"))
}

fn schema(entries: &mut Map<String, Value>) {
    for (keyword, key) in [("discriminator", "defaultMapping"), ("xml", "nodeType")] {
        if let Some(object) = entries.get_mut(keyword).and_then(Value::as_object_mut) {
            object.shift_remove(key);
        }
    }
}
