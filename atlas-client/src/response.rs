//! An answer with everything that came with its body.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Result};
use crate::retry::retry_after;

/// A successful answer: status, headers and body.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    body: T,
}

/// The answer to an untyped request.
pub type RawResponse = Response<Bytes>;

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, attempts: u32, body: T) -> Self {
        Self { status, headers, attempts, body }
    }

    /// The status, always 2xx: 202 tells accepted work from finished work.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The rate limit as the headers state it.
    #[must_use]
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(&self.headers)
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
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
    /// # Errors
    ///
    /// If the body is not JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let place =
                format!("the body is not what was expected, at line {} column {}", error.line(), error.column());
            Error::new(ErrorKind::Decode, place)
                .with_answer(self.status, self.headers.clone(), self.body.clone())
                .with_source(Unfit(error))
        })
    }
}

/// serde's error: its text may have a value of the body in it, so `Debug`, which goes to logs, does without.
struct Unfit(serde_json::Error);

impl fmt::Debug for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} error of serde_json", self.0.classify())
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Unfit {}

/// Without the body: an undecoded one shows everything in it.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// A rate limit as the headers of an answer state it. Atlas does not always send them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// `RateLimit-Limit`: how many requests fit into the bucket.
    pub limit: Option<u64>,
    /// `RateLimit-Remaining`: how many are left in it.
    pub remaining: Option<u64>,
    /// `Retry-After`: how long to wait before the next request, only if this one was refused.
    pub retry_after: Option<Duration>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let number = |name| headers.get(name)?.to_str().ok()?.trim().parse().ok();
        Self {
            limit: number("ratelimit-limit"),
            remaining: number("ratelimit-remaining"),
            retry_after: retry_after(headers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_limits_are_read_leniently() {
        let pairs = [("ratelimit-limit", "10"), ("ratelimit-remaining", " 0 "), ("retry-after", "55")];
        let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let limit = RateLimit::read(&headers);
        assert_eq!((limit.limit, limit.remaining), (Some(10), Some(0)));
        assert_eq!(limit.retry_after, Some(Duration::from_secs(55)));
        assert_eq!(RateLimit::read(&HeaderMap::new()), RateLimit::default());
    }
}
