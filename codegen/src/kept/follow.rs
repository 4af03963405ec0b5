//! Types whose schemas have another name or place now, found by where they are used.
//!
//! When `GET /teams` responded with `Team`, which is gone, and responds with `TeamView`, which is new and has its
//! fields, `TeamView` is `Team` under another name, and users keep the name that they know.

use std::collections::{BTreeMap, BTreeSet};

use super::matched::{Found, found};
use super::spelled::{Entry, element};
use crate::ir::{Api, TypeDef, TypeKind, TypeRef};
use crate::lock::{Lock, TypeNames, parameter_key, variant_keys};

/// Where a type is used.
enum Site {
    Response(usize),
    Body(usize),
    Parameter(usize, String),
    Field(usize, String),
    Additional(usize),
    Variant(usize),
}

/// Notes in `followed` which entry of the lock each new type continues.
pub(super) fn follow(api: &mut Api, lock: &Lock) {
    let live = lock.live();
    let sites = sites(api);
    loop {
        let found = found(lock, api);
        let used: BTreeSet<&str> = found.iter().flatten().map(|(key, _)| *key).collect();
        let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, sites) in sites.iter().enumerate().filter(|(index, _)| found[*index].is_none()) {
            let keys = sites.iter().filter_map(|site| {
                let name = was_there(api, lock, &found, &used, site)?;
                live.get(name).map(|(key, _)| *key).filter(|key| !used.contains(key))
            });
            let keys: BTreeSet<&str> = keys.collect();
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

/// Where each type is used.
fn sites(api: &Api) -> Vec<Vec<Site>> {
    let mut sites: Vec<Vec<Site>> = api.types.iter().map(|_| Vec::new()).collect();
    let mut add = |ty: Option<&TypeRef>, site: Site| {
        if let Some(sites) = ty.and_then(TypeRef::named).and_then(|id| sites.get_mut(id.0)) {
            sites.push(site);
        }
    };
    for (index, operation) in api.operations.iter().enumerate() {
        add(operation.response_type(), Site::Response(index));
        add(operation.body.as_ref().map(|body| &body.ty), Site::Body(index));
        for param in &operation.params {
            add(Some(&param.ty), Site::Parameter(index, parameter_key(param)));
        }
    }
    for (owner, def) in api.types.iter().enumerate() {
        match &def.kind {
            TypeKind::Enum(_) => {}
            TypeKind::Struct(shape) => {
                for field in &shape.fields {
                    add(Some(&field.ty), Site::Field(owner, field.wire.clone()));
                }
                add(shape.additional.as_ref(), Site::Additional(owner));
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    add(Some(&variant.ty), Site::Variant(owner));
                }
            }
        }
    }
    sites
}

/// The name of the type that the lock has at a site.
fn was_there<'l>(
    api: &Api,
    lock: &'l Lock,
    found: &[Found<'l>],
    used: &BTreeSet<&str>,
    site: &Site,
) -> Option<&'l str> {
    let operation = |index: &usize| lock.operations.get(&api.operations[*index].call());
    let owner = |index: &usize| found[*index].map(|(_, names)| names);
    match site {
        Site::Response(index) => operation(index)?.response.as_deref().map(element),
        Site::Body(index) => operation(index)?.body_type().map(element),
        Site::Parameter(index, key) => Entry::parse(operation(index)?.parameters.get(key)?).ty.map(element),
        Site::Field(index, wire) => Entry::parse(owner(index)?.fields.get(wire)?).ty.map(element),
        Site::Additional(index) => owner(index)?.additional.as_deref().map(element),
        Site::Variant(index) => lost_variant(api, found, used, *index, owner(index)?),
    }
}

/// The type of the only variant of a union that is gone, when only one is new.
fn lost_variant<'l>(
    api: &Api,
    found: &[Found<'l>],
    used: &BTreeSet<&str>,
    index: usize,
    names: &'l TypeNames,
) -> Option<&'l str> {
    let TypeKind::Union(union) = &api.types[index].kind else { return None };
    let types = union.variants.iter().filter_map(|variant| variant.ty.named());
    let there: BTreeSet<&str> = types.clone().filter_map(|id| Some(found[id.0]?.1.name.as_str())).collect();
    let held = names.variants.values().filter_map(|entry| Entry::parse(entry).ty);
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
    let live = |entry: &&String| Entry::parse(entry).ty.is_some();
    let known = names.members(&def.kind);
    let before = known.values().filter(live).count();
    let shared = known.iter().filter(|(wire, entry)| live(entry) && members.contains(wire)).count();
    names.kind.as_deref() == Some(kind) && shared * 3 >= before * 2 && (shared > 0 || members.is_empty())
}
