//! Secrets are gone from the memory of the process once their model is dropped.

use conformance::document::Document;
use conformance::memory::{Needle, is_readable};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use conformance::secret::{CANARY, with_canaries};
use serde_json::Value;

use crate::table::all;

#[test]
fn secrets_of_models_are_wiped_when_they_are_dropped() {
    if !is_readable() {
        return;
    }
    let document = Document::committed();
    let needle = Needle::new();
    let place = format!("\"{}", Needle::place());
    let (mut held, mut secrets) = (Vec::new(), 0);
    for model in all() {
        let schema = model.schema(&document);
        let alternatives =
            if let Kind::Union(alternatives) = kind(&document, &schema) { alternatives.len() } else { 1 };
        for choice in 0..alternatives {
            let sample = Sampler::new(&document, Extent::Full).with_choice(choice).sample(&schema, model.rust);
            let (mut value, _) = with_canaries(&document, &schema, &sample);
            take_headers(&mut value);
            let json = value.to_string();
            secrets += json.matches(CANARY).count();
            let mut json = json.replace(&format!("\"{CANARY}"), &place).into_bytes();
            needle.plant(&mut json);
            held.push(model.hold(std::str::from_utf8(&json).unwrap()));
            json.fill(0);
        }
    }
    assert!(secrets > 20, "only {secrets} secrets were looked at");
    assert!(needle.count().unwrap() >= secrets, "it finds what is there");
    drop(held);
    assert_eq!(needle.count().unwrap(), 0, "secrets are left in memory");
}

/// Takes the maps out that are not shown, but are ordinary strings.
fn take_headers(value: &mut Value) {
    if let Value::Object(entries) = value {
        entries.remove("headers");
        entries.values_mut().for_each(take_headers);
    }
    value.as_array_mut().into_iter().flatten().for_each(take_headers);
}
