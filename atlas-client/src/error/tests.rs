//! What errors say, and what they do not.

use http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};

use super::*;

fn call(attempts: u32) -> CallSummary {
    CallSummary { operation: "op".into(), attempts, maybe_applied: false }
}

fn response(status: u16, headers: &[(http::HeaderName, &str)], body: &str) -> Error {
    let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
    let status = StatusCode::from_u16(status).unwrap();
    Error::from_response(status, headers, Bytes::copy_from_slice(body.as_bytes()), true).complete(call(0))
}

#[test]
fn size_and_bounds_of_an_error() {
    fn anywhere<T: Send + Sync + 'static>() {}
    anywhere::<Error>();
    anywhere::<BuildError>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
}

#[test]
fn an_atlas_error_in_one_line() {
    let body = r#"{"error":409,"errorCode":"USER_ALREADY_EXISTS","detail":"A user\nexists.","reason":"Conflict","parameters":["x",1]}"#;
    let error = response(409, &[], body);
    assert_eq!(error.to_string(), "op: 409 Conflict, USER_ALREADY_EXISTS: A user exists.");
    assert_eq!((error.kind(), error.code()), (ErrorKind::Status, Some("USER_ALREADY_EXISTS")));
    assert_eq!(error.body(), body.as_bytes());
    assert!(error.is_conflict() && !error.is_not_found());
    assert_eq!(error.api().unwrap().parameters.len(), 2);
}

#[test]
fn fields_that_were_not_accepted_are_named() {
    let body = r#"{"error":400,"badRequestDetail":{"fields":[{"field":"roles","description":"must not be empty"}]}}"#;
    assert_eq!(response(400, &[], body).to_string(), "op: 400 Bad Request; roles: must not be empty");
}

#[test]
fn punctuation_of_joined_sentences() {
    let text = |status, code: &str, detail: &str| {
        response(status, &[], &format!(r#"{{"errorCode":"{code}","detail":"{detail}"}}"#)).to_string()
    };
    let hint = "update this crate";
    for (detail, says) in [
        ("It is gone.", format!("op: 410 Gone, X: It is gone; {hint}")),
        ("It is gone", format!("op: 410 Gone, X: It is gone; {hint}")),
        ("It is gone!", format!("op: 410 Gone, X: It is gone! {hint}")),
        ("It is...", format!("op: 410 Gone, X: It is... {hint}")),
    ] {
        assert!(text(410, "X", detail).starts_with(&says), "{}", text(410, "X", detail));
    }
    assert_eq!(text(404, "X", "Not there."), "op: 404 Not Found, X: Not there.", "nothing follows");
    let body = r#"{"error":400,"errorCode":"X","detail":"Wrong.","badRequestDetail":{"fields":[
        {"field":"a","description":"Too long."},{"field":"b","description":"Too short."}]}}"#;
    let error = response(400, &[], body).complete(call(2));
    assert_eq!(error.to_string(), "op: 400 Bad Request, X: Wrong; a: Too long; b: Too short (after 2 attempts)");
}

#[test]
fn of_many_fields_some_are_shown() {
    let field = r#"{"field":"f","description":"is wrong."}"#;
    let body = format!(r#"{{"badRequestDetail":{{"fields":[{}]}}}}"#, vec![field; 300].join(","));
    let text = response(400, &[], &body).to_string();
    assert!(text.len() < 300 && text.ends_with("; f: is wrong; and 290 more"), "{text}");
}

#[test]
fn bodies_that_are_not_atlas_errors() {
    let html = "<html><head><TITLE>\n MongoDB Cloud Manager   Unavailable </TITLE></head></html>";
    let error = response(503, &[(CONTENT_TYPE, "text/html; charset=utf-8")], html);
    assert_eq!(
        error.to_string(),
        "op: 503 Service Unavailable, with text/html instead of an error of the API: \"MongoDB Cloud Manager Unavailable\""
    );
    assert_eq!(error.body(), html.as_bytes());
    assert!(error.is_server_error() && error.code().is_none());
    assert_eq!(response(502, &[], "").to_string(), "op: 502 Bad Gateway, without a body");
    for (kind, body, says) in [
        ("text/plain", "\n upstream\x1b connect error \r\ncanary", ": \"upstream  connect error\""),
        ("Text/Plain ;charset=utf-8", "no\u{202e} route", ": \"no  route\""),
        ("text/plain", " \n", ""),
        ("application/octet-stream", "canary", ""),
    ] {
        let text = response(503, &[(CONTENT_TYPE, kind)], body).to_string();
        assert!(text.ends_with(&format!("instead of an error of the API{says}")), "{text}");
    }
    let long = response(503, &[(CONTENT_TYPE, "text/plain")], &"x".repeat(9000)).to_string();
    assert!(long.len() < 700 && long.ends_with("x…\""), "{long}");
    assert_eq!(
        response(599, &[], "{").to_string(),
        "op: 599, with a body of no stated type instead of an error of the API"
    );
}

#[test]
fn newcomers_get_a_hint() {
    let hint = |status, code: &str| response(status, &[], &format!(r#"{{"errorCode":"{code}"}}"#)).to_string();
    assert!(hint(401, "").contains("check that the key or service account exists"));
    assert!(hint(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST").contains("API access list"));
    for (status, code) in [(403, "OTHER"), (403, "X_ACCESS_DENIED"), (401, "X_ACCESS_DENIED")] {
        assert!(hint(status, code).contains("which roles"));
        let refused =
            response(status, &[], &format!(r#"{{"errorCode":"{code}"}}"#)).with_refusal_hint("check the token");
        assert_eq!(refused.to_string().contains("which roles"), code != "OTHER");
    }
    assert!(hint(406, "").contains("dated version"));
    assert!(hint(410, "VERSION_GONE").contains("update this crate"));
    assert!(hint(404, "GROUP_NOT_FOUND").contains("check the ID of the project"));
    assert!(hint(400, "INVALID_ORG_ID").contains("check the ID of the organization"));
    assert_eq!(hint(404, "CLUSTER_NOT_FOUND"), "op: 404 Not Found, CLUSTER_NOT_FOUND");
    assert!(response(404, &[], "<html>").to_string().contains("check the base URL"));
}

#[test]
fn message_of_a_redirect() {
    let error = response(302, &[(LOCATION, "https://login.example/x?canary=1")], "");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    let text = error.to_string();
    assert!(text.contains("302") && text.contains("https://login.example;") && text.contains("check the base URL"));
    assert!(!text.contains("canary"));
    assert!(response(301, &[(LOCATION, "/elsewhere")], "").to_string().contains("to another path"));
    assert!(response(301, &[], "").to_string().contains("elsewhere"));
}

#[test]
fn statuses_that_redirect_nobody() {
    for status in [300, 304, 305] {
        let error = response(status, &[], "");
        assert_eq!(error.kind(), ErrorKind::Status);
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[test]
fn code_after_a_long_detail() {
    let body = format!(r#"{{"detail":"{}","errorCode":"LATE"}}"#, "x".repeat(200_000));
    let error = response(400, &[], &body);
    assert_eq!((error.code(), error.body().len()), (Some("LATE"), KEPT_BODY));
}

#[test]
fn pause_that_is_asked_for() {
    let error = response(503, &[(RETRY_AFTER, "30")], "");
    assert!(error.to_string().ends_with("without a body; the server asks for a pause of 30.0s"), "{error}");
}

/// An error of a client of another API.
fn of_another_api(status: u16, body: &str) -> String {
    let status = StatusCode::from_u16(status).unwrap();
    Error::from_response(status, HeaderMap::new(), Bytes::copy_from_slice(body.as_bytes()), false).to_string()
}

#[test]
fn errors_of_another_api() {
    for (status, body, says) in [
        (400, r#"{"message":"The name is too long."}"#, "400 Bad Request: The name is too long."),
        (400, r#"{"error":{"message":"too long","code":"invalid"}}"#, "400 Bad Request, invalid: too long"),
        (400, r#"{"errors":["too long","too old"]}"#, "400 Bad Request; too long; too old"),
        (402, r#"{"title":"No credit.","detail":"It costs 50."}"#, "402 Payment Required, No credit: It costs 50."),
        (404, r#"{"title":"Not Found","status":404}"#, "404 Not Found"),
        (404, r#"{"error":"Not Found","message":"No pet"}"#, "404 Not Found: No pet"),
        (410, r#"{"message":"It was sold"}"#, "410 Gone: It was sold"),
        (403, r#"{"message":"No"}"#, "403 Forbidden: No; check what the credentials may do"),
    ] {
        assert_eq!(of_another_api(status, body), says);
    }
    let long = of_another_api(400, &format!(r#"{{"message":"{}"}}"#, "x".repeat(9000)));
    assert!(long.chars().count() < 600 && long.ends_with('…'));
    for status in 400..=599 {
        for body in ["", "<html>", "{}", r#"{"errorCode":"GROUP_NOT_FOUND"}"#] {
            assert!(!of_another_api(status, body).contains("Atlas"), "{status} {body}");
        }
    }
}

#[test]
fn explanation_of_a_gateway() {
    let body = r#"{"message":"no Route matched with those values"}"#;
    let text = response(404, &[(CONTENT_TYPE, "application/json")], body).to_string();
    assert!(text.contains("instead of an error of the API: \"no Route matched with those values\""), "{text}");
    assert!(text.ends_with("check the base URL"), "{text}");
}

#[test]
fn rate_limits_by_status_or_code() {
    let error = response(429, &[(RETRY_AFTER, "55")], r#"{"errorCode":"RATE_LIMITED_TOKEN_BUCKET"}"#);
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(55)));
    assert_eq!(error.rate_limit().retry_after, error.retry_after());
    assert!(response(400, &[], r#"{"errorCode":"INVITATIONS_RATE_LIMITED_IP"}"#).is_rate_limited());
    assert!(!response(400, &[], r#"{"errorCode":"OTHER"}"#).is_rate_limited());
}

#[test]
fn long_and_odd_texts_are_cut_and_cleaned() {
    let hidden = response(400, &[], r#"{"errorCode":"X","detail":"a\u202eb\u2066c\u200bd\u2028e"}"#).to_string();
    assert!(hidden.ends_with("a b c d e"), "{hidden}");
    let body = format!(r#"{{"errorCode":"A\u001b[31mB","detail":"{}"}}"#, "ü".repeat(9000));
    let text = response(400, &[], &body).to_string();
    assert!(text.contains("A [31mB") && text.chars().count() < 600 && text.ends_with('…'));
}

#[test]
fn debug_has_no_body_and_source_is_kept() {
    let error = response(500, &[], "canary").with_source("the cause");
    let debug = format!("{error:?}");
    assert!(!debug.contains("canary") && debug.contains("6 bytes"), "{debug}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the cause");
    assert!(!error.to_string().contains("the cause"));
}

#[test]
fn notes_after_a_message() {
    let note = |attempts, maybe_applied| {
        let call = CallSummary { maybe_applied, ..call(attempts) };
        response(500, &[], "").complete(call).to_string()
    };
    assert!(note(1, true).ends_with("without a body (may have been applied)"));
    assert!(note(3, true).ends_with("without a body (after 3 attempts, may have been applied)"));
    assert!(response(500, &[], "").complete(call(1)).to_string().ends_with("a body"));
    assert!(response(500, &[], "").complete(call(4)).to_string().ends_with("(after 4 attempts)"));
}

#[test]
fn errors_of_io() {
    for (kind, expected) in
        [(ErrorKind::Timeout, std::io::ErrorKind::TimedOut), (ErrorKind::Io, std::io::ErrorKind::Other)]
    {
        let error = std::io::Error::from(Error::new(kind, "x"));
        assert_eq!(error.kind(), expected);
        assert_eq!(error.get_ref().unwrap().downcast_ref::<Error>().unwrap().kind(), kind);
    }
}

#[test]
fn a_build_error_becomes_an_error() {
    let error = Error::from(BuildError::new("no base URL"));
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Build, "no base URL"));
}
