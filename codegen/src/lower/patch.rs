//! Bodies of PATCH calls: absent means unchanged, so every property must be able to be absent.

use std::collections::BTreeMap;

use super::context::Lower;
use crate::ir::{Method, Operation, Presence, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union, Variant};

/// Gives every PATCH whose body has required properties an all-optional patch type of the body's type. For a union the patch type's variants are patch types.
pub(super) fn replace_bodies(lower: &mut Lower<'_>, operations: &mut [Operation]) {
    let mut patch_types = BTreeMap::new();
    for operation in operations.iter_mut().filter(|operation| operation.method == Method::Patch) {
        if let Some(ty) = operation.body.as_mut().and_then(|body| body.ty.as_mut()) {
            let ty = if let TypeRef::Option(inner) = ty { inner } else { ty };
            *ty = patch_type(lower, &mut patch_types, ty, 0);
        }
    }
}

/// How deep unions inside unions get patch types.
const DEPTH: usize = 8;

/// The patch type of a type, or the type itself where nothing in it is required.
fn patch_type(
    lower: &mut Lower<'_>,
    patch_types: &mut BTreeMap<TypeId, TypeId>,
    ty: &TypeRef,
    depth: usize,
) -> TypeRef {
    let TypeRef::Named(id) = *ty else { return ty.clone() };
    if let Some(known) = patch_types.get(&id) {
        return TypeRef::Named(*known);
    }
    // A union that contains itself as a variant ends here.
    patch_types.insert(id, id);
    let kind = match lower.types[id.0].kind.clone() {
        TypeKind::Struct(shape) if shape.fields.iter().any(|field| field.required) => {
            Some(TypeKind::Struct(optional(shape, id)))
        }
        TypeKind::Union(union) if depth < DEPTH => {
            variants(lower, patch_types, &union, id, depth + 1).map(TypeKind::Union)
        }
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
    };
    let Some(kind) = kind else { return ty.clone() };
    let full = lower.types[id.0].clone();
    let wire = lower.naming_of(&full).then("Patch").name();
    let new = TypeId(lower.types.len());
    lower.types.push(TypeDef { wire, component: false, aliases: Vec::new(), kind, ..full });
    patch_types.insert(id, new);
    TypeRef::Named(new)
}

fn optional(mut shape: Struct, full: TypeId) -> Struct {
    for field in &mut shape.fields {
        field.required = false;
        if field.presence == Presence::Required {
            field.presence = Presence::Optional;
        }
    }
    Struct { patch_of: Some(full), page: None, ..shape }
}

/// The union with the patch types of its variants, if any variant has one.
fn variants(
    lower: &mut Lower<'_>,
    patch_types: &mut BTreeMap<TypeId, TypeId>,
    union: &Union,
    full: TypeId,
    depth: usize,
) -> Option<Union> {
    let variants: Vec<Variant> = union
        .variants
        .iter()
        .map(|variant| Variant { ty: patch_type(lower, patch_types, &variant.ty, depth), ..variant.clone() })
        .collect();
    let differs = variants.iter().zip(&union.variants).any(|(new, old)| new.ty != old.ty);
    differs.then(|| Union { variants, common: Vec::new(), tag: union.tag.clone(), patch_of: Some(full) })
}
