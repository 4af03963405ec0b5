//! Errors and responses made by hand, for functions that take one.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::planned::error_body;
use crate::call::{Head, Response};
use crate::error::{CallSummary, Error, ErrorKind};
use crate::generated::meta::IS_ATLAS;

/// An [`Error`] for a test.
///
/// ```
/// use atlas_client::testing::ErrorBuilder;
///
/// fn advice(error: &atlas_client::Error) -> &'static str {
///     match error.code() {
///         Some("USER_ALREADY_EXISTS") => "choose another name",
///         _ if error.is_timeout() && error.may_have_been_applied() => "look whether it is there",
///         _ => "ask for help",
///     }
/// }
///
/// assert_eq!(advice(&ErrorBuilder::status(409).with_code("USER_ALREADY_EXISTS").build()), "choose another name");
/// let timeout = ErrorBuilder::kind(atlas_client::ErrorKind::Timeout).with_maybe_applied(true).build();
/// assert_eq!(advice(&timeout), "look whether it is there");
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct ErrorBuilder {
    kind: ErrorKind,
    status: Option<StatusCode>,
    code: Option<String>,
    detail: String,
    headers: HeaderMap,
    operation: String,
    attempts: u32,
    maybe_applied: bool,
}

impl ErrorBuilder {
    /// An error status of Atlas.
    ///
    /// # Panics
    ///
    /// If the status is not valid.
    #[track_caller]
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("a valid status");
        Self { status: Some(status), ..Self::kind(ErrorKind::Status) }
    }

    /// An error of another kind, without a response.
    pub fn kind(kind: ErrorKind) -> Self {
        Self {
            kind,
            status: None,
            code: None,
            detail: "made by a test".to_owned(),
            headers: HeaderMap::new(),
            operation: String::new(),
            attempts: 1,
            maybe_applied: false,
        }
    }

    /// Sets Atlas's error code.
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the explanation: that of Atlas, or the message of an error of another kind.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Sets a header of the response, such as `retry-after`. Without effect for an error without a response.
    ///
    /// # Panics
    ///
    /// If name or value are not valid.
    #[track_caller]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a valid header name");
        self.headers.insert(name, HeaderValue::from_str(value).expect("a valid header value"));
        self
    }

    /// Sets which operation failed.
    pub fn with_operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = operation.into();
        self
    }

    /// Sets how many attempts the call made: one if not set.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets whether the request may have been carried out: no if not set.
    pub fn with_maybe_applied(mut self, maybe_applied: bool) -> Self {
        self.maybe_applied = maybe_applied;
        self
    }

    /// Makes the error.
    #[must_use]
    pub fn build(self) -> Error {
        let error = match self.status {
            Some(status) => {
                let body = error_body(status, self.code.as_deref(), &self.detail);
                Error::from_response(status, self.headers, body, IS_ATLAS)
            }
            None => Error::new(self.kind, self.detail).with_retry(self.kind.retry()),
        };
        error.complete(CallSummary {
            operation: self.operation.into(),
            attempts: self.attempts,
            maybe_applied: self.maybe_applied,
        })
    }
}

/// A successful response with this status and body, and no headers.
///
/// # Panics
///
/// If the status is not valid.
#[must_use]
#[track_caller]
pub fn response<T>(status: u16, body: T) -> Response<T> {
    let status = StatusCode::from_u16(status).expect("a valid status");
    let call = CallSummary { attempts: 1, ..CallSummary::default() };
    Response::new(Head { call, status, headers: HeaderMap::new(), memory: usize::MAX }, body)
}
