//! Parameters and headers, each by itself; how parameters fit the path is in [`operations`](super::operations).

use serde_json::{Map, Value};

use super::suggest::list;
use super::walk::Walk;
use crate::openapi::words;

/// Checks a parameter whose keys and values are of the right kind.
pub(super) fn parameter<'a>(walk: &mut Walk<'a>, parameter: &'a Map<String, Value>) {
    let here = walk.here();
    let location = parameter.get("in").and_then(Value::as_str).unwrap_or_default();
    if parameter.get("name").and_then(Value::as_str) == Some("") {
        walk.error(&here.push("name"), "a parameter needs a name", "write the name that requests have it under");
    }
    if location == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        let error = if parameter.contains_key("required") {
            walk.places.error(&here.push("required"), "a path parameter is always required")
        } else {
            walk.missing("a path parameter", "required", "`required: true`")
        };
        walk.push(error.with_help("write `required: true`"));
    }
    let styles = words::styles(location);
    if let Some(style) = parameter.get("style").and_then(Value::as_str).filter(|style| !styles.contains(style)) {
        let message = format!("a {location} parameter cannot have the style `{style}`");
        walk.error(&here.push("style"), message, format!("use {}", list(styles)));
    }
    schema_or_content(walk, "a parameter", parameter);
}

/// Checks a header whose keys and values are of the right kind.
pub(super) fn header<'a>(walk: &mut Walk<'a>, header: &'a Map<String, Value>) {
    schema_or_content(walk, "a header", header);
}

/// Parameters and response headers have either `schema` or `content` with one media type.
fn schema_or_content<'a>(walk: &mut Walk<'a>, what: &str, object: &'a Map<String, Value>) {
    let at = walk.here().push("content");
    match (object.contains_key("schema"), object.get("content").and_then(Value::as_object)) {
        (true, Some(_)) => {
            let error = walk.places.error_at_key(&at, format!("{what} has either `schema` or `content`"));
            walk.push(error.with_help("remove one of the two"));
        }
        (false, None) => walk.push(walk.missing(what, "schema", "`schema` or `content`")),
        (false, Some(content)) if content.len() != 1 => {
            walk.error(&at, format!("`content` of {what} has exactly one media type"), "keep one media type");
        }
        _ => {}
    }
}
