//! Types and their members.

use std::collections::BTreeMap;

use super::change::Level;
use super::found::{Found, Places};
use crate::kept::Entry;
use crate::lock::{Lock, TypeNames};

/// Types by their Rust names: the place of an inline type changes with the version of an operation, and users do not
/// see it.
pub(super) fn compare(old: &Lock, new: &Lock, found: &mut Found) {
    let (old, new) = (by_name(old), by_name(new));
    let aliases = aliases(&new);
    for (name, (key, was)) in &old {
        let now = new.get(name).or_else(|| new.get(aliases.get(name)?));
        match now {
            None => found.push(Level::Breaking, *name, "was removed", (Some(key), None)),
            Some((new_key, now)) => {
                if now.name != *name {
                    found.push(Level::Additive, *name, format!("is now `{}`", now.name), (Some(key), Some(new_key)));
                }
                if was.kind == now.kind {
                    type_(&now.name, &with_new_names(was, &aliases), now, (key, new_key), found);
                } else {
                    let article = |kind: &Option<String>| match kind.as_deref() {
                        Some("enum") => "an enum".to_owned(),
                        kind => format!("a {}", kind.unwrap_or_default()),
                    };
                    let message = format!("is now {}, was {}", article(&now.kind), article(&was.kind));
                    found.push(Level::Breaking, *name, message, (Some(key), Some(new_key)));
                }
            }
        }
    }
    let is_renamed = |name: &&str| aliases.iter().any(|(alias, new)| new == name && old.contains_key(alias));
    for (name, (key, now)) in new.iter().filter(|(name, _)| !old.contains_key(*name) && !is_renamed(name)) {
        let kind = now.kind.as_deref().unwrap_or_default();
        let article = if kind == "enum" { "an" } else { "a" };
        found.push(Level::Additive, *name, format!("is new, {article} {kind}"), (None, Some(key)));
    }
}

/// The new name of each type that has its old name as an alias.
pub(super) fn aliases<'l>(types: &BTreeMap<&'l str, (&'l str, &'l TypeNames)>) -> BTreeMap<&'l str, &'l str> {
    let pairs =
        types.values().flat_map(|(_, names)| names.former.iter().map(|old| (old.as_str(), names.name.as_str())));
    pairs.collect()
}

/// A type whose members have the types that are called otherwise now by their new names.
fn with_new_names(names: &TypeNames, aliases: &BTreeMap<&str, &str>) -> TypeNames {
    let renamed = |members: &BTreeMap<String, String>| {
        members.iter().map(|(wire, entry)| (wire.clone(), in_new_names(entry, aliases))).collect()
    };
    TypeNames {
        fields: renamed(&names.fields),
        variants: renamed(&names.variants),
        getters: renamed(&names.getters),
        from: names.from.as_deref().map(|full| in_new_names(full, aliases)),
        additional: names.additional.as_deref().map(|ty| in_new_names(ty, aliases)),
        ..names.clone()
    }
}

/// Text with the names of types that are called otherwise now replaced.
pub(super) fn in_new_names(text: &str, aliases: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = word.get(name.len()..).unwrap_or_default();
        out.extend([aliases.get(name).copied().unwrap_or(name), rest]);
    }
    out
}

pub(super) fn by_name(lock: &Lock) -> BTreeMap<&str, (&str, &TypeNames)> {
    let live = lock.types.iter().filter(|(_, names)| names.kind.is_some());
    live.map(|(key, names)| (names.name.as_str(), (key.as_str(), names))).collect()
}

fn type_(name: &str, was: &TypeNames, now: &TypeNames, keys: (&str, &str), found: &mut Found) {
    let places = (Some(keys.0), Some(keys.1));
    let is_struct = was.kind.as_deref() == Some("struct");
    match (was.request, now.request) {
        (true, false) if is_struct => {
            found.push(Level::Breaking, name, "lost its setters: no request contains it any more", places);
        }
        (false, true) if is_struct => found.push(Level::Additive, name, "has setters", places),
        _ => {}
    }
    if let Some(full) = was.from.as_ref().filter(|_| was.from != now.from) {
        found.push(Level::Breaking, name, format!("is not made from `{full}` any more"), places);
    }
    match (&was.additional, &now.additional) {
        (None, Some(_)) => found.push(Level::Additive, name, "has properties under any other name", places),
        (Some(_), None) => found.push(Level::Breaking, name, "has no properties under other names any more", places),
        (Some(before), Some(after)) if before != after => {
            let message = format!("its properties under other names are {after} instead of {before}");
            found.push(Level::Breaking, name, message, places);
        }
        _ => {}
    }
    members(name, keys, (&was.fields, &now.fields), found, field);
    members(name, keys, (&was.values, &now.values), found, value);
    members(name, keys, (&getters(was), &getters(now)), found, getter);
    // What a variant holds can have another name now, under which the lock has it then.
    members(name, keys, (&by_variant(&was.variants), &by_variant(&now.variants)), found, variant);
}

/// Getters of a union: only one that requests contain has setters beside them.
fn getters(names: &TypeNames) -> BTreeMap<String, String> {
    let shown = |entry: &String| if names.request { entry.clone() } else { entry.replace("; setter", "") };
    names.getters.iter().map(|(wire, entry)| (wire.clone(), shown(entry))).collect()
}

/// Variants by their Rust names.
fn by_variant(variants: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    variants.values().map(|entry| (Entry::parse(entry).name.to_owned(), entry.clone())).collect()
}

/// Compares one kind of member; `compare` is called for those that are in both.
fn members(
    name: &str,
    keys: (&str, &str),
    (was, now): (&BTreeMap<String, String>, &BTreeMap<String, String>),
    found: &mut Found,
    compare: fn(&str, (&Entry<'_>, &Entry<'_>), Places<'_>, &mut Found),
) {
    let live = |members: &BTreeMap<String, String>, wire: &str| {
        members.get(wire).filter(|entry| Entry::parse(entry).ty.is_some()).cloned()
    };
    for wire in was.keys() {
        let Some(before) = live(was, wire) else { continue };
        let before = Entry::parse(&before);
        let item = format!("{name}::{}", before.name);
        let (old_key, new_key) = (format!("{} {wire}", keys.0), format!("{} {wire}", keys.1));
        match live(now, wire) {
            None => found.push(Level::Breaking, item, "was removed", (Some(&old_key), None)),
            Some(after) => {
                let after = Entry::parse(&after);
                let places = (Some(old_key.as_str()), Some(new_key.as_str()));
                if before.name != after.name {
                    found.push(Level::Breaking, item.as_str(), format!("is now `{}`", after.name), places);
                }
                compare(&item, (&before, &after), places, found);
            }
        }
    }
    for wire in now.keys().filter(|wire| live(was, wire).is_none()) {
        let Some(after) = live(now, wire) else { continue };
        let item = format!("{name}::{}", Entry::parse(&after).name);
        found.push(Level::Additive, item, "is new", (None, Some(&format!("{} {wire}", keys.1))));
    }
}

fn field(item: &str, (was, now): (&Entry<'_>, &Entry<'_>), places: Places<'_>, found: &mut Found) {
    if was.ty != now.ty {
        let (before, after) = (was.ty.unwrap_or_default(), now.ty.unwrap_or_default());
        found.push(Level::Breaking, item, format!("is {after} instead of {before}"), places);
    }
    match (was.has("removed"), now.has("removed")) {
        (false, true) => {
            found.push_wire(Level::Docs, item, "is no longer in the document; the field stays", places);
            return;
        }
        (true, false) => found.push(Level::Docs, item, "is in the document again", places),
        _ => {}
    }
    for (flag, becomes, ceases) in [
        ("required", "must be set to be sent", "need not be set to be sent"),
        ("read-only", "is left out of requests", "is sent in requests"),
    ] {
        match (was.has(flag), now.has(flag)) {
            (false, true) => found.push_wire(Level::Docs, item, becomes, places),
            (true, false) => found.push_wire(Level::Docs, item, ceases, places),
            _ => {}
        }
    }
    if was.has("deprecated") != now.has("deprecated") {
        let message = if now.has("deprecated") { "is deprecated" } else { "is not deprecated any more" };
        found.push(Level::Docs, item, message, places);
    }
    if was.default != now.default {
        let (before, after) = (was.default.unwrap_or("nothing"), now.default.unwrap_or("nothing"));
        found.push_wire(Level::Docs, item, format!("its default is {after} instead of {before}"), places);
    }
}

fn value(item: &str, (was, now): (&Entry<'_>, &Entry<'_>), places: Places<'_>, found: &mut Found) {
    match (was.has("removed"), now.has("removed")) {
        (false, true) => found.push(Level::Docs, item, "is no longer in the document; the variant stays", places),
        (true, false) => found.push(Level::Docs, item, "is in the document again", places),
        _ => {}
    }
}

fn variant(item: &str, (was, now): (&Entry<'_>, &Entry<'_>), places: Places<'_>, found: &mut Found) {
    if was.ty != now.ty {
        let (before, after) = (was.ty.unwrap_or_default(), now.ty.unwrap_or_default());
        found.push(Level::Breaking, item, format!("holds {after} instead of {before}"), places);
    }
}

fn getter(item: &str, (was, now): (&Entry<'_>, &Entry<'_>), places: Places<'_>, found: &mut Found) {
    if was.ty != now.ty {
        let (before, after) = (was.ty.unwrap_or_default(), now.ty.unwrap_or_default());
        found.push(Level::Breaking, item, format!("returns {after} instead of {before}"), places);
    }
    match (was.has("setter"), now.has("setter")) {
        (true, false) => found.push(Level::Breaking, item, "lost its setter", places),
        (false, true) => found.push(Level::Additive, item, "has a setter", places),
        _ => {}
    }
}
