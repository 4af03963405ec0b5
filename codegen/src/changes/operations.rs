//! Tags, operations and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Level;
use super::found::{Both, Found};
use super::types;
use crate::lock::{Entry, Flag, Lock, OperationNames, TagNames};

/// Handles, modules and features. A tag without operations has none of them.
pub(super) fn tags(old: &Lock, new: &Lock, found: &mut Found) {
    let (old, new) = (by_module(old), by_module(new));
    for (module, names) in &old {
        let item = format!("Client::{module}");
        match new.get(module) {
            None => {
                let message = format!("was removed, with the feature `{}`", names.feature);
                found.push(Level::Breaking, item, message, (None, None));
            }
            Some(now) => {
                let both = [("feature", &names.feature, &now.feature), ("handle", &names.handle, &now.handle)];
                for (what, was, now) in both.into_iter().filter(|(_, was, now)| was != now) {
                    let message = format!("its {what} `{was}` is now `{now}`");
                    found.push(Level::Breaking, item.as_str(), message, (None, None));
                }
            }
        }
    }
    for (module, names) in new.iter().filter(|(module, _)| !old.contains_key(*module)) {
        let message = format!("is new, with the feature `{}`", names.feature);
        found.push(Level::Additive, format!("Client::{module}"), message, (None, None));
    }
}

/// The tags that an operation has, by their modules.
fn by_module(lock: &Lock) -> BTreeMap<&str, &TagNames> {
    let live = lock.operations.values().filter(|names| names.response.is_some());
    let used: BTreeSet<&String> = live.map(|names| &names.tag).collect();
    let tags = lock.tags.iter().filter(|(tag, _)| used.contains(tag));
    tags.map(|(_, names)| (names.module.as_str(), names)).collect()
}

/// Operations by method and path.
pub(super) fn compare(old: &Lock, new: &Lock, found: &mut Found) {
    let live = |names: &&OperationNames| names.response.is_some();
    let aliases = types::aliases(&new.live());
    // Calls of methods whose names other calls had: without a lock in common, one can take over another's.
    let by_path: BTreeMap<String, &String> =
        new.operations.iter().filter(|(_, names)| live(names)).map(|(call, names)| (path(new, names), call)).collect();
    let mut taken = BTreeSet::new();
    for (call, was) in old.operations.iter().filter(|(_, names)| live(names)) {
        let item = path(old, was);
        match new.operations.get(call).filter(live) {
            None => match by_path.get(&item).and_then(|other| Some((*other, new.operations.get(*other)?))) {
                Some((other, now)) => {
                    taken.insert(other.clone());
                    let message = format!("calls `{other}` instead of `{call}`");
                    found.both(&item, (call, other)).wire(Level::Breaking, message);
                    operation(call, &item, &with_new_names(was, &aliases), now, found);
                }
                None => found.push(Level::Breaking, item, "was removed", (Some(call), None)),
            },
            Some(now) => {
                let renamed = path(new, now);
                if renamed != item {
                    // With the old name as an alias, nothing breaks.
                    let is_alias = now.former.iter().any(|(method, _)| *method == was.method);
                    let level = if is_alias { Level::Additive } else { Level::Breaking };
                    found.both(&item, (call, call)).push(level, format!("is now `{renamed}`"));
                }
                operation(call, &renamed, &with_new_names(was, &aliases), now, found);
            }
        }
    }
    let is_new = |call: &String| !taken.contains(call) && !old.operations.get(call).is_some_and(|names| live(&names));
    for (call, now) in new.operations.iter().filter(|(call, names)| live(names) && is_new(call)) {
        found.push(Level::Additive, path(new, now), format!("is new: `{call}`"), (None, Some(call)));
    }
}

/// An operation with the types that are called otherwise now by their new names.
fn with_new_names(names: &OperationNames, aliases: &BTreeMap<&str, &str>) -> OperationNames {
    let renamed = |text: &str| types::in_new_names(text, aliases);
    OperationNames {
        response: names.response.as_ref().map(|response| response.with_type(renamed)),
        body: names.body.as_deref().map(renamed),
        arguments: names.arguments.iter().map(|argument| types::with_new_type(argument, aliases)).collect(),
        parameters: types::with_new_types(&names.parameters, aliases),
        ..names.clone()
    }
}

/// `clusters::list_clusters`
fn path(lock: &Lock, names: &OperationNames) -> String {
    let module = lock.tags.get(&names.tag).map_or(names.tag.as_str(), |tag| &tag.module);
    format!("{module}::{}", names.method)
}

fn operation(call: &str, item: &str, was: &OperationNames, now: &OperationNames, found: &mut Found) {
    setters(call, item, was, now, found);
    let both = &mut found.both(item, (call, call));
    if was.builder != now.builder && now.former.iter().all(|(_, builder)| *builder != was.builder) {
        both.push(Level::Breaking, format!("its builder `{}` is now `{}`", was.builder, now.builder));
    }
    if was.arguments != now.arguments && signature(&was.arguments) != signature(&now.arguments) {
        both.ty("takes", &shown(&was.arguments), &shown(&now.arguments));
    }
    match (&was.body, &now.body) {
        (Some(before), Some(after)) => both.ty("its body is", before, after),
        (Some(_), None) if was.arguments == now.arguments => both.push(Level::Breaking, "has no body any more"),
        (None, Some(_)) if was.arguments == now.arguments => both.push(Level::Additive, "can have a body"),
        _ => {}
    }
    response(both, was, now);
    if was.version != now.version {
        let text = |version: &Option<String>| version.as_deref().unwrap_or("no version").to_owned();
        both.wire(Level::Breaking, format!("calls version {} instead of {}", text(&now.version), text(&was.version)));
    }
    both.deprecated(was.deprecated, now.deprecated);
    match (&was.sunset, &now.sunset) {
        (None, Some(date)) => both.push(Level::Docs, format!("will be removed after {date}")),
        (Some(before), Some(date)) if date != before => {
            both.push(Level::Docs, format!("will be removed after {date} instead of {before}"));
        }
        (Some(before), None) => both.push(Level::Docs, format!("will not be removed after {before}")),
        _ => {}
    }
}

/// Arguments are told apart by place: their names can change, their types cannot.
fn signature(arguments: &[Entry]) -> Vec<Option<&String>> {
    arguments.iter().map(|argument| argument.ty.as_ref()).collect()
}

/// Arguments as Rust writes them.
fn shown(arguments: &[Entry]) -> String {
    let arguments =
        arguments.iter().map(|entry| format!("{}: {}", entry.name, entry.ty.as_deref().unwrap_or_default()));
    format!("({})", arguments.collect::<Vec<_>>().join(", "))
}

fn response(both: &mut Both<'_>, was: &OperationNames, now: &OperationNames) {
    if let (Some(before), Some(after)) = (&was.response, &now.response) {
        if before.body == after.body && after.paged && !before.paged {
            both.push(Level::Additive, "its pages can be followed");
        } else {
            both.ty("responds with", &before.to_string(), &after.to_string());
        }
    }
    for format in was.formats.iter().filter(|format| !now.formats.contains(format)) {
        both.push(Level::Breaking, format!("does not respond with {format} any more"));
    }
    for format in now.formats.iter().filter(|format| !was.formats.contains(format)) {
        both.push(Level::Additive, format!("can respond with {format}"));
    }
}

fn setters(call: &str, item: &str, was: &OperationNames, now: &OperationNames, found: &mut Found) {
    let (old, new) = (&was.parameters, &now.parameters);
    for key in old.keys() {
        let Some(was) = types::live(old, key) else { continue };
        let item = format!("{item}().{}", was.name);
        let both = &mut found.both(&item, (call, call));
        match types::live(new, key) {
            Some(now) if now.has(Flag::Setter) => {
                if was.has(Flag::Setter) && now.name != was.name {
                    both.push(Level::Breaking, format!("is now `{}`", now.name));
                } else if was.has(Flag::Setter) {
                    types::ty(both, "takes", was, now);
                }
                types::default(both, was, now);
            }
            None if was.has(Flag::Setter) => both.push(Level::Breaking, "was removed"),
            // An argument that is gone or became a setter, or the other way round, is a change of the arguments.
            Some(_) | None => {}
        }
    }
    for key in new.keys().filter(|key| types::live(old, key).is_none()) {
        if let Some(now) = types::live(new, key).filter(|now| now.has(Flag::Setter)) {
            found.both(&format!("{item}().{}", now.name), (call, call)).push(Level::Additive, "is new");
        }
    }
}
