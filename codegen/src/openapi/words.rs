//! Words that OpenAPI 3.0 has for where parameters are and how they are written, and for types of security schemes; and
//! what it calls keys that are called otherwise elsewhere.

use serde_json::{Map, Value};

/// Where a parameter can be.
pub(crate) const LOCATIONS: [&str; 4] = ["path", "query", "header", "cookie"];

/// How a parameter can be written.
pub(crate) const STYLES: [&str; 7] =
    ["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"];

/// How a parameter can be written that is at a location.
pub(crate) fn styles(location: &str) -> &'static [&'static str] {
    match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => &[],
    }
}

/// What drafts of OpenAPI and JSON Schema, and habit, call a key, where nothing else can be meant.
pub(crate) const RENAMED: [(&str, &str); 10] = [
    ("body", "requestBody"),
    ("definitions", "schemas"),
    ("desc", "description"),
    ("divisibleBy", "multipleOf"),
    ("fields", "properties"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("params", "parameters"),
    ("regex", "pattern"),
    ("securityDefinitions", "securitySchemes"),
];

/// Whether a name in `responses` is a status, a class of them or the word for all others.
pub(crate) fn is_status(name: &str) -> bool {
    let is_class = |rest: &[u8]| rest == b"XX" || rest.len() == 2 && rest.iter().all(u8::is_ascii_digit);
    name == "default" || matches!(name.as_bytes(), [b'1'..=b'5', rest @ ..] if is_class(rest))
}

/// The keys that a security scheme of a type needs; nothing for a type that OpenAPI does not have.
pub(crate) fn needs(ty: &str) -> Option<&'static [&'static str]> {
    Some(match ty {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => &["flows"],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => return None,
    })
}

/// Whether a security scheme has a scope. Only OAuth has scopes, and declares them. Those of `OpenID` Connect are known
/// to the provider.
pub(crate) fn has_scope(scheme: &Value, scope: &str) -> bool {
    match scheme.get("type").and_then(Value::as_str) {
        Some("http" | "apiKey") => false,
        Some("oauth2") => {
            let flows = scheme.get("flows").and_then(Value::as_object).into_iter().flat_map(Map::values);
            flows.filter_map(|flow| flow.get("scopes")).any(|scopes| scopes.get(scope).is_some())
        }
        _ => true,
    }
}
