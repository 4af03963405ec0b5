//! Components that nothing refers to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::reference::{REFERRED, section};
use super::walk::Walk;
use crate::openapi::reference::{component_name, follow};
use crate::pointer::Pointer;

/// Warns about components that nothing refers to. A document without paths is a library of components, and where a
/// reference is unresolved, one of the unused components may be what was meant.
pub(super) fn report(walk: &mut Walk<'_>) {
    let paths = walk.root.get("paths").and_then(Value::as_object);
    if paths.is_none_or(Map::is_empty) || !walk.references.unresolved.is_empty() {
        return;
    }
    let heirs = section(walk.root, "schemas").map(|schemas| heirs(walk.root, schemas)).unwrap_or_default();
    for of in REFERRED {
        for name in section(walk.root, of).into_iter().flat_map(Map::keys) {
            let is_heir = *of == "schemas" && heirs.contains(name.as_str());
            if !is_heir && !walk.references.found.contains(&(*of, name.clone())) {
                let at = Pointer::root().push("components").push(of).push(name);
                let warning = walk.places.warning_at_key(&at, format!("`{name}` is unused"));
                walk.push(warning.with_help("remove it, or check the indentation of this line"));
            }
        }
    }
}

/// The schemas that inherit from one with a discriminator, directly or through others. A value of that is one of them,
/// although nothing refers to them: the discriminator has their names.
fn heirs<'a>(root: &'a Value, schemas: &'a Map<String, Value>) -> BTreeSet<&'a str> {
    let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, schema) in schemas {
        for member in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let end = follow(root, &Pointer::root(), member).map(|(end, _)| end);
            if let Some(parent) = end.and_then(|end| component_name(&end, "schemas")) {
                children.entry(parent).or_default().push(name);
            }
        }
    }
    let mut open: Vec<&str> =
        schemas.iter().filter(|(_, schema)| is_base(schema)).map(|(name, _)| name.as_str()).collect();
    let mut heirs = BTreeSet::new();
    while let Some(parent) = open.pop() {
        let new = children.get(parent).into_iter().flatten().filter(|child| heirs.insert(**child));
        open.extend(new);
    }
    heirs
}

/// Whether a schema has a discriminator and leaves open what its alternatives are.
fn is_base(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    has("discriminator") && !has("oneOf") && !has("anyOf")
}
