//! What OpenAPI 3.1 says in words that 3.0 does not have, in those of 3.0: a list of types, `const`, `prefixItems`, and
//! schemas beside a reference. In a document of 3.0 they mean the same, but for what is beside a reference.

use serde_json::{Map, Value, json};

/// Keywords that say the same of a value of any type, or nothing.
const OF_ALL: [&str; 10] = [
    "default", "deprecated", "description", "example", "examples", "nullable", "readOnly", "title", "writeOnly", "xml",
];

/// Keywords that, beside a reference, say more about a value.
const SAYING: [&str; 8] = ["additionalProperties", "allOf", "anyOf", "const", "enum", "items", "oneOf", "properties"];

/// Rewrites a schema.
pub(crate) fn read(schema: &mut Map<String, Value>, is_later: bool) {
    if is_later {
        reference(schema);
    }
    tuple(schema);
    types(schema);
    if let Some(value) = schema.shift_remove("const") {
        schema.entry("enum").or_insert_with(|| json!([value]));
    }
    texts(schema);
}

/// A value must satisfy what a reference leads to, and what is beside it.
fn reference(schema: &mut Map<String, Value>) {
    let is_list = |key: &str| schema.get(key).is_some_and(Value::is_array);
    let says_more = SAYING.iter().any(|key| schema.contains_key(*key)) || is_list("required") || is_list("type");
    if says_more && let Some(reference) = schema.shift_remove("$ref") {
        let mut parts = schema.get("allOf").and_then(Value::as_array).cloned().unwrap_or_default();
        parts.insert(0, json!({ "$ref": reference }));
        schema.insert("allOf".to_owned(), Value::Array(parts));
    }
}

/// A list whose items have schemas by their places: each is of any of them.
fn tuple(schema: &mut Map<String, Value>) {
    let Some(Value::Array(first)) = schema.get("prefixItems").filter(|first| first.is_array()).cloned() else { return };
    let is_full = schema.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= first.len() as u64);
    let others = schema.get("items").cloned().unwrap_or_else(|| json!({}));
    let mut all: Vec<Value> = Vec::new();
    for one in first.into_iter().chain((!is_full).then_some(others)) {
        if one != json!(false) && one != json!({ "not": {} }) && !all.contains(&one) {
            all.push(one);
        }
    }
    let is_any = all.iter().any(|one| one == &json!(true) || !crate::schema::says(one) && one.get("const").is_none());
    let items = match all.as_slice() {
        _ if is_any => json!({}),
        [only] => only.clone(),
        _ => json!({ "anyOf": all }),
    };
    schema.shift_remove("prefixItems");
    schema.insert("items".to_owned(), items);
}

/// Several types are alternatives, each with what the schema says beside them. Null is none of them.
fn types(schema: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = schema.get("type").cloned() else { return };
    let mut names: Vec<&str> = types.iter().map(|name| name.as_str().unwrap_or("null")).collect();
    if names.contains(&"number") {
        names.retain(|name| *name != "integer");
    }
    if names.contains(&"null") && names.len() > 1 {
        names.retain(|name| *name != "null");
        schema.insert("nullable".to_owned(), json!(true));
    }
    schema.shift_remove("type");
    match names.as_slice() {
        [] => {}
        [only] => drop(schema.insert("type".to_owned(), json!(only))),
        // What else the schema says decides.
        _ if ["$ref", "allOf", "anyOf", "const", "oneOf"].iter().any(|key| schema.contains_key(*key)) => {}
        several => {
            let rest: Vec<String> = schema.keys().filter(|key| !OF_ALL.contains(&key.as_str())).cloned().collect();
            let about: Map<String, Value> =
                rest.into_iter().filter_map(|key| schema.shift_remove(&key).map(|value| (key, value))).collect();
            let alternatives: Vec<Value> = several.iter().filter_map(|name| of_type(about.clone(), name)).collect();
            schema.insert("anyOf".to_owned(), Value::Array(alternatives));
        }
    }
}

/// The alternative for one type; nothing where values are listed and none is of the type.
fn of_type(mut about: Map<String, Value>, name: &str) -> Option<Value> {
    let is_of_type = |value: &Value| match name {
        "string" => value.is_string(),
        "integer" | "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    if let Some(values) = about.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(is_of_type);
        if values.is_empty() {
            return None;
        }
    }
    about.insert("type".to_owned(), json!(name));
    Some(Value::Object(about))
}

/// The values of an enumeration of strings are texts, also those without quotation marks.
fn texts(schema: &mut Map<String, Value>) {
    if schema.get("type") == Some(&json!("string"))
        && let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
    {
        for value in values.iter_mut().filter(|value| value.is_number() || value.is_boolean()) {
            *value = json!(value.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_read(text: &str, expected: &str) {
        let parse = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
        let mut schema = parse(text);
        read(schema.as_object_mut().unwrap(), true);
        assert_eq!(schema, parse(expected), "{text}");
    }

    #[test]
    fn references_with_more_beside_them() {
        assert_read("{$ref: A, description: b}", "{$ref: A, description: b}");
        assert_read("{$ref: A, properties: {}, allOf: [{}]}", "{properties: {}, allOf: [{$ref: A}, {}]}");
        let mut earlier = json!({ "$ref": "A", "properties": {} });
        read(earlier.as_object_mut().unwrap(), false);
        assert_eq!(earlier, json!({ "$ref": "A", "properties": {} }));
    }

    #[test]
    fn tuples() {
        let first = "prefixItems: [{type: string}, {type: integer}]";
        assert_read(&format!("{{{first}}}"), "{items: {}}");
        assert_read(&format!("{{{first}, items: false}}"), "{items: {anyOf: [{type: string}, {type: integer}]}}");
        assert_read(
            &format!("{{{first}, maxItems: 2}}"),
            "{maxItems: 2, items: {anyOf: [{type: string}, {type: integer}]}}",
        );
        assert_read("{prefixItems: [{type: string}], items: {type: string}}", "{items: {type: string}}");
    }

    #[test]
    fn several_types() {
        assert_read("{type: [string, 'null'], maxLength: 3}", "{type: string, maxLength: 3, nullable: true}");
        assert_read("{type: ['null']}", "{type: 'null'}");
        assert_read("{type: [integer, number]}", "{type: number}");
        assert_read("{type: [object, string], anyOf: [{}]}", "{anyOf: [{}]}");
        assert_read(
            "{type: [array, integer], items: {}, title: a, enum: [1, b]}",
            "{title: a, anyOf: [{type: integer, items: {}, enum: [1]}]}",
        );
    }

    #[test]
    fn constants_and_texts() {
        assert_read("{const: a}", "{enum: [a]}");
        assert_read(
            "{type: string, enum: [on, 1.0, 2, true, null]}",
            "{type: string, enum: [on, '1.0', '2', 'true', null]}",
        );
        assert_read("{enum: [a, 1]}", "{enum: [a, 1]}");
    }
}
