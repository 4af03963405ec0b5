//! What the names lock knows about each type of an API.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::{self, Part};
use crate::ir::{Api, TypeDef, TypeKind};
use crate::lock::{Entry, Lock, TypeNames, inline_key, type_key, variant_keys};

/// What a lock knows about the types of an API.
pub(crate) struct Matched<'l> {
    /// By the index of the type.
    pub(crate) types: Vec<Option<Cow<'l, TypeNames>>>,
    /// The keys of the lock that a type was found for.
    pub(crate) used: BTreeSet<&'l str>,
}

/// The key and the names of a type in the lock.
pub(super) type Found<'l> = Option<(&'l str, &'l TypeNames)>;

/// What the lock knows about each type of `api`.
pub(crate) fn matched<'l>(lock: &'l Lock, api: &Api) -> Matched<'l> {
    let found = found(lock, api);
    let types = api.types.iter().zip(&found).map(|(def, known)| Some(with_variants(api, &found, def, (*known)?.1)));
    Matched { types: types.collect(), used: used(&found) }
}

/// The entry of the lock for each type: each step finds some among the types and entries that are left.
pub(super) fn found<'l>(lock: &'l Lock, api: &Api) -> Vec<Found<'l>> {
    if lock.types.is_empty() {
        return vec![None; api.types.len()];
    }
    let keys: Vec<String> = api.types.iter().map(type_key).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut search = Search { lock, keys: &keys, found: vec![None; keys.len()] };
    for (def, found) in api.types.iter().zip(&mut search.found) {
        // Older locks have a component under its pointer, spaces and all.
        let component = || if def.component { entry(lock, &def.origin.to_string()) } else { None };
        *found = def.followed.as_deref().and_then(|key| entry(lock, key)).or_else(component);
    }
    // The key of an alternative that proposes the name of another one only tells their order.
    let alike = alternatives::alike(lock, &keys);
    search.by_key(|key| !alike.contains(key));
    // The pointer of an inline type changes with the version of its operation.
    search.by_part(wire_of);
    // Members tell such alternatives apart; where they do not, their order does.
    let places = search.parts(alternatives::place);
    alternatives::find(lock, api, &places, &mut search.found);
    search.by_key(|_| true);
    // The proposed name changes with the operation's id.
    search.by_part(pointer_of);
    search.by_places(api);
    search.found
}

fn entry<'l>(lock: &'l Lock, key: &str) -> Found<'l> {
    lock.types.get_key_value(key).map(|(key, names)| (key.as_str(), names))
}

/// The entries that were found so far for the types with these keys.
struct Search<'l, 'k> {
    lock: &'l Lock,
    keys: &'k [&'k str],
    found: Vec<Found<'l>>,
}

impl<'l> Search<'l, '_> {
    /// The entries that no type was found for.
    fn left(&self) -> Vec<(&'l str, &'l TypeNames)> {
        let used = used(&self.found);
        let all = self.lock.types.iter().map(|(key, names)| (key.as_str(), names));
        all.filter(|(key, _)| !used.contains(key)).collect()
    }

    /// Finds types by their whole key.
    fn by_key(&mut self, is_certain: impl Fn(&str) -> bool) {
        let left: BTreeMap<&str, (&str, &TypeNames)> = self.left().into_iter().map(|entry| (entry.0, entry)).collect();
        for (key, found) in self.keys.iter().zip(&mut self.found).filter(|(_, found)| found.is_none()) {
            *found = left.get(key).filter(|_| is_certain(key)).copied();
        }
    }

    /// What is left, by a part of the keys.
    fn parts<'s, P: Ord>(&'s self, part: impl Fn(&'s str) -> Option<P>) -> Vec<Part<'l>> {
        let mut parts: BTreeMap<P, Part<'l>> = BTreeMap::new();
        for (key, names) in self.left() {
            if let Some(part) = part(key) {
                parts.entry(part).or_default().0.push((key, names));
            }
        }
        for (index, key) in self.keys.iter().enumerate().filter(|(index, _)| self.found[*index].is_none()) {
            if let Some(part) = part(key) {
                parts.entry(part).or_default().1.push(index);
            }
        }
        parts.into_values().collect()
    }

    /// Finds types by a part of their key that nothing else has which is left.
    fn by_part(&mut self, part: fn(&str) -> Option<&str>) {
        for (entries, indexes) in self.parts(part) {
            if let ([one], [index]) = (entries.as_slice(), indexes.as_slice()) {
                self.found[*index] = Some(*one);
            }
        }
    }

    /// Finds enums that are one type by any of their places: which of them comes first changes with what refers to it.
    fn by_places(&mut self, api: &Api) {
        let left: BTreeMap<&str, (&str, &TypeNames)> =
            self.left().into_iter().filter_map(|entry| Some((pointer_of(entry.0)?, entry))).collect();
        for (def, found) in api.types.iter().zip(&mut self.found).filter(|(_, found)| found.is_none()) {
            *found = def.merged.iter().find_map(|pointer| left.get(pointer.to_string().as_str()).copied());
        }
    }
}

/// The keys of the lock that a type was found for.
pub(super) fn used<'l>(found: &[Found<'l>]) -> BTreeSet<&'l str> {
    found.iter().flatten().map(|(key, _)| *key).collect()
}

/// The names of a type. A variant is found by the type that it holds, whatever its key was: the key changes with the
/// name and the place of a schema, and with what the other variants hold.
fn with_variants<'l>(api: &Api, found: &[Found<'l>], def: &TypeDef, names: &'l TypeNames) -> Cow<'l, TypeNames> {
    let TypeKind::Union(union) = &def.kind else { return Cow::Borrowed(names) };
    let mut moved: BTreeMap<&str, String> = BTreeMap::new();
    for (variant, key) in union.variants.iter().zip(variant_keys(&api.types, union)) {
        let before = variant.ty.spelled_by(&|id| found.get(id.0).copied()?.map(|(_, names)| names.name.as_str()));
        let Some(before) = before else { continue };
        let old = names.variants.iter().find(|(_, entry)| entry.ty.as_ref() == Some(&before));
        moved.extend(old.map(|(old, _)| (old.as_str(), key)));
    }
    if moved.iter().all(|(old, key)| old == key) {
        return Cow::Borrowed(names);
    }
    let new: BTreeSet<&String> = moved.values().collect();
    let key = |(old, entry): (&'l String, &'l Entry)| match moved.get(old.as_str()) {
        Some(key) => key.clone(),
        // Something that is gone, whose name stays held.
        None if new.contains(old) => format!("{old} {}", entry.name),
        None => old.clone(),
    };
    let variants = names.variants.iter().map(|member| (key(member), member.1.clone()));
    Cow::Owned(TypeNames { variants: variants.collect(), ..names.clone() })
}

fn wire_of(key: &str) -> Option<&str> {
    inline_key(key).map(|(_, wire)| wire)
}

fn pointer_of(key: &str) -> Option<&str> {
    inline_key(key).map(|(pointer, _)| pointer)
}
