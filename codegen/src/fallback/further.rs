//! Further properties and items, of which OpenAPI 3.1 has more kinds, as `additionalProperties` and `items`.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use crate::ir::Fallback;

const PATTERNS: &str = "keys that have several schemas by their patterns are read as further properties of any of them";

const TUPLE: &str = "a list whose first items have schemas of their own is read as a list of any of them";

const FREE_TUPLE: &str =
    "a list whose first items have schemas of their own, and whose other items are free, is read as one of free values";

/// Keywords that put a schema together from others.
const COMPOSED: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

/// Keywords whose schemas hold for some values, and say what else an object or list can have.
const CONDITIONS: [&str; 5] = ["contains", "dependentSchemas", "else", "if", "then"];

/// Keywords of a union.
const UNION: [&str; 2] = ["anyOf", "oneOf"];

/// Keywords without which a schema says nothing about the type of a value.
const TYPED: [&str; 6] = ["additionalProperties", "const", "enum", "items", "properties", "type"];

/// Items by their places: a list of any of them, and of what follows them.
pub(super) fn items(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let first = entries.get("prefixItems").and_then(Value::as_array).filter(|first| !first.is_empty()).cloned();
    if !is_composed(entries)
        && !is_conditional(entries)
        && let Some(others) = entries.shift_remove("unevaluatedItems")
        && (others.is_object() || first.is_some())
    {
        entries.entry("items").or_insert(others);
    }
    let Some(mut all) = first else { return };
    let most = entries.get("maxItems").and_then(Value::as_u64);
    if most.is_none_or(|most| all.len().try_into().is_ok_and(|count: u64| most > count)) {
        all.push(entries.shift_remove("items").unwrap_or_else(|| json!({})));
    }
    let all = distinct(all);
    let items = any_of(&all).unwrap_or_else(|| json!({}));
    if all.len() > 1 {
        let what = if items == json!({}) { FREE_TUPLE } else { TUPLE };
        found.push(Fallback::new(what, at.pointer().push("prefixItems")));
    }
    entries.shift_remove("prefixItems");
    entries.insert("items".to_owned(), items);
}

/// Properties by their patterns, and those that no other keyword is about: further properties of any of their schemas.
/// Beside the parts of a union they are left as they are: its variants have no further properties but their own.
pub(super) fn properties(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let unevaluated = entries.get("unevaluatedProperties").cloned();
    let is_closed = unevaluated.as_ref().is_some_and(allows_nothing);
    let is_union = UNION.iter().any(|key| entries.contains_key(*key));
    if is_closed || !is_union {
        entries.shift_remove("unevaluatedProperties");
    }
    if is_union {
        return;
    }
    let others = unevaluated.filter(|_| !entries.contains_key("additionalProperties"));
    if let Some(others) = others {
        let others = if is_conditional(entries) { json!({}) } else { others };
        entries.insert("additionalProperties".to_owned(), if is_closed { json!(false) } else { others });
    }
    patterns(entries, at, found);
    // What a schema is put together from has properties that `additionalProperties: false` would not allow.
    if is_closed && is_composed(entries) && entries.get("additionalProperties") == Some(&json!(false)) {
        entries.shift_remove("additionalProperties");
    }
}

fn patterns(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let Some(Value::Object(patterns)) = entries.get("patternProperties") else { return };
    // Beside properties, keys that fit no pattern have values of any kind. An object of nothing but keys with patterns
    // is a map.
    let is_open = entries.contains_key("properties") || is_composed(entries);
    let others = entries.get("additionalProperties").cloned().or_else(|| is_open.then(|| json!({})));
    let all = distinct(patterns.values().cloned().chain(others).collect());
    if all.len() > 1 {
        found.push(Fallback::new(PATTERNS, at.pointer().push("patternProperties")));
    }
    entries.shift_remove("patternProperties");
    if let Some(values) = any_of(&all) {
        entries.insert("additionalProperties".to_owned(), values);
    }
}

fn is_composed(entries: &Map<String, Value>) -> bool {
    COMPOSED.iter().any(|key| entries.contains_key(*key))
}

fn is_conditional(entries: &Map<String, Value>) -> bool {
    CONDITIONS.iter().any(|key| entries.contains_key(*key))
}

/// The schemas that allow something, each once.
fn distinct(schemas: Vec<Value>) -> Vec<Value> {
    let mut all = Vec::new();
    for schema in schemas {
        if !allows_nothing(&schema) && !all.contains(&schema) {
            all.push(schema);
        }
    }
    all
}

/// A schema of what any of several allow; nothing where there are none.
fn any_of(schemas: &[Value]) -> Option<Value> {
    match schemas {
        [] => None,
        all if all.iter().any(is_free) => Some(json!({})),
        [only] => Some(only.clone()),
        all => Some(json!({ "anyOf": all })),
    }
}

/// Whether a schema is `false` or what says the same: `{not: {}}`.
fn allows_nothing(schema: &Value) -> bool {
    *schema == json!(false) || *schema == json!({ "not": {} })
}

/// Whether a schema allows values of any type.
fn is_free(schema: &Value) -> bool {
    !TYPED.iter().chain(&COMPOSED).any(|key| schema.get(*key).is_some())
}
