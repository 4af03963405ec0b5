//! Values that a document lists for a list: strings can only be meant for its items.

use serde_json::{Map, Value, json};

/// Moves the `enum` of a list to the items.
pub(crate) fn move_to_items(schema: &mut Map<String, Value>) {
    let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
    let strings = |values: &&Value| values.as_array().is_some_and(|values| values.iter().all(Value::is_string));
    let Some(values) = schema.get("enum").filter(strings).filter(|_| is_list).cloned() else { return };
    match schema.entry("items").or_insert_with(|| json!({ "type": "string" })) {
        Value::Object(items) if !items.contains_key("$ref") && !items.contains_key("enum") => {
            items.insert("enum".to_owned(), values);
            schema.shift_remove("enum");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::named::each_object;

    fn moved(mut schema: Value) -> Value {
        each_object(&mut schema, &mut move_to_items);
        schema
    }

    #[test]
    fn values_of_a_list_are_those_of_its_items() {
        let items = json!({ "type": "array", "items": { "type": "string", "enum": ["a", "b"] } });
        assert_eq!(moved(json!({ "type": "array", "items": { "type": "string" }, "enum": ["a", "b"] })), items);
        assert_eq!(moved(json!({ "type": "array", "enum": ["a", "b"] })), items);
        assert_eq!(moved(items.clone()), items);
        let property = |schema: Value| json!({ "properties": { "example": schema } });
        assert_eq!(moved(property(json!({ "type": "array", "enum": ["a", "b"] }))), property(items.clone()));
        let response = |schema: Value| json!({ "responses": { "default": { "headers": { "example": schema } } } });
        assert_eq!(moved(response(json!({ "type": "array", "enum": ["a", "b"] }))), response(items));
    }

    #[test]
    fn other_values_stay() {
        for schema in [
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "array", "enum": [["a"], ["b"]] }),
            json!({ "type": "array", "items": { "$ref": "#/components/schemas/A" }, "enum": ["a"] }),
            json!({ "example": { "type": "array", "enum": ["a"] } }),
        ] {
            assert_eq!(moved(schema.clone()), schema);
        }
    }
}
