//! Tests of [`super`].

use super::*;

const SCHEMAS: &str = "
components:
  schemas:
    Node:
      type: object
      required: [id, at]
      properties:
        id: {type: string, pattern: '^([a-f0-9]{24})$'}
        at: {type: string, format: date-time}
        size: {type: integer, format: int64}
        months: {type: integer, minimum: 1, maximum: 24}
        share: {type: number}
        colour: {type: string, enum: [red, blue]}
        parent: {$ref: '#/components/schemas/Node'}
        children: {type: array, items: {$ref: '#/components/schemas/Node'}}
        notes: {type: object, additionalProperties: {type: string}}
    Leaf:
      allOf: [{$ref: '#/components/schemas/Tree'}]
    Stem:
      allOf: [{$ref: '#/components/schemas/Tree'}]
    Tree:
      type: object
      properties: {kind: {type: string, enum: [other]}}
      oneOf: [{$ref: '#/components/schemas/Leaf'}, {$ref: '#/components/schemas/Stem'}]
      discriminator:
        propertyName: kind
        mapping: {leaf: '#/components/schemas/Leaf', stem: '#/components/schemas/Stem'}
    Within:
      type: object
      required: [one]
      properties:
        one: {oneOf: [{$ref: '#/components/schemas/Within'}, {type: string}]}
        all: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Within'}, {type: string}]}}
";

fn sample(name: &str, extent: Extent, choice: usize) -> Value {
    let document = Document::parse(SCHEMAS).unwrap();
    let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
    Sampler::new(&document, extent).with_choice(choice).sample(&reference, name)
}

#[test]
fn a_full_sample_has_all_but_itself() {
    let node = sample("Node", Extent::Full, 0);
    let keys: Vec<&String> = node.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "at", "size", "months", "share", "colour", "children", "notes"]);
    assert_eq!(node["id"].as_str().unwrap().len(), 24);
    assert!(node["size"].as_i64().unwrap() > 1 << 53);
    assert!((1..=24).contains(&node["months"].as_i64().unwrap()));
    assert!(node["share"].as_f64().unwrap().fract() > 0.0);
    assert_eq!(node["children"], json!([]));
    assert_eq!(node["notes"].as_object().unwrap().len(), 2);
}

#[test]
fn unions_with_what_they_are_in() {
    for extent in [Extent::Full, Extent::Required] {
        assert!(sample("Within", extent, 0)["one"]["one"].is_string());
    }
    assert!(sample("Within", Extent::Full, 1)["one"].is_string());
}

#[test]
fn required_samples_are_minimal() {
    let node = sample("Node", Extent::Required, 0);
    let keys: Vec<&String> = node.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "at"]);
}

#[test]
fn choices_go_around() {
    let colours: Vec<Value> = (0..3).map(|choice| sample("Node", Extent::Full, choice)["colour"].clone()).collect();
    assert_eq!(colours, ["red", "blue", "red"]);
    assert_eq!(sample("Tree", Extent::Full, 1), json!({ "kind": "stem" }));
    // On its own, an alternative still carries its tag, listed in the enumeration or not.
    assert_eq!(sample("Leaf", Extent::Full, 0), json!({ "kind": "leaf" }));
}

#[test]
fn the_same_calls_give_the_same_values() {
    assert_eq!(sample("Node", Extent::Full, 0), sample("Node", Extent::Full, 0));
}

#[test]
fn schemas_that_require_each_other() {
    let text = "components: {schemas: {A: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}, \
                B: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}}}";
    let document = Document::parse(text).unwrap();
    for extent in [Extent::Full, Extent::Required] {
        assert_eq!(Sampler::new(&document, extent).finite(document.schema("A"), "a"), None);
    }
}

#[test]
fn a_part_that_contains_itself() {
    let text = "paths: {/a: {get: {x: {$ref: '#/components/schemas/A'}}}}
components: {schemas: {A: {type: object, properties: {n: {type: integer}, a: {$ref: '#/paths/~1a/get/x'}}}}}";
    let document = Document::parse(text).unwrap();
    let sample = Sampler::new(&document, Extent::Full).sample(document.schema("A"), "a");
    assert_eq!(sample, json!({ "n": 1001, "a": { "n": 1002 } }));
    assert!(crate::validator::Validators::new(&document).is_ok());
}

#[test]
fn listed_numbers_and_parts_of_texts() {
    let text = "components: {schemas: {Time: {type: string, format: date-time}, A: {type: object, properties: {
      half: {type: number, enum: [0.5, 2.5]}, flag: {type: boolean, enum: [true]},
      at: {allOf: [{$ref: '#/components/schemas/Time'}, {description: When.}]}}}}}";
    let document = Document::parse(text).unwrap();
    let sample = Sampler::new(&document, Extent::Full).with_choice(1).sample(document.schema("A"), "a");
    assert_eq!(sample, json!({ "half": 2.5, "flag": true, "at": "2026-03-01T11:58:01.25Z" }));
}

#[test]
fn integers_below_zero() {
    let document = Document::parse("{}").unwrap();
    let of = |schema: Value| Sampler::new(&document, Extent::Full).sample(&schema, "n").as_i64().unwrap();
    for (least, most) in [(-142, -49), (0, 0), (-3, 0), (-5, 1)] {
        let number = of(json!({ "type": "integer", "minimum": least, "maximum": most }));
        assert!((least..=most).contains(&number), "{number} in {least}..{most}");
    }
    assert!(of(json!({ "type": "integer", "maximum": 5 })) > 0);
}
