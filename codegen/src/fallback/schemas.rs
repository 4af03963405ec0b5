//! Schemas, wherever a document has one, and the keywords of all other objects.

use serde_json::{Map, Value, json};

use super::found::{Found, Kind};
use super::keywords;
use super::trail::Trail;
use super::walk::{self, Is};

/// Rewrites all schemas, and the keywords of all other objects.
pub(super) fn read(root: &mut Value, found: &mut Vec<Found>) {
    walk::each(root, &mut |is, entries, at| match is {
        Is::Object => keywords::remove_empty(entries, at, found),
        Is::Schema => schema(entries, at, found),
        Is::Schemas => {}
    });
}

fn schema(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Found>) {
    keywords::remove_empty(entries, at, found);
    if entries.contains_key("$ref") {
        return;
    }
    keywords::remove_limits(entries, at, found);
    if entries.get("required").is_some_and(Value::is_boolean) {
        entries.shift_remove("required");
        found.push(Found::new(Kind::RequiredFlag, at.pointer().push("required")));
    }
    discriminator(entries, at, found);
    match entries.get("type").and_then(Value::as_str) {
        Some("array") => list(entries, at, found),
        Some("null") => {
            entries.shift_remove("type");
            entries.extend(only_null());
            found.push(Found::new(Kind::NullType, at.pointer().push("type")));
        }
        _ => {}
    }
}

/// A discriminator's mapping needs schemas of this document. Without any, the alternatives are told apart by their own
/// properties.
fn discriminator(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Found>) {
    let Some(discriminator) = entries.get_mut("discriminator").and_then(Value::as_object_mut) else { return };
    let Some(mapping) = discriminator.get_mut("mapping").and_then(Value::as_object_mut) else { return };
    let before = mapping.len();
    mapping.retain(|value, target| {
        let leads_elsewhere = target.as_str().is_some_and(leads_elsewhere);
        if leads_elsewhere {
            found.push(Found::new(Kind::Mapping, at.pointer().push("discriminator").push("mapping").push(value)));
        }
        !leads_elsewhere
    });
    if mapping.is_empty() && before > 0 {
        entries.shift_remove("discriminator");
    }
}

/// Whether a value of a mapping is neither the name of a schema nor a reference to one: `models/cat.yml#/Cat`.
fn leads_elsewhere(target: &str) -> bool {
    let names_file = [".json", ".yaml", ".yml"].iter().any(|extension| target.ends_with(extension));
    names_file || target.contains(['#', '/']) && !target.starts_with("#/components/schemas/")
}

/// What OpenAPI 3.0 writes for the type `null` of 3.1.
fn only_null() -> [(String, Value); 2] {
    [("nullable".to_owned(), json!(true)), ("enum".to_owned(), json!([null]))]
}

/// A list needs `items`; its values are what an `enum` of strings can only mean.
fn list(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Found>) {
    let strings = entries.get("enum").and_then(Value::as_array).filter(|values| values.iter().all(Value::is_string));
    let strings = strings.filter(|values| !values.is_empty()).cloned();
    match (entries.get_mut("items"), strings) {
        (None, Some(values)) => {
            entries.shift_remove("enum");
            entries.insert("items".to_owned(), json!({ "type": "string", "enum": values }));
            found.push(Found::new(Kind::EnumOfList, at.pointer()));
        }
        (None, None) => {
            entries.insert("items".to_owned(), json!({}));
            found.push(Found::new(Kind::ListWithoutItems, at.pointer()));
        }
        (Some(Value::Object(items)), Some(values)) if !items.contains_key("$ref") && !items.contains_key("enum") => {
            items.insert("enum".to_owned(), Value::Array(values));
            entries.shift_remove("enum");
            found.push(Found::new(Kind::EnumOfList, at.pointer()));
        }
        _ => {}
    }
}
