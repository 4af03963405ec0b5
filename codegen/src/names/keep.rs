//! What the names lock keeps: handles, values, shapes, and names of what is gone.

use std::collections::{BTreeMap, BTreeSet};

use super::keep_getters::keep_getters;
use super::matched::matched;
use super::signature;
use crate::ir::{Api, Docs, EnumValue, Operation, Presence, Tag, TypeKind};
use crate::lock::{Lock, TagNames, name_of};

/// Names of a scope that things had which are gone: nothing new may have them.
pub(super) fn held<'l>(
    names: impl IntoIterator<Item = (&'l String, &'l String)>,
    is_there: impl Fn(&str) -> bool,
) -> impl Iterator<Item = String> {
    names.into_iter().filter(move |(key, _)| !is_there(key)).map(|(_, entry)| name_of(entry).to_owned())
}

/// Keeps each operation on the handle that the lock knows it on.
///
/// When a tag is renamed, or all its operations move to a new tag, the new one takes over its names. When operations
/// move to a tag that is known already, their old handle stays for them.
pub(super) fn keep_tags(api: &mut Api, lock: &Lock) {
    if lock.operations.is_empty() {
        return;
    }
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

/// Keeps the values of string enums that the document no longer has: on the wire a variant costs nothing, and to remove
/// one would break who names it.
pub(super) fn keep_values(api: &mut Api, lock: &Lock) {
    let matched = matched(lock, api);
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        let (TypeKind::Enum(shape), Some(known)) = (&mut def.kind, known) else { continue };
        for wire in known.values.keys() {
            if shape.values.iter().all(|value| value.wire != *wire) {
                let docs = Docs { summary: "No longer in the OpenAPI document.".to_owned(), body: Vec::new() };
                shape.values.push(EnumValue { wire: wire.clone(), rust: String::new(), docs, removed: true });
            }
        }
    }
}

/// Keeps what a type can be where the document now says less or more, and the old shape holds the values of the new
/// one.
///
/// A field that was `Option<T>` stays so when it becomes required or nullable: null is read as `None`, and to send it
/// was not possible before. One that was `Nullable<T>` stays so whatever becomes of it. A type that had setters keeps
/// them, and a union its getters.
pub(crate) fn keep_shapes(api: &mut Api, lock: &Lock) {
    let matched = matched(lock, api);
    let mut kept: Vec<(usize, usize, Presence)> = Vec::new();
    for (index, (def, known)) in api.types.iter().zip(&matched.types).enumerate() {
        let (TypeKind::Struct(shape), Some(known)) = (&def.kind, known) else { continue };
        for (at, field) in shape.fields.iter().enumerate().filter(|(_, field)| !field.boxed) {
            let Some((_, was)) = known.fields.get(&field.wire).and_then(|entry| entry.split_once(": ")) else {
                continue;
            };
            let was = was.split("; ").next().unwrap_or(was);
            let inner = signature::rust(api, &field.ty);
            let presence = match field.presence {
                Presence::Required | Presence::Nullable if was == format!("Option<{inner}>") => Presence::Optional,
                _ if was == format!("Nullable<{inner}>") => Presence::Nullable,
                other => other,
            };
            if presence != field.presence {
                kept.push((index, at, presence));
            }
        }
    }
    for (index, at, presence) in kept {
        if let TypeKind::Struct(shape) = &mut api.types[index].kind {
            shape.fields[at].presence = presence;
        }
    }
    keep_getters(api, &matched.types);
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        def.in_request |= known.is_some_and(|known| known.request);
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
pub(super) fn tag_names<'l>(api: &Api, lock: &'l Lock) -> Vec<Option<&'l TagNames>> {
    let renamed: BTreeMap<&str, &TagNames> =
        lock.tags.iter().filter_map(|(old, names)| Some((successor(api, lock, old)?, names))).collect();
    let of = |tag: &Tag| lock.tags.get(&tag.name).or_else(|| renamed.get(tag.name.as_str()).copied());
    api.tags.iter().map(of).collect()
}
