//! Keys that an object needs and does not have, where their absence has one meaning.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::{keywords, walk};
use crate::ir::Fallback;
use crate::openapi::inside::Is;

const NO_VERSION: &str = "a document without a version of its own is read as one with an empty version";

const NO_TITLE: &str = "a document without a title is read as one with an empty title";

const NO_DEFAULT: &str = "a variable of a server without a default has the first value of its `enum`, or none";

const NO_OPERATION: &str = "a link that leads to no operation, or to two, is ignored";

/// Completes the objects that lack something, or removes them.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    walk::each(root, &mut |is, entries, at| {
        if is == Is::Objects && at.key() == Some("variables") {
            variables(entries, at, found);
        }
        if is == Is::Objects && at.key() == Some("links") {
            keywords::remove(entries, at, found, NO_OPERATION, |_, link| link.as_object().is_some_and(is_loose));
        }
        if matches!(at, Trail::Key(Trail::Root, "info")) {
            for (key, what) in [("title", NO_TITLE), ("version", NO_VERSION)] {
                if !entries.contains_key(key) {
                    entries.insert(key.to_owned(), json!(""));
                    found.push(Fallback::new(what, at.pointer()));
                }
            }
        }
    });
}

/// Whether a link has not one of the keys that lead to an operation.
fn is_loose(link: &Map<String, Value>) -> bool {
    !link.contains_key("$ref") && link.contains_key("operationRef") == link.contains_key("operationId")
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
