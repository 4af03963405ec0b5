//! A document several times as large, to see how the generator's time grows.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

const SCHEMAS: &str = "#/components/schemas/";

/// `document` with each of its paths and schemas `times` times, under other names.
///
/// The copies refer to schemas of their own: `#/components/schemas/Group` is `#/components/schemas/GroupCopy2` in the
/// second.
///
/// # Errors
///
/// When the document has no paths or no schemas.
pub fn copies(document: &Value, times: usize) -> Result<Value> {
    let mut larger = document.clone();
    for (pointer, rename) in [("/paths", in_path as fn(&str, &str) -> String), ("/components/schemas", with_suffix)] {
        let original = document.pointer(pointer).and_then(Value::as_object).with_context(|| format!("no {pointer}"))?;
        let target = larger.pointer_mut(pointer).and_then(Value::as_object_mut).context("it was there before")?;
        for copy in 2..=times {
            let suffix = format!("Copy{copy}");
            target.extend(original.iter().map(|(name, value)| (rename(name, &suffix), renamed(value, &suffix))));
        }
    }
    Ok(larger)
}

fn in_path(path: &str, suffix: &str) -> String {
    format!("{path}/{}", suffix.to_lowercase())
}

fn with_suffix(name: &str, suffix: &str) -> String {
    format!("{name}{suffix}")
}

fn renamed(value: &Value, suffix: &str) -> Value {
    match value {
        Value::String(text) if text.starts_with(SCHEMAS) => with_suffix(text, suffix).into(),
        Value::Array(items) => items.iter().map(|item| renamed(item, suffix)).collect(),
        Value::Object(properties) => {
            let renamed: Map<_, _> =
                properties.iter().map(|(name, value)| (name.clone(), renamed(value, suffix))).collect();
            Value::Object(with_id(renamed, suffix))
        }
        other => other.clone(),
    }
}

/// The properties of an operation, with another id.
fn with_id(mut properties: Map<String, Value>, suffix: &str) -> Map<String, Value> {
    for name in ["operationId", "x-xgen-operation-id-override"] {
        if let Some(Value::String(id)) = properties.get_mut(name) {
            id.push_str(suffix);
        }
    }
    properties
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn copies_refer_to_copied_schemas() {
        let reference = |name: &str| json!({ "operationId": "get", "schema": { "$ref": name } });
        let document =
            json!({ "paths": { "/a": reference("#/components/schemas/A") }, "components": { "schemas": { "A": {} } } });
        let larger = copies(&document, 2).unwrap();
        let expected = json!({ "operationId": "getCopy2", "schema": { "$ref": "#/components/schemas/ACopy2" } });
        assert_eq!(larger["paths"]["/a/copy2"], expected);
        assert_eq!(larger["paths"]["/a"], document["paths"]["/a"]);
        assert_eq!(larger["components"]["schemas"].as_object().map(Map::len), Some(2));
        assert!(copies(&json!({}), 2).is_err());
    }
}
