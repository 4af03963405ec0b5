//! Null in lists and maps: kept where the schema allows it, else no element; under strict decoding an error.

use serde_json::Value;

use super::Report;
use super::models::place;
use super::subject::Subject;
use crate::compare::differences;
use crate::document::Document;
use crate::places::{Place, own_places};
use crate::schema::{Kind, is_nullable, kind};

/// Tries one type with null beside what each list and map of it holds.
pub(super) fn check<'a>(document: &'a Document, subject: &Subject<'a>, report: &mut Report) {
    let at = place(subject);
    for sample in subject.full_samples(document) {
        for place in own_places(document, &sample.kind, &sample.value) {
            let Some(null) = Null::beside(document, &place, &sample.value) else { continue };
            let problem = null.problem(subject).map(|problem| format!("{}: {problem}", null.path));
            report.note("null elements", &at, problem);
        }
    }
}

/// A null in a list or map.
struct Null {
    /// Where it is, as errors name it.
    path: String,
    /// The value with it.
    value: Value,
    /// What the value should become.
    expected: Value,
    /// Whether the schema allows it.
    allowed: bool,
}

impl Null {
    /// One more element of the list, or entry of the map, that is at a place.
    fn beside(document: &Document, at: &Place, sample: &Value) -> Option<Self> {
        let mut value = sample.clone();
        let place = value.pointer_mut(&at.pointer)?;
        let (path, schema) = match (kind(document, at.schema), place) {
            (Kind::List(items), Value::Array(list)) => {
                list.insert(0, Value::Null);
                (format!("{}[0]", at.path), items)
            }
            (Kind::Map(values), Value::Object(entries)) => {
                entries.insert("null".to_owned(), Value::Null);
                (format!("{}.null", at.path), values)
            }
            _ => return None,
        };
        let allowed = is_nullable(document, schema) || matches!(kind(document, schema), Kind::Any);
        let expected = if allowed { value.clone() } else { sample.clone() };
        Some(Self { path, value, expected, allowed })
    }

    fn problem(&self, subject: &Subject) -> Option<String> {
        let passed = match (subject.model.pass)(self.value.clone()) {
            Ok(passed) => passed,
            Err(error) => return Some(error),
        };
        if let Some(first) = differences(&self.expected, &passed.json).first() {
            return Some(first.to_string());
        }
        match (subject.model.strict)(&self.value) {
            Ok(()) if !self.allowed => Some("is accepted under strict decoding".to_owned()),
            Err(error) if self.allowed => Some(format!("an error under strict decoding: {error}")),
            Err(error) if !error.contains(&self.path) => Some(format!("the error does not name it: {error}")),
            _ => None,
        }
    }
}
