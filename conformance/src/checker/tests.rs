//! The checker is tested with clients that have a fault: each fault is found.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::calls::Calls;
use super::models::{self, Held};
use super::mutations;
use super::subject::{Subject, subjects};
use super::*;
use crate::document::Document;
use crate::operation::{Operation, operations};

mod decoding;

const PETS: &str = "
security: [{key: []}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: deep, in: query, schema: {type: boolean}}
      responses: {'200': {content: {application/vnd.atlas.2024-05-30+json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {name: {type: string}, age: {type: integer}, size: {type: string, enum: [small, large]}}
    Size: {type: string, enum: [small, large]}
    Any:
      properties: {kind: {type: string}, note: {type: string}, apiKey: {type: string}}
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind}
    Cat: {type: object, properties: {kind: {type: string}, cat: {type: boolean}}}
    Dog: {type: object, properties: {kind: {type: string}, dog: {type: boolean}}}
";

fn model(pointer: &'static str, pass: fn(Value) -> Result<Passed, String>) -> &'static Model {
    Box::leak(Box::new(Model {
        name: "Pet",
        pointer,
        patch_type: false,
        variants: &[],
        values: &["small", "large"],
        pass,
        sent: |value| Ok(value.clone()),
        strict: |_| Ok(()),
        getters: no_getters,
    }))
}

fn shown(json: Value) -> Passed {
    Passed { debug: format!("{json:?}"), pretty: format!("{json:#?}"), json }
}

/// A client that keeps only what the document has, and refuses what is of the wrong kind.
#[expect(clippy::needless_pass_by_value, reason = "the type of `pass`")]
fn right(value: Value) -> Result<Passed, String> {
    let fields = value.as_object().ok_or("expected an object")?;
    let mut kept = serde_json::Map::new();
    kept.insert("name".to_owned(), json!(""));
    for (key, value) in fields {
        let fits = match key.as_str() {
            _ if value.is_null() => continue,
            "name" | "size" => value.is_string(),
            "age" => value.is_i64(),
            _ => continue,
        };
        if !fits {
            return Err(format!("{key}: expected something else"));
        }
        kept.insert(key.clone(), value.clone());
    }
    Ok(shown(Value::Object(kept)))
}

/// The mismatches of a type that passes values in this way.
fn mismatches(pass: fn(Value) -> Result<Passed, String>) -> [usize; 2] {
    let document = Document::parse(PETS).unwrap();
    let (subjects, lost) = subjects(&document, &[model("#/components/schemas/Pet", pass)]);
    assert!(lost.is_empty() && subjects.len() == 1);
    let (mut report, held) = (Report::default(), Held::new(&document, &subjects).unwrap());
    let described = models::described(&subjects);
    models::check(&document, &held, &described, &subjects[0], &mut report);
    mutations::check(&document, &held, &subjects[0], &mut report);
    assert!(report.count("samples").0 >= 3 && report.count("mutations").0 >= 10);
    [report.count("samples").1, report.count("mutations").1]
}

#[test]
fn a_right_client_passes() {
    assert_eq!(mismatches(right), [0, 0]);
}

#[test]
fn lost_and_invented_values_are_found() {
    let [samples, mutations] = mismatches(|value| {
        let mut passed = right(value)?;
        passed.json.as_object_mut().unwrap().remove("age");
        Ok(passed)
    });
    assert!(samples > 0 && mutations > 0, "a lost property");
    let [samples, _] = mismatches(|value| {
        let mut passed = right(value)?;
        passed.json["extra"] = json!(1);
        Ok(passed)
    });
    assert!(samples > 0, "a property that was made up");
    let [_, mutations] = mismatches(|value| Ok(shown(value)));
    assert!(mutations > 0, "a type that takes anything");
    let [_, mutations] = mismatches(|value| {
        if value.get("size") == Some(&json!("VALUE_OF_TOMORROW")) { Err("no".to_owned()) } else { right(value) }
    });
    assert_eq!(mutations, 1, "a closed enumeration");
    let [samples, _] =
        mismatches(|value| right(value).map(|passed| Passed { debug: "Unknown(..)".to_owned(), ..passed }));
    assert!(samples > 0, "a value that is decoded as unknown");
}

#[test]
fn other_enum_values_are_found() {
    let document = Document::parse(PETS).unwrap();
    let check = |values: &'static [&'static str]| {
        let size = Model { values, ..*model("#/components/schemas/Size", |value| Ok(shown(value))) };
        let (subjects, _): (Vec<Subject>, _) = subjects(&document, &[Box::leak(Box::new(size))]);
        let mut report = Report::default();
        let (held, described) = (Held::new(&document, &subjects).unwrap(), models::described(&subjects));
        models::check(&document, &held, &described, &subjects[0], &mut report);
        report.count("models")
    };
    assert_eq!(check(&["small", "large"]), (1, 0));
    assert_eq!(check(&["small"]), (1, 1));
    assert_eq!(check(&["small", "large", "huge"]), (1, 1));
}

/// The checks of a union whose getters return this, and the mismatches.
fn asked(getters: Getters) -> (usize, usize) {
    let document = Document::parse(PETS).unwrap();
    let any = Model { getters, ..*model("#/components/schemas/Any", |value| Ok(shown(value))) };
    let (subjects, _): (Vec<Subject>, _) = subjects(&document, &[Box::leak(Box::new(any))]);
    let mut report = Report::default();
    super::getters::check(&document, &subjects[0], &mut report);
    report.count("getters")
}

#[test]
fn wrong_and_missing_getters_are_found() {
    fn both(value: &Value) -> Vec<(&'static str, Value)> {
        vec![("kind", value["kind"].clone()), ("note", value["note"].clone())]
    }
    let (checks, mismatches) = asked(|value| Ok(both(&value)));
    assert!(checks >= 7 && mismatches == 0, "{checks} {mismatches}");
    assert_eq!(asked(|value| Ok(both(&value)[..1].to_vec())), (checks, 1), "no getter for `note`");
    let known = |value: Value| Ok(if value["kind"] == "TAG_OF_TOMORROW" { both(&json!({})) } else { both(&value) });
    assert_eq!(asked(known), (checks, 2), "nothing of an unknown value");
    let made_up = |value: Value| Ok(vec![("kind", value["kind"].clone()), ("note", json!("n"))]);
    assert!(asked(made_up).1 > 0, "a value that was made up");
    assert!(asked(|_| Err("no".to_owned())).1 > 0);
}

#[test]
fn a_type_that_nothing_describes_is_told() {
    let document = Document::parse(PETS).unwrap();
    let (subjects, lost) = subjects(&document, &[model("#/components/schemas/Bird", right)]);
    assert_eq!((subjects.len(), lost.len()), (0, 1));
}

#[test]
fn base_class_with_a_property_type() {
    let document = Document::parse(
        "components: {schemas: {
           Shape: {type: object, properties: {type: {type: string, enum: [dot, line]}},
                   discriminator: {propertyName: type, mapping: {line: '#/components/schemas/Line'}}},
           Line: {allOf: [{$ref: '#/components/schemas/Shape'}], properties: {length: {type: integer}}}}}",
    )
    .unwrap();
    let pass = |value: Value| {
        let variant = if value["type"] == "dot" { "Base" } else { "Line" };
        Ok(Passed { debug: format!("{variant}({value})"), ..shown(value) })
    };
    let of =
        |name, pointer| Model { name, variants: &[("Base", "ShapeBase"), ("Line", "Line")], ..*model(pointer, pass) };
    let models = [
        of("Shape", "#/components/schemas/Shape"),
        of("ShapeBase", "#/components/schemas/Shape/properties"),
        of("Line", "#/components/schemas/Line"),
    ];
    let models: Vec<&'static Model> = models.into_iter().map(|model| &*Box::leak(Box::new(model))).collect();
    let (subjects, lost) = subjects(&document, &models);
    assert_eq!((subjects.len(), lost.len()), (3, 0));
    let (mut report, held) = (Report::default(), Held::new(&document, &subjects).unwrap());
    for subject in &subjects {
        models::check(&document, &held, &models::described(&subjects), subject, &mut report);
    }
    assert!(report.is_clean(), "{}", report.text(true));
}

/// Sends one fixed request, whatever it is given.
struct Fixed {
    url: String,
    request: &'static str,
}

impl Driver for Fixed {
    fn operations(&self) -> Vec<&'static str> {
        vec!["GET /pets/{id}", "GET /more"]
    }

    fn connect(&mut self, url: &str, _: &str) -> Result<(), String> {
        url.clone_into(&mut self.url);
        Ok(())
    }

    fn call(&self, _: usize, given: &Given) -> PendingCall {
        let id: String = given.take("path/id");
        let deep = given.find::<bool>("query/deep").is_some();
        let request = self
            .request
            .replace("ID", &crate::percent::encode(&id))
            .replace("?DEEP", if deep { "?deep=true" } else { "" });
        let address = self.url.trim_start_matches("http://").to_owned();
        Box::pin(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).await.unwrap();
            let body = response.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            let body = serde_json::from_str(body).unwrap_or_default();
            Ok(Outcome { status: Some(200), headers: Vec::new(), body: Content::Value(body) })
        })
    }

    fn models(&self) -> Vec<&'static Model> {
        Vec::new()
    }
}

async fn call_mismatches(request: &'static str) -> Report {
    let document = Document::parse(PETS).unwrap();
    let described: Vec<Operation> = operations(&document, None);
    let mut driver = Fixed { url: String::new(), request };
    let calls = Calls::new(&document, &mut driver).await.unwrap();
    assert_eq!(calls.surplus(&described), ["GET /more"]);
    let mut report = Report::default();
    calls.check(&described[0], &mut report).await;
    report
}

#[tokio::test]
async fn requests_unlike_the_document_are_found() {
    let right = "GET /pets/ID?DEEP HTTP/1.1\r\nHost: x\r\nAccept: application/vnd.atlas.2024-05-30+json\r\nAuthorization: Bearer token-of-the-test\r\n\r\n";
    let report = call_mismatches(right).await;
    // The sample of the flag is true, or else the server would be asked something else.
    assert!(report.is_clean(), "{}", report.text(true));
    for (request, place) in [
        (
            "POST /pets/ID?DEEP HTTP/1.1\r\nAccept: application/vnd.atlas.2024-05-30+json\r\nAuthorization: Bearer token-of-the-test\r\n\r\n",
            "request/method",
        ),
        (
            "GET /pet/ID?DEEP HTTP/1.1\r\nAccept: application/vnd.atlas.2024-05-30+json\r\nAuthorization: Bearer token-of-the-test\r\n\r\n",
            "request/path/1",
        ),
        (
            "GET /pets/ID HTTP/1.1\r\nAccept: application/vnd.atlas.2024-05-30+json\r\nAuthorization: Bearer token-of-the-test\r\n\r\n",
            "request/query/0",
        ),
        (
            "GET /pets/ID?DEEP HTTP/1.1\r\nAccept: application/json\r\nAuthorization: Bearer token-of-the-test\r\n\r\n",
            "request/accept",
        ),
        (
            "GET /pets/ID?DEEP HTTP/1.1\r\nAccept: application/vnd.atlas.2024-05-30+json\r\n\r\n",
            "request/authorization",
        ),
    ] {
        let report = call_mismatches(request).await;
        assert!(report.text(false).contains(place), "{place}: {}", report.text(false));
    }
}

#[test]
fn codes_of_errors() {
    let is_code_of = super::calls::is_code_of;
    assert!(is_code_of(&json!({ "errorCode": "A" }), Some("A")) && is_code_of(&json!({}), None));
    assert!(!is_code_of(&json!({ "errorCode": "A", "code": "B" }), Some("B")));
    assert!(!is_code_of(&json!({ "errorCode": "A" }), None));
    let of_another_api = json!({ "errors": [{ "code": "C" }, { "status": 3 }] });
    assert!(["C", "3"].iter().all(|code| is_code_of(&of_another_api, Some(code))));
    assert!(!is_code_of(&of_another_api, Some("D")), "made up");
}

#[test]
fn names_like_that_of_the_unknown_variant() {
    assert!(models::has_unknown("Unknown({})") && models::has_unknown("Some(Unknown({}))"));
    assert!(!models::has_unknown("RoamingUnknown(..)") && !models::has_unknown("Unknown"));
}
