//! Every type with values that do not quite fit: what is missing, null or unknown fails no decode and
//! takes nothing else with it; what is of the wrong kind is refused, with its place.

use serde_json::{Value, json};

use super::Report;
use super::models::{Held, of_alternative, place, samples_of_alternatives, variant, with_tag_of_tomorrow};
use super::subject::Subject;
use crate::compare::differences;
use crate::document::Document;
use crate::fits::best_alternatives;
use crate::places::{Place, is_empty, own_places, with};
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind, Shape, contains_itself, is_nullable, kind};

/// A key that no schema has, below a value.
const KEY: &str = "/keyOfTomorrow";

/// Tries one type with every mutation of a sample of it.
pub(super) fn check<'a>(document: &'a Document, held: &Held<'a>, subject: &Subject<'a>, report: &mut Report) {
    match &subject.kind {
        Kind::Choice(_) => report.note("mutations", &place(subject), unknown_value(subject)),
        Kind::Object(shape) => object(document, subject, shape, report),
        Kind::Union(alternatives) => union(document, held, subject, alternatives, report),
        _ => {}
    }
}

fn unknown_value(subject: &Subject) -> Option<String> {
    let value = json!("VALUE_OF_TOMORROW");
    match (subject.model.pass)(value.clone()) {
        Ok(passed) if passed.json != value => Some(format!("an unknown value became {}", passed.json)),
        Ok(_) => None,
        Err(error) => Some(error),
    }
}

fn object<'a>(document: &'a Document, subject: &Subject<'a>, shape: &Shape<'a>, report: &mut Report) {
    let at = place(subject);
    let mut sampler = Sampler::new(document, Extent::Full);
    let Some(sample) = sampler.sample_kind(&subject.kind, subject.component, subject.model.name) else { return };
    for value in [json!("text"), json!({ "deep": [1] }), Value::Null] {
        let changed = with(&sample, KEY, Some(value));
        report.note("mutations", &at, unknown_key(document, subject, shape, &sample, &changed));
    }
    for place in own_places(document, &subject.kind, &sample) {
        for new in [None, Some(Value::Null)] {
            if new.is_none() && place.property.is_none() {
                continue;
            }
            let what = if new.is_some() { "null" } else { "missing" };
            let problem = less(document, subject, &place, new.as_ref(), &sample);
            report.note("mutations", &at, problem.map(|problem| format!("{} {what}: {problem}", place.path)));
        }
        if let Kind::Choice(_) = kind(document, place.schema) {
            let changed = with(&sample, &place.pointer, Some(json!("VALUE_OF_TOMORROW")));
            let problem = kept(subject, &changed, &changed);
            report.note("mutations", &at, problem.map(|problem| format!("{} unknown: {problem}", place.path)));
        }
        for value in wrong(document, place.schema) {
            let changed = with(&sample, &place.pointer, Some(value.clone()));
            let problem = match (subject.model.pass)(changed) {
                Ok(_) => Some(format!("{}: {value} was accepted", place.path)),
                Err(error) if error.starts_with(&format!("{}: expected ", place.path)) => None,
                Err(error) => Some(format!("{}: {value} was refused with: {error}", place.path)),
            };
            report.note("mutations", &at, problem);
        }
    }
}

/// An unknown key is dropped, and nothing else with it; one that further properties take is kept.
fn unknown_key(
    document: &Document,
    subject: &Subject,
    shape: &Shape,
    sample: &Value,
    changed: &Value,
) -> Option<String> {
    match shape.additional.map(|schema| kind(document, schema)) {
        None => kept(subject, changed, sample),
        Some(Kind::Any) => kept(subject, changed, changed),
        // A key with a value that does not fit them.
        Some(_) => None,
    }
}

/// What is wrong with the result of `value`, which should be `expected`.
fn kept(subject: &Subject, value: &Value, expected: &Value) -> Option<String> {
    match (subject.model.pass)(value.clone()) {
        Ok(passed) => differences(expected, &passed.json).first().map(ToString::to_string),
        Err(error) => Some(error),
    }
}

/// What is wrong with a sample that has nothing, or null, at a place.
fn less(document: &Document, subject: &Subject, place: &Place, new: Option<&Value>, sample: &Value) -> Option<String> {
    let changed = with(sample, &place.pointer, new.cloned());
    let found = match (subject.model.pass)(changed.clone()) {
        Ok(passed) => passed.json,
        Err(error) => return Some(error),
    };
    if place.property.is_none() {
        let keeps_null = is_nullable(document, place.schema) || matches!(kind(document, place.schema), Kind::Any);
        let expected = if keeps_null { changed } else { with(sample, &place.pointer, None) };
        return differences(&expected, &found).first().map(ToString::to_string);
    }
    let is_own = place.pointer.matches('/').count() == 1;
    let kept = found.pointer(&place.pointer);
    let nullable = is_nullable(document, place.schema);
    let allowed = match kept {
        None => new.is_none() || !nullable,
        Some(Value::Null) if new.is_some() && nullable => true,
        Some(value) => {
            place.expected && !(subject.model.patch_type && is_own) && is_empty(document, place.schema, value)
        }
    };
    if !allowed {
        return Some(format!("became {}", kept.map_or("nothing".to_owned(), Value::to_string)));
    }
    let expected = with(&changed, &place.pointer, kept.cloned());
    differences(&expected, &found).first().map(ToString::to_string)
}

/// Values that are not of the kind that `schema` describes.
pub(super) fn wrong(document: &Document, schema: &Value) -> Vec<Value> {
    let node = document.resolve(schema);
    match kind(document, schema) {
        // These keep any value.
        Kind::Any | Kind::Union(_) => Vec::new(),
        Kind::List(_) | Kind::Map(_) if contains_itself(document, schema) => Vec::new(),
        Kind::Bool => vec![json!("true"), json!(1)],
        Kind::Integer => vec![json!("1"), json!(1.5), json!([])],
        Kind::Number => vec![json!("1.5"), json!(true)],
        Kind::Text if node["format"] == "date-time" || node["format"] == "date" => vec![json!("yesterday"), json!({})],
        Kind::Text | Kind::Choice(_) => vec![json!(1), json!({})],
        Kind::List(_) => vec![json!("text"), json!({})],
        Kind::Map(_) | Kind::Object(_) => vec![json!("text"), json!([])],
    }
}

fn union<'a>(
    document: &'a Document,
    held: &Held<'a>,
    subject: &Subject<'a>,
    alternatives: &[Alternative<'a>],
    report: &mut Report,
) {
    let at = place(subject);
    for (sample, what) in samples_of_alternatives(document, alternatives) {
        if !sample.is_object() || takes_other_keys(document, alternatives, &sample) {
            continue;
        }
        // Read without the key, so that the alternative is that of the sample.
        let problem = of_alternative(held, subject, alternatives, &sample).err().or_else(|| {
            let changed = with(&sample, KEY, Some(json!({ "deep": [1] })));
            match (subject.model.pass)(changed.clone()) {
                // With nothing but that key, it is of no alternative, and kept whole.
                Ok(passed) if sample == json!({}) => {
                    differences(&changed, &passed.json).first().map(ToString::to_string)
                }
                Ok(passed) if variant(&passed) == "Unknown" => Some("is unknown".to_owned()),
                Ok(passed) => dropped(&sample, &passed.json),
                Err(error) => Some(error),
            }
        });
        report.note("mutations", &at, problem.map(|problem| format!("{what}, unknown key: {problem}")));
    }
    for alternative in alternatives {
        let sample = Sampler::new(document, Extent::Full).sample_alternative(alternative);
        let Some(changed) = sample.and_then(|sample| with_tag_of_tomorrow(alternative, &sample)) else { continue };
        let problem = match (subject.model.pass)(changed.clone()) {
            Ok(passed) if variant(&passed) != "Unknown" => Some(format!("came through {}", variant(&passed))),
            Ok(passed) => differences(&changed, &passed.json).first().map(ToString::to_string),
            Err(error) => Some(error),
        };
        report.note("mutations", &at, problem.map(|problem| format!("unknown tag: {problem}")));
    }
}

/// Whether the alternative that a value is of has a schema for the values of other keys, so that a key can be wrong.
fn takes_other_keys<'a>(document: &'a Document, alternatives: &[Alternative<'a>], value: &Value) -> bool {
    let best = best_alternatives(document, alternatives, value);
    let others = best.first().and_then(|alternative| match alternative.kind(document) {
        Kind::Map(values) => Some(values),
        Kind::Object(shape) => shape.additional,
        _ => None,
    });
    others.is_some_and(|values| !matches!(kind(document, values), Kind::Any))
}

/// What is wrong with `found`, which should be `sample`, with or without the key that was added.
fn dropped(sample: &Value, found: &Value) -> Option<String> {
    let other = |difference: &&crate::compare::Difference| difference.pointer != KEY;
    differences(sample, found).iter().find(other).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_that_take_other_keys() {
        let document = Document::parse("{}").unwrap();
        let takes = |alternative: Value, value: Value| {
            let union = json!({ "oneOf": [alternative, { "type": "string" }] });
            let Kind::Union(alternatives) = kind(&document, &union) else { panic!("{union} is a union") };
            takes_other_keys(&document, &alternatives, &value)
        };
        let integers = json!({ "type": "object", "additionalProperties": { "type": "integer" } });
        assert!(takes(integers, json!({ "a": 1 })));
        assert!(!takes(json!({ "type": "object", "additionalProperties": true }), json!({ "a": 1 })));
        assert!(!takes(json!({ "type": "object", "properties": { "a": {} } }), json!({ "a": 1 })));
    }
}
