//! Tags, operations and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Level;
use super::found::{Found, Places};
use super::types;
use crate::kept::Entry;
use crate::lock::{Lock, OperationNames, TagNames};

/// Handles, modules and features. A tag without operations has none of them.
pub(super) fn tags(old: &Lock, new: &Lock, found: &mut Found) {
    let (old, new) = (used(old), used(new));
    let by_module = |tags: &BTreeMap<&str, &TagNames>| -> BTreeMap<String, TagNames> {
        tags.values().map(|names| (names.module.clone(), (*names).clone())).collect()
    };
    let (old, new) = (by_module(&old), by_module(&new));
    for (module, names) in &old {
        let item = format!("Client::{module}");
        match new.get(module) {
            None => found.push(
                Level::Breaking,
                item,
                format!("was removed, with the feature `{}`", names.feature),
                (None, None),
            ),
            Some(now) => {
                if now.feature != names.feature {
                    let message = format!("its feature `{}` is now `{}`", names.feature, now.feature);
                    found.push(Level::Breaking, item.as_str(), message, (None, None));
                }
                if now.handle != names.handle {
                    let message = format!("its handle `{}` is now `{}`", names.handle, now.handle);
                    found.push(Level::Breaking, item, message, (None, None));
                }
            }
        }
    }
    for (module, names) in new.iter().filter(|(module, _)| !old.contains_key(*module)) {
        found.push(
            Level::Additive,
            format!("Client::{module}"),
            format!("is new, with the feature `{}`", names.feature),
            (None, None),
        );
    }
}

fn used(lock: &Lock) -> BTreeMap<&str, &TagNames> {
    let live = lock.operations.values().filter(|names| names.response.is_some());
    live.filter_map(|names| Some((names.tag.as_str(), lock.tags.get(&names.tag)?))).collect()
}

/// Operations by method and path.
pub(super) fn compare(old: &Lock, new: &Lock, found: &mut Found) {
    let live = |names: &&OperationNames| names.response.is_some();
    let aliases = types::aliases(&types::by_name(new));
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
                    found.push_wire(Level::Breaking, item.as_str(), message, (Some(call), Some(other)));
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
                    found.push(level, item.as_str(), format!("is now `{renamed}`"), (Some(call), Some(call)));
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
    let renamed = |text: &String| types::in_new_names(text, aliases);
    OperationNames {
        response: names.response.as_ref().map(renamed),
        body: names.body.as_ref().map(renamed),
        arguments: names.arguments.iter().map(renamed).collect(),
        parameters: names.parameters.iter().map(|(key, entry)| (key.clone(), renamed(entry))).collect(),
        ..names.clone()
    }
}

/// `clusters::list_clusters`
fn path(lock: &Lock, names: &OperationNames) -> String {
    let module = lock.tags.get(&names.tag).map_or(names.tag.as_str(), |tag| &tag.module);
    format!("{module}::{}", names.method)
}

fn operation(call: &str, item: &str, was: &OperationNames, now: &OperationNames, found: &mut Found) {
    let places = (Some(call), Some(call));
    if was.builder != now.builder && now.former.iter().all(|(_, builder)| *builder != was.builder) {
        found.push(Level::Breaking, item, format!("its builder `{}` is now `{}`", was.builder, now.builder), places);
    }
    if was.arguments != now.arguments && signature(&was.arguments) != signature(&now.arguments) {
        let message = format!("takes ({}) instead of ({})", shown(&now.arguments), shown(&was.arguments));
        found.push(Level::Breaking, item, message, places);
    }
    match (&was.body, &now.body) {
        (Some(before), Some(after)) if before != after => {
            found.push(Level::Breaking, item, format!("its body is {after} instead of {before}"), places);
        }
        (Some(_), None) if was.arguments == now.arguments => {
            found.push(Level::Breaking, item, "has no body any more", places);
        }
        (None, Some(_)) if was.arguments == now.arguments => {
            found.push(Level::Additive, item, "can have a body", places);
        }
        _ => {}
    }
    response(item, was, now, places, found);
    setters(call, item, was, now, found);
    if was.version != now.version {
        let text = |version: &Option<String>| version.as_deref().unwrap_or("no version").to_owned();
        let message = format!("calls version {} instead of {}", text(&now.version), text(&was.version));
        found.push_wire(Level::Breaking, item, message, places);
    }
    if was.deprecated != now.deprecated {
        let message = if now.deprecated { "is deprecated" } else { "is not deprecated any more" };
        found.push(Level::Docs, item, message, places);
    }
    match (&was.sunset, &now.sunset) {
        (None, Some(date)) => found.push(Level::Docs, item, format!("will be removed after {date}"), places),
        (Some(before), Some(date)) if date != before => {
            let message = format!("will be removed after {date} instead of {before}");
            found.push(Level::Docs, item, message, places);
        }
        (Some(before), None) => found.push(Level::Docs, item, format!("will not be removed after {before}"), places),
        _ => {}
    }
}

/// Arguments are told apart by place: their names can change, their types cannot.
fn signature(arguments: &[String]) -> Vec<Option<&str>> {
    arguments.iter().map(|argument| Entry::parse(argument).ty).collect()
}

/// Arguments as Rust writes them.
fn shown(arguments: &[String]) -> String {
    let arguments = arguments.iter().map(|argument| Entry::parse(argument));
    let arguments = arguments.map(|entry| format!("{}: {}", entry.name, entry.ty.unwrap_or_default()));
    arguments.collect::<Vec<_>>().join(", ")
}

fn response(item: &str, was: &OperationNames, now: &OperationNames, places: Places<'_>, found: &mut Found) {
    let text = |response: &Option<String>| response.clone().unwrap_or_default();
    let (before, after) = (text(&was.response), text(&now.response));
    if after == format!("pages of {before}") {
        found.push(Level::Additive, item, "its pages can be followed", places);
    } else if before != after {
        found.push(Level::Breaking, item, format!("responds with {after} instead of {before}"), places);
    }
    for format in was.formats.iter().filter(|format| !now.formats.contains(format)) {
        found.push(Level::Breaking, item, format!("does not respond with {format} any more"), places);
    }
    for format in now.formats.iter().filter(|format| !was.formats.contains(format)) {
        found.push(Level::Additive, item, format!("can respond with {format}"), places);
    }
}

fn setters(call: &str, item: &str, was: &OperationNames, now: &OperationNames, found: &mut Found) {
    let places = (Some(call), Some(call));
    let parse = |names: &OperationNames, key: &str| -> Option<(String, String, bool, Option<String>)> {
        let entry = Entry::parse(names.parameters.get(key)?);
        Some((entry.name.to_owned(), entry.ty?.to_owned(), entry.has("setter"), entry.default.map(str::to_owned)))
    };
    for key in was.parameters.keys() {
        let Some((name, ty, is_setter, default)) = parse(was, key) else { continue };
        let item = format!("{item}().{name}");
        match parse(now, key) {
            Some((new_name, new_ty, true, new_default)) => {
                if is_setter && new_name != name {
                    found.push(Level::Breaking, item.as_str(), format!("is now `{new_name}`"), places);
                } else if is_setter && new_ty != ty {
                    found.push(Level::Breaking, item.as_str(), format!("takes {new_ty} instead of {ty}"), places);
                }
                if default != new_default {
                    let text = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
                    let message = format!("its default is {} instead of {}", text(new_default), text(default));
                    found.push_wire(Level::Docs, item, message, places);
                }
            }
            None if is_setter => found.push(Level::Breaking, item, "was removed", places),
            // An argument that is gone or became a setter, or the other way round, is a change of the arguments.
            Some(_) | None => {}
        }
    }
    for key in now.parameters.keys().filter(|key| parse(was, key).is_none()) {
        if let Some((name, _, true, _)) = parse(now, key) {
            found.push(Level::Additive, format!("{item}().{name}"), "is new", places);
        }
    }
}
