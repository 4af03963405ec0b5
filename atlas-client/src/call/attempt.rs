//! One attempt: authentication, sending, and what counts as a failure.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use tokio::time::{Instant, sleep, timeout_at};

use super::deadline::{Deadline, within};
use super::gzip;
use super::hook::AttemptResponse;
use super::prepare::Call;
use super::received::{Payload, Reading, SMALLER, is_html};
use super::stage::{Stage, Track};
use crate::auth::{Authorization, Next, Turn};
use crate::error::{Error, ErrorKind, KEPT_BODY, Result};
use crate::transport::{Body, CollectError, Outgoing, failure};

/// How much of an error's body is read.
const ERROR_BODY: usize = 1 << 20;
/// How long the body of an error is waited for, and at most a quarter of the attempt.
const ERROR_BODY_TIMEOUT: Duration = Duration::from_secs(5);

/// An attempt that failed.
pub(super) struct Failure {
    pub(super) error: Error,
    /// Whether Atlas may have carried the request out.
    pub(super) maybe_applied: bool,
}

/// Sends a request once, within its time; what the response is made of. `headers` replace those of the call.
pub(super) async fn attempt(
    call: &Call,
    headers: Option<&HeaderMap>,
    deadline: Option<Deadline>,
    track: &Track,
) -> Result<AttemptResponse, Failure> {
    let turn = match deadline {
        None => call.auth().turn().await,
        Some(deadline) => match timeout_at(deadline.at, call.auth().turn()).await {
            Ok(turn) if Instant::now() < deadline.at => turn,
            // Also one that comes at the last moment, from a call that ends at the same: it would only be sent.
            _ => return Err(Failure::before_sending(track.timed_out(call, deadline.limit()))),
        },
    };
    let exchange = pin!(exchange(call, headers, track, turn));
    let error = match within(call.timeout, deadline, exchange).await {
        Ok(Ok(response)) => return Ok(response),
        Ok(Err(error)) => error,
        Err(limit) => track.timed_out(call, limit),
    };
    Err(if track.may_have_left() { Failure::after_sending(error, call) } else { Failure::before_sending(error) })
}

impl Failure {
    /// An error of a request that has not left.
    pub(super) fn before_sending(error: Error) -> Self {
        Self { error, maybe_applied: false }
    }

    /// An error of a request that may have left.
    pub(super) fn after_sending(error: Error, call: &Call) -> Self {
        let maybe_applied = !call.method.is_safe() && leaves_the_outcome_open(&error);
        Self { error, maybe_applied }
    }
}

/// Whether a request that was sent may have been carried out although it failed like this.
fn leaves_the_outcome_open(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Io | ErrorKind::Timeout | ErrorKind::TooLarge => true,
        // A redirect that a reqwest client of the program's own has followed, with the request.
        ErrorKind::Redirect if error.status().is_none() => true,
        // To where the outcome of the request is: the others ask for it to be sent elsewhere.
        ErrorKind::Redirect => error.status().is_some_and(|status| matches!(status.as_u16(), 301..=303)),
        // What no status should be counts as one of the server's errors (RFC 9110 15).
        _ => error.status().is_some_and(|status| !(status.is_redirection() || status.is_client_error())),
    }
}

/// Sends, authenticates, and reads the response.
async fn exchange(call: &Call, headers: Option<&HeaderMap>, track: &Track, turn: Turn) -> Result<AttemptResponse> {
    let context = &*call.context;
    let auth = call.auth();
    track.enter(Stage::Authorizing);
    let mut authorization = auth.authorize(&context.channel, turn).await?;
    loop {
        let transport = &context.channel.transport;
        transport.settle(call.is_repeated()).await;
        let response = transport.send(outgoing(call, headers, &mut authorization, track)?);
        track.enter(Stage::Sent);
        let started = Instant::now();
        let (parts, body) = response.await.map_err(|error| failed(call, error))?.into_parts();
        tracing::debug!(
            operation = %call.name,
            method = %call.method,
            path = call.url.path(),
            status = parts.status.as_u16(),
            elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "response"
        );
        // A request that gets a 401 was refused before anything was done.
        let refused = parts.status == StatusCode::UNAUTHORIZED;
        track.enter(if refused { Stage::Authorizing } else { Stage::Reading });
        match auth.check(authorization, &parts, (&call.method, &call.url), &context.channel).await? {
            Next::Done(refusal) => {
                track.enter(if refused { Stage::ReadingRefusal } else { Stage::Reading });
                let outcome = pin!(read(call, parts, body)).await;
                return match refusal {
                    Some(refusal) => outcome.map_err(|error| refusal.explain(error)),
                    None => outcome,
                };
            }
            Next::Again(next, delay) => {
                // What is left in the connection would keep it from being used again.
                call.head(body, ERROR_BODY).await;
                if !delay.is_zero() {
                    sleep(delay).await;
                }
                authorization = next;
            }
        }
    }
}

/// The request of a round. Its headers are made anew for each, since most attempts have only one.
fn outgoing<'a>(
    call: &'a Call,
    headers: Option<&HeaderMap>,
    authorization: &mut Authorization,
    track: &'a Track,
) -> Result<Outgoing<'a>> {
    let mut headers = headers.map_or_else(|| call.headers(), HeaderMap::clone);
    if let Some(header) = authorization.header(call.auth(), &call.method, &call.url)? {
        headers.insert(AUTHORIZATION, header);
    }
    let (method, url, body) = (&call.method, &call.url, call.body.clone());
    Ok(Outgoing { method, url, headers, body, is_repeated: call.is_repeated(), progress: track.progress() })
}

fn failed(call: &Call, error: crate::transport::TransportError) -> Error {
    failure(error, call.context.channel.base.origin())
}

/// Sorts a response into success and failure, and reads its body as far as need be.
pub(super) async fn read(call: &Call, mut parts: Parts, body: Body) -> Result<AttemptResponse> {
    if !parts.status.is_success() {
        let body = call.head(body, ERROR_BODY).await;
        return Err(unsuccessful(parts, body, call.context.is_atlas));
    }
    match call.reading {
        Reading::Whole => {}
        Reading::Download if is_html(&parts.headers) && !call.accepts_html() => {
            let head = call.head(body, KEPT_BODY).await;
            let head = gzip::decode_some(&mut parts.headers, head, KEPT_BODY);
            return Ok(AttemptResponse { parts, payload: Payload::Page(head) });
        }
        Reading::Download => return Ok(AttemptResponse { parts, payload: Payload::Stream(body) }),
    }
    let limit = call.context.body_limit;
    match body.collect(limit).await {
        Ok(bytes) => Ok(AttemptResponse { parts, payload: Payload::Whole(bytes) }),
        Err(CollectError::Broken(error)) => {
            Err(failed(call, error).with_response(parts.status, parts.headers, Bytes::new()))
        }
        Err(CollectError::TooLarge) => {
            let message = format!("the response has more than {limit} bytes, the limit of this client");
            let error = Error::new(ErrorKind::TooLarge, message).with_hint(SMALLER);
            Err(error.with_response(parts.status, parts.headers, Bytes::new()))
        }
    }
}

fn unsuccessful(mut parts: Parts, body: Bytes, is_atlas: bool) -> Error {
    let body = gzip::decode_some(&mut parts.headers, body, ERROR_BODY);
    Error::from_response(parts.status, parts.headers, body, is_atlas)
}

impl Call {
    /// Whether its request is sent again if it gets lost.
    fn is_repeated(&self) -> bool {
        self.retry.repeats(&self.method)
    }

    /// What can be had soon of a body that an error is made of.
    async fn head(&self, body: Body, limit: usize) -> Bytes {
        body.collect_some(limit, ERROR_BODY_TIMEOUT.min(self.timeout / 4)).await
    }
}
