//! Properties whose values tell the variants of a union without a discriminator apart, found in the lowered types.

use std::collections::BTreeSet;

use super::super::list::push_new;
use crate::ir::{Clause, Field, TypeDef, TypeId, TypeKind, TypeRef, Union};

/// Finds the properties whose values tell variants apart, for unions without a discriminator: a property that has
/// listed values (strings, numbers or booleans) in every variant that has it, and others in each. One that is enough
/// alone is taken alone, best one that all variants must have: a request gets the value of the property.
pub(super) fn find(types: &mut [TypeDef]) {
    for i in 0..types.len() {
        let TypeKind::Union(union) = &types[i].kind else { continue };
        let variants: Vec<&TypeRef> = union.variants.iter().map(|variant| &variant.ty).collect();
        if union.tag.is_some() || variants.len() < 2 {
            continue;
        }
        // The clauses of a union without a tag are read for no other one.
        let found = clauses(types, &variants);
        let TypeKind::Union(union) = &mut types[i].kind else { continue };
        for (variant, clauses) in union.variants.iter_mut().zip(found) {
            let is_new = |clause: &Clause| variant.clauses.iter().all(|known| known.property != clause.property);
            let new: Vec<_> = clauses.into_iter().filter(is_new).collect();
            variant.clauses.extend(new);
        }
    }
}

/// The clauses of each variant: of the one property that tells all of them apart alone, else of all that tell some
/// apart and do so together.
fn clauses(types: &[TypeDef], variants: &[&TypeRef]) -> Vec<Vec<Clause>> {
    let is_object = |&i: &usize| variants[i].def(types).is_some_and(|def| !def.is_enum());
    let objects: Vec<usize> = (0..variants.len()).filter(is_object).collect();
    let mut by_variant = vec![Vec::new(); variants.len()];
    // Where only one variant is an object, that tells it: a new value of its enum does not make it another one.
    let maps = variants.iter().filter(|ty| matches!(ty, TypeRef::Map(_))).count();
    if objects.len() + maps < 2 {
        return by_variant;
    }
    let (mut alone, mut together) = (None, Vec::new());
    let mut names = Vec::new();
    for name in objects.iter().flat_map(|&i| properties(types, variants[i], 0)) {
        push_new(&mut names, name);
    }
    for property in names {
        let values: Vec<Option<Clause>> = objects.iter().map(|&i| values(types, variants[i], &property, 0)).collect();
        let mut unlisted = objects.iter().zip(&values).filter(|(_, values)| values.is_none());
        if unlisted.any(|(&i, _)| declares(types, variants[i], &property, 0)) {
            continue;
        }
        let sets: Vec<BTreeSet<_>> = values.iter().flatten().map(allowed).collect();
        let pairs = || sets.iter().enumerate().flat_map(|(i, a)| sets.iter().skip(i + 1).map(move |b| (a, b)));
        if sets.len() == objects.len() && pairs().all(|(a, b)| a.is_disjoint(b)) {
            if objects.iter().all(|&i| requires(types, variants[i], &property)) {
                alone = Some(values);
                break;
            }
            alone.get_or_insert(values);
        } else if pairs().any(|(a, b)| a != b) {
            together.push(values);
        }
    }
    for candidate in alone.map_or(together, |alone| vec![alone]) {
        for (&i, clause) in objects.iter().zip(candidate) {
            by_variant[i].extend(clause);
        }
    }
    by_variant
}

/// Whether all values of a type have a property.
fn requires(types: &[TypeDef], ty: &TypeRef, property: &str) -> bool {
    let fields = match ty.def(types) {
        Some(TypeDef { kind: TypeKind::Union(union), .. }) => union.fields(types, property),
        def => def.into_iter().flat_map(TypeDef::fields).filter(|field| field.wire == property).collect(),
    };
    !fields.is_empty() && fields.iter().all(|field| field.required)
}

/// Whether a type has a property, of whatever values.
fn declares(types: &[TypeDef], ty: &TypeRef, property: &str, depth: usize) -> bool {
    match ty.def(types).map(|def| &def.kind) {
        Some(TypeKind::Union(union)) => {
            depth == Union::DEPTH
                || union.variants.iter().any(|variant| declares(types, &variant.ty, property, depth + 1))
        }
        _ => ty.def(types).is_some_and(|def| def.fields().iter().any(|field| field.wire == property)),
    }
}

/// Names of the properties of an object, in order.
fn properties(types: &[TypeDef], ty: &TypeRef, depth: usize) -> Vec<String> {
    match ty.def(types) {
        Some(TypeDef { kind: TypeKind::Struct(shape), .. }) => {
            shape.fields.iter().map(|field| field.wire.clone()).collect()
        }
        Some(TypeDef { kind: TypeKind::Union(union), .. }) if depth < Union::DEPTH => {
            union.variants.first().map_or_else(Vec::new, |variant| properties(types, &variant.ty, depth + 1))
        }
        _ => Vec::new(),
    }
}

/// The values of a clause: `1` is not `"1"`.
fn allowed(clause: &Clause) -> BTreeSet<(bool, &str)> {
    clause.values.iter().map(|value| (clause.is_scalar, value.as_str())).collect()
}

/// The values that a property can have in an object, where they are listed.
fn values(types: &[TypeDef], ty: &TypeRef, property: &str, depth: usize) -> Option<Clause> {
    match &ty.def(types)?.kind {
        TypeKind::Struct(shape) => {
            let field = shape.fields.iter().find(|field| field.wire == property)?;
            let (values, values_of) = listed(types, field)?;
            let is_scalar = !matches!(field.ty, TypeRef::Named(_));
            Some(Clause { property: property.to_owned(), values, is_scalar, values_of })
        }
        TypeKind::Union(union) if depth < Union::DEPTH => {
            let of_variants = union.variants.iter().map(|variant| {
                let tag = variant.clauses.iter().find(|clause| clause.property == property && union.tag.is_some());
                tag.cloned().or_else(|| values(types, &variant.ty, property, depth + 1))
            });
            let of_variants: Vec<Clause> = of_variants.collect::<Option<_>>()?;
            let is_scalar = of_variants.first()?.is_scalar;
            // One condition is about strings or about scalars.
            let is_alike = of_variants.iter().all(|clause| clause.is_scalar == is_scalar);
            let mut all = Vec::new();
            of_variants.into_iter().flat_map(|clause| clause.values).for_each(|value| push_new(&mut all, value));
            is_alike.then(|| Clause { property: property.to_owned(), values: all, is_scalar, values_of: None })
        }
        _ => None,
    }
}

/// The values that a field lists, and the string enum that has just these; scalars have none.
fn listed(types: &[TypeDef], field: &Field) -> Option<(Vec<String>, Option<TypeId>)> {
    match &field.ty {
        TypeRef::Named(id) => {
            let TypeKind::Enum(shape) = &types[id.0].kind else { return None };
            if !field.allowed.is_empty() {
                return Some((field.allowed.clone(), None));
            }
            Some((shape.values.iter().map(|value| value.wire.clone()).collect(), Some(*id)))
        }
        TypeRef::Bool | TypeRef::Int | TypeRef::UInt | TypeRef::Float if !field.constraints.values.is_empty() => {
            Some((field.constraints.values.clone(), None))
        }
        _ => None,
    }
}
