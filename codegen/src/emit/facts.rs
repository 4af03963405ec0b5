//! What the document states beside its prose, as sentences: limits, defaults, who may write a field.

use super::docs::{code, listed};
use crate::ir::{Api, Constraints, Field, ONLY_NULL, Param, Presence, TypeKind, TypeRef};

/// What becomes of a read-only property in requests; empty for any other.
pub(super) fn of_requests(field: &Field) -> &'static str {
    match (field.read_only, field.omit_in_request) {
        (true, true) => "Read-only: requests leave it out.",
        (true, false) => "Read-only, but requests send it back.",
        (false, _) => "",
    }
}

/// The sentences for a property, in one line; empty when there is nothing to say.
pub(super) fn of_field(field: &Field) -> String {
    let stated = [
        (field.deprecated, "Deprecated."),
        (field.required && field.presence != Presence::Required, "Required."),
        (field.read_only, of_requests(field)),
        (field.write_only, "Write-only: responses leave it out."),
    ];
    let stated = stated.into_iter().filter(|(holds, _)| *holds);
    let mut sentences: Vec<_> = stated.map(|(_, sentence)| sentence.to_owned()).collect();
    untyped(&field.ty, &mut sentences);
    limits(&field.constraints, is_list(&field.ty), &mut sentences);
    one_of(&field.allowed, false, &mut sentences);
    sentences.join(" ")
}

/// The sentences for a parameter, in one line; empty when there is nothing to say.
pub(super) fn of_param(param: &Param) -> String {
    let mut sentences = Vec::new();
    if param.deprecated {
        sentences.push("Deprecated.".to_owned());
    }
    limits(&param.constraints, is_list(&param.ty), &mut sentences);
    sentences.join(" ")
}

/// What kind of value a type is, in words.
pub(super) fn kind(api: &Api, ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::String => "a string",
        TypeRef::Bool => "a Boolean",
        TypeRef::Int | TypeRef::UInt => "an integer",
        TypeRef::Float => "a number",
        TypeRef::DateTime => "an RFC 3339 timestamp",
        TypeRef::Date => "a date",
        TypeRef::Secret => "a secret string",
        TypeRef::Option(inner) => kind(api, inner),
        TypeRef::List(_) => "a list",
        TypeRef::Map(_) => "a map",
        TypeRef::Json(untyped) if untyped.reason == ONLY_NULL => "null",
        TypeRef::Json(_) => "any JSON",
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(_) => "an object",
            TypeKind::Enum(_) => "one of several values",
            TypeKind::Union(union) if union.variants.iter().all(|variant| is_object(api, &variant.ty)) => {
                "one of several objects"
            }
            TypeKind::Union(_) => "one of several kinds of value",
        },
    }
}

fn is_object(api: &Api, ty: &TypeRef) -> bool {
    ty.def(&api.types).is_some_and(|def| matches!(def.kind, TypeKind::Struct(_)))
}

fn untyped(ty: &TypeRef, sentences: &mut Vec<String>) {
    match ty {
        TypeRef::Json(untyped) if untyped.reason == ONLY_NULL => sentences.push("Always null.".to_owned()),
        TypeRef::Json(untyped) if untyped.free_form => sentences.push("Free-form JSON.".to_owned()),
        TypeRef::Json(untyped) => sentences.push(format!("Untyped JSON: {}.", untyped.reason.trim_end_matches('.'))),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => untyped(inner, sentences),
        _ => {}
    }
}

fn is_list(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::List(_))
}

fn limits(constraints: &Constraints, is_list: bool, sentences: &mut Vec<String>) {
    let Constraints { format, pattern, length, range, items, unique, default, values, example } = constraints;
    sentences.extend(format.as_ref().map(|format| format!("Format {}.", code(format))));
    sentences.extend(span(*length).map(|length| format!("Length {length}.")));
    sentences.extend(pattern.as_ref().map(|pattern| format!("Pattern {}.", code(pattern))));
    sentences.extend(span((range.0.as_ref(), range.1.as_ref())).map(|range| format!("Range {range}.")));
    match (span(*items), unique) {
        (Some(count), true) => sentences.push(format!("Items {count}, all different.")),
        (Some(count), false) => sentences.push(format!("Items {count}.")),
        (None, true) => sentences.push("Items all different.".to_owned()),
        (None, false) => {}
    }
    one_of(values, is_list, sentences);
    sentences.extend(default.as_ref().map(|default| format!("Default {}.", code(&plain(default)))));
    sentences.extend(example.as_ref().map(|example| format!("Example {}.", code(&plain(example)))));
}

fn one_of(values: &[String], is_list: bool, sentences: &mut Vec<String>) {
    if !values.is_empty() {
        let values: Vec<_> = values.iter().map(|value| code(value)).collect();
        let each = if is_list { "Each one of" } else { "One of" };
        sentences.push(format!("{each} {}.", listed(&values, "or")));
    }
}

/// JSON text as people write it: a text without its quotes, if something is left.
fn plain(json: &str) -> String {
    match serde_json::from_str::<String>(json) {
        Ok(text) if !text.is_empty() => text,
        _ => json.to_owned(),
    }
}

/// `1–64`, `at least 1`, `at most 64`, `24` when both ends are the same.
fn span<T: std::fmt::Display + PartialEq>(ends: (Option<T>, Option<T>)) -> Option<String> {
    match ends {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::ParamLocation;
    use crate::ir::fixture;

    #[test]
    fn says_every_limit_once() {
        let constraints = Constraints {
            format: Some("email".into()),
            pattern: Some("^a`b$".into()),
            length: (Some(1), Some(64)),
            range: (Some("0".into()), None),
            items: (None, Some(5)),
            unique: true,
            default: Some("\"x\"".into()),
            values: vec!["1".into(), "7".into()],
            example: Some("3".into()),
        };
        let param = |constraints, deprecated| Param {
            constraints,
            deprecated,
            ..fixture::param("a", "a", ParamLocation::Query, TypeRef::String)
        };
        assert_eq!(
            of_param(&param(constraints, true)),
            "Deprecated. Format `email`. Length 1–64. Pattern ``^a`b$``. Range at least 0. Items at most 5, all different. \
             One of `1` or `7`. Default `x`. Example `3`."
        );
        assert_eq!(of_param(&param(Constraints::default(), false)), "");
    }

    #[test]
    fn a_list_is_not_one_of_its_values() {
        let constraints = Constraints { values: vec!["80".into(), "443".into()], ..Constraints::default() };
        let ports = Field { constraints, ..fixture::field("ports", "ports", TypeRef::List(Box::new(TypeRef::Int))) };
        assert_eq!(of_field(&ports), "Each one of `80` or `443`.");
    }

    #[test]
    fn a_value_that_is_always_null() {
        let null = crate::ir::json(true, ONLY_NULL, crate::pointer::Pointer::root());
        assert_eq!(kind(&Api::default(), &null), "null");
        assert_eq!(of_field(&fixture::field("none", "none", null)), "Always null.");
    }

    #[test]
    fn an_empty_default_keeps_its_quotes() {
        assert_eq!(plain("\"\""), "\"\"");
        assert_eq!(plain("[\"a\"]"), "[\"a\"]");
        assert_eq!(plain("\"a\\\"b\""), "a\"b");
    }

    #[test]
    fn equal_ends_are_one_number() {
        assert_eq!(span((Some(24), Some(24))).unwrap(), "24");
    }
}
