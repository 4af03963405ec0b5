//! Servers that misbehave, through the built-in transport.

#![cfg(any(feature = "rustls", feature = "rustls-ring"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use atlas_client::{Client, Credentials, ErrorKind, Method, StatusCode};
use support::{Scripted, Server, response};

async fn failure(client: &Client, method: Method) -> atlas_client::Error {
    client.request(method, "/api/groups/{groupId}").path("canary").query("q", "canary").send().await.unwrap_err()
}

#[tokio::test]
async fn nobody_listens() {
    let server = Server::start(|_, _| Scripted::Hang).await;
    let url = server.url.clone();
    // A port that was just free.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = server.builder().base_url(format!("http://{free}")).build().unwrap();
    let error = failure(&client, Method::POST).await;
    assert!(error.is_connect() && !error.may_have_been_applied());
    let says = format!(
        "POST /api/groups/{{groupId}}: there is no connection to http://{free}: nothing listens there; check the "
    );
    assert!(error.to_string().starts_with(&says), "{error}");
    let chain = format!("{:?}", std::error::Error::source(&error).unwrap());
    assert!(!chain.contains("canary") && !url.is_empty());
}

#[tokio::test]
async fn closed_connections() {
    for partial in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let server = Server::start(move |_, _| Scripted::SendAndClose(partial.into())).await;
        let error = failure(&server.client(), Method::POST).await;
        assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Io, true), "{partial:?}");
        let status = (!partial.is_empty()).then_some(StatusCode::OK);
        assert_eq!((error.status(), error.headers().is_empty()), (status, partial.is_empty()));
        assert_eq!(server.seen().len(), 1, "a POST is sent once");
        let error = failure(&server.client(), Method::GET).await;
        assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Io, false));
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}

#[tokio::test]
async fn a_server_that_says_nothing() {
    let server = Server::start(|_, _| Scripted::Hang).await;
    let client = server.builder().timeout(std::time::Duration::from_millis(50)).build().unwrap();
    let error = failure(&client, Method::PUT).await;
    assert!(error.is_timeout() && error.may_have_been_applied());
}

#[tokio::test]
async fn something_that_is_not_http() {
    let server = Server::start(|_, _| Scripted::SendAndClose(b"\x16\x03\x01 nonsense\r\n\r\n".to_vec())).await;
    assert_eq!(failure(&server.client(), Method::GET).await.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn https_where_http_is_spoken() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    let client = server.builder().base_url(server.url.replace("http:", "https:")).build().unwrap();
    let error = failure(&client, Method::POST).await;
    assert!(error.is_connect() && !error.may_have_been_applied());
    assert!(error.to_string().contains("does not speak TLS; check whether it is http"), "{error}");
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    let server = Server::start(|_, _| Scripted::Hang).await;
    let client = server.builder().base_url("https://atlas.invalid").build().unwrap();
    let error = failure(&client, Method::POST).await;
    assert!(error.is_connect() && error.to_string().contains("its name cannot be resolved; check"), "{error}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::start(|_, _| response(200, &[], "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let target = format!("{}/api/x?q=canary", other.url);
        let server = Server::start(move |_, _| response(status, &[("location", &target)], "")).await;
        let error = failure(&server.client(), Method::GET).await;
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Redirect, status));
        let text = error.to_string();
        assert!(text.contains(&other.url) && text.contains("not followed") && !text.contains("canary"), "{text}");
        assert_eq!(server.seen().len(), 1);
        let account = Credentials::service_account("id", "canary");
        let error = failure(&server.builder().credentials(account).build().unwrap(), Method::GET).await;
        let text = error.to_string();
        assert!(text.contains("got no access token: the server responded") && text.contains(&other.url), "{text}");
        assert!(error.kind() == ErrorKind::Redirect && !format!("{error:?}").contains("canary"));
    }
    assert!(other.seen().is_empty());
}

// Without a provider of its own, reqwest makes no client with TLS.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn reqwest_client_that_follows_redirects() {
    let other = Server::start(|_, _| response(200, &[], "{}")).await;
    let target = format!("{}/api/x", other.url);
    let server = Server::start(move |_, _| response(302, &[("location", &target)], "")).await;
    let client = server.builder().reqwest_client(reqwest::Client::new()).build().unwrap();
    assert_eq!(failure(&client, Method::GET).await.kind(), ErrorKind::Redirect);
    assert!(!other.seen()[0].headers.contains_key("authorization"));

    let target = format!("{}/api/x", other.url);
    let server = Server::start(move |_, _| response(307, &[("location", &target)], "")).await;
    let client = server.builder().reqwest_client(reqwest::Client::new()).build().unwrap();
    let error = failure(&client, Method::POST).await;
    assert!(error.kind() == ErrorKind::Redirect && error.may_have_been_applied(), "the other server has got it");
}

#[tokio::test]
async fn limit_of_a_body() {
    let server = Server::start(|_, _| response(200, &[], &"x".repeat(1001))).await;
    let client = server.builder().body_limit(1000).build().unwrap();
    let error = failure(&client, Method::POST).await;
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("1000 bytes") && error.body().is_empty() && error.may_have_been_applied());
    let client = server.builder().body_limit(1001).build().unwrap();
    assert_eq!(client.request(Method::GET, "/api/x").send().await.unwrap().body().len(), 1001);
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn limit_of_a_compressed_body() {
    use std::io::Write as _;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&[b' '; 1001]).unwrap();
    let body = encoder.finish().unwrap();
    let server = Server::start(move |_, _| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
        Scripted::Send([head.as_bytes(), &body].concat())
    })
    .await;
    let client = server.builder().body_limit(1000).build().unwrap();
    assert_eq!(failure(&client, Method::GET).await.kind(), ErrorKind::TooLarge);
    let client = server.builder().body_limit(1001).build().unwrap();
    assert_eq!(client.request(Method::GET, "/api/x").send().await.unwrap().body().len(), 1001);
}

#[tokio::test]
async fn body_of_an_error() {
    let server = Server::start(|_, _| response(500, &[], &"x".repeat(1 << 20))).await;
    assert_eq!(failure(&server.client(), Method::GET).await.body().len(), 64 << 10);
}

#[tokio::test]
async fn what_a_newcomer_meets() {
    for (status, body, says) in [
        (401, "", "check that the access token is right and not expired"),
        (401, r#"{"errorCode":"IP_ADDRESS_NOT_ON_ACCESS_LIST"}"#, "API access list"),
        (
            403,
            r#"{"errorCode":"IP_ADDRESS_NOT_ON_ACCESS_LIST","detail":"IP address 192.0.2.1 is not allowed"}"#,
            "API access list",
        ),
        (
            404,
            r#"{"errorCode":"GROUP_NOT_FOUND","detail":"No group with ID x."}"#,
            "GROUP_NOT_FOUND: No group with ID x; check the ID of the project",
        ),
        (406, "", "dated version"),
        (410, r#"{"errorCode":"VERSION_GONE"}"#, "update this crate"),
    ] {
        let server = Server::start(move |_, _| response(status, &[], body)).await;
        let text = failure(&server.client(), Method::GET).await.to_string();
        assert!(text.contains(says), "{text}");
    }
    let server = Server::start(|_, _| response(401, &[], "")).await;
    let client = server.builder().credentials(Credentials::anonymous()).build().unwrap();
    assert!(failure(&client, Method::GET).await.to_string().contains("carries no credentials"));
    assert!(!server.seen()[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn time_out_in_the_tls_handshake() {
    // The system accepts connections here, and nobody reads them.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder()
        .credentials(Credentials::anonymous())
        .base_url(format!("https://{}", listener.local_addr().unwrap()))
        .timeout(std::time::Duration::from_millis(200))
        .retry(atlas_client::RetryPolicy::none())
        .build()
        .unwrap();
    for method in [Method::GET, Method::POST] {
        let error = failure(&client, method).await;
        assert!(error.is_timeout() && !error.may_have_been_applied(), "{error}");
        assert!(error.to_string().contains("no connection to https://127.0.0.1:"), "{error}");
    }
}

#[tokio::test]
async fn time_out_of_the_response() {
    let server = Server::start(|_, _| support::Scripted::Hang).await;
    let client = server.builder().timeout(std::time::Duration::from_millis(200)).build().unwrap();
    for (body, about) in [("", "without a body"), ("{}", "with one")] {
        let post = client.request(Method::POST, "/api/x").bytes(body).send();
        let error = post.await.unwrap_err();
        assert!(error.is_timeout() && error.may_have_been_applied(), "{about}: {error}");
        assert!(error.to_string().contains("no response within"), "{about}: {error}");
    }
}

#[tokio::test]
async fn limits_without_bounds() {
    let big = "x".repeat(1000);
    let server = Server::start(move |_, _| response(200, &[], &big)).await;
    let max = std::time::Duration::MAX;
    let policy = atlas_client::RetryPolicy::default().with_backoff(max, max).with_overall_limit(max);
    let builder = server.builder().retry(policy.with_max_attempts(u32::MAX)).timeout(max).body_limit(usize::MAX);
    let client = builder.write_idle_timeout(max).build().unwrap();
    for method in [Method::GET, Method::POST] {
        assert_eq!(client.request(method, "/api/x").send().await.unwrap().body().len(), 1000);
    }
    let stream = client.request(Method::GET, "/api/x").stream().await.unwrap();
    assert_eq!(stream.collect(usize::MAX).await.unwrap().len(), 1000);
    let none = server.builder().body_limit(0).build().unwrap();
    assert_eq!(failure(&none, Method::GET).await.kind(), ErrorKind::TooLarge);
}

#[cfg(feature = "database-users")]
#[tokio::test]
async fn large_bodies_beside_the_tasks() {
    let body = format!("{{\"results\":[{}]}}", vec!["{\"username\":\"a\"}"; 100_000].join(","));
    let server = Server::start(move |_, _| response(200, &[("content-type", "application/json")], &body)).await;
    let client = server.client();
    let users = client.database_users().list_database_users("abc").send();
    let mut users = std::pin::pin!(users);
    let mut longest = std::time::Duration::ZERO;
    let page = std::future::poll_fn(|cx| {
        let started = std::time::Instant::now();
        let outcome = users.as_mut().poll(cx);
        longest = longest.max(started.elapsed());
        outcome
    });
    let started = std::time::Instant::now();
    assert_eq!(page.await.unwrap().results.len(), 100_000);
    // Decoding takes most of the time, and none of it was spent in the task.
    assert!(longest < started.elapsed() / 2, "{longest:?} of {:?}", started.elapsed());
}

/// All threads for work that blocks wait for calls whose responses are to be decoded on such a thread.
#[cfg(feature = "database-users")]
#[test]
fn large_bodies_without_a_free_thread() {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(1).max_blocking_threads(2).enable_all().build().unwrap();
    let body = format!("{{\"results\":[{}]}}", vec!["{\"username\":\"a\"}"; 100_000].join(","));
    let respond = move |_: &_, _| response(200, &[("content-type", "application/json")], &body);
    let server = runtime.block_on(Server::start(respond));
    let client = server.client();
    let calls: Vec<_> = (0..2)
        .map(|_| {
            let (client, handle) = (client.clone(), runtime.handle().clone());
            let call = move || handle.block_on(client.database_users().list_database_users("abc").send());
            runtime.spawn_blocking(call)
        })
        .collect();
    for call in calls {
        let page = runtime.block_on(async { tokio::time::timeout(std::time::Duration::from_secs(60), call).await });
        assert_eq!(page.unwrap().unwrap().unwrap().results.len(), 100_000);
    }
}

#[tokio::test]
async fn response_that_nobody_asked_for() {
    let raw = |body: &str| format!("HTTP/1.1 200 x\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let server = Server::start(move |_, number| {
        let text = if number == 0 { raw("first") + &raw("forged") } else { raw("second") };
        Scripted::Send(text.into_bytes())
    })
    .await;
    let client = server.client();
    assert_eq!(client.request(Method::GET, "/api/x").send().await.unwrap().body(), "first");
    assert_eq!(client.request(Method::POST, "/api/x").send().await.unwrap().body(), "second");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn headers_that_are_too_large() {
    for lines in ["x-a: b\r\n".repeat(300), format!("x-a: {}\r\n", "b".repeat(600_000))] {
        let text = format!("HTTP/1.1 200 x\r\n{lines}content-length: 2\r\n\r\n{{}}");
        let server = Server::start(move |_, _| Scripted::SendAndClose(text.clone().into_bytes())).await;
        let policy = atlas_client::RetryPolicy::default();
        let client = server.builder().retry(policy).build().unwrap();
        let error = failure(&client, Method::POST).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1), "{error:?}");
        assert!(error.may_have_been_applied());
        assert_eq!(failure(&client, Method::GET).await.attempts(), 1);
    }
}

#[tokio::test]
async fn source_of_a_body_that_does_not_fit() {
    let server = Server::start(|_, _| response(200, &[], r#"{"a":"canary"}"#)).await;
    let response = server.client().request(Method::GET, "/api/x").send().await.unwrap();
    let error = response.json::<std::collections::BTreeMap<String, u32>>().unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    let shown = format!("{error} {error:?} {source} {source:?}");
    assert!(!shown.contains("canary") && source.to_string().contains("line 1 column 13"), "{shown}");
    assert_eq!(error.operation(), "GET /api/x");
}
