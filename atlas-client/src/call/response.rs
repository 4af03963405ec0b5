//! A response with its status, its headers and its decoded body.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::budget::{self, Failure};
use super::gzip;
use super::received::{Payload, Received, too_large};
use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::rate_limit::RateLimit;

/// A successful response: status, headers and body.
#[derive(Clone)]
pub struct Response<T> {
    head: Head,
    body: T,
}

/// A response without its body: apart, so that copying and dropping it is compiled once for all types.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) call: CallSummary,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// How many bytes of memory a value may take that the body is decoded into.
    pub(crate) memory: usize,
}

impl Head {
    /// What a response has besides its body, which is decompressed before anybody sees it, unless it is streamed.
    pub(super) fn of(response: &Received) -> Self {
        let (call, mut headers) = (response.call.clone(), response.headers.clone());
        if !matches!(response.payload, Payload::Stream(_)) {
            gzip::decompressed(&mut headers);
        }
        Self { call, status: response.status, headers, memory: response.limits.memory() }
    }
}

/// The response to an untyped request.
pub type RawResponse = Response<Bytes>;

impl<T> Response<T> {
    pub(crate) fn new(head: Head, body: T) -> Self {
        Self { head, body }
    }

    /// The status, always 2xx: 202 tells accepted work from finished work.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers, without `Content-Encoding` and `Content-Length` of a body that was decompressed.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The rate limit as the headers state it.
    #[must_use]
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(&self.head.headers)
    }

    /// How many attempts the call made, as [`Error::attempts`](crate::Error::attempts) counts them.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.head.call.attempts
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body itself.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

impl Response<Bytes> {
    /// Decodes the body as JSON with serde.
    ///
    /// As that of a typed operation, the value may take about six times the client's limit on bodies. What it takes is
    /// known by the types that serde is asked for: a list of large structs that `{}` is enough for is large.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or not of this type, or the value would take more memory.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        budget::from_slice(&self.body, self.head.memory).map_err(|failure| {
            let (error, body) = match failure {
                Failure::TooLarge => (too_large(self.head.memory), Bytes::new()),
                Failure::Unfit(error) => {
                    let (line, column) = (error.line(), error.column());
                    let message = format!("the body is not what was expected, at line {line} column {column}");
                    (Error::new(ErrorKind::Decode, message).with_source(Unfit(error)), self.body.clone())
                }
            };
            let headers = self.head.headers.clone();
            error.with_response(self.head.status, headers, body).complete(self.head.call.clone())
        })
    }
}

/// serde's error without its text, which may have a value of the body in it.
struct Unfit(serde_json::Error);

impl fmt::Debug for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} error of serde_json", self.0.classify())
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.0.classify() {
            Category::Data => "a value of another kind",
            Category::Eof => "the end of the text",
            Category::Syntax => "text that is not JSON",
            Category::Io => "an error of reading",
        };
        write!(f, "{what} at line {} column {}", self.0.line(), self.0.column())
    }
}

impl std::error::Error for Unfit {}

/// Without the body: an undecoded one shows everything in it.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.head.status).finish_non_exhaustive()
    }
}
