//! What a response shows about what its request was authorized with. Nothing is said here that is not known: a key that
//! was not sent is not to blame, nor one that was accepted before.

use std::borrow::Cow;

use http::StatusCode;

use crate::error::{Error, ErrorKind};
use crate::retry::Retry;

/// What is known about a 401 beyond its response.
#[derive(Debug)]
pub(crate) struct Refusal {
    hint: &'static str,
    /// Why the client gave up, if the response does not say it all.
    message: Cow<'static, str>,
    /// Whether the client cannot authenticate at this server at all.
    unsupported: bool,
    retry: Option<Retry>,
}

impl Refusal {
    /// A refusal, and what to do about it.
    pub(super) const fn new(hint: &'static str) -> Self {
        Self { hint, message: Cow::Borrowed(""), unsupported: false, retry: None }
    }

    /// The refusal of a server that asks for something this client does not support.
    pub(super) fn unsupported(message: String, hint: &'static str) -> Self {
        Self { message: message.into(), unsupported: true, ..Self::new(hint) }
    }

    /// A refusal that can pass.
    pub(super) fn passing(message: String, hint: &'static str) -> Self {
        Self { message: message.into(), retry: Some(Retry::Always), ..Self::new(hint) }
    }

    /// The error of the response, with what is known.
    pub(crate) fn explain(self, error: Error) -> Error {
        let error = error.with_message(self.message).with_refusal_hint(self.hint);
        let error = if self.unsupported { error.with_kind(ErrorKind::Credentials) } else { error };
        match self.retry {
            Some(retry) => error.with_retry(retry),
            None => error,
        }
    }
}

/// Whether a response with this status shows that what its request was authorized with was accepted. The errors of
/// gateways and of limits show nothing.
pub(super) fn shows_acceptance(status: StatusCode) -> bool {
    status.is_success() || status.is_client_error() && !matches!(status.as_u16(), 401 | 407 | 408 | 421 | 425 | 429)
}
