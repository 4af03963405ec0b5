//! Discriminators: that the property exists, and that its values lead to the alternatives.

use serde_json::{Map, Value};

use super::composed::{explain, mapped_schema, properties};
use super::reference::{refer, refer_part};
use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::openapi::reference::{SCHEMAS, component_name, follow, mapped};
use crate::pointer::Pointer;

/// Checks the discriminator of a schema, if it has one.
pub(super) fn check<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let Some(discriminator) = schema.get("discriminator").and_then(Value::as_object) else { return };
    let at = walk.here().push("discriminator");
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
    if let Some(declared) = properties(walk.root, vec![schema]).filter(|declared| !declared.contains(&property)) {
        let message = format!("no property `{property}` is declared, here or in an alternative");
        let warning = walk.places.warning(&at.push("propertyName"), message);
        walk.push(explain(walk, warning, schema, property, &declared));
    }
    let Some(mapping) = discriminator.get("mapping").and_then(Value::as_object) else { return };
    let at = at.push("mapping");
    for (value, target) in mapping {
        let Some(target) = target.as_str() else { continue };
        if is_schema(walk, target, &at.push(value)) {
            known_value(walk, schema, (property, mapping), &at, (value, target));
        }
    }
    alternatives(walk, schema, mapping, &at);
}

/// Notes what a value of the mapping leads to, or reports that it is not a schema.
fn is_schema(walk: &mut Walk<'_>, target: &str, at: &Pointer) -> bool {
    let place = mapped(walk.root, target);
    if let Some(name) = place.as_ref().and_then(|place| component_name(place, "schemas")) {
        refer(walk, "schemas", &name, at.clone());
        return true;
    }
    if place.is_some_and(|place| refer_part(walk, "schemas", &place)) {
        return true;
    }
    let message = format!("`{target}` is not a reference to a schema");
    walk.error(at, message, format!("write `{SCHEMAS}NAME`"));
    false
}

/// Warns about a value that the property's own enum, in the schema or in the alternative, does not have, when it has
/// another one that is similar or has no alternative. A value that is merely not in the enum does no harm.
fn known_value<'a>(
    walk: &mut Walk<'a>,
    schema: &'a Map<String, Value>,
    (property, mapping): (&str, &Map<String, Value>),
    at: &Pointer,
    (value, target): (&str, &str),
) {
    let values = |schema: &'a Map<String, Value>| schema.get("properties")?.get(property)?.get("enum")?.as_array();
    let own = values(schema).map(|values| (values, walk.here()));
    let of_alternative = || Some((values(mapped_schema(walk.root, target)?)?, mapped(walk.root, target)?));
    let Some((values, of)) = own.or_else(of_alternative) else { return };
    let words: Vec<_> = values.iter().filter_map(Value::as_str).collect();
    if words.contains(&value) {
        return;
    }
    let unmapped = words.iter().copied().find(|word| !mapping.contains_key(*word));
    let Some(meant) = unmapped.or_else(|| nearest(value, words.iter().copied())) else { return };
    let index = values.iter().position(|value| value.as_str() == Some(meant)).unwrap_or_default();
    let place = walk.places.location(&of.push("properties").push(property).push("enum").index(index));
    let warning = walk.places.warning_at_key(&at.push(value), format!("`{value}` is not a value of `{property}`"));
    walk.push(warning.with_related("this is one of its values", place).with_help(did_you_mean(meant)));
}

/// Reports where a mapping and a `oneOf` do not have the same alternatives.
fn alternatives(walk: &mut Walk<'_>, schema: &Map<String, Value>, mapping: &Map<String, Value>, at: &Pointer) {
    let Some(one_of) = schema.get("oneOf").and_then(Value::as_array) else { return };
    let (root, here) = (walk.root, Pointer::root());
    let end = |at: &Pointer, value: &Value| follow(root, at, value).map(|(end, _)| end);
    // An inline schema is nowhere else.
    let alternatives: Vec<_> = one_of.iter().map(|one| end(&here, one).filter(|end| *end != here)).collect();
    let leads = |target: &str| mapped(root, target).and_then(|at| end(&at, at.find(root)?));
    let targets = mapping.iter().filter_map(|(value, target)| Some((value, target.as_str()?)));
    let targets: Vec<_> = targets.map(|(value, target)| (value, leads(target))).collect();
    // An unresolved reference is reported as such, and is all that is wrong.
    if targets.iter().any(|(_, target)| target.is_none()) {
        return;
    }
    let list = walk.here().push("oneOf");
    for (value, _) in targets.iter().filter(|(_, target)| !alternatives.contains(target)) {
        let error = walk.places.error(&at.push(value), format!("`{value}` leads to a schema that is not in `oneOf`"));
        let error = error.with_related("the alternatives", walk.places.block(&list));
        walk.push_harmless(error.with_help("add it to `oneOf`, or remove it here"));
    }
    for (index, alternative) in alternatives.iter().enumerate() {
        if alternative.as_ref().is_some() && targets.iter().all(|(_, target)| target != alternative) {
            let message = "no value of the discriminator leads to this alternative";
            let warning = walk.places.warning(&list.index(index).push("$ref"), message);
            walk.push(warning.with_related("the mapping", walk.places.block(at)).with_help("add it to the mapping"));
        }
    }
}
