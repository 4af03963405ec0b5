//! Unions read without knowing the variant: each getter gives what the value has, also a value that no variant holds.

use serde_json::{Value, json};

use super::Report;
use super::models::{place, samples_of_alternatives, with_tag_of_tomorrow};
use super::subject::Subject;
use crate::compare::differences;
use crate::document::Document;
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind};
use crate::secret::is_called_like_a_secret;

/// Tries the getters of a union with values of all its alternatives, and looks for those that are missing.
pub(super) fn check<'a>(document: &'a Document, subject: &Subject<'a>, report: &mut Report) {
    let Kind::Union(alternatives) = &subject.kind else { return };
    let at = place(subject);
    let mut samples = samples_of_alternatives(document, alternatives);
    for alternative in alternatives {
        let sample = Sampler::new(document, Extent::Full).sample_alternative(alternative);
        let changed = sample.and_then(|sample| with_tag_of_tomorrow(alternative, &sample));
        samples.extend(changed.map(|sample| (sample, "unknown tag".to_owned())));
    }
    for (sample, what) in samples.iter().filter(|(sample, _)| sample.is_object()) {
        report.note("getters", &at, mismatch(subject, sample).map(|problem| format!("{what}: {problem}")));
    }
    let found = (subject.model.getters)(json!({})).unwrap_or_default();
    let missing =
        shared(document, alternatives).into_iter().filter(|name| found.iter().all(|(getter, _)| getter != name));
    let missing: Vec<_> = missing.map(|name| format!("{name} has no getter, and all alternatives have it")).collect();
    report.note("getters", &at, missing);
}

/// What is wrong with the getters of a value.
fn mismatch(subject: &Subject, sample: &Value) -> Option<String> {
    let found = match (subject.model.getters)(sample.clone()) {
        Ok(found) => found,
        Err(error) => return Some(error),
    };
    found.iter().find_map(|(name, value)| {
        let first = differences(sample.get(name).unwrap_or(&Value::Null), value).into_iter().next();
        first.map(|first| format!("{name}: {first}"))
    })
}

/// The properties that all alternatives have by the same schema.
fn shared<'a>(document: &'a Document, alternatives: &[Alternative<'a>]) -> Vec<&'a str> {
    let shapes: Option<Vec<_>> = alternatives
        .iter()
        .map(|alternative| if let Kind::Object(shape) = alternative.kind(document) { Some(shape) } else { None })
        .collect();
    let Some((first, others)) = shapes.as_deref().and_then(<[_]>::split_first) else { return Vec::new() };
    let same = |name: &str, schema: &Value| {
        let node = document.resolve(schema);
        others.iter().all(|shape| shape.property(name).is_some_and(|other| std::ptr::eq(document.resolve(other), node)))
    };
    let all = first.properties.iter().filter(|(name, schema)| !is_called_like_a_secret(name) && same(name, schema));
    all.map(|(name, _)| *name).collect()
}
