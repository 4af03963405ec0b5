//! What tells the variants of a union apart, found in the lowered types: tags that variants do not declare, and properties whose values differ.

use std::collections::BTreeSet;

use super::list::push_new;
use crate::ir::{Clause, Docs, Field, Presence, TypeDef, TypeId, TypeKind, TypeRef, Union};

/// Gives a struct that is for several values of a tag without declaring it a property for the tag: else the value would be
/// lost between a response and a request. A variant with a single value needs none, the engine adds it.
pub(super) fn add_missing_tags(types: &mut [TypeDef]) {
    let mut missing: Vec<(TypeId, String)> = Vec::new();
    for def in types.iter() {
        let TypeKind::Union(union) = &def.kind else { continue };
        let several = union.variants.iter().flat_map(|variant| {
            variant.clauses.iter().filter(|clause| clause.values.len() > 1).map(|clause| (&variant.ty, clause))
        });
        for (ty, clause) in several.filter(|_| union.tag.is_some()) {
            let TypeRef::Named(id) = ty else { continue };
            let undeclared = matches!(&types[id.0].kind, TypeKind::Struct(shape) if shape.fields.iter().all(|field| field.wire != clause.property));
            if undeclared {
                push_new(&mut missing, (*id, clause.property.clone()));
            }
        }
    }
    for (id, property) in missing {
        let origin = types[id.0].origin.clone();
        if let TypeKind::Struct(shape) = &mut types[id.0].kind {
            shape.fields.push(Field {
                wire: property,
                docs: Docs { summary: "Tells which of several kinds this is.".to_owned(), body: Vec::new() },
                ty: TypeRef::String,
                presence: Presence::Optional,
                origin,
                ..Field::default()
            });
        }
    }
}

/// Finds the properties whose values tell variants apart, for unions without a discriminator: a property that is a string enum in every
/// variant, with values that differ. One that is enough alone is taken alone.
pub(super) fn find_clauses(types: &mut [TypeDef]) {
    let found: Vec<(usize, Vec<Vec<Clause>>)> = types
        .iter()
        .enumerate()
        .filter_map(|(i, def)| {
            let TypeKind::Union(union) = &def.kind else { return None };
            let variants: Vec<&TypeRef> = union.variants.iter().map(|variant| &variant.ty).collect();
            (union.tag.is_none() && variants.len() > 1).then(|| (i, clauses(types, &variants)))
        })
        .collect();
    for (i, found) in found {
        let TypeKind::Union(union) = &mut types[i].kind else { continue };
        for (variant, clauses) in union.variants.iter_mut().zip(found) {
            let new = clauses
                .into_iter()
                .filter(|clause| variant.clauses.iter().all(|known| known.property != clause.property));
            let new: Vec<_> = new.collect();
            variant.clauses.extend(new);
        }
    }
}

/// The clauses of each variant.
fn clauses(types: &[TypeDef], variants: &[&TypeRef]) -> Vec<Vec<Clause>> {
    let objects: Vec<usize> =
        (0..variants.len()).filter(|&i| matches!(variants[i], TypeRef::Named(id) if !types[id.0].is_enum())).collect();
    let mut by_variant = vec![Vec::new(); variants.len()];
    let Some(&first) = objects.first() else { return by_variant };
    let mut candidates: Vec<Vec<Clause>> = Vec::new();
    for property in properties(types, variants[first], 0) {
        let values: Option<Vec<Clause>> = objects.iter().map(|&i| values(types, variants[i], &property, 0)).collect();
        let Some(values) = values else { continue };
        let sets: Vec<BTreeSet<&str>> =
            values.iter().map(|clause| clause.values.iter().map(String::as_str).collect()).collect();
        let pairs = || sets.iter().enumerate().flat_map(|(i, a)| sets.iter().skip(i + 1).map(move |b| (a, b)));
        if pairs().all(|(a, b)| a.is_disjoint(b)) {
            candidates = vec![values];
            break;
        }
        if pairs().any(|(a, b)| a != b) {
            candidates.push(values);
        }
    }
    for candidate in candidates {
        for (&i, clause) in objects.iter().zip(candidate) {
            by_variant[i].push(clause);
        }
    }
    by_variant
}

/// Names of the properties of an object, in order.
fn properties(types: &[TypeDef], ty: &TypeRef, depth: usize) -> Vec<String> {
    match named(types, ty) {
        Some(TypeDef { kind: TypeKind::Struct(shape), .. }) => {
            shape.fields.iter().map(|field| field.wire.clone()).collect()
        }
        Some(TypeDef { kind: TypeKind::Union(union), .. }) if depth < Union::DEPTH => {
            union.variants.first().map_or_else(Vec::new, |variant| properties(types, &variant.ty, depth + 1))
        }
        _ => Vec::new(),
    }
}

/// The values that a property can have in an object, where it is a string enum.
fn values(types: &[TypeDef], ty: &TypeRef, property: &str, depth: usize) -> Option<Clause> {
    match &named(types, ty)?.kind {
        TypeKind::Struct(shape) => {
            let field = shape.fields.iter().find(|field| field.wire == property)?;
            let TypeRef::Named(id) = &field.ty else { return None };
            let TypeKind::Enum(shape) = &types[id.0].kind else { return None };
            let values = shape.values.iter().map(|value| value.wire.clone()).collect();
            Some(Clause { property: property.to_owned(), values, values_of: Some(*id), ..Clause::default() })
        }
        TypeKind::Union(union) if depth < Union::DEPTH => {
            let mut all = Clause { property: property.to_owned(), ..Clause::default() };
            for variant in &union.variants {
                let of_variant =
                    variant.clauses.iter().find(|clause| clause.property == property && union.tag.is_some());
                let more = of_variant.cloned().or_else(|| values(types, &variant.ty, property, depth + 1))?;
                all.values.extend(more.values);
                all.is_scalar |= more.is_scalar;
            }
            let mut seen = BTreeSet::new();
            all.values.retain(|value| seen.insert(value.clone()));
            Some(all)
        }
        _ => None,
    }
}

fn named<'t>(types: &'t [TypeDef], ty: &TypeRef) -> Option<&'t TypeDef> {
    match ty {
        TypeRef::Named(id) => types.get(id.0),
        _ => None,
    }
}
