//! Properties of a schema together with those of the schemas it is composed of.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, is_misspelling, nearest};
use super::walk::{Heirs, Walk};
use crate::diagnostics::Diagnostic;
use crate::openapi::reference::{follow, mapped};
use crate::pointer::Pointer;

/// How many schemas are looked through for one property list; more are taken to declare anything.
const BUDGET: usize = 500;

/// How many names in `required` are reported for one schema.
const MAX_UNDECLARED: usize = 20;

/// Reports names in `required` that no part of the schema declares.
pub(super) fn required<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let undeclared: Vec<_> = names
        .enumerate()
        .filter_map(|(index, name)| Some((index, name.as_str()?)))
        .filter(|(_, name)| !has_property(schema, name))
        .collect();
    // A part of an `allOf` may require what another part declares, and no scalar has properties.
    let is_object = schema.get("type").is_none_or(|ty| ty == "object");
    if undeclared.is_empty() || walk.is_in("allOf") || !is_object {
        return;
    }
    let Some(declared) = properties(walk.root, vec![schema]) else { return };
    let Some(elsewhere) = elsewhere(walk) else { return };
    let known: BTreeSet<&str> = declared.iter().copied().chain(elsewhere).collect();
    for (index, name) in undeclared.into_iter().filter(|(_, name)| !known.contains(name)).take(MAX_UNDECLARED) {
        let at = walk.here().push("required").index(index);
        let message = format!("no property `{name}` is declared");
        // What an alternative requires may be declared further out than `elsewhere` looks.
        let is_alternative = walk.is_in("oneOf") || walk.is_in("anyOf");
        let found = if is_alternative { walk.places.warning(&at, message) } else { walk.places.error(&at, message) };
        walk.push_harmless(explain(walk, found, schema, name, &declared));
    }
}

/// Names of the properties of a component's heirs and their heirs, and of the schema around an alternative, which may
/// declare what it requires. Nothing when that is too much to look through.
fn elsewhere<'a>(walk: &Walk<'a>) -> Option<Vec<&'a str>> {
    let here = walk.here();
    let mut names = Vec::new();
    let heirs = heirs(walk, std::slice::from_ref(&here)).map(|(_, heir)| heir);
    let mut others: Vec<_> = heirs.take(BUDGET + 1).collect();
    if walk.is_in("oneOf") || walk.is_in("anyOf") {
        let around = here.parent().and_then(|list| list.parent()?.find(walk.root)?.as_object());
        let own = around.and_then(|around| around.get("properties")?.as_object());
        names.extend(own.into_iter().flat_map(Map::keys).map(String::as_str));
        let parts = around.and_then(|around| around.get("allOf")?.as_array()).into_iter().flatten();
        others.extend(parts.filter_map(|part| follow(walk.root, &Pointer::root(), part)?.1.as_object()));
    }
    names.extend(properties(walk.root, others)?);
    Some(names)
}

/// The components that inherit from schemas, also through others, with their places.
pub(super) fn heirs<'w, 'a>(
    walk: &'w Walk<'a>,
    schemas: &[Pointer],
) -> impl Iterator<Item = (&'w Pointer, &'a Map<String, Value>)> + use<'w, 'a> {
    let direct = walk.heirs.get_or_init(|| direct_heirs(walk.root));
    let mut seen = BTreeSet::new();
    let mut rest: Vec<_> = schemas.iter().filter_map(|schema| direct.get(schema)).flatten().collect();
    std::iter::from_fn(move || {
        loop {
            let (at, heir) = rest.pop()?;
            if seen.insert(at) {
                rest.extend(direct.get(at).into_iter().flatten());
                return Some((at, *heir));
            }
        }
    })
}

/// For each schema the components that have it in their `allOf`.
fn direct_heirs(root: &Value) -> Heirs<'_> {
    let at = Pointer::root().push("components").push("schemas");
    let mut heirs = Heirs::new();
    for (name, schema) in at.find(root).and_then(Value::as_object).into_iter().flatten() {
        let Some(schema) = schema.as_object() else { continue };
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for part in parts.filter(|part| part.get("$ref").is_some()) {
            if let Some((parent, _)) = follow(root, &at, part) {
                heirs.entry(parent).or_default().push((at.push(name), schema));
            }
        }
    }
    heirs
}

/// Points at the property that was probably meant, or at those that there are.
pub(super) fn explain(
    walk: &Walk<'_>,
    found: Diagnostic,
    schema: &Map<String, Value>,
    name: &str,
    declared: &[&str],
) -> Diagnostic {
    let meant = nearest(name, declared.iter().copied());
    let found = found.with_help(meant.map_or_else(|| format!("declare `{name}` in `properties`"), did_you_mean));
    let lists = property_lists(schema, &walk.here());
    let sure = meant.filter(|meant| is_misspelling(name, meant));
    let place = sure
        .and_then(|meant| lists.iter().find(|(_, names)| names.contains_key(meant)).map(|(list, _)| list.push(meant)));
    if let Some(place) = place {
        return found.with_related("this property is declared here", walk.places.key_location(&place));
    }
    match lists.first() {
        Some((list, _)) => found.with_related("the properties", walk.places.block(list)),
        None => found,
    }
}

/// The lists of properties that a schema itself has: its own, and those of the inline parts of its `allOf`.
fn property_lists<'a>(schema: &'a Map<String, Value>, at: &Pointer) -> Vec<(Pointer, &'a Map<String, Value>)> {
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate();
    let parts = parts.filter_map(|(index, part)| Some((at.push("allOf").index(index), part.as_object()?)));
    let all = std::iter::once((at.clone(), schema)).chain(parts);
    all.filter_map(|(at, schema)| Some((at.push("properties"), schema.get("properties")?.as_object()?))).collect()
}

fn has_property(schema: &Map<String, Value>, name: &str) -> bool {
    schema.get("properties").and_then(|properties| properties.get(name)).is_some()
}

/// Names of the properties of schemas and of everything they are composed of. Nothing when that is too much to look
/// through.
pub(super) fn properties<'a>(root: &'a Value, mut rest: Vec<&'a Map<String, Value>>) -> Option<Vec<&'a str>> {
    let mut names = Vec::new();
    let mut seen: BTreeSet<*const Map<String, Value>> = BTreeSet::new();
    while let Some(schema) = rest.pop() {
        if !seen.insert(schema) {
            continue;
        }
        if seen.len() > BUDGET {
            return None;
        }
        names.extend(
            schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str),
        );
        let parts = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        let mapping = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping")?.as_object());
        let alternatives = mapping
            .into_iter()
            .flat_map(Map::values)
            .filter_map(Value::as_str)
            .filter_map(|target| mapped_schema(root, target));
        let parts = parts.filter_map(|part| follow(root, &Pointer::root(), part)?.1.as_object());
        rest.extend(parts.chain(alternatives));
    }
    Some(names)
}

/// The schema that a discriminator's mapping names, by reference or by name.
pub(super) fn mapped_schema<'a>(root: &'a Value, target: &str) -> Option<&'a Map<String, Value>> {
    mapped(root, target)?.find(root)?.as_object()
}
