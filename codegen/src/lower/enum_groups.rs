//! Groups of inline enums that become one type each.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::ir::{EnumValue, Operation, StringEnum, TypeDef, TypeId, TypeKind, replace_types};

/// Whether a type is an enum that is written where it is used.
pub(super) fn is_inline_enum(def: &TypeDef) -> bool {
    !def.component && def.is_enum()
}

/// Enums that become one, with a name for it. One variant can be in several unions, which joins their groups.
#[derive(Default)]
pub(super) struct Groups(Vec<(Vec<TypeId>, String)>);

impl Groups {
    /// Joins the groups of some enums. Of the names that their unions propose the first in the alphabet counts,
    /// whatever the order in which the unions are met: a new operation that reaches the second union first renames
    /// nothing.
    pub(super) fn join(&mut self, enums: &[TypeId], name: String) {
        if enums.len() > 1 {
            self.0.push((enums.to_vec(), name));
        }
    }
}

/// Makes one type of each group, and removes the types that are left over.
pub(super) fn apply(groups: Groups, types: &mut Vec<TypeDef>, operations: &mut [Operation]) {
    if groups.0.is_empty() {
        return;
    }
    let mut edges: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); types.len()];
    for pair in groups.0.iter().flat_map(|(enums, _)| enums.windows(2)) {
        edges[pair[0].0].insert(pair[1].0);
        edges[pair[1].0].insert(pair[0].0);
    }
    let components = Graph::new(edges).components();
    let mut joined: BTreeMap<usize, (BTreeSet<TypeId>, BTreeSet<String>)> = BTreeMap::new();
    for (enums, name) in groups.0 {
        let (members, names) = joined.entry(components[enums[0].0]).or_default();
        members.extend(enums);
        names.insert(name);
    }
    let mut becomes: Vec<_> = (0..types.len()).map(TypeId).map(Some).collect();
    let mut grown: BTreeSet<TypeId> = BTreeSet::new();
    for (members, mut names) in joined.into_values() {
        let (Some(first), Some(name)) = (members.first().copied(), names.pop_first()) else { continue };
        let mut values: Vec<EnumValue> = Vec::new();
        for value in members.iter().flat_map(|id| values_of(&types[id.0])) {
            if values.iter().all(|known| known.wire != value.wire) {
                values.push(value.clone());
            }
        }
        grown.extend(members.iter().filter(|id| values_of(&types[id.0]).len() < values.len()));
        let mut merged = types[first.0].merged.clone();
        for id in members.iter().skip(1) {
            merged.push(types[id.0].origin.clone());
            merged.extend(types[id.0].merged.iter().cloned());
            becomes[id.0] = Some(first);
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
