//! What went wrong with a call: one type for all operations.
//!
//! `api` has error bodies and reads Atlas's, `common` reads those of others, `display` words the message, with texts of
//! the server as `clean` leaves them, `hint` says what to do about the errors that every newcomer meets, `build` is
//! about making a client.

mod api;
mod build;
mod clean;
mod common;
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
pub(crate) use clean::clean;

use crate::model::DecodeError;
use crate::rate_limit::{Described, RateLimit, retry_after};
use crate::retry::Retry;

/// The result of a call.
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
    call: CallSummary,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    response: Option<ErrorResponse>,
    /// Whether the response is that of the token endpoint, and says nothing about what the call was for.
    of_token_endpoint: bool,
    /// Why the body could not be decoded. Shown by `Display`, hence not a source.
    decode: Option<DecodeError>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    retry: Retry,
}

/// The call that an error is about. Who sends the call completes its errors with this.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallSummary {
    pub(crate) operation: Cow<'static, str>,
    /// How many attempts were made.
    pub(crate) attempts: u32,
    /// Whether Atlas may have carried the request out.
    pub(crate) maybe_applied: bool,
}

#[derive(Clone)]
struct ErrorResponse {
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
    /// asks for something this client does not support.
    Credentials,
    /// There was no connection to the server.
    Connect,
    /// An attempt, or the whole call, took longer than allowed.
    Timeout,
    /// The connection broke while sending or reading.
    Io,
    /// The server responded with an error status, also where it was asked for an access token.
    Status,
    /// The server responded with a redirect, which is never followed.
    Redirect,
    /// The response is larger than the client's limit.
    TooLarge,
    /// The response is not what the OpenAPI document says, or that of the token endpoint has no token.
    Decode,
    /// A list cannot go on: a page's link to the next one leads somewhere else, or many pages in a row say nothing new;
    /// under strict decoding also a list that ended early.
    Paging,
}

impl ErrorKind {
    /// For which methods a failure of this kind is retried that no response explains.
    pub(crate) fn retry(self) -> Retry {
        match self {
            // Nothing was sent, so nothing was done.
            Self::Connect => Retry::Always,
            Self::Timeout | Self::Io => Retry::IfIdempotent,
            _ => Retry::Never,
        }
    }
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
        &self.0.call.operation
    }

    /// The status of the response, if there was one. Where a service account got no access token, that is the response
    /// of the token endpoint; predicates about a resource, such as [`is_not_found`](Error::is_not_found), are false
    /// then.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// The API's error code, such as `USER_ALREADY_EXISTS`, or the OAuth error of the token endpoint,
    /// such as `invalid_client`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.api()?.code.as_deref()
    }

    /// The error body, if it was one of the API's, also one in place of what a success should have. It is read from the
    /// first MiB.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        self.0.response.as_ref()?.api.as_ref()
    }

    /// How long to wait before the next try, if the server said so: in `Retry-After`, or in the body of Atlas's error.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()).or_else(|| Some(self.described()?.wait))
    }

    /// What the body says about the limit that has refused the request.
    pub(crate) fn described(&self) -> Option<Described<'_>> {
        let api = self.api()?;
        Described::read(api.code.as_deref()?, &api.parameters)
    }

    /// The rate limit as the response's headers state it.
    #[must_use]
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(self.headers())
    }

    /// The headers of the response; empty if there was none. `Content-Encoding` is there if [`body`](Error::body) is
    /// compressed.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        static NONE: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);
        self.0.response.as_ref().map_or(&NONE, |response| &response.headers)
    }

    /// The body of the response, verbatim, whatever it is: at most the first 64 KiB of an error's body or of a page
    /// in place of a download, all of a body that could not be decoded, nothing of one that was too large. It is
    /// decompressed, unless that failed or the server compressed it in a way that was not asked for.
    ///
    /// It can hold secrets, for example when the response to the creation of a key cannot be decoded.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.0.response.as_ref().map_or(&[], |response| &response.body)
    }

    /// Where and why a JSON response could not be decoded: path, line and column. `Display` says it too.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.decode.as_ref()
    }

    /// How many attempts the call made. One that got no connection or no access token counts, although nothing of the
    /// request was sent; the second round of an attempt, after a challenge or with a new token, does not. Zero if the
    /// request could not be made.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.call.attempts
    }

    /// Whether Atlas may have carried out the request although the call failed: the connection broke
    /// after sending, an attempt timed out, a 5xx came back, or the response could not be read.
    ///
    /// Always false for GET. True if any of several attempts may have been applied. Look at the resource
    /// before repeating the call.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.0.call.maybe_applied
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
        let by_code = |code: &str| code.contains("RATE_LIMIT");
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS) || self.code().is_some_and(by_code)
    }

    /// The credentials were not accepted: 401, or the token endpoint refused the service account. Not that it is down,
    /// not to be found, or limits its requests.
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

    /// The response is not what the OpenAPI document says.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the request itself had a response with this status.
    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status) && !self.0.of_token_endpoint
    }
}

/// How much of the body of an error is kept.
pub(crate) const KEPT_BODY: usize = 64 << 10;

/// Making and completing errors inside the crate.
impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            call: CallSummary::default(),
            message: message.into(),
            hint: None,
            response: None,
            of_token_endpoint: false,
            decode: None,
            source: None,
            retry: Retry::Never,
        }))
    }

    /// The error of a response whose status is not a success, of Atlas or any API.
    pub(crate) fn from_response(status: StatusCode, headers: HeaderMap, body: Bytes, is_atlas: bool) -> Self {
        let api = ApiError::parse(&body, is_atlas);
        let is_page = api.is_none() && !body.is_empty();
        // Not 304 and the like, which redirect nobody.
        let is_redirect = matches!(status.as_u16(), 301..=303 | 307 | 308);
        let kind = if is_redirect { ErrorKind::Redirect } else { ErrorKind::Status };
        // Parsed as a whole, and kept as far as it is of use.
        let kept = if body.len() > KEPT_BODY { Bytes::copy_from_slice(&body[..KEPT_BODY]) } else { body };
        let hint = hint::of(status, api.as_ref(), is_page, is_atlas);
        let mut error = Self::new(kind, "").with_response(status, headers, kept).with_api(api);
        error.0.hint = hint;
        let retry = match status.as_u16() {
            _ if error.is_rate_limited() => Retry::RateLimited,
            408 | 425 | 500 | 502..=504 => Retry::IfIdempotent,
            // Not carried out: another connection may lead to a server that is responsible.
            421 => Retry::Always,
            _ => Retry::Never,
        };
        error.with_retry(retry)
    }

    pub(crate) fn with_response(mut self, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        self.0.response = Some(ErrorResponse { status, headers, body, api: None });
        self
    }

    /// Adds what the body of the response says, if there is a response.
    pub(crate) fn with_api(mut self, api: Option<ApiError>) -> Self {
        if let Some(response) = &mut self.0.response {
            response.api = api;
        }
        self
    }

    /// Says that the response is that of the token endpoint.
    pub(crate) fn of_token_endpoint(mut self) -> Self {
        self.0.of_token_endpoint = true;
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

    /// What to do about a refusal, unless Atlas's code tells more; nothing if that is empty.
    pub(crate) fn with_refusal_hint(mut self, hint: &'static str) -> Self {
        if !hint::is_by_code(self.code()) {
            self.0.hint = Some(hint.into()).filter(|hint: &Cow<'_, str>| !hint.is_empty());
        }
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

    /// Says which call failed.
    pub(crate) fn complete(mut self, call: CallSummary) -> Self {
        self.0.call = call;
        self
    }

    pub(crate) fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// Whether the request itself had a response with an error status.
    pub(crate) fn is_status_of_request(&self) -> bool {
        self.0.kind == ErrorKind::Status && !self.0.of_token_endpoint
    }

    pub(crate) fn call(&self) -> &CallSummary {
        &self.0.call
    }

    pub(crate) fn retry(&self) -> Retry {
        self.0.retry
    }

    /// The same error again, for another caller that waited for the same thing.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

/// So that `?` works in a function of I/O, and a [`ByteStream`](crate::ByteStream) becomes a reader. The error is the
/// inner one; after a time-out its kind is [`TimedOut`](std::io::ErrorKind::TimedOut).
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        let kind = if error.is_timeout() { std::io::ErrorKind::TimedOut } else { std::io::ErrorKind::Other };
        Self::new(kind, error)
    }
}

/// So that `?` works in a function that makes a client and calls it.
impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        let BuildError { message, source, .. } = error;
        let error = Self::new(ErrorKind::Build, message);
        match source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests;
