//! What a text must be before anything else in it is worth a look: one mapping that says it is OpenAPI 3.0.

use serde_json::Value;

use super::mismatch::describe;
use super::suggest::nearest;
use crate::diagnostics::Diagnostic;
use crate::fallback::Profile;
use crate::openapi::places::Places;
use crate::pointer::Pointer;

/// Why a text is not an OpenAPI 3.0 document at all. The fallbacks have given one of OpenAPI 3.1 the version `3.0.3`.
pub(super) fn refuse(places: Places<'_>, raw: &Value, profile: Profile) -> Option<Diagnostic> {
    let root = Pointer::root();
    let entries = match raw {
        Value::Object(entries) => entries,
        Value::Null => return Some(places.error(&root, "this document is empty")),
        other => {
            let message = format!("an OpenAPI document is a mapping with the key `openapi`, not {}", describe(other));
            return Some(places.error(&root, message));
        }
    };
    if entries.contains_key("swagger") {
        let error = places.error_at_key(&root.push("swagger"), "this is a Swagger 2 document");
        return Some(error.with_help("convert it to OpenAPI 3.0 first, with a converter such as `swagger2openapi`"));
    }
    let at = root.push("openapi");
    match entries.get("openapi") {
        Some(Value::String(version)) if is_supported(version) => None,
        Some(Value::String(version)) => {
            let error = places.error(&at, format!("OpenAPI `{version}` is not supported"));
            let later = version.starts_with("3.") && !version.starts_with("3.0");
            Some(error.with_help(match profile {
                _ if !later => "write the version as `3.0.3`",
                Profile::Strict => "convert it to OpenAPI 3.0 first",
                Profile::Tolerant => "write `3.2.0` if nothing in it is newer than that, else convert it first",
            }))
        }
        Some(Value::Number(number)) => {
            let error = places.error(&at, format!("`openapi` must be a string, not the number `{number}`"));
            Some(error.with_help("write '3.0.3', with quotation marks"))
        }
        Some(other) => {
            Some(places.error(&at, format!("`openapi` must be a version such as '3.0.3', not {}", describe(other))))
        }
        None if nearest("openapi", entries.keys().map(String::as_str)).is_some() || entries.contains_key("paths") => {
            None
        }
        None => {
            let error = places.error(&root, "this is not an OpenAPI document: it has neither `openapi` nor `paths`");
            Some(error.with_help("start it with `openapi: '3.0.3'`"))
        }
    }
}

/// `3.0.` and a number.
fn is_supported(version: &str) -> bool {
    version
        .strip_prefix("3.0.")
        .is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn supports_all_of_3_0() {
        for version in ["3.0.0", "3.0.1", "3.0.12"] {
            assert!(is_supported(version));
        }
        for version in ["", "3", "3.0", "3.0.", "3.0.x", "3.1.0", "30.0.1", "3.0.1 "] {
            assert!(!is_supported(version), "{version}");
        }
    }
}
