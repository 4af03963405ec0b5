//! Which types a request, a response or a tag reaches.

use crate::ir::{Api, TypeDef, TypeRef};

/// Marks what request bodies reach.
pub(super) fn usage(api: &mut Api) {
    let graph = api.graph(|_| None);
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref()?.ty.as_ref());
    let requests = graph.reachable(bodies.filter_map(named));
    for (i, def) in api.types.iter_mut().enumerate() {
        def.in_request = requests.contains(&i);
    }
}

/// Gives every type the tags whose operations reach it. A patch type brings the type it is made from along, for the conversion.
pub(super) fn ownership(api: &mut Api) {
    let graph = api.graph(TypeDef::patch_of);
    for tag in 0..api.tags.len() {
        let operations = api.operations.iter().filter(|operation| operation.tag == tag);
        for id in graph.reachable(operations.flat_map(|operation| operation.references().filter_map(named))) {
            if let Some(def) = api.types.get_mut(id) {
                def.tags.push(tag);
            }
        }
    }
}

fn named(ty: &TypeRef) -> Option<usize> {
    ty.named().map(|id| id.0)
}
