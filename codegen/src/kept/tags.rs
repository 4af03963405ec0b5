//! Handles: operations stay on theirs, also when a tag is renamed.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Operation, Tag};
use crate::lock::{Lock, TagNames};

/// Keeps each operation on the handle that the lock knows it on.
///
/// When a tag is renamed, or all its operations move to a new tag, the new one takes over its names. When operations
/// move to a tag that is known already, their old handle stays for them.
pub(super) fn keep(api: &mut Api, lock: &Lock) {
    let known = |operation: &Operation| lock.operations.get(&operation.call()).map(|names| names.tag.clone());
    for index in 0..api.operations.len() {
        let Some(tag) = known(&api.operations[index]).filter(|tag| lock.tags.contains_key(tag)) else { continue };
        if api.tags[api.operations[index].tag].name == tag || successor(api, lock, &tag).is_some() {
            continue;
        }
        let at = api.tags.iter().position(|other| other.name == tag).unwrap_or_else(|| {
            api.tags.push(Tag { name: tag, ..Default::default() });
            api.tags.len() - 1
        });
        api.operations[index].tag = at;
    }
    let used: BTreeSet<usize> = api.operations.iter().map(|operation| operation.tag).collect();
    let order: Vec<usize> = used.into_iter().collect();
    api.tags = order.iter().map(|tag| api.tags[*tag].clone()).collect();
    for operation in &mut api.operations {
        operation.tag = order.iter().position(|tag| *tag == operation.tag).unwrap_or(0);
    }
}

/// The tag that a tag of the lock was renamed to: it is new, has all operations of the one that is gone, and no others
/// that are known.
fn successor<'a>(api: &'a Api, lock: &Lock, tag: &str) -> Option<&'a str> {
    if api.tags.iter().any(|other| other.name == tag) {
        return None;
    }
    let known = api.operations.iter().filter_map(|operation| {
        Some((lock.operations.get(&operation.call())?.tag.as_str(), api.tags[operation.tag].name.as_str()))
    });
    let (_, new) = known.clone().find(|(old, _)| *old == tag)?;
    (known.clone().all(|(old, now)| (old == tag) == (now == new)) && !lock.tags.contains_key(new)).then_some(new)
}

/// The names that the lock has for each tag: its own, or those of the tag that it is the new name of.
pub(crate) fn tag_names<'l>(api: &Api, lock: &'l Lock) -> Vec<Option<&'l TagNames>> {
    let renamed: BTreeMap<&str, &TagNames> =
        lock.tags.iter().filter_map(|(old, names)| Some((successor(api, lock, old)?, names))).collect();
    let of = |tag: &Tag| lock.tags.get(&tag.name).or_else(|| renamed.get(tag.name.as_str()).copied());
    api.tags.iter().map(of).collect()
}
