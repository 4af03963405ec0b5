//! What operations are called: pinned, overridden, or as the document says; and the other names people may search
//! for.

use std::collections::BTreeMap;

use openapiv3::Operation;
use serde_json::Value;

use super::list::push_new;
use super::tags;
use crate::config::{self, Config};
use crate::openapi::Document;
use crate::version::SelectedOperation;

/// Key of an operation with the name that it has in MongoDB's own SDKs.
const OVERRIDE: &str = "x-xgen-operation-id-override";

/// The names of all operations of a document, selected or not, so that a name does not depend on the version that is
/// asked for.
pub(super) struct Ids<'a> {
    config: &'a Config,
    /// The tags of the operations that have or want a name.
    uses: BTreeMap<String, Vec<&'a str>>,
}

/// What an operation is called.
pub(super) struct Called {
    /// The id that names it.
    pub(super) id: String,
    /// Its other ids.
    pub(super) aliases: Vec<String>,
    /// What its inline types are named after: no operation of another tag has it.
    pub(super) owner: String,
}

impl<'a> Ids<'a> {
    pub(super) fn new(document: &'a Document, config: &'a Config) -> Self {
        let mut uses: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let items = document.openapi().paths.paths.iter().filter_map(|(path, item)| Some((path, item.as_item()?)));
        for (path, (method, operation)) in
            items.flat_map(|(path, item)| item.iter().map(move |operation| (path, operation)))
        {
            let decided = config.operation(&format!("{} {path}", method.to_ascii_uppercase()));
            let mut names: Vec<String> = match decided.and_then(|decided| decided.id()) {
                Some(id) => vec![id.to_owned()],
                None => operation.operation_id.iter().cloned().chain(overridden(operation)).collect(),
            };
            names.sort_unstable();
            names.dedup();
            for name in names {
                uses.entry(name).or_default().push(tags::of(operation));
            }
        }
        Self { config, uses }
    }

    /// What an operation is called. MongoDB's override counts if no other operation of the tag has it: methods of two
    /// handles may have the same name, as `list_role_mappings` of organizations and of projects do.
    pub(super) fn of(&self, selected: &SelectedOperation<'_>) -> Called {
        let decided = self.config.operation(&selected.call());
        let own = selected.operation.operation_id.clone().unwrap_or_default();
        let overridden = overridden(selected.operation);
        let tag = tags::of(selected.operation);
        let uses = |name: &str| self.uses.get(name).map(Vec::as_slice).unwrap_or_default();
        let unique = overridden.clone().filter(|name| uses(name).iter().filter(|of| **of == tag).count() == 1);
        let pinned = decided.and_then(|decided| decided.id()).map(str::to_owned);
        let id = pinned.or(unique).unwrap_or_else(|| own.clone());
        let owner = if uses(&id).len() > 1 { own.clone() } else { id.clone() };
        let others = decided.map(config::Operation::aliases).unwrap_or_default();
        let mut aliases: Vec<String> = Vec::new();
        for other in std::iter::once(own).chain(overridden).chain(others) {
            if other != id {
                push_new(&mut aliases, other);
            }
        }
        Called { id, aliases, owner }
    }
}

fn overridden(operation: &Operation) -> Option<String> {
    let name = operation.extensions.get(OVERRIDE).and_then(Value::as_str)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
