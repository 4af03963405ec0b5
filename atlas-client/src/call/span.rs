//! Spans, with the names that OpenTelemetry's conventions for HTTP clients give their attributes.
//!
//! They hold no query, header, body or credential. An attribute that is not known yet is recorded when it is.

use std::fmt;

use http::{Method, StatusCode};
use tracing::field::{Empty, display};
use tracing::{Span, info_span};

use crate::error::{Error, ErrorKind};
use crate::url::Destination;

/// What a call is.
pub(super) struct About<'a> {
    pub(super) name: &'a str,
    pub(super) method: &'a Method,
    pub(super) template: &'a str,
    pub(super) url: &'a Destination,
}

/// The span of a call: all its attempts, the delays between them, and decoding.
pub(super) fn of_call(call: &About<'_>) -> Span {
    info_span!(
        target: "atlas_client",
        "call",
        otel.name = %call.name,
        otel.kind = "internal",
        otel.status_code = Empty,
        operation = %call.name,
        http.request.method = %call.method,
        url.template = call.template,
        server.address = call.url.host(),
        server.port = call.url.port(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
    )
}

/// The span of one attempt, the rounds of its authentication included.
pub(super) fn of_attempt(call: &About<'_>, number: u32) -> Span {
    info_span!(
        target: "atlas_client",
        "attempt",
        otel.name = %Name(call),
        otel.kind = "client",
        otel.status_code = Empty,
        operation = %call.name,
        http.request.method = %call.method,
        url.full = call.url.without_query(),
        url.template = call.template,
        server.address = call.url.host(),
        server.port = call.url.port(),
        http.request.resend_count = resends(number),
        http.response.status_code = Empty,
        error.type = Empty,
    )
}

/// Records how a call ended, after this many attempts.
pub(super) fn end_call(span: &Span, attempts: u32, outcome: Result<StatusCode, &Error>) {
    if let Some(count) = resends(attempts) {
        span.record("http.request.resend_count", count);
    }
    end(span, outcome);
}

/// Records how an attempt ended, or that a call failed after its last attempt.
pub(super) fn end(span: &Span, outcome: Result<StatusCode, &Error>) {
    if span.is_disabled() {
        return;
    }
    let status = outcome.map_or_else(Error::status, Some);
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = outcome {
        span.record("otel.status_code", "ERROR");
        match status.filter(|status| !status.is_success()) {
            Some(status) => span.record("error.type", display(status.as_u16())),
            None => span.record("error.type", kind(error.kind())),
        };
    }
}

fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Request => "request",
        ErrorKind::Credentials => "credentials",
        ErrorKind::Connect => "connect",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Io => "io",
        ErrorKind::Redirect => "redirect",
        ErrorKind::TooLarge => "too_large",
        ErrorKind::Decode => "decode",
        ErrorKind::Paging => "paging",
        // What the conventions have for errors without a name.
        _ => "_OTHER",
    }
}

/// How often a request was sent again: the conventions have no 0.
fn resends(attempts: u32) -> Option<u32> {
    attempts.checked_sub(1).filter(|count| *count > 0)
}

/// Method and path template, as the conventions name spans.
struct Name<'a>(&'a About<'a>);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.method, self.0.template)
    }
}
