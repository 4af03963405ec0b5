//! References to other documents, keys without a value, and statuses that are none.

use super::{ID, THING, all, document, run, tolerated};

/// Another operation, below the paths of [`document`].
fn with_path(path: &str) -> String {
    document("/things", ID, THING).replacen("paths:", &format!("paths:\n  {path}"), 1)
}

#[test]
fn schema_in_another_document() {
    for reference in ["other.yaml#/Thing", "https://example.com/thing.json", "./things"] {
        let schema = format!("{{type: object, properties: {{a: {{$ref: '{reference}'}}}}}}");
        let output = tolerated(&document("/things", ID, &schema), "a schema that is in another document");
        assert!(all(&output).contains("pub a: Option<Json>"), "{}", all(&output));
    }
}

#[test]
fn response_in_another_document() {
    let path = "/others: {get: {operationId: getOthers, tags: [Things], responses: {'200': {$ref: 'r.yaml#/R'}}}}";
    let output = tolerated(&with_path(path), "a response that is in another document");
    assert_eq!(output.summary.operations, 2);
}

#[test]
fn request_in_another_document() {
    let own = "operationId: other, tags: [Things], responses: {'204': {description: ok}}";
    for item in [
        format!("get: {{parameters: [{{$ref: 'p.yaml#/P'}}], {own}}}"),
        format!("post: {{requestBody: {{$ref: 'b.yaml'}}, {own}}}"),
        format!("parameters: [{{$ref: 'p.yaml#/P'}}], get: {{{own}}}"),
    ] {
        let output = tolerated(&with_path(&format!("/others: {{{item}}}")), "an operation with a parameter or a body");
        assert_eq!(output.summary.operations, 1, "{item}");
    }
}

#[test]
fn keys_without_a_value() {
    let own = "operationId: other, tags: [Things], parameters: , requestBody: , responses: {'204': {description: ok}}";
    let path = format!("/others: {{get: , parameters: null, servers: null, post: {{{own}}}}}\n  /more:");
    let output = tolerated(&with_path(&path), "a keyword without a value is ignored");
    assert_eq!(output.summary.operations, 2);
    assert!(output.report.contains("| `#/paths/~1others/get` |"), "{}", output.report);
}

#[test]
fn booleans_as_schemas() {
    for (schema, ty) in [
        ("{type: array, items: true}", "Pending<Vec<Json>>"),
        ("{type: array, items: false}", "Pending<Vec<Json>>"),
        ("true", "Pending<Json>"),
        ("{allOf: [true, {$ref: '#/components/schemas/Size'}]}", "Pending<Size>"),
    ] {
        let output = tolerated(
            &document("/things", ID, schema),
            if schema.contains("false") { "a schema that allows nothing" } else { "a keyword of OpenAPI 3.1" },
        );
        assert!(all(&output).contains(ty), "{schema}: {}", all(&output));
    }
    let slip = document("/things", ID, "{type: object, properties: {a: {type: string}, required: true}}");
    assert!(run(&slip).is_err(), "a flag in the wrong line");
}

#[test]
fn ranges_of_statuses() {
    let own = "operationId: other, tags: [Things]";
    let path = |statuses: &str| format!("/others: {{get: {{{own}, responses: {{{statuses}}}}}}}");
    let text = with_path(&path("'20x': {description: ok}, '40X': {description: no}, '5xx': {description: no}"));
    let output = tolerated(&text, "is read as the class of status codes");
    assert_eq!(output.summary.operations, 2);
    let output = tolerated(&with_path(&path("success: {description: ok}")), "is read as the class of status codes");
    assert_eq!(output.summary.operations, 2);
    for name in ["'600'", "failed"] {
        let text = with_path(&path(&format!("'204': {{description: ok}}, {name}: {{description: no}}")));
        assert_eq!(tolerated(&text, "a name that is not a status").summary.operations, 2, "{name}");
    }
}
