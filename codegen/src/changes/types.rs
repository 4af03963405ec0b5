//! Types and their members.

use std::collections::BTreeMap;

use super::change::Level;
use super::found::{Both, Found};
use crate::lock::{Entry, Flag, Lock, TypeNames};

/// Types by their Rust names: the place of an inline type changes with the version of an operation, and users do not
/// see it.
pub(super) fn compare(old: &Lock, new: &Lock, found: &mut Found) {
    let (old, new) = (old.live(), new.live());
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
                    let message = format!("is now {}, was {}", a_kind(now), a_kind(was));
                    found.push(Level::Breaking, *name, message, (Some(key), Some(new_key)));
                }
            }
        }
    }
    let is_renamed = |name: &&str| aliases.iter().any(|(alias, new)| new == name && old.contains_key(alias));
    for (name, (key, now)) in new.iter().filter(|(name, _)| !old.contains_key(*name) && !is_renamed(name)) {
        found.push(Level::Additive, *name, format!("is new, {}", a_kind(now)), (None, Some(key)));
    }
}

/// `a struct`, `an enum`
fn a_kind(names: &TypeNames) -> String {
    let kind = names.kind.as_deref().unwrap_or_default();
    format!("{} {kind}", if kind == "enum" { "an" } else { "a" })
}

/// The new name of each type that has its old name as an alias.
pub(super) fn aliases<'l>(types: &BTreeMap<&'l str, (&'l str, &'l TypeNames)>) -> BTreeMap<&'l str, &'l str> {
    let pairs =
        types.values().flat_map(|(_, names)| names.former.iter().map(|old| (old.as_str(), names.name.as_str())));
    pairs.collect()
}

/// A type whose members have the types that are called otherwise now by their new names.
fn with_new_names(names: &TypeNames, aliases: &BTreeMap<&str, &str>) -> TypeNames {
    TypeNames {
        fields: with_new_types(&names.fields, aliases),
        variants: with_new_types(&names.variants, aliases),
        getters: with_new_types(&names.getters, aliases),
        from: names.from.as_deref().map(|full| in_new_names(full, aliases)),
        additional: names.additional.as_deref().map(|ty| in_new_names(ty, aliases)),
        ..names.clone()
    }
}

pub(super) fn with_new_types(
    entries: &BTreeMap<String, Entry>,
    aliases: &BTreeMap<&str, &str>,
) -> BTreeMap<String, Entry> {
    entries.iter().map(|(key, entry)| (key.clone(), with_new_type(entry, aliases))).collect()
}

/// What a variant is called stays, though it may be called as the type that it holds.
pub(super) fn with_new_type(entry: &Entry, aliases: &BTreeMap<&str, &str>) -> Entry {
    Entry { ty: entry.ty.as_deref().map(|ty| in_new_names(ty, aliases)), ..entry.clone() }
}

/// A type with the names of types that are called otherwise now replaced.
pub(super) fn in_new_names(text: &str, aliases: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = word.get(name.len()..).unwrap_or_default();
        out.extend([aliases.get(name).copied().unwrap_or(name), rest]);
    }
    out
}

fn type_(name: &str, was: &TypeNames, now: &TypeNames, keys: (&str, &str), found: &mut Found) {
    let mut both = found.both(name, keys);
    if was.kind.as_deref() == Some("struct") {
        let lost = "lost its setters: no request contains it any more";
        both.toggled(was.request, now.request, (Level::Additive, "has setters"), (Level::Breaking, lost));
    }
    if let Some(full) = was.from.as_ref().filter(|_| was.from != now.from) {
        both.push(Level::Breaking, format!("is not made from `{full}` any more"));
    }
    match (&was.additional, &now.additional) {
        (None, Some(_)) => both.push(Level::Additive, "has properties under any other name"),
        (Some(_), None) => both.push(Level::Breaking, "has no properties under other names any more"),
        (Some(before), Some(after)) => both.ty("its properties under other names are", before, after),
        (None, None) => {}
    }
    members(name, keys, (&was.fields, &now.fields), found, field);
    members(name, keys, (&was.values, &now.values), found, value);
    members(name, keys, (&getters(was), &getters(now)), found, getter);
    // What a variant holds can have another name now, under which the lock has it then.
    members(name, keys, (&by_variant(&was.variants), &by_variant(&now.variants)), found, variant);
}

/// Getters of a union: only one that requests contain has setters beside them.
fn getters(names: &TypeNames) -> BTreeMap<String, Entry> {
    let mut getters = names.getters.clone();
    for entry in getters.values_mut().filter(|_| !names.request) {
        entry.flags.retain(|flag| *flag != Flag::Setter);
    }
    getters
}

/// Variants by their Rust names.
fn by_variant(variants: &BTreeMap<String, Entry>) -> BTreeMap<String, Entry> {
    variants.values().map(|entry| (entry.name.clone(), entry.clone())).collect()
}

/// Compares one kind of member; `compare` is called for those that are in both.
fn members(
    name: &str,
    keys: (&str, &str),
    (was, now): (&BTreeMap<String, Entry>, &BTreeMap<String, Entry>),
    found: &mut Found,
    compare: fn(&mut Both<'_>, &Entry, &Entry),
) {
    for wire in was.keys() {
        let Some(before) = live(was, wire) else { continue };
        let item = format!("{name}::{}", before.name);
        let (old_key, new_key) = (format!("{} {wire}", keys.0), format!("{} {wire}", keys.1));
        match live(now, wire) {
            None => found.push(Level::Breaking, item, "was removed", (Some(&old_key), None)),
            Some(after) => {
                let mut both = found.both(&item, (&old_key, &new_key));
                if before.name != after.name {
                    both.push(Level::Breaking, format!("is now `{}`", after.name));
                }
                compare(&mut both, before, after);
            }
        }
    }
    for wire in now.keys().filter(|wire| live(was, wire).is_none()) {
        let Some(after) = live(now, wire) else { continue };
        let item = format!("{name}::{}", after.name);
        found.push(Level::Additive, item, "is new", (None, Some(&format!("{} {wire}", keys.1))));
    }
}

/// A member or parameter that is not gone.
pub(super) fn live<'l>(entries: &'l BTreeMap<String, Entry>, wire: &str) -> Option<&'l Entry> {
    entries.get(wire).filter(|entry| entry.ty.is_some())
}

pub(super) fn ty(both: &mut Both<'_>, verb: &str, was: &Entry, now: &Entry) {
    both.ty(verb, was.ty.as_deref().unwrap_or_default(), now.ty.as_deref().unwrap_or_default());
}

fn field(both: &mut Both<'_>, was: &Entry, now: &Entry) {
    ty(both, "is", was, now);
    match (was.has(Flag::Removed), now.has(Flag::Removed)) {
        (false, true) => return both.wire(Level::Docs, "is not in the document any more; the field stays"),
        (true, false) => both.push(Level::Docs, "is in the document again"),
        _ => {}
    }
    for (flag, becomes, ceases) in [
        (Flag::Required, "must be set to be sent", "need not be set to be sent"),
        (Flag::ReadOnly, "is left out of requests", "is sent in requests"),
    ] {
        if was.has(flag) != now.has(flag) {
            both.wire(Level::Docs, if now.has(flag) { becomes } else { ceases });
        }
    }
    both.deprecated(was.has(Flag::Deprecated), now.has(Flag::Deprecated));
    default(both, was, now);
}

pub(super) fn default(both: &mut Both<'_>, was: &Entry, now: &Entry) {
    if was.default != now.default {
        let (before, after) =
            (was.default.as_deref().unwrap_or("nothing"), now.default.as_deref().unwrap_or("nothing"));
        both.wire(Level::Docs, format!("its default is {after} instead of {before}"));
    }
}

fn value(both: &mut Both<'_>, was: &Entry, now: &Entry) {
    let gone = (Level::Docs, "is not in the document any more; the variant stays");
    both.toggled(was.has(Flag::Removed), now.has(Flag::Removed), gone, (Level::Docs, "is in the document again"));
}

fn variant(both: &mut Both<'_>, was: &Entry, now: &Entry) {
    ty(both, "holds", was, now);
}

fn getter(both: &mut Both<'_>, was: &Entry, now: &Entry) {
    ty(both, "returns", was, now);
    let (gained, lost) = ((Level::Additive, "has a setter"), (Level::Breaking, "lost its setter"));
    both.toggled(was.has(Flag::Setter), now.has(Flag::Setter), gained, lost);
}
