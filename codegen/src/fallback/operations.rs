//! Operations: their names, their path parameters, their security, their responses, their callbacks.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::found::{Found, Kind};
use super::media;
use crate::ir::METHODS;
use crate::pointer::Pointer;

/// Words in the name of a security scheme that say that a call needs no credentials.
const NO_CREDENTIALS: [&str; 5] = ["unauth", "anonymous", "noauth", "none", "public"];

/// Rewrites all operations.
pub(super) fn read(root: &mut Value, found: &mut Vec<Found>) {
    let schemes = names(root.pointer("/components/securitySchemes"));
    let mut undeclared = BTreeSet::new();
    let at = Pointer::root();
    if let Some(entries) = root.as_object_mut() {
        security(entries, &schemes, &at, &mut undeclared, found);
    }
    let parameters = root.pointer("/components/parameters").cloned().unwrap_or_default();
    let mut ids = operation_ids(root);
    let paths = at.push("paths");
    for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        let Some(item) = item.as_object_mut().filter(|_| path.starts_with('/')) else { continue };
        let (here, names) = (paths.push(path), template_names(path));
        nameless(item.get_mut("parameters"), &here, found);
        let shared = item.get("parameters").cloned().unwrap_or_default();
        for (method, _) in METHODS {
            let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else { continue };
            let at = here.push(method);
            callbacks(operation, &at, found);
            empty_body(operation, &at, found);
            operation_id(operation, method, path, &mut ids, &at, found);
            security(operation, &schemes, &at, &mut undeclared, found);
            nameless(operation.get_mut("parameters"), &at, found);
            path_parameters(operation, &shared, &parameters, &names, &at, found);
            descriptions(operation.get_mut("responses"), &at.push("responses"), found);
            media::read(operation, &at, found);
        }
    }
    declare(root, undeclared);
    let components = at.push("components");
    if let Some(entries) = root.get_mut("components").and_then(Value::as_object_mut) {
        callbacks(entries, &components, found);
    }
    let responses = components.push("responses");
    descriptions(root.pointer_mut("/components/responses"), &responses, found);
    media::read_components(root, found);
}

fn names(value: Option<&Value>) -> BTreeSet<String> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned().collect()
}

fn operation_ids(root: &Value) -> BTreeSet<String> {
    let items = root.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let operations = items.filter_map(Value::as_object).flat_map(Map::values);
    operations.filter_map(|operation| operation.get("operationId")?.as_str().map(str::to_owned)).collect()
}

/// The names between braces of a path.
fn template_names(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0.to_owned())).filter(|name| !name.is_empty()).collect()
}

/// Of an operation, or of the components.
fn callbacks(owner: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Found>) {
    if owner.get("callbacks").and_then(Value::as_object).is_some_and(|callbacks| !callbacks.is_empty()) {
        owner.shift_remove("callbacks");
        found.push(Found::new(Kind::Callback, at.push("callbacks")));
    }
}

/// A request body that names no media type cannot be sent.
fn empty_body(operation: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Found>) {
    let content = operation.get("requestBody").and_then(|body| body.get("content")).and_then(Value::as_object);
    if content.is_some_and(Map::is_empty) {
        operation.shift_remove("requestBody");
        found.push(Found::new(Kind::EmptyBody, at.push("requestBody").push("content")));
    }
}

/// `GET /things/{id}` is `getThingsById`; the id of another operation is never taken.
fn operation_id(
    operation: &mut Map<String, Value>,
    method: &str,
    path: &str,
    ids: &mut BTreeSet<String>,
    at: &Pointer,
    found: &mut Vec<Found>,
) {
    if operation.get("operationId").is_some_and(|id| id.as_str() != Some("")) {
        return;
    }
    let mut id = method.to_owned();
    for segment in path.split(['/', ':']).filter(|segment| !segment.is_empty()) {
        let (word, by) = match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
            Some(name) => (name, "By"),
            None => (segment, ""),
        };
        id.push_str(by);
        let mut start = true;
        for letter in word.chars() {
            match letter {
                letter if !letter.is_alphanumeric() => start = true,
                letter if start => {
                    id.extend(letter.to_uppercase());
                    start = false;
                }
                letter => id.push(letter),
            }
        }
    }
    while !ids.insert(id.clone()) {
        id.push_str("Operation");
    }
    operation.insert("operationId".to_owned(), Value::String(id));
    found.push(Found::new(Kind::NoOperationId, at.clone()));
}

/// Requirements of a scheme that is not declared: none where its name says so, else the client's credentials.
fn security(
    owner: &mut Map<String, Value>,
    schemes: &BTreeSet<String>,
    at: &Pointer,
    undeclared: &mut BTreeSet<String>,
    found: &mut Vec<Found>,
) {
    let at = at.push("security");
    let Some(requirements) = owner.get_mut("security").and_then(Value::as_array_mut) else { return };
    for (index, requirement) in requirements.iter_mut().enumerate() {
        let Some(entries) = requirement.as_object_mut() else { continue };
        let unknown: Vec<String> = entries.keys().filter(|name| !schemes.contains(*name)).cloned().collect();
        for name in unknown {
            found.push(Found::new(Kind::UndeclaredScheme, at.index(index).push(&name)));
            let lower = name.to_ascii_lowercase();
            if NO_CREDENTIALS.iter().any(|word| lower.contains(word)) {
                entries.shift_remove(&name);
            } else {
                entries.insert(name.clone(), json!([]));
                undeclared.insert(name);
            }
        }
    }
}

/// Declares the schemes that the document forgot.
fn declare(root: &mut Value, undeclared: BTreeSet<String>) {
    if undeclared.is_empty() {
        return;
    }
    let Some(entries) = root.as_object_mut() else { return };
    let components = entries.entry("components").or_insert_with(|| json!({}));
    let Some(components) = components.as_object_mut() else { return };
    let schemes = components.entry("securitySchemes").or_insert_with(|| json!({}));
    let Some(schemes) = schemes.as_object_mut() else { return };
    schemes.extend(undeclared.into_iter().map(|name| (name, json!({ "type": "http", "scheme": "bearer" }))));
}

/// Path parameters that are used and not declared, or declared and not used. Where a path has both, which is meant for
/// which is open.
fn path_parameters(
    operation: &mut Map<String, Value>,
    shared: &Value,
    components: &Value,
    names: &[String],
    at: &Pointer,
    found: &mut Vec<Found>,
) {
    let own = operation.get("parameters").cloned().unwrap_or_default();
    let declared = |list: &Value| -> Vec<Option<String>> {
        let items = list.as_array().map_or(&[][..], Vec::as_slice);
        items.iter().map(|parameter| path_name(parameter, components)).collect()
    };
    let (own, shared) = (declared(&own), declared(shared));
    let all: BTreeSet<&String> = own.iter().chain(&shared).flatten().collect();
    let undeclared: Vec<&String> = names.iter().filter(|name| !all.contains(name)).collect();
    let unused = all.iter().any(|name| !names.contains(name));
    let at = at.push("parameters");
    if unused {
        if undeclared.is_empty() && shared.iter().flatten().all(|name| names.contains(name)) {
            drop_unused(operation, &own, names, &at, found);
        }
        return;
    }
    if undeclared.is_empty() {
        return;
    }
    let list = operation.entry("parameters").or_insert_with(|| json!([]));
    let Some(list) = list.as_array_mut() else { return };
    for name in undeclared {
        found.push(Found::new(Kind::UndeclaredPathParameter, at.clone()));
        list.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    }
}

/// A parameter whose name is empty cannot be sent.
fn nameless(parameters: Option<&mut Value>, at: &Pointer, found: &mut Vec<Found>) {
    let Some(list) = parameters.and_then(Value::as_array_mut) else { return };
    let at = at.push("parameters");
    let mut index = 0;
    list.retain(|parameter| {
        let nameless = parameter.get("name").and_then(Value::as_str) == Some("");
        if nameless {
            found.push(Found::new(Kind::NamelessParameter, at.index(index)));
        }
        index += 1;
        !nameless
    });
}

fn drop_unused(
    operation: &mut Map<String, Value>,
    own: &[Option<String>],
    names: &[String],
    at: &Pointer,
    found: &mut Vec<Found>,
) {
    let Some(list) = operation.get_mut("parameters").and_then(Value::as_array_mut) else { return };
    let mut index = 0;
    list.retain(|_| {
        let unused = own.get(index).and_then(Option::as_ref).is_some_and(|name| !names.contains(name));
        if unused {
            found.push(Found::new(Kind::UnusedPathParameter, at.index(index)));
        }
        index += 1;
        !unused
    });
}

/// The name of a parameter of the path; nothing for parameters of other places.
fn path_name(parameter: &Value, components: &Value) -> Option<String> {
    let parameter = match parameter.get("$ref").and_then(Value::as_str) {
        Some(reference) => components.get(reference.strip_prefix("#/components/parameters/")?)?,
        None => parameter,
    };
    let in_path = parameter.get("in").and_then(Value::as_str) == Some("path");
    parameter.get("name").and_then(Value::as_str).filter(|_| in_path).map(str::to_owned)
}

fn descriptions(responses: Option<&mut Value>, at: &Pointer, found: &mut Vec<Found>) {
    for (status, response) in responses.and_then(Value::as_object_mut).into_iter().flatten() {
        let Some(response) = response.as_object_mut().filter(|_| !status.starts_with("x-")) else { continue };
        if !response.contains_key("$ref") && !response.contains_key("description") {
            response.insert("description".to_owned(), Value::String(String::new()));
            found.push(Found::new(Kind::NoDescription, at.push(status)));
        }
    }
}
