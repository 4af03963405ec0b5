//! Types whose schemas have another name or place now, found by where they are used.
//!
//! When `GET /teams` responded with `Team`, which is gone, and responds with `TeamView`, which is new and has its
//! fields, `TeamView` is `Team` under another name, and users keep the name that they know.

use std::collections::{BTreeMap, BTreeSet};

use super::matched::{Found, found, used};
use super::spelled::element;
use crate::ir::{Api, TypeDef, TypeKind, TypeRef, Union};
use crate::lock::{Entry, Lock, Returned, TypeNames, parameter_key, variant_keys};

/// Notes in `followed` which entry of the lock each new type continues.
pub(super) fn follow(api: &mut Api, lock: &Lock) {
    let live = lock.live();
    loop {
        let found = found(lock, api);
        let used = used(&found);
        let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let there = names_there(api, lock, &found, &used);
        for (index, names) in there.iter().enumerate().filter(|(index, _)| found[*index].is_none()) {
            let keys = names.iter().filter_map(|name| live.get(*name).map(|(key, _)| *key));
            let keys: BTreeSet<&str> = keys.filter(|key| !used.contains(key)).collect();
            // Two types of before cannot be one.
            if let Some(key) = keys.first().filter(|_| keys.len() == 1) {
                claims.entry(key).or_default().push(index);
            }
        }
        let mut is_done = true;
        for (key, indexes) in claims {
            let Some(names) = lock.types.get(key) else { continue };
            if let [index] = indexes.as_slice()
                && resembles(api, &api.types[*index], names)
            {
                api.types[*index].followed = Some(key.to_owned());
                is_done = false;
            }
        }
        if is_done {
            return;
        }
    }
}

/// For each type the names of those that the lock has where it is used.
fn names_there<'l>(api: &Api, lock: &'l Lock, found: &[Found<'l>], used: &BTreeSet<&str>) -> Vec<BTreeSet<&'l str>> {
    let mut names: Vec<BTreeSet<&'l str>> = vec![BTreeSet::new(); api.types.len()];
    let mut add = |ty: &TypeRef, was: Option<&'l str>| {
        if let (Some(names), Some(was)) = (ty.named().and_then(|id| names.get_mut(id.0)), was) {
            names.insert(was);
        }
    };
    let held = |entry: &'l Entry| entry.ty.as_deref().map(element);
    for operation in &api.operations {
        let Some(old) = lock.operations.get(&operation.call()) else { continue };
        if let Some(ty) = operation.response_type() {
            add(ty, old.response.as_ref().and_then(Returned::ty).map(element));
        }
        if let Some(ty) = operation.body.as_ref().and_then(|body| body.ty.as_ref()) {
            add(ty, old.body_type().map(element));
        }
        for param in &operation.params {
            add(&param.ty, old.parameters.get(&parameter_key(param)).and_then(held));
        }
    }
    for (def, entry) in api.types.iter().zip(found) {
        let Some((_, old)) = *entry else { continue };
        match &def.kind {
            TypeKind::Enum(_) => {}
            TypeKind::Struct(shape) => {
                for field in &shape.fields {
                    add(&field.ty, old.fields.get(&field.wire).and_then(held));
                }
                if let Some(ty) = &shape.additional {
                    add(ty, old.additional.as_deref().map(element));
                }
            }
            TypeKind::Union(union) => {
                let lost = lost_variant(union, found, used, old);
                union.variants.iter().for_each(|variant| add(&variant.ty, lost));
            }
        }
    }
    names
}

/// The type of the only variant of a union that is gone, when only one is new.
fn lost_variant<'l>(
    union: &Union,
    found: &[Found<'l>],
    used: &BTreeSet<&str>,
    names: &'l TypeNames,
) -> Option<&'l str> {
    let types = union.variants.iter().filter_map(|variant| variant.ty.named());
    let there: BTreeSet<&str> = types.clone().filter_map(|id| Some(found[id.0]?.1.name.as_str())).collect();
    let held = names.variants.values().filter_map(|entry| entry.ty.as_deref());
    let mut lost = held.filter(|name| !there.contains(name) && !used.contains(name));
    let is_single = types.filter(|id| found[id.0].is_none()).count() == 1;
    lost.next().filter(|_| is_single && lost.next().is_none())
}

/// Whether a new type can be the one that is gone: it has most of its members.
fn resembles(api: &Api, def: &TypeDef, names: &TypeNames) -> bool {
    let (kind, members): (&str, Vec<String>) = match &def.kind {
        TypeKind::Struct(shape) => ("struct", shape.fields.iter().map(|field| field.wire.clone()).collect()),
        TypeKind::Enum(shape) => ("enum", shape.values.iter().map(|value| value.wire.clone()).collect()),
        TypeKind::Union(union) => ("union", variant_keys(&api.types, union)),
    };
    let live = |entry: &&Entry| entry.ty.is_some();
    let known = names.members(&def.kind);
    let before = known.values().filter(live).count();
    let shared = known.iter().filter(|(wire, entry)| live(entry) && members.contains(wire)).count();
    names.kind.as_deref() == Some(kind) && shared * 3 >= before * 2 && (shared > 0 || members.is_empty())
}
