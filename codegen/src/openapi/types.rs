//! The types that a schema can have.

use serde_json::Value;

/// Whether a value is of a type; nothing for a type that OpenAPI does not have.
pub(crate) fn fits(ty: &str, value: &Value) -> Option<bool> {
    Some(match ty {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => return None,
    })
}
