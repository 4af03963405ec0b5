//! Each fault with each method: how often the request is sent, what the caller gets, and whether the
//! request may have been applied. The clock is paused: no test waits.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::unnecessary_wraps, reason = "faults share one signature")]

mod support;

use atlas_client::transport::{Body, TransportError, TransportErrorKind};
use atlas_client::{ErrorKind, Method};
use http::Request;
use support::{Outcome, chunks, mock_async, refused, reset, respond, seconds, stalled};

const METHODS: [Method; 5] = [Method::GET, Method::PUT, Method::DELETE, Method::POST, Method::PATCH];

const LIMITED: &str = r#"{"error":400,"errorCode":"INVITATIONS_RATE_LIMITED_IP"}"#;

/// A fault, and what is made of it.
struct Case {
    name: &'static str,
    fault: fn() -> Outcome,
    /// Whether it is tried again, by method.
    retried: fn(&Method) -> bool,
    /// The error of a call that meets nothing else.
    kind: ErrorKind,
    /// Whether a request that is not a GET may have been applied.
    maybe_applied: bool,
}

const CASES: [Case; 30] = [
    case("refused connection", refused, every, ErrorKind::Connect, false),
    case("reset after sending", reset, idempotent, ErrorKind::Io, true),
    case("timeout of the transport", timed_out, idempotent, ErrorKind::Timeout, true),
    case("body that breaks off", cut, idempotent, ErrorKind::Io, true),
    case("request that cannot be sent", unsendable, never, ErrorKind::Request, false),
    case("response of another server", redirected, never, ErrorKind::Redirect, true),
    case("302", || moved(302), never, ErrorKind::Redirect, true),
    case("303", || moved(303), never, ErrorKind::Redirect, true),
    case("307", || moved(307), never, ErrorKind::Redirect, false),
    case("400", || respond(400, &[], r#"{"error":400}"#), never, ErrorKind::Status, false),
    case("401", || respond(401, &[], ""), never, ErrorKind::Status, false),
    case("403", || respond(403, &[], ""), never, ErrorKind::Status, false),
    case("404", || respond(404, &[], ""), never, ErrorKind::Status, false),
    case("409", || respond(409, &[], ""), never, ErrorKind::Status, false),
    case("410", || respond(410, &[], ""), never, ErrorKind::Status, false),
    case("429 with Retry-After", || respond(429, &[("retry-after", "55")], ""), every, ErrorKind::Status, false),
    case("429 without", || respond(429, &[], ""), every, ErrorKind::Status, false),
    case("400 with a code of a rate limit", || respond(400, &[], LIMITED), every, ErrorKind::Status, false),
    case("408", || respond(408, &[], ""), idempotent, ErrorKind::Status, false),
    case("421", || respond(421, &[], ""), every, ErrorKind::Status, false),
    case("425", || respond(425, &[], ""), idempotent, ErrorKind::Status, false),
    case("headers that are too large", too_large, never, ErrorKind::TooLarge, true),
    case("500", || respond(500, &[], ""), idempotent, ErrorKind::Status, true),
    case("501", || respond(501, &[], ""), never, ErrorKind::Status, true),
    case("502", || respond(502, &[], ""), idempotent, ErrorKind::Status, true),
    case("503 with a page", unavailable, idempotent, ErrorKind::Status, true),
    case("504", || respond(504, &[], ""), idempotent, ErrorKind::Status, true),
    case("101", || respond(101, &[], ""), never, ErrorKind::Status, true),
    case("999", || respond(999, &[], ""), never, ErrorKind::Status, true),
    case("response that is too large", || respond(200, &[], &"x".repeat(2000)), never, ErrorKind::TooLarge, true),
];

const fn case(
    name: &'static str,
    fault: fn() -> Outcome,
    retried: fn(&Method) -> bool,
    kind: ErrorKind,
    maybe_applied: bool,
) -> Case {
    Case { name, fault, retried, kind, maybe_applied }
}

fn every(_: &Method) -> bool {
    true
}

fn idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::PUT | Method::DELETE)
}

fn never(_: &Method) -> bool {
    false
}

fn timed_out() -> Outcome {
    Err(TransportError::new(TransportErrorKind::Timeout, "timed out"))
}

fn moved(status: u16) -> Outcome {
    respond(status, &[("location", "https://other.example/")], "")
}

fn unsendable() -> Outcome {
    Err(TransportError::new(TransportErrorKind::Request, "no such header"))
}

fn redirected() -> Outcome {
    Err(TransportError::new(TransportErrorKind::Redirected, "elsewhere"))
}

fn too_large() -> Outcome {
    Err(TransportError::new(TransportErrorKind::TooLarge, "message head is too large"))
}

fn cut() -> Outcome {
    Ok(http::Response::new(chunks(["{\"a\":"], TransportError::new(TransportErrorKind::Io, "cut"))))
}

fn unavailable() -> Outcome {
    respond(503, &[("content-type", "text/html")], "<title>Unavailable</title>")
}

/// Sends one request to a server that responds to the first `faults` attempts with the fault of `case`.
async fn call(case: &Case, method: Method, faults: usize) -> (atlas_client::Result<u32>, usize) {
    let fault = case.fault;
    let (builder, log) = mock_async(move |_: Request<_>, number| async move {
        if number < faults { fault() } else { Ok(http::Response::new(Body::from("{}"))) }
    });
    let client = builder.body_limit(1000).build().unwrap();
    let response = client.request(method, "/api/x").json(&1).send().await;
    let bodies: Vec<_> = log.requests().into_iter().map(http::Request::into_body).collect();
    assert!(bodies.iter().all(|body| *body == "1"), "{}: the body goes along each time", case.name);
    (response.map(|response| response.attempts()), log.len())
}

#[tokio::test(start_paused = true)]
async fn lasting_faults() {
    for case in &CASES {
        for method in METHODS {
            let (response, sent) = call(case, method.clone(), usize::MAX).await;
            let (error, about) = (response.unwrap_err(), format!("{} × {method}", case.name));
            assert_eq!(u32::try_from(sent).unwrap(), error.attempts(), "{about}");
            let attempts = if error.is_rate_limited() {
                // Until the overall limit of five minutes: every 55 s, or after 1 s, 2 s, …, 30 s.
                5..=20
            } else if (case.retried)(&method) {
                4..=4
            } else {
                1..=1
            };
            assert!(attempts.contains(&sent), "{about}: {sent}");
            assert_eq!(error.kind(), case.kind, "{about}");
            assert_eq!(error.may_have_been_applied(), case.maybe_applied && method != Method::GET, "{about}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn passing_faults() {
    for case in &CASES {
        for method in METHODS {
            let (response, sent) = call(case, method.clone(), 1).await;
            let about = format!("{} × {method}", case.name);
            if (case.retried)(&method) {
                assert_eq!((response.unwrap(), sent), (2, 2), "{about}");
            } else {
                assert_eq!((response.unwrap_err().kind(), sent), (case.kind, 1), "{about}");
            }
        }
    }
}

/// Nothing is sent a second time that may have been applied and must not be applied twice.
#[test]
fn no_retry_applies_a_request_twice() {
    for case in &CASES {
        for method in METHODS {
            let twice = case.maybe_applied && (case.retried)(&method) && !method.is_idempotent();
            assert!(!twice, "{} × {method}", case.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn status_with_a_body_that_never_ends() {
    for (status, maybe_applied) in [(400, false), (403, false), (500, true)] {
        let (builder, log) = mock_async(move |_, _| async move {
            Ok(http::Response::builder().status(status).body(stalled(r#"{"errorCode":"X"}"#)).unwrap())
        });
        let error = builder.build().unwrap().request(Method::POST, "/api/x").send().await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), error.code(), log.len()), (status, Some("X"), 1));
        assert_eq!(error.may_have_been_applied(), maybe_applied, "{status}");
    }
    // What is refused for now is sent again, which a timeout of a POST would not be.
    let (builder, log) = mock_async(move |_, number| async move {
        if number > 0 {
            return respond(200, &[], "{}");
        }
        Ok(http::Response::builder().status(429).body(stalled("")).unwrap())
    });
    let response = builder.build().unwrap().request(Method::POST, "/api/x").send().await.unwrap();
    assert_eq!((response.attempts(), log.len()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn silence_may_have_been_applied() {
    for method in METHODS {
        let (builder, log) = mock_async(|_, _| std::future::pending::<Outcome>());
        let client = builder.timeout(seconds(10)).build().unwrap();
        let error = client.request(method.clone(), "/api/x").send().await.unwrap_err();
        assert_eq!(
            (error.kind(), log.len()),
            (ErrorKind::Timeout, if idempotent(&method) { 4 } else { 1 }),
            "{method}"
        );
        assert_eq!(error.may_have_been_applied(), method != Method::GET, "{method}");
    }
}
