//! No secret in anything that is shown: errors, debug output, tracing events.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use atlas_client::{Client, Credentials, DateTime, Method, StoreFuture, StoredToken, TokenStore};
use support::{mock, reset, respond};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down everything it is told.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut Writer(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, record: &Record<'_>) {
        record.record(&mut Writer(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut out = self.0.lock().unwrap();
        write!(out, "\n{}: ", event.metadata().target()).unwrap();
        event.record(&mut Writer(&mut out));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Writer<'a>(&'a mut String);

impl Visit for Writer<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

/// Calls of every outcome, with secrets wherever there can be one.
async fn calls(credentials: Credentials, shown: &mut String) {
    let (builder, _) = mock(|request, number| match (request.uri().path(), number) {
        ("/api/oauth/token", _) => respond(200, &[], r#"{"access_token":"canary-token","expires_in":3600}"#),
        ("/api/oauth/revoke", _) => respond(400, &[], "canary-response"),
        (_, 0..4) => {
            respond(401, &[("www-authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"")], "canary-response")
        }
        (_, 4) => respond(429, &[("retry-after", "0"), ("set-cookie", "canary-cookie")], "canary-response"),
        (_, 5) => reset(),
        (_, 6) => respond(503, &[], "<p>canary-response</p>"),
        (_, 7) => respond(302, &[("location", "https://other.example/canary-location?canary=1")], ""),
        // JSON that does not fit, whose text serde repeats.
        _ => respond(200, &[], "\"canary-response\""),
    });
    let client = builder.credentials(credentials.clone()).build().unwrap();
    write!(shown, "{client:?} {credentials:?}").unwrap();
    for method in [Method::POST, Method::GET, Method::DELETE, Method::GET, Method::GET, Method::GET] {
        let request = client
            .request(method, "/api/x/{id}")
            .path("1")
            .query("secret", "canary-query")
            .with_header("x-secret", "canary-header")
            .bytes("canary-body");
        write!(shown, "{request:?}").unwrap();
        match request.send().await {
            Ok(response) => write!(shown, "{response:?} {:?}", response.json::<u8>().unwrap_err()).unwrap(),
            Err(error) => write!(shown, "{error} {error:?} {:?}", error.api()).unwrap(),
        }
    }
    if let Err(error) = client.revoke_token().await {
        write!(shown, "{error} {error:?}").unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_that_is_shown_has_a_secret_in_it() {
    let events = Everything::default();
    let _guard = tracing::subscriber::set_default(events.clone());
    let mut shown = String::new();
    for credentials in [
        Credentials::service_account("id", "canary-secret"),
        Credentials::api_key("id", "canary-key"),
        Credentials::bearer("canary-bearer"),
        Credentials::anonymous(),
    ] {
        calls(credentials, &mut shown).await;
    }
    let events = events.0.lock().unwrap();
    let ours: Vec<_> = events.lines().filter(|line| line.starts_with("atlas_client")).collect();
    for expected in ["retrying", "response", "got an access token", "digest challenge"] {
        assert!(ours.iter().any(|line| line.contains(expected)), "no event {expected}");
    }
    for text in [events.as_str(), &shown] {
        assert!(!text.contains("canary"), "{text}");
    }
    assert!(shown.contains("GET /api/x/{id}: ") && shown.contains("https://other.example"));
}

/// A store with a token in it that cannot be saved to.
struct Store;

impl TokenStore for Store {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        let token = StoredToken::new("canary-stored", DateTime::from_timestamp(9_999_999_999, 0).unwrap());
        Box::pin(async { Ok(Some(token)) })
    }

    fn save<'a>(&'a self, _: &'a str, _: Option<StoredToken>) -> StoreFuture<'a, ()> {
        Box::pin(async { Err("the disk is full".into()) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_stored_token_is_not_shown() {
    let events = Everything::default();
    let _guard = tracing::subscriber::set_default(events.clone());
    let (builder, _) = mock(|request, _| match request.headers()["authorization"].to_str().unwrap() {
        "Bearer canary-stored" => respond(401, &[], ""),
        basic if basic.starts_with("Basic") => respond(200, &[], r#"{"access_token":"canary-new"}"#),
        _ => respond(404, &[], ""),
    });
    let builder = builder.credentials(Credentials::service_account("id", "canary-secret")).token_store(Store);
    let mut shown = format!("{builder:?}");
    let error = builder.build().unwrap().request(Method::GET, "/api/x").send().await.unwrap_err();
    write!(shown, "{error} {error:?}").unwrap();
    let events = events.0.lock().unwrap();
    for expected in ["loaded an access token", "could not be saved", "the disk is full"] {
        assert!(events.contains(expected), "no event {expected}");
    }
    assert!(error.is_not_found() && !events.contains("canary") && !shown.contains("canary"), "{events} {shown}");
}

#[test]
fn a_builder_does_not_show_its_base_url() {
    let builder = Client::builder().base_url("https://user:canary@host").credentials(Credentials::bearer("canary"));
    assert!(!format!("{builder:?}").contains("canary"));
}
