//! Inline alternatives of a union, which a document can list in another order.
//!
//! Two objects with a property `value` propose one name, and their pointers only count them. When one has an integer
//! there and the other a string, the lock knows which is which.

use std::collections::{BTreeMap, BTreeSet};

use super::spelled::{Spelled, presence, spelled};
use crate::ir::{Api, TypeDef, TypeKind, TypeRef};
use crate::lock::{Lock, TypeNames, inline_key};

/// How deep types in types are compared.
const DEPTH: usize = 4;

/// Where the type of a key is, whichever alternative it is in; nothing for what is in none.
pub(super) fn place(key: &str) -> Option<String> {
    let (pointer, _) = inline_key(key)?;
    let mut is_list = false;
    let mut is_within = false;
    let segments = pointer.split('/').map(|segment| {
        let is_index = is_list && segment.bytes().all(|byte| byte.is_ascii_digit());
        is_list = matches!(segment, "oneOf" | "anyOf");
        is_within |= is_index;
        if is_index { "*" } else { segment }
    });
    let place = segments.collect::<Vec<_>>().join("/");
    is_within.then_some(place)
}

/// The keys of types in alternatives that propose one name, in the lock or in the API.
pub(super) fn alike<'k>(lock: &'k Lock, keys: &[&'k str]) -> BTreeSet<&'k str> {
    let mut alike = BTreeSet::new();
    let in_lock: Vec<&str> =
        lock.types.iter().filter(|(_, names)| names.kind.is_some()).map(|(key, _)| key.as_str()).collect();
    for keys in [keys, &in_lock] {
        let mut same: BTreeMap<(String, &str), Vec<&str>> = BTreeMap::new();
        for key in keys {
            if let (Some(place), Some((_, name))) = (place(key), inline_key(key)) {
                same.entry((place, name)).or_default().push(key);
            }
        }
        alike.extend(same.into_values().filter(|keys| keys.len() > 1).flatten());
    }
    alike
}

/// The entries of the lock that have a part of their keys in common and no type, and the types that have it and no
/// entry, by their index.
pub(super) type Part<'l> = (Vec<(&'l str, &'l TypeNames)>, Vec<usize>);

/// Finds the types at one place whose members only one entry of that place agrees with, among those that are left.
pub(super) fn find<'l>(lock: &Lock, api: &Api, places: &[Part<'l>], found: &mut [Option<(&'l str, &'l TypeNames)>]) {
    let compare = Compare { api, live: lock.live() };
    let agrees = |index: usize, names: &TypeNames| compare.agrees(&api.types[index], names, 0);
    for (entries, indexes) in places {
        for &index in indexes {
            let mut fitting = entries.iter().filter(|(_, names)| agrees(index, names));
            if let (Some(entry), None) = (fitting.next(), fitting.next())
                && indexes.iter().filter(|&&other| agrees(other, entry.1)).count() == 1
            {
                found[index] = Some(*entry);
            }
        }
    }
}

struct Compare<'a> {
    api: &'a Api,
    live: BTreeMap<&'a str, (&'a str, &'a TypeNames)>,
}

impl Compare<'_> {
    /// Whether a type has members that the lock has, and none of them as something else.
    fn agrees(&self, def: &TypeDef, names: &TypeNames, depth: usize) -> bool {
        match (&def.kind, names.kind.as_deref()) {
            (TypeKind::Struct(shape), Some("struct")) => {
                let fields = shape.fields.iter();
                let known = fields.filter_map(|field| {
                    let old = names.fields.get(&field.wire)?.ty.as_deref()?;
                    Some(self.is_same(&field.ty, presence(old).1, depth))
                });
                let known: Vec<bool> = known.collect();
                !known.is_empty() && known.iter().all(|is_same| *is_same)
            }
            (TypeKind::Enum(shape), Some("enum")) => {
                shape.values.iter().any(|value| names.values.contains_key(&value.wire))
            }
            (TypeKind::Union(_), Some("union")) => true,
            _ => false,
        }
    }

    /// Whether a type can be the one that the lock spells so.
    fn is_same(&self, ty: &TypeRef, old: &str, depth: usize) -> bool {
        match (ty, spelled(old)) {
            (TypeRef::List(ty), Spelled::List(old))
            | (TypeRef::Map(ty), Spelled::Map(old))
            | (TypeRef::Option(ty), Spelled::Option(old)) => self.is_same(ty, old, depth),
            (TypeRef::Named(id), Spelled::Name(old)) => self
                .live
                .get(old)
                .is_some_and(|(_, names)| depth == DEPTH || self.agrees(&self.api.types[id.0], names, depth + 1)),
            (ty, Spelled::Name(old)) => ty.spelled_by(&|_| None).as_deref() == Some(old),
            _ => false,
        }
    }
}
