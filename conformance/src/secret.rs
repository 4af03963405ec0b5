//! Which values are secrets, and values that show where a secret went.

use serde_json::{Value, json};

use crate::document::Document;
use crate::places::{Place, places, with};
use crate::schema::{Kind, kind};

/// How the names of secret properties end, in lower case.
const NAMES: [&str; 9] =
    ["apikey", "passphrase", "password", "privatekey", "secret", "secretaccesskey", "sharedkey", "sslkey", "token"];

/// Maps whose values may be secrets, whatever their keys are.
const MAPS: [&str; 1] = ["headers"];

/// What each text made by [`with_canaries`] begins with.
pub const CANARY: &str = "canary";

/// Whether the string at `place` is a secret, by its format or its name.
#[must_use]
pub fn is_secret(document: &Document, place: &Place) -> bool {
    let schema = document.resolve(place.schema);
    let name = place.property.unwrap_or_default();
    let map = place.pointer.rsplit('/').nth(1).unwrap_or_default();
    matches!(kind(document, place.schema), Kind::Text)
        && (schema["format"] == "password"
            || is_called_like_a_secret(name) && !document.is_shown(name, place.schema)
            || place.property.is_none() && MAPS.contains(&map))
}

/// Whether the name of a property says that it is a secret, or holds some.
#[must_use]
pub fn is_called_like_a_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    NAMES.iter().chain(&MAPS).any(|suffix| name.ends_with(suffix))
}

/// `value` with a canary in the place of each secret, and the number of them.
#[must_use]
pub fn with_canaries(document: &Document, schema: &Value, value: &Value) -> (Value, usize) {
    let mut changed = value.clone();
    let mut count = 0;
    for place in places(document, schema, value) {
        if is_secret(document, &place) {
            count += 1;
            changed = with(&changed, &place.pointer, Some(json!(format!("{CANARY}-{count}-{}", place.path))));
        }
    }
    (changed, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_secrets_get_canaries() {
        let document = Document::parse("{}").unwrap().showing(["maskedSecret".to_owned()]);
        let schema = json!({ "type": "object", "properties": {
            "privateKey": { "type": "string" },
            "pin": { "type": "string", "format": "password" },
            "note": { "type": "string", "writeOnly": true },
            "maskedSecret": { "type": "string" },
            "tokenUrl": { "type": "string" },
            "password": { "type": "integer" },
            "list": { "type": "array", "items": { "type": "object", "properties": { "bindPassword": { "type": "string" } } } },
        } });
        let value = json!({
            "privateKey": "a", "pin": "b", "note": "c", "maskedSecret": "f", "tokenUrl": "d", "password": 1, "list": [{ "bindPassword": "e" }]
        });
        let expected = json!({
            "privateKey": "canary-1-privateKey", "pin": "canary-2-pin", "note": "c", "maskedSecret": "f",
            "tokenUrl": "d", "password": 1, "list": [{ "bindPassword": "canary-3-list[0].bindPassword" }]
        });
        assert_eq!(with_canaries(&document, &schema, &value), (expected, 3));
    }
}
