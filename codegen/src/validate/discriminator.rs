//! Discriminators: that the property exists, and that its values lead to the alternatives.

use serde_json::{Map, Value};

use super::composed::{component, explain, properties};
use super::reference::{refer, resolve};
use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::openapi::reference::{SCHEMAS, schema_name};
use crate::pointer::Pointer;

/// Checks the discriminator of a schema, if it has one.
pub(super) fn check<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let Some(discriminator) = schema.get("discriminator").and_then(Value::as_object) else { return };
    let at = walk.here().push("discriminator");
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
    if let Some(declared) = properties(walk.root, schema).filter(|declared| !declared.contains(&property)) {
        let message = format!("no property `{property}` is declared, here or in an alternative");
        let warning = walk.places.warning(&at.push("propertyName"), message);
        walk.push(explain(walk, warning, schema, property, &declared));
    }
    let Some(mapping) = discriminator.get("mapping").and_then(Value::as_object) else { return };
    let at = at.push("mapping");
    for (value, target) in mapping {
        let Some(target) = target.as_str() else { continue };
        if target.contains(['#', '/']) && !target.starts_with(SCHEMAS) {
            let message = format!("`{target}` is not a reference to a schema");
            walk.error(&at.push(value), message, format!("write `{SCHEMAS}NAME`"));
            continue;
        }
        refer(walk, "schemas", schema_name(target), at.push(value));
        known_value(walk, schema, (property, mapping), &at, (value, target));
    }
    alternatives(walk, schema, mapping, &at);
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
    let alternative = Pointer::root().push("components").push("schemas").push(schema_name(target));
    let own = values(schema).map(|values| (values, walk.here()));
    let Some((values, of)) = own.or_else(|| Some((values(component(walk.root, target)?)?, alternative))) else {
        return;
    };
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
    let target = |alternative: &Value| Some(resolve(walk.root, alternative, "schemas")?.0?.to_string());
    let alternatives: Vec<_> = one_of.iter().map(target).collect();
    let full = |target: &str| if target.starts_with('#') { target.to_owned() } else { format!("{SCHEMAS}{target}") };
    let mapped: Vec<_> = mapping.values().filter_map(Value::as_str).map(full).collect();
    let list = walk.here().push("oneOf");
    // An unresolved reference is reported as such, and is all that is wrong.
    if mapping.values().filter_map(Value::as_str).any(|target| component(walk.root, target).is_none()) {
        return;
    }
    let no_alternative =
        |target: &Value| target.as_str().is_some_and(|target| !alternatives.contains(&Some(full(target))));
    for (value, _) in mapping.iter().filter(|(_, target)| no_alternative(target)) {
        let error = walk.places.error(&at.push(value), format!("`{value}` leads to a schema that is not in `oneOf`"));
        let error = error.with_related("the alternatives", walk.places.block(&list));
        walk.push_harmless(error.with_help("add it to `oneOf`, or remove it here"));
    }
    for (index, alternative) in alternatives.iter().enumerate() {
        if alternative.as_ref().is_some_and(|alternative| !mapped.contains(alternative)) {
            let message = "no value of the discriminator leads to this alternative";
            let warning = walk.places.warning(&list.index(index).push("$ref"), message);
            walk.push(warning.with_related("the mapping", walk.places.block(at)).with_help("add it to the mapping"));
        }
    }
}
