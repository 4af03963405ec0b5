//! Parameters of operations.

use super::super::params::{OWNED_HEADERS, REFUSED_HEADERS};
use super::support::{OK, assert_outline, call, paths};
use crate::ir::{ParamLocation, Separator};

#[test]
fn parameters_in_call_order() {
    let text = format!(
        "/a/{{x}}/b/{{type}}.gz:
            parameters: [{{name: type, in: path, required: true, schema: {{type: string, enum: [m, n]}}}}]
            get: {{operationId: get, {OK}, parameters: [
                {{name: opt, in: query, schema: {{type: integer}}}},
                {{name: X-Flag, in: header, schema: {{type: boolean}}}},
                {{name: many, in: query, required: true, schema: {{type: array, items: {{type: string, enum: [q]}}}}}},
                {{name: joined, in: query, explode: false, schema: {{type: array, items: {{type: string}}}}}},
                {{name: x, in: path, required: true, schema: {{type: string}}}},
                {{name: at, in: query, schema: {{type: string, format: date-time}}}},
                {{name: send, in: query, schema: {{type: string}}}},
                {{name: x, in: query, schema: {{type: string}}}},
                {{name: envelope, in: query, schema: {{type: boolean, default: true}}}},
                {{name: pretty, in: query, schema: {{type: boolean}}}},
                {{name: Accept, in: header, schema: {{type: string}}}},
                {{name: state, in: query, schema: {{$ref: '#/components/schemas/State'}}}}]}}"
    );
    let lowered = paths(&format!("{text}\n%State: {{type: string, enum: [s]}}"), "");
    let operation = &lowered.api.operations[0];
    let expected = "untagged.get Get (x: String Path, type: GetType Path, many: Vec<GetMany> Query, opt?: i64 Query, \
                    x_flag?: bool Header, joined?: Vec<String> QueryJoined(Comma), at?: DateTime Query, send_?: String Query, \
                    x_query?: String Query, state?: State Query) -> Empty";
    assert_eq!(call(&lowered.api, operation), expected);
    assert_eq!(operation.fixed_query, [("envelope".to_owned(), "false".to_owned())]);
    assert!(lowered.diagnostics.iter().any(|diagnostic| diagnostic.message.contains("two parameters")));
    assert_eq!(operation.params[5].location, ParamLocation::QueryJoined(Separator::Comma));
}

/// Values of several types are texts, and a list of one is written as the one.
#[test]
fn parameters_of_several_types() {
    let one = "oneOf: [{type: integer}, {type: string, enum: [all]}]";
    let list = format!("type: array, items: {{{one}}}");
    let either = "anyOf: [{type: array, items: {type: string}}, {type: string}]";
    let objects = "type: array, items: {type: object, properties: {x: {type: string}}}";
    for (schema, query, path) in [
        (one, "String", "String"),
        (&*list, "Vec<String>", "String"),
        (either, "Vec<String>", "String"),
        (objects, "String", "String"),
        ("type: array, items: {}", "Vec<String>", "String"),
    ] {
        let text = format!(
            "/a/{{p}}: {{get: {{operationId: getA, {OK}, parameters: [
                {{name: p, in: path, required: true, schema: {{{schema}}}}},
                {{name: q, in: query, schema: {{{schema}}}}}]}}}}"
        );
        let lowered = paths(&text, "");
        let expected = format!("untagged.get_a GetA (p: {path} Path, q?: {query} Query) -> Empty");
        assert_eq!(call(&lowered.api, &lowered.api.operations[0]), expected, "{schema}");
    }
}

#[test]
fn shared_parameters_share_their_type() {
    let text = format!(
        "/a: {{get: {{operationId: getA, {OK}, parameters: [{{$ref: '#/components/parameters/sortOrder'}}]}}}}
         /b: {{get: {{operationId: getB, {OK}, parameters: [{{$ref: '#/components/parameters/sortOrder'}}]}}}}"
    );
    let lowered = paths(&text, "");
    assert_outline(&lowered, "enum SortOrder Asc=\"asc\"");
    assert!(lowered.api.types[0].tags == [0]);
}

#[test]
fn parameters_that_cannot_be_sent() {
    let object = format!(
        "/a: {{get: {{operationId: getA, {OK}, parameters: [
             {{name: f, in: query, required: true, schema: {{type: object, additionalProperties: {{type: string}}}}}}]}}}}"
    );
    let lowered = paths(&object, "");
    assert!(lowered.api.operations.is_empty());
    let reason = "its query parameter `f` is an object with properties of any name";
    assert_eq!(lowered.api.skipped[0].reason, reason);
    let lowered = paths(&object.replace("required: true, ", ""), "");
    assert_eq!(call(&lowered.api, &lowered.api.operations[0]), "untagged.get_a GetA () -> Empty");
    let reason = "the query parameter `f` is an object with properties of any name, so that it is never sent";
    assert_eq!(lowered.diagnostics.iter().next().unwrap().message, reason);
    let cookie = format!(
        "/a: {{get: {{operationId: getA, {OK}, parameters: [{{name: s, in: cookie, schema: {{type: string}}}}]}}}}"
    );
    let lowered = paths(&cookie, "");
    assert_eq!(call(&lowered.api, &lowered.api.operations[0]), "untagged.get_a GetA () -> Empty");
    assert_eq!(lowered.diagnostics.len(), 1, "{}", lowered.diagnostics.render(false));
}

/// An operation is called without what the client refuses to send.
#[test]
fn headers_of_the_client() {
    let header = |name: &str| format!("{{name: {name}, in: header, required: true, schema: {{type: string}}}}");
    for name in REFUSED_HEADERS {
        let text = format!("/a: {{get: {{operationId: getA, {OK}, parameters: [{}]}}}}", header(name));
        let lowered = paths(&text, "");
        assert_eq!(call(&lowered.api, &lowered.api.operations[0]), "untagged.get_a GetA () -> Empty");
        let reason = format!("the header `{name}` is set by the client alone");
        assert_eq!(lowered.diagnostics.iter().next().unwrap().message, reason);
        assert_eq!(lowered.api.ignored[0].what, reason);
    }
    let runtime = include_str!("../../../../atlas-client/src/call/request.rs");
    let reserved = runtime.split("const RESERVED").nth(1).and_then(|rest| rest.split("];").next()).unwrap();
    let reserved = reserved.lines().filter_map(|line| line.trim().strip_prefix("http::header::"));
    let reserved: Vec<_> =
        reserved.map(|name| name.trim_end_matches(',').replace('_', "-").to_ascii_lowercase()).collect();
    let omitted = || REFUSED_HEADERS.iter().chain(&OWNED_HEADERS);
    assert!(reserved.iter().all(|name| omitted().any(|other| other == name)), "{reserved:?}");
    assert!(REFUSED_HEADERS.iter().all(|name| reserved.iter().any(|other| other == name)), "{reserved:?}");
}

#[test]
fn headers_without_a_valid_name() {
    let header = |required: bool| {
        let parameter = format!("{{name: Trace Id, in: header, required: {required}, schema: {{type: string}}}}");
        paths(&format!("/a: {{get: {{operationId: getA, {OK}, parameters: [{parameter}]}}}}"), "")
    };
    let reason = "its header `Trace Id` is required, and its name is not valid";
    assert_eq!(header(true).api.skipped[0].reason, reason);
    let lowered = header(false);
    assert_eq!(call(&lowered.api, &lowered.api.operations[0]), "untagged.get_a GetA () -> Empty");
    let note = "`Trace Id` is not a valid name of a header, so that it is never sent";
    assert_eq!(lowered.api.ignored[0].what, note);
}

#[test]
fn names_of_parameters() {
    let params = |named: &[(&str, &str)]| {
        let one = |(name, place): &(&str, &str)| {
            let required = if *place == "path" { "required: true, " } else { "" };
            format!("{{name: '{name}', in: {place}, {required}schema: {{type: string}}}}")
        };
        let all: Vec<String> = named.iter().map(one).collect();
        let text = format!("/a/{{id}}: {{get: {{operationId: getA, {OK}, parameters: [{}]}}}}", all.join(", "));
        let lowered = paths(&text, "");
        lowered.api.operations[0].params.iter().map(|param| param.rust.clone()).collect::<Vec<_>>()
    };
    let id = ("id", "path");
    let query = |name| (name, "query");
    assert_eq!(params(&[id, query("id")]), ["id", "id_query"]);
    assert_eq!(params(&[id, query("ids"), query("ids[]")]), ["id", "ids", "ids_list"]);
    let dates = params(&[id, query("DateCreated<"), query("DateCreated"), query("DateCreated>")]);
    assert_eq!(dates, ["id", "date_created_less_than", "date_created", "date_created_greater_than"]);
    let with = params(&[id, query("with_count"), ("with_count", "header")]);
    assert_eq!(with, ["id", "with_count_query_", "with_count_"]);
}

#[test]
fn flags_of_the_client() {
    let call_of = |parameter: &str| {
        let text = format!("/a: {{get: {{operationId: getA, {OK}, parameters: [{{in: query, {parameter}}}]}}}}");
        let lowered = paths(&format!("{text}\n%Flag: {{type: boolean}}"), "");
        call(&lowered.api, &lowered.api.operations[0])
    };
    for parameter in
        ["name: pretty, schema: {type: boolean}", "name: envelope, schema: {$ref: '#/components/schemas/Flag'}"]
    {
        assert_eq!(call_of(parameter), "untagged.get_a GetA () -> Empty");
    }
    for (parameter, expected) in [
        ("name: pretty, required: true, schema: {type: boolean}", "pretty: bool"),
        ("name: pretty, schema: {type: string, enum: [full, short]}", "pretty?: GetAPretty"),
        ("name: envelope, required: true, schema: {type: boolean, default: true}", "envelope: bool"),
    ] {
        assert_eq!(call_of(parameter), format!("untagged.get_a GetA ({expected} Query) -> Empty"));
    }
}

#[test]
fn objects_in_a_query() {
    let object = "required: true, schema: {type: object, required: [sortBy], properties: {
        sortBy: {type: string, enum: [a, b]}, from: {$ref: '#/components/schemas/From'}}}";
    let call = |parameters: &str| {
        let text =
            format!("/a: {{get: {{operationId: getA, {OK}, parameters: [{parameters}]}}}}\n%From: {{type: integer}}");
        let lowered = paths(&text, "");
        let warnings: Vec<_> = lowered.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
        (call(&lowered.api, &lowered.api.operations[0]), warnings)
    };
    let (spread, _) = call(&format!("{{name: f, in: query, {object}}}"));
    assert_eq!(spread, "untagged.get_a GetA (sort_by: GetAFSortBy Query, from?: i64 Query) -> Empty");
    let (spread, _) = call(&format!("{{name: f, in: query, style: deepObject, {object}}}"));
    assert_eq!(spread, "untagged.get_a GetA (f_sort_by: GetAFSortBy Query, f_from?: i64 Query) -> Empty");
    let (spread, _) = call(&format!("{{name: f, in: query, {}}}", object.replace("required: true, ", "")));
    assert_eq!(spread, "untagged.get_a GetA (sort_by?: GetAFSortBy Query, from?: i64 Query) -> Empty");
    // A name in the query is one parameter, whatever order they are in.
    let other = "{name: from, in: query, schema: {type: string}}";
    for parameters in
        [format!("{{name: f, in: query, {object}}}, {other}"), format!("{other}, {{name: f, in: query, {object}}}")]
    {
        let (spread, warnings) = call(&parameters);
        assert_eq!(spread, "untagged.get_a GetA (sort_by: GetAFSortBy Query, from?: String Query) -> Empty");
        let problem =
            "the query parameter `f` has the property `from`, which is another parameter too, and is sent as that";
        assert_eq!(warnings, [problem]);
    }
    let again = object.replace("sortBy", "to");
    let (spread, warnings) = call(&format!("{{name: f, in: query, {object}}}, {{name: g, in: query, {again}}}"));
    assert_eq!((spread.matches("from").count(), warnings.len()), (1, 1), "{spread}");
}
