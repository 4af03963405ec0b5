//! Changes of operations, parameters, bodies and responses.

use serde_json::{Map, Value, json};

use super::place::{a_component, pick, type_from};
use crate::prove::dice::Dice;
use crate::prove::slice::Slice;

/// The only operation.
pub(super) fn operation(slice: &mut Slice) -> Option<&mut Map<String, Value>> {
    let item = slice.paths.as_object_mut()?.values_mut().next()?.as_object_mut()?;
    item.iter_mut().find(|(key, _)| *key != "parameters")?.1.as_object_mut()
}

pub(super) fn is_query_parameter(value: &Value) -> bool {
    value["in"] == "query" && value.get("name").is_some() && value.get("schema").is_some()
}

pub(super) fn parameter_is_gone(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let components = slice.components.clone();
    let parameters = operation(slice)?.get_mut("parameters")?.as_array_mut()?;
    let index = parameters.iter().position(|parameter| {
        let name = parameter["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
        let parameter = name.map_or(parameter, |name| &components["parameters"][name]);
        // What the runtime owns is not a parameter of the client.
        parameter["in"] == "query" && parameter["name"] != "envelope" && parameter["name"] != "pretty"
    })?;
    parameters.remove(index);
    Some(())
}

pub(super) fn parameter_is_new(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let schema = type_from(dice).filter(|schema| schema["type"] != "object")?;
    let is_required = dice.choose(&[true, false])?;
    let parameter = json!({"name": "novelty", "in": "query", "required": is_required, "schema": schema});
    operation(slice)?.entry("parameters").or_insert_with(|| json!([])).as_array_mut()?.push(parameter);
    Some(())
}

pub(super) fn parameter_is_required(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let parameter = pick(slice, dice, is_query_parameter)?;
    let was_required = parameter.get("required") == Some(&json!(true));
    parameter.insert("required".to_owned(), json!(!was_required));
    Some(())
}

pub(super) fn parameter_has_another_type(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let schema = type_from(dice).filter(|schema| schema["type"] != "object")?;
    pick(slice, dice, is_query_parameter)?.insert("schema".to_owned(), schema);
    Some(())
}

pub(super) fn operation_is_gone(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let paths = slice.paths.as_object_mut()?;
    let (path, item) = paths.iter().next().map(|(path, item)| (path.clone(), item.clone()))?;
    paths.clear();
    paths.insert(format!("/elsewhere{path}"), item);
    Some(())
}

pub(super) fn operation_has_another_id(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let operation = operation(slice)?;
    operation.shift_remove("x-xgen-operation-id-override");
    operation.insert("operationId".to_owned(), json!("doSomethingElse"));
    Some(())
}

pub(super) fn operation_has_another_tag(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    operation(slice)?.insert("tags".to_owned(), json!(["Something Else"]));
    Some(())
}

pub(super) fn body_is_required(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let body = operation(slice)?.get_mut("requestBody")?.as_object_mut().filter(|body| !body.contains_key("$ref"))?;
    let was_required = body.get("required") == Some(&json!(true));
    body.insert("required".to_owned(), json!(!was_required));
    Some(())
}

/// The schemas of all JSON in a part of the operation.
pub(super) fn schemas_in<'s>(slice: &'s mut Slice, part: &str) -> Vec<&'s mut Value> {
    fn walk<'v>(value: &'v mut Value, found: &mut Vec<&'v mut Value>) {
        let Value::Object(entries) = value else { return };
        for (key, value) in entries {
            match value.get("schema") {
                Some(_) if key.contains("json") => found.extend(value.get_mut("schema")),
                _ if key == "headers" => {}
                _ => walk(value, found),
            }
        }
    }
    let mut found = Vec::new();
    if let Some(part) = operation(slice).and_then(|operation| operation.get_mut(part)) {
        walk(part, &mut found);
    }
    found
}

pub(super) fn content_is_another(slice: &mut Slice, dice: &mut Dice, part: &str) -> Option<()> {
    let component = a_component(slice, dice)?;
    let mut schemas = schemas_in(slice, part);
    if schemas.is_empty() {
        return None;
    }
    for schema in &mut schemas {
        **schema = component.clone();
    }
    Some(())
}

pub(super) fn response_is_a_list(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let mut schemas = schemas_in(slice, "responses");
    if schemas.is_empty() {
        return None;
    }
    for schema in &mut schemas {
        **schema = json!({"type": "array", "items": schema.clone()});
    }
    Some(())
}

pub(super) fn response_is_nothing(slice: &mut Slice, _: &mut Dice) -> Option<()> {
    let responses = operation(slice)?.get_mut("responses")?.as_object_mut()?;
    responses.retain(|status, _| !status.starts_with('2'));
    responses.insert("204".to_owned(), json!({"description": "Done."}));
    Some(())
}

pub(super) fn response_can_be_another(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let component = a_component(slice, dice)?;
    let responses = operation(slice)?.get_mut("responses")?.as_object_mut()?;
    let (_, first) = responses.iter().find(|(status, _)| status.starts_with('2'))?;
    let mut second = first.clone();
    second.get_mut("content")?.as_object_mut()?.values_mut().for_each(|media| media["schema"] = component.clone());
    let status = if responses.contains_key("202") { "203" } else { "202" };
    responses.insert(status.to_owned(), second);
    Some(())
}
