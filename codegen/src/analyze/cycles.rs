//! Types that contain themselves: which fields need a box, and which cannot be plain.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::ir::{Api, Field, Presence, TypeDef, TypeKind, TypeRef};

/// Boxes the fields through which a struct contains itself, and makes a required one optional where every value would have to hold
/// another one without end: such a type would have no default.
///
/// Lists, maps and the variants of unions are on the heap already, so only a struct directly inside a struct counts. Every field of a cycle
/// is boxed, not just one: which one would depend on the other types of the document.
pub(super) fn boxes(api: &mut Api) {
    let is_cyclic = cycles(&api.types, |_| true);
    let is_endless = cycles(&api.types, |field| field.presence == Presence::Required);
    for (at, def) in api.types.iter_mut().enumerate() {
        if let TypeKind::Struct(shape) = &mut def.kind {
            for field in &mut shape.fields {
                field.boxed = is_cyclic(at, field);
                if is_endless(at, field) && field.presence == Presence::Required {
                    field.presence = Presence::Optional;
                }
            }
        }
    }
}

/// Whether a field of the type at an index is on a cycle that structs form through the fields that count.
fn cycles<C: Fn(&Field) -> bool>(types: &[TypeDef], counts: C) -> impl Fn(usize, &Field) -> bool + use<C> {
    let graph = Graph::new(types.iter().map(|def| inside(types, def, &counts)).collect());
    let components = graph.components();
    move |at, field| matches!(&field.ty, TypeRef::Named(id) if graph.is_circular(&components, at, id.0))
}

/// The structs directly inside a struct, in fields that count.
fn inside(types: &[TypeDef], def: &TypeDef, counts: impl Fn(&Field) -> bool) -> BTreeSet<usize> {
    let fields = def.fields().iter().filter(|field| counts(field));
    let named = fields.filter_map(|field| if let TypeRef::Named(id) = &field.ty { Some(id.0) } else { None });
    named.filter(|id| matches!(types.get(*id).map(|def| &def.kind), Some(TypeKind::Struct(_)))).collect()
}
