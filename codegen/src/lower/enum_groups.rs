//! Groups of inline enums that become one type each.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{EnumValue, Operation, StringEnum, TypeDef, TypeId, TypeKind, replace_types};

/// Whether a type is an enum that is written where it is used.
pub(super) fn is_inline_enum(def: &TypeDef) -> bool {
    !def.component && def.is_enum()
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
    if groups.all.is_empty() {
        return;
    }
    let mut becomes: Vec<_> = (0..types.len()).map(TypeId).map(Some).collect();
    let mut grown: BTreeSet<TypeId> = BTreeSet::new();
    for (mut members, name) in groups.all {
        members.sort_unstable();
        let [first, others @ ..] = members.as_slice() else { continue };
        let mut values: Vec<EnumValue> = Vec::new();
        for value in members.iter().flat_map(|id| values_of(&types[id.0])) {
            if values.iter().all(|known| known.wire != value.wire) {
                values.push(value.clone());
            }
        }
        grown.extend(members.iter().filter(|id| values_of(&types[id.0]).len() < values.len()));
        let mut merged = types[first.0].merged.clone();
        for id in others {
            merged.push(types[id.0].origin.clone());
            merged.extend(types[id.0].merged.iter().cloned());
            becomes[id.0] = Some(*first);
        }
        let def = &mut types[first.0];
        *def = TypeDef { wire: name, kind: TypeKind::Enum(StringEnum { values }), merged, ..def.clone() };
    }
    // A merged enum has more values than a variant that it was an enum of.
    replace_types(types, operations, &becomes, |id| !grown.contains(&id));
}

/// The values of an enum.
pub(super) fn values_of(def: &TypeDef) -> &[EnumValue] {
    if let TypeKind::Enum(shape) = &def.kind { &shape.values } else { &[] }
}
