//! What the names lock knows about each type of an API.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, TypeDef};
use crate::lock::{Lock, TypeNames, type_key};

/// What a lock knows about the types of an API.
pub(super) struct Matched<'l> {
    /// By the index of the type.
    pub(super) types: Vec<Option<&'l TypeNames>>,
    /// The keys of the lock that a type was found for.
    pub(super) used: BTreeSet<&'l str>,
}

/// What the lock knows about each type of `api`.
///
/// Components are found by their pointer. An inline type is found by pointer and proposed name, else by the one of
/// them that still fits: the pointer changes with the version of an operation, the proposed name with the
/// operation's id.
pub(super) fn matched<'l>(lock: &'l Lock, api: &Api) -> Matched<'l> {
    let mut found: Vec<Option<(&str, &TypeNames)>> = vec![None; api.types.len()];
    let exact = |def: &TypeDef| lock.types.get_key_value(&type_key(def));
    for (def, found) in api.types.iter().zip(&mut found) {
        *found = exact(def).map(|(key, names)| (key.as_str(), names));
    }
    for part in [wire_of as fn(&str) -> Option<&str>, pointer_of] {
        let used: BTreeSet<&str> = found.iter().flatten().map(|(key, _)| *key).collect();
        let mut left: BTreeMap<&str, Vec<(&str, &TypeNames)>> = BTreeMap::new();
        for (key, names) in lock.types.iter().filter(|(key, _)| !used.contains(key.as_str())) {
            left.entry(part(key).unwrap_or_default()).or_default().push((key, names));
        }
        let keys: Vec<String> = api.types.iter().map(type_key).collect();
        let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, key) in keys.iter().enumerate().filter(|(index, _)| found[*index].is_none()) {
            wanted.entry(part(key).unwrap_or_default()).or_default().push(index);
        }
        for (part, indexes) in wanted.iter().filter(|(part, _)| !part.is_empty()) {
            if let ([index], Some([one])) = (indexes.as_slice(), left.get(part).map(Vec::as_slice)) {
                found[*index] = Some(*one);
            }
        }
    }
    let used = found.iter().flatten().map(|(key, _)| *key).collect();
    Matched { types: found.into_iter().map(|found| found.map(|(_, names)| names)).collect(), used }
}

fn wire_of(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, wire)| wire)
}

fn pointer_of(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(pointer, _)| pointer)
}
