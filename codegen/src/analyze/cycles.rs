//! Types that contain themselves: which fields need a box.

use std::collections::BTreeSet;

use super::graph::Graph;
use crate::ir::{Api, TypeDef, TypeKind, TypeRef};

/// Boxes the fields through which a struct contains itself.
///
/// Lists, maps and the arms of unions are on the heap already, so only a struct directly inside a struct counts. Every field of a circle
/// is boxed, not just one: which one would depend on the other types of the description.
pub(super) fn boxes(api: &mut Api) {
    let graph = Graph::new(api.types.iter().map(|def| inside(&api.types, def)).collect());
    let components = graph.components();
    for (at, def) in api.types.iter_mut().enumerate() {
        if let TypeKind::Struct(shape) = &mut def.kind {
            for field in &mut shape.fields {
                field.boxed = matches!(&field.ty, TypeRef::Named(id) if graph.is_circular(&components, at, id.0));
            }
        }
    }
}

/// The structs that stand directly inside a struct.
fn inside(types: &[TypeDef], def: &TypeDef) -> BTreeSet<usize> {
    let TypeKind::Struct(shape) = &def.kind else { return BTreeSet::new() };
    let named =
        shape.fields.iter().filter_map(|field| if let TypeRef::Named(id) = &field.ty { Some(id.0) } else { None });
    named.filter(|id| matches!(types.get(*id).map(|def| &def.kind), Some(TypeKind::Struct(_)))).collect()
}
