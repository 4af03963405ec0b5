//! Schemas, wherever a document has one.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::keywords;
use super::later;
use super::trail::Trail;
use super::types;
use super::walk;
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::openapi::reference::mapped;

const ENUM_OF_LIST: &str = "an `enum` of strings on a list is read as the values of its items";

const NO_ITEMS: &str = "a list without `items` is read as a list of free-form values";

const NULL_TYPE: &str = "the type `null` is read as a value that can only be null";

const REQUIRED_FLAG: &str = "`required` as a flag of a property is ignored";

const MAPPING: &str = "a discriminator's value that is mapped to no schema of this document is ignored";

/// Rewrites all schemas.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    let elsewhere = elsewhere(root);
    walk::each(root, &mut |is, entries, at| {
        if is == Is::Schema {
            schema(entries, &elsewhere, at, found);
        }
        if is != Is::Schemas {
            later::booleans(is, entries, at, false, found);
        }
    });
}

fn schema(entries: &mut Map<String, Value>, elsewhere: &BTreeSet<String>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    later::in_earlier(entries, at, found);
    if entries.contains_key("$ref") {
        return;
    }
    if entries.get("required").is_some_and(Value::is_boolean) {
        entries.shift_remove("required");
        found.push(Fallback::new(REQUIRED_FLAG, at.pointer().push("required")));
    }
    discriminator(entries, elsewhere, at, found);
    if entries.get("type") == Some(&json!("array")) {
        list(entries, at, found);
    }
    if types::null(entries) {
        found.push(Fallback::new(NULL_TYPE, at.pointer().push("type")));
    }
}

/// What discriminators map to without a schema in this document: `models/cat.yml#/Cat`.
fn elsewhere(root: &mut Value) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    walk::each(root, &mut |is, entries, _| {
        let mapping = entries.get("discriminator").and_then(|discriminator| discriminator.get("mapping")?.as_object());
        let mapped = mapping.into_iter().flat_map(Map::values).filter_map(Value::as_str);
        targets.extend(mapped.filter(|_| is == Is::Schema).map(str::to_owned));
    });
    targets.retain(|target| mapped(root, target).and_then(|place| place.find(root)).is_none_or(|one| !one.is_object()));
    targets
}

/// A discriminator's mapping needs schemas of this document. Without any, the alternatives are told apart by their own
/// properties.
fn discriminator(
    entries: &mut Map<String, Value>,
    elsewhere: &BTreeSet<String>,
    at: &Trail<'_>,
    found: &mut Vec<Fallback>,
) {
    let Some(discriminator) = entries.get_mut("discriminator").and_then(Value::as_object_mut) else { return };
    let Some(mapping) = discriminator.get_mut("mapping").and_then(Value::as_object_mut) else { return };
    let before = mapping.len();
    let at = Trail::Key(at, "discriminator");
    keywords::remove(mapping, &Trail::Key(&at, "mapping"), found, MAPPING, |_, target| {
        target.as_str().is_some_and(|target| elsewhere.contains(target))
    });
    if mapping.is_empty() && before > 0 {
        entries.shift_remove("discriminator");
    }
}

/// A list needs `items`; its values are what an `enum` of strings can only mean.
fn list(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let strings = entries.get("enum").and_then(Value::as_array).filter(|values| values.iter().all(Value::is_string));
    let strings = strings.filter(|values| !values.is_empty()).cloned();
    match (entries.get_mut("items"), strings) {
        (None, Some(values)) => {
            entries.shift_remove("enum");
            entries.insert("items".to_owned(), json!({ "type": "string", "enum": values }));
            found.push(Fallback::new(ENUM_OF_LIST, at.pointer()));
        }
        (None, None) => {
            entries.insert("items".to_owned(), json!({}));
            found.push(Fallback::new(NO_ITEMS, at.pointer()));
        }
        (Some(Value::Object(items)), Some(values)) if !items.contains_key("$ref") && !items.contains_key("enum") => {
            items.insert("enum".to_owned(), Value::Array(values));
            entries.shift_remove("enum");
            found.push(Fallback::new(ENUM_OF_LIST, at.pointer()));
        }
        _ => {}
    }
}
