//! Which types a request, a response or a tag reaches.

use std::collections::BTreeSet;

use super::graph::Graph;
use crate::ir::{Api, Operation, ResponseBody, TypeDef, TypeId, TypeKind, TypeRef};

/// Marks what request bodies and response bodies reach.
pub(super) fn usage(api: &mut Api) {
    let graph = graph(api, |_| None);
    let requests = graph.reachable(api.operations.iter().flat_map(sent).filter_map(named));
    let responses = graph.reachable(api.operations.iter().flat_map(received).filter_map(named));
    for (i, def) in api.types.iter_mut().enumerate() {
        def.in_request = requests.contains(&i);
        def.in_response = responses.contains(&i);
    }
}

/// Gives every type the tags whose operations reach it. A patch type brings the type it is made from along, for the conversion.
pub(super) fn ownership(api: &mut Api) {
    let graph = graph(api, made_from);
    for tag in 0..api.tags.len() {
        let operations = api.operations.iter().filter(|operation| operation.tag == tag);
        let roots =
            operations.flat_map(|operation| sent(operation).chain(received(operation)).chain(passed(operation)));
        for id in graph.reachable(roots.filter_map(named)) {
            if let Some(def) = api.types.get_mut(id) {
                def.tags.push(tag);
            }
        }
    }
}

fn sent(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    operation.body.iter().map(|body| &body.ty)
}

fn received(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    match &operation.response.body {
        ResponseBody::Json(ty) | ResponseBody::OptionalJson(ty) => Some(ty),
        ResponseBody::Empty | ResponseBody::Text { .. } | ResponseBody::Stream(_) => None,
    }
    .into_iter()
}

fn passed(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    operation.params.iter().map(|param| &param.ty)
}

/// From each type to those that its values hold, and to another one.
fn graph(api: &Api, also: impl Fn(&TypeDef) -> Option<usize>) -> Graph {
    Graph::new(api.types.iter().map(|def| held(def).into_iter().chain(also(def)).collect()).collect())
}

fn held(def: &TypeDef) -> BTreeSet<usize> {
    match &def.kind {
        TypeKind::Struct(shape) => {
            shape.fields.iter().map(|field| &field.ty).chain(&shape.additional).filter_map(named).collect()
        }
        TypeKind::Union(union) => union.variants.iter().filter_map(|variant| named(&variant.ty)).collect(),
        TypeKind::Enum(_) => BTreeSet::new(),
    }
}

fn made_from(def: &TypeDef) -> Option<usize> {
    let full = match &def.kind {
        TypeKind::Struct(shape) => shape.patch_of,
        TypeKind::Union(union) => union.patch_of,
        TypeKind::Enum(_) => None,
    };
    full.map(|id| id.0)
}

/// The named type inside lists and maps.
fn named(ty: &TypeRef) -> Option<usize> {
    match ty {
        TypeRef::Named(TypeId(id)) => Some(*id),
        TypeRef::List(inner) | TypeRef::Map(inner) => named(inner),
        _ => None,
    }
}
