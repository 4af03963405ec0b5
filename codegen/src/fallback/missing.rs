//! Keys that an object needs and does not have, where their absence has one meaning.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::{keywords, walk};
use crate::ir::Fallback;
use crate::openapi::inside::Is;

const NO_VERSION: &str = "a document without a version of its own is read as one of an empty version";

const NO_DEFAULT: &str = "a variable of a server without a default has the first value of its `enum`, or none";

const NO_OPERATION: &str = "a link that leads to no operation, or to two, is ignored";

const NO_URL: &str = "a server without a URL is ignored";

/// Completes the objects that lack something, or removes them.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    walk::each(root, &mut |is, entries, at| {
        if is == Is::Object {
            servers(entries, at, found);
        }
        if is == Is::Objects && at.key() == Some("variables") {
            variables(entries, at, found);
        }
        if is == Is::Objects && at.key() == Some("links") {
            keywords::remove(entries, at, found, NO_OPERATION, |_, link| link.as_object().is_some_and(is_loose));
        }
        if matches!(at, Trail::Key(Trail::Root, "info")) && !entries.contains_key("version") {
            entries.insert("version".to_owned(), json!(""));
            found.push(Fallback::new(NO_VERSION, at.pointer()));
        }
    });
}

/// Whether a link has not one of the keys that lead to an operation.
fn is_loose(link: &Map<String, Value>) -> bool {
    !link.contains_key("$ref") && link.contains_key("operationRef") == link.contains_key("operationId")
}

fn servers(owner: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let has_url = |server: &Value| !server.is_object() || server.get("url").is_some();
    let servers = owner.get("servers").and_then(Value::as_array);
    if servers.is_some_and(|servers| !servers.iter().all(has_url)) {
        keywords::remove_items(owner, "servers", &at.pointer(), found, NO_URL, |server| !has_url(server));
    }
}

fn variables(variables: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for (name, variable) in variables.iter_mut() {
        let Some(entries) = variable.as_object_mut().filter(|entries| !entries.contains_key("default")) else {
            continue;
        };
        let first = entries.get("enum").and_then(|values| values.get(0)).cloned();
        if let Some(first) = first {
            entries.insert("default".to_owned(), first);
            found.push(Fallback::new(NO_DEFAULT, at.pointer().push(name)));
        }
    }
    keywords::remove(variables, at, found, NO_DEFAULT, |_, variable| {
        variable.as_object().is_some_and(|entries| !entries.contains_key("default"))
    });
}
