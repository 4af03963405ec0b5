//! Values of another kind than is meant, where one is: `required: 'true'`, `tags: a`, `in: Query`, `maxLength: '64'`.

use serde_json::{Map, Number, Value, json};

use crate::openapi::kinds::{Kind, Rule};

const NOT_QUOTED: &str = "a number or a boolean in place of a string is read as its text";

const QUOTED_FLAG: &str = "`true` or `false` in quotation marks is read as that flag";

const QUOTED_NUMBER: &str = "a number in quotation marks, or with a fraction of zero, is read as that number";

pub(super) const CASE: &str = "a word whose letters are of another case is read as the one that OpenAPI has";

const ALONE: &str = "one value in place of a list is read as a list of that value";

const ONLY: &str = "a list of one value in place of that value is read as the value";

const NUMBERED: &str = "values by number are read as a list of them";

const BY_NAME: &str = "objects by name are read as a list of them";

const REFERENCE: &str = "a string that is a reference is read as one";

const ONLY_KEY: &str = "a string in place of an object that needs one key is read as the value of that key";

/// The empty value of a kind that has one.
pub(super) fn empty(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Text => Some(json!("")),
        Kind::List(_) => Some(json!([])),
        Kind::Map(..) | Kind::Object(_) | Kind::RefOr(_) => Some(json!({})),
        _ => None,
    }
}

/// What a value of another kind is meant to be, and why; `text` gives it as it is written.
pub(super) fn read(kind: &Kind, value: &Value, text: impl Fn() -> String) -> Option<(Value, &'static str)> {
    match (kind, value) {
        (Kind::Text, Value::Number(_) | Value::Bool(_)) => Some((Value::String(text()), NOT_QUOTED)),
        (Kind::Flag, Value::String(word)) => {
            let word = word.to_ascii_lowercase();
            ["false", "true"].iter().position(|flag| *flag == word).map(|flag| (json!(flag == 1), QUOTED_FLAG))
        }
        (Kind::Count | Kind::Number, Value::String(number)) => number_of(kind, number),
        (Kind::Count, Value::Number(number)) => number_of(kind, &number.to_string()),
        (Kind::Word(words), Value::String(word)) => in_other_case(word, words).map(|meant| (json!(meant), CASE)),
        (Kind::FlagOr(inner), _) => read(&Kind::Flag, value, &text as &dyn Fn() -> String)
            .or_else(|| read(inner, value, &text as &dyn Fn() -> String)),
        (Kind::List(inner), Value::Object(entries)) => list_of(inner, entries),
        // One word, as a type, needs no list.
        (Kind::List(inner), Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
            (inner.fits(value) && !matches!(inner, Kind::Word(_))).then(|| (json!([value]), ALONE))
        }
        (Kind::RefOr(_), Value::String(to)) if to.starts_with("#/") => Some((json!({ "$ref": to }), REFERENCE)),
        (Kind::Object(rule) | Kind::RefOr(rule), Value::String(text)) => {
            only_key(rule).map(|key| (json!({ key: text }), ONLY_KEY))
        }
        (Kind::List(_) | Kind::Any, Value::Array(_)) => None,
        (_, Value::Array(items)) => {
            let [only] = items.as_slice() else { return None };
            is_meant(kind, only).then(|| (only.clone(), ONLY))
        }
        _ => None,
    }
}

/// Whether a value is of a kind, or is meant to be.
pub(super) fn is_meant(kind: &Kind, value: &Value) -> bool {
    kind.fits(value) || read(kind, value, String::new).is_some()
}

fn number_of(kind: &Kind, text: &str) -> Option<(Value, &'static str)> {
    let text = text.trim();
    let text = text.strip_suffix(".0").filter(|_| matches!(kind, Kind::Count)).unwrap_or(text);
    let number = Value::Number(text.parse::<Number>().ok()?);
    kind.fits(&number).then_some((number, QUOTED_NUMBER))
}

/// The word that a text is in letters of another case.
pub(super) fn in_other_case(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|word| *word != text && word.eq_ignore_ascii_case(text))
}

/// The list that an object is in place of: its values by numbers, or by names that they have themselves, or the one
/// item that it is.
fn list_of(inner: &Kind, entries: &Map<String, Value>) -> Option<(Value, &'static str)> {
    if let Some(values) = numbered(entries) {
        return Some((Value::Array(values), NUMBERED));
    }
    let (Kind::Object(rule) | Kind::RefOr(rule)) = inner else {
        return matches!(inner, Kind::Map(..)).then(|| (json!([entries]), ALONE));
    };
    let needed = || rule.keys.iter().filter(|key| key.required);
    let has_all = |value: &Value| needed().all(|key| value.get(key.name).is_some());
    if needed().next().is_some() && !entries.is_empty() && entries.values().all(has_all) {
        return Some((entries.values().cloned().collect(), BY_NAME));
    }
    entries.keys().any(|name| name == "$ref" || rule.key(name).is_some()).then(|| (json!([entries]), ALONE))
}

/// The values of an object whose keys are the numbers from 0 or 1 on.
fn numbered(entries: &Map<String, Value>) -> Option<Vec<Value>> {
    let numbers = entries.iter().map(|(key, value)| Some((key.parse::<usize>().ok()?, value.clone())));
    let mut numbers: Vec<_> = numbers.collect::<Option<_>>()?;
    numbers.sort_by_key(|(number, _)| *number);
    let first = numbers.first()?.0;
    let is_list = first <= 1 && numbers.iter().zip(first..).all(|((number, _), index)| *number == index);
    is_list.then(|| numbers.into_iter().map(|(_, value)| value).collect())
}

/// The key of a string that is all that an object needs.
fn only_key(rule: &Rule) -> Option<&'static str> {
    let mut needed = rule.keys.iter().filter(|key| key.required);
    let only = needed.next().filter(|key| matches!(key.kind, Kind::Text))?;
    needed.next().is_none().then_some(only.name)
}
