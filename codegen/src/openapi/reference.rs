//! References: the one place that follows a `$ref`.

use serde_json::Value;

use crate::pointer::Pointer;

/// What a reference to a schema begins with.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// How many references may follow each other.
const MAX_CHAIN: usize = 64;

/// The value behind a value, and where it is: itself, or what its `$ref` and those that follow lead to.
///
/// Nothing for an unresolved reference, and for references in a cycle.
pub(crate) fn follow<'a>(root: &'a Value, at: &Pointer, value: &'a Value) -> Option<(Pointer, &'a Value)> {
    let (mut at, mut value) = (at.clone(), value);
    for _ in 0..MAX_CHAIN {
        let Some(reference) = value.get("$ref") else { return Some((at, value)) };
        at = Pointer::parse(reference.as_str()?)?;
        value = at.find(root)?;
    }
    None
}

/// The name in `#/components/<section>/<name>`.
pub(crate) fn component_name(pointer: &Pointer, section: &str) -> Option<String> {
    let (found, name) = pointer.component()?;
    (found == section && pointer.segments().count() == 3).then(|| name.into_owned())
}

/// The place that a discriminator's mapping names: by the bare name of a schema, which goes first, or by a reference.
/// Nothing for what is neither; what a name or a reference leads to may be missing.
pub(crate) fn mapped(root: &Value, target: &str) -> Option<Pointer> {
    let named = Pointer::root().push("components").push("schemas").push(target);
    let is_reference = target.contains(['#', '/']) && named.find(root).is_none();
    if is_reference { Pointer::parse(target) } else { Some(named) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn mapped_by_name_or_by_reference() {
        let root = json!({ "components": { "schemas": { "my/A": {}, "B b": {}, "Root": { "$defs": { "A": {} } } } } });
        let place = |target: &str| mapped(&root, target).map(|place| place.to_string());
        for (target, expected) in [
            ("my/A", "#/components/schemas/my~1A"),
            ("#/components/schemas/my~1A", "#/components/schemas/my~1A"),
            ("#/components/schemas/B%20b", "#/components/schemas/B b"),
            ("#/components/schemas/Root/$defs/A", "#/components/schemas/Root/$defs/A"),
            ("#/components/schemas/Missing", "#/components/schemas/Missing"),
            ("Missing", "#/components/schemas/Missing"),
        ] {
            assert_eq!(place(target).as_deref(), Some(expected), "{target}");
        }
        for target in ["models/cat.yml#/Cat", "cats/Cat", "#/a~2"] {
            assert_eq!(place(target), None, "{target}");
        }
    }
}
