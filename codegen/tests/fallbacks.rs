//! Documents of others that are not valid but have one meaning: an error in our own document, a warning and a line of
//! REPORT.md elsewhere.

use codegen::{Diagnostics, Options, Output, Source, generate, load};

/// A document with one operation; `schema` is what it returns, `path` and `operation` are added to it.
fn document(path: &str, operation: &str, schema: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
tags: [{{name: Things}}]
paths:
  {path}:
    get:
      tags: [Things]
      {operation}
      responses:
        '200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}
components:
  securitySchemes: {{declared: {{type: http, scheme: bearer}}}}
  parameters: {{Limit: {{name: limit, in: query, schema: {{type: string, enum: [A, B]}}}}}}
  schemas:
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
    Size: {{type: string, enum: [S, L]}}
"
    )
}

const ID: &str = "operationId: getThing";
const THING: &str =
    "{type: object, properties: {a: {$ref: '#/components/schemas/Thing'}, b: {$ref: '#/components/schemas/Size'}}}";

fn run(document: &str) -> Result<Output, Diagnostics> {
    generate(&Source::new("api.yaml", document), &Options::default())
}

/// Whether our own document could be like that.
fn is_valid(document: &str) -> bool {
    load(&Source::new("api.yaml", document)).is_ok()
}

/// What is generated for a stranger, after checking that it is an error in our own document.
#[track_caller]
fn tolerated(document: &str, warning: &str) -> Output {
    assert!(!is_valid(document), "an error in our own document");
    let output = run(document).unwrap_or_else(|error| panic!("{error}"));
    let rendered = output.warnings.render(false);
    assert!(rendered.contains(warning), "{rendered}");
    assert!(output.report.contains("## Not valid, and how it is read"), "{}", output.report);
    output
}

#[track_caller]
fn all(output: &Output) -> String {
    output.files.values().map(String::as_str).collect()
}

#[test]
fn list_without_items() {
    let schema = "{type: object, properties: {a: {type: array}}}";
    let output = tolerated(&document("/things", ID, schema), "a list without `items`");
    assert!(all(&output).contains("pub a: Option<Vec<Json>>"), "{}", all(&output));
}

#[test]
fn enum_of_strings_on_a_list() {
    for schema in [
        "{type: object, properties: {a: {type: array, enum: [X, Y]}}}",
        "{type: object, properties: {a: {type: array, enum: [X, Y], items: {type: string}}}}",
    ] {
        let output = run(&document("/things", ID, schema)).unwrap_or_else(|error| panic!("{error}"));
        assert!(output.report.contains("is read as the values of its items"), "{}", output.report);
        assert!(all(&output).contains("pub a: Option<Vec<"), "{}", all(&output));
        assert!(all(&output).contains("\"X\""), "{}", all(&output));
    }
}

#[test]
fn undeclared_security_schemes() {
    let text = document("/things", "operationId: getThing\n      security: [{Unauthenticated: []}]", THING);
    let output = tolerated(&text, "a security scheme that is not declared");
    assert!(all(&output).contains("auth: false"), "a name that says so sends no credentials");
    let text = document("/things", "operationId: getThing\n      security: [{DigestAuth: []}]", THING);
    let output = tolerated(&text, "a security scheme that is not declared");
    assert!(all(&output).contains("auth: true"));
}

#[test]
fn undeclared_path_parameter() {
    let output = tolerated(&document("/things/{thingId}", ID, THING), "a path parameter that is not declared");
    assert!(all(&output).contains("thing_id: impl Into<String>"), "{}", all(&output));
}

#[test]
fn path_parameter_under_two_names() {
    let operation = "operationId: getThing
      parameters: [{name: other, in: path, required: true, schema: {type: string}}]";
    let error = run(&document("/things/{thingId}", operation, THING)).expect_err("two meanings");
    assert!(error.has_errors());
}

#[test]
fn path_parameter_that_no_path_has() {
    let operation = "operationId: getThing
      parameters: [{name: other, in: path, required: true, schema: {type: string}}]";
    let output = tolerated(&document("/things", operation, THING), "that the path does not have");
    assert!(!all(&output).contains("other: impl"), "{}", all(&output));
}

#[test]
fn references_into_parts() {
    for part in [
        "#/components/parameters/Limit/schema",
        "#/components/schemas/Thing/properties/id",
        "#/paths/~1things/get/responses/200/content/application~1json/schema",
    ] {
        let schema = format!(
            "{{type: object, properties: {{a: {{$ref: '{part}'}}, b: {{$ref: '#/components/schemas/Size'}}}}}}"
        );
        let text = document("/things", ID, &schema);
        let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
        assert!(!all(&output).contains("Json"), "{part} has a type: {}", all(&output));
    }
}

#[test]
fn parameter_of_another_operation() {
    let operation = "operationId: getThing
      parameters: [{$ref: '#/paths/~1other/get/parameters/0'}]";
    let mut text = document("/things", operation, THING);
    text.push_str(
        "x-end: 1
",
    );
    let other = "paths:
  /other:
    get:
      tags: [Things]
      operationId: getOther
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses: {'204': {description: none}}
";
    let text = text.replacen("paths:\n", other, 1);
    let output = tolerated(&text, "a copy of that part");
    assert_eq!(all(&output).matches("pub fn page(").count(), 2, "{}", all(&output));
}

#[test]
fn callback_without_operation_id() {
    let operation = "operationId: getThing
      callbacks: {done: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}}";
    tolerated(&document("/things", operation, THING), "callbacks are ignored");
    let call = "{'https://search': {post: {responses: {'200': {description: ok}}}}}";
    let components = format!("components:\n  callbacks: {{search: {call}}}\n");
    tolerated(&document("/things", ID, THING).replace("components:\n", &components), "callbacks are ignored");
}

#[test]
fn request_body_without_media_type() {
    let text = document("/things", "operationId: doThing\n      requestBody: {content: {}}", THING);
    let output = tolerated(&text.replace("get:", "post:"), "a request body without a media type is read as none");
    assert!(all(&output).contains("pub fn do_thing(&self) -> DoThing"), "{}", all(&output));
}

#[test]
fn operation_without_id() {
    let output = tolerated(&document("/things", "summary: All", THING), "without `operationId`");
    assert!(all(&output).contains("pub fn get_things(&self"), "{}", all(&output));
}

#[test]
fn operation_with_an_empty_id() {
    let output = tolerated(&document("/things", "operationId: ''", THING), "without `operationId`");
    assert!(all(&output).contains("pub fn get_things(&self"), "{}", all(&output));
}

#[test]
fn type_that_is_null() {
    let schema = "{type: object, properties: {a: {type: 'null'}, b: {oneOf: [{type: 'null'}, {type: integer}]}, \
                  c: {type: array, items: {type: 'null'}}}}";
    let output =
        tolerated(&document("/things", ID, schema), "the type `null` is read as a value that can only be null");
    let code = all(&output);
    assert!(code.contains("pub b: Nullable<i64>,"), "{code}");
    assert!(code.contains("pub a: Nullable<Json>,") && code.contains("pub c: Option<Vec<Json>>,"), "{code}");
}

#[test]
fn parameter_with_an_empty_name() {
    let operation = "operationId: getThing
      parameters: [{name: '', in: query, schema: {type: string}}, {name: q, in: query, schema: {type: string}}]";
    let output = tolerated(&document("/things", operation, THING), "a parameter without a name is ignored");
    assert!(all(&output).contains("pub fn q<K_>("), "{}", all(&output));
}

#[test]
fn name_that_is_no_media_type() {
    let operation = "operationId: getThing
      requestBody: {content: {plain: {schema: {type: string}}}}";
    let text = document("/things", operation, THING).replace("get:", "post:");
    let output = tolerated(&text, "a media type that is not valid");
    assert!(output.summary.skipped[0].ends_with("its request body is */*, not JSON"), "{:?}", output.summary.skipped);
    for name in ["json", "applcation/json", "'application/json, text/plain'"] {
        let text = document("/things", ID, THING).replace("application/json", name);
        let output = tolerated(&text, "a media type that is not valid");
        assert!(all(&output).contains("accept: \"*/*\""), "{name}: {}", all(&output));
    }
}

#[test]
fn path_that_is_not_valid() {
    assert!(run(&document("things", ID, THING)).is_err(), "where it belongs is open");
    for (path, reason) in [
        ("/things?kind=a", "its path is not valid: a path has no `?` or `#`"),
        ("'/things#Target=a'", "its path is not valid: a path has no `?` or `#`"),
        ("'/{id}/things/{id}'", "its path is not valid: `{id}` appears twice"),
    ] {
        let other =
            "paths:\n  /other: {get: {tags: [Things], operationId: other, responses: {'204': {description: a}}}}\n";
        let text = document(path, ID, THING).replacen("paths:\n", other, 1);
        assert!(!is_valid(&text));
        let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
        let skipped = output.summary.skipped.join("\n");
        assert!(skipped.contains(reason) && output.summary.operations == 1, "{path}: {skipped}");
        assert!(output.report.contains(reason), "{}", output.report);
    }
}

#[test]
fn default_as_the_only_response() {
    let text = document("/things", ID, THING).replace("'200':", "default:");
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    assert!(all(&output).contains("GetThingResponse"), "{}", all(&output));
}

#[test]
fn list_of_itself() {
    let text = document("/things", ID, "{$ref: '#/components/schemas/Loop'}")
        + "    Loop: {type: array, items: {$ref: '#/components/schemas/Loop'}}\n";
    assert!(is_valid(&text));
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    assert!(all(&output).contains("List(Vec<Loop>)"), "{}", all(&output));
}

#[test]
fn unknown_key_is_ignored() {
    let text = document("/things", "operationId: getThing\n      colour: red", THING);
    assert!(!is_valid(&text));
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    assert!(output.warnings.render_verbose(false).contains("unknown key `colour`"));
}

#[test]
fn remarks_are_one_line() {
    let schema = "{type: object, properties: {a: {type: string, format: odd}, b: {type: string, format: strange}}}";
    let output = run(&document("/things", ID, schema)).unwrap_or_else(|error| panic!("{error}"));
    let rendered = output.warnings.render(false);
    assert!(rendered.lines().count() == 1 && rendered.contains("remarks on the document itself"), "{rendered}");
    assert!(output.warnings.render_verbose(false).contains("unknown format `odd`"));
}
