//! Documents of OpenAPI 3.1 and 3.2, which are read as 3.0.

use codegen::{Options, Output, Source, generate, load};

/// A document whose one operation returns an object with the property `a`.
fn document(a: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: T, summary: S, version: '1', license: {{name: MIT, identifier: MIT}}}}
servers: [{{url: 'https://example.com'}}]
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
paths:
  /things:
    get:
      operationId: getThing
      responses:
        '200':
          description: ok
          content: {{application/json: {{schema: {{type: object, properties: {{a: {a}}}}}}}}}
components:
  schemas:
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
    Outer: {{type: object, $defs: {{Inner: {{type: [string, 'null'], const: x}}}}, properties: {{b: {{type: string}}}}}}
"
    )
}

#[track_caller]
fn run(document: &str) -> Output {
    generate(&Source::new("api.yaml", document), &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn code(output: &Output) -> String {
    output.files.values().map(String::as_str).collect()
}

#[test]
fn schemas_in_words_of_3_0() {
    for (schema, field) in [
        ("{type: [string, 'null']}", "pub a: Nullable<String>"),
        ("{type: ['null', integer], exclusiveMinimum: 3}", "pub a: Nullable<i64>"),
        ("{type: [integer, number]}", "pub a: Option<f64>"),
        ("{type: [string]}", "pub a: Option<String>"),
        ("{type: []}", "pub a: Option<Json>"),
        ("{type: [array, 'null'], items: {type: integer}}", "pub a: Nullable<Vec<i64>>"),
        ("{type: array, items: true}", "pub a: Option<Vec<Json>>"),
        ("{type: [object, 'null'], patternProperties: {'^x': {type: integer}}}", "pub a: Nullable<Map<i64>>"),
        ("{anyOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]}", "pub a: Nullable<Thing>"),
        ("{$ref: '#/components/schemas/Thing', description: Other., examples: [{id: x}]}", "pub a: Option<Thing>"),
        ("{$ref: '#/components/schemas/Outer/$defs/Inner'}", "pub a: Nullable<GetThingResponseA>"),
    ] {
        let output = run(&document(schema));
        let code = code(&output);
        let found: Vec<_> = code.lines().filter(|line| line.contains("pub a:")).collect();
        assert!(code.contains(field), "{schema}: {found:?}");
    }
}

/// What the type of further properties is, and whether the report says how they are read.
#[track_caller]
fn further(schema: &str) -> (String, Output) {
    let output = run(&document(schema));
    let code = code(&output);
    let fields = code.lines().filter_map(|line| line.trim().strip_prefix("pub additional: "));
    (fields.collect::<Vec<_>>().concat(), output)
}

#[test]
fn keys_with_a_pattern_beside_properties() {
    let schema = |patterns: &str, more: &str| {
        format!(
            "{{type: object, properties: {{n: {{type: string}}}}, patternProperties: {{{patterns}'^x': {{type: integer}}}}{more}}}"
        )
    };
    for (patterns, more, field, reported) in [
        ("", ", additionalProperties: false", "Map<i64>,", false),
        ("", ", unevaluatedProperties: false", "Map<i64>,", false),
        ("", ", additionalProperties: {type: integer}", "Map<i64>,", false),
        ("'^z': false, ", ", additionalProperties: false", "Map<i64>,", false),
        // Keys that fit no pattern may have values of any kind.
        ("", "", "Map<Json>,", true),
        ("", ", additionalProperties: true", "Map<Json>,", true),
        ("'^y': {maxLength: 3}, ", ", additionalProperties: false", "Map<Json>,", true),
        ("", ", additionalProperties: {type: boolean}", "Map<GetThingResponseAAdditional>,", true),
        ("", ", unevaluatedProperties: {type: boolean}", "Map<GetThingResponseAAdditional>,", true),
        ("'^y': {type: string}, ", ", additionalProperties: false", "Map<GetThingResponseAAdditional>,", true),
    ] {
        let (found, output) = further(&schema(patterns, more));
        assert_eq!(found, field, "{patterns} {more}");
        let line = "properties/a/patternProperties` | keys that have several schemas";
        assert_eq!(output.report.contains(line), reported, "{patterns} {more}: {}", output.report);
    }
    let output = run(&document(
        "{type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: {type: integer}}",
    ));
    let code = code(&output);
    assert!(code.contains("pub a: Option<Map<GetThingResponseA>>"), "{code}");
    assert!(code.contains("Text(String)") && code.contains("Integer(i64)"), "{code}");
}

#[test]
fn keys_that_no_keyword_is_about() {
    for (keys, field) in [
        ("properties: {k: {type: integer}}, unevaluatedProperties: {type: string}", "Map<String>,"),
        ("properties: {k: {type: integer}}, unevaluatedProperties: true", "Map<Json>,"),
        ("properties: {k: {type: integer}}, unevaluatedProperties: {}", "Map<Json>,"),
        ("properties: {k: {type: integer}}, unevaluatedProperties: false", ""),
        ("properties: {k: {type: integer}}, unevaluatedProperties: {not: {}}", ""),
        (
            "properties: {k: {type: integer}}, additionalProperties: {type: integer}, unevaluatedProperties: false",
            "Map<i64>,",
        ),
        (
            "allOf: [{$ref: '#/components/schemas/Thing'}], properties: {k: {type: integer}}, unevaluatedProperties: {type: string}",
            "Map<String>,",
        ),
        ("$ref: '#/components/schemas/Thing', unevaluatedProperties: {type: string}", "Map<String>,"),
        // What holds for some values only may be about other keys.
        ("unevaluatedProperties: {type: string}, properties: {k: {type: integer}}, if: {}, then: {}", "Map<Json>,"),
    ] {
        let (found, output) = further(&format!("{{{keys}}}"));
        assert_eq!(found, field, "{keys}");
        assert!(!output.report.contains("unevaluatedProperties"), "{keys}: {}", output.report);
    }
    // The variants have their own properties only.
    let parts = "{type: object, properties: {x: {type: string}}}, {type: object, properties: {y: {type: string}}}";
    let output = run(&document(&format!("{{oneOf: [{parts}], unevaluatedProperties: {{type: string}}}}")));
    assert!(output.report.contains("unevaluatedProperties` | a keyword that"), "{}", output.report);
    for (schema, field) in [
        ("{type: object, unevaluatedProperties: {type: string}}", "pub a: Option<Map<String>>"),
        ("{$ref: '#/components/schemas/Thing', unevaluatedProperties: false}", "pub a: Option<Thing>"),
        ("{allOf: [{$ref: '#/components/schemas/Thing'}], unevaluatedProperties: {not: {}}}", "pub a: Option<Thing>"),
        ("{type: array, unevaluatedItems: {type: string}}", "pub a: Option<Vec<String>>"),
    ] {
        let output = run(&document(schema));
        assert!(code(&output).contains(field), "{schema}: {}", code(&output));
        assert!(!output.report.contains("unevaluated"), "{schema}: {}", output.report);
    }
}

#[test]
fn a_response_that_can_be_null() {
    for (schema, ty) in [
        ("{anyOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]}", "Option<Thing>"),
        ("{type: [object, 'null'], properties: {x: {type: string}}}", "Option<GetThingResponse>"),
        ("{type: [string, 'null']}", "Option<String>"),
        ("{type: [array, 'null'], items: {type: integer}}", "Option<Vec<i64>>"),
        ("{type: ['null']}", "Json"),
        ("{}", "Json"),
    ] {
        let whole = document("{}").replace("{type: object, properties: {a: {}}}", schema);
        assert!(whole.contains(schema));
        assert_eq!(
            run(&whole).lock.operations["GET /things"].response.as_ref().map(ToString::to_string).as_deref(),
            Some(ty),
            "{schema}"
        );
    }
}

#[test]
fn alternatives_and_constants() {
    let code_of = |schema: &str| code(&run(&document(schema)));
    let code = code_of("{type: [string, integer, 'null']}");
    assert!(code.contains("Text(String)") && code.contains("Integer(i64)"), "{code}");
    let code = code_of("{const: only}");
    assert!(code.contains("/// `only`"), "{code}");
    let code = code_of("{$ref: '#/components/schemas/Thing', properties: {more: {type: string}}}");
    assert!(code.contains("pub id: Option<String>") && code.contains("pub more: Option<String>"), "{code}");
    let code = code_of("{type: integer, exclusiveMaximum: 5, examples: [4, 3]}");
    assert!(code.contains("Range at most 5 (exclusive). Example `4`."), "{code}");
}

#[test]
fn the_stricter_limit_counts() {
    for (limits, range) in [
        ("minimum: 5, exclusiveMinimum: 3", "Range at least 5."),
        ("minimum: 3, exclusiveMinimum: 5", "Range at least 5 (exclusive)."),
        ("maximum: 5, exclusiveMaximum: 5", "Range at most 5 (exclusive)."),
        ("maximum: 3, exclusiveMaximum: 5", "Range at most 3."),
    ] {
        let code = code(&run(&document(&format!("{{type: integer, {limits}}}"))));
        assert!(code.contains(range), "{limits}: {code}");
    }
}

#[test]
fn each_of_several_types_keeps_its_keywords() {
    for (schema, variants) in [
        ("{type: [string, array], items: {type: integer}}", &["Text(String)", "List(Vec<i64>)"][..]),
        (
            "{type: [object, boolean], properties: {x: {type: string}}}",
            &["X(Box<GetThingResponseAX>)", "Boolean(bool)"],
        ),
        ("{type: [object, string], additionalProperties: {type: integer}}", &["Map(Map<i64>)", "Text(String)"]),
        ("{type: [string, integer], enum: [on, 1]}", &["String(Box<GetThingResponseAString>)", "Integer(i64)"]),
        ("{type: [string, number], format: date-time}", &["Time(DateTime<Utc>)", "Number(f64)"]),
    ] {
        let code = code(&run(&document(schema)));
        for variant in variants {
            assert!(code.contains(variant), "{schema}: {variant}\n{code}");
        }
    }
    let code = code(&run(&document("{type: [string, integer], enum: [on, off]}")));
    assert!(code.contains("pub a: Option<GetThingResponseA>") && code.contains("/// `on`"), "{code}");
}

#[test]
fn a_list_whose_first_items_differ() {
    let any = "is read as a list of any of them";
    let free = "is read as one of free values";
    let two = "{type: string}, {type: integer}";
    for (first, more, item, how) in [
        (two, "items: {type: integer}", "GetThingResponseA", Some(any)),
        (two, "minItems: 2, maxItems: 2", "GetThingResponseA", Some(any)),
        (two, "items: {type: boolean}, maxItems: 1", "GetThingResponseA", Some(any)),
        (two, "unevaluatedItems: false", "GetThingResponseA", Some(any)),
        (two, "items: {not: {}}", "GetThingResponseA", Some(any)),
        (two, "unevaluatedItems: false, contains: {type: boolean}", "Json", Some(free)),
        (two, "maxItems: 3", "Json", Some(free)),
        (two, "items: true", "Json", Some(free)),
        ("{type: string}", "minItems: 1", "Json", Some(free)),
        ("{type: string}, {type: string}", "items: false", "String", None),
        ("{type: string}", "items: {type: string}", "String", None),
    ] {
        let schema = format!("{{type: array, prefixItems: [{first}], {more}}}");
        let output = run(&document(&schema));
        assert!(code(&output).contains(&format!("pub a: Option<Vec<{item}>>")), "{schema}: {}", code(&output));
        let line = output.report.lines().find(|line| line.contains("properties/a/prefixItems"));
        assert_eq!(line.is_some(), how.is_some(), "{schema}: {}", output.report);
        assert!(how.is_none_or(|how| line.is_some_and(|line| line.contains(how))), "{schema}: {line:?}");
    }
}

#[test]
fn what_is_valid_and_supported() {
    let thing = "{$ref: '#/components/schemas/Thing'}";
    for schema in [
        format!("{{anyOf: [{thing}, {{type: 'null'}}]}}"),
        "{oneOf: [{type: string}, {type: integer}, {type: ['null']}]}".to_owned(),
        "{type: 'null'}".to_owned(),
        "{type: array}".to_owned(),
        "{type: [array, 'null']}".to_owned(),
        "{type: [string, array]}".to_owned(),
        "{$ref: '#/components/schemas/Thing', type: [object, 'null']}".to_owned(),
        "{type: [string, integer, 'null'], const: x, examples: [x], $comment: C.}".to_owned(),
        "{type: string, contentEncoding: base64, contentMediaType: image/png}".to_owned(),
    ] {
        let output = run(&document(&schema));
        let lines = output.report.lines().skip_while(|line| !line.starts_with("## Not valid"));
        let lines: Vec<_> = lines.take_while(|line| line.starts_with(['|', '#']) || line.is_empty()).collect();
        let places: Vec<_> = lines.iter().filter(|line| line.starts_with("| `#")).collect();
        assert!(places.len() == 1 && places[0].starts_with("| `#/openapi`"), "{schema}: {places:?}");
        let remarks = output.warnings.render_verbose(false);
        assert!(!remarks.contains("is ignored:") && !remarks.contains("beside"), "{schema}: {remarks}");
    }
    let output = run(&document("{$ref: '#/components/schemas/Thing', type: [object, 'null']}"));
    assert!(code(&output).contains("pub a: Nullable<Thing>"), "{}", code(&output));
    let other = document("{$ref: '#/components/schemas/Other'}");
    let output = run(&(other + "    Other: {$ref: '#/components/schemas/Thing', type: [object, 'null']}\n"));
    assert!(code(&output).contains("pub a: Nullable<Other>"), "{}", code(&output));
}

#[test]
fn boolean_schemas() {
    let any = ["{$ref: '#/components/schemas/Any'}", "true", "false", "{oneOf: [true, {type: string}]}"];
    for at in any.into_iter().chain(["{not: true}", "{not: false}"]) {
        let whole = document("{}")
            .replace("{type: object, properties: {a: {}}}", at)
            .replace("schemas:\n", "schemas:\n    Any: true\n");
        let output = run(&whole);
        let response = output.lock.operations["GET /things"].response.as_ref().map(ToString::to_string);
        assert_eq!(response.as_deref(), Some("Json"), "{at}");
        assert_eq!(output.report.contains("a schema that allows nothing"), at == "false", "{}", output.report);
    }
}

#[test]
fn what_no_type_can_follow() {
    let output = run(&document(
        "{type: object, $dynamicAnchor: d, contentSchema: {}, if: {required: [x]}, properties: {x: {type: string}}, prefixItems: []}",
    ));
    let warnings = output.warnings.render(false);
    assert!(
        warnings.contains("a keyword that OpenAPI 3.0 does not have, and no type can follow, is ignored"),
        "{warnings}"
    );
    assert!(warnings.contains("OpenAPI 3.1 is read as OpenAPI 3.0"), "{warnings}");
    for key in ["if", "prefixItems", "contentSchema"] {
        assert!(output.report.contains(&format!("properties/a/{key}")), "{}", output.report);
    }
    assert!(!output.report.contains("dynamicAnchor"), "{}", output.report);
}

#[test]
fn parts_that_may_be_missing() {
    let hooks = "openapi: 3.1.1\ninfo: {title: T, version: '1'}\nwebhooks: {x: {post: {responses: {}}}}\n";
    assert_eq!(run(hooks).summary.operations, 0);
    let bare = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: getA}}\n  /b: {$ref: '#/components/pathItems/B'}\n\
                components: {pathItems: {B: {delete: {operationId: deleteB, responses: {'204': {description: Done}}}}}}\n";
    assert_eq!(run(bare).summary.operations, 2);
}

#[test]
fn names_that_are_keywords_elsewhere() {
    let integer = "{schema: {type: [integer, 'null'], exclusiveMinimum: 3}}";
    let whole = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: getA
      parameters: [{$ref: '#/components/parameters/x-id'}]
      responses:
        default:
          description: A number.
          headers: {x-rate: INTEGER}
          content: {application/json: INTEGER}
  /b: {get: {operationId: getB, responses: {'200': {$ref: '#/components/responses/default'}}}}
components:
  parameters: {x-id: {name: x-id, in: query, schema: {type: [integer, 'null']}}}
  responses: {default: {description: A number., content: {application/json: INTEGER}}}
";
    let output = run(&whole.replace("INTEGER", integer));
    for operation in ["GET /a", "GET /b"] {
        assert_eq!(
            output.lock.operations[operation].response.as_ref().map(ToString::to_string).as_deref(),
            Some("Option<i64>"),
            "{operation}"
        );
    }
    assert!(code(&output).contains("x_id: impl Into<Option<i64>>"), "{}", code(&output));
}

#[test]
fn path_items_of_components() {
    let whole = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a/{id}:
    $ref: '#/components/pathItems/A'
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put: {operationId: putA}
components:
  pathItems: {A: {DELETE: {operationId: deleteA}}}
";
    let output = run(whole);
    assert_eq!(output.summary.operations, 2, "{}", output.report);
    let remarks = output.warnings.render_verbose(false);
    assert!(!remarks.contains("`pathItems` is ignored") && !remarks.contains("is read as a copy"), "{remarks}");
    let code = code(&output);
    assert!(code.contains("pub fn delete_a(&self, id: ") && code.contains("pub fn put_a(&self, id: "), "{code}");
}

#[test]
fn definitions_that_are_referred_to() {
    let outer = "
    Pet:
      oneOf: [{$ref: '#/components/schemas/Pet/$defs/Cat'}, {$ref: '#/components/schemas/Pet/$defs/Dog'}]
      discriminator:
        propertyName: kind
        mapping: {c: '#/components/schemas/Pet/$defs/Cat', d: '#/components/schemas/Pet/$defs/Dog'}
      $defs:
        Cat: {type: object, properties: {kind: {type: string}, owner: {$ref: '#/components/schemas/Owner'}}}
        Dog: {type: object, properties: {kind: {type: string}, barks: {const: true}}}
    Owner: {type: object, properties: {name: {type: string}}}
";
    let whole = document("{$ref: '#/components/schemas/Pet'}") + outer.trim_start_matches('\n');
    let output = run(&whole.replace("b: {type: string}}", "b: {$ref: '#/components/schemas/Pet/$defs/Cat'}}"));
    let code = code(&output);
    assert!(code.contains("(\"kind\", &[\"c\"])") && code.contains("(\"kind\", &[\"d\"])"), "{code}");
    let remarks = output.warnings.render_verbose(false);
    assert!(!remarks.contains("`$defs` is ignored") && !remarks.contains("`Owner` is unused"), "{remarks}");
    assert!(!remarks.contains("`Pet` is unused") && !remarks.contains("without a `type`"), "{remarks}");
}

#[test]
fn our_own_document_is_3_0() {
    let error = load(&Source::new("api.yaml", document("{}"))).unwrap_err().render(false);
    assert!(error.contains("OpenAPI `3.1.0` is not supported"), "{error}");
    let error = generate(&Source::new("api.yaml", document("{}").replace("3.1.0", "3.3.0")), &Options::default());
    assert!(error.unwrap_err().render(false).contains("OpenAPI `3.3.0` is not supported"));
}

/// Moving `schema` out of its media type would hide the error, as what is inside it would be unknown keys.
#[test]
fn error_that_no_moved_line_mends() {
    let text = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /c:
    get:
      operationId: getC
      tags: [A]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                  $defs: {Inner: {type: object, properties: {x: {type: string}}}}
                  type: object
                  properties:
                    sib4: {$ref: '#/components/schemas/Base', type: [object, 'null']}
                    anchor: {$ref: '#foo'}
                    one: {oneOf: [{$ref: '#/components/schemas/Base'}, {type: 'null'}]}
                    cond: {type: object, if: {properties: {a: {const: 1}}}, then: {required: [b]}}
                    pat: {type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}
                    multi: {type: [string, integer, array], items: {type: string}}
components:
  schemas:
    Base: {type: object, properties: {id: {type: string}}}
";
    let source = Source::new("api.yaml", text);
    let errors = generate(&source, &Options::default()).expect_err("a reference to an anchor");
    let rendered = errors.render(false);
    assert!(rendered.contains("error: `#foo` is not a valid reference"), "{rendered}");
}

/// A document with what OpenAPI 3.2 has and 3.1 does not.
const NEWER: &str = r"
openapi: 3.2.0
$self: https://example.com/openapi
info: {title: T, version: '1'}
servers: [{url: 'https://example.com', name: main}]
tags: [{name: Things, summary: All things., kind: nav}, {name: Small, parent: Things}]
paths:
  /things:
    get:
      tags: [Things]
      operationId: listThings
      parameters:
        - in: querystring
          name: filter
          content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {size: {type: integer}}}}}
        - {in: querystring, name: text, content: {text/plain: {schema: {type: string}}}}
      responses: {'200': {summary: Fine., content: {application/json: {$ref: '#/components/mediaTypes/Things'}}}}
    additionalOperations: {COPY: {operationId: copyThings, responses: {'204': {summary: Done.}}}}
    post:
      tags: [Small]
      operationId: addThings
      requestBody: {required: true, content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {summary: Done.}}
components:
  mediaTypes:
    Things:
      schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}
      examples: {one: {dataValue: [], serializedValue: '[]'}}
  schemas:
    Thing:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, mapping: {a: A, b: B}, defaultMapping: B}
    A: {type: object, properties: {kind: {type: string}, n: {type: integer, xml: {nodeType: attribute}}}}
    B: {type: object, properties: {kind: {type: string}, t: {type: ['null', string]}}}
  securitySchemes:
    a: {type: oauth2, deprecated: true, flows: {deviceAuthorization: {tokenUrl: 'https://a', scopes: {}}}}
";

#[test]
fn a_document_of_3_2() {
    let output = run(NEWER);
    let code = code(&output);
    for part in ["All things.", "Pending<Vec<Thing>>", "pub fn size(", "A(Box<A>)", "pub t: Nullable<String>"] {
        assert!(code.contains(part), "{part}");
    }
    assert!(code.contains("pub fn add_things(&self, body: impl Into<crate::Bytes>)"));
    let warnings = output.warnings.render(false);
    for part in
        ["OpenAPI 3.2 is read as OpenAPI 3.1", "the whole query is ignored, unless it is a form", "of a method that"]
    {
        assert!(warnings.contains(part), "{part}: {warnings}");
    }
    assert!(!warnings.contains("unknown key") && !warnings.contains("has no `schema`"), "{warnings}");
    assert_eq!(output.summary.operations, 2);
    assert!(load(&Source::new("api.yaml", NEWER)).is_err(), "our own is OpenAPI 3.0");
}
