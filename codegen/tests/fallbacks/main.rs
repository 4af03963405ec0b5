//! Documents of others that are not valid but have one meaning: an error in our own document, a warning and a line of
//! REPORT.md elsewhere.

mod elsewhere;
mod kinds;
mod later;
mod names;
mod operations;

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

/// What the operation returns, as the names lock has it.
fn response(output: &Output) -> String {
    output.lock.operations["GET /things"].response.as_ref().map(ToString::to_string).unwrap_or_default()
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
fn operations_with_one_id() {
    let text = document("/things", ID, THING);
    let (before, after) = text.split_once("components:").unwrap();
    let again = before.split_once("paths:\n").unwrap().1.replace("/things", "/others");
    let output =
        tolerated(&format!("{before}{again}components:{after}"), "an `operationId` that an earlier operation has");
    for method in ["pub fn get_thing(&self", "pub fn get_others(&self"] {
        assert!(all(&output).contains(method), "{method}");
    }
}

#[test]
fn numbers_in_place_of_strings() {
    let text = document("/things", "operationId: 2\n      summary: 3", THING);
    let text = text.replace("version: '1'", "version: 1.0").replace("[{name: Things}]", "[{name: 4}]");
    let text = text.replace("tags: [Things]", "tags: [4]").replace(
        "tags: [{",
        "servers: [{url: 'https://a.b:{port}', variables: {port: {default: 443, enum: [443, true]}}}]\ntags: [{",
    );
    let output = tolerated(&text, "a number or a boolean in place of a string is read as its text");
    assert!(output.report.contains("| `#/servers/0/variables/port/enum/1` |"), "{}", output.report);
    assert!(output.lock.operations.contains_key("GET /things"));
    assert!(output.lock.tags.contains_key("4"));
    assert_eq!(output.summary.version, "1.0");
    let parameter = format!("{ID}\n      parameters: [{{name: 1.10, in: query, schema: {{type: string}}}}]");
    let output = run(&document("/things", &parameter, THING)).unwrap();
    assert!(all(&output).contains("\"1.10\""), "as it is written: {}", all(&output));
    // Values of a schema are values.
    let output = run(&document("/things", ID, "{type: object, properties: {a: {type: integer, default: 5}}}")).unwrap();
    assert!(all(&output).contains("Default `5`"), "{}", all(&output));
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
    let reason = &output.summary.skipped[0].1;
    assert!(reason.ends_with("its request body is */*, neither JSON nor plain bytes"), "{reason}");
    for name in ["json", "applcation/json", "'application/json, text/plain'"] {
        let text = document("/things", ID, THING).replace("application/json", name);
        let output = tolerated(&text, "a media type that is not valid");
        assert!(all(&output).contains("accept: \"application/json\""), "{name}: {}", all(&output));
        let output = tolerated(&text.replace(THING, "{type: string}"), "a media type that is not valid");
        assert!(all(&output).contains("accept: \"*/*\""), "{name}: {}", all(&output));
    }
}

#[test]
fn path_that_is_not_valid() {
    for (path, reason) in [
        ("'/{id}/things/{id}'", "its path is not valid: `{id}` appears twice"),
        ("/things?kind={kind}", "its path has the query parameter `kind`, which it does not declare"),
    ] {
        let other =
            "paths:\n  /other: {get: {tags: [Things], operationId: other, responses: {'204': {description: a}}}}\n";
        let text = document(path, ID, THING).replacen("paths:\n", other, 1);
        assert!(!is_valid(&text));
        let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
        let skipped = &output.summary.skipped;
        assert!(skipped.iter().any(|(_, given)| given.contains(reason)), "{path}: {skipped:?}");
        assert_eq!(output.summary.operations, 1, "{path}");
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
    let text = document("/things", ID, schema).replacen("tags:", "servers: [{url: 'https://a.b'}]\ntags:", 1);
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    let rendered = output.warnings.render(false);
    assert!(rendered.lines().count() == 1 && rendered.contains("remarks on the document itself"), "{rendered}");
    assert!(output.warnings.render_verbose(false).contains("unknown format `odd`"));
}

#[test]
fn keywords_without_a_value() {
    let operation = "operationId: getThing\n      summary:\n      deprecated:\n      parameters: [{name: q, in: query, description: , schema: {type: string, format: }}]";
    let schema = "{type: object, description: , properties: {description: {type: string, nullable: , pattern: }}}";
    let output = tolerated(&document("/things", operation, schema), "a keyword without a value is ignored");
    assert!(all(&output).contains("pub description: Option<String>"), "{}", all(&output));
    assert!(output.report.contains("get/parameters/0/schema/format"), "{}", output.report);
    // A response needs a description, and one without a value says as much as one that is missing.
    let text = document("/things", ID, THING).replace("description: ok", "description: ");
    let output = tolerated(&text, "a response without `description`");
    assert!(all(&output).contains("fn get"), "{}", all(&output));
    for operation in ["operationId: getThing\n      security:", "operationId: "] {
        let output = tolerated(&document("/things", operation, THING), "a keyword without a value is ignored");
        assert_eq!(output.summary.operations, 1, "{operation}");
    }
    tolerated(&document("/things", ID, "{type: object, properties: {id: }}"), "an object without a value");
    // These have more than one meaning.
    for schema in ["{type: object, properties: , id: {type: string}}", "{type: object, properties: {title: }}"] {
        assert!(run(&document("/things", ID, schema)).is_err(), "{schema}");
    }
}

#[test]
fn limits_of_the_wrong_type() {
    for limit in ["pattern: {}", "maxLength: a", "maxLength: 1.5", "uniqueItems: 1", "exclusiveMinimum: a"] {
        let schema = format!("{{type: object, properties: {{a: {{type: string, {limit}}}}}}}");
        let output = tolerated(&document("/things", ID, &schema), "a limit of the wrong type is ignored");
        assert!(all(&output).contains("pub a: Option<String>"), "{}", all(&output));
    }
    let schema = "{type: object, properties: {pattern: {type: integer}}}";
    assert!(run(&document("/things", ID, schema)).unwrap().report.lines().all(|line| !line.contains("wrong type")));
}

#[test]
fn integers_beyond_64_bits() {
    for number in ["-9223372036854775809", "18446744073709551616", "1000000000000000000000000000000000000000000"] {
        let schema = format!("{{type: object, properties: {{a: {{type: number, maximum: {number}}}}}}}");
        let text = document("/things", ID, &schema);
        let output = tolerated(&text, "an integer beyond 64 bits is read as a floating-point number");
        assert!(all(&output).contains("pub a: Option<f64>"), "{}", all(&output));
        assert!(output.report.contains("properties/a/maximum"), "{}", output.report);
        let json =
            serde_json::to_string(&serde_yaml::from_str::<serde_yaml::Value>(&text.replace(number, "12345")).unwrap());
        let output = run(&json.unwrap().replace("12345", number)).unwrap();
        assert!(output.report.contains("properties/a/maximum"), "{}", output.report);
    }
}

#[test]
fn parts_that_refer_to_parts() {
    let schema = "{type: string}";
    let text = document("/things", ID, schema).replace(
        "      responses:\n",
        "      responses:
        '404':
          description: none
          headers: {Left: {$ref: '#/paths/~1things/get/responses/500/headers/Left'}}
        '500':
          description: error
          headers: {Left: {schema: {type: integer}}}
",
    );
    let other = "  /others:
    get:
      operationId: getOthers
      responses:
        '200': {$ref: '#/paths/~1things/get/responses/200'}
        '404': {$ref: '#/paths/~1things/get/responses/404'}
";
    let text = text.replace("components:\n", &format!("{other}components:\n"));
    let output = tolerated(&text, "is read as a copy of that part");
    assert!(output.warnings.render(false).contains("2 more places"), "{}", output.warnings.render(false));
    // Parts that contain themselves end.
    let text = text.replace("{schema: {type: integer}}", "{$ref: '#/paths/~1things/get/responses/404/headers/Left'}");
    assert!(run(&text).is_err());
}

#[test]
fn examples_that_refer_to_parts() {
    let schema = "{type: string}, examples: {a: {value: {$ref: data}}, b: {$ref: '#/paths/~1things/get/responses/200/content/application~1json/examples/a'}}";
    let output = tolerated(&document("/things", ID, schema), "is read as a copy of that part");
    assert!(output.report.contains("/examples/b`"), "{}", output.report);
}

#[test]
fn discriminators_of_other_files() {
    let schema = |mapping: &str| {
        format!(
            "{{oneOf: [{{$ref: '#/components/schemas/Thing'}}, {{type: object, required: [n], properties: {{n: {{type: integer}}}}}}], \
             discriminator: {{propertyName: kind, mapping: {{{mapping}}}}}}}"
        )
    };
    let warning = "a discriminator's value that is mapped to no schema of this document is ignored";
    for mapping in ["t: models/thing.yml", "t: 'models.yml#/Thing'", "t: '#/Thing', s: 'a.json'"] {
        let output = tolerated(&document("/things", ID, &schema(mapping)), warning);
        assert!(all(&output).contains("Thing(Box<"), "{}", all(&output));
    }
    tolerated(&document("/things", ID, &schema("t: '#/components/schemas/Thign'")), warning);
}

#[test]
fn an_example_without_a_schema() {
    let text = document("/things", ID, "{}").replace("{schema: {}}", "{example: {a: 1}}");
    let output = run(&text).unwrap();
    assert!(output.report.contains("a body with an example and without a schema"), "{}", output.report);
    assert!(all(&output).contains("Pending<Json>"), "{}", all(&output));
    let output = run(&text.replace("{example: {a: 1}}", "{}")).unwrap();
    assert!(all(&output).contains("Pending<()>"), "{}", all(&output));
}

#[test]
fn merge_keys_of_yaml() {
    let shared = "operationId: getThing\n      x-shared: &shared {type: object, properties: {id: {type: string}}}";
    let schema = "{<<: *shared, required: [id]}";
    let output = tolerated(&document("/things", shared, schema), "a merge key of YAML");
    assert!(all(&output).contains("pub id: String"), "{}", all(&output));
    // Several, of which the first counts; a key of the object itself counts more than all.
    let list =
        "{<<: [{type: object, properties: {a: {type: string}}}, {type: string, required: [a]}], description: Own.}";
    let output = tolerated(&document("/things", ID, list), "a merge key of YAML");
    assert!(all(&output).contains("pub a: String"), "{}", all(&output));
}

#[test]
fn methods_in_capitals() {
    let text = document("/things", ID, THING).replace("    get:", "    GET:");
    let output = tolerated(&text, "a key whose letters are of another case");
    assert!(output.lock.operations.contains_key("GET /things"), "{}", output.lock.text());
    // What has the method in small letters as well is not read twice.
    let both = document("/things", ID, THING).replace("    get:", "    GET: {operationId: other}\n    get:");
    let output = run(&both).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(output.summary.operations, 1);
    assert!(!output.report.contains("a key whose letters are of another case"), "{}", output.report);
}

#[test]
fn schemas_in_place_of_bodies() {
    let whole = "{description: ok, content: {application/json: {schema: SCHEMA}}}";
    let text = document("/things", ID, "SCHEMA");
    for body in [
        "{$ref: '#/components/schemas/Thing'}",
        "{description: ok, schema: {$ref: '#/components/schemas/Thing'}}",
        "{schema: {$ref: '#/components/schemas/Thing'}}",
    ] {
        let output = tolerated(&text.replace(whole, body), "a schema in place of a body, or directly below it");
        assert_eq!(response(&output), "Thing", "{body}");
        let request = format!("operationId: getThing\n      requestBody: {body}");
        let output =
            tolerated(&document("/things", &request, THING).replace("get:", "post:"), "a schema in place of a body");
        assert_eq!(output.lock.operations["POST /things"].body.as_deref(), Some("Thing"), "{body}");
    }
}

#[test]
fn paths_in_another_document() {
    let text = document("/things", ID, THING).replace("paths:\n", "paths:\n  /other: {$ref: 'other.yaml'}\n");
    let output = tolerated(&text, "the operations of a path that is in another document are left out");
    assert_eq!(output.summary.operations, 1);
}

#[test]
fn bodies_of_any_media_type() {
    let of = |media: &str, schema: &str| document("/things", ID, schema).replace("application/json", media);
    for media in ["'*/*'", "application/*"] {
        for schema in [THING, "{$ref: '#/components/schemas/Thing'}", "{allOf: [{$ref: '#/components/schemas/Thing'}]}"]
        {
            let output = run(&of(media, schema)).unwrap_or_else(|error| panic!("{error}"));
            assert!(output.report.contains("a body of any media type"), "{}", output.report);
            assert_ne!(response(&output), "stream of bytes", "{media} {schema}");
        }
        let output = run(&of(media, "{type: string}")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(response(&output), "stream of bytes", "{media}");
        assert!(output.report.contains("body is ignored: to callers, it is bytes |"), "{}", output.report);
    }
    for (media, schema, reported) in [
        ("text/csv", "{type: string}", true),
        ("text/csv", "{type: string, format: binary}", false),
        ("application/vnd.atlas.2024-01-01+gzip", THING, true),
        ("application/vnd.atlas.2024-01-01+yaml", "{$ref: '#/components/schemas/Thing'}", true),
        ("text/plain", "{type: string}", false),
        ("text/plain", "{type: integer}", true),
    ] {
        let output = run(&of(media, schema)).unwrap_or_else(|error| panic!("{error}"));
        let line = format!("| the schema of this `{media}` body is ignored: to callers, it is");
        assert_eq!(output.report.contains(&line), reported, "{media} {schema}: {}", output.report);
    }
    let output = run(&of("application/xml", THING)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(response(&output), "stream of bytes");
    let warnings = output.warnings.render(false);
    assert!(warnings.contains("the schema of a body that is not JSON is ignored"), "{warnings}");
}
