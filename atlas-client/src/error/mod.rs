//! What went wrong with a call: one type for all operations.
//!
//! `api` reads Atlas's error bodies, `display` words the message, `hint` says what to do about the
//! errors that every newcomer meets, `build` is about making a client.

mod api;
mod build;
mod display;
mod hint;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use api::{ApiError, FieldProblem};
pub use build::BuildError;

use crate::model::DecodeError;
use crate::response::RateLimit;
use crate::retry::{Retry, retry_after};
use crate::transport::{TransportError, TransportErrorKind};

/// What a call answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
///
/// Ask it with [`kind`](Error::kind), [`status`](Error::status), [`code`](Error::code) or one of the
/// predicates; show it with `Display`, which names the operation, the status, Atlas's error code and
/// its explanation, and where there is something to do about it, says what. Neither `Display` nor
/// `Debug` shows a password, key or token, and the text of the underlying error is only in
/// [`source`](std::error::Error::source).
///
/// ```no_run
/// # async fn run(client: atlas_client::Client) -> atlas_client::Result<()> {
/// use atlas_client::Method;
///
/// let call = client.request(Method::DELETE, "/api/atlas/v2/groups/{groupId}").path("32b6e34b3d91647abb20e7b8");
/// match call.send().await {
///     Ok(_) => println!("gone"),
///     Err(e) if e.is_not_found() => println!("was not there"),
///     Err(e) if e.code() == Some("CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS") => println!("still in use"),
///     Err(e) if e.is_rate_limited() => println!("too fast; free again in {:?}", e.retry_after()),
///     Err(e) => return Err(e),
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    operation: Cow<'static, str>,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    answer: Option<Answered>,
    /// Why the body could not be decoded. Shown by `Display`, hence not a source.
    decode: Option<DecodeError>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    retry: Retry,
    may_have_been_applied: bool,
    attempts: u32,
}

#[derive(Clone)]
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    api: Option<ApiError>,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be made: see [`BuildError`].
    Build,
    /// The request could not be made, for example because a path value is empty. Nothing was sent.
    Request,
    /// There is no way to authenticate: the token endpoint refused the service account, or the server
    /// asks for something this client cannot answer.
    Credentials,
    /// There was no connection to the server.
    Connect,
    /// An attempt, or the whole call, took longer than allowed.
    Timeout,
    /// The connection broke while sending or reading.
    Io,
    /// The server answered with an error status.
    Status,
    /// The server answered with a redirect, which is never followed.
    Redirect,
    /// The answer is larger than the client's limit.
    TooLarge,
    /// The answer is not what the API's description says.
    Decode,
    /// A page's link to the next one leads somewhere else.
    Paging,
}

impl Error {
    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed, such as `listDatabaseUsers`; method and path for an untyped request.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// Atlas's error code, such as `USER_ALREADY_EXISTS`, or the OAuth error of the token endpoint,
    /// such as `invalid_client`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.api()?.code.as_deref()
    }

    /// The error body, if it was one of Atlas's.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        self.0.answer.as_ref()?.api.as_ref()
    }

    /// How long to wait before the next try, if the server said so.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers())
    }

    /// The rate limit as the answer's headers state it.
    #[must_use]
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(self.headers())
    }

    /// The headers of the answer; empty if there was none.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        static NONE: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);
        self.0.answer.as_ref().map_or(&NONE, |answer| &answer.headers)
    }

    /// The body of the answer as it came, whatever it is: at most the first 64 KiB of an error's body,
    /// all of a body that could not be decoded, nothing of one that was too large.
    ///
    /// It can hold secrets, for example when the answer to the creation of a key cannot be decoded.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.0.answer.as_ref().map_or(&[], |answer| &answer.body)
    }

    /// Where and why a JSON answer could not be decoded: path, line and column. `Display` says it too.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.decode.as_ref()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether Atlas may have carried out the request although the call failed: the connection broke
    /// after sending, an attempt timed out, a 5xx came back, or the answer could not be read.
    ///
    /// Always false for GET. True if any of several attempts is in doubt. Look at the resource
    /// before repeating the call.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.0.may_have_been_applied
    }

    /// 404: the resource, or one above it in the path, does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// 409: the resource exists already, or is in a state that forbids the change.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// 400: Atlas did not accept the parameters or the body.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// 403: the credentials may not do this.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// 429, or an error code of a rate limit (some limits come with status 400).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        let by_code = |code: &str| code.contains("RATE_LIMITED");
        self.has_status(StatusCode::TOO_MANY_REQUESTS) || self.code().is_some_and(by_code)
    }

    /// The credentials were not accepted: 401, or the token endpoint refused.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Credentials || self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// 5xx: the fault is on the other side.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// 410: the operation, or the dated version of it this crate asks for, has been removed.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.has_status(StatusCode::GONE)
    }

    /// An attempt, or the whole call, took longer than allowed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// There was no connection to the server.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// The answer is not what the API's description says.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}

/// Making and completing errors inside the crate.
impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: Cow::Borrowed(""),
            message: message.into(),
            hint: None,
            answer: None,
            decode: None,
            source: None,
            retry: Retry::Never,
            may_have_been_applied: false,
            attempts: 0,
        }))
    }

    /// The error of an answer whose status is not a success.
    pub(crate) fn from_answer(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let api = ApiError::parse(&body);
        let kind = if status.is_redirection() { ErrorKind::Redirect } else { ErrorKind::Status };
        let mut error = Self::new(kind, "").with_answer(status, headers, body);
        error.0.hint = hint::of(status, api.as_ref());
        if let Some(answer) = &mut error.0.answer {
            answer.api = api;
        }
        error.with_retry(match status.as_u16() {
            429 => Retry::Always,
            502..=504 => Retry::IfIdempotent,
            _ => Retry::Never,
        })
    }

    /// The error of a request to `origin` that got no complete answer.
    pub(crate) fn from_transport(error: TransportError, origin: &str) -> Self {
        let (kind, retry, message) = match error.kind() {
            // Nothing was sent, so nothing was done.
            TransportErrorKind::Connect => (ErrorKind::Connect, Retry::Always, "there is no connection to"),
            TransportErrorKind::Timeout => (ErrorKind::Timeout, Retry::IfIdempotent, "no answer in time from"),
            TransportErrorKind::Request => (ErrorKind::Request, Retry::Never, "the request cannot be sent to"),
            TransportErrorKind::Redirected => (ErrorKind::Redirect, Retry::Never, "the answer is not from"),
            TransportErrorKind::Io => (ErrorKind::Io, Retry::IfIdempotent, "the connection broke to"),
        };
        let source = error.into_source();
        let mut message = format!("{message} {origin}");
        let mut hint = None;
        if kind == ErrorKind::Connect {
            let (reason, advice) = hint::of_connection(&*source);
            message.extend([": ", reason.unwrap_or_default()].into_iter().filter(|_| reason.is_some()));
            hint = Some(advice.into());
        }
        let mut error = Self::new(kind, message).with_retry(retry).with_source(source);
        error.0.hint = hint;
        error
    }

    pub(crate) fn with_answer(mut self, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        self.0.answer = Some(Answered { status, headers, body, api: None });
        self
    }

    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(crate) fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.message = message.into();
        self
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    pub(crate) fn with_decode_error(mut self, error: DecodeError) -> Self {
        self.0.decode = Some(error);
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    pub(crate) fn with_operation(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation = operation;
        self
    }

    pub(crate) fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    pub(crate) fn with_doubt(mut self, may_have_been_applied: bool) -> Self {
        self.0.may_have_been_applied = may_have_been_applied;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn retry(&self) -> Retry {
        self.0.retry
    }

    /// The same error again, for another caller that waited for the same thing.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests;
