//! Unions inside a variant of another one, whose tag decides for both.
//!
//! A region of `AZURE` has `AzureHardwareSpec` hardware, though most of its sizes are sizes of the other providers as
//! well. No schema says so but by its name: without the words of its union it is called like the value of the tag.

use std::collections::{BTreeMap, BTreeSet};

use super::super::list::push_new;
use crate::case;
use crate::ir::{TypeDef, TypeId, TypeKind, TypeRef, Union};

/// Finds the variants that the tag of an enclosing union means.
pub(super) fn find(types: &mut [TypeDef]) {
    let mut meant: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (value, inner) in inner_unions(types) {
        let TypeKind::Union(union) = &types[inner.0].kind else { continue };
        let words = case::words(&value);
        let of_union = case::words(&types[inner.0].wire);
        let is_meant = |ty: &TypeRef| {
            ty.named().is_some_and(|id| case::distinct(&of_union, &case::words(&types[id.0].wire)) == words.as_slice())
        };
        let Some(index) = union.variants.iter().position(|variant| is_meant(&variant.ty)) else { continue };
        push_new(meant.entry((inner.0, index)).or_default(), value);
    }
    for ((inner, index), values) in meant {
        if let TypeKind::Union(union) = &mut types[inner].kind {
            union.variants[index].parents = values;
        }
    }
}

/// Unions in the properties of variants that have a tag, each with a value of that tag. They have no tag themselves,
/// nor a property that says it all: the message of a text can quote an image, if the quotation says which it is.
fn inner_unions(types: &[TypeDef]) -> Vec<(String, TypeId)> {
    let mut found = Vec::new();
    for def in types {
        let TypeKind::Union(outer) = &def.kind else { continue };
        for variant in outer.variants.iter().filter(|_| outer.tag.is_some()) {
            let (Some(clause), Some(id)) = (variant.clauses.first(), variant.ty.named()) else { continue };
            for inner in types[id.0].fields().iter().filter_map(|field| field.ty.named()) {
                if matches!(&types[inner.0].kind, TypeKind::Union(union) if union.tag.is_none() && !is_told(union)) {
                    found.extend(clause.values.iter().map(|value| (value.clone(), inner)));
                }
            }
        }
    }
    found
}

/// Whether one property has other values in each variant.
fn is_told(union: &Union) -> bool {
    let properties = union.variants.iter().flat_map(|variant| &variant.clauses).map(|clause| &clause.property);
    properties.collect::<BTreeSet<_>>().into_iter().any(|property| {
        let mut seen = BTreeSet::new();
        union.variants.iter().all(|variant| {
            let clause = variant.clauses.iter().find(|clause| clause.property == *property);
            clause.is_some_and(|clause| clause.values.iter().all(|value| seen.insert(value)))
        })
    })
}
