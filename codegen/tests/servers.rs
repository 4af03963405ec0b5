//! Servers, security schemes and the styles of query parameters: supported, or reported with a reason.

use codegen::{Options, Output, Source, generate};

fn output(document: &str) -> Output {
    generate(&Source::new("api.yaml", document), &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn all(output: &Output) -> String {
    output.files.values().map(String::as_str).collect()
}

/// A document with a root, a path and an operation that can have more keys.
fn document(root: &str, path: &str, operation: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
tags: [{{name: Things}}]
{root}
paths:
  /things:
    {path}
    get:
      tags: [Things]
      operationId: getThing
      {operation}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: string}}}}}}}}}}
"
    )
}

#[test]
fn base_path_and_variables() {
    let root = "servers: [{url: 'https://{region}.example.com/base/v1/', variables: {region: {default: eu}}}]";
    let code = all(&output(&document(root, "summary: a", "summary: b")));
    assert!(code.contains("pub const SERVER: Option<&str> = Some(\"https://eu.example.com/base/v1\");"), "{code}");
}

#[test]
fn no_server() {
    let text = document("x-none: 1", "summary: a", "summary: b");
    let none = output(&text);
    let what = "the document has no server: the client must be built with a base URL";
    assert!(all(&none).contains("SERVER: Option<&str> = None;") && none.report.contains(what), "{}", none.report);
    assert!(none.warnings.render(false).contains(what));
    let atlas = output(&text.replace("/things:", "/api/atlas/v2/things:"));
    assert!(all(&atlas).contains("Some(\"https://cloud.mongodb.com\")") && !atlas.report.contains("no server"));
    assert!(all(&none).contains("IS_ATLAS: bool = false;") && all(&atlas).contains("IS_ATLAS: bool = true;"));
}

#[test]
fn servers_that_are_not_used() {
    for (url, problem) in [
        ("http://example.com", "does not begin with https://"),
        ("/relative", "does not begin with https://"),
        ("/", "does not begin with https://"),
        ("https://{open}.example.com", "has a variable without a default"),
        ("https://example.com:notaport/v1", "is not a URL (invalid port number)"),
        ("https://user@example.com", "has a user name or password"),
    ] {
        let output = output(&document(&format!("servers: [{{url: '{url}'}}]"), "summary: a", "summary: b"));
        let what = format!("the server `{url}` is not used, as it");
        assert!(output.report.contains(&what) && output.report.contains(problem), "{}", output.report);
        assert!(output.warnings.render(false).contains(problem));
        assert!(output.report.contains("the client must be built with a base URL"), "{}", output.report);
        assert!(all(&output).contains("SERVER: Option<&str> = None;"));
    }
}

#[test]
fn server_of_a_path_or_operation() {
    let root = "servers: [{url: 'https://example.com'}]";
    let own = "servers: [{url: 'https://upload.example.com'}]";
    let other = "  /others: {get: {operationId: getOthers, tags: [Things], responses: {'204': {description: ok}}}}\n";
    for text in [document(root, own, "summary: b"), document(root, "summary: a", own)] {
        let output = output(&(text + other));
        assert_eq!((output.summary.operations, output.summary.skipped.len()), (1, 1));
        assert!(output.report.contains("it is on a server of its own, `https://upload.example.com`"));
    }
    let same = output(&document(root, root, "summary: b"));
    assert_eq!(same.summary.operations, 1);
    let default = output(&(document("x-none: 1", "servers: [{url: /}]", "summary: b") + other));
    assert_eq!(default.summary.operations, 2, "a document without servers is on `/`");
}

#[test]
fn scheme_in_capitals() {
    let output = output(&document("servers: [{url: 'HTTPS://Example.com/V1'}]", "summary: a", "summary: b"));
    assert!(all(&output).contains("\"https://example.com/V1\""));
    assert!(!output.report.contains("server"), "{}", output.report);
}

#[test]
fn path_of_the_api_in_a_server() {
    let text = document("servers: [{url: 'https://example.com/api/atlas/v2'}]", "summary: a", "summary: b");
    assert!(all(&output(&text)).contains("\"https://example.com/api/atlas/v2\""));
    let repeated = output(&text.replace("/things:", "/api/atlas/v2/things:"));
    assert!(repeated.report.contains("it has the path of the API in it"), "{}", repeated.report);
    assert!(all(&repeated).contains("\"https://cloud.mongodb.com\""));
}

#[test]
fn one_of_several_servers() {
    let servers = "servers: [{url: 'http://example.com'}, {url: 'https://example.com'}, {url: 'https://example.org'}]";
    let several = output(&document(servers, "summary: a", "summary: b"));
    assert!(all(&several).contains("SERVER: Option<&str> = Some(\"https://example.com\")"));
    let what = "of several servers calls go to `https://example.com`; for another, build the client with its base \
                URL: `http://example.com`, `https://example.org`";
    assert!(several.report.contains(what), "{}", several.report);
    let variables = "servers: [{url: 'https://{r}.example.com', variables: {r: {default: eu, enum: [eu, us]}}}]";
    let report = output(&document(variables, "summary: a", "summary: b")).report;
    assert!(
        report.contains("the server `https://{r}.example.com` has variables: calls go to `https://eu.ex"),
        "{report}"
    );
}

#[test]
fn operations_on_the_server_of_all() {
    let list = |urls: &[&str]| {
        let urls: Vec<_> = urls.iter().map(|url| format!("{{url: '{url}'}}")).collect();
        format!("servers: [{}]", urls.join(", "))
    };
    let (a, b) = ("https://a.example.com", "https://b.example.com");
    for (root, own, expected) in [
        ("x-none: 1".to_owned(), list(&[a]), a),
        (list(&[b]), list(&[a]), a),
        (list(&[a, b]), list(&[b, a]), a),
        (list(&["http://a.example.com"]), list(&["http://a.example.com"]), ""),
        (list(&["/v1"]), list(&["/v1"]), ""),
        (list(&["HTTPS://A.example.com/"]), list(&[a]), a),
    ] {
        let output = output(&document(&root, &own, "summary: b"));
        assert_eq!((output.summary.operations, output.summary.skipped.len()), (1, 0), "{root} {own}");
        let expected = if expected.is_empty() { "None".to_owned() } else { format!("Some(\"{expected}\")") };
        assert!(all(&output).contains(&format!("SERVER: Option<&str> = {expected};")), "{root} {own}");
    }
}

#[test]
fn schemes_that_the_client_does_not_send() {
    for (scheme, what, help) in [
        ("type: http, scheme: Basic", "HTTP Basic", "`around_attempts`"),
        ("type: http, scheme: hawk", "HTTP authentication `hawk`", "`around_attempts`"),
        (
            "type: apiKey, in: header, name: authorization",
            "an API key in the header `authorization`",
            "`around_attempts`",
        ),
    ] {
        let root = format!("components: {{securitySchemes: {{key: {{{scheme}}}}}}}\nsecurity: [{{key: []}}]");
        let output = output(&document(&root, "summary: a", "summary: b"));
        let warnings = output.warnings.render(false);
        let what = format!("the security scheme `key` is {what}");
        assert!(output.report.contains(&what) && warnings.contains(&what) && warnings.contains(help), "{warnings}");
    }
    for scheme in ["bearer", "Digest"] {
        let root = format!("components: {{securitySchemes: {{key: {{type: http, scheme: {scheme}}}}}}}");
        let report = output(&document(&root, "summary: a", "summary: b")).report;
        assert!(!report.contains("security scheme"), "{report}");
    }
}

#[test]
fn api_key_schemes_are_reported() {
    for (place, what, help) in [
        ("header", "an API key in the header `X-Key`", "set the header on each request"),
        ("cookie", "an API key in the cookie `X-Key`", "set the header `cookie`"),
        ("query", "an API key in the query parameter `X-Key`", "in untyped requests, with `query`"),
    ] {
        let scheme = format!("components: {{securitySchemes: {{key: {{type: apiKey, in: {place}, name: X-Key}}}}}}");
        let output = output(&document(&format!("{scheme}\nsecurity: [{{key: []}}]"), "summary: a", "summary: b"));
        let warnings = output.warnings.render(false);
        let what = format!("the security scheme `key` is {what}");
        assert!(output.report.contains(&what) && warnings.contains(&what) && warnings.contains(help), "{warnings}");
    }
}

#[test]
fn operations_without_credentials() {
    let scheme = "components: {securitySchemes: {key: {type: http, scheme: digest}}}";
    let nothing = "x-none: 1";
    for (of_all, of_one, sent) in [
        (nothing, nothing, true),
        ("security: [{key: []}]", nothing, true),
        ("security: [{}, {key: []}]", nothing, true),
        (nothing, "security: [{key: []}]", true),
        ("security: []", "security: [{key: []}]", true),
        ("security: []", nothing, false),
        ("security: [{}]", nothing, false),
        ("security: [{key: []}]", "security: []", false),
        ("security: [{key: []}]", "security: [{}]", false),
    ] {
        let code = all(&output(&document(&format!("{scheme}\n{of_all}"), "summary: a", of_one)));
        assert!(code.contains(&format!("auth: {sent},")), "{of_all}, {of_one}");
    }
}

#[test]
fn styles_of_lists() {
    let code = |style: &str| {
        let list = "schema: {type: array, items: {type: string}}";
        let operation = format!("parameters: [{{name: a, in: query, {style}{list}}}]");
        all(&output(&document("x-none: 1", "summary: a", &operation)))
    };
    for style in ["", "style: form, ", "explode: true, ", "style: pipeDelimited, explode: true, "] {
        assert!(code(style).contains(".query_list(\"a\", "), "{style}");
    }
    for (style, separator) in [
        ("explode: false, ", ","),
        ("style: spaceDelimited, ", "%20"),
        ("style: spaceDelimited, explode: false, ", "%20"),
        ("style: pipeDelimited, ", "%7C"),
    ] {
        let code = code(style);
        assert!(code.contains(&format!(".query_joined(\"a\", \"{separator}\", ")), "{style}: {code}");
    }
}

#[test]
fn objects_in_a_query() {
    let output = |parameter: &str| {
        let operation = format!("parameters: [{{name: a, in: query, {parameter}}}]");
        output(&document("x-none: 1", "summary: a", &operation))
    };
    let object = "schema: {type: object, properties: {b: {type: string}}}";
    assert!(all(&output(object)).contains(".query_option(\"b\", "));
    assert!(all(&output(&format!("style: deepObject, {object}"))).contains(".query_option(\"a[b]\", "));
    for (parameter, reason) in [
        ("explode: false, schema: {type: object, properties: {b: {type: string}}}", "an object in one value"),
        ("schema: {type: object, properties: {b: {type: array, items: {}}}}", "an object with objects or lists in it"),
        ("schema: {type: object, additionalProperties: true, properties: {b: {}}}", "with properties of any name"),
        ("style: deepObject, schema: {type: object, additionalProperties: {type: string}}", "properties of any name"),
        ("style: deepObject, schema: {type: array, items: {type: string}}", "has the style deepObject, and is not"),
    ] {
        let (optional, required) = (output(parameter), output(&format!("required: true, {parameter}")));
        assert_eq!((required.summary.operations, required.summary.skipped.len()), (0, 1), "{parameter}");
        assert!(required.report.contains(reason), "{}", required.report);
        assert_eq!((optional.summary.operations, optional.summary.skipped.len()), (1, 0), "{parameter}");
        assert!(optional.warnings.render(false).contains(reason), "{}", optional.warnings.render(false));
        assert!(optional.report.contains(reason), "{}", optional.report);
    }
}

#[test]
fn parameters_of_a_path() {
    let with = |style: &str, path: &str| {
        let list = format!("parameters: [{{name: a, in: path, required: true, {style}schema: {{type: string}}}}]");
        output(&document("x-none: 1", "summary: a", &list).replace("/things", path))
    };
    for style in ["label", "matrix"] {
        let output = with(&format!("style: {style}, "), "/things/{a}");
        assert_eq!((output.summary.operations, output.summary.skipped.len()), (0, 1), "{style}");
        assert!(output.report.contains(&format!("its path parameter `a` has the style {style}")), "{}", output.report);
    }
    let code = all(&with("style: simple, ", "/all things/{a}/ü"));
    assert!(code.contains("\"/all%20things/{a}/%C3%BC\""), "{code}");
    for path in ["/things/../{a}", "//things/{a}"] {
        assert!(with("", path).report.contains("its path is not valid"), "{path}");
    }
}

#[test]
fn documents_in_a_query() {
    let operation = "parameters: [{name: a, in: query, content: {application/json: {schema: {type: object}}}}]";
    let warnings = output(&document("x-none: 1", "summary: a", operation)).warnings.render(false);
    assert!(warnings.contains("its caller writes the `application/json` in it"), "{warnings}");
}
