//! What all variants of a union have, so that it can be read without knowing the variant.

use crate::ir::{Common, TypeDef, TypeKind, TypeRef, Union};

/// Finds the properties that all variants of each union have.
pub(crate) fn find(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let TypeKind::Union(union) = &types[index].kind else { continue };
        let found = common(types, union, 0);
        if let TypeKind::Union(union) = &mut types[index].kind {
            union.common = found;
        }
    }
}

fn common(types: &[TypeDef], union: &Union, depth: usize) -> Vec<Common> {
    let mut variants = union.variants.iter().map(|variant| properties(types, &variant.ty, depth));
    let mut all = variants.next().unwrap_or_default();
    for variant in variants {
        all.retain_mut(|property| {
            let Some(other) = variant.iter().find(|other| other.wire == property.wire) else { return false };
            property.settable &= other.settable && property.ty.is_same(&other.ty);
            let ty = both(types, &property.ty, &other.ty);
            ty.map(|ty| property.ty = ty).is_some()
        });
    }
    // What tells the variants apart cannot be set: a circle is not made a square by its `kind`.
    let tells =
        |wire: &str| union.variants.iter().flat_map(|variant| &variant.clauses).any(|clause| clause.property == wire);
    for property in &mut all {
        property.settable &= !tells(&property.wire);
    }
    all
}

/// The properties of a variant.
fn properties(types: &[TypeDef], variant: &TypeRef, depth: usize) -> Vec<Common> {
    match variant.def(types).map(|def| &def.kind) {
        Some(TypeKind::Struct(shape)) => {
            let readable = shape.fields.iter().filter(|field| !field.secret);
            let property = readable.map(|field| Common {
                wire: field.wire.clone(),
                rust: String::new(),
                docs: field.docs.clone(),
                ty: field.ty.clone(),
                settable: !field.omit_in_request,
            });
            property.collect()
        }
        Some(TypeKind::Union(inner)) if depth < Union::DEPTH => common(types, inner, depth + 1),
        _ => Vec::new(),
    }
}

/// The type that values of two types have: strings for enums that differ.
fn both(types: &[TypeDef], a: &TypeRef, b: &TypeRef) -> Option<TypeRef> {
    if a.is_same(b) { Some(a.clone()) } else { (a.is_text(types) && b.is_text(types)).then_some(TypeRef::String) }
}
