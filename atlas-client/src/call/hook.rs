//! The hook around each attempt: what it sees, and what it can do instead of sending.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;

use http::response::Parts;
use http::{HeaderMap, Method, StatusCode};

use super::received::Payload;
use crate::error::{Error, Result};
use crate::transport::{Body, TransportError};

/// The outcome of an [`Attempt`], when it is there.
pub type AttemptFuture = Pin<Box<dyn Future<Output = Result<AttemptResponse>> + Send>>;

/// Code that runs around each attempt of each call: see
/// [`ClientBuilder::around_attempts`](crate::ClientBuilder::around_attempts).
///
/// A closure from an [`Attempt`] to a future of its outcome is one.
///
/// ```
/// use std::time::Instant;
/// use atlas_client::http::HeaderValue;
/// use atlas_client::{Attempt, Client};
///
/// let builder = Client::builder().around_attempts(|mut attempt: Attempt| async move {
///     attempt.headers_mut().insert("x-request-source", HeaderValue::from_static("nightly"));
///     let (operation, started) = (attempt.operation().to_owned(), Instant::now());
///     let outcome = attempt.send().await;
///     let status = outcome.as_ref().map_or_else(|error| error.status(), |response| Some(response.status()));
///     println!("{operation}: {status:?} in {:?}", started.elapsed());
///     outcome
/// });
/// ```
pub trait AttemptHook: Send + Sync + 'static {
    /// Runs around an attempt, which is sent by [`Attempt::send`] if at all.
    fn around(&self, attempt: Attempt) -> AttemptFuture;
}

impl<F, A> AttemptHook for F
where
    F: Fn(Attempt) -> A + Send + Sync + 'static,
    A: Future<Output = Result<AttemptResponse>> + Send + 'static,
{
    fn around(&self, attempt: Attempt) -> AttemptFuture {
        Box::pin(self(attempt))
    }
}

/// One attempt of a call, before it is sent.
///
/// Its headers are those of the request but for the credentials, which are added when it is sent: a hook neither sees
/// nor changes them. An `authorization` that it sets is sent where the call carries no credentials. Requests to the
/// token endpoint are not attempts; a [transport](crate::transport) sees those too.
#[must_use = "an attempt does nothing until it is sent"]
pub struct Attempt {
    pub(super) operation: Cow<'static, str>,
    pub(super) method: Method,
    pub(super) template: Cow<'static, str>,
    pub(super) number: u32,
    pub(super) headers: HeaderMap,
    pub(super) exchange: Box<dyn Exchange>,
}

/// What becomes of an attempt.
pub(super) trait Exchange: Send {
    /// Sends it with these headers.
    fn send(self: Box<Self>, headers: HeaderMap) -> AttemptFuture;

    /// Takes a response from the hook.
    fn respond(self: Box<Self>, response: http::Response<Body>) -> AttemptFuture;

    /// Takes an error from the hook.
    fn fail(self: Box<Self>, error: TransportError) -> Error;
}

/// A successful response to an [`Attempt`]; its body is read, unless the call wants it as a stream.
pub struct AttemptResponse {
    pub(super) parts: Parts,
    pub(super) payload: Payload,
}

impl Attempt {
    /// The operation, such as `listDatabaseUsers`; method and path for an untyped request.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path with `{name}` where a value goes: a good label for metrics, since there are few.
    #[must_use]
    pub fn path_template(&self) -> &str {
        &self.template
    }

    /// Which attempt of its call this is: 1 for the first.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The headers, without those of the transport and the credentials.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to be changed for this attempt alone.
    ///
    /// `connection`, `host`, `transfer-encoding` and `content-length` are the transport's: an attempt that has one of
    /// them fails with [`ErrorKind::Request`](crate::ErrorKind::Request) when it is sent.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Sends the request, within the time that an attempt may take.
    ///
    /// The future's error is that of this attempt. The call is retried or fails with what the hook returns.
    #[must_use]
    pub fn send(self) -> AttemptFuture {
        self.exchange.send(self.headers)
    }

    /// Takes `response` as if the server had sent it: an error status becomes the error of the attempt, and is retried
    /// like any other. Nothing is sent.
    #[must_use]
    pub fn respond(self, response: http::Response<Body>) -> AttemptFuture {
        self.exchange.respond(response)
    }

    /// The error of an attempt that fails like this, retried like any other of its kind. Nothing is sent.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Error {
        self.exchange.fail(error)
    }
}

impl AttemptResponse {
    /// The status, always 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AttemptResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptResponse").field("status", &self.parts.status).finish_non_exhaustive()
    }
}
