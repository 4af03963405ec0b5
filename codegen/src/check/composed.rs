//! Properties of a schema together with those of the schemas it is composed of.

use serde_json::{Map, Value};

use super::reference::resolve;
use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;

/// How many schemas are looked through for one property list; more are taken to declare anything.
const BUDGET: usize = 500;

/// Warns about names in `required` that no part of the schema declares.
pub(super) fn required<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let undeclared: Vec<_> = names
        .enumerate()
        .filter_map(|(index, name)| Some((index, name.as_str()?)))
        .filter(|(_, name)| !has_property(schema, name))
        .collect();
    // A part of an `allOf` may require what another part declares.
    if undeclared.is_empty() || walk.is_in("allOf") {
        return;
    }
    let Some(declared) = properties(walk.root, schema) else { return };
    for (index, name) in undeclared.into_iter().filter(|(_, name)| !declared.contains(name)) {
        let warning = walk.places.warning(&walk.here().push("required").index(index), format!("no property `{name}` is declared"));
        let warning = match nearest(name, declared.iter().copied()) {
            Some(meant) if has_property(schema, meant) => {
                let at = walk.here().push("properties").push(meant);
                warning.with_help(did_you_mean(meant)).with_related("this property is declared here", walk.places.key_location(&at))
            }
            Some(meant) => warning.with_help(did_you_mean(meant)),
            None => {
                let warning = warning.with_help("declare it in `properties`, or remove it from `required`");
                let at = walk.here().push("properties");
                let place = schema.contains_key("properties").then(|| walk.places.block(&at));
                place.into_iter().fold(warning, |warning, place| warning.with_related("it is none of these", place))
            }
        };
        walk.push(warning);
    }
}

fn has_property(schema: &Map<String, Value>, name: &str) -> bool {
    schema.get("properties").and_then(|properties| properties.get(name)).is_some()
}

/// Names of the properties of a schema and of everything it is composed of. Nothing when that is too much to look through.
pub(super) fn properties<'a>(root: &'a Value, schema: &'a Map<String, Value>) -> Option<Vec<&'a str>> {
    let mut names = Vec::new();
    let mut seen: Vec<*const Map<String, Value>> = Vec::new();
    let mut rest = vec![schema];
    while let Some(schema) = rest.pop() {
        if seen.contains(&std::ptr::from_ref(schema)) {
            continue;
        }
        if seen.len() == BUDGET {
            return None;
        }
        seen.push(schema);
        names.extend(schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str));
        let parts = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        let mapped = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping")?.as_object());
        let arms = mapped.into_iter().flat_map(Map::values).filter_map(Value::as_str).filter_map(|target| component(root, target));
        rest.extend(parts.filter_map(|part| Some(resolve(root, part, "schemas")?.1)).chain(arms));
    }
    Some(names)
}

/// The schema that a discriminator's mapping names, by reference or by name.
pub(super) fn component<'a>(root: &'a Value, target: &str) -> Option<&'a Map<String, Value>> {
    let name = target.strip_prefix("#/components/schemas/").unwrap_or(target);
    super::reference::section(root, "schemas")?.get(name)?.as_object()
}
