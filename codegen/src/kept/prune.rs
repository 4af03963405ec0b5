//! Types that nothing refers to any more, since what referred to them was kept as it was.

use crate::ir::{Api, Operation, TypeDef, TypeId, TypeRef, replace_types};

/// Removes the types that no operation reaches.
pub(super) fn unreached(api: &mut Api) {
    let roots = api.operations.iter().flat_map(Operation::references).filter_map(TypeRef::named);
    let reached = api.graph(TypeDef::patch_of).reachable(roots.map(|id| id.0));
    if reached.len() == api.types.len() {
        return;
    }
    let is_reached = |id: TypeId| reached.contains(&id.0);
    let becomes: Vec<_> = (0..api.types.len()).map(TypeId).map(|id| is_reached(id).then_some(id)).collect();
    replace_types(&mut api.types, &mut api.operations, &becomes, is_reached);
}
