//! Why a request got no complete response.

use std::error::Error as StdError;
use std::fmt;

/// Why a request got no complete response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// What the runtime needs to know about a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// It took too long.
    Timeout,
    /// The request is not valid, so nothing was sent.
    Request,
    /// The response comes from another URL.
    Redirected,
    /// The headers of the response are too large, or too many.
    TooLarge,
    /// Anything else; the request may have been carried out.
    Io,
}

impl TransportError {
    /// An error of this kind. Its source must not have credentials in its text.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Redirected => "the response comes from another URL",
            TransportErrorKind::TooLarge => "the headers of the response are too large",
            TransportErrorKind::Io => "the connection broke",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
