//! Bodies of PATCH calls: absent means unchanged, so every property must be able to be absent.

use std::collections::BTreeMap;

use super::context::Lower;
use crate::ir::{Arm, Method, Operation, Presence, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union};

/// Gives every PATCH whose body has required properties an all-optional twin of the body's type. For a union the twin's arms are twins.
pub(super) fn replace_bodies(lower: &mut Lower<'_>, operations: &mut [Operation]) {
    let mut twins = BTreeMap::new();
    for operation in operations.iter_mut().filter(|operation| operation.method == Method::Patch) {
        if let Some(body) = &mut operation.body {
            body.ty = twin(lower, &mut twins, &body.ty, 0);
        }
    }
}

/// How deep unions inside unions get twins.
const DEPTH: usize = 8;

/// The twin of a type, or the type itself where nothing in it is required.
fn twin(lower: &mut Lower<'_>, twins: &mut BTreeMap<TypeId, TypeId>, ty: &TypeRef, depth: usize) -> TypeRef {
    let TypeRef::Named(id) = *ty else { return ty.clone() };
    if let Some(known) = twins.get(&id) {
        return TypeRef::Named(*known);
    }
    // A union that contains itself as an arm ends here.
    twins.insert(id, id);
    let kind = match lower.types[id.0].kind.clone() {
        TypeKind::Struct(shape) if shape.fields.iter().any(|field| field.required) => {
            Some(TypeKind::Struct(optional(shape, id)))
        }
        TypeKind::Union(union) if depth < DEPTH => arms(lower, twins, &union, id, depth + 1).map(TypeKind::Union),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
    };
    let Some(kind) = kind else { return ty.clone() };
    let full = lower.types[id.0].clone();
    let wire = lower.naming_of(&full).then("Patch").name();
    let new = TypeId(lower.types.len());
    lower.types.push(TypeDef { wire, component: false, aliases: Vec::new(), kind, ..full });
    twins.insert(id, new);
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

/// The union with the twins of its arms, if any arm has one.
fn arms(
    lower: &mut Lower<'_>,
    twins: &mut BTreeMap<TypeId, TypeId>,
    union: &Union,
    full: TypeId,
    depth: usize,
) -> Option<Union> {
    let arms: Vec<Arm> =
        union.arms.iter().map(|arm| Arm { ty: twin(lower, twins, &arm.ty, depth), ..arm.clone() }).collect();
    let differs = arms.iter().zip(&union.arms).any(|(new, old)| new.ty != old.ty);
    differs.then(|| Union { arms, tag: union.tag.clone(), patch_of: Some(full) })
}
