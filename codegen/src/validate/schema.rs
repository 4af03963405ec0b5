//! Schemas: that what they say fits together.
//!
//! An error is what would make the generated type another one than the author meant; a warning is what is merely odd,
//! or could be meant so.

use serde_json::{Map, Number, Value};

use super::mismatch::{describe, quoted};
use super::suggest::{did_you_mean, is_misspelling, list, nearest};
use super::walk::Walk;
use super::{composed, discriminator, pattern};
use crate::openapi::types::fits;

/// Keys that say something about some types only.
const APPLIES: &[(&[&str], &[&str])] = &[
    (&["object"], &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
    (&["array"], &["items", "minItems", "maxItems", "uniqueItems"]),
    (&["string"], &["minLength", "maxLength", "pattern"]),
    (&["integer", "number"], &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
];

/// Known formats and the types they are of.
const FORMATS: &[(&[&str], &[&str])] = &[
    (&["integer"], &["int32", "int64"]),
    (&["number"], &["float", "double"]),
    (&["number", "string"], &["decimal"]),
    (
        &["string"],
        &[
            "byte", "binary", "date", "date-time", "time", "duration", "password", "email", "hostname", "ipv4", "ipv6",
            "uri", "uri-reference", "url", "uuid", "regex",
        ],
    ),
];

/// Pairs of limits, the lower one first.
const LIMITS: &[(&str, &str)] =
    &[("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

/// Keys that combine other schemas.
pub(super) const COMPOSITION: &[&str] = &["allOf", "oneOf", "anyOf", "not"];

/// Checks a schema whose keys and values are of the right kind.
pub(super) fn check<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let ty = schema.get("type").and_then(Value::as_str);
    match ty {
        Some(ty) => typed(walk, schema, ty),
        None => untyped(walk, schema),
    }
    for key in ["allOf", "oneOf", "anyOf", "enum", "required"] {
        let Some(items) = schema.get(key).and_then(Value::as_array) else { continue };
        let at = walk.here().push(key);
        if items.is_empty() && key != "required" {
            walk.error(&at, format!("`{key}` must not be empty"), "add an item, or remove the key");
        }
        walk.no_repeats(&at, items);
    }
    limits(walk, schema, ty);
    pattern::check(walk, schema);
    enumeration(walk, schema, ty);
    sample(walk, schema, ty, "default");
    sample(walk, schema, ty, "example");
    composed::required(walk, schema);
    discriminator::check(walk, schema);
    if schema.get("readOnly") == Some(&Value::Bool(true)) && schema.get("writeOnly") == Some(&Value::Bool(true)) {
        let message = "a value that is both read-only and write-only is never sent";
        walk.push(walk.places.warning_at_key(&walk.here().push("writeOnly"), message));
    }
}

fn untyped<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let composed = COMPOSITION.iter().any(|key| schema.contains_key(*key));
    let is_open = schema.is_empty() || (composed && !schema.contains_key("properties"));
    if is_open || schema.contains_key("discriminator") || schema.contains_key("enum") {
        return;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    let implied = APPLIES.iter().find(|(_, keys)| has(keys)).and_then(|(types, _)| types.first());
    let here = walk.here();
    let warning = walk.places.warning_about(&here, "a schema without a `type` allows any value");
    walk.push(warning.with_help(implied.map_or_else(|| "add a `type`".to_owned(), |ty| format!("add `type: {ty}`"))));
}

fn typed<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>, ty: &str) {
    if ty == "array" && !schema.contains_key("items") {
        let missing = walk.missing("a list", "items", "`items`");
        // Indented too little, `items` is a property beside the list.
        let beside = walk.here().parent().map(|parent| parent.push("items")).filter(|beside| walk.exists(beside));
        walk.push(match beside {
            Some(beside) => missing.with_related("is this indented too little?", walk.places.key_location(&beside)),
            None => missing,
        });
    }
    for (_, keys) in APPLIES.iter().filter(|(types, _)| !types.contains(&ty)) {
        for key in keys.iter().filter(|key| schema.contains_key(**key)) {
            let message = format!("`{key}` says nothing about a schema of type `{ty}`");
            let warning = walk.places.warning_at_key(&walk.here().push(key), message);
            walk.push(warning.with_help("check the `type`, and the indentation of this line"));
        }
    }
    let Some(format) = schema.get("format").and_then(Value::as_str) else { return };
    let at = walk.here().push("format");
    match FORMATS.iter().find(|(_, formats)| formats.contains(&format)) {
        Some((types, _)) if types.contains(&ty) => {}
        Some((types, _)) => {
            let message = format!("`{format}` is a format of {}, not of `{ty}`", list(types));
            walk.warning(&at, message, "check the `type` and the `format`");
        }
        None => {
            let of_type = FORMATS.iter().filter(|(types, _)| types.contains(&ty));
            let meant = nearest(format, of_type.flat_map(|(_, formats)| formats.iter().copied()));
            let help = meant.map_or_else(|| "it appears in the documentation only".to_owned(), did_you_mean);
            walk.warning(&at, format!("unknown format `{format}`"), help);
        }
    }
}

fn limits<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>, ty: Option<&str>) {
    for key in ["minimum", "maximum", "multipleOf"].into_iter().filter(|_| ty == Some("integer")) {
        if let Some(limit) = schema.get(key).filter(|limit| !limit.is_i64() && !limit.is_u64()) {
            let message = format!("`{key}` of an integer must be an integer, not {}", describe(limit));
            let help = "check the `type`: a schema with this limit has no faithful type";
            walk.warning(&walk.here().push(key), message, help);
        }
    }
    for (low, high) in LIMITS {
        let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
        if let (Some(least), Some(most)) = (limit(low), limit(high))
            && least > most
        {
            let here = walk.here();
            let message = format!("`{low}` is greater than `{high}`: no value fits");
            let warning = walk.places.warning(&here.push(low), message);
            let warning = warning.with_related("the other limit", walk.places.location(&here.push(high)));
            walk.push(warning.with_help("exchange the two, or change one"));
        }
    }
}

/// Whether a value is of a type. A value of an unknown type is.
fn is_of_type(value: &Value, ty: Option<&str>) -> bool {
    ty.and_then(|ty| fits(ty, value)).unwrap_or(true)
}

fn enumeration<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>, ty: Option<&str>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else { return };
    let at = walk.here().push("enum");
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    for (index, value) in values.iter().enumerate() {
        let fits = is_of_type(value, ty) || (nullable && value.is_null());
        if !fits {
            let ty = ty.unwrap_or_default();
            let message = format!("a value of this enum must be of type `{ty}`, not {}", describe(value));
            let quote = ty == "string" && is_unquoted(value);
            let at = at.index(index);
            let help = if quote { quoted(walk.places, &at, value) } else { "check the `type`".to_owned() };
            walk.warning(&at, message, help);
        }
    }
}

/// Whether a value would be a string in quotation marks.
fn is_unquoted(value: &Value) -> bool {
    value.is_number() || value.is_boolean()
}

/// Checks a value in place of others: a default or an example.
fn sample<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>, ty: Option<&str>, key: &str) {
    let Some(value) = schema.get(key).filter(|value| !value.is_null()) else { return };
    let at = walk.here().push(key);
    if !is_of_type(value, ty) {
        let message = format!("`{key}` must be of type `{}`, not {}", ty.unwrap_or_default(), describe(value));
        let unquoted = value.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let help = if ty == Some("string") && is_unquoted(value) {
            quoted(walk.places, &at, value)
        } else if unquoted.is_some_and(|value| is_of_type(&value, ty)) {
            "remove the quotation marks".to_owned()
        } else {
            format!("check the `type` and the `{key}`")
        };
        walk.warning(&at, message, help);
    } else if let Some(values) = schema.get("enum").and_then(Value::as_array)
        && !values.contains(value)
    {
        let warning = walk.places.warning(&at, format!("`{key}`, {}, is not a value of the enum", describe(value)));
        let meant = value.as_str().and_then(|word| nearest(word, values.iter().filter_map(Value::as_str)));
        let sure = meant.filter(|meant| value.as_str().is_some_and(|word| is_misspelling(word, meant)));
        let index = sure.and_then(|meant| values.iter().position(|value| value.as_str() == Some(meant)));
        let list = walk.here().push("enum");
        let warning = match index {
            Some(index) => warning.with_related("the value that is near", walk.places.location(&list.index(index))),
            None => warning.with_related("the values", walk.places.block(&list)),
        };
        walk.push(warning.with_help(meant.map_or_else(|| format!("check the `{key}` and the `enum`"), did_you_mean)));
    } else if let Some((limit, compared)) = broken_limit(schema, value) {
        let message = format!("`{key}`, {}, is {compared} than `{limit}`", describe(value));
        let warning = walk.places.warning(&at, message);
        let warning = warning.with_related("the limit", walk.places.location(&walk.here().push(limit)));
        walk.push(warning.with_help(format!("check the `{key}` and the `{limit}`")));
    }
}

/// The first limit of a schema that a value breaks, and how the value compares to it.
fn broken_limit(schema: &Map<String, Value>, value: &Value) -> Option<(&'static str, &'static str)> {
    let (size, low, high): (Number, _, _) = match value {
        Value::Number(number) => (number.clone(), ("minimum", "less"), ("maximum", "greater")),
        Value::String(text) => (text.chars().count().into(), ("minLength", "shorter"), ("maxLength", "longer")),
        Value::Array(items) => (items.len().into(), ("minItems", "shorter"), ("maxItems", "longer")),
        Value::Object(keys) => (keys.len().into(), ("minProperties", "smaller"), ("maxProperties", "larger")),
        Value::Null | Value::Bool(_) => return None,
    };
    let size = size.as_f64()?;
    let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
    if limit(low.0).is_some_and(|least| size < least) {
        return Some(low);
    }
    limit(high.0).is_some_and(|most| size > most).then_some(high)
}
