//! Types that nothing refers to any more, since what referred to them was kept as it was.

use crate::graph::Graph;
use crate::ir::{Api, Operation, TypeDef, TypeId, TypeKind, TypeRef};

/// Removes the types that no operation reaches.
pub(super) fn unreached(api: &mut Api) {
    let targets =
        |def: &TypeDef| def.references().filter_map(TypeRef::named).chain(def.patch_of()).map(|id| id.0).collect();
    let graph = Graph::new(api.types.iter().map(targets).collect());
    let roots = api.operations.iter().flat_map(Operation::references).filter_map(TypeRef::named);
    let reached = graph.reachable(roots.map(|id| id.0));
    if reached.len() == api.types.len() {
        return;
    }
    let position: Vec<usize> = (0..api.types.len()).map(|index| reached.range(..index).count()).collect();
    let mut index = 0;
    api.types.retain(|_| {
        index += 1;
        reached.contains(&(index - 1))
    });
    let mut lead = |id: &mut TypeId| id.0 = position[id.0];
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Enum(_) => {}
            TypeKind::Struct(shape) => {
                let page = shape.page.as_mut().map(|page| &mut page.item);
                let fields = shape.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(shape.additional.as_mut()).chain(page).for_each(|ty| in_type(ty, &mut lead));
                shape.patch_of.iter_mut().for_each(&mut lead);
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    in_type(&mut variant.ty, &mut lead);
                    for clause in &mut variant.clauses {
                        clause.values_of = clause.values_of.filter(|id| reached.contains(&id.0));
                        clause.values_of.iter_mut().for_each(&mut lead);
                    }
                }
                union.patch_of.iter_mut().for_each(&mut lead);
            }
        }
    }
    for operation in &mut api.operations {
        operation.references_mut().for_each(|ty| in_type(ty, &mut lead));
        operation.pagination.iter_mut().for_each(|pagination| lead(&mut pagination.page));
    }
}

fn in_type(ty: &mut TypeRef, lead: &mut impl FnMut(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => lead(id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => in_type(inner, lead),
        _ => {}
    }
}
