//! Inline enums of one property within a union, as one type with all values.
//!
//! `providerName` of three kinds of clusters is three enums in the document, with a value each. Whoever reads the
//! property without knowing the kind needs one type.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Lower;
use super::enum_groups::{self, Groups, is_inline_enum};
use super::list::push_new;
use super::naming::Naming;
use super::node::Node;
use super::same_enums;
use crate::case;
use crate::ir::{Operation, TypeDef, TypeId, TypeKind, Union};
use crate::lock::MergedEnum;

/// Merges the enums, and removes the types that are left over.
///
/// What was one type before stays one: a value that is added at one of its places does not part them.
pub(super) fn merge(lower: &mut Lower<'_>, operations: &mut [Operation], known: &[MergedEnum<'_>]) {
    enum_groups::apply(of_unions(lower), &mut lower.types, operations);
    enum_groups::apply(of_places(&lower.types, known), &mut lower.types, operations);
    enum_groups::apply(same_enums::of_paths(&lower.types, operations), &mut lower.types, operations);
    enum_groups::apply(same_enums::of_objects(&lower.types), &mut lower.types, operations);
    enum_groups::apply(same_enums::of_directions(&lower.types), &mut lower.types, operations);
}

/// The enums that are one type already.
fn of_places(types: &[TypeDef], known: &[MergedEnum<'_>]) -> Groups {
    let inline = types.iter().enumerate().filter(|(_, def)| is_inline_enum(def));
    let mut ids: BTreeMap<String, TypeId> = BTreeMap::new();
    for (index, def) in inline {
        ids.extend(def.places().map(|place| (place.to_string(), TypeId(index))));
    }
    let mut groups = Groups::default();
    for merged in known {
        let members: BTreeSet<TypeId> = merged.places.iter().filter_map(|place| ids.get(*place).copied()).collect();
        groups.join(&members.into_iter().collect::<Vec<_>>(), merged.wire.to_owned());
    }
    groups
}

/// The enums of one property within a union.
fn of_unions(lower: &Lower<'_>) -> Groups {
    let mut groups = Groups::default();
    for (index, def) in lower.types.iter().enumerate() {
        let mut structs = Vec::new();
        variants(&lower.types, def, &mut structs, 0);
        join_properties(&mut groups, lower, &structs, &lower.naming_of(&lower.types[index]));
    }
    for (name, structs) in component_unions(lower) {
        join_properties(&mut groups, lower, &structs, &lower.component_naming(name));
    }
    groups
}

/// Joins the inline enums of each property of a union's structs; and, where all have the same list of values, those of
/// each property of what the structs hold: `operator` of the matchers of all kinds of alerts.
fn join_properties(groups: &mut Groups, lower: &Lower<'_>, structs: &[TypeId], union: &Naming) {
    let is_struct = |def: &TypeDef| matches!(def.kind, TypeKind::Struct(_));
    for (property, enums) in by_property(&lower.types, structs, is_inline_enum) {
        groups.join(&enums, union.then(property).name());
    }
    for (property, held) in by_property(&lower.types, structs, is_struct) {
        let names = held.iter().map(|id| case::words(&lower.naming_of(&lower.types[id.0]).name()));
        let names: Vec<Vec<String>> = names.collect();
        let naming = same_enums::shared_end(&names).map_or_else(|| union.then(property), Naming::named);
        for (property, enums) in by_property(&lower.types, &held, TypeDef::is_enum) {
            let is_same = same_enums::by_values(&lower.types, &enums).first().is_some_and(|same| *same == enums);
            if is_same && enums.iter().all(|id| is_inline_enum(&lower.types[id.0])) {
                groups.join(&enums, naming.then(property).name());
            }
        }
    }
}

/// The types of each property of some structs, if they are as wanted.
fn by_property<'t>(
    types: &'t [TypeDef],
    structs: &[TypeId],
    is_wanted: fn(&TypeDef) -> bool,
) -> Vec<(&'t str, Vec<TypeId>)> {
    let mut properties: Vec<(&str, Vec<TypeId>)> = Vec::new();
    for id in structs {
        for field in types[id.0].fields() {
            let Some(id) = field.ty.named().filter(|id| is_wanted(&types[id.0])) else { continue };
            match properties.iter_mut().find(|(property, _)| *property == field.wire) {
                Some((_, found)) => push_new(found, id),
                None => properties.push((&field.wire, vec![id])),
            }
        }
    }
    properties
}

/// The structs that a union is one of, also through unions inside it.
fn variants(types: &[TypeDef], def: &TypeDef, structs: &mut Vec<TypeId>, depth: usize) {
    let TypeKind::Union(union) = &def.kind else { return };
    for id in union.variants.iter().filter_map(|variant| variant.ty.named()) {
        match &types[id.0].kind {
            TypeKind::Struct(_) if !structs.contains(&id) => structs.push(id),
            TypeKind::Union(_) if depth < Union::DEPTH => variants(types, &types[id.0], structs, depth + 1),
            _ => {}
        }
    }
}

/// The component schemas that are unions, with those of their variants that have a type.
///
/// Whether an operation reaches the union makes no difference: else a new operation, which reaches one more union of
/// the same variants, would merge or rename the enums of the others.
fn component_unions<'a>(lower: &Lower<'a>) -> Vec<(&'a str, Vec<TypeId>)> {
    let types = lower.types.iter().enumerate().filter(|(_, def)| def.component);
    let structs: BTreeMap<&str, TypeId> = types
        .filter(|(_, def)| matches!(def.kind, TypeKind::Struct(_)))
        .map(|(index, def)| (def.wire.as_str(), TypeId(index)))
        .collect();
    let unions = lower.schemas().map(|(name, node)| {
        let mut alternatives = Vec::new();
        component_alternatives(lower, &node, &mut alternatives, 0);
        (name, alternatives.iter().filter_map(|name| structs.get(name.as_str()).copied()).collect())
    });
    unions.collect()
}

/// The components that a schema is one of, also through unions inside it.
fn component_alternatives<'a>(lower: &Lower<'a>, node: &Node<'a>, found: &mut Vec<String>, depth: usize) {
    for component in lower.alternative_components(node) {
        if found.contains(&component) {
            continue;
        }
        let inner = lower.schema_named(&component);
        found.push(component);
        if let Some(inner) = inner.filter(|_| depth < Union::DEPTH) {
            component_alternatives(lower, &inner, found, depth + 1);
        }
    }
}
