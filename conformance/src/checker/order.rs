//! The order of keys: a shard key, an index key and a stage of a pipeline mean something else in another order.

use serde_json::{Map, Value, json};

use super::Report;
use super::models::place;
use super::subject::Subject;
use crate::document::Document;
use crate::places::{own_places, with};
use crate::sample::{Extent, Sampler};
use crate::schema::{Kind, Shape, kind};

/// In no alphabet's order, forwards or backwards.
const KEYS: [&str; 4] = ["zip", "age", "name", "_id"];

/// Tries one type with unsorted keys in each map and free-form value of it.
pub(super) fn check<'a>(document: &'a Document, subject: &Subject<'a>, report: &mut Report) {
    let Kind::Object(shape) = &subject.kind else { return };
    let Some(sample) = subject.full_samples(document).pop().map(|sample| sample.value) else { return };
    let places = own_places(document, &subject.kind, &sample);
    let inner = places.iter().filter_map(|place| {
        let unsorted = match kind(document, place.schema) {
            Kind::Map(values) => entries(document, values),
            Kind::Any => free_form(),
            _ => return None,
        };
        Some((place.pointer.as_str(), with(&sample, &place.pointer, Some(Value::Object(unsorted)))))
    });
    let further = shape.additional.and_then(|schema| Some(("", further(document, shape, schema, &sample)?)));
    for (pointer, value) in inner.chain(further) {
        report.note("key order", &place(subject), problem(subject, pointer, &value));
    }
}

/// Free-form entries, with unsorted keys inside as well.
fn free_form() -> Map<String, Value> {
    KEYS.iter().map(|key| ((*key).to_owned(), json!({ "y": 1, "x": [{ "b": 1, "a": 2 }] }))).collect()
}

/// Entries of a map whose values have this schema.
fn entries<'a>(document: &'a Document, values: &'a Value) -> Map<String, Value> {
    if let Kind::Any = kind(document, values) {
        return free_form();
    }
    let mut sampler = Sampler::new(document, Extent::Full);
    KEYS.iter().filter_map(|key| Some(((*key).to_owned(), sampler.finite(values, key)?))).collect()
}

/// `sample` with further properties.
fn further<'a>(document: &'a Document, shape: &Shape, schema: &'a Value, sample: &Value) -> Option<Value> {
    let mut all = sample.as_object()?.clone();
    all.extend(entries(document, schema).into_iter().filter(|(key, _)| shape.property(key).is_none()));
    Some(Value::Object(all))
}

/// What is wrong with the order of keys at a place of the value, once it went through the type.
fn problem(subject: &Subject, pointer: &str, value: &Value) -> Option<String> {
    let passed = match (subject.model.pass)(value.clone()) {
        Ok(passed) => passed,
        Err(error) => return Some(error),
    };
    let (expected, found) = (own_keys(value.pointer(pointer)?), own_keys(passed.json.pointer(pointer)?));
    (expected != found).then(|| format!("{pointer}: {expected} became {found}"))
}

/// The entries with the keys that are looked at: text, since values in another order are equal.
fn own_keys(value: &Value) -> String {
    let entries = value.as_object().into_iter().flatten().filter(|(key, _)| KEYS.contains(&key.as_str()));
    let shown = |(key, value): (&String, &Value)| {
        let is_free_form = value.get("y").is_some();
        if is_free_form { format!("{key}: {value}") } else { key.clone() }
    };
    entries.map(shown).collect::<Vec<_>>().join(", ")
}
