//! Groups of inline enums that become one type each.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{EnumValue, Operation, StringEnum, TypeDef, TypeId, TypeKind, TypeRef};

/// Whether a type is an enum that is written where it is used.
pub(super) fn is_inline_enum(def: &TypeDef) -> bool {
    !def.component && matches!(def.kind, TypeKind::Enum(_))
}

/// Enums that become one, with its name. One variant can be in several unions, which joins their groups.
#[derive(Default)]
pub(super) struct Groups {
    all: Vec<(Vec<TypeId>, String)>,
    of: BTreeMap<TypeId, usize>,
}

impl Groups {
    /// Joins the groups of some enums. Of the names that their unions propose the first in the alphabet counts,
    /// whatever the order in which the unions are met: a new operation that reaches the second union first renames
    /// nothing.
    pub(super) fn join(&mut self, enums: &[TypeId], name: String) {
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

/// Makes one type of each group, and removes the types that are left over.
pub(super) fn apply(groups: Groups, types: &mut Vec<TypeDef>, operations: &mut [Operation]) {
    let mut new_id: Vec<TypeId> = (0..types.len()).map(TypeId).collect();
    let mut grown = BTreeSet::new();
    for (mut members, name) in groups.all {
        members.sort_unstable();
        let [first, others @ ..] = members.as_slice() else { continue };
        let mut values: Vec<EnumValue> = Vec::new();
        for value in members.iter().flat_map(|id| values_of(&types[id.0])) {
            if values.iter().all(|known| known.wire != value.wire) {
                values.push(value.clone());
            }
        }
        grown.extend(members.iter().filter(|id| values_of(&types[id.0]).len() < values.len()).map(|id| id.0));
        let mut merged = types[first.0].merged.clone();
        for id in others {
            merged.push(types[id.0].origin.clone());
            merged.extend(types[id.0].merged.iter().cloned());
            new_id[id.0] = *first;
        }
        let def = &mut types[first.0];
        *def = TypeDef { wire: name, kind: TypeKind::Enum(StringEnum { values }), merged, ..def.clone() };
    }
    replace(types, operations, &grown, &new_id);
}

/// The values of an enum.
pub(super) fn values_of(def: &TypeDef) -> &[EnumValue] {
    if let TypeKind::Enum(shape) = &def.kind { &shape.values } else { &[] }
}

/// Leads every reference to the new id of its type, without gaps where types are gone.
fn replace(types: &mut Vec<TypeDef>, operations: &mut [Operation], grown: &BTreeSet<usize>, new_id: &[TypeId]) {
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
                        clause.values_of = clause.values_of.filter(|id| !grown.contains(&id.0));
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
