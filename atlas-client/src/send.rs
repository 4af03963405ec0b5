//! Sending a request: attempts, authentication, timeouts, and what counts as a failure.
//!
//! One non-generic path for all operations; what an answer is decoded to is not its business.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::response::Parts;
use http::{HeaderValue, StatusCode};
use tokio::runtime::Handle;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, sleep, timeout_at};

use crate::auth::{Auth, Next};
use crate::client::Inner;
use crate::error::{Error, ErrorKind, Result};
use crate::gzip;
use crate::reply::{Answer, Payload};
use crate::request::{Call, Request};
use crate::retry::Retry;
use crate::transport::{Body, CollectError, TransportError, TransportErrorKind};

/// A boxed future, as all operations return it.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// How much of an error's body is kept.
const ERROR_BODY: usize = 64 << 10;
/// How long the body of an error is waited for, and at most a quarter of the attempt.
const ERROR_PATIENCE: Duration = Duration::from_secs(5);

/// Sends a request. With `stream`, the body of a success is not read.
pub(crate) fn send(request: Request, stream: bool) -> BoxFuture<Result<Answer>> {
    Box::pin(async move {
        let call = request.into_call(!stream)?;
        let started = Instant::now();
        let limit = call.retry.overall_limit();
        let deadline = limit.and_then(|limit| started.checked_add(limit));
        let mut doubt = false;
        let mut attempt = 1;
        loop {
            let error = match one_attempt(&call, stream, deadline).await {
                Ok(answer) => return Ok(answer.with_attempts(attempt)),
                Err(error) => error,
            };
            doubt |= error.may_have_been_applied();
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let delay =
                call.retry.delay(attempt, error.retry(), &call.method, error.retry_after(), left, fastrand::f64());
            let Some(delay) = delay else {
                return Err(error.with_operation(call.name).with_doubt(doubt).with_attempts(attempt));
            };
            tracing::warn!(
                operation = %call.name,
                attempt,
                kind = ?error.kind(),
                status = error.status().map(|status| status.as_u16()),
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                "retrying"
            );
            sleep(delay).await;
            attempt += 1;
        }
    })
}

/// Has the runtime drive `call` at once, until what comes back is dropped. Outside of a runtime, it waits
/// to be polled like any other.
pub(crate) fn spawn(call: BoxFuture<Result<Answer>>) -> BoxFuture<Result<Answer>> {
    let Ok(runtime) = Handle::try_current() else {
        return call;
    };
    let mut task = Task(runtime.spawn(call));
    Box::pin(async move { (&mut task.0).await.unwrap_or_else(|error| Err(lost(error))) })
}

/// A task that ends when this is dropped.
struct Task(JoinHandle<Result<Answer>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Drives `work` to its end, whatever becomes of the caller: when this is dropped before, the runtime goes on with it.
pub(crate) fn finish<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> impl Future<Output = T> {
    let mut work = Unfinished(Some(Box::pin(work)));
    poll_fn(move |cx| work.poll(cx))
}

struct Unfinished<T: Send + 'static>(Option<BoxFuture<T>>);

impl<T: Send> Unfinished<T> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<T> {
        // Taken out, so that work that panics is not gone on with.
        let Some(mut work) = self.0.take() else {
            return Poll::Pending;
        };
        let outcome = work.as_mut().poll(cx);
        if outcome.is_pending() {
            self.0 = Some(work);
        }
        outcome
    }
}

impl<T: Send + 'static> Drop for Unfinished<T> {
    fn drop(&mut self) {
        if let (Some(work), Ok(runtime)) = (self.0.take(), Handle::try_current()) {
            runtime.spawn(work);
        }
    }
}

fn lost(error: JoinError) -> Error {
    match error.try_into_panic() {
        // As if the transport had panicked in the caller's own task.
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(error) => Error::new(ErrorKind::Io, "the runtime ended before the call did").with_source(error),
    }
}

/// Gives the access token back.
pub(crate) async fn revoke(inner: &Inner) -> Result<()> {
    let revoked = tokio::time::timeout(inner.timeout, inner.auth.revoke(&inner.channel)).await;
    revoked
        .unwrap_or_else(|_| Err(Error::new(ErrorKind::Timeout, timed_out(inner.timeout))))
        .map_err(|error| error.with_operation("revoke token".into()).with_attempts(1))
}

/// One attempt within its time.
async fn one_attempt(call: &Call, stream: bool, deadline: Option<Instant>) -> Result<Answer> {
    let started = Instant::now();
    let sent = AtomicBool::new(false);
    let own = started.checked_add(call.timeout);
    let end = own.into_iter().chain(deadline).min();
    let attempt = exchange(call, stream, &sent);
    let outcome = match end {
        Some(end) => timeout_at(end, attempt).await,
        None => Ok(attempt.await),
    };
    outcome.unwrap_or_else(|_| {
        let sent = sent.load(Ordering::Relaxed);
        let error = Error::new(ErrorKind::Timeout, timed_out(started.elapsed()));
        // Until it is sent, nothing can have been applied.
        let retry = if sent { Retry::IfIdempotent } else { Retry::Always };
        Err(error.with_retry(retry).with_doubt(sent && !call.method.is_safe()))
    })
}

fn timed_out(after: Duration) -> String {
    format!("no complete answer within {after:.1?}")
}

/// Sends, authenticates, and reads the answer. `sent` is set once the request itself is on its way.
async fn exchange(call: &Call, stream: bool, sent: &AtomicBool) -> Result<Answer> {
    let inner = call.client.inner();
    let anonymous = Auth::Anonymous;
    let auth = if call.auth { &inner.auth } else { &anonymous };
    let mut grant = auth.grant(&inner.channel).await?;
    loop {
        let header = grant.header(auth, &call.method, &call.uri)?;
        sent.store(true, Ordering::Relaxed);
        let started = Instant::now();
        let response = inner.channel.transport.send(call.http(header)).await;
        let (parts, body) = response.map_err(|error| doubtful(call, error))?.into_parts();
        tracing::debug!(
            operation = %call.name,
            method = %call.method,
            path = call.uri.path(),
            status = parts.status.as_u16(),
            elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "answered"
        );
        match auth.answered(grant, parts.status, &parts.headers, &inner.channel).await? {
            Next::Done => return read(call, parts, body, stream).await,
            Next::Again(next) => {
                // The request was refused before anything was done.
                sent.store(false, Ordering::Relaxed);
                // What is left in the connection would keep it from being used again.
                call.error_body(body).await;
                grant = next;
            }
        }
    }
}

/// The error of a failed exchange, with whether the request may have been carried out.
fn doubtful(call: &Call, error: TransportError) -> Error {
    let doubt = !call.method.is_safe() && matches!(error.kind(), TransportErrorKind::Io | TransportErrorKind::Timeout);
    Error::from_transport(error, call.client.inner().channel.base.origin()).with_doubt(doubt)
}

/// Sorts an answer into success and failure, and reads its body as far as need be.
async fn read(call: &Call, parts: Parts, body: Body, stream: bool) -> Result<Answer> {
    let inner = call.client.inner();
    let unsafe_method = !call.method.is_safe();
    if !parts.status.is_success() {
        let doubt = unsafe_method && parts.status.is_server_error();
        let body = call.error_body(body).await;
        return Err(unsuccessful(call, parts, &body).with_doubt(doubt));
    }
    let payload = if stream {
        Payload::Stream(body)
    } else {
        match body.collect(inner.body_limit).await {
            Ok(bytes) => Payload::Whole(bytes),
            Err(CollectError::Broken(error)) => return Err(doubtful(call, error)),
            Err(CollectError::TooLarge) => {
                let message = format!("the answer has more than {} bytes, the limit of this client", inner.body_limit);
                return Err(Error::new(ErrorKind::TooLarge, message)
                    .with_answer(parts.status, parts.headers, Bytes::new())
                    .with_doubt(unsafe_method));
            }
        }
    };
    Ok(Answer::new(call, parts.status, parts.headers, payload))
}

fn unsuccessful(call: &Call, parts: Parts, body: &Bytes) -> Error {
    let body = gzip::decode_some(&parts.headers, body, ERROR_BODY);
    let error = Error::from_answer(parts.status, parts.headers, body);
    let nobody = matches!(call.client.inner().auth, Auth::Anonymous) || !call.auth;
    if parts.status == StatusCode::UNAUTHORIZED && nobody {
        return error.with_hint("this call carries no credentials");
    }
    error
}

impl Call {
    async fn error_body(&self, body: Body) -> Bytes {
        body.collect_some(ERROR_BODY, ERROR_PATIENCE.min(self.timeout / 4)).await
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
