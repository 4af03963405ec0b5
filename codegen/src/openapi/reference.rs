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

/// The schema that a discriminator's mapping names, by reference or by name.
pub(crate) fn schema_name(target: &str) -> &str {
    target.strip_prefix(SCHEMAS).unwrap_or(target)
}
