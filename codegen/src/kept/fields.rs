//! Types of fields, and fields that the document no longer has.

use std::collections::BTreeMap;

use super::holds::fit;
use super::known::{Known, gone};
use super::spelled::presence;
use crate::config::Config;
use crate::ir::{Api, Fallback, Field, Page, TypeDef, TypeId, TypeKind, TypeRef};
use crate::lock::{Entry, Flag, TypeNames};

/// Keeps the types of fields where they hold the new values, and adds the fields that are gone: a server that still
/// sends them is read, and one that does not leaves them empty.
pub(super) fn keep(api: &mut Api, known: &mut Known<'_>, config: &Config) {
    let mut replaced: BTreeMap<(TypeId, String), TypeRef> = BTreeMap::new();
    for id in (0..api.types.len()).map(TypeId) {
        let Some(names) = known.names(id).filter(|_| api.types[id.0].patch_of().is_none()) else { continue };
        for (wire, ty) in types(api, known, id, names) {
            let Some(Entry { name, ty: Some(was), .. }) = names.fields.get(&wire) else { continue };
            let origin = api.types[id.0].origin.clone();
            api.note_kept(&origin, format!("`{name}: {was}`"));
            replace(&mut api.types[id.0], &wire, &ty);
            replaced.insert((id, wire), ty);
        }
    }
    // A patch type is converted from the full type field by field.
    for def in &mut api.types {
        let Some(full) = def.patch_of() else { continue };
        for ((_, wire), ty) in replaced.range((full, String::new())..).take_while(|((id, _), _)| *id == full) {
            replace(def, wire, ty);
        }
    }
    for id in (0..api.types.len()).map(TypeId) {
        if let Some(names) = known.names(id) {
            let def = &mut api.types[id.0];
            add_removed(def, names, known, config);
            for field in def.fields().iter().filter(|field| field.removed) {
                let what = format!("`{}`, which the document no longer has", field.wire);
                api.kept.push(Fallback { what, origin: def.origin.clone() });
            }
        }
    }
}

/// Fills in the members of types that only the lock has. They can need further ones.
pub(super) fn fill(known: &mut Known<'_>, config: &Config) {
    let mut index = 0;
    while let Some((names, def)) = known.made(index) {
        let mut filled = def.clone();
        add_removed(&mut filled, names, known, config);
        if let Some((_, def)) = known.made(index) {
            *def = filled;
        }
        index += 1;
    }
}

/// The fields of a struct that keep another type than the document has now.
fn types(api: &mut Api, known: &mut Known<'_>, id: TypeId, names: &TypeNames) -> Vec<(String, TypeRef)> {
    let fields = api.types[id.0].fields().iter();
    let fields: Vec<_> = fields.map(|field| (field.wire.clone(), field.ty.clone(), field.origin.clone())).collect();
    let kept = fields.into_iter().filter_map(|(wire, ty, origin)| {
        let was = names.fields.get(&wire)?.ty.as_deref()?;
        let kept = fit(known, api, presence(was).1, &ty, &origin).filter(|kept| *kept != ty)?;
        Some((wire, kept))
    });
    kept.collect()
}

fn replace(def: &mut TypeDef, wire: &str, ty: &TypeRef) {
    let TypeKind::Struct(shape) = &mut def.kind else { return };
    for (index, field) in shape.fields.iter_mut().enumerate().filter(|(_, field)| field.wire == wire) {
        field.ty = ty.clone();
        shape.page = match (shape.page.take(), ty) {
            (Some(page), TypeRef::List(item)) if page.items == index => Some(Page { item: (**item).clone(), ..page }),
            // What is not a list has no items to walk through.
            (Some(page), _) if page.items == index => None,
            (page, _) => page,
        };
    }
}

fn add_removed(def: &mut TypeDef, names: &TypeNames, known: &mut Known<'_>, config: &Config) {
    let origin = def.origin.clone();
    let wire = def.wire.clone();
    let TypeKind::Struct(shape) = &mut def.kind else { return };
    if shape.additional.is_none() {
        shape.additional = names.additional.as_deref().and_then(|ty| known.parse(ty, &origin));
    }
    for (name, entry) in &names.fields {
        let Some(ty) = entry.ty.as_deref().filter(|_| shape.fields.iter().all(|field| field.wire != *name)) else {
            continue;
        };
        let (presence, ty) = presence(ty);
        let Some(ty) = known.parse(ty, &origin) else { continue };
        let is_value = !matches!(ty, TypeRef::Bool | TypeRef::Int | TypeRef::UInt | TypeRef::Float | TypeRef::String);
        shape.fields.push(Field {
            wire: name.clone(),
            docs: gone(),
            presence,
            read_only: entry.has(Flag::ReadOnly),
            omit_in_request: entry.has(Flag::ReadOnly),
            secret: ty == TypeRef::Secret || is_value && config.secrets().is_container(&[&wire], name),
            deprecated: entry.has(Flag::Deprecated),
            removed: true,
            origin: origin.clone(),
            ty,
            ..Field::default()
        });
    }
}
