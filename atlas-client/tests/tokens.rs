//! Service accounts: one token for all, refreshed in time, and no storm when there is none.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use atlas_client::transport::{TransportError, TransportErrorKind};
use atlas_client::{Client, ErrorKind, Method, Result, RetryPolicy, StoreFuture, StoredToken, TokenStore};
use futures_util::FutureExt as _;
use http::header::AUTHORIZATION;
use support::account::{REVOKE, TOKEN, account, authorization, get, token};
use support::{Log, mock, mock_async, refused, respond, seconds};
use tokio::time::{Instant, sleep};

/// Many calls at once.
async fn together(client: &Client, count: usize) -> Vec<Result<()>> {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await.unwrap());
    }
    results
}

/// A server of tokens that live for `life` seconds and take a second to make.
fn server(life: u64) -> (Client, Log) {
    let (builder, log) = mock_async(move |request, number| async move {
        if request.uri().path() == TOKEN {
            sleep(seconds(1)).await;
            return token(number, life);
        }
        respond(200, &[], "{}")
    });
    (account(builder), log)
}

#[tokio::test(start_paused = true)]
async fn token_request_of_rfc_6749() {
    let (client, log) = server(3600);
    get(&client).await.unwrap();
    let requests = log.requests();
    let token = &requests[0];
    assert_eq!(token.method(), Method::POST);
    assert_eq!(token.uri().to_string(), "https://cloud.mongodb.com/api/oauth/token");
    assert_eq!(authorization(token), "Basic bWRiX3NhX2lkOm1kYl9zYV9zaw==");
    assert_eq!(token.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(token.headers()["accept"], "application/json");
    assert!(token.headers().contains_key("user-agent"));
    assert_eq!(token.body(), "grant_type=client_credentials");
    assert_eq!(authorization(&requests[1]), "Bearer t0");
    assert!(requests.iter().all(|request| request.headers()[AUTHORIZATION].is_sensitive()));
}

#[tokio::test(start_paused = true)]
async fn one_token_for_a_hundred_calls() {
    let (client, log) = server(3600);
    assert!(together(&client, 100).await.iter().all(Result::is_ok));
    assert_eq!((log.count(TOKEN), log.len()), (1, 101));
    get(&client.clone()).await.unwrap();
    assert_eq!(log.count(TOKEN), 1);
}

#[tokio::test(start_paused = true)]
async fn call_that_nobody_polls() {
    let (client, log) = server(3600);
    // As in a `select!` whose other branch makes a call.
    let mut kept = Box::pin(get(&client));
    assert!(kept.as_mut().now_or_never().is_none());
    let started = Instant::now();
    get(&client).await.unwrap();
    assert_eq!((log.count(TOKEN), started.elapsed()), (1, seconds(1)));
    kept.await.unwrap();

    let mut revocation = Box::pin(client.revoke_token());
    assert!(revocation.as_mut().now_or_never().is_none());
    sleep(seconds(1)).await;
    get(&client).await.unwrap();
    assert_eq!((log.count(REVOKE), log.count(TOKEN), started.elapsed()), (1, 2, seconds(3)));
    revocation.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn token_endpoint_whose_name_does_not_exist() {
    let no_name = || Err(TransportError::new(TransportErrorKind::Connect, "dns error: Name or service not known"));
    let (builder, log) = mock(move |_, _| no_name());
    assert!(get(&account(builder)).await.unwrap_err().is_connect());
    assert_eq!(log.len(), 1, "another moment makes no such name");
}

#[tokio::test(start_paused = true)]
async fn early_refresh_for_a_hundred_calls() {
    let (client, log) = server(3600);
    get(&client).await.unwrap();
    sleep(seconds(3600 - 61)).await;
    get(&client).await.unwrap();
    assert_eq!(log.count(TOKEN), 1);
    sleep(seconds(2)).await;
    assert!(together(&client, 100).await.iter().all(Result::is_ok));
    assert_eq!(log.count(TOKEN), 2);
}

#[tokio::test(start_paused = true)]
async fn revoked_token() {
    let (builder, log) = mock(|request, number| match request.uri().path() {
        TOKEN => token(number, 3600),
        _ if authorization(request) == "Bearer t0" => respond(401, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    assert!(together(&client, 50).await.iter().all(Result::is_ok));
    assert_eq!(log.count(TOKEN), 2);
    // A call that changes something is repeated too: a 401 has done nothing.
    let response = client.request(Method::POST, "/api/x").send().await.unwrap();
    assert_eq!(response.attempts(), 1, "a refresh is not a retry");
}

#[tokio::test(start_paused = true)]
async fn new_token_that_is_refused() {
    let (builder, log) = mock(|request, number| match request.uri().path() {
        TOKEN => token(number, 3600),
        "/api/x" => respond(401, &[], r#"{"errorCode":"USER_UNAUTHORIZED"}"#),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    let error = get(&client).await.unwrap_err();
    assert!(error.is_auth() && error.code() == Some("USER_UNAUTHORIZED"));
    assert!(error.to_string().contains("got an access token, so its client ID and secret are right"), "{error}");
    assert_eq!((log.count(TOKEN), log.count("/api/x")), (2, 2));
    for _ in 0..50 {
        assert!(get(&client).await.unwrap_err().is_auth());
    }
    assert_eq!((log.count(TOKEN), log.count("/api/x")), (2, 52));
    client.request(Method::GET, "/api/other").send().await.unwrap();
    sleep(seconds(301)).await;
    assert!(get(&client).await.is_err());
    assert_eq!(log.count(TOKEN), 3, "after a while it is tried again");
}

#[tokio::test(start_paused = true)]
async fn endpoint_that_always_refuses() {
    let revoked = Arc::new(AtomicUsize::new(usize::MAX));
    let bad = revoked.clone();
    let (builder, log) = mock(move |request, number| match request.uri().path() {
        TOKEN => token(number, 3600),
        "/api/x" => respond(401, &[], ""),
        _ if authorization(request) == format!("Bearer t{}", bad.load(Ordering::SeqCst)) => respond(401, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    for _ in 0..20 {
        assert!(get(&client).await.unwrap_err().is_auth());
    }
    assert_eq!(log.count(TOKEN), 2, "it earns one new token");
    // The token is revoked: other calls get a new one at once.
    revoked.store(2, Ordering::SeqCst);
    client.request(Method::GET, "/api/other").send().await.unwrap();
    assert_eq!(log.count(TOKEN), 3);
}

#[tokio::test(start_paused = true)]
async fn endpoint_that_accepts_after_a_refusal() {
    // The tokens that are not valid, by their number: a new one is so everywhere after a while only.
    let invalid = Arc::new(Mutex::new(vec![]));
    let bad = invalid.clone();
    let tokens = AtomicUsize::new(1);
    let (builder, log) = mock(move |request, _| match request.uri().path() {
        TOKEN => token(tokens.fetch_add(1, Ordering::SeqCst), 3600),
        _ if bad.lock().unwrap().iter().any(|n| authorization(request) == format!("Bearer t{n}")) => {
            respond(401, &[], "")
        }
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    get(&client).await.unwrap();
    *invalid.lock().unwrap() = vec![1, 2];
    assert!(get(&client).await.unwrap_err().is_auth());
    *invalid.lock().unwrap() = vec![1];
    get(&client).await.unwrap();
    *invalid.lock().unwrap() = vec![1, 2];
    get(&client).await.unwrap();
    assert_eq!(log.count(TOKEN), 3, "what was accepted in the meantime earns a new token when it is revoked");
}

#[tokio::test(start_paused = true)]
async fn replica_that_refuses_all_tokens() {
    // Every second request for the resource is refused, whatever its token.
    let (requests, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (builder, log) = mock(move |request, _| match request.uri().path() {
        TOKEN => token(tokens.fetch_add(1, Ordering::SeqCst), 3600),
        _ if requests.fetch_add(1, Ordering::SeqCst) % 2 == 0 => respond(401, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    for number in 0..100 {
        assert_eq!(get(&client).await.is_ok(), number < 5 || number % 2 == 0, "{number}");
    }
    assert_eq!(log.count(TOKEN), 1 + 5);
}

#[tokio::test(start_paused = true)]
async fn refused_token_requests() {
    let cases = [
        (401, r#"{"error":"invalid_client"}"#, ErrorKind::Credentials, "check the client ID and secret"),
        (401, "", ErrorKind::Credentials, "check the client ID and secret"),
        (400, r#"{"error":"invalid_client"}"#, ErrorKind::Credentials, "check the client ID and secret"),
        (400, r#"{"error":"invalid_request"}"#, ErrorKind::Status, "400 Bad Request, invalid_request"),
        (401, r#"{"errorCode":"IP_ADDRESS_NOT_ON_ACCESS_LIST"}"#, ErrorKind::Credentials, "on the API access list"),
        (
            403,
            r#"{"error":"access_denied","error_description":"Access Token limit reached."}"#,
            ErrorKind::Credentials,
            "100 valid tokens",
        ),
        (403, "<title>Blocked</title>", ErrorKind::Status, r#"instead of an error of the API: "Blocked""#),
        (404, "", ErrorKind::Status, "the token endpoint was not found"),
        (429, r#"{"error":429,"errorCode":"RATE_LIMITED"}"#, ErrorKind::Status, "a few requests a minute"),
        (503, "", ErrorKind::Status, "503 Service Unavailable, without a body"),
    ];
    for (status, body, kind, says) in cases {
        let (builder, log) = mock_async(move |_, _| async move {
            sleep(seconds(1)).await;
            respond(status, &[], body)
        });
        let client = account(builder.retry(RetryPolicy::none()));
        for result in together(&client, 100).await {
            let error = result.unwrap_err();
            assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, status));
            assert_eq!(error.operation(), "GET /api/x");
            assert_eq!(error.is_auth(), kind == ErrorKind::Credentials, "{error}");
            assert_eq!((error.is_rate_limited(), error.is_server_error()), (status == 429, status == 503));
            // They are about a resource, which nobody has asked for yet.
            assert!(!error.is_not_found() && !error.is_forbidden() && !error.is_bad_request());
            assert!(!error.may_have_been_applied());
            let text = error.to_string();
            assert!(text.contains("got no access token") && text.contains(says), "{text}");
            assert!(kind == ErrorKind::Credentials || !text.contains("check which"), "{text}");
        }
        assert_eq!(log.len(), 1, "{status}: asked once, not a hundred times, and not retried");
    }
}

#[tokio::test(start_paused = true)]
async fn back_off_after_a_refusal() {
    for (status, headers, pause) in [(429, &[("retry-after", "30")][..], 30), (429, &[], 10), (403, &[], 10)] {
        let (builder, log) =
            mock(move |_, number| if number == 0 { respond(status, headers, "") } else { token(number, 60) });
        let client = account(builder);
        assert_eq!(get(&client).await.unwrap_err().is_rate_limited(), status == 429);
        sleep(seconds(pause - 1)).await;
        assert!(get(&client).await.is_err());
        assert_eq!(log.count(TOKEN), 1);
        sleep(seconds(2)).await;
        get(&client).await.unwrap();
        assert_eq!(log.count(TOKEN), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn token_endpoint_that_is_down() {
    let (builder, log) = mock(|request, number| match (request.uri().path(), number) {
        (TOKEN, 0) => respond(503, &[("content-type", "text/html")], "<title>Down</title>"),
        (TOKEN, 1) => refused(),
        (TOKEN, _) => token(number, 3600),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder);
    assert_eq!(client.request(Method::POST, "/api/x").send().await.unwrap().attempts(), 3);
    assert_eq!((log.count(TOKEN), log.count("/api/x")), (3, 1));

    let (builder, _) = mock(|_, _| refused());
    let error = account(builder).request(Method::POST, "/api/x").send().await.unwrap_err();
    assert!(error.is_connect() && error.attempts() == 4 && !error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn refresh_that_fails() {
    let (builder, log) = mock(|request, number| match (request.uri().path(), number) {
        (TOKEN, 0) => token(0, 1000),
        (TOKEN, _) => respond(503, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder.retry(RetryPolicy::none()));
    get(&client).await.unwrap();
    sleep(seconds(950)).await;
    for _ in 0..20 {
        get(&client).await.unwrap();
        sleep(seconds(1)).await;
    }
    assert_eq!(log.count(TOKEN), 1 + 2, "asked for again every ten seconds, not with each call");
    sleep(seconds(60)).await;
    assert!(get(&client).await.unwrap_err().is_server_error(), "then it is over");
}

#[tokio::test(start_paused = true)]
async fn refresh_that_hangs_or_is_refused() {
    for status in [None, Some(403), Some(429)] {
        let (builder, log) = mock_async(move |request, number| async move {
            match (request.uri().path(), number, status) {
                (TOKEN, 0, _) => token(0, 1000),
                (TOKEN, _, None) => std::future::pending().await,
                (TOKEN, _, Some(status)) => respond(status, &[("retry-after", "60")], ""),
                _ => respond(200, &[], "{}"),
            }
        });
        let client = account(builder.retry(RetryPolicy::none()));
        get(&client).await.unwrap();
        sleep(seconds(945)).await;
        let started = Instant::now();
        for _ in 0..3 {
            assert!(together(&client, 20).await.iter().all(Result::is_ok), "{status:?}: the token is good yet");
        }
        assert_eq!((started.elapsed(), log.count(TOKEN)), (seconds(0), 2), "{status:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn token_after_its_callers_gave_up() {
    // Tokens take a second: with half a second for an attempt, no call would ever get one.
    let (builder, log) = mock_async(move |request, number| async move {
        if request.uri().path() == TOKEN {
            sleep(seconds(1)).await;
            return token(number, 3600);
        }
        respond(200, &[], "{}")
    });
    let client = account(builder.timeout(seconds(1) / 2));
    assert!(together(&client, 100).await.iter().all(Result::is_ok));
    assert_eq!(log.count(TOKEN), 1, "attempts that were given up ask for no other token");
    // The call itself was not sent before, so a POST was not applied and is tried again as well.
    let (builder, log) = mock_async(move |request, number| async move {
        if request.uri().path() == TOKEN {
            sleep(seconds(1)).await;
            return token(number, 3600);
        }
        respond(200, &[], "{}")
    });
    let client = account(builder.timeout(seconds(1) / 2));
    assert!(client.request(Method::POST, "/api/x").send().await.unwrap().attempts() > 1);
    assert_eq!((log.count(TOKEN), log.count("/api/x")), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn token_of_a_dropped_caller() {
    let (client, log) = server(3600);
    let first = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await }
    });
    sleep(seconds(1) / 10).await;
    let others = tokio::spawn({
        let client = client.clone();
        async move { together(&client, 20).await }
    });
    sleep(seconds(1) / 10).await;
    first.abort();
    assert!(others.await.unwrap().iter().all(Result::is_ok));
    assert_eq!((log.count(TOKEN), log.len()), (1, 21));
}

#[tokio::test(start_paused = true)]
async fn caller_that_gives_up() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let (builder, _) = mock_async(move |request, number| {
        let first = request.uri().path() == TOKEN && count.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if first {
                std::future::pending::<()>().await;
            }
            if request.uri().path() == TOKEN { token(number, 3600) } else { respond(200, &[], "{}") }
        }
    });
    let client = account(builder);
    let impatient = client.request(Method::GET, "/api/x").with_timeout(seconds(1)).with_retry(RetryPolicy::none());
    let (given_up, patient) = tokio::join!(impatient.send(), get(&client));
    let error = given_up.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_been_applied());
    patient.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2, "a request without a response is given up as well, and sent again");
}

#[tokio::test(start_paused = true)]
async fn responses_without_a_token() {
    for body in [
        "",
        "<html>canary</html>",
        "{}",
        r#"{"access_token":7}"#,
        r#"{"access_token":"canary\n","token_type":"Bearer"}"#,
    ] {
        let (builder, _) = mock(move |_, _| respond(200, &[], body));
        let error = get(&account(builder)).await.unwrap_err();
        assert!(error.is_decode() && !error.is_auth(), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
}

/// A store that never ends saving.
struct Stuck;

impl TokenStore for Stuck {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        Box::pin(async { Ok(None) })
    }

    fn save<'a>(&'a self, _: &'a str, _: Option<StoredToken>) -> StoreFuture<'a, ()> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn time_out_beside_a_stuck_store() {
    let (builder, _) = mock_async(|request, number| async move {
        match request.uri().path() {
            TOKEN if number == 0 => token(0, 3600),
            TOKEN => std::future::pending().await,
            _ => respond(401, &[], ""),
        }
    });
    let client = account(builder.token_store(Stuck).timeout(seconds(2)).retry(RetryPolicy::none()));
    let first = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await }
    });
    sleep(seconds(1)).await;
    for error in [get(&client).await.unwrap_err(), first.await.unwrap().unwrap_err()] {
        let says = "no response of the token store or the token endpoint within 2.0s";
        assert!(error.to_string().contains(says), "{error}");
    }
}
