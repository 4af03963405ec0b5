//! Operations: their names, their path parameters, their security, their responses, their callbacks.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::media::{self, Structured};
use super::walk;
use crate::ir::{Fallback, METHODS};
use crate::openapi::inside::Is;
use crate::pointer::Pointer;

const CALLBACKS: &str = "callbacks are ignored: the server calls them, not this client";

const EMPTY_BODY: &str = "a request body without a media type is read as none";

const NO_ID: &str = "an operation without `operationId` is named after its method and path";

const SECOND_ID: &str =
    "an `operationId` that an earlier operation has is ignored: the operation is named after its method and path";

const NO_DESCRIPTION: &str = "a response without `description` is read as one with an empty description";

const UNDECLARED_SCHEME: &str =
    "a security scheme that is not declared is read by its name: calls send the client's credentials, or none";

const UNDECLARED_PARAMETER: &str = "a path parameter that is not declared is read as a string";

const UNUSED_PARAMETER: &str = "a path parameter that the path does not have is ignored";

const NAMELESS_PARAMETER: &str = "a parameter without a name is ignored";

/// Words in the name of a security scheme that say that a call needs no credentials.
const NO_CREDENTIALS: [&str; 5] = ["unauth", "anonymous", "noauth", "none", "public"];

/// Rewrites all operations.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    let mut operations = Operations {
        schemes: names(root.pointer("/components/securitySchemes")),
        undeclared: BTreeSet::new(),
        ids: operation_ids(root),
        given: BTreeSet::new(),
        parameters: root.pointer("/components/parameters").cloned().unwrap_or_default(),
        structured: Structured::of(root),
        found,
    };
    let at = Pointer::root();
    if let Some(entries) = root.as_object_mut() {
        operations.security(entries, &at);
    }
    let paths = at.push("paths");
    for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(item) = item.as_object_mut().filter(|_| path.starts_with('/')) {
            operations.path(path, item, &paths.push(path));
        }
    }
    let Operations { undeclared, structured, found, .. } = operations;
    declare(root, undeclared);
    let components = at.push("components");
    if let Some(entries) = root.get_mut("components").and_then(Value::as_object_mut) {
        callbacks(entries, &components, found);
    }
    descriptions(root.pointer_mut("/components/responses"), Is::Objects, &components.push("responses"), found);
    walk::shared_bodies(root, |body, at| media::read(body, &structured, at, found));
}

/// What is known while operations are rewritten.
struct Operations<'f> {
    /// The security schemes that are declared.
    schemes: BTreeSet<String>,
    /// Those that are used all the same.
    undeclared: BTreeSet<String>,
    /// The ids of operations.
    ids: BTreeSet<String>,
    /// Those of the operations so far.
    given: BTreeSet<String>,
    /// The parameters among the components.
    parameters: Value,
    structured: Structured,
    found: &'f mut Vec<Fallback>,
}

impl Operations<'_> {
    fn path(&mut self, path: &str, item: &mut Map<String, Value>, here: &Pointer) {
        let names = template_names(path);
        nameless(item, here, self.found);
        let shared = self.path_names(item);
        let operations = item.iter_mut().filter(|(key, _)| METHODS.iter().any(|(method, _)| method == key));
        for (method, operation) in operations {
            let Some(operation) = operation.as_object_mut() else { continue };
            let at = here.push(method);
            callbacks(operation, &at, self.found);
            empty_body(operation, &at, self.found);
            self.operation_id(operation, (method, path), &at);
            self.security(operation, &at);
            nameless(operation, &at, self.found);
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
        while !self.ids.insert(id.clone()) {
            id.push_str("Operation");
        }
        operation.insert("operationId".to_owned(), Value::String(id));
        self.found.push(Fallback::new(what, at.clone()));
    }

    /// Requirements of a scheme that is not declared: none where its name says so, else the client's credentials.
    fn security(&mut self, owner: &mut Map<String, Value>, at: &Pointer) {
        let at = at.push("security");
        let Some(requirements) = owner.get_mut("security").and_then(Value::as_array_mut) else { return };
        for (index, requirement) in requirements.iter_mut().enumerate() {
            let Some(entries) = requirement.as_object_mut() else { continue };
            let unknown: Vec<String> = entries.keys().filter(|name| !self.schemes.contains(*name)).cloned().collect();
            for name in unknown {
                self.found.push(Fallback::new(UNDECLARED_SCHEME, at.index(index).push(&name)));
                let lower = name.to_ascii_lowercase();
                if NO_CREDENTIALS.iter().any(|word| lower.contains(word)) {
                    entries.shift_remove(&name);
                } else {
                    entries.insert(name.clone(), json!([]));
                    self.undeclared.insert(name);
                }
            }
        }
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
                remove_parameters(operation, at, self.found, UNUSED_PARAMETER, is_unused);
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
fn callbacks(owner: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    if owner.get("callbacks").and_then(Value::as_object).is_some_and(|callbacks| !callbacks.is_empty()) {
        owner.shift_remove("callbacks");
        found.push(Fallback::new(CALLBACKS, at.push("callbacks")));
    }
}

/// A request body that names no media type cannot be sent.
fn empty_body(operation: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    let content = operation.get("requestBody").and_then(|body| body.get("content")).and_then(Value::as_object);
    if content.is_some_and(Map::is_empty) {
        operation.shift_remove("requestBody");
        found.push(Fallback::new(EMPTY_BODY, at.push("requestBody").push("content")));
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

/// A parameter whose name is empty cannot be sent.
fn nameless(owner: &mut Map<String, Value>, at: &Pointer, found: &mut Vec<Fallback>) {
    let is_nameless = |parameter: &Value| parameter.get("name").and_then(Value::as_str) == Some("");
    remove_parameters(owner, at, found, NAMELESS_PARAMETER, is_nameless);
}

/// Removes some parameters of an operation or a path, and notes each; `what` says why.
fn remove_parameters(
    owner: &mut Map<String, Value>,
    at: &Pointer,
    found: &mut Vec<Fallback>,
    what: &str,
    is_removed: impl Fn(&Value) -> bool,
) {
    let Some(list) = owner.get_mut("parameters").and_then(Value::as_array_mut) else { return };
    let at = at.push("parameters");
    let mut index = 0;
    list.retain(|parameter| {
        let removed = is_removed(parameter);
        if removed {
            found.push(Fallback::new(what, at.index(index)));
        }
        index += 1;
        !removed
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

fn descriptions(responses: Option<&mut Value>, is: Is, at: &Pointer, found: &mut Vec<Fallback>) {
    for (status, response) in responses.and_then(Value::as_object_mut).into_iter().flatten() {
        let Some(response) = response.as_object_mut().filter(|_| is.inside(status).is_some()) else { continue };
        if !response.contains_key("$ref") && !response.contains_key("description") {
            response.insert("description".to_owned(), Value::String(String::new()));
            found.push(Fallback::new(NO_DESCRIPTION, at.push(status)));
        }
    }
}
