//! Valid documents are read as they are written: what passes as our own has no fallback as a stranger's, and the same
//! code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use codegen::{Options, Output, Source, generate, load};

/// Names that are keywords somewhere, now or in drafts, and some of them in other letters.
const NAMES: &str = "$defs $id $ref 0 additionalProperties allOf anyOf body callbacks components const content default \
                     definitions deprecated desc description discriminator enum example examples exclusiveMinimum \
                     explode fields flows format get headers if in info items links mapping max maximum min minimum \
                     name not nullable oneOf openapi operationId params parameters paths patternProperties properties \
                     readOnly regex requestBody required responses schema schemas scopes security servers style \
                     summary tags then title type uniqueItems url value variables version webhooks x-name Required \
                     Type ITEMS Properties min_length max-items operationid <<";

/// Schemas of, or with, something that is called `NAME`.
const SCHEMAS: [&str; 18] = [
    "{type: object, properties: {NAME: {type: string}}}",
    "{type: object, properties: {NAME: {type: boolean, default: true}, other: {type: string}}}",
    "{type: object, required: [NAME], properties: {NAME: {type: array, items: {type: string}}}}",
    "{type: object, properties: {NAME: {$ref: '#/components/schemas/Thing'}, other: {type: boolean}}}",
    "{type: object, properties: {NAME: {type: object, properties: {NAME: {type: string}}}}}",
    "{type: object, properties: {NAME: {type: object, required: [NAME], properties: {NAME: {type: string}}}}}",
    "{type: object, properties: {NAME: {}, other: {}}}",
    "{type: object, required: [required], properties: {required: {type: boolean}, type: {type: string}, items: {}}}",
    "{type: object, additionalProperties: {type: object, properties: {NAME: {type: integer, minimum: 1}}}}",
    "{type: object, additionalProperties: {}}",
    "{type: object, properties: {}}",
    "{type: array, items: {type: object, properties: {NAME: {type: string, enum: [NAME, 'true', '1']}}}}",
    "{allOf: [{$ref: '#/components/schemas/Thing'}, {type: object, properties: {NAME: {type: string}}}]}",
    "{oneOf: [{$ref: '#/components/schemas/Thing'}, {type: object, required: [NAME], properties: {NAME: {}}}]}",
    "{type: object, example: {NAME: null, a: {NAME: []}}, default: {NAME: 'true', '9': 1}, x-data: {NAME: null}}",
    "{type: array, items: {type: string}, default: [], example: [NAME]}",
    "{type: object, xml: {name: NAME}, externalDocs: {url: 'https://example.com'}}",
    "{type: object, required: [NAME], properties: {NAME: {type: string}}, discriminator: {propertyName: NAME, \
     mapping: {NAME: '#/components/schemas/Thing'}}}",
];

/// All that has a name of the author's choice, called `NAME`.
const DOCUMENT: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
tags: [{name: NAME}]
servers: [{url: 'https://example.com/{NAME}', variables: {NAME: {default: a, enum: [a]}}}]
security: []
paths:
  /things:
    post:
      tags: [NAME]
      operationId: postThing
      security: [{}, {NAME: [NAME]}]
      parameters:
        - {name: NAME, in: query, schema: {type: string}, examples: {NAME: {value: null}}}
        - {name: other, in: query, content: {application/json: {schema: {type: object, properties: {NAME: {}}}}}}
        - {$ref: '#/components/parameters/NAME'}
      requestBody: {$ref: '#/components/requestBodies/NAME'}
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}
        4XX: {$ref: '#/components/responses/NAME'}
        default: {description: '', content: {application/json: {schema: {}, example: {NAME: {NAME: null}}}}}
components:
  parameters: {NAME: {name: shared, in: query, schema: {type: string}}}
  headers: {NAME: {required: true, schema: {type: string}}}
  examples: {NAME: {value: {NAME: null}}}
  requestBodies:
    NAME:
      content:
        multipart/form-data:
          schema: {type: object, properties: {NAME: {type: string}}}
          encoding: {NAME: {contentType: text/plain}}
        application/json: {schema: {type: object}, examples: {NAME: {$ref: '#/components/examples/NAME'}}}
  responses:
    NAME:
      description: ''
      headers: {X-NAME: {$ref: '#/components/headers/NAME'}}
      links: {NAME: {operationId: postThing, parameters: {NAME: $response.body#/id}, requestBody: {NAME: 1}}}
  securitySchemes:
    NAME: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://example.com', scopes: {NAME: ''}}}}
  schemas:
    Thing: {type: object, properties: {id: {type: string}}}
";

/// Checks that a document has no fallback, and the same code in both profiles and as OpenAPI 3.1.
#[track_caller]
fn is_read_as_written(what: &str, text: &str) {
    let run = |text: &str, own| generate(&Source::new("api.yaml", text), &Options { own, ..Options::default() });
    let output = run(text, false).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(fallbacks(&output), [""; 0], "{what}");
    // Names that collide are errors in our own document.
    if let Ok(own) = run(text, true) {
        assert!(own.files == output.files, "{what}: other code in our own document");
    }
    let version = text.lines().find(|line| line.starts_with("openapi:")).unwrap();
    let later = text.replacen(version, "openapi: 3.1.0", 1);
    let later = run(&later, false).unwrap_or_else(|error| panic!("{what}, 3.1: {error}"));
    assert_eq!(fallbacks(&later).len(), 1, "{what}, 3.1: {:?}", fallbacks(&later));
    assert!(later.files == output.files, "{what}: other code in OpenAPI 3.1");
}

fn fallbacks(output: &Output) -> Vec<&str> {
    let section = output.report.split("\n## ").find(|section| section.starts_with("Not valid"));
    section.into_iter().flat_map(str::lines).filter(|line| line.starts_with("| `")).collect()
}

#[test]
fn names_that_are_keywords_elsewhere() {
    for name in NAMES.split_ascii_whitespace() {
        let schemas = SCHEMAS.iter().enumerate().map(|(index, schema)| format!("    S{index}: {schema}\n"));
        let all = (0..SCHEMAS.len()).map(|index| format!("s{index}: {{$ref: '#/components/schemas/S{index}'}}"));
        let (schemas, all) = (schemas.collect::<String>(), all.collect::<Vec<_>>().join(", "));
        let text = format!(
            "{DOCUMENT}{schemas}    NAME: {{type: string}}\n    All: {{type: object, properties: {{{all}}}}}\n"
        );
        // Only letters, digits and a few characters make the name of a component.
        let shared = if name.contains(['$', '<']) { "other" } else { name };
        let text = text.replace("/NAME'", &format!("/{shared}'")).replace("    NAME:", &format!("    {shared}:"));
        let text = ["parameters", "headers", "examples"].iter().fold(text, |text, section| {
            text.replace(&format!("\n  {section}: {{NAME:"), &format!("\n  {section}: {{'{shared}':"))
        });
        let text = text.replace("X-NAME", "X-Rate").replace("{NAME}', variables", &format!("{{{name}}}', variables"));
        let text = text.replace("{}, {NAME: [NAME]}", &format!("{{}}, {{'{shared}': ['{name}']}}"));
        let text = text.replace("NAME", &format!("'{name}'"));
        if let Err(error) = load(&Source::new("api.yaml", &*text)) {
            panic!("{name}: {error}");
        }
        is_read_as_written(name, &text);
    }
}

#[test]
fn documents_of_this_repository() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_dir(folder.join("tests/cases")).unwrap().map(|entry| entry.unwrap().path());
    let cases = cases.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut valid = 0;
    for path in cases.chain([folder.join("../spec/openapi.yaml")]) {
        let text = fs::read_to_string(&path).unwrap();
        if load(&Source::new("api.yaml", &*text)).is_ok_and(|document| document.warnings().is_empty()) {
            is_read_as_written(&path.display().to_string(), &text);
            valid += 1;
        }
    }
    assert!(valid >= 30, "{valid}");
}
