//! Places in a slice, and what can be there.

use serde_json::{Map, Value, json};

use crate::prove::dice::Dice;
use crate::prove::slice::Slice;

/// Types that a property gets instead.
const TYPES: [&str; 9] = [
    r#"{"type": "string"}"#,
    r#"{"type": "integer"}"#,
    r#"{"type": "number"}"#,
    r#"{"type": "boolean"}"#,
    r#"{"type": "string", "format": "date-time"}"#,
    r#"{"type": "string", "enum": ["FIRST", "SECOND"]}"#,
    r#"{"type": "array", "items": {"type": "string"}}"#,
    r#"{"type": "object"}"#,
    r#"{"type": "object", "properties": {"deep": {"type": "string"}}}"#,
];

pub(super) fn type_from(dice: &mut Dice) -> Option<Value> {
    serde_json::from_str(dice.choose(&TYPES)?).ok()
}

/// The JSON pointers of all values in components and paths that `wanted` holds for. Examples are none of them.
pub(super) fn places(slice: &Slice, wanted: impl Fn(&Value) -> bool) -> Vec<(bool, String)> {
    fn walk(value: &Value, pointer: &str, wanted: &dyn Fn(&Value) -> bool, found: &mut Vec<String>) {
        if wanted(value) {
            found.push(pointer.to_owned());
        }
        match value {
            Value::Object(entries) => {
                for (key, value) in entries.iter().filter(|(key, _)| *key != "example" && *key != "examples") {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    walk(value, &format!("{pointer}/{key}"), wanted, found);
                }
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, item)| walk(item, &format!("{pointer}/{i}"), wanted, found));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for (is_component, root) in [(true, &slice.components), (false, &slice.paths)] {
        let mut found = Vec::new();
        walk(root, "", &wanted, &mut found);
        all.extend(found.into_iter().map(|pointer| (is_component, pointer)));
    }
    all
}

pub(super) fn pick<'s>(
    slice: &'s mut Slice,
    dice: &mut Dice,
    wanted: impl Fn(&Value) -> bool,
) -> Option<&'s mut Map<String, Value>> {
    let (is_component, pointer) = dice.choose(&places(slice, wanted))?;
    let root = if is_component { &mut slice.components } else { &mut slice.paths };
    root.pointer_mut(&pointer)?.as_object_mut()
}

/// Whether a value is the schema of an object with properties.
pub(super) fn is_object(value: &Value) -> bool {
    value["properties"]
        .as_object()
        .is_some_and(|properties| !properties.is_empty() && properties.values().all(Value::is_object))
}

pub(super) fn has_values(value: &Value) -> bool {
    let values = value["enum"].as_array();
    values.is_some_and(|values| values.len() > 1 && values.iter().all(Value::is_string)) && value["type"] == "string"
}

pub(super) fn is_union(value: &Value) -> bool {
    let of = value["oneOf"].as_array();
    of.is_some_and(|of| of.len() > 1 && of.iter().all(|schema| schema.get("$ref").is_some()))
}

/// An object and the name of one of its properties.
pub(super) fn a_property<'s>(slice: &'s mut Slice, dice: &mut Dice) -> Option<(&'s mut Map<String, Value>, String)> {
    // The place is chosen with a throw of its own, so that objects with many properties count as one.
    let seed = Dice(dice.roll());
    let object = pick(slice, dice, is_object)?;
    let names: Vec<String> = object.get("properties")?.as_object()?.keys().cloned().collect();
    let mut seed = seed;
    let name = seed.choose(&names)?;
    Some((object, name))
}

pub(super) fn a_plain_property<'s>(slice: &'s mut Slice, dice: &mut Dice) -> Option<&'s mut Map<String, Value>> {
    let (object, name) = a_property(slice, dice)?;
    let schema = object.get_mut("properties")?.get_mut(&name)?.as_object_mut()?;
    // Nothing beside a reference counts.
    (!schema.contains_key("$ref")).then_some(schema)
}

pub(super) fn require(object: &mut Map<String, Value>, name: &str, is_required: bool) {
    let mut required = object.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    required.retain(|other| other != name);
    if is_required {
        required.push(json!(name));
    }
    if required.is_empty() {
        object.remove("required");
    } else {
        object.insert("required".to_owned(), Value::Array(required));
    }
}

pub(super) fn is_required(object: &Map<String, Value>, name: &str) -> bool {
    object.get("required").and_then(Value::as_array).is_some_and(|required| required.iter().any(|other| other == name))
}

pub(super) fn a_component(slice: &Slice, dice: &mut Dice) -> Option<Value> {
    let names: Vec<String> = slice.components["schemas"].as_object()?.keys().cloned().collect();
    let name = dice.choose(&names)?;
    Some(json!({"$ref": format!("#/components/schemas/{name}")}))
}
