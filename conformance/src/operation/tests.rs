//! Tests of [`super`].

use super::*;

const TWO_VERSIONS: &str = "
security: [{key: []}]
paths:
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    patch:
      operationId: changeThing
      parameters:
        - {name: pretty, in: query, schema: {type: boolean}}
        - {name: dry, in: query, schema: {type: boolean}}
      requestBody:
        required: true
        content:
          application/vnd.atlas.2023-01-01+json: {schema: {type: string}}
          application/vnd.atlas.2024-05-30+json: {schema: {type: integer}}
          application/vnd.atlas.2025-01-01.upcoming+json: {schema: {type: number}}
      responses:
        '200': {content: {application/vnd.atlas.2023-01-01+json: {schema: {type: string}}}}
        '204': {content: {application/vnd.atlas.2024-05-30+json: {}}}
        '400': {content: {application/json: {}}}
  /soon:
    get: {operationId: getSoon, responses: {'200': {content: {application/vnd.atlas.preview+json: {}}}}}
  /open:
    get: {operationId: getOpen, security: [], responses: {'204': {}}}
    put: {operationId: setOpen, security: [{Unauthenticated: []}], responses: {'204': {}}}
    post: {operationId: addOpen, security: [{}], responses: {'204': {}}}
";

fn read(until: Option<&str>) -> Vec<Operation> {
    operations(&Document::parse(TWO_VERSIONS).unwrap(), until)
}

#[test]
fn takes_the_newest_stable_version() {
    let change = &read(None)[0];
    assert_eq!(change.version.as_deref(), Some("2024-05-30"));
    assert_eq!(change.request.as_ref().unwrap().schema.as_ref().unwrap()["type"], "integer");
    let statuses: Vec<u16> = change.successes.iter().map(|success| success.status).collect();
    assert_eq!(statuses, [204]);
    assert_eq!(change.success().1.unwrap().media_type, "application/vnd.atlas.2024-05-30+json");
}

#[test]
fn takes_an_older_version_when_asked() {
    let change = &read(Some("2024-05-29"))[0];
    assert_eq!(change.version.as_deref(), Some("2023-01-01"));
    assert_eq!(change.success().0.status, 200);
    assert!(read(Some("2022-12-31")).iter().all(|operation| operation.path == "/open"));
}

#[test]
fn leaves_out_what_has_no_stable_version() {
    assert!(read(None).iter().all(|operation| operation.id != "getSoon"));
}

#[test]
fn tells_parameters_and_security() {
    let all = read(None);
    let query: Vec<&str> = all[0].parameters_in("query").map(|p| p.name.as_str()).collect();
    assert_eq!(query, ["dry"]);
    assert!(all[0].parameters_in("path").all(|p| p.required));
    assert!(all[0].authenticated);
    assert!(all[1..].len() == 3 && all[1..].iter().all(|operation| !operation.authenticated));
    let without = TWO_VERSIONS.replace("security: [{key: []}]\n", "");
    let without = operations(&Document::parse(&without).unwrap(), None);
    assert!(without[0].authenticated, "credentials are sent unless the document says that there are none");
}

#[test]
fn objects_in_the_query() {
    let object = "schema: {type: object, required: [from], properties: {from: {type: integer}, dry: {type: string}}}";
    let names = |parameter: &str| -> Vec<String> {
        let dry = "        - {name: dry,";
        let text = TWO_VERSIONS.replace(dry, &format!("        - {{name: f, in: query, {parameter}}}\n{dry}"));
        let all = operations(&Document::parse(&text).unwrap(), None);
        all[0].parameters_in("query").map(|p| format!("{}{}", p.name, if p.required { "!" } else { "" })).collect()
    };
    assert_eq!(names(object), ["dry", "from"]);
    assert_eq!(names(&format!("required: true, {object}")), ["dry", "from!"]);
    assert_eq!(names(&format!("style: deepObject, explode: true, {object}")), ["dry", "f[from]", "f[dry]"]);
    for never in [
        format!("explode: false, {object}"),
        "schema: {type: object, properties: {a: {type: array, items: {}}}}".to_owned(),
        "schema: {type: object, additionalProperties: true}".to_owned(),
    ] {
        assert_eq!(names(&never), ["dry"], "{never}");
    }
}

#[test]
fn formats_and_statuses_of_a_version() {
    let text = "
paths:
  /report:
    get:
      parameters:
        - {name: pretty, in: query, schema: {type: string}}
        - {name: Host, in: header, schema: {type: string}}
      responses:
        '200':
          content:
            application/vnd.atlas.2023-01-01+json: {}
            application/json: {}
            application/vnd.atlas.2025-03-12+csv: {}
            text/csv: {}
            application/pdf: {}
        '204': {}
    put:
      responses: {'404': {}, default: {content: {application/json: {}}}}
";
    let all = operations(&Document::parse(text).unwrap(), None);
    let types = |operation: &Operation| -> Vec<(u16, Vec<String>)> {
        let types = |success: &Success| success.bodies.iter().map(|body| body.media_type.clone()).collect();
        operation.successes.iter().map(|success| (success.status, types(success))).collect()
    };
    let names = ["application/vnd.atlas.2023-01-01+json", "application/vnd.atlas.2025-03-12+csv", "application/pdf"];
    assert_eq!(all[0].version.as_deref(), Some("2023-01-01"));
    assert_eq!(types(&all[0]), [(200, names.map(str::to_owned).to_vec()), (204, Vec::new())]);
    assert_eq!(all[0].parameters_in("query").count(), 1);
    assert_eq!(all[0].parameters_in("header").count(), 0);
    assert_eq!(types(&all[1]), [(200, vec!["application/json".to_owned()])]);
}

#[test]
fn range_of_statuses() {
    let text = "paths: {/a: {get: {operationId: getA, responses: {'2XX': {content: {application/json: {schema: {type: string}}}}}}}}";
    let document = Document::parse(text).unwrap();
    let [operation] = operations(&document, None).try_into().unwrap();
    assert_eq!(operation.success().0.status, 299);
}

#[test]
fn request_bodies_as_given() {
    let text = "paths: {/a: {post: {operationId: postA, requestBody: {content: {
      multipart/form-data: {}, application/x-ndjson: {schema: {type: object}, example: {a: 1}}}}}}}";
    let document = Document::parse(text).unwrap();
    let [operation] = operations(&document, None).try_into().unwrap();
    let body = operation.request.unwrap();
    assert!(!body.is_json() && body.examples.is_empty());
    assert_eq!((body.media_type.as_str(), body.schema), ("application/x-ndjson", Some(json!({ "type": "string" }))));
}

#[test]
fn formats_of_a_request() {
    let text = "paths: {/a: {post: {requestBody: {content: {application/xml: {}, text/plain: {}}}}},
                        /b: {post: {requestBody: {content: {application/xml: {}, text/json: {}}}}}}";
    let document = Document::parse(text).unwrap();
    let types = operations(&document, None).into_iter().map(|operation| operation.request.unwrap().media_type);
    assert_eq!(types.collect::<Vec<_>>(), ["application/xml", "text/json"]);
}

#[test]
fn formats_of_a_response() {
    let object = "{schema: {type: object, properties: {x: {type: string}}}}";
    for (content, expected) in [
        (format!("application/hal+json: {object}, application/json: {object}"), "application/json"),
        (format!("application/*+json: {object}, text/json: {object}"), "text/json"),
        (format!("application/*+json: {object}"), "application/json"),
        (format!("text/csv: {object}, '*/*': {object}"), "application/json"),
        ("'*/*': {schema: {type: string}}".to_owned(), "*/*"),
        ("text/csv: {}, text/plain: {schema: {type: string}}".to_owned(), "text/plain"),
        ("text/csv: {}, application/json: {schema: {type: string, format: binary}}".to_owned(), "text/csv"),
        (format!("'*/*': {object}, application/xml: {object}, application/x+json: {object}"), "application/x+json"),
    ] {
        let text = format!("paths: {{/a: {{get: {{responses: {{'200': {{content: {{{content}}}}}}}}}}}}}");
        let document = Document::parse(&text).unwrap();
        let [operation] = operations(&document, None).try_into().unwrap();
        assert_eq!(operation.success().1.unwrap().media_type, expected, "{content}");
    }
}

/// A union that is an alternative of itself has no end.
#[test]
fn ranges_of_unions_of_themselves() {
    let text = "
        paths: {/a: {get: {responses: {'200': {content: {'*/*': {schema: {$ref: '#/components/schemas/A'}}}}}}}}
        components: {schemas: {A: {discriminator: {propertyName: x}, oneOf: [{$ref: '#/components/schemas/A'}, {type: object}]}}}";
    let document = Document::parse(text).unwrap();
    assert_eq!(operations(&document, None)[0].success().1.unwrap().media_type, "*/*");
}

#[test]
fn bodies_with_examples_only() {
    let text = "paths: {/a: {get: {responses: {'200': {content: {application/json: {example: {a: 1}}}}}}},
                        /b: {get: {responses: {'200': {content: {application/json: {}}}}}}}";
    let document = Document::parse(text).unwrap();
    let schemas =
        operations(&document, None).into_iter().map(|operation| operation.success().1.unwrap().schema.clone());
    assert_eq!(schemas.collect::<Vec<_>>(), [Some(json!({})), None]);
}
