//! Keywords that say nothing, or say it in the wrong type: `description:` without a value, `pattern: 5`.
//!
//! Only keywords whose empty value can mean nothing else than their absence. A `type` or `security` without a value has
//! more than one meaning, and a `properties` without a value is a slip of the indentation: the checks refuse those.

use serde_json::{Map, Value};

use super::trail::Trail;
use crate::ir::Fallback;
use crate::pointer::Pointer;

/// Keywords, of all objects, that mean nothing without a value.
const OPTIONAL: [&str; 49] = [
    "allOf", "allowEmptyValue", "allowReserved", "anyOf", "callbacks", "contact", "delete", "deprecated",
    "description", "discriminator", "enum", "examples", "exclusiveMaximum", "exclusiveMinimum", "externalDocs",
    "format", "get", "head", "headers", "license", "links", "maxItems", "maxLength", "maxProperties", "maximum",
    "minItems", "minLength", "minProperties", "minimum", "multipleOf", "nullable", "oneOf", "options", "parameters",
    "patch", "pattern", "post", "put", "readOnly", "requestBody", "required", "servers", "summary", "tags",
    "termsOfService", "title", "trace", "uniqueItems", "writeOnly",
];

/// Removes keywords without a value.
pub(super) fn remove_empty(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    remove(entries, at, found, "a keyword without a value is ignored", |key, value| {
        value.is_null() && OPTIONAL.binary_search(&key).is_ok()
    });
}

/// Removes limits of the wrong type from a schema.
pub(super) fn remove_limits(schema: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    remove(schema, at, found, "a limit of the wrong type is ignored", |key, value| !is_limit(key, value));
}

/// Whether a value has the type that a limit called `key` has, if that is a limit.
fn is_limit(key: &str, value: &Value) -> bool {
    match key {
        "maximum" | "minimum" | "multipleOf" => value.is_number(),
        "maxItems" | "maxLength" | "maxProperties" | "minItems" | "minLength" | "minProperties" => value.is_u64(),
        "exclusiveMaximum" | "exclusiveMinimum" | "uniqueItems" => value.is_boolean(),
        "pattern" => value.is_string(),
        _ => true,
    }
}

/// Removes some entries of an object, and notes each; `what` says why.
pub(super) fn remove(
    entries: &mut Map<String, Value>,
    at: &Trail<'_>,
    found: &mut Vec<Fallback>,
    what: &str,
    is_removed: impl Fn(&str, &Value) -> bool,
) {
    entries.retain(|key, value| {
        let removed = is_removed(key, value);
        if removed {
            found.push(Fallback::new(what, at.pointer().push(key)));
        }
        !removed
    });
}

/// Removes some items of the list `key` of an object, and notes each; `what` says why.
pub(super) fn remove_items(
    owner: &mut Map<String, Value>,
    key: &str,
    at: &Pointer,
    found: &mut Vec<Fallback>,
    what: &str,
    mut is_removed: impl FnMut(&Value) -> bool,
) {
    let Some(list) = owner.get_mut(key).and_then(Value::as_array_mut) else { return };
    let at = at.push(key);
    let mut index = 0;
    list.retain(|item| {
        let removed = is_removed(item);
        if removed {
            found.push(Fallback::new(what, at.index(index)));
        }
        index += 1;
        !removed
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(OPTIONAL.is_sorted());
    }
}
