//! Parameters and headers that lack what each has, are written as in Swagger 2.0, or are there twice.

use serde_json::{Map, Value, json};

use super::keywords;
use super::trail::Trail;
use super::walk;
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::openapi::tables::{PARAMETER, SCHEMA};
use crate::openapi::words;
use crate::pointer::Pointer;

const NOT_REQUIRED: &str =
    "a path parameter that is not required is read as one that is, as a path has all of its values";

const NO_SCHEMA: &str = "a parameter or header without a schema is read as a string";

const OLDER: &str =
    "a parameter or header with the keywords of a schema, as in Swagger 2.0, is read as one with that schema";

const STYLE: &str = "a style that a parameter of its place cannot have is ignored";

const LETTERS: &str = "a path parameter whose name has the letters of one in the path is read as that";

const BEHIND_PATH: &str = "a path parameter that is in the query behind the path is read as a query parameter";

const TWICE: &str = "a parameter that is listed twice is read once";

const IN_BODY: &str = "a parameter in the body, as in Swagger 2.0, is read as a request body";

const BESIDE_BODY: &str = "a parameter in the body beside a request body is ignored";

/// How Swagger 2.0 names the ways in which a list is sent, and what OpenAPI 3.0 says for them.
const COLLECTIONS: [(&str, &str, bool); 4] = [
    ("csv", "form", false),
    ("multi", "form", true),
    ("pipes", "pipeDelimited", false),
    ("ssv", "spaceDelimited", false),
];

/// Rewrites the parameters of all operations and paths, the shared ones, and all headers.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    bodies(root, found);
    walk::each(root, &mut |is, entries, at| match (is, at.key()) {
        (Is::Objects, Some("headers")) => {
            for (name, header) in entries.iter_mut() {
                described(header, &Trail::Key(at, name), found, schema);
            }
        }
        (Is::Objects, Some("parameters")) => {
            for (name, shared) in entries.iter_mut() {
                described(shared, &Trail::Key(at, name), found, parameter);
            }
        }
        (Is::Object, _) => {
            let list = Trail::Key(at, "parameters");
            let parameters = entries.get_mut("parameters").and_then(Value::as_array_mut);
            for (index, one) in parameters.into_iter().flatten().enumerate() {
                described(one, &Trail::Index(&list, index), found, parameter);
            }
        }
        _ => {}
    });
}

/// Rewrites a parameter or header that is described in its place.
fn described(
    value: &mut Value,
    at: &Trail<'_>,
    found: &mut Vec<Fallback>,
    rewrite: impl Fn(&mut Map<String, Value>, &Trail<'_>, &mut Vec<Fallback>),
) {
    if let Some(entries) = value.as_object_mut().filter(|entries| !entries.contains_key("$ref")) {
        rewrite(entries, at, found);
    }
}

fn parameter(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    schema(entries, at, found);
    path(entries, at, found);
    style(entries, at, found);
}

/// A parameter or header has a schema or a media type.
fn schema(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    if entries.contains_key("schema") || entries.contains_key("content") {
        return;
    }
    let is_older = entries.contains_key("type");
    let mut schema = Map::new();
    if is_older {
        for key in SCHEMA.keys.iter().filter(|key| PARAMETER.key(key.name).is_none()) {
            schema.extend(entries.shift_remove(key.name).map(|value| (key.name.to_owned(), value)));
        }
        collection(entries);
        if schema.get("type") == Some(&json!("file")) {
            schema.insert("type".to_owned(), json!("string"));
            schema.insert("format".to_owned(), json!("binary"));
        }
    } else {
        schema.insert("type".to_owned(), json!("string"));
    }
    entries.insert("schema".to_owned(), Value::Object(schema));
    found.push(Fallback::new(if is_older { OLDER } else { NO_SCHEMA }, at.pointer()));
}

/// How a list in a query is sent.
fn collection(entries: &mut Map<String, Value>) {
    let Some(format) = entries.shift_remove("collectionFormat") else { return };
    let is_query = entries.get("in").and_then(Value::as_str) == Some("query");
    let meant = COLLECTIONS.iter().find(|(name, ..)| format.as_str() == Some(name)).filter(|_| is_query);
    if let Some((_, style, explode)) = meant {
        entries.insert("style".to_owned(), json!(style));
        entries.insert("explode".to_owned(), json!(explode));
    }
}

fn path(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let is_required = entries.get("required") == Some(&json!(true));
    if entries.get("in").and_then(Value::as_str) == Some("path") && !is_required {
        entries.insert("required".to_owned(), json!(true));
        found.push(Fallback::new(NOT_REQUIRED, at.pointer()));
    }
}

fn style(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let styles = words::styles(entries.get("in").and_then(Value::as_str).unwrap_or_default());
    let is_elsewhere = |style: &str| words::STYLES.contains(&style) && !styles.contains(&style);
    keywords::remove(entries, at, found, STYLE, |key, value| {
        key == "style" && !styles.is_empty() && value.as_str().is_some_and(is_elsewhere)
    });
}

/// Renames path parameters that differ from a name in the path by the case of letters alone: names of a path are not
/// sent. `names` has those of the path.
pub(super) fn letters(owner: &mut Map<String, Value>, names: &[String], at: &Pointer, found: &mut Vec<Fallback>) {
    let Some(list) = owner.get_mut("parameters").and_then(Value::as_array_mut) else { return };
    for (index, parameter) in list.iter_mut().enumerate() {
        let other = name_in_path(parameter).filter(|name| !names.iter().any(|other| other == name));
        let Some(meant) = other.and_then(|name| names.iter().find(|other| other.eq_ignore_ascii_case(name))) else {
            continue;
        };
        parameter["name"] = json!(meant);
        found.push(Fallback::new(LETTERS, at.push("parameters").index(index)));
    }
}

/// Takes path parameters of a query such as `?page={number}` for what they are. `query` has its names and theirs.
pub(super) fn behind(
    owner: &mut Map<String, Value>,
    query: &[(String, String)],
    at: &Pointer,
    found: &mut Vec<Fallback>,
) {
    let Some(list) = owner.get_mut("parameters").and_then(Value::as_array_mut) else { return };
    for (index, parameter) in list.iter_mut().enumerate() {
        let pair = name_in_path(parameter).and_then(|name| query.iter().find(|(_, parameter)| parameter == name));
        if let Some((key, _)) = pair {
            parameter["name"] = json!(key);
            parameter["in"] = json!("query");
            found.push(Fallback::new(BEHIND_PATH, at.push("parameters").index(index)));
        }
    }
}

/// The name of a parameter that is declared for the path.
pub(super) fn name_in_path(parameter: &Value) -> Option<&str> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    text("name").filter(|_| text("in") == Some("path"))
}

/// Removes parameters that are the same as earlier ones of their list. `shared` has those among the components.
pub(super) fn twice(owner: &mut Map<String, Value>, shared: &Value, at: &Pointer, found: &mut Vec<Fallback>) {
    let list = owner.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let list: Vec<_> = list.map(|parameter| resolved(parameter, shared)).collect();
    let is_repeated = |index: usize| list[index].is_some() && list[..index].contains(&list[index]);
    let repeated: Vec<bool> = (0..list.len()).map(is_repeated).collect();
    if repeated.contains(&true) {
        let mut repeated = repeated.into_iter();
        keywords::remove_items(owner, "parameters", at, found, TWICE, |_| repeated.next().unwrap_or_default());
    }
}

/// A parameter itself, or the shared one that it refers to.
pub(super) fn resolved<'a>(parameter: &'a Value, shared: &'a Value) -> Option<&'a Value> {
    match parameter.get("$ref").and_then(Value::as_str) {
        Some(reference) => shared.get(reference.strip_prefix("#/components/parameters/")?),
        None => Some(parameter),
    }
}

/// Makes request bodies of the parameters in the body: JSON, or the fields of a form.
fn bodies(root: &mut Value, found: &mut Vec<Fallback>) {
    let mut shared = Map::new();
    if let Some(all) = root.pointer_mut("/components/parameters").and_then(Value::as_object_mut) {
        all.retain(|name, parameter| {
            let is_kept = !is_in_body(parameter);
            if !is_kept {
                shared.insert(name.clone(), parameter.take());
            }
            is_kept
        });
    }
    let shared = Value::Object(shared);
    walk::path_items(root, |item, at| {
        let of_path = take(item, &shared, at, found);
        walk::operations_of(item, at, |operation, at| {
            let own = take(operation, &shared, at, found);
            let parameters = if own.is_empty() { of_path.clone() } else { own };
            if let Some(body) = body(parameters) {
                operation.entry("requestBody").or_insert(body);
            }
        });
    });
}

fn is_in_body(parameter: &Value) -> bool {
    matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
}

/// Takes the parameters in the body from an operation or a path.
fn take(owner: &mut Map<String, Value>, shared: &Value, at: &Pointer, found: &mut Vec<Fallback>) -> Vec<Value> {
    let mut taken = Vec::new();
    let what = if owner.contains_key("requestBody") { BESIDE_BODY } else { IN_BODY };
    keywords::remove_items(owner, "parameters", at, found, what, |parameter| {
        let of_body = resolved(parameter, shared).filter(|parameter| is_in_body(parameter));
        taken.extend(of_body.cloned());
        of_body.is_some()
    });
    taken
}

/// The request body that parameters are.
fn body(parameters: Vec<Value>) -> Option<Value> {
    let mut fields = Map::new();
    let (mut has_file, mut required) = (false, Vec::new());
    for mut parameter in parameters {
        let is_json = parameter.get("in") == Some(&json!("body"));
        let is_required = parameter.get("required") == Some(&json!(true));
        has_file |= parameter.get("type") == Some(&json!("file"));
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let entries = parameter.as_object_mut()?;
        schema(entries, &Trail::Root, &mut Vec::new());
        let schema = entries.shift_remove("schema").unwrap_or_default();
        if is_json {
            let content = json!({ "application/json": { "schema": schema } });
            return Some(json!({ "content": content, "required": is_required }));
        }
        required.extend(is_required.then(|| name.clone()));
        fields.insert(name, schema);
    }
    if fields.is_empty() {
        return None;
    }
    let media_type = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let mut schema = json!({ "type": "object", "properties": fields });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    Some(json!({ "content": { media_type: { "schema": schema } } }))
}
