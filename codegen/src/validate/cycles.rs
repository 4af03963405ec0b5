//! Components that are made of themselves, so that they have no finite shape: `A` is `allOf` `B`, and `B` is `allOf`
//! `A`.
//!
//! A property that leads back to its own schema is not one: it can be absent or null. Nor is a list or map of itself,
//! which ends where one is empty.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::graph::Graph;
use crate::openapi::reference::component_name;
use crate::pointer::Pointer;

/// A way in which one component is made of another.
struct Relation {
    /// Keys that hold lists with the other one.
    keys: &'static [&'static str],
    message: &'static str,
}

/// For each relation, a component is also made of the one that it merely refers to.
const RELATIONS: &[Relation] = &[
    Relation { keys: &[], message: "this reference leads back to itself" },
    Relation { keys: &["allOf"], message: "this schema is composed of itself" },
    Relation { keys: &["oneOf", "anyOf"], message: "this schema is an alternative of itself" },
];

/// Checks the components of each section.
pub(super) fn check(walk: &mut Walk<'_>) {
    for (section, components) in walk.root.get("components").and_then(Value::as_object).into_iter().flatten() {
        let Some(components) = components.as_object().filter(|_| !section.starts_with("x-")) else { continue };
        let relations = if section == "schemas" { RELATIONS } else { &RELATIONS[..1] };
        for relation in relations {
            for cycle in cycles(components, section, relation) {
                walk.push(report(walk, relation, &cycle));
            }
        }
    }
}

/// A reference from one component to another.
struct Edge {
    to: usize,
    /// Where the reference is.
    at: Pointer,
    /// Whether it is under a key of the relation, and is not a mere reference.
    related: bool,
}

/// All cycles of a relation that a depth-first search meets: for each component in a cycle its name and the reference
/// to the next.
fn cycles<'a>(components: &'a Map<String, Value>, section: &str, relation: &Relation) -> Vec<Vec<(&'a str, Pointer)>> {
    let names: Vec<&str> = components.keys().map(String::as_str).collect();
    let indexes: BTreeMap<&str, usize> = names.iter().enumerate().map(|(index, name)| (*name, index)).collect();
    let root = Pointer::root().push("components").push(section);
    let edges: Vec<Vec<Edge>> = components
        .iter()
        .map(|(name, value)| {
            let mut edges = Vec::new();
            collect(value, &root.push(name), relation, false, &mut |reference, at, related| {
                let target = Pointer::parse(reference).and_then(|pointer| component_name(&pointer, section));
                let to = target.and_then(|target| indexes.get(target.as_str()));
                edges.extend(to.map(|to| Edge { to: *to, at, related }));
            });
            edges
        })
        .collect();
    let graph = Graph::new(edges.iter().map(|edges| edges.iter().map(|edge| edge.to).collect()).collect());
    let mut found = Vec::new();
    for cycle in graph.cycles() {
        let next = cycle.iter().skip(1).chain(cycle.first());
        // Of several references to the same component, one that makes the cycle.
        let edge = |(&from, &to): (&usize, &usize)| {
            let parallel = || edges[from].iter().filter(move |edge| edge.to == to);
            Some((names[from], parallel().find(|edge| edge.related).or_else(|| parallel().next())?))
        };
        let cycle: Vec<_> = cycle.iter().zip(next).filter_map(edge).collect();
        if relation.keys.is_empty() || cycle.iter().any(|(_, edge)| edge.related) {
            found.push(cycle.into_iter().map(|(name, edge)| (name, edge.at.clone())).collect());
        }
    }
    found
}

/// Passes on the references that a value is, or has under keys of the relation, through inline schemas.
fn collect(
    value: &Value,
    at: &Pointer,
    relation: &Relation,
    related: bool,
    found: &mut impl FnMut(&str, Pointer, bool),
) {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        found(reference, at.push("$ref"), related);
        return;
    }
    for key in relation.keys {
        let at = at.push(key);
        for (index, part) in value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
            collect(part, &at.index(index), relation, true, found);
        }
    }
}

fn report(walk: &Walk<'_>, relation: &Relation, cycle: &[(&str, Pointer)]) -> Diagnostic {
    let mut chain: Vec<_> = cycle.iter().chain(cycle.first()).map(|(name, _)| format!("`{name}`")).collect();
    if chain.len() > 8 {
        chain.splice(4..chain.len() - 4, ["...".to_owned()]);
    }
    let first = cycle.first().map(|(_, at)| at.clone()).unwrap_or_default();
    let error = walk.places.error(&first, relation.message).with_note(chain.join(" -> "));
    let rest = cycle.iter().skip(1).take(6);
    let error = rest.fold(error, |error, (name, at)| {
        error.with_related(format!("`{name}` goes on here"), walk.places.location(at))
    });
    error.with_help("remove one of these references")
}
