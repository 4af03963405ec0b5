//! Tags: declared once, and used as they are declared. A misspelt one would become a handle of its own.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::pointer::Pointer;

/// The tags that are declared, and where.
#[derive(Default)]
pub(super) struct Tags<'a> {
    declared: BTreeMap<&'a str, Pointer>,
    /// Whether the missing declarations have been reported.
    reported: bool,
}

impl<'a> Tags<'a> {
    /// Reads the declarations.
    pub(super) fn read(walk: &mut Walk<'a>) -> Self {
        let mut tags = Self::default();
        let list = Pointer::root().push("tags");
        for (index, tag) in walk.root.get("tags").and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Some(name) = tag.get("name").and_then(Value::as_str) else { continue };
            let at = list.index(index).push("name");
            if let Some(first) = tags.declared.get(name) {
                let warning = walk.places.warning(&at, format!("the tag `{name}` is declared twice"));
                let warning = warning.with_related("first here", walk.places.location(first));
                walk.push(warning.with_help("remove one of the two"));
            } else {
                tags.declared.insert(name, at);
            }
        }
        tags
    }

    /// Checks the tags of an operation.
    pub(super) fn operation(&mut self, walk: &mut Walk<'_>, here: &Pointer, operation: &Map<String, Value>) {
        let at = here.push("tags");
        let tags = operation.get("tags").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if tags.is_empty() {
            let warning = walk.places.warning_about(here, "this operation has no tag");
            walk.push(warning.with_help("add `tags` with one tag: it decides which handle has the operation"));
        }
        walk.no_repeats(&at, tags);
        for (index, tag) in tags.iter().enumerate() {
            if let Some(tag) = tag.as_str().filter(|tag| !self.declared.contains_key(tag)) {
                self.undeclared(walk, &at.index(index), tag);
            }
        }
    }

    fn undeclared(&mut self, walk: &mut Walk<'_>, at: &Pointer, tag: &str) {
        if self.declared.is_empty() {
            // One of these says it all.
            if !std::mem::replace(&mut self.reported, true) {
                let message = "no tags are declared, but operations have some";
                let warning = walk.places.warning_about(&Pointer::root(), message);
                let warning = warning.with_related("one of them", walk.places.location(at));
                walk.push(warning.with_help("declare them in `tags` at the top, in the order they are to have"));
            }
            return;
        }
        let error = walk.places.error(at, format!("the tag `{tag}` is not declared"));
        let meant = nearest(tag, self.declared.keys().copied());
        walk.push_harmless(if let Some((meant, place)) = meant.and_then(|meant| self.declared.get_key_value(meant)) {
            let error = error.with_related("this tag is declared here", walk.places.location(place));
            error.with_help(did_you_mean(meant))
        } else {
            error.with_help("declare it in `tags` at the top")
        });
    }
}
