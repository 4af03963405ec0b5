//! Operations: their ids, parameters, bodies and responses. What the server calls, and methods that OpenAPI does not
//! have, are left out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::media::{self, Structured};
use super::{keywords, parameters, walk};
use crate::ir::{Fallback, is_method};
use crate::openapi::inside::Is;
use crate::openapi::template;
use crate::pointer::Pointer;

const CALLBACKS: &str = "callbacks are ignored: the server calls them, not this client";

const WEBHOOKS: &str = "webhooks are ignored: the server calls them, not this client";

const OTHER_METHOD: &str = "an operation of a method that OpenAPI 3.0 does not have is left out";

const EMPTY_BODY: &str = "a request body without a media type is read as none";

const NO_ID: &str = "an operation without `operationId` is named after its method and path";

const SECOND_ID: &str =
    "an `operationId` that an earlier operation has is ignored: the operation is named after its method and path";

const NO_DESCRIPTION: &str = "a response without `description` is read as one with an empty description";

const UNDECLARED_PARAMETER: &str = "a path parameter that is not declared is read as a string";

const UNUSED_PARAMETER: &str = "a path parameter that the path does not have is ignored";

const NAMELESS_PARAMETER: &str = "a parameter without a name is ignored";

const BODIES: &str = "#/components/requestBodies/";

const NO_RESPONSES: &str = "an operation without `responses` is read as one that responds with anything";

/// Rewrites all operations.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    let mut operations = Operations {
        ids: operation_ids(root),
        given: BTreeSet::new(),
        parameters: root.pointer("/components/parameters").cloned().unwrap_or_default(),
        empty_bodies: empty_bodies(root),
        structured: Structured::of(root),
        found,
    };
    let at = Pointer::root();
    let paths = at.push("paths");
    for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(item) = item.as_object_mut().filter(|_| path.starts_with('/')) {
            operations.path(path, item, &paths.push(path));
        }
    }
    let Operations { structured, found, .. } = operations;
    if let Some(entries) = root.as_object_mut() {
        uncalled(entries, "webhooks", WEBHOOKS, &at, found);
    }
    let components = at.push("components");
    if let Some(entries) = root.get_mut("components").and_then(Value::as_object_mut) {
        uncalled(entries, "callbacks", CALLBACKS, &components, found);
    }
    descriptions(root.pointer_mut("/components/responses"), Is::Objects, &components.push("responses"), found);
    walk::shared_bodies(root, |body, at| media::read(body, &structured, at, found));
}

/// What is known while operations are rewritten.
struct Operations<'f> {
    /// The ids of operations.
    ids: BTreeSet<String>,
    /// Those of the operations so far.
    given: BTreeSet<String>,
    /// The parameters among the components.
    parameters: Value,
    /// The request bodies among the components that name no media type.
    empty_bodies: Vec<String>,
    structured: Structured,
    found: &'f mut Vec<Fallback>,
}

impl Operations<'_> {
    fn path(&mut self, path: &str, item: &mut Map<String, Value>, here: &Pointer) {
        let names = template_names(template::split(path).0);
        other_methods(item, here, self.found);
        nameless(item, here, self.found);
        parameters::letters(item, &names, here, self.found);
        parameters::twice(item, &self.parameters, here, self.found);
        let in_query = template::query_parameters(path);
        parameters::behind(item, &in_query, here, self.found);
        let shared = self.path_names(item);
        let operations = item.iter_mut().filter(|(key, _)| is_method(key));
        for (method, operation) in operations {
            let Some(operation) = operation.as_object_mut() else { continue };
            let at = here.push(method);
            uncalled(operation, "callbacks", CALLBACKS, &at, self.found);
            responses(operation, &at, self.found);
            empty_body(operation, &self.empty_bodies, &at, self.found);
            self.operation_id(operation, (method, path), &at);
            nameless(operation, &at, self.found);
            parameters::letters(operation, &names, &at, self.found);
            parameters::behind(operation, &in_query, &at, self.found);
            parameters::twice(operation, &self.parameters, &at, self.found);
            self.path_parameters(operation, &shared, &names, &at);
            descriptions(operation.get_mut("responses"), Is::Extensible, &at.push("responses"), self.found);
            walk::bodies(operation, &at, |body, at| media::read(body, &self.structured, at, self.found));
        }
    }

    /// `GET /things/{id}` is `getThingsById`; the id of another operation is never taken.
    fn operation_id(&mut self, operation: &mut Map<String, Value>, (method, path): (&str, &str), at: &Pointer) {
        let what = match operation.get("operationId") {
            Some(Value::String(id)) if id.trim().is_empty() => NO_ID,
            Some(Value::String(id)) if !self.given.insert(id.clone()) => SECOND_ID,
            Some(_) => return,
            None => NO_ID,
        };
        let mut id = method.to_owned();
        for segment in path.split(['/', ':']).filter(|segment| !segment.is_empty()) {
            let name = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
            id.push_str(if name.is_some() { "By" } else { "" });
            for word in name.unwrap_or(segment).split(|c: char| !c.is_alphanumeric()) {
                let mut letters = word.chars();
                id.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                id.push_str(letters.as_str());
            }
        }
        let plain = id.clone();
        for number in 2.. {
            if self.ids.insert(id.clone()) {
                break;
            }
            id = format!("{plain}{number}");
        }
        operation.insert("operationId".to_owned(), Value::String(id));
        self.found.push(Fallback::new(what, at.clone()));
    }

    /// Path parameters that are used and not declared, or declared and not used. Where a path has both, which is meant
    /// for which is open. `shared` has those that the path declares for all its operations.
    fn path_parameters(
        &mut self,
        operation: &mut Map<String, Value>,
        shared: &[String],
        names: &[String],
        at: &Pointer,
    ) {
        let own = self.path_names(operation);
        let is_unused = |name: &String| !names.contains(name);
        let undeclared: Vec<_> = names.iter().filter(|name| !own.contains(name) && !shared.contains(name)).collect();
        if shared.iter().any(is_unused) {
            return;
        }
        if own.iter().any(is_unused) {
            if undeclared.is_empty() {
                let is_unused =
                    |parameter: &Value| path_name(parameter, &self.parameters).as_ref().is_some_and(is_unused);
                keywords::remove_items(operation, "parameters", at, self.found, UNUSED_PARAMETER, is_unused);
            }
            return;
        }
        if undeclared.is_empty() {
            return;
        }
        let list = operation.entry("parameters").or_insert_with(|| json!([]));
        let Some(list) = list.as_array_mut() else { return };
        for name in undeclared {
            self.found.push(Fallback::new(UNDECLARED_PARAMETER, at.push("parameters")));
            list.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
        }
    }

    /// The path parameters that an operation or a path declares.
    fn path_names(&self, owner: &Map<String, Value>) -> Vec<String> {
        let list = owner.get("parameters").and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|parameter| path_name(parameter, &self.parameters)).collect()
    }
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

/// What the server calls, of an operation, of the components or of the document.
fn uncalled(owner: &mut Map<String, Value>, key: &str, what: &'static str, at: &Pointer, found: &mut Vec<Fallback>) {
    if owner.get(key).and_then(Value::as_object).is_some_and(|uncalled| !uncalled.is_empty()) {
        owner.shift_remove(key);
        found.push(Fallback::new(what, at.push(key)));
    }
}

/// Operations of methods such as `query` and `copy`.
fn other_methods(item: &mut Map<String, Value>, here: &Pointer, found: &mut Vec<Fallback>) {
    item.retain(|key, value| {
        let is_other = value.get("responses").is_some() && !is_method(key) && !key.starts_with("x-");
        if is_other {
            found.push(Fallback::new(OTHER_METHOD, here.push(key)));
        }
        !is_other
    });
}

/// A request body that names no media type cannot be sent.
fn empty_body(operation: &mut Map<String, Value>, shared: &[String], at: &Pointer, found: &mut Vec<Fallback>) {
    let Some(body) = operation.get("requestBody") else { return };
    let reference = body.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix(BODIES));
    if is_empty(body) || reference.is_some_and(|name| shared.iter().any(|empty| empty == name)) {
        operation.shift_remove("requestBody");
        found.push(Fallback::new(EMPTY_BODY, at.push("requestBody")));
    }
}

fn is_empty(body: &Value) -> bool {
    let is_own = body.is_object() && body.get("$ref").is_none();
    is_own && body.get("content").is_none_or(|content| content.as_object().is_some_and(Map::is_empty))
}

/// Removes the shared request bodies without a media type, and names them.
fn empty_bodies(root: &mut Value) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(bodies) = root.pointer_mut("/components/requestBodies").and_then(Value::as_object_mut) {
        names.extend(bodies.iter().filter(|(_, body)| is_empty(body)).map(|(name, _)| name.clone()));
        bodies.retain(|name, _| !names.contains(name));
    }
    names
}

/// A parameter whose name is empty, or missing, cannot be sent.
fn nameless(owner: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    let is_nameless = |parameter: &Value| {
        parameter.get("name").map_or_else(|| parameter.get("$ref").is_none(), |name| *name == json!(""))
    };
    keywords::remove_items(owner, "parameters", at, found, NAMELESS_PARAMETER, is_nameless);
}

/// The name of a parameter of the path; nothing for parameters of other places.
fn path_name(parameter: &Value, components: &Value) -> Option<String> {
    parameters::name_in_path(parameters::resolved(parameter, components)?).map(str::to_owned)
}

fn responses(operation: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    if !operation.contains_key("responses") {
        operation.insert("responses".to_owned(), json!({ "default": { "description": "" } }));
        found.push(Fallback::new(NO_RESPONSES, at.clone()));
    }
}

fn descriptions(responses: Option<&mut Value>, is: Is, at: &Pointer, found: &mut Vec<Fallback>) {
    for (status, response) in responses.and_then(Value::as_object_mut).into_iter().flatten() {
        let Some(response) = response.as_object_mut().filter(|_| is.inside(status).is_some()) else { continue };
        if !response.contains_key("$ref") && !response.contains_key("description") {
            response.insert("description".to_owned(), Value::String(String::new()));
            found.push(Fallback::new(NO_DESCRIPTION, at.push(status)));
        }
    }
}
