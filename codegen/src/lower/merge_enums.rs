//! Inline enums of one property within a union, as one type with all values.
//!
//! `providerName` of three kinds of clusters is three enums in the document, with a value each. Whoever reads the
//! property without knowing the kind needs one type.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Lower;
use super::naming::Naming;
use super::node::Node;
use crate::ir::{EnumValue, Operation, StringEnum, TypeDef, TypeId, TypeKind, TypeRef};

/// How deep unions inside unions are looked into.
const DEPTH: usize = 3;

/// Merges the enums, and removes the types that are left over.
pub(super) fn merge(lower: &mut Lower<'_>, operations: &mut [Operation]) {
    let mut groups = Groups::default();
    for (index, def) in lower.types.iter().enumerate() {
        let mut structs = Vec::new();
        variants(&lower.types, def, &mut structs, 0);
        groups.join_properties(&lower.types, &structs, &lower.naming_of(&lower.types[index]));
    }
    for (name, structs) in component_unions(lower) {
        groups.join_properties(&lower.types, &structs, &lower.component_naming(name));
    }
    let mut new_id: Vec<TypeId> = (0..lower.types.len()).map(TypeId).collect();
    let merged: BTreeSet<usize> = groups.of.keys().map(|id| id.0).collect();
    for (mut members, name) in groups.all {
        members.sort_unstable();
        let [first, others @ ..] = members.as_slice() else { continue };
        let mut values: Vec<EnumValue> = Vec::new();
        for id in &members {
            let TypeKind::Enum(shape) = &lower.types[id.0].kind else { continue };
            let new: Vec<_> = shape
                .values
                .iter()
                .filter(|value| values.iter().all(|known| known.wire != value.wire))
                .cloned()
                .collect();
            values.extend(new);
        }
        let merged = others.iter().map(|id| lower.types[id.0].origin.clone()).collect();
        let def = &mut lower.types[first.0];
        *def = TypeDef { wire: name, kind: TypeKind::Enum(StringEnum { values }), merged, ..def.clone() };
        for id in others {
            new_id[id.0] = *first;
        }
    }
    replace(&mut lower.types, operations, &merged, &new_id);
}

/// The structs that a union is one of, also through unions inside it.
fn variants(types: &[TypeDef], def: &TypeDef, structs: &mut Vec<TypeId>, depth: usize) {
    let TypeKind::Union(union) = &def.kind else { return };
    for id in union.variants.iter().filter_map(|variant| variant.ty.named()) {
        match &types[id.0].kind {
            TypeKind::Struct(_) if !structs.contains(&id) => structs.push(id),
            TypeKind::Union(_) if depth < DEPTH => variants(types, &types[id.0], structs, depth + 1),
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
        if let Some(inner) = inner.filter(|_| depth < DEPTH) {
            component_alternatives(lower, &inner, found, depth + 1);
        }
    }
}

fn is_inline_enum(def: &TypeDef) -> bool {
    !def.component && matches!(def.kind, TypeKind::Enum(_))
}

/// Enums that become one, with its name. One variant can be in several unions, which joins their groups.
#[derive(Default)]
struct Groups {
    all: Vec<(Vec<TypeId>, String)>,
    of: BTreeMap<TypeId, usize>,
}

impl Groups {
    /// Joins the inline enums of each property of some structs.
    fn join_properties(&mut self, types: &[TypeDef], structs: &[TypeId], union: &Naming) {
        let mut properties: Vec<(&str, Vec<TypeId>)> = Vec::new();
        for id in structs {
            let TypeKind::Struct(shape) = &types[id.0].kind else { continue };
            for field in &shape.fields {
                let Some(id) = field.ty.named().filter(|id| is_inline_enum(&types[id.0])) else { continue };
                match properties.iter_mut().find(|(property, _)| *property == field.wire) {
                    Some((_, enums)) if enums.contains(&id) => {}
                    Some((_, enums)) => enums.push(id),
                    None => properties.push((&field.wire, vec![id])),
                }
            }
        }
        for (property, enums) in properties {
            self.join(&enums, union.then(property).name());
        }
    }

    /// Joins the groups of some enums. Of the names that their unions propose the first in the alphabet counts,
    /// whatever the order in which the unions are met: a new operation that reaches the second union first renames
    /// nothing.
    fn join(&mut self, enums: &[TypeId], name: String) {
        if enums.len() < 2 {
            return;
        }
        let group = enums.iter().find_map(|id| self.of.get(id).copied()).unwrap_or_else(|| {
            self.all.push((Vec::new(), name.clone()));
            self.all.len() - 1
        });
        self.propose(group, name);
        for id in enums {
            let moved = match self.of.get(id).copied() {
                Some(other) if other == group => continue,
                Some(other) => {
                    let (moved, name) = std::mem::take(&mut self.all[other]);
                    self.propose(group, name);
                    moved
                }
                None => vec![*id],
            };
            for id in moved {
                self.of.insert(id, group);
                self.all[group].0.push(id);
            }
        }
    }

    fn propose(&mut self, group: usize, name: String) {
        let known = &mut self.all[group].1;
        if name < *known {
            *known = name;
        }
    }
}

/// Leads every reference to the new id of its type, without gaps where types are gone.
fn replace(types: &mut Vec<TypeDef>, operations: &mut [Operation], merged: &BTreeSet<usize>, new_id: &[TypeId]) {
    let mut position = vec![TypeId(0); types.len()];
    let mut next = 0;
    for (index, id) in new_id.iter().enumerate() {
        if id.0 == index {
            position[index] = TypeId(next);
            next += 1;
        }
    }
    let lead = |id: &mut TypeId| *id = position[new_id[id.0].0];
    let mut index = 0;
    types.retain(|_| {
        index += 1;
        new_id[index - 1].0 == index - 1
    });
    for def in types {
        match &mut def.kind {
            TypeKind::Enum(_) => {}
            TypeKind::Struct(shape) => {
                let page = shape.page.as_mut().map(|page| &mut page.item);
                let fields = shape.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(shape.additional.as_mut()).chain(page).for_each(|ty| lead_type(ty, &lead));
                shape.patch_of.iter_mut().for_each(lead);
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    lead_type(&mut variant.ty, &lead);
                    for clause in &mut variant.clauses {
                        // The merged enum has more values than the variant.
                        clause.values_of = clause.values_of.filter(|id| !merged.contains(&id.0));
                        clause.values_of.iter_mut().for_each(lead);
                    }
                }
                union.patch_of.iter_mut().for_each(lead);
            }
        }
    }
    for operation in operations {
        operation.references_mut().for_each(|ty| lead_type(ty, &lead));
        operation.pagination.iter_mut().for_each(|pagination| lead(&mut pagination.page));
    }
}

fn lead_type(ty: &mut TypeRef, lead: &impl Fn(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => lead(id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => lead_type(inner, lead),
        _ => {}
    }
}
