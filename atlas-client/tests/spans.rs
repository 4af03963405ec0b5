//! Spans of calls and attempts, as OpenTelemetry names their attributes.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard};

use atlas_client::{Attempt, Client, Method};
use support::{mock, refused, respond};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Clone, Debug, Default)]
struct Span {
    name: &'static str,
    parent: Option<usize>,
    fields: BTreeMap<&'static str, String>,
    closed: bool,
}

impl Span {
    fn has(&self, expected: &[(&'static str, &str)]) {
        for (name, value) in expected {
            assert_eq!(self.fields.get(name).map(String::as_str), Some(*value), "{name} of {:?}", self.fields);
        }
    }

    fn lacks(&self, names: &[&str]) {
        assert!(names.iter().all(|name| !self.fields.contains_key(name)), "{:?}", self.fields);
    }
}

impl Visit for Span {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

/// All spans, and those that are entered.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<(Vec<Span>, Vec<usize>)>>);

impl Spans {
    fn lock(&self) -> MutexGuard<'_, (Vec<Span>, Vec<usize>)> {
        self.0.lock().unwrap()
    }

    fn taken(&self) -> Vec<Span> {
        self.lock().0.clone()
    }
}

fn index(id: &Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target() == "atlas_client"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut inner = self.lock();
        let mut span = Span { name: attributes.metadata().name(), parent: inner.1.last().copied(), ..Span::default() };
        attributes.record(&mut span);
        inner.0.push(span);
        Id::from_u64(inner.0.len() as u64)
    }

    fn record(&self, id: &Id, record: &Record<'_>) {
        record.record(&mut self.lock().0[index(id)]);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, id: &Id) {
        self.lock().1.push(index(id));
    }

    fn exit(&self, id: &Id) {
        let mut inner = self.lock();
        let last = inner.1.iter().rposition(|entered| *entered == index(id)).unwrap();
        inner.1.remove(last);
    }

    fn try_close(&self, id: Id) -> bool {
        // Nothing here clones spans but the client, which gives all of them back.
        self.lock().0[index(&id)].closed = true;
        true
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spans")
    }
}

async fn get(client: &Client) -> Option<atlas_client::Error> {
    let request = client.request(Method::GET, "/api/x/{id}").path("a b").query("secret", "canary");
    request.send().await.err()
}

#[tokio::test(start_paused = true)]
async fn attempts_within_a_call() {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(spans.clone());
    let (builder, _) = mock(|_, number| match number {
        0 => refused(),
        1 => respond(503, &[], "canary"),
        _ => respond(200, &[], "{}"),
    });
    let client = builder.base_url("https://atlas.example:8443/gateway").build().unwrap();
    assert!(get(&client).await.is_none());

    let taken = spans.taken();
    let [call, first, second, third] = &taken[..] else { panic!("{taken:?}") };
    let common = [
        ("operation", "GET /api/x/{id}"),
        ("http.request.method", "GET"),
        ("url.template", "/api/x/{id}"),
        ("server.address", "atlas.example"),
        ("server.port", "8443"),
    ];
    assert_eq!((call.name, call.parent), ("call", None));
    call.has(&common);
    call.has(&[("http.request.resend_count", "2"), ("http.response.status_code", "200"), ("otel.kind", "internal")]);
    call.lacks(&["error.type", "otel.status_code"]);
    for attempt in [first, second, third] {
        assert_eq!((attempt.name, attempt.parent), ("attempt", Some(0)));
        attempt.has(&common);
        attempt.has(&[
            ("otel.kind", "client"),
            ("otel.name", "GET /api/x/{id}"),
            ("url.full", "https://atlas.example:8443/gateway/api/x/a%20b"),
        ]);
    }
    first.has(&[("error.type", "connect"), ("otel.status_code", "ERROR")]);
    first.lacks(&["http.request.resend_count", "http.response.status_code"]);
    second.has(&[
        ("error.type", "503"),
        ("http.response.status_code", "503"),
        ("http.request.resend_count", "1"),
        ("otel.status_code", "ERROR"),
    ]);
    third.has(&[("http.response.status_code", "200"), ("http.request.resend_count", "2")]);
    third.lacks(&["error.type", "otel.status_code"]);
    assert!(taken.iter().all(|span| span.closed), "{taken:?}");
    assert!(!format!("{taken:?}").contains("canary"));
}

#[tokio::test(start_paused = true)]
async fn failed_calls_and_standard_ports() {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(spans.clone());
    let client = mock(|_, _| respond(404, &[], "{}")).0.build().unwrap();
    assert!(get(&client).await.is_some());
    let taken = spans.taken();
    assert_eq!(taken.len(), 2);
    for span in taken {
        span.has(&[("error.type", "404"), ("http.response.status_code", "404"), ("server.port", "443")]);
    }
}

#[cfg(feature = "database-users")]
#[tokio::test(start_paused = true)]
async fn bodies_that_cannot_be_decoded() {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(spans.clone());
    let client = mock(|_, _| respond(200, &[("content-type", "application/json")], "7")).0.build().unwrap();
    client.database_users().get_database_user("g", "admin", "u").send().await.unwrap_err();
    let taken = spans.taken();
    taken[0].has(&[
        ("operation", "getDatabaseUser"),
        ("error.type", "decode"),
        ("http.response.status_code", "200"),
        ("otel.status_code", "ERROR"),
    ]);
    taken[1].lacks(&["error.type"]);
}

#[tokio::test(start_paused = true)]
async fn hooks_run_within_the_attempt() {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(spans.clone());
    let client = mock(|_, _| respond(200, &[], "{}"))
        .0
        .around_attempts(|attempt: Attempt| {
            drop(tracing::info_span!(target: "atlas_client", "hook"));
            attempt.send()
        })
        .build()
        .unwrap();
    get(&client).await;
    let taken = spans.taken();
    assert_eq!((taken[2].name, taken[2].parent), ("hook", Some(1)));
}
