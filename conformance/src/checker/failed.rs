//! Values that no variant of a union holds: kept as unknown, and an error under strict decoding.

use serde_json::{Value, json};

use super::Report;
use super::models::{place, variant};
use super::mutations::wrong;
use super::subject::Subject;
use crate::compare::differences;
use crate::document::Document;
use crate::places::{Place, own_places, with};
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind};

/// Tries a union with values of each alternative that have a property of the wrong kind, and with values that are not
/// objects at all.
pub(super) fn check<'a>(document: &'a Document, subject: &Subject<'a>, report: &mut Report) {
    let Kind::Union(alternatives) = &subject.kind else { return };
    let at = place(subject);
    for alternative in alternatives {
        for value in failed(document, alternative) {
            let problem = kept(subject, &value).map(|problem| format!("{value}: {problem}"));
            report.note("failed variants", &at, problem);
        }
    }
    if alternatives.iter().all(|alternative| matches!(alternative.kind(document), Kind::Object(_))) {
        for value in [json!(["element"]), json!("text"), json!(7), json!(true)] {
            let problem = unknown(subject, &value).map(|problem| format!("{value}: {problem}"));
            report.note("failed variants", &at, problem);
        }
    }
}

/// Values of an alternative with a property that does not fit.
fn failed<'a>(document: &'a Document, alternative: &Alternative<'a>) -> Vec<Value> {
    let Some(sample) = Sampler::new(document, Extent::Full).sample_alternative(alternative) else { return Vec::new() };
    let is_tag = |place: &Place| alternative.tag.as_ref().is_some_and(|(tag, _)| place.property == Some(tag));
    let places = own_places(document, &alternative.kind(document), &sample).into_iter().filter(|place| !is_tag(place));
    places.filter_map(|place| Some(with(&sample, &place.pointer, Some(wrong(document, place.schema).pop()?)))).collect()
}

/// What is wrong with what becomes of a value that its alternative does not hold. Without a tag another one may.
fn kept(subject: &Subject, value: &Value) -> Option<String> {
    match (subject.model.pass)(value.clone()) {
        Ok(passed) if variant(&passed) == "Unknown" => unknown(subject, value),
        Ok(passed) => differences(value, &passed.json).first().map(ToString::to_string),
        Err(error) => Some(error),
    }
}

/// What is wrong with what becomes of a value that no alternative holds.
fn unknown(subject: &Subject, value: &Value) -> Option<String> {
    match (subject.model.pass)(value.clone()) {
        Ok(passed) if variant(&passed) != "Unknown" => return Some(format!("is decoded as {}", variant(&passed))),
        Ok(passed) if passed.json != *value => return Some(format!("became {}", passed.json)),
        Ok(_) => {}
        Err(error) => return Some(error),
    }
    (subject.model.strict)(value).is_ok().then(|| "is accepted under strict decoding".to_owned())
}
