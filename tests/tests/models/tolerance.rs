//! What is missing, null or unknown never fails a decode, and takes nothing else with it.

use conformance::compare::differences;
use conformance::document::Document;
use conformance::places::{Place, is_empty, places, with};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, is_nullable, kind};
use serde_json::{Value, json};

use crate::table::{Model, all};

#[test]
fn keys_of_tomorrow_are_ignored() {
    let document = Document::committed();
    let mut objects = 0;
    for model in all() {
        let schema = model.schema(&document);
        if !matches!(kind(&document, &schema), Kind::Object(_)) {
            continue;
        }
        let sample = Sampler::new(&document, Extent::Full).sample(&schema, model.rust);
        for value in [json!("text"), json!({ "deep": [1] }), Value::Null] {
            let changed = with(&sample, "/keyOfTomorrow", Some(value));
            let decoded = model.decode(&changed).unwrap_or_else(|e| panic!("{}: {e}", model.rust));
            assert_eq!(differences(&sample, &decoded.json), [], "{}", model.rust);
        }
        objects += 1;
    }
    assert!(objects > 50, "only {objects} objects were looked at");
}

#[test]
fn each_property_may_be_missing_or_null() {
    let document = Document::committed();
    let mut problems = Vec::new();
    for model in all() {
        let schema = model.schema(&document);
        let sample = Sampler::new(&document, Extent::Full).sample(&schema, model.rust);
        for place in places(&document, &schema, &sample).iter().filter(|place| place.property.is_some()) {
            for new in [None, Some(Value::Null)] {
                let what = format!("{} {} {}", model.rust, place.path, if new.is_some() { "null" } else { "missing" });
                let changed = with(&sample, &place.pointer, new.clone());
                let problem = match model.decode(&changed) {
                    Ok(decoded) => compare(&document, &model, place, new.as_ref(), &changed, &decoded.json),
                    Err(error) => Some(error),
                };
                problems.extend(problem.map(|problem| format!("{what}: {problem}")));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn null_is_an_element_if_nullable() {
    let document = Document::committed();
    let mut elements = 0;
    for model in all() {
        let schema = model.schema(&document);
        let sample = Sampler::new(&document, Extent::Full).sample(&schema, model.rust);
        for place in places(&document, &schema, &sample).iter().filter(|place| place.property.is_none()) {
            let changed = with(&sample, &place.pointer, Some(Value::Null));
            let decoded = model.decode(&changed).unwrap_or_else(|e| panic!("{} {}: {e}", model.rust, place.path));
            let keeps_null = is_nullable(&document, place.schema) || matches!(kind(&document, place.schema), Kind::Any);
            let expected = if keeps_null { changed } else { with(&sample, &place.pointer, None) };
            assert_eq!(differences(&expected, &decoded.json), [], "{} {}", model.rust, place.path);
            elements += 1;
        }
    }
    assert!(elements > 100, "only {elements} elements were looked at");
}

/// What is wrong with `found`, decoded from `changed`, in which `place` has `new`.
fn compare(
    document: &Document,
    model: &Model,
    place: &Place,
    new: Option<&Value>,
    changed: &Value,
    found: &Value,
) -> Option<String> {
    let is_own = place.pointer.matches('/').count() == 1;
    let kept = found.pointer(&place.pointer);
    let allowed = match kept {
        // What lost its tag is kept as it came.
        _ if place.is_tag => kept == new,
        None => new.is_none() || !is_nullable(document, place.schema),
        Some(Value::Null) if new.is_some() && is_nullable(document, place.schema) => true,
        Some(value) => place.expected && !(model.is_patch && is_own) && is_empty(document, place.schema, value),
    };
    if !allowed {
        return Some(format!("became {}", kept.map_or("nothing".to_owned(), Value::to_string)));
    }
    let expected = with(changed, &place.pointer, kept.cloned());
    differences(&expected, found).first().map(ToString::to_string)
}
