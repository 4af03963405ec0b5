//! What the names lock keeps of the getters of unions.

use std::borrow::Cow;

use crate::ir::{Api, Common, Field, TypeId, TypeKind, TypeRef, Union};
use crate::lock::{Entry, Flag, TypeNames};

/// Keeps the getters that a union had, as they were, while a variant has the property: a new variant without it must
/// not break who reads it.
pub(super) fn keep(api: &mut Api, known: &[Option<Cow<'_, TypeNames>>]) {
    for (index, known) in known.iter().enumerate() {
        let (TypeKind::Union(union), Some(known)) = (&api.types[index].kind, known) else { continue };
        let mut common = union.common.clone();
        for (wire, entry) in &known.getters {
            let Some(kept) = kept(api, union, wire, entry) else { continue };
            match common.iter_mut().find(|property| property.wire == *wire) {
                Some(property) => *property = kept,
                None => common.push(kept),
            }
        }
        if let TypeKind::Union(union) = &mut api.types[index].kind {
            union.common = common;
        }
    }
}

/// A getter as the lock has it, if fields of that name can still be read and set like that.
fn kept(api: &Api, union: &Union, wire: &str, entry: &Entry) -> Option<Common> {
    let was = entry.ty.as_deref()?;
    let fields = union.fields(&api.types, wire);
    let now = fields.iter().map(|field| &field.ty).find(|ty| api.spelled(ty) == was);
    let ty = match now {
        Some(ty) => ty.clone(),
        None if was == "String" => TypeRef::String,
        None => TypeRef::Named(api.types.iter().position(|def| def.is_enum() && def.is_called(was)).map(TypeId)?),
    };
    let fits = |field: &&Field| field.ty.is_same(&ty) || field.ty.is_text(&api.types) && ty.is_text(&api.types);
    let docs = fields.iter().find(|field| fits(field))?.docs.clone();
    let settable = entry.has(Flag::Setter) && fields.iter().all(fits);
    Some(Common { wire: wire.to_owned(), rust: entry.name.clone(), docs, ty, settable })
}
