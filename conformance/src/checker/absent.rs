//! What a response lacked, sent again: nothing is made up for it.

use serde_json::Value;

use super::Report;
use super::models::place;
use super::subject::Subject;
use crate::compare::{Difference, differences, escape};
use crate::document::Document;
use crate::places::with;
use crate::schema::{Alternative, Kind, Shape, kind, scalars};

/// Tries one type with values that lack each required property in turn, and with one that lacks all.
pub(super) fn check<'a>(document: &'a Document, subject: &Subject<'a>, report: &mut Report) {
    let at = place(subject);
    let telling = match &subject.kind {
        Kind::Union(alternatives) => telling(document, alternatives),
        _ => Vec::new(),
    };
    for sample in subject.full_samples(document) {
        let Kind::Object(shape) = &sample.kind else { continue };
        for (what, value) in lacking(shape, &sample.value, sample.tag) {
            let problem = invented(subject, &value, &telling).map(|problem| format!("without {what}: {problem}"));
            report.note("absent properties", &at, problem);
        }
    }
}

/// The sample without each required property, and without all but the tag.
fn lacking(shape: &Shape, sample: &Value, tag: Option<&str>) -> Vec<(String, Value)> {
    let required = shape.required.iter().filter(|name| sample.get(**name).is_some());
    let one = |name: &&str| ((*name).to_owned(), with(sample, &format!("/{}", escape(name)), None));
    let mut all: Vec<_> = required.map(one).collect();
    let fields = sample.as_object().into_iter().flatten().filter(|(key, _)| tag == Some(key.as_str()));
    all.push(("all".to_owned(), Value::Object(fields.map(|(key, value)| (key.clone(), value.clone())).collect())));
    all
}

/// The properties by which JSON tells the alternatives apart: those with a list of values. A request has one of them
/// even if the response lacked it, so that the server knows what it gets.
fn telling<'a>(document: &'a Document, alternatives: &[Alternative<'a>]) -> Vec<&'a str> {
    let mut telling = Vec::new();
    for alternative in alternatives {
        let Kind::Object(shape) = alternative.kind(document) else { continue };
        let listed = |schema: &'a Value| {
            matches!(kind(document, schema), Kind::Choice(_)) || !scalars(document.resolve(schema)).is_empty()
        };
        telling.extend(shape.properties.iter().filter(|(_, schema)| listed(schema)).map(|(name, _)| *name));
    }
    telling
}

/// What is in the value that goes out and was not in the one that came.
fn invented(subject: &Subject, value: &Value, telling: &[&str]) -> Option<String> {
    let new = |found: &Value, but: &[&str]| {
        let is_new = |difference: &Difference| {
            let name = difference.pointer.trim_start_matches('/');
            difference.expected.is_none() && !but.contains(&name)
        };
        differences(value, found).into_iter().find(is_new).map(|difference| difference.to_string())
    };
    match ((subject.model.pass)(value.clone()), (subject.model.sent)(value)) {
        (Ok(passed), Ok(sent)) => {
            new(&passed.json, &[]).or_else(|| new(&sent, telling).map(|problem| format!("in a request, {problem}")))
        }
        (Err(error), _) | (_, Err(error)) => Some(error),
    }
}
