//! One attempt: authentication, sending, and what counts as a failure.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::response::Parts;
use http::{HeaderValue, StatusCode};
use tokio::time::{Instant, sleep, timeout_at};

use super::gzip;
use super::prepare::Call;
use super::received::Payload;
use crate::auth::{Auth, Next};
use crate::error::{Error, ErrorKind, Result};
use crate::retry::Retry;
use crate::transport::{Body, CollectError, failure};

/// How much of an error's body is kept.
const ERROR_BODY: usize = 64 << 10;
/// How long the body of an error is waited for, and at most a quarter of the attempt.
const ERROR_BODY_TIMEOUT: Duration = Duration::from_secs(5);

/// An attempt that failed.
pub(super) struct Failure {
    pub(super) error: Error,
    /// Whether Atlas may have carried the request out.
    pub(super) maybe_applied: bool,
}

/// Sends a request once, within its time; what the response is made of.
pub(super) async fn attempt(call: &Call, stream: bool, deadline: Option<Instant>) -> Result<(Parts, Payload), Failure> {
    let started = Instant::now();
    let sent = AtomicBool::new(false);
    let own = started.checked_add(call.timeout);
    let exchange = exchange(call, stream, &sent);
    let outcome = match own.into_iter().chain(deadline).min() {
        Some(end) => timeout_at(end, exchange).await,
        None => Ok(exchange.await),
    };
    let sent = sent.load(Ordering::Relaxed);
    outcome.unwrap_or_else(|_| Err(timed_out(started.elapsed(), sent))).map_err(|error| {
        let maybe_applied = sent && !call.method.is_safe() && leaves_the_outcome_open(&error);
        Failure { error, maybe_applied }
    })
}

/// The error of an attempt, or of another request, that took too long.
pub(super) fn timed_out(after: Duration, sent: bool) -> Error {
    // Until it is sent, nothing can have been applied.
    let retry = if sent { Retry::IfIdempotent } else { Retry::Always };
    Error::new(ErrorKind::Timeout, format!("no complete response within {after:.1?}")).with_retry(retry)
}

/// Whether a request that was sent may have been carried out although it failed like this.
fn leaves_the_outcome_open(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Io | ErrorKind::Timeout => true,
        _ => error.status().is_some_and(|status| status.is_success() || status.is_server_error()),
    }
}

/// Sends, authenticates, and reads the response. `sent` is set once the request itself is on its way.
async fn exchange(call: &Call, stream: bool, sent: &AtomicBool) -> Result<(Parts, Payload)> {
    let context = &*call.context;
    let anonymous = Auth::Anonymous;
    let auth = if call.auth { &context.auth } else { &anonymous };
    let mut authorization = auth.authorize(&context.channel).await?;
    loop {
        let header = authorization.header(auth, &call.method, &call.uri)?;
        sent.store(true, Ordering::Relaxed);
        let started = Instant::now();
        let response = context.channel.transport.send(call.http(header)).await;
        let (parts, body) = response.map_err(|error| failed(call, error))?.into_parts();
        tracing::debug!(
            operation = %call.name,
            method = %call.method,
            path = call.uri.path(),
            status = parts.status.as_u16(),
            elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "response"
        );
        if parts.status == StatusCode::UNAUTHORIZED {
            // The request was refused before anything was done.
            sent.store(false, Ordering::Relaxed);
        }
        match auth.check(authorization, parts.status, &parts.headers, &context.channel).await? {
            Next::Done => return read(call, parts, body, stream).await,
            Next::Again(next, delay) => {
                // What is left in the connection would keep it from being used again.
                call.error_body(body).await;
                if !delay.is_zero() {
                    sleep(delay).await;
                }
                authorization = next;
            }
        }
    }
}

fn failed(call: &Call, error: crate::transport::TransportError) -> Error {
    failure(error, call.context.channel.base.origin())
}

/// Sorts a response into success and failure, and reads its body as far as need be.
async fn read(call: &Call, parts: Parts, body: Body, stream: bool) -> Result<(Parts, Payload)> {
    if !parts.status.is_success() {
        let body = call.error_body(body).await;
        return Err(unsuccessful(call, parts, &body));
    }
    if stream {
        return Ok((parts, Payload::Stream(body)));
    }
    let limit = call.context.body_limit;
    match body.collect(limit).await {
        Ok(bytes) => Ok((parts, Payload::Whole(bytes))),
        Err(CollectError::Broken(error)) => Err(failed(call, error)),
        Err(CollectError::TooLarge) => {
            let message = format!("the response has more than {limit} bytes, the limit of this client");
            Err(Error::new(ErrorKind::TooLarge, message).with_response(parts.status, parts.headers, Bytes::new()))
        }
    }
}

fn unsuccessful(call: &Call, parts: Parts, body: &Bytes) -> Error {
    let body = gzip::decode_some(&parts.headers, body, ERROR_BODY);
    let error = Error::from_response(parts.status, parts.headers, body);
    let anonymous = matches!(call.context.auth, Auth::Anonymous) || !call.auth;
    if parts.status == StatusCode::UNAUTHORIZED && anonymous {
        return error.with_hint("this call carries no credentials");
    }
    error
}

impl Call {
    async fn error_body(&self, body: Body) -> Bytes {
        body.collect_some(ERROR_BODY, ERROR_BODY_TIMEOUT.min(self.timeout / 4)).await
    }

    fn http(&self, authorization: Option<HeaderValue>) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        if let Some(value) = authorization {
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        request
    }
}
