//! Values of the wrong kind: what they are, and what to write instead.

use serde_json::Value;

use super::suggest::{did_you_mean, list, nearest};
use crate::openapi::kinds::Kind;
use crate::openapi::places::Places;
use crate::pointer::Pointer;

/// What OpenAPI calls types and formats, and the names that other languages and tools have for them.
const TYPES: &[(&str, &[&str])] = &[
    ("integer", &["int", "int16", "uint", "short"]),
    ("integer` with `format: int32", &["int32"]),
    ("integer` with `format: int64", &["int64", "long"]),
    ("number", &["decimal", "numeric", "real"]),
    ("number` with `format: float", &["float"]),
    ("number` with `format: double", &["double"]),
    ("boolean", &["bool"]),
    ("string", &["str", "text", "char", "varchar"]),
    ("string` with an `enum", &["enum"]),
    ("string` with `format: date", &["date"]),
    ("string` with `format: date-time", &["date-time", "datetime", "dateTime", "timestamp"]),
    ("string` with `format: time", &["time"]),
    ("string` with `format: uuid", &["uuid"]),
    ("string` with `format: uri", &["uri", "url"]),
    ("string` with `format: email", &["email"]),
    ("string` with `format: password", &["password"]),
    ("string` with `format: binary", &["binary", "file"]),
    ("string` with `format: byte", &["byte", "bytes"]),
    ("array", &["list", "set", "seq", "sequence"]),
    ("object", &["map", "dict", "dictionary", "hash", "struct", "record"]),
    ("http` with `scheme: bearer", &["bearer", "jwt", "token"]),
    ("http` with `scheme: basic", &["basic"]),
    ("http` with `scheme: digest", &["digest"]),
    ("openIdConnect", &["openid"]),
    ("oauth2", &["oauth"]),
];

/// What is expected, after `must be`.
pub(super) fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Any => "a value".to_owned(),
        Kind::Text => "a string".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Count => "an integer that is not negative".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Word(words) => format!("one of {}", list(words)),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(..) => "a mapping".to_owned(),
        Kind::FlagOr(kind) => format!("`true`, `false` or {}", expected(kind)),
        Kind::Object(rule) | Kind::RefOr(rule) => rule.what.to_owned(),
    }
}

/// How to write a number or a boolean that is a string.
pub(super) fn quoted(places: Places<'_>, at: &Pointer, value: &Value) -> String {
    format!("quote it: '{}'", places.text_of(at, value))
}

/// What to do about a value of the wrong kind under a key.
pub(super) fn help(kind: &Kind, value: &Value, key: &str) -> String {
    match (kind, value) {
        (_, Value::Null) => "write a value, or remove the key".to_owned(),
        (Kind::Text, _) => "write one string, and check the indentation of the lines below".to_owned(),
        (Kind::Word(words), Value::String(word)) => other_word(words, word),
        (Kind::Word(_), Value::Array(_)) if key == "type" => {
            "OpenAPI 3.0 has one type in a schema; use `nullable: true` for null".to_owned()
        }
        (Kind::Word(words), _) => {
            format!("write one of them, as `{key}: {}`", words.first().copied().unwrap_or_default())
        }
        (Kind::Flag, Value::Number(_)) if key.starts_with("exclusive") => {
            "OpenAPI 3.0 has the limit in `minimum` or `maximum`, and `true` here".to_owned()
        }
        (Kind::Flag, Value::Array(_)) if key == "required" => {
            "a list of required properties belongs into the schema of an object".to_owned()
        }
        (Kind::Flag, _) => flag(value),
        (Kind::List(_), Value::Bool(_)) if key == "required" => {
            "list the names of the required properties in the schema around this one".to_owned()
        }
        (Kind::List(_), Value::Object(_)) => "start each item with `- `".to_owned(),
        (Kind::List(_), Value::String(text)) => format!("write a list: `{key}: [{}]`", shown(text)),
        (Kind::List(_), _) => format!("write a list: `{key}: [{value}]`"),
        (Kind::Number | Kind::Count, Value::String(text)) if text.parse::<f64>().is_ok() => {
            "remove the quotation marks".to_owned()
        }
        (Kind::Number, _) => "write a number, as `1` or `0.5`".to_owned(),
        (Kind::Count, _) => "write an integer from 0 on".to_owned(),
        (Kind::FlagOr(kind), _) => help(kind, value, key),
        (Kind::Object(_) | Kind::RefOr(_) | Kind::Map(..), _) => mapping(kind, value, key),
        (Kind::Any, _) => "check this value".to_owned(),
    }
}

/// A word that is none of those that can be here.
fn other_word(words: &[&str], word: &str) -> String {
    let other = meaning(word).or_else(|| meaning(&word.to_lowercase()));
    if let Some(meant) = other.filter(|meant| words.contains(&first_word(meant))) {
        return format!("write `{meant}`");
    }
    match (nearest(word, words.iter().copied()), word) {
        (Some(meant), _) => did_you_mean(meant),
        (None, "body" | "formData") => "describe the body in `requestBody` of the operation".to_owned(),
        (None, "null") => "use `nullable: true` beside a type".to_owned(),
        (None, "any") => "leave the `type` out: then any value is allowed".to_owned(),
        (None, _) => "write one of these words".to_owned(),
    }
}

/// A value that is not a flag.
fn flag(value: &Value) -> String {
    let word = value.as_str().map_or_else(|| value.to_string(), str::to_lowercase);
    match word.as_str() {
        // YAML 1.1 read these as flags.
        "yes" | "y" | "on" | "1" => "write `true`".to_owned(),
        "no" | "n" | "off" | "0" => "write `false`".to_owned(),
        "true" | "false" => format!("write `{word}`, without quotation marks"),
        _ => "write `true` or `false`".to_owned(),
    }
}

/// A value that is not a mapping.
fn mapping(kind: &Kind, value: &Value, key: &str) -> String {
    let is_schema = matches!(kind, Kind::RefOr(rule) if rule.section == "schemas");
    match value {
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let first = items.first().and_then(Value::as_str).unwrap_or_default();
            format!("write each item as a key with its value below it, as `{}:`", shown(first))
        }
        Value::Array(_) => "remove the `- ` before its keys".to_owned(),
        Value::String(text) if text.starts_with("#/") => format!("write `$ref: '{}'` below it", shown(text)),
        Value::String(text) if is_schema && (meaning(text).is_some() || is_type(text)) => {
            let ty = meaning(text).unwrap_or(text);
            format!("write `type: {ty}` on a line of its own below `{key}:`")
        }
        Value::String(text) if matches!(kind, Kind::Map(_, Kind::List(_))) => {
            format!("write `{}: []`, as a key with its value", shown(text))
        }
        Value::String(text) if matches!(kind, Kind::Map(..)) => {
            format!("write `{}:`, with its keys on the lines below", shown(text))
        }
        Value::String(text) => match needed(kind) {
            Some(needed) => format!("write `{needed}: {}`, as a key of its own", shown(text)),
            None => "check the indentation of this line and the next".to_owned(),
        },
        _ => "check the indentation of this line and the next".to_owned(),
    }
}

/// The string that an object cannot do without.
fn needed(kind: &Kind) -> Option<&'static str> {
    let (Kind::Object(rule) | Kind::RefOr(rule)) = kind else { return None };
    rule.keys.iter().find(|key| key.required && matches!(key.kind, Kind::Text)).map(|key| key.name)
}

/// What OpenAPI calls a type or format that has another name elsewhere.
fn meaning(word: &str) -> Option<&'static str> {
    TYPES.iter().find(|(_, names)| names.contains(&word)).map(|(ty, _)| *ty)
}

fn is_type(text: &str) -> bool {
    TYPES.iter().any(|(ty, _)| first_word(ty) == text)
}

/// The type alone, of a type with its format.
fn first_word(ty: &str) -> &str {
    ty.split('`').next().unwrap_or_default()
}

/// The start of a string.
fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

/// A value in a few words.
pub(super) fn describe(value: &Value) -> String {
    const SHOWN: usize = 40;
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) if text.chars().count() > SHOWN => {
            let start: String = text.chars().take(SHOWN).collect();
            format!("the string `{start}...`")
        }
        Value::String(text) => format!("the string `{text}`"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn long_strings_are_cut() {
        assert_eq!(describe(&json!("é".repeat(50))), format!("the string `{}...`", "é".repeat(40)));
        assert_eq!(describe(&Value::Null), "nothing");
    }

    #[test]
    fn names_of_other_languages() {
        let types = &["string", "integer", "number", "boolean", "object", "array"];
        for (word, meant) in [("int", "`integer`"), ("Date", "`string` with `format: date`"), ("dict", "`object`")] {
            assert_eq!(other_word(types, word), format!("write {meant}"));
        }
        assert_eq!(other_word(types, "interger"), "did you mean `integer`?");
        assert_eq!(other_word(&["apiKey", "http"], "Bearer"), "write `http` with `scheme: bearer`");
    }

    #[test]
    fn flags_of_older_yaml() {
        for (value, help) in
            [(json!("yes"), "write `true`"), (json!("Off"), "write `false`"), (json!(1), "write `true`")]
        {
            assert_eq!(flag(&value), help);
        }
        assert_eq!(flag(&json!("sometimes")), "write `true` or `false`");
    }
}
