//! Comparison of JSON values that reports where they differ.
//!
//! The order of keys does not matter. Numbers are equal by value (`42` and `42.0`), date-times by
//! the instant they name (`…T12:00:00Z` and `…T13:00:00.000+01:00`).

use std::fmt;

use chrono::DateTime;
use serde_json::{Map, Number, Value};

/// One place at which two values differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// JSON pointer to the place; empty for the whole value.
    pub pointer: String,
    /// What should be there, if anything should.
    pub expected: Option<Value>,
    /// What is there, if anything is.
    pub found: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |value: &Option<Value>| value.as_ref().map_or("nothing".to_owned(), Value::to_string);
        let pointer = if self.pointer.is_empty() { "(all of it)" } else { &self.pointer };
        write!(f, "{pointer}: expected {}, found {}", show(&self.expected), show(&self.found))
    }
}

/// All differences, in the order of the keys of `expected`.
#[must_use]
pub fn differences(expected: &Value, found: &Value) -> Vec<Difference> {
    let mut all = Vec::new();
    compare(String::new(), Some(expected), Some(found), &mut all);
    all
}

/// Asserts that two values are equal.
///
/// # Panics
///
/// They are not; the message has `what` and the first pointer at which they differ.
#[track_caller]
pub fn assert_same(what: &str, expected: &Value, found: &Value) {
    if let Some(first) = differences(expected, found).first() {
        panic!("{what}: {first}");
    }
}

fn compare(pointer: String, expected: Option<&Value>, found: Option<&Value>, all: &mut Vec<Difference>) {
    match (expected, found) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for key in keys(a, b) {
                compare(format!("{pointer}/{}", escape(key)), a.get(key), b.get(key), all);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                compare(format!("{pointer}/{index}"), a.get(index), b.get(index), all);
            }
        }
        (Some(Value::Number(a)), Some(Value::Number(b))) if same_number(a, b) => {}
        (Some(Value::String(a)), Some(Value::String(b))) if same_text(a, b) => {}
        (a, b) if a == b => {}
        (a, b) => all.push(Difference { pointer, expected: a.cloned(), found: b.cloned() }),
    }
}

fn keys<'a>(a: &'a Map<String, Value>, b: &'a Map<String, Value>) -> impl Iterator<Item = &'a String> {
    a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)))
}

/// A key as a JSON pointer has it.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn same_number(a: &Number, b: &Number) -> bool {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

/// The value of a number without a fraction; `42.0` has none either.
fn integer(number: &Number) -> Option<i128> {
    let of_float = || {
        let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e18)?;
        format!("{float:.0}").parse().ok()
    };
    number.as_i64().map(i128::from).or(number.as_u64().map(i128::from)).or_else(of_float)
}

/// A query joins the elements of a list by commas.
fn same_text(a: &str, b: &str) -> bool {
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).ok();
    let same_part = |(a, b): (&str, &str)| a == b || instant(a).is_some_and(|a| instant(b) == Some(a));
    a == b || a.split(',').count() == b.split(',').count() && a.split(',').zip(b.split(',')).all(same_part)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_need_not_look_alike() {
        let a = json!({ "n": 42, "at": "2026-03-14T12:00:00Z", "list": [1.5, null] });
        let b = json!({ "list": [1.5, null], "at": "2026-03-14T13:00:00.000+01:00", "n": 42.0 });
        assert_eq!(differences(&a, &b), []);
        let joined = |first: &str| json!(format!("{first},2026-03-14T12:00:00Z"));
        let same = differences(&joined("2026-03-14T12:00:00.25Z"), &joined("2026-03-14T12:00:00.250Z"));
        assert_eq!(same, []);
        assert_eq!(differences(&joined("2026-03-14T12:00:00Z"), &json!("2026-03-14T12:00:00Z")).len(), 1);
    }

    #[test]
    fn names_each_place() {
        let a = json!({ "a/b": { "list": [1, 2] }, "gone": null, "big": 9_007_199_254_740_993_i64, "text": "x" });
        let b = json!({ "a/b": { "list": [1, 3, 4] }, "big": 9_007_199_254_740_992_i64, "text": 1, "new": true });
        let pointers: Vec<String> = differences(&a, &b).into_iter().map(|d| d.pointer).collect();
        assert_eq!(pointers, ["/a~1b/list/1", "/a~1b/list/2", "/gone", "/big", "/text", "/new"]);
    }

    #[test]
    #[should_panic(expected = "thing: /a: expected 1, found nothing")]
    fn the_message_says_what_differs() {
        assert_same("thing", &json!({ "a": 1 }), &json!({}));
    }
}
