//! Operations: ids, tags, security, statuses and versions. How parameters fit the path is in
//! [`parameters`](super::parameters).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::parameters::Parameters;
use super::reference::resolve;
use super::tags::Tags;
use super::walk::Walk;
use super::{links, security, status};
use crate::ir::is_method;
use crate::openapi::template;
use crate::pointer::Pointer;
use crate::version::{ApiVersion, MediaType};

/// Checks all operations.
pub(super) fn check(walk: &mut Walk<'_>) {
    let mut parameters = Parameters::default();
    let mut tags = Tags::read(walk);
    let mut ids = BTreeMap::new();
    let paths = Pointer::root().push("paths");
    for (path, item) in walk.root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let at = paths.push(path);
        if walk.is_done() {
            return;
        }
        let Some(item) = item.as_object().filter(|_| !path.starts_with("x-")) else { continue };
        let names = template::parameters(path).map_err(|message| {
            let error = walk.places.error_at_key(&at, message).with_help(path_help(path));
            // The operations of a stranger's path are skipped with this as the reason.
            if path.starts_with('/') { walk.push_harmless(error) } else { walk.push(error) }
        });
        let (_, behind) = template::split(path);
        if !behind.is_empty() {
            let message = "a path has no `?` or `#`";
            let help = "declare query parameters in `parameters`; a fragment is never sent";
            walk.push_harmless(walk.places.error_at_key(&at, message).with_help(help));
        }
        let names = names.and_then(|names| colon(walk, &at, path).map_or(Ok(names), Err));
        for (key, operation) in item {
            let Some(operation) = operation.as_object().filter(|_| is_method(key)) else {
                continue;
            };
            let here = at.push(key);
            if let Ok(names) = &names {
                parameters.operation(walk, (&at, item), (&here, operation), names);
            }
            unique_id(walk, &mut ids, &here, operation);
            tags.operation(walk, &here, operation);
            security::requirements(walk, operation.get("security"), &here);
            statuses(walk, &here, operation);
            versions(walk, &here, operation);
        }
    }
    parameters.report(walk);
    links::check(walk, &ids);
}

/// What to do about a path that is not valid.
fn path_help(path: &str) -> String {
    match path.chars().next() {
        Some('/') => "write one as `/things/{thingId}`, with each name once".to_owned(),
        _ => format!("write `/{path}`, and check the indentation of this line"),
    }
}

/// Reports a segment `:id`, which other frameworks have for `{id}`.
fn colon(walk: &mut Walk<'_>, at: &Pointer, path: &str) -> Option<()> {
    let name = |segment: &str| {
        let name = segment.strip_prefix(':')?.to_owned();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    };
    let segment = path.split('/').find_map(name)?;
    let written = path.split('/').map(|segment| name(segment).map_or(segment.to_owned(), |name| format!("{{{name}}}")));
    let error = walk.places.error_at_key(at, format!("`:{segment}` in this path is not a parameter"));
    let path = written.collect::<Vec<_>>().join("/");
    walk.push_harmless(error.with_help(format!("write `{path}`")));
    Some(())
}

/// Two operations with one id would become one function.
fn unique_id<'a>(
    walk: &mut Walk<'a>,
    ids: &mut BTreeMap<&'a str, Pointer>,
    here: &Pointer,
    operation: &'a Map<String, Value>,
) {
    let Some(id) = operation.get("operationId").and_then(Value::as_str) else { return };
    let at = here.push("operationId");
    if id.trim().is_empty() {
        walk.error(&at, "an operation needs an id", "write one in camel case, as `listThings`");
    } else if let Some(first) = ids.get(id) {
        let error = walk.places.error(&at, format!("two operations have the id `{id}`"));
        let error = error.with_related("the first one", walk.places.location(first));
        walk.push(error.with_help("give each operation an id of its own"));
    } else {
        ids.insert(id, at);
    }
}

fn statuses(walk: &mut Walk<'_>, here: &Pointer, operation: &Map<String, Value>) {
    let Some(responses) = operation.get("responses").and_then(Value::as_object) else { return };
    let at = here.push("responses");
    let is_unknown = |status: &&String| status::wrong_name(status).is_none() && !status::is_registered(status);
    for status in responses.keys().filter(is_unknown) {
        walk.push(walk.places.warning_at_key(&at.push(status), format!("HTTP has no status {status}")));
    }
    if !responses.keys().any(|status| status.starts_with('2')) {
        let warning = walk.places.warning_about(&at, "no 2xx response declared");
        walk.push(warning.with_help("add a response with a status from 200 to 299"));
    }
}

/// A version that only the request or only the responses have is one that cannot be called.
fn versions(walk: &mut Walk<'_>, here: &Pointer, operation: &Map<String, Value>) {
    let request: Vec<_> = operation
        .get("requestBody")
        .into_iter()
        .flat_map(|body| dated(walk.root, body, "requestBodies", &here.push("requestBody")))
        .collect();
    let at = here.push("responses");
    let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let successes = responses.filter(|(status, _)| status.starts_with('2'));
    let response: Vec<_> =
        successes.flat_map(|(status, response)| dated(walk.root, response, "responses", &at.push(status))).collect();
    if request.is_empty() || response.is_empty() {
        return;
    }
    for (these, those, message) in [
        (&request, &response, "no 2xx response of this operation has the version"),
        (&response, &request, "the request body of this operation does not have the version"),
    ] {
        for (version, place) in these.iter().filter(|(version, _)| !those.iter().any(|(other, _)| other == version)) {
            let warning = walk.places.warning_at_key(place, format!("{message} {version}"));
            let warning = match those.first() {
                Some((other, place)) => {
                    warning.with_related(format!("it has {other} here"), walk.places.key_location(place))
                }
                None => warning,
            };
            walk.push(warning.with_help("request and responses need the same versions"));
        }
    }
}

/// Versions of the bodies of a request body or response, and where each is.
fn dated(root: &Value, body: &Value, section: &str, at: &Pointer) -> Vec<(ApiVersion, Pointer)> {
    let Some((from, body)) = resolve(root, body, section) else { return Vec::new() };
    let at = from.as_ref().unwrap_or(at).push("content");
    let names = body.get("content").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    names.filter_map(|name| Some((MediaType::parse(name).ok()?.version?, at.push(name)))).collect()
}
