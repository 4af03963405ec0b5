//! Operations, their parameters, paths and security.

use super::{ID, THING, all, document, is_valid, run, tolerated};

/// An operation of `/things/{id}` with a list of parameters.
fn with(parameters: &str) -> String {
    document("/things/{id}", &format!("{ID}\n      parameters: [{parameters}]"), THING)
}

const PATH: &str = "{name: id, in: path, required: true, schema: {type: string}}";

#[test]
fn path_parameter_that_is_not_required() {
    for required in ["", "required: false, ", "required: 'false', "] {
        let text = with(&format!("{{name: id, in: path, {required}schema: {{type: integer}}}}"));
        let output = tolerated(&text, "a path parameter that is not required");
        assert!(all(&output).contains("id: i64"), "{}", all(&output));
    }
}

#[test]
fn parameter_without_a_schema() {
    let output = tolerated(&with(&format!("{PATH}, {{name: a, in: query}}")), "without a schema is read as a string");
    assert!(all(&output).contains(".query_option(\"a\""), "{}", all(&output));
}

#[test]
fn parameters_of_swagger() {
    let list = "{name: id, in: path, required: true, type: integer, format: int64},
        {name: n, in: query, type: integer},
        {name: l, in: query, type: array, items: {type: string}, collectionFormat: csv}";
    let output = tolerated(&with(list), "with the keywords of a schema");
    for code in ["id: i64", "n: impl Into<Option<i64>>", "query_joined(\"l\", \",\""] {
        assert!(all(&output).contains(code), "{code}: {}", all(&output));
    }
}

#[test]
fn parameters_in_the_body() {
    let list = format!("{PATH}, {{name: x, in: body, required: true, schema: {{$ref: '#/components/schemas/Thing'}}}}");
    let output = tolerated(&with(&list).replace("get:", "post:"), "a parameter in the body");
    assert!(all(&output).contains("body: impl Into<Thing>"), "{}", all(&output));
    let list = format!("{PATH}, {{name: x, in: formData, type: file}}, {{name: y, in: formData, type: string}}");
    let output = tolerated(&with(&list).replace("get:", "post:"), "a parameter in the body");
    let skipped = &output.summary.skipped;
    assert!(
        skipped.iter().any(|(_, reason)| reason.starts_with("its request body is multipart/form-data, ")),
        "{skipped:?}"
    );
}

#[test]
fn parameters_that_are_listed_twice() {
    let (limit, other) = ("{$ref: '#/components/parameters/Limit'}", "{name: a, in: query, schema: {type: string}}");
    for list in [format!("{PATH}, {limit}, {limit}"), format!("{PATH}, {other}, {other}, {other}")] {
        assert_eq!(tolerated(&with(&list), "listed twice is read once").summary.operations, 1);
    }
    let different = "{name: a, in: query, schema: {type: integer}}";
    assert!(run(&with(&format!("{PATH}, {other}, {different}"))).is_err(), "two meanings");
}

#[test]
fn parameters_by_name() {
    let text = document("/things", &format!("{ID}\n      parameters: {{a: {{name: a, in: query}}}}"), THING);
    let output = tolerated(&text, "objects by name are read as a list");
    assert!(all(&output).contains(".query_option(\"a\""), "{}", all(&output));
}

#[test]
fn what_no_client_reads_of_a_response() {
    for part in ["links: {a: {description: b}}", "headers: {a b: {schema: {type: string}}}"] {
        let text = document("/things", ID, THING).replace("description: ok,", &format!("description: ok, {part},"));
        let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
        assert!(!is_valid(&text) && output.summary.operations == 1, "{part}");
    }
}

#[test]
fn path_parameter_in_other_letters() {
    let output = tolerated(&with(&PATH.replace("id,", "ID,").replace("string", "integer")), "has the letters of one");
    assert!(all(&output).contains("id: i64"), "{}", all(&output));
}

#[test]
fn style_of_another_place() {
    let list = format!("{PATH}, {{name: a, in: query, style: simple, schema: {{type: string}}}}");
    assert_eq!(tolerated(&with(&list), "a style that a parameter of its place cannot have").summary.operations, 1);
}

#[test]
fn headers_without_a_schema() {
    for header in ["description: a", "type: string"] {
        let text = document("/things", ID, THING)
            .replace("description: ok,", &format!("description: ok, headers: {{X-A: {{{header}}}}},"));
        assert_eq!(tolerated(&text, "a parameter or header").summary.operations, 1);
    }
}

#[test]
fn values_of_another_kind() {
    let text = document("/things", ID, THING);
    for (from, to, warning) in [
        ("'200':", "2xx:", "of another case"),
        ("'200':", "Default:", "of another case"),
        ("tags: [Things]\n", "tags: Things\n", "in place of a list"),
        (ID, "operationId: getThing\n      deprecated: 'true'", "in quotation marks"),
        (
            ID,
            "operationId: getThing\n      parameters: {name: a, in: query, schema: {type: string}}",
            "in place of a list",
        ),
        (
            ID,
            "operationId: getThing\n      parameters: [{name: a, in: Query, schema: {type: string}}]",
            "of another case",
        ),
        (ID, "operationId: getThing\n      servers: {url: 'https://example.com'}", "in place of a list"),
        ("{schema: ", "{examples: [a], schema: ", "examples without names"),
        ("{schema: ", "{examples: {a: b}, schema: ", "examples without names"),
    ] {
        let output = tolerated(&text.replacen(from, to, 1), warning);
        assert_eq!((output.summary.operations, output.summary.skipped.len()), (1, 0), "{to}");
    }
}

#[test]
fn objects_without_a_value() {
    let text = document("/things", "operationId: doThing\n      requestBody: {content: {application/json: }}", THING);
    let output = tolerated(&text.replace("get:", "post:"), "an object without a value is read as an empty one");
    assert_eq!((output.summary.operations, output.summary.skipped.len()), (1, 0));
    let text = document("/things", "operationId: doThing\n      requestBody: {description: a}", THING);
    let output = tolerated(&text.replace("get:", "post:"), "a request body without a media type is read as none");
    assert!(all(&output).contains("pub fn do_thing(&self) -> DoThing"), "{}", all(&output));
}

#[test]
fn operation_without_responses() {
    let text = document("/things", ID, THING);
    let (start, end) = (text.find("      responses:").unwrap_or(0), text.find("components:").unwrap_or(0));
    let text = format!("{}{}", &text[..start], &text[end..]);
    assert_eq!(tolerated(&text, "an operation without `responses`").summary.operations, 1);
}

#[test]
fn operations_that_no_client_calls() {
    let query = "query: {operationId: q, responses: {'200': {description: OK}}}\n    get:";
    let hooks = "webhooks: {made: {post: {responses: {'200': {description: OK}}}}}\npaths:";
    for (key, with, line) in [
        (
            "get:",
            query,
            "#/paths/~1things/query` | an operation of a method that OpenAPI 3.0 does not have is left out",
        ),
        ("paths:", hooks, "#/webhooks` | webhooks are ignored: the server calls them, not this client"),
    ] {
        let output = run(&document("/things", ID, THING).replace(key, with)).unwrap();
        assert!(output.report.contains(line), "{}", output.report);
        assert_eq!(output.summary.operations, 1);
    }
}

#[test]
fn body_with_a_file() {
    let body =
        "operationId: getThing\n      requestBody: {content: {multipart/form-data or form-data: {schema: {type: object,
        properties: {file: {type: string, format: binary}}}}}}";
    let output =
        tolerated(&document("/things", body, THING).replace("get:", "post:"), "a media type that is not valid");
    let reason = "its request body is */*, neither JSON nor plain bytes";
    assert!(output.summary.skipped.iter().any(|(_, why)| why.ends_with(reason)), "{:?}", output.summary.skipped);
}

#[test]
fn versions_that_are_not_read() {
    for (version, help) in [("3.3.0", "write `3.2.0` if nothing in it is newer"), ("2.0", "write the version as")] {
        let error = run(&document("/things", ID, THING).replace("3.0.3", version)).expect_err("not supported");
        assert!(error.render(false).contains(help) && error.iter().count() == 1, "{error}");
    }
}

#[test]
fn versions_without_a_last_number() {
    for version in ["'3.0'", "'3.1'", "3.0", "3.1", "3.2"] {
        let text = document("/things", ID, THING).replace("3.0.3", version);
        assert_eq!(tolerated(&text, "without its last number").summary.operations, 1, "{version}");
    }
    assert!(run(&document("/things", ID, THING).replace("3.0.3", "'3.3'")).is_err());
}

#[test]
fn paths_that_are_written_otherwise() {
    let parameter = format!("{ID}\n      parameters: [{PATH}]");
    for (path, read) in [
        ("things/{id}", "/things/{id}"),
        ("'/things/{ id }'", "/things/{id}"),
        ("'/things/{id:[0-9]+}'", "/things/{id}"),
    ] {
        let output = tolerated(&document(path, &parameter, THING), "path");
        assert!(all(&output).contains(&format!("path: \"{read}\"")), "{}", all(&output));
    }
    let output = run(&document("'/things/{id+}'", &parameter, THING)).unwrap_or_else(|error| panic!("{error}"));
    let skipped = &output.summary.skipped;
    assert!(skipped.iter().any(|(_, reason)| reason.contains("`{id+}` is for several segments")), "{skipped:?}");
}

#[test]
fn roles_of_schemes_without_scopes() {
    let text = document("/things", &format!("{ID}\n      security: [{{declared: [read]}}]"), THING);
    assert!(all(&tolerated(&text, "scopes or roles that")).contains("auth: true"));
    let oauth = "declared: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example'}}}";
    let text = text.replace("declared: {type: http, scheme: bearer}", oauth);
    let output = tolerated(&text, "a flow of OAuth without `scopes`");
    assert!(output.report.contains("scopes or roles that") && all(&output).contains("auth: true"));
}

#[test]
fn certificates_of_clients() {
    let with = |security: &str| {
        let text = document("/things", &format!("{ID}\n      security: [{security}]"), THING);
        text.replace("3.0.3", "3.1.0").replace("securitySchemes: {", "securitySchemes: {tls: {type: mutualTLS}, ")
    };
    for (security, auth) in [("{tls: []}", false), ("{tls: [], declared: []}", true), ("{declared: []}", true)] {
        let output = tolerated(&with(security), "a certificate of the client");
        assert!(all(&output).contains(&format!("auth: {auth}")), "{security}");
    }
}

#[test]
fn names_of_undeclared_schemes() {
    for (name, auth) in [("public_key", true), ("clientCredentialsNoneExpiring", true), ("no_auth", false)] {
        let text = document("/things", &format!("{ID}\n      security: [{{{name}: []}}]"), THING);
        assert!(!is_valid(&text));
        let code = all(&tolerated(&text, "a security scheme that is not declared"));
        assert!(code.contains(&format!("auth: {auth}")), "{name}");
    }
}

#[test]
fn scheme_without_what_its_type_needs() {
    let text = document("/things", &format!("{ID}\n      security: [{{declared: []}}]"), THING);
    for scheme in ["type: http", "type: apiKey, name: a", "type: cookie"] {
        let output = tolerated(&text.replace("type: http, scheme: bearer", scheme), "lacks what its type needs");
        assert!(all(&output).contains("auth: true"), "{scheme}");
    }
}

#[test]
fn servers_that_lack_something() {
    let text = document("/things", ID, THING);
    let server = |server: &str| text.replacen("paths:", &format!("servers: [{server}]\npaths:"), 1);
    let output = tolerated(&server("{description: a}, {url: 'https://example.com'}"), "a server without `url`");
    assert!(all(&output).contains("\"https://example.com\""));
    let variable = server("{url: 'https://{r}.example.com', variables: {r: {enum: [eu, us]}}}");
    let output = tolerated(&variable, "a variable of a server without a default");
    assert!(all(&output).contains("\"https://eu.example.com\""));
}
