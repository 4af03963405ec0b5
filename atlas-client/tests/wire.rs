//! What goes over the wire through the built-in transport.

#![cfg(any(feature = "rustls", feature = "rustls-ring"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use atlas_client::{Method, StatusCode};
use support::{Server, response};

#[tokio::test]
async fn path_values_on_the_wire() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    let client = server.client();
    for (value, encoded) in [
        ("192.0.2.0/24", "192.0.2.0%2F24"),
        ("$external", "%24external"),
        ("arn:aws:iam::123456789012:role/my-role", "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fmy-role"),
        ("CN=jane doe,OU=dev,O=Example Inc.", "CN%3Djane%20doe%2COU%3Ddev%2CO%3DExample%20Inc."),
        ("idp/group", "idp%2Fgroup"),
        ("grün 日本", "gr%C3%BCn%20%E6%97%A5%E6%9C%AC"),
        ("a\tb", "a%09b"),
        ("a\\b", "a%5Cb"),
        ("192.0.2.0%2F24", "192.0.2.0%252F24"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
        ("a;b:c@d+e&f=g[h]i|j!*'()", "a%3Bb%3Ac%40d%2Be%26f%3Dg%5Bh%5Di%7Cj%21%2A%27%28%29"),
    ] {
        client.request(Method::GET, "/api/groups/{groupId}/x/{y}.gz").path("g").path(value).send().await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.line, format!("GET /api/groups/g/x/{encoded}.gz HTTP/1.1"), "{value:?}");
    }
}

#[tokio::test]
async fn values_of_other_resources() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    for value in ["", ".", ".."] {
        let call =
            server.client().request(Method::DELETE, "/api/groups/{groupId}/clusters/{name}").path("g").path(value);
        let error = call.send().await.unwrap_err();
        assert!(error.to_string().contains("`name`"), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn queries_headers_and_bodies() {
    let server =
        Server::start(|_, _| response(201, &[("RateLimit-Limit", "10"), ("x-y", "z")], "{\"id\":\"1\"}")).await;
    let client = server.builder().user_agent("my-app/1.0").build().unwrap();
    let response = client
        .request(Method::POST, "/api/x:verb")
        .version("2023-01-01")
        .query("a b", "c&d=e/ü+")
        .query("m", "1")
        .query("m", "2")
        .with_header("X-Trace", "t")
        .json(&serde_json::json!({ "name": "ü" }))
        .send()
        .await
        .unwrap();
    assert_eq!((response.status(), response.rate_limit().limit), (StatusCode::CREATED, Some(10)));
    assert_eq!(response.json::<serde_json::Value>().unwrap()["id"], "1");
    assert!(response.json::<u8>().unwrap_err().is_decode());

    let seen = server.seen().pop().unwrap();
    assert_eq!(seen.line, "POST /api/x:verb?a%20b=c%26d%3De%2F%C3%BC%2B&m=1&m=2 HTTP/1.1");
    assert_eq!(seen.body, "{\"name\":\"ü\"}");
    for (name, value) in [
        ("accept", "application/vnd.atlas.2023-01-01+json"),
        ("content-type", "application/vnd.atlas.2023-01-01+json"),
        ("authorization", "Bearer token"),
        ("x-trace", "t"),
        ("content-length", "13"),
    ] {
        assert_eq!(seen.headers[name], value);
    }
    let agent = &seen.headers["user-agent"];
    assert!(agent.starts_with("my-app/1.0 atlas-client/"), "{agent}");
    assert!(!seen.headers.contains_key("referer") && !seen.headers.contains_key("cookie"));
}

#[tokio::test]
async fn newest_version() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    let newest = atlas_client::meta::NEWEST_VERSION.unwrap();
    let media_type = format!("application/vnd.atlas.{newest}+json");
    let request = || server.client().request(Method::POST, "/api/x").json(&1);
    for (request, accept, content_type) in [
        (request(), media_type.as_str(), media_type.as_str()),
        (request().accept("text/csv"), "text/csv", &media_type),
        (request().accept("application/json").content_type("text/plain"), "application/json", "text/plain"),
    ] {
        request.send().await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert_eq!((seen.headers["accept"].as_str(), seen.headers["content-type"].as_str()), (accept, content_type));
    }
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let server = Server::start(|_, _| response(200, &[], "")).await;
    server.client().request(Method::POST, "/api/x").send().await.unwrap();
    let seen = server.seen().pop().unwrap();
    assert_eq!(seen.headers["content-length"], "0");
    assert!(!seen.headers.contains_key("content-type"));
}

#[tokio::test]
async fn a_gateway_path_goes_in_front() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    let client = server.builder().base_url(format!("{}/gw/atlas/", server.url)).build().unwrap();
    client.request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(server.seen()[0].target(), "/gw/atlas/api/x");
    assert_eq!(client.base_url(), format!("{}/gw/atlas", server.url));
}

#[tokio::test]
async fn connections_are_used_again() {
    let server = Server::start(|_, number| response(if number == 3 { 404 } else { 200 }, &[], "{}")).await;
    let client = server.client();
    for _ in 0..10 {
        let _ = client.clone().request(Method::GET, "/api/x").send().await;
    }
    assert_eq!((server.seen().len(), server.connections()), (10, 1));
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn compressed_json_and_streams() {
    use std::io::Write as _;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(b"{\"name\":\"demo\"}").unwrap();
    let body = encoder.finish().unwrap();
    let sent = body.clone();
    let server = Server::start(move |_, _| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", sent.len());
        support::Scripted::Send([head.as_bytes(), &sent].concat())
    })
    .await;
    let client = server.client();
    let response = client.request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(response.body(), "{\"name\":\"demo\"}");
    assert!(response.headers().is_empty(), "what they say is about the compressed body");
    assert_eq!(server.seen()[0].headers["accept-encoding"], "gzip");
    let stream = client.request(Method::GET, "/api/x").stream().await.unwrap();
    assert_eq!(stream.collect(1000).await.unwrap(), body);
    assert!(!server.seen()[1].headers.contains_key("accept-encoding"));
}

/// Whether a process may use a proxy for plain http.
const ALLOWED: &str = "ATLAS_TEST_ALLOWED";

/// Run by the test below, in a process with a proxy in its environment.
#[tokio::test]
#[ignore = "another test runs it"]
async fn through_the_proxy_of_the_environment() {
    let builder = atlas_client::Client::builder().credentials(atlas_client::Credentials::bearer("token"));
    let policy = atlas_client::RetryPolicy::none();
    let builder = builder.base_url("http://atlas.example").allow_http(true).retry(policy);
    let client = builder.allow_http_proxy(std::env::var_os(ALLOWED).is_some()).build().unwrap();
    let response = client.request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(response.body(), "by proxy");
}

#[tokio::test]
async fn proxies_of_the_environment() {
    let proxy = Server::start(|_, _| response(200, &[], "by proxy")).await;
    let run = |no_proxy: &'static str, allowed: bool| {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "through_the_proxy_of_the_environment", "--ignored"]);
        command.env("HTTP_PROXY", &proxy.url).env("http_proxy", &proxy.url);
        command.env("NO_PROXY", no_proxy).env("no_proxy", no_proxy);
        if allowed {
            command.env(ALLOWED, "");
        }
        tokio::task::spawn_blocking(move || command.output().unwrap().status.success())
    };
    assert!(!run("", false).await.unwrap(), "the host does not exist");
    assert_eq!(proxy.seen().len(), 0, "credentials in clear");
    assert!(run("", true).await.unwrap());
    assert_eq!(proxy.seen()[0].line, "GET http://atlas.example/api/x HTTP/1.1");
    assert!(!run("atlas.example", true).await.unwrap(), "the host does not exist");
    assert_eq!(proxy.seen().len(), 1);
}

#[tokio::test]
#[ignore = "another test runs it"]
async fn past_the_proxy_of_the_environment() {
    let server = Server::start(|_, _| response(200, &[], "direct")).await;
    let response = server.client().request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(response.body(), "direct");
    #[cfg(feature = "rustls")]
    {
        let builder = server.builder().base_url(server.url.replace("http:", "https:"));
        let client = builder.retry(atlas_client::RetryPolicy::none()).build().unwrap();
        assert!(client.request(Method::GET, "/api/x").send().await.is_err(), "the server speaks plain http");
    }
}

#[tokio::test]
async fn proxies_are_for_other_machines() {
    let proxy = Server::start(|_, _| response(200, &[], "by proxy")).await;
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "past_the_proxy_of_the_environment", "--ignored"]);
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, &proxy.url);
    }
    command.env("NO_PROXY", "").env("no_proxy", "");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(proxy.seen().len(), 0);
}

#[tokio::test]
async fn posts_without_bytes() {
    let server = Server::start(|_, _| response(200, &[], "{}")).await;
    let client = server.client();
    for method in [Method::POST, Method::PUT, Method::PATCH] {
        client.request(method.clone(), "/api/x").send().await.unwrap();
        client.request(method, "/api/x").bytes("").send().await.unwrap();
    }
    assert!(server.seen().iter().all(|request| request.headers.get("content-length").is_some_and(|n| n == "0")));
}
