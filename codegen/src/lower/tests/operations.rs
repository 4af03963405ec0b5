//! Operations: ids, bodies, responses and pages.

use super::support::{OK, assert_outline, call, calls, paths};
use crate::ir::{Operation, Presence};

#[test]
fn ids_are_pinned_overridden_or_as_described() {
    let config = "[[operation]]\ncall = \"GET /a\"\nid = \"listAs\"\naliases = [\"oldAs\", \"listAs\"]";
    let text = format!(
        "/a: {{get: {{operationId: listGroupAs, x-xgen-operation-id-override: getAs, {OK}}},
              put: {{operationId: putA, x-xgen-operation-id-override: same, {OK}}},
              post: {{operationId: postA, x-xgen-operation-id-override: same, {OK}}},
              delete: {{operationId: deleteGroupA, x-xgen-operation-id-override: deleteA, {OK}}},
              patch: {{operationId: patchA, x-xgen-operation-id-override: putA, {OK}}}}}"
    );
    let lowered = paths(&text, config);
    let ids: Vec<(&str, Vec<&str>)> = lowered
        .api
        .operations
        .iter()
        .map(|operation| (operation.id.as_str(), operation.aliases.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        ids,
        [
            ("listAs", vec!["listGroupAs", "getAs", "oldAs"]),
            ("putA", vec!["same"]),
            ("postA", vec!["same"]),
            ("deleteA", vec!["deleteGroupA"]),
            ("patchA", vec!["putA"]),
        ]
    );
}

#[test]
fn lists_of_different_statuses() {
    let list = |of: &str| {
        let schema = format!("{{type: array, items: {{type: object, properties: {{{of}: {{type: string}}}}}}}}");
        format!("{{description: D, content: {{application/json: {{schema: {schema}}}}}}}")
    };
    let responses = format!("{{'200': {}, '201': {}}}", list("a"), list("b"));
    let lowered = paths(&format!("/a: {{get: {{operationId: getA, responses: {responses}}}}}"), "");
    assert!(call(&lowered.api, &lowered.api.operations[0]).ends_with("json GetAResponse"));
    let names: Vec<_> = lowered.api.types.iter().map(|def| def.wire.as_str()).collect();
    assert_eq!(names, ["GetAResponse200", "GetAResponse201", "GetAResponse"]);
}

fn media(name: &str, schema: &str) -> String {
    format!("application/vnd.atlas.2023-01-01+{name}: {{schema: {schema}}}")
}

fn response(status: &str, content: &str) -> String {
    format!("'{status}': {{description: D, content: {{{content}}}}}")
}

/// Asserts what each of these responses becomes.
fn assert_responses(cases: &[(String, &str)]) {
    for (responses, expected) in cases {
        let text = format!(
            "/a: {{get: {{operationId: getA, responses: {{{responses}}}}}}}\n%Thing: {{type: object, properties: {{a: {{type: string}}}}}}
             %File: {{type: string, format: binary}}"
        );
        assert_eq!(calls(&text, ""), [format!("untagged.get_a GetA () -> {expected}")], "{responses}");
    }
}

#[test]
fn responses_of_all_kinds() {
    let thing = "{$ref: '#/components/schemas/Thing'}";
    let both = |one: &str, other: &str| {
        format!("{}, {}", response("200", &media("json", one)), response("201", &media("json", other)))
    };
    let cases = [
        (response("200", &media("json", thing)), "json Thing"),
        (
            format!("{}, {}", response("200", &media("json", thing)), response("201", &media("json", thing))),
            "json Thing",
        ),
        (
            format!(
                "{}, '204': {{description: D, content: {{application/vnd.atlas.2023-01-01+json: {{}}}}}}",
                response("200", &media("json", thing))
            ),
            "optional Thing",
        ),
        (response("204", &media("json", thing)), "Empty"),
        (response("200", "application/vnd.atlas.2023-01-01+json: {}"), "Empty"),
        ("'202': {description: D}".to_owned(), "Empty"),
        (format!("{}, '204': {{description: D}}", response("200", &media("json", thing))), "optional Thing"),
        (
            format!("'404': {{description: D}}, default: {{description: D, content: {{{}}}}}", media("json", thing)),
            "json Thing",
        ),
        (
            format!("'302': {{description: D}}, default: {{description: D, content: {{{}}}}}", media("json", thing)),
            "Empty",
        ),
        (
            response("200", &format!("application/json: {{schema: {{type: boolean}}}}, {}", media("json", thing))),
            "json Thing",
        ),
        (
            response(
                "200",
                &format!("{}, {}", media("json", thing), media("csv", "{type: string}").replace("2023", "2025")),
            ),
            "json Thing or Csv",
        ),
        (response("200", &media("json", "{type: boolean}")), "json bool"),
        (
            response("200", &media("json", "{type: array, items: {type: object, properties: {a: {type: string}}}}")),
            "json Vec<GetAResponse>",
        ),
        (
            response("200", &format!("{}, {}", media("json", thing), media("csv", "{type: string}"))),
            "json Thing or Csv",
        ),
        (
            response("200", &format!("text/plain: {{schema: {{type: string}}}}, {}", media("json", thing))),
            "json Thing or Other",
        ),
        (both("{}", "{}"), "json Json(schema without a type)"),
        (both("{}", "{description: Other.}"), "json Json(alternatives without a shape)"),
        (
            both("{type: object, properties: {a: {type: string}}}", "{type: object, properties: {a: {type: string}}}"),
            "json GetAResponse",
        ),
        (both("{type: integer}", "{type: integer, format: int64, maximum: 18446744073709551615}"), "json i64"),
        (both("{type: string}", "{type: string, format: date}"), "Text(String)"),
        (both("{type: array, items: {type: string}}", "{type: array, items: {type: integer}}"), "json GetAResponse"),
        (both("{type: object}", "{type: array, items: {type: string}}"), "json GetAResponse"),
        (response("200", &media("gzip", "{type: string, format: binary}")), "Stream(Gzip)"),
        (response("200", &media("json", "{type: string, format: binary}")), "Stream(Json)"),
        (response("200", &media("json", "{$ref: '#/components/schemas/File'}")), "Stream(Json)"),
        (response("200", &format!("application/stream+json: {{schema: {thing}}}")), "Stream(Other)"),
        (response("200", "application/octet-stream: {schema: {type: string, format: binary}}"), "Stream(Other)"),
        (response("200", &media("yaml", "{type: object}")), "Stream(Yaml)"),
    ];
    assert_responses(&cases);
}

#[test]
fn responses_of_text() {
    let cases = [
        (response("200", &media("json", "{type: string}")), "Text(String)"),
        (response("200", &media("json", "{type: string, description: PEM with the private key.}")), "Text(Secret)"),
        (response("200", "text/plain: {schema: {type: string}}"), "Text(String)"),
        (response("200", "Text/Plain;charset=utf-8: {schema: {type: string}}"), "Text(String)"),
        (
            format!("{}, '204': {{description: D}}", response("200", "text/plain: {schema: {type: string}}")),
            "OptionalText(String)",
        ),
        (
            format!(
                "{}, '202': {{description: D}}",
                response("200", &media("json", "{type: string, format: password}"))
            ),
            "OptionalText(Secret)",
        ),
        (
            format!("{}, '202': {{description: D}}", response("200", &media("json", "{type: string, nullable: true}"))),
            "optional String",
        ),
    ];
    assert_responses(&cases);
}

#[test]
fn responses_that_differ_by_status() {
    let text = "/a: {get: {operationId: getA, responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}},
                     '201': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
                %A: {type: object, properties: {x: {type: string}}}
                %B: {type: object, properties: {y: {type: string}}}";
    let lowered = paths(text, "");
    assert_eq!(call(&lowered.api, &lowered.api.operations[0]), "untagged.get_a GetA () -> json GetAResponse");
    assert_outline(
        &lowered,
        "struct A
             x: Option<String>
         struct B
             y: Option<String>
         union GetAResponse
             A(A)
             B(B)",
    );
}

#[test]
fn inline_responses_of_several_statuses() {
    let text = "/a: {get: {operationId: getA, responses: {
                     '200': {description: D, content: {application/json: {schema: {type: object, properties: {x: {type: string}}}}}},
                     '202': {description: D, content: {application/json: {schema: {type: object, properties: {y: {type: string}}}}}}}}}";
    let lowered = paths(text, "");
    assert_outline(
        &lowered,
        "struct GetAResponse200
             x: Option<String>
         struct GetAResponse202
             y: Option<String>
         union GetAResponse
             Response200(GetAResponse200)
             Response202(GetAResponse202)",
    );
}

/// One JSON media type of a status is sent and asked for, never a range.
#[test]
fn several_json_media_types() {
    let content = |names: &[&str]| -> String {
        let type_of = |i| if i == 0 { "A" } else { "B" };
        let one = |(i, name)| format!("{name}: {{schema: {{$ref: '#/components/schemas/{}'}}}}", type_of(i));
        names.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
    };
    for (names, expected, ty) in [
        (&["application/*+json", "application/json", "text/json"][..], "application/json", "B"),
        (&["application/json-patch+json", "text/json", "application/*+json"], "text/json", "B"),
        (&["application/problem+json", "Application/JSON; charset=utf-8"], "Application/JSON; charset=utf-8", "B"),
        (&["application/json", "application/json;stream=watch"], "application/json", "A"),
        (&["application/hal+json", "application/vnd.x+json"], "application/hal+json", "A"),
        (&["application/json-patch+json"], "application/json-patch+json", "A"),
        (&["application/*+json"], "application/json", "A"),
        (&["application/json", "application/vnd.atlas.2023-01-01+json"], "application/vnd.atlas.2023-01-01+json", "B"),
    ] {
        let content = content(names);
        let text = format!(
            "/a: {{post: {{operationId: postA, requestBody: {{required: true, content: {{{content}}}}},
                          responses: {{'200': {{description: D, content: {{{content}}}}}}}}},
                  delete: {{operationId: deleteA, requestBody: {{required: true, content: {{{content}}}}},
                          responses: {{'204': {{description: D}}}}}}}}
             %A: {{type: object, properties: {{x: {{type: string}}}}}}
             %B: {{type: object, properties: {{y: {{type: string}}}}}}"
        );
        let lowered = paths(&text, "");
        let [post, delete] = lowered.api.operations.as_slice() else { panic!("{names:?}") };
        assert_eq!(call(&lowered.api, post), format!("untagged.post_a PostA (body: {ty}) -> json {ty}"), "{names:?}");
        assert_eq!(post.body.as_ref().unwrap().media_type, expected);
        assert_eq!(post.response.media_type, expected);
        let accepted = if expected.contains("atlas") { expected } else { "application/json" };
        assert_eq!(delete.response.media_type, accepted, "{names:?}");
        let lost = if names.len() > 1 && !expected.contains("atlas") { 3 } else { 0 };
        assert_eq!(lowered.api.ignored.len(), lost, "{names:?}: each body in JSON that is not sent or asked for");
    }
}

#[test]
fn a_patch_can_leave_anything_out() {
    let body = |schema: &str| {
        format!("{OK}, requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}")
    };
    let text = format!(
        "/a: {{patch: {{operationId: patchA, {}}}, post: {{operationId: postA, {}}}}}
         /b: {{patch: {{operationId: patchB, {}}}}}
         /c: {{patch: {{operationId: patchC, {}}}}}
         %A: {{type: object, required: [x, n], properties: {{x: {{type: string}}, n: {{type: string, nullable: true}}, i: {{$ref: '#/components/schemas/I'}}}}}}
         %I: {{type: object, required: [y], properties: {{y: {{type: string}}}}}}
         %B: {{type: object, properties: {{z: {{type: string}}}}}}
         %C: {{oneOf: [{{$ref: '#/components/schemas/A'}}, {{$ref: '#/components/schemas/B'}}]}}",
        body("{$ref: '#/components/schemas/A'}"),
        body("{$ref: '#/components/schemas/A'}"),
        body("{$ref: '#/components/schemas/B'}"),
        body("{$ref: '#/components/schemas/C'}"),
    );
    let lowered = paths(&text, "");
    let calls: Vec<String> = lowered.api.operations.iter().map(|operation| call(&lowered.api, operation)).collect();
    assert_eq!(
        calls,
        [
            "untagged.patch_a PatchA (body: APatch) -> Empty",
            "untagged.post_a PostA (body: A) -> Empty",
            "untagged.patch_b PatchB (body: B) -> Empty",
            "untagged.patch_c PatchC (body: CPatch) -> Empty",
        ]
    );
    assert_outline(
        &lowered,
        "struct A
             x: String required
             n: Nullable<String> required
             i: Option<I>
         struct B
             z: Option<String>
         union C
             A(A)
             B(B)
         struct I
             y: String required
         struct APatch of A
             x: Option<String>
             n: Nullable<String>
             i: Option<I>
         union CPatch
             A(APatch)
             B(B)",
    );
    assert!(lowered.api.types.iter().all(|def| def.tags == [0]), "the full type comes along for the conversion");
}

#[test]
fn pages_are_followed_by_gets_only() {
    let page = "{'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}";
    let text = format!(
        "/a: {{get: {{operationId: getA, responses: {page}, parameters: [{{name: pageNum, in: query, schema: {{type: integer}}}}]}},
              post: {{operationId: postA, responses: {page}, parameters: [{{name: pageNum, in: query, schema: {{type: integer}}}}]}}}}
         /b: {{get: {{operationId: getB, responses: {page}}}}}
         %Page: {{type: object, required: [results], properties: {{results: {{type: array, items: {{type: integer}}}},
             links: {{type: array, items: {{type: object, properties: {{href: {{type: string}}, rel: {{type: string}}}}}}}}}}}}"
    );
    let lowered = paths(&text, "");
    let paged: Vec<bool> = lowered.api.operations.iter().map(|operation| operation.paged).collect();
    assert_eq!(paged, [true, false, false]);
    let outline = super::support::outline(&lowered.api);
    assert!(outline.starts_with("struct Page page of i64\n"), "{outline}");
    let crate::ir::TypeKind::Struct(shape) = &lowered.api.types[0].kind else { panic!("{outline}") };
    assert_eq!(shape.page.as_ref().unwrap().links, Some(1));
    assert_eq!(shape.fields[0].presence, Presence::Required);
}

#[test]
fn bodies_that_are_not_json() {
    let object = "{schema: {type: object, properties: {a: {type: string}}}}";
    for (content, sent) in [
        ("application/octet-stream: {}", "body: application/octet-stream"),
        ("application/json: {schema: {type: string, format: binary}}", "body: application/json"),
        ("multipart/form-data: {}, image/*: {}, 'text/plain; charset=utf-8': {}", "body: text/plain; charset=utf-8"),
        (&format!("text/csv: {{}}, application/json: {object}"), "body: PostARequest"),
    ] {
        let operation =
            format!("post: {{operationId: postA, {OK}, requestBody: {{required: true, content: {{{content}}}}}}}");
        let found = calls(&format!("/a: {{{operation}}}"), "");
        assert!(found[0].contains(&format!("({sent})")), "{content}: {found:?}");
    }
    let form = format!(
        "post: {{operationId: postA, {OK}, requestBody: {{content: {{application/x-www-form-urlencoded: {object}}}}}}}"
    );
    let lowered = paths(&format!("/a: {{{form}}}"), "");
    let warning = &lowered.diagnostics.iter().next().unwrap().message;
    assert_eq!(warning, "the schema of a body that is not JSON is ignored: to callers, the body is bytes");
    assert!(lowered.api.types.is_empty());
}

#[test]
fn what_cannot_be_sent_is_skipped_with_a_reason() {
    let text = format!(
        "/a: {{post: {{operationId: postA, tags: [Gone], {OK}, requestBody: {{content: {{multipart/form-data: {{}}}}}}}},
              get: {{operationId: getA, tags: [Here, Gone], {OK}, security: [], deprecated: true, x-rolesRequirements: [Owner, Reader]}}}}"
    );
    let lowered = paths(&text, "");
    assert_eq!(lowered.api.skipped.len(), 1);
    assert_eq!(lowered.api.skipped[0].call, "POST /a");
    assert_eq!(lowered.api.skipped[0].reason, "its request body is multipart/form-data, neither JSON nor plain bytes");
    assert_eq!(lowered.api.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["Here"]);
    let operation = &lowered.api.operations[0];
    assert!(!operation.auth && operation.deprecated);
    assert_eq!(operation.roles, ["Owner", "Reader"]);
}

#[test]
fn a_head_has_no_body() {
    let ok = "responses: {'200': {description: Fine, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}";
    let found = calls(&format!("/a: {{head: {{operationId: headA, {ok}}}}}"), "");
    assert!(!found[0].contains("HeadAResponse"), "{found:?}");
}

#[test]
fn messages_about_a_patch_type_and_a_schema() {
    let text = format!(
        "/q: {{patch: {{operationId: patchQ, {OK}, requestBody: {{required: true, content: {{application/json: {{schema: \
         {{$ref: '#/components/schemas/Q'}}}}}}}}}}}}
         /p: {{put: {{operationId: putP, {OK}, requestBody: {{required: true, content: {{application/json: {{schema: \
         {{$ref: '#/components/schemas/QPatch'}}}}}}}}}}}}
         %Q: {{type: object, required: [x], properties: {{x: {{type: string}}}}}}
         %QPatch: {{type: object, properties: {{y: {{type: string}}}}}}"
    );
    let said = paths(&text, "").diagnostics.render(false);
    let expected = "two types become the same Rust name `QPatch`: the patch type of `Q` and the schema `QPatch`";
    assert!(said.contains(expected), "{said}");
}

/// A query behind a path is sent with each call, and a fragment never is.
#[test]
fn paths_with_something_behind() {
    let get = |id: &str, more: &str| format!("{{get: {{operationId: {id}, {OK}{more}}}}}");
    let declared = ", parameters: [{name: b, in: query, schema: {type: string}}]";
    let text = format!(
        "/a/{{x}}: {{get: {{operationId: a, {OK}, parameters: [{{name: x, in: path, required: true, schema: {{type: string}}}}]}}}}
         /a?b=c&d: {}
         /a#Action=E: {}
         /a?b=f: {}
         /a?b={{p}}: {}
         /a?c={{p}}: {}
         /a?e={{x}}: {}",
        get("b", ""),
        get("c", ""),
        get("d", declared),
        get("e", declared),
        get("f", declared),
        get("g", ", parameters: [{name: x, in: path, required: true, schema: {type: integer}}]"),
    );
    let lowered = paths(&text, "");
    let sent = |operation: &Operation| (operation.call(), operation.path.clone(), operation.fixed_query.clone());
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let [_, b, c, e, g] = lowered.api.operations.as_slice() else { panic!("{:?}", lowered.api.skipped) };
    assert_eq!(sent(b), ("GET /a?b=c&d".to_owned(), "/a".to_owned(), vec![pair("b", "c"), pair("d", "")]));
    assert_eq!(sent(c), ("GET /a#Action=E".to_owned(), "/a".to_owned(), Vec::new()));
    assert_eq!(call(&lowered.api, e), "untagged.e E (b?: String Query) -> Empty");
    assert_eq!(call(&lowered.api, g), "untagged.g G (e: i64 Query) -> Empty");
    let reasons: Vec<_> = lowered.api.skipped.iter().map(|skipped| skipped.reason.as_str()).collect();
    let twice = "its path has a value for the query parameter `b`, which it declares";
    assert_eq!(reasons, [twice, "its path has the query parameter `c`, which it does not declare"]);
}
