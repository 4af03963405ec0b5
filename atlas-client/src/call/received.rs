//! A successful response whose body is not decoded yet.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::IgnoredAny;

use super::stream::ByteStream;
use super::{gzip, span};
use crate::error::{ApiError, CallSummary, Error, ErrorKind, Result};
use crate::model::{Json, Slot, Strictness, declares, decode};
use crate::transport::{Body, Channel};

/// A successful response whose body is not decoded yet.
pub(crate) struct Received {
    pub(super) channel: Arc<Channel>,
    pub(super) call: CallSummary,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) payload: Payload,
    /// How long a stream may be silent.
    pub(super) timeout: Duration,
    pub(super) limits: Limits,
    /// The span of the call, which ends when the body is decoded.
    pub(super) span: tracing::Span,
}

/// The body of a response.
pub(crate) enum Payload {
    /// All of it, perhaps compressed.
    Whole(Bytes),
    /// All of it, decompressed.
    Plain(Bytes),
    Stream(Body),
    /// The head of a page for people in place of a download, decompressed.
    Page(Bytes),
}

/// How much of the body of a success is read before it is decoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it.
    Whole,
    /// Nothing: it is a download. Of a page for people in its place, the head is read.
    Download,
}

/// How a body is decoded.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// How large the body may be, decompressed.
    pub(super) body: usize,
    pub(super) strictness: Strictness,
    /// Whether a page for people was asked for.
    pub(super) html: bool,
}

impl Limits {
    /// How many bytes of memory the decoded value may take.
    pub(super) fn memory(self) -> usize {
        self.body.saturating_mul(DECODED)
    }
}

/// What to do about a response that is too large.
pub(super) const SMALLER: &str = "ask for smaller pages, or set a larger body limit";

/// What to do about a page for people.
const NOT_THE_API: &str = "check the base URL, and that no proxy responds in place of the API";

/// A value that would take more than `memory` bytes.
pub(super) fn too_large(memory: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("decoding the response takes more than {memory} bytes of memory"))
        .with_hint(SMALLER)
}

/// How large a body is decoded at once.
const SMALL: usize = 128 << 10;

/// How many times the limit of the body the decoded value may take. With the body itself, compressed and not, that
/// makes eight.
const DECODED: usize = 6;

impl Received {
    /// Whether decoding takes no more than some milliseconds. A small body is decompressed here.
    pub(super) fn is_small(&mut self) -> bool {
        let Payload::Whole(bytes) = &self.payload else {
            return true;
        };
        match gzip::decode_small(&self.headers, bytes, SMALL.min(self.limits.body)) {
            Some(plain) => self.decompressed(plain),
            // What is larger than the limit, or no gzip, fails soon.
            None => return bytes.len() < 64,
        }
        true
    }

    /// The body, decompressed; empty for a body that is streamed.
    pub(crate) fn bytes(&mut self) -> Result<Bytes> {
        let bytes = match &self.payload {
            Payload::Plain(bytes) | Payload::Page(bytes) => return Ok(bytes.clone()),
            Payload::Stream(_) => return Ok(Bytes::new()),
            Payload::Whole(bytes) => bytes,
        };
        let plain = gzip::decode(&self.headers, bytes, self.limits.body).map_err(|(kind, message)| {
            // Compressed, as the headers say.
            let body = if kind == ErrorKind::TooLarge { Bytes::new() } else { bytes.clone() };
            self.fail(kind, message, body)
        })?;
        self.decompressed(plain.clone());
        Ok(plain)
    }

    fn decompressed(&mut self, plain: Bytes) {
        self.payload = Payload::Plain(plain);
        gzip::decompressed(&mut self.headers);
    }

    /// Decodes JSON into `slot`.
    pub(super) fn json(mut self, slot: &mut dyn Slot) -> Result<()> {
        let body = self.bytes()?;
        let memory = self.limits.memory();
        let Err(error) = decode::response(&body, slot, self.limits.strictness, memory) else { return Ok(()) };
        Err(if error.is_too_large() {
            self.fail_with(too_large(memory), Bytes::new())
        } else if body.is_empty() {
            self.fail_empty()
        } else if self.is_json() {
            let message = "the response is not what the OpenAPI document says";
            let api = ApiError::in_success(&body, |key| declares(slot, key));
            self.fail_with(Error::new(ErrorKind::Decode, message).with_decode_error(error), body).with_api(api)
        } else {
            let message = format!("the response is not JSON but {}", content_type(&self.headers));
            let other = "check the base URL; if the API does respond so, send the call with `Client::request`";
            let hint = if is_html(&self.headers) { NOT_THE_API } else { other };
            self.fail_with(Error::new(ErrorKind::Decode, message).with_hint(hint), body)
        })
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    /// A body that is text: a JSON string, or the text itself, as the response says.
    pub(super) fn text(mut self) -> Result<String> {
        self.refuse_html()?;
        let body = self.bytes()?;
        if body.is_empty() && self.is_json() {
            return Err(self.fail_empty());
        }
        let is_quoted = self.is_json() && body.trim_ascii_start().starts_with(b"\"");
        if is_quoted && let Ok(Json::String(text)) = decode::json_within(&body, self.limits.memory()) {
            return Ok(text);
        }
        let is_strict = self.limits.strictness == Strictness::Strict;
        if self.is_json() && self.headers.contains_key(CONTENT_TYPE) && is_other_kind(&body, is_strict) {
            let message = "the response is JSON, but not a string, where a string was expected";
            let api = ApiError::in_success(&body, |_| false);
            return Err(self.fail_with(Error::new(ErrorKind::Decode, message), body).with_api(api));
        }
        match std::str::from_utf8(&body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let not_text = Error::new(ErrorKind::Decode, "the response is not text").with_source(error);
                Err(self.fail_with(not_text, body))
            }
        }
    }

    /// The body as a stream.
    pub(super) fn into_stream(self) -> Result<ByteStream> {
        let body = match self.payload {
            Payload::Page(ref head) => return Err(self.page(head.clone())),
            Payload::Stream(body) => body,
            Payload::Whole(bytes) | Payload::Plain(bytes) => bytes.into(),
        };
        Ok(ByteStream::new(self.channel, self.call, self.headers, body, self.timeout))
    }

    /// Refuses a page for people, such as a sign-in page of a proxy, where nothing or text was expected.
    pub(super) fn refuse_html(&mut self) -> Result<()> {
        if self.limits.html || !is_html(&self.headers) {
            return Ok(());
        }
        let body = self.bytes()?;
        if body.is_empty() { Ok(()) } else { Err(self.page(body)) }
    }

    /// The error of a page for people.
    fn page(&self, body: Bytes) -> Error {
        let message = format!("the response is a page in {}, not what was asked for", content_type(&self.headers));
        self.fail_with(Error::new(ErrorKind::Decode, message).with_hint(NOT_THE_API), body)
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(super) fn is_empty(&mut self) -> Result<bool> {
        Ok(self.status == StatusCode::NO_CONTENT || self.bytes()?.is_empty())
    }

    fn is_json(&self) -> bool {
        let kind = content_type(&self.headers);
        kind == "nothing stated" || kind.to_ascii_lowercase().ends_with("json")
    }

    /// The error of a response that says nothing.
    fn fail_empty(&self) -> Error {
        let message = format!("{} without a body, where one was expected", self.status);
        self.fail(ErrorKind::Decode, message, Bytes::new())
    }

    fn fail(&self, kind: ErrorKind, message: impl Into<Cow<'static, str>>, body: Bytes) -> Error {
        self.fail_with(Error::new(kind, message), body)
    }

    fn fail_with(&self, error: Error, body: Bytes) -> Error {
        let error = error.with_response(self.status, self.headers.clone(), body).complete(self.call.clone());
        span::end(&self.span, Err(&error));
        error
    }
}

/// The media type without its parameters.
fn content_type(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.map_or("nothing stated", |kind| kind.split(';').next().unwrap_or(kind).trim());
    kind.chars().take(100).collect()
}

/// Whether a response is a page for people.
pub(super) fn is_html(headers: &HeaderMap) -> bool {
    let kind = content_type(headers);
    ["text/html", "application/xhtml+xml"].iter().any(|html| kind.eq_ignore_ascii_case(html))
}

/// Whether a body, known not to be a JSON string, is null or an object in JSON, such as an error with status 200; under
/// strict decoding any JSON. Otherwise a number or the like counts as a string without its quotation marks.
fn is_other_kind(body: &[u8], is_strict: bool) -> bool {
    let body = body.trim_ascii();
    body == b"null" || (is_strict || body.starts_with(b"{")) && serde_json::from_slice::<IgnoredAny>(body).is_ok()
}
