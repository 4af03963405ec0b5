//! Making a client: what is refused, and what that says.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use atlas_client::transport::Transport;
use atlas_client::transport::{self, Body};
use atlas_client::{Client, ClientBuilder, Credentials, Method};

fn builder() -> ClientBuilder {
    let nothing = transport::from_fn(|_| async { unreachable!("nothing is sent") });
    Client::builder().credentials(Credentials::bearer("token")).transport(nothing)
}

fn problem(builder: ClientBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

#[test]
fn credentials_are_required() {
    let error = Client::builder().build().unwrap_err();
    assert!(error.is_missing_credentials());
    assert!(error.to_string().contains("from_env"));
}

#[test]
fn plain_http() {
    assert!(problem(builder().base_url("http://atlas.example")).contains("plain http"));
    assert!(builder().base_url("http://atlas.example").allow_http(true).build().is_ok());
    for local in ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:1"] {
        assert!(builder().base_url(local).build().is_ok(), "{local}");
    }
}

#[test]
fn odd_base_urls() {
    for url in ["https://user:canary@h", "https://h?canary=1", "https://h/#canary", "canary", "file:///canary", ""] {
        let text = problem(builder().base_url(url));
        assert!(text.starts_with("the base URL cannot be used: ") && !text.contains("canary"), "{text}");
    }
    assert!(problem(builder().base_url("https://h/api/atlas/v2")).contains("leave out /api/atlas"));
}

#[test]
fn a_user_agent_must_fit_into_a_header() {
    assert!(problem(builder().user_agent("a\nb")).contains("user agent"));
}

#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
#[test]
fn certificates_are_checked() {
    let builder = Client::builder().credentials(Credentials::anonymous());
    assert!(problem(builder.root_certificate("no certificate")).contains("PEM"));
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn no_built_in_transport() {
    assert!(problem(Client::builder().credentials(Credentials::anonymous())).contains("feature `rustls`"));
}

#[test]
fn the_default_is_atlas_itself() {
    assert_eq!(builder().build().unwrap().base_url(), "https://cloud.mongodb.com");
}

#[tokio::test]
async fn a_transport_of_ones_own() {
    struct Nothing;
    impl Transport for Nothing {
        fn send(&self, _: http::Request<bytes::Bytes>) -> transport::TransportFuture {
            Box::pin(async { Ok(http::Response::new(Body::from("nothing"))) })
        }
    }
    let client = builder().transport(Nothing).build().unwrap();
    assert_eq!(client.request(Method::GET, "/api/x").send().await.unwrap().body(), "nothing");
}

#[tokio::test]
async fn untyped_paths_are_paths() {
    let client = builder().build().unwrap();
    for path in [
        "https://evil.example/x?canary",
        "//evil.example@canary",
        "x",
        "/a?canary=b",
        "/a b",
        "/a/../b",
        "/a/%2e%2E/b",
        "/a/{b}",
        "",
    ] {
        let error = client.request(Method::GET, path).send().await.unwrap_err();
        assert_eq!(error.kind(), atlas_client::ErrorKind::Request, "{path}");
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}
