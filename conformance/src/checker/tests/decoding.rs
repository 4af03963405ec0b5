//! What is absent, null, failed or in an order: each fault is found, and a client without one passes.

use serde_json::{Value, json};

use super::super::subject::{Subject, subjects};
use super::super::{Model, Passed, Report, absent, failed, nulls, order};
use super::{model, shown};
use crate::document::Document;

const SCHEMAS: &str = "
components: {schemas: {
  Index: {type: object, required: [name], properties: {
    name: {type: string}, fields: {type: array, items: {type: integer}},
    tags: {type: object, additionalProperties: {type: string}}, filter: {type: object}}},
  Any: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}},
  Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}},
  Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}}}";

type Pass = fn(Value) -> Result<Passed, String>;

/// The checks of each line, and the mismatches: absent properties, null elements, failed variants, key order.
fn counts(pointer: &'static str, pass: Pass, strict: fn(&Value) -> Result<(), String>) -> [(usize, usize); 4] {
    check(Model { strict, ..*model(pointer, pass) })
}

fn check(model: Model) -> [(usize, usize); 4] {
    let document = Document::parse(SCHEMAS).unwrap();
    let (subjects, _): (Vec<Subject>, _) = subjects(&document, &[Box::leak(Box::new(model))]);
    let mut report = Report::default();
    absent::check(&document, &subjects[0], &mut report);
    nulls::check(&document, &subjects[0], &mut report);
    failed::check(&document, &subjects[0], &mut report);
    order::check(&document, &subjects[0], &mut report);
    ["absent properties", "null elements", "failed variants", "key order"].map(|line| report.count(line))
}

fn index(pass: Pass, strict: fn(&Value) -> Result<(), String>) -> [usize; 4] {
    counts("#/components/schemas/Index", pass, strict).map(|(_, mismatches)| mismatches)
}

fn right_index() -> Model {
    Model { strict, ..*model("#/components/schemas/Index", right) }
}

/// Leaves out a null in a list or map.
fn without_nulls(mut value: Value) -> Value {
    if let Some(list) = value.get_mut("fields").and_then(Value::as_array_mut) {
        list.retain(|item| !item.is_null());
    }
    if let Some(map) = value.get_mut("tags").and_then(Value::as_object_mut) {
        map.retain(|_, item| !item.is_null());
    }
    value
}

#[expect(clippy::unnecessary_wraps, reason = "the type of `pass`")]
fn right(value: Value) -> Result<Passed, String> {
    Ok(shown(without_nulls(value)))
}

fn strict(value: &Value) -> Result<(), String> {
    match (&value["fields"][0], value["tags"].get("null")) {
        (Value::Null, _) => Err("fields[0]: null".to_owned()),
        (_, Some(Value::Null)) => Err("tags.null: null".to_owned()),
        _ => Ok(()),
    }
}

#[test]
fn a_right_struct_passes() {
    assert_eq!(counts("#/components/schemas/Index", right, strict), [(2, 0), (2, 0), (0, 0), (2, 0)]);
}

#[test]
fn each_fault_of_a_struct_is_found() {
    let invents: Pass = |mut value| {
        value.as_object_mut().unwrap().entry("name").or_insert(json!(""));
        right(value)
    };
    assert_eq!(index(invents, strict), [2, 0, 0, 0]);
    let sends_more = Model { sent: |value| Ok(json!({ "name": "", "filter": value["filter"] })), ..right_index() };
    assert_eq!(check(sends_more).map(|(_, mismatches)| mismatches), [2, 0, 0, 0]);
    let keeps_null: Pass = |value| Ok(shown(value));
    assert_eq!(index(keeps_null, strict), [0, 2, 0, 0]);
    assert_eq!(index(right, |_| Ok(())), [0, 2, 0, 0]);
    assert_eq!(index(right, |_| Err("somewhere".to_owned())), [0, 2, 0, 0]);
    let sorts: Pass = |mut value| {
        for name in ["tags", "filter"] {
            if let Some(map) = value.get_mut(name).and_then(Value::as_object_mut) {
                map.sort_keys();
            }
        }
        right(value)
    };
    assert_eq!(index(sorts, strict), [0, 0, 0, 2]);
}

/// A union that knows its alternatives by their kind, and what they hold.
#[expect(clippy::unnecessary_wraps, reason = "the type of `pass`")]
fn union(value: Value) -> Result<Passed, String> {
    let holds = |property: &str| value.get(property).is_none_or(Value::is_i64);
    let fits = value.is_object() && holds("lives") && holds("tricks");
    let debug = if fits { "Cat(..)" } else { "Unknown(..)" };
    Ok(Passed { debug: debug.to_owned(), ..shown(value) })
}

fn strict_union(value: &Value) -> Result<(), String> {
    let passed = union(value.clone())?;
    if passed.debug.starts_with("Unknown") { Err("no variant holds it".to_owned()) } else { Ok(()) }
}

#[test]
fn each_fault_of_a_union_is_found() {
    let at = "#/components/schemas/Any";
    assert_eq!(counts(at, union, strict_union), [(4, 0), (0, 0), (6, 0), (0, 0)]);
    let [.., (_, failed), _] = counts(at, union, |_| Ok(()));
    assert_eq!(failed, 6, "nothing is an error under strict decoding");
    let [.., (_, failed), _] =
        counts(at, |value| union(value).map(|passed| Passed { json: json!({}), ..passed }), strict_union);
    assert_eq!(failed, 6, "the value is lost");
    let [.., (_, failed), _] = counts(at, |_| Err("no".to_owned()), strict_union);
    assert_eq!(failed, 6, "the value fails the response");
    let [(_, absent), ..] = counts(
        at,
        |mut value| {
            if let Some(fields) = value.as_object_mut() {
                fields.entry("lives").or_insert(json!(0));
            }
            union(value)
        },
        strict_union,
    );
    assert_eq!(absent, 3, "a property is made up");
}
