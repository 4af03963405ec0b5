//! Typed operations: what goes out, and each kind of response.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, StatusCode};

use super::api::*;
use super::{block_on, builder, client, json};
use crate::transport::Body;
use crate::{Client, Credentials, ErrorKind, Pending, RateLimit, Response, Secret};

fn header<'a>(request: &'a Request<bytes::Bytes>, name: &http::HeaderName) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

fn david() -> User {
    User { id: Some("1".into()), username: "david".into(), password: Some(Secret::from("canary")), ..User::default() }
}

#[test]
fn a_request_has_everything_in_its_place() {
    let (client, log) = client([json(201, r#"{"username":"david","id":"7"}"#)]);
    let call = CreateUser::new(&client)
        .with(|request| {
            request
                .path("a/b")
                .query("x y", 7)
                .query("x y", true)
                .query_list("m", ["1", "&"])
                .header("x-flag", true)
                .body(david())
        })
        .with_header("x-trace", "t1");
    let user = block_on(call.send()).unwrap();
    assert_eq!((user.username.as_str(), user.id.as_deref()), ("david", Some("7")));

    let request = log.take().remove(0);
    assert_eq!(request.method(), Method::POST);
    assert_eq!(
        request.uri().to_string(),
        "https://cloud.mongodb.com/api/groups/a%2Fb/users?envelope=false&x%20y=true&m=1&m=%26"
    );
    assert_eq!(header(&request, &ACCEPT), Some("application/vnd.atlas.2023-01-01+json"));
    assert_eq!(header(&request, &CONTENT_TYPE), Some("application/vnd.atlas.2023-01-01+json"));
    assert_eq!(header(&request, &AUTHORIZATION), Some("Bearer token"));
    assert!(request.headers()[AUTHORIZATION].is_sensitive());
    assert!(header(&request, &USER_AGENT).unwrap().starts_with("atlas-client/"));
    assert_eq!(request.headers()["x-flag"], "true");
    assert_eq!(request.headers()["x-trace"], "t1");
    assert_eq!(request.body(), r#"{"username":"david","password":"canary"}"#);
}

#[test]
fn headers_of_the_caller_replace_ours() {
    let (client, log) = client([json(201, r#"{"username":"u"}"#)]);
    let names = ["accept", "accept-encoding", "content-type", "user-agent"];
    let call = CreateUser::new(&client).with(|request| request.path("g").body(david()));
    block_on(names.iter().fold(call, |call, name| call.with_header(name, "theirs/1")).send()).unwrap();
    let request = log.take().remove(0);
    for name in names {
        assert_eq!(request.headers().get_all(name).iter().collect::<Vec<_>>(), ["theirs/1"], "{name}");
    }
}

#[test]
fn read_only_fields_are_sent_on_request() {
    let (client, log) = client([json(201, r#"{"username":"u"}"#)]);
    let call = CreateUser::new(&client).with(|request| request.path("g").body(david()));
    block_on(call.with_read_only_fields().send()).unwrap();
    assert_eq!(log.take()[0].body(), r#"{"id":"1","username":"david","password":"canary"}"#);
}

#[test]
fn id_of_another_resource() {
    let (client, log) = client([Response204::response()]);
    let with = |request: crate::runtime::Request| request.path("7").body(Pet::default());
    let error = block_on(AddPet::new(&client).with(with).send()).unwrap_err();
    assert!(error.to_string().contains("`Pet::id`"), "the user's is not that of a pet: {error}");
    block_on(ReplacePet::new(&client).with(with).send()).unwrap();
    let requests = log.take();
    assert_eq!((requests.len(), requests[0].body().as_ref()), (1, br#"{"id":"7"}"#.as_slice()));
}

#[test]
fn without_a_body_there_is_no_content_type() {
    let (client, log) = client([json(201, r#"{"username":"u"}"#)]);
    block_on(CreateUser::new(&client).with(|request| request.path("g")).send()).unwrap();
    assert_eq!(header(&log.take()[0], &CONTENT_TYPE), None);
}

#[test]
fn wrong_requests_fail_before_they_are_sent() {
    let (client, log) = client([]);
    let failure = |call: GetUser| {
        let error = block_on(call.send()).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
        assert!(!error.may_have_been_applied());
        error.to_string()
    };
    let get = || GetUser::new(&client);
    assert_eq!(
        failure(get().with(|request| request.path("g").path(".."))),
        "GET_USER: the path value `username` is `..`, which cannot be sent"
    );
    assert!(failure(get().with(|request| request.path("").path("u"))).contains("`groupId` is empty"));
    assert!(failure(get().with(|request| request.path("g"))).contains("`username` is missing"));
    let filled = || get().with(|request| request.path("g").path("u"));
    for value in [f64::NAN, f64::INFINITY] {
        let text = failure(filled().with(|request| request.query("threshold", value)));
        assert_eq!(text, format!("GET_USER: the value of `threshold` is {value}, which cannot be sent"));
        let text = failure(filled().with(|request| request.query_list("thresholds", [1.0, value])));
        assert!(text.contains("`thresholds`"), "{text}");
    }
    assert!(failure(filled().with_header("a b", "canary")).contains("not a valid header name"));
    assert!(failure(filled().with_header("ab", "canary\n")).contains("`ab` cannot be sent"));
    for name in ["Content-Length", "Transfer-Encoding", "Host", "Connection", "Authorization", "proxy-authorization"] {
        let text = failure(filled().with_header(name, "canary"));
        assert!(text.contains("is set by the client alone") && !text.contains("canary"), "{text}");
    }
    assert!(!failure(filled().with_header("ab", "canary\n")).contains("canary"));
    assert!(log.take().is_empty());
}

#[test]
fn every_kind_of_response() {
    let empty = || Response204::response();
    let (client, _) = client([
        empty(),
        json(200, "<html>ignored</html>"),
        empty(),
        json(200, ""),
        json(200, "null"),
        json(200, r#"{"username":"x"}"#),
        json(200, "\"-----BEGIN\\nx\""),
        json(200, "-----BEGIN\nx"),
        json(200, "<xml/>"),
        json(200, r#"["a","b"]"#),
    ]);
    let delete = || DeleteUser::new(&client).with(|request| request.path("g").path("u"));
    block_on(delete().send()).unwrap();
    block_on(delete().send()).unwrap();
    let add = || AddUser::new(&client).with(|request| request.path("g"));
    for _ in 0..3 {
        assert!(block_on(add().send()).unwrap().is_none());
    }
    assert_eq!(block_on(add().send()).unwrap().unwrap().username, "x");
    assert_eq!(block_on(CreateCertificate::new(&client).send()).unwrap().expose(), "-----BEGIN\nx");
    assert_eq!(block_on(CreateCertificate::new(&client).send()).unwrap().expose(), "-----BEGIN\nx");
    assert_eq!(block_on(GetMetadata::new(&client).send()).unwrap(), "<xml/>");
    assert_eq!(block_on(ListNames::new(&client).send()).unwrap(), ["a", "b"]);
}

struct Response204;

impl Response204 {
    fn response() -> http::Response<Body> {
        http::Response::builder().status(204).body(Body::empty()).unwrap()
    }
}

#[test]
fn streams_are_left_as_they_come() {
    let gzip = || {
        http::Response::builder()
            .header("content-encoding", "gzip")
            .header("content-length", "3")
            .body(Body::from("abc"))
            .unwrap()
    };
    let (client, log) = client([gzip(), json(200, "a,b\n"), json(200, "a: b\n")]);
    let log_file = GetLog::new(&client).with(|request| request.path("mongodb"));
    let stream = block_on(log_file.send()).unwrap();
    assert_eq!(stream.content_length(), Some(3));
    assert_eq!(block_on(stream.collect(3)).unwrap(), "abc");
    let invoice = || GetInvoice::new(&client).with(|request| request.path("1"));
    assert_eq!(block_on(block_on(invoice().send_csv()).unwrap().collect(99)).unwrap(), "a,b\n");
    let yaml = block_on(invoice().send_yaml()).unwrap();
    assert_eq!(block_on(yaml.collect(2)).unwrap_err().kind(), ErrorKind::TooLarge);

    let sent = log.take();
    assert_eq!(sent[0].uri().path(), "/api/logs/mongodb.gz");
    assert_eq!(header(&sent[0], &http::header::ACCEPT_ENCODING), None);
    let accepts: Vec<_> = sent.iter().map(|request| header(request, &ACCEPT).unwrap()).collect();
    assert_eq!(
        accepts,
        [
            "application/vnd.atlas.2023-02-01+gzip",
            "application/vnd.atlas.2023-01-01+csv",
            "application/vnd.atlas.2023-01-01+yaml",
        ]
    );
}

#[test]
fn full_response() {
    let mut response = json(202, r#"{"username":"x"}"#);
    response.headers_mut().insert("ratelimit-remaining", "3".parse().unwrap());
    let (client, _) = client([response]);
    let full: Response<User> =
        block_on(GetUser::new(&client).with(|request| request.path("g").path("u")).send_full()).unwrap();
    assert_eq!((full.status(), full.attempts()), (StatusCode::ACCEPTED, 1));
    assert_eq!(full.headers()["content-type"], "application/json");
    assert_eq!(full.rate_limit(), RateLimit { remaining: Some(3), ..RateLimit::default() });
    assert_eq!(full.into_body().username, "x");
}

#[test]
fn responses_that_cannot_be_decoded() {
    let html = http::Response::builder()
        .header("content-type", "text/html; charset=x")
        .body(Body::from("<html>canary"))
        .unwrap();
    let (client, _) =
        client([json(200, "{\"username\":\n7}"), json(200, "{\"username\":"), json(200, ""), html, json(201, "[]")]);
    let failure = |call: Pending<User>| {
        let error = block_on(call).unwrap_err();
        assert!(error.is_decode());
        error
    };
    let get = || GetUser::new(&client).with(|request| request.path("g").path("u")).send();
    let error = failure(get());
    let text = error.to_string();
    assert!(text.starts_with("GET_USER: ") && text.contains("username: ") && text.contains("line 2"), "{text}");
    assert_eq!(error.body(), b"{\"username\":\n7}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    let decode = error.decode_error().unwrap();
    assert_eq!((decode.path(), decode.line()), ("username", 2));
    assert_eq!(text.matches(decode.message()).count(), 1, "{text}");
    assert!(std::error::Error::source(&error).is_none(), "what it would say is said already");
    assert!(!error.may_have_been_applied());
    assert!(failure(get()).to_string().contains("line 1"));
    assert_eq!(failure(get()).to_string(), "GET_USER: 200 OK without a body, where one was expected");
    let html = failure(get());
    assert_eq!(
        html.to_string(),
        "GET_USER: the response is not JSON but text/html; check the base URL, and that no proxy responds in place of the API"
    );
    assert!(!format!("{html:?}").contains("canary"));
    let created = failure(CreateUser::new(&client).with(|request| request.path("g")).send());
    assert!(created.may_have_been_applied(), "the status was 201");
}

#[test]
fn bodies_that_cannot_be_decompressed() {
    let long = "x".repeat(1 << 20);
    for (encoding, text) in [("gzip", "{\"username\":\"a\"}"), ("deflate", "abc"), ("gzip", &long), ("br", &long)] {
        let response = || {
            let mut response = json(201, text);
            response.headers_mut().insert("content-encoding", encoding.parse().unwrap());
            response
        };
        let (client, _) = client([response(), response(), response(), response()]);
        let user = || GetUser::new(&client).with(|request| request.path("g").path("u"));
        let list = ListUsers::new(&client).with(|request| request.path("g"));
        for error in [
            block_on(user().send()).unwrap_err(),
            block_on(user().send_full()).map(drop).unwrap_err(),
            block_on(list.items().try_next()).map(drop).unwrap_err(),
            block_on(client.request(http::Method::GET, "/api/x").send()).unwrap_err(),
        ] {
            assert!(error.is_decode() && error.to_string().contains(encoding), "{error}");
            assert!(error.body() == text.as_bytes() && error.headers()["content-encoding"] == encoding);
        }
    }
}

#[test]
fn strict_decoding_reports_what_is_missing() {
    let list = |client: &Client| block_on(ListUsers::new(client).with(|request| request.path("g")).send());
    let responses = || [json(200, r#"{"results":[{"id":"7"}]}"#)];
    assert_eq!(list(&client(responses()).0).unwrap().results[0].username, "");
    let strict = builder(responses()).0.strict_decoding(true).build().unwrap();
    assert!(list(&strict).unwrap_err().to_string().contains("results[0].username"));
}

#[test]
fn response_that_says_nothing() {
    for body in ["null", "{}", r#"{"message":"denied"}"#, r#"{"id":"7"}"#, r#"{"username":null}"#] {
        let (client, _) = client([json(200, body)]);
        let error = block_on(GetUser::new(&client).with(|request| request.path("g").path("u")).send()).unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body.as_bytes()), "{body}");
        assert!(error.to_string().contains("not what the OpenAPI document says"), "{error}");
        assert!(error.api().is_none() && !error.to_string().contains("denied"), "{error}");
    }
}

#[test]
fn errors_with_the_status_of_a_success() {
    for (body, says) in [
        (r#"{"error":404,"errorCode":"NO_USER","detail":"No such user."}"#, ", NO_USER: No such user"),
        (r#"{"error":{"message":"denied by policy"}}"#, ": denied by policy"),
        (r#"{"errors":["too long"]}"#, "; too long"),
    ] {
        let responses = [json(200, body), json(200, body)];
        let (client, _) = client(responses);
        let user = block_on(GetUser::new(&client).with(|request| request.path("g").path("u")).send()).unwrap_err();
        let text = block_on(CreateCertificate::new(&client).send()).unwrap_err();
        for error in [user, text] {
            let says = format!("; the server responded with an error{says}");
            assert!(error.is_decode() && error.to_string().contains(&says), "{error}");
            assert!(error.api().is_some());
        }
    }
}

#[test]
fn nothing_in_place_of_text() {
    for response in [json(200, ""), Response204::response()] {
        let (client, _) = client([response]);
        let error = block_on(CreateCertificate::new(&client).send()).unwrap_err();
        assert!(error.kind() == ErrorKind::Decode && error.to_string().contains("without a body"), "{error}");
    }
    let mut plain = json(200, "");
    plain.headers_mut().insert(CONTENT_TYPE, "text/plain".parse().unwrap());
    assert_eq!(block_on(GetMetadata::new(&client([plain]).0).send()).unwrap(), "");
}

#[test]
fn text_with_quotation_marks() {
    let text = |media_type: &str, body: &str| {
        let mut response = json(200, body);
        response.headers_mut().insert(CONTENT_TYPE, media_type.parse().unwrap());
        block_on(GetMetadata::new(&client([response]).0).send()).unwrap()
    };
    let quoted = r#""a\u0062""#;
    assert_eq!(text("text/plain", quoted), quoted, "not JSON");
    for media_type in ["application/json", "Application/JSON; charset=utf-8", "application/vnd.atlas.2024-08-05+json"] {
        assert_eq!(text(media_type, quoted), "ab");
    }
}

#[test]
fn text_or_nothing() {
    let optional = |response| block_on(GetMetadata::new(&client([response]).0).send_optional());
    assert_eq!(optional(Response204::response()).unwrap(), None);
    assert_eq!(optional(json(202, "")).unwrap(), None);
    assert_eq!(optional(json(200, r#""a""#)).unwrap().as_deref(), Some("a"));
    assert_eq!(optional(json(200, "<a/>")).unwrap().as_deref(), Some("<a/>"));
    assert_eq!(optional(json(200, "{}")).unwrap_err().kind(), ErrorKind::Decode);
    let secret = |response| block_on(CreateCertificate::new(&client([response]).0).send_optional()).unwrap();
    assert!(secret(Response204::response()).is_none());
    assert_eq!(secret(json(200, r#""key""#)).unwrap().expose(), "key");
}

#[test]
fn object_in_place_of_text() {
    for body in ["null", " null\n", r#"{"errorCode":"DENIED"}"#] {
        let (client, _) = client([json(200, body)]);
        let error = block_on(CreateCertificate::new(&client).send()).unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body.as_bytes()), "{body}");
    }
    for (body, is_refused) in [("5", true), ("true", true), ("[1]", true), ("a", false), (r#""a""#, false)] {
        let strict = |is_strict| builder([json(200, body)]).0.strict_decoding(is_strict).build().unwrap();
        assert_eq!(block_on(GetMetadata::new(&strict(true)).send()).is_err(), is_refused, "{body}");
        assert!(block_on(GetMetadata::new(&strict(false)).send()).is_ok(), "{body}");
    }
}

#[test]
fn page_for_people_in_place_of_nothing() {
    let html = || {
        let mut response = json(200, "<html>Sign in</html>");
        response.headers_mut().insert(CONTENT_TYPE, "text/html; charset=utf-8".parse().unwrap());
        response
    };
    let (client, _) = client([html(), html(), html(), html()]);
    let deleted = DeleteUser::new(&client).with(|request| request.path("g").path("u"));
    let error = block_on(deleted.send()).unwrap_err();
    assert!(error.kind() == ErrorKind::Decode && error.to_string().contains("text/html"), "{error}");
    assert_eq!(error.body(), b"<html>Sign in</html>");
    let log = GetLog::new(&client).with(|request| request.path("mongodb"));
    let raw = |accept: &str| client.request(http::Method::GET, "/api/logs").accept(accept).stream();
    for error in [block_on(log.send()).unwrap_err(), block_on(raw("application/gzip")).unwrap_err()] {
        assert!(error.kind() == ErrorKind::Decode && error.to_string().contains("text/html"), "{error}");
        assert_eq!(error.body(), b"<html>Sign in</html>");
    }
    assert_eq!(block_on(raw("*/*")).unwrap().content_type(), Some("text/html; charset=utf-8"));
}

#[test]
fn operation_without_security() {
    static OPEN: crate::runtime::Operation = crate::runtime::Operation {
        id: "open",
        method: Method::GET,
        path: "/api/open",
        accept: "application/json",
        content_type: None,
        query: &[],
        auth: false,
    };
    let (client, log) = client([json(200, r#"{"username":"u"}"#)]);
    let request = crate::runtime::Request::new(&client, &OPEN);
    block_on(request.send_json::<User>()).unwrap();
    assert_eq!(header(&log.take()[0], &AUTHORIZATION), None);
}

#[test]
fn nothing_shows_a_secret() {
    let client = builder([])
        .0
        .credentials(Credentials::service_account("id", "canary"))
        .base_url("https://gateway.example")
        .build()
        .unwrap();
    let call = CreateUser::new(&client)
        .with(|request| request.path("g").query("q", "canary".to_owned()).body(david()))
        .with_header("x-secret", "canary");
    let shown = format!(
        "{client:?} {call:?} {:?} {:?} {:?} {:?}",
        Client::builder().credentials(Credentials::api_key("k", "canary")).base_url("https://u:canary@h"),
        Credentials::bearer("canary"),
        david(),
        call.clone().send(),
    );
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("gateway.example") && shown.contains("CREATE_USER"));
}

#[test]
fn what_callers_hold_can_be_stored_and_sent() {
    fn owned<T: Send + 'static>(_: &T) {}
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let (client, _) = client([]);
    shared(&client);
    shared(&GetUser::new(&client));
    owned(&GetUser::new(&client).send());
    owned(&GetUser::new(&client).send_full());
    owned(&ListUsers::new(&client).items());
    owned(&ListUsers::new(&client).pages());
    owned(&GetLog::new(&client).send());
}
