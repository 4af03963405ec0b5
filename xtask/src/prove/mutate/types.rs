//! Changes of types and their members.

use serde_json::{Value, json};

use super::place::{
    a_component, a_plain_property, a_property, has_values, is_object, is_required, is_union, pick, require, type_from,
};
use crate::prove::dice::Dice;
use crate::prove::slice::Slice;

pub(super) fn property_is_gone(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let (object, name) = a_property(slice, dice)?;
    object.get_mut("properties")?.as_object_mut()?.shift_remove(&name)?;
    require(object, &name, false);
    Some(())
}

pub(super) fn property_has_another_name(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let (object, name) = a_property(slice, dice)?;
    let was_required = is_required(object, &name);
    let properties = object.get_mut("properties")?.as_object_mut()?;
    let schema = properties.shift_remove(&name)?;
    properties.insert(format!("{name}Anew"), schema);
    require(object, &name, false);
    require(object, &format!("{name}Anew"), was_required);
    Some(())
}

pub(super) fn property_is_required(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let (object, name) = a_property(slice, dice)?;
    let was_required = is_required(object, &name);
    require(object, &name, !was_required);
    Some(())
}

pub(super) fn flip(slice: &mut Slice, dice: &mut Dice, key: &str) -> Option<()> {
    let schema = a_plain_property(slice, dice)?;
    let is_set = schema.get(key) == Some(&json!(true));
    schema.insert(key.to_owned(), json!(!is_set));
    Some(())
}

pub(super) fn scalar(slice: &mut Slice, dice: &mut Dice, key: &str) -> Option<()> {
    let schema = a_plain_property(slice, dice)?;
    if key == "default"
        && (schema.get("type")? != "string" || schema.contains_key("format") || schema.contains_key("enum"))
    {
        return None;
    }
    schema.insert(key.to_owned(), json!("Something else."));
    Some(())
}

pub(super) fn property_has_another_type(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let schema = type_from(dice)?;
    let (object, name) = a_property(slice, dice)?;
    object.get_mut("properties")?.as_object_mut()?.insert(name, schema);
    Some(())
}

pub(super) fn property_is_in_a_list(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let (object, name) = a_property(slice, dice)?;
    let schema = object.get_mut("properties")?.get_mut(&name)?;
    *schema = json!({"type": "array", "items": schema.clone()});
    Some(())
}

pub(super) fn property_is_another_component(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let component = a_component(slice, dice)?;
    let (object, name) = a_property(slice, dice)?;
    object.get_mut("properties")?.as_object_mut()?.insert(name, component);
    Some(())
}

pub(super) fn object_has_further_properties(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let object = pick(slice, dice, |value| is_object(value) && value.get("additionalProperties").is_none())?;
    object.insert("additionalProperties".to_owned(), json!({"type": "string"}));
    Some(())
}

pub(super) fn object_is_free_form(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let object = pick(slice, dice, |value| is_object(value) && value.get("discriminator").is_none())?;
    object.clear();
    object.insert("type".to_owned(), json!("object"));
    Some(())
}

pub(super) fn value_is_gone(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    pick(slice, dice, has_values)?.get_mut("enum")?.as_array_mut()?.pop()?;
    Some(())
}

pub(super) fn value_has_another_name(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let values = pick(slice, dice, has_values)?.get_mut("enum")?.as_array_mut()?;
    *values.first_mut()? = json!("SOMETHING_ELSE");
    Some(())
}

pub(super) fn values_are_any_text(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    pick(slice, dice, has_values)?.shift_remove("enum")?;
    Some(())
}

pub(super) fn variant_is_gone(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let union = pick(slice, dice, is_union)?;
    let gone = union.get_mut("oneOf")?.as_array_mut()?.pop()?;
    if let Some(mapping) = union.get_mut("discriminator").and_then(|tag| tag.get_mut("mapping")?.as_object_mut()) {
        mapping.retain(|_, reference| *reference != gone["$ref"]);
    }
    Some(())
}

pub(super) fn variant_is_new(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let union = pick(slice, dice, is_union)?;
    let reference = json!("#/components/schemas/Newcomer");
    let tag = union.get("discriminator").and_then(|tag| Some(tag.get("propertyName")?.as_str()?.to_owned()));
    union.get_mut("oneOf")?.as_array_mut()?.push(json!({"$ref": reference}));
    if let Some(mapping) = union.get_mut("discriminator").and_then(|tag| tag.get_mut("mapping")?.as_object_mut()) {
        mapping.insert("NEWCOMER".to_owned(), reference);
    }
    let mut newcomer = json!({"type": "object", "properties": {"novelty": {"type": "string"}}});
    if let Some(tag) = tag {
        newcomer["properties"][tag] = json!({"type": "string"});
    }
    slice.components["schemas"]["Newcomer"] = newcomer;
    Some(())
}

pub(super) fn union_has_no_discriminator(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    pick(slice, dice, |value| is_union(value) && value.get("discriminator").is_some())?
        .shift_remove("discriminator")?;
    Some(())
}

pub(super) fn union_is_its_first_variant(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let union = pick(slice, dice, is_union)?;
    let first = union.get("oneOf")?.get(0)?.clone();
    union.clear();
    union.insert("allOf".to_owned(), json!([first]));
    Some(())
}

/// Every variant of a union has one more property.
pub(super) fn variants_have_a_property(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let union = pick(slice, dice, is_union)?;
    let references: Vec<String> =
        union.get("oneOf")?.as_array()?.iter().filter_map(|schema| Some(schema["$ref"].as_str()?.to_owned())).collect();
    for reference in references {
        let name = reference.rsplit('/').next()?;
        let variant = slice.components["schemas"].get_mut(name)?;
        let common = json!({"type": "string"});
        if variant.get("properties").is_some() {
            variant["properties"]["common"] = common;
        } else {
            variant.get_mut("allOf")?.as_array_mut()?.push(json!({"type": "object", "properties": {"common": common}}));
        }
    }
    Some(())
}

pub(super) fn component_has_another_name(slice: &mut Slice, dice: &mut Dice) -> Option<()> {
    let names: Vec<String> = slice.components["schemas"].as_object()?.keys().cloned().collect();
    let name = dice.choose(&names)?;
    let renamed = |root: &Value| {
        let (from, to) = (format!("#/components/schemas/{name}\""), format!("#/components/schemas/{name}Anew\""));
        serde_json::from_str::<Value>(&root.to_string().replace(&from, &to)).ok()
    };
    slice.paths = renamed(&slice.paths)?;
    slice.components = renamed(&slice.components)?;
    let schemas = slice.components["schemas"].as_object_mut()?;
    let schema = schemas.shift_remove(&name)?;
    schemas.insert(format!("{name}Anew"), schema);
    Some(())
}
