//! Components that nothing refers to.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::composed::heirs;
use super::reference::{REFERRED, section};
use super::walk::Walk;
use crate::pointer::Pointer;

/// Warns about components that nothing refers to. A document without paths is a library of components, and where a
/// reference is unresolved, one of the unused components may be what was meant.
pub(super) fn report(walk: &mut Walk<'_>) {
    let paths = walk.root.get("paths").and_then(Value::as_object);
    if paths.is_none_or(Map::is_empty) || !walk.references.unresolved.is_empty() {
        return;
    }
    let heirs = heirs_of_bases(walk);
    for of in REFERRED {
        for name in section(walk.root, of).into_iter().flat_map(Map::keys) {
            let at = Pointer::root().push("components").push(of).push(name);
            if !heirs.contains(&at) && !walk.references.found.contains(&(*of, name.clone())) {
                let warning = walk.places.warning_at_key(&at, format!("`{name}` is unused"));
                walk.push(warning.with_help("remove it, or check the indentation of this line"));
            }
        }
    }
}

/// The schemas that inherit from one with a discriminator, directly or through others. A value of that is one of them,
/// although nothing refers to them: the discriminator has their names.
fn heirs_of_bases(walk: &Walk<'_>) -> BTreeSet<Pointer> {
    let at = Pointer::root().push("components").push("schemas");
    let schemas = section(walk.root, "schemas").into_iter().flatten();
    let bases: Vec<Pointer> = schemas.filter(|(_, schema)| is_base(schema)).map(|(name, _)| at.push(name)).collect();
    heirs(walk, &bases).map(|(at, _)| at.clone()).collect()
}

/// Whether a schema has a discriminator and leaves open what its alternatives are.
fn is_base(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    has("discriminator") && !has("oneOf") && !has("anyOf")
}
