//! Values that fit a schema are decoded and encoded again without a loss.

use conformance::compare::differences;
use conformance::document::Document;
use conformance::places::{places, with};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use serde_json::{Value, json};

use crate::table::{Model, all};

/// Decodes and encodes `value`, and lists what is lost.
fn losses(model: &Model, what: &str, value: &Value) -> Vec<String> {
    match model.decode(value) {
        Ok(decoded) => {
            let differences = differences(value, &decoded.json);
            differences.iter().map(|difference| format!("{} {what}{difference}", model.rust)).collect()
        }
        Err(error) => vec![format!("{} {what}: {error}", model.rust)],
    }
}

#[test]
fn samples_with_every_enum_value_and_alternative() {
    let document = Document::committed();
    let mut problems = Vec::new();
    for model in all() {
        let schema = model.schema(&document);
        for extent in [Extent::Full, Extent::Required] {
            for choice in 0..choices(&document, &schema) {
                let sample = Sampler::new(&document, extent).with_choice(choice).sample(&schema, model.rust);
                problems.extend(losses(&model, &format!("{extent:?}"), &sample));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// How many samples it takes to see each enum value and each alternative: the length of the longest list.
fn choices(document: &Document, schema: &Value) -> usize {
    let of_kind = |schema: &Value| match kind(document, schema) {
        Kind::Choice(values) => values.len(),
        Kind::Union(alternatives) => alternatives.len(),
        _ => 1,
    };
    let sample = Sampler::new(document, Extent::Full).sample(schema, "sample");
    let inside = places(document, schema, &sample).into_iter().map(|place| of_kind(place.schema)).max();
    inside.unwrap_or(1).max(of_kind(schema))
}

#[test]
fn each_tag_selects_its_alternative() {
    let document = Document::committed();
    let models = all();
    let mut tags = 0;
    for model in &models {
        let schema = model.schema(&document);
        let Kind::Union(alternatives) = kind(&document, &schema) else {
            continue;
        };
        for alternative in alternatives {
            let (property, values) = alternative.tag.clone().expect("the unions of the document have a discriminator");
            let name = alternative.name.expect("their alternatives are components");
            let rust = models.iter().find(|model| model.schema == name).expect("the alternative has a model").rust;
            for tag in values {
                let sample = Sampler::new(&document, Extent::Full).sample_alternative(&alternative);
                let tagged = with(&sample, &format!("/{property}"), Some(json!(tag)));
                let decoded = model.decode(&tagged).unwrap_or_else(|e| panic!("{} {tag}: {e}", model.rust));
                assert_eq!(losses(model, tag, &tagged), Vec::<String>::new());
                assert!(decoded.debug.contains(&format!("({rust} {{")), "{} {tag}: {}", model.rust, decoded.debug);
                tags += 1;
            }
        }
    }
    assert_eq!(tags, 12, "ten kinds of stream connections and two of registry credentials");
}

#[test]
fn enum_values_of_tomorrow() {
    let document = Document::committed();
    let new = json!("VALUE_OF_TOMORROW");
    let mut problems = Vec::new();
    for model in all() {
        let schema = model.schema(&document);
        if let Kind::Choice(_) = kind(&document, &schema) {
            problems.extend(losses(&model, "", &new));
        }
        let sample = Sampler::new(&document, Extent::Full).sample(&schema, model.rust);
        for place in places(&document, &schema, &sample) {
            if let Kind::Choice(_) = kind(&document, place.schema) {
                let changed = with(&sample, &place.pointer, Some(new.clone()));
                problems.extend(losses(&model, &format!("{}: ", place.path), &changed));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn an_alternative_of_tomorrow_comes_back_as_it_was() {
    let document = Document::committed();
    let value = json!({ "type": "Tomorrow", "big": 9_007_199_254_740_993_i64, "deep": { "list": [1, null, "x"] } });
    let unions = all().into_iter().filter(|model| matches!(kind(&document, &model.schema(&document)), Kind::Union(_)));
    for model in unions {
        assert_eq!(losses(&model, "", &value), Vec::<String>::new());
        assert!(model.decode(&value).expect("anything fits").debug.starts_with("Unknown"), "{}", model.rust);
    }
}
