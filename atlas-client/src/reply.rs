//! From an answer to what the caller wants: JSON, text, nothing, or a stream.
//!
//! Only the last step is generic: a [`Kind`] is a function from [`Answer`] to a value.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::gzip;
use crate::model::{self, Secret, Slot, decode};
use crate::request::{Call, Request};
use crate::response::Response;
use crate::send::{BoxFuture, send};
use crate::stream::ByteStream;
use crate::transport::Body;

/// A call that is under way once it is awaited: a future of the operation's result.
///
/// Dropping it cancels the call; what has been sent by then may still be carried out.
#[must_use = "futures do nothing unless you `.await` them"]
pub struct Pending<T> {
    answer: BoxFuture<Result<Answer>>,
    read: fn(Answer) -> Result<T>,
}

impl<T> Pending<T> {
    /// The value of the answer.
    pub(crate) fn body<K: Kind<Output = T>>(request: Request) -> Self {
        Self { answer: send(request, K::STREAM), read: K::read }
    }
}

impl<T> Pending<Response<T>> {
    /// The value of the answer with status and headers.
    pub(crate) fn full<K: Kind<Output = T>>(request: Request) -> Self {
        Self { answer: send(request, K::STREAM), read: full::<K> }
    }
}

fn full<K: Kind>(answer: Answer) -> Result<Response<K::Output>> {
    let (status, headers, attempts) = (answer.status, answer.headers.clone(), answer.attempts);
    Ok(Response::new(status, headers, attempts, K::read(answer)?))
}

impl<T> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(cx));
        Poll::Ready(answer.and_then(self.read))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}

/// A successful answer, body not yet decoded.
pub(crate) struct Answer {
    client: Client,
    operation: Cow<'static, str>,
    status: StatusCode,
    headers: HeaderMap,
    payload: Payload,
    attempts: u32,
    /// Whether the request changed something.
    applied: bool,
    timeout: Duration,
}

/// The body of an answer.
pub(crate) enum Payload {
    /// All of it, perhaps compressed.
    Whole(Bytes),
    /// All of it, decompressed.
    Plain(Bytes),
    Stream(Body),
}

impl Answer {
    pub(crate) fn new(call: &Call, status: StatusCode, headers: HeaderMap, payload: Payload) -> Self {
        Self {
            client: call.client.clone(),
            operation: call.name.clone(),
            status,
            headers,
            payload,
            attempts: 1,
            applied: !call.method.is_safe(),
            timeout: call.timeout,
        }
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The body, decompressed. A body that was to be streamed is none.
    pub(crate) fn bytes(&mut self) -> Result<Bytes> {
        let bytes = match &self.payload {
            Payload::Plain(bytes) => return Ok(bytes.clone()),
            Payload::Stream(_) => return Ok(Bytes::new()),
            Payload::Whole(bytes) => gzip::decode(&self.headers, bytes, self.client.inner().body_limit)
                .map_err(|problem| self.fail(problem.0, problem.1, Bytes::new()))?,
        };
        self.payload = Payload::Plain(bytes.clone());
        Ok(bytes)
    }

    /// Decodes JSON into `slot`.
    fn json(mut self, slot: &mut dyn Slot) -> Result<()> {
        let body = self.bytes()?;
        decode::from_slice(&body, slot, self.client.inner().strictness).map_err(|error| {
            if body.is_empty() {
                let message = format!("{} without a body, where one was expected", self.status);
                self.fail(ErrorKind::Decode, message, body)
            } else if self.is_json() {
                let message = "the answer is not what the API's description says";
                self.fail(ErrorKind::Decode, message, body).with_decode_error(error)
            } else {
                let message = format!("the answer is not JSON but {}", self.content_type());
                let hint = "check the base URL, and that no proxy answers in the place of Atlas";
                self.fail(ErrorKind::Decode, message, body).with_hint(hint)
            }
        })
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    /// A body that is text: as a JSON string, or as it is.
    fn text(mut self) -> Result<String> {
        let body = self.bytes()?;
        if let Ok(text) = serde_json::from_slice(&body) {
            return Ok(text);
        }
        match std::str::from_utf8(&body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(self.fail(ErrorKind::Decode, "the answer is not text", body).with_source(error)),
        }
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    fn is_empty(&mut self) -> Result<bool> {
        Ok(self.status == StatusCode::NO_CONTENT || self.bytes()?.is_empty())
    }

    fn is_json(&self) -> bool {
        let kind = self.content_type();
        kind == "nothing stated" || kind.ends_with("json")
    }

    fn content_type(&self) -> String {
        let kind = self.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.map_or("nothing stated", |kind| kind.split(';').next().unwrap_or(kind).trim());
        kind.chars().take(100).collect()
    }

    fn fail(&self, kind: ErrorKind, message: impl Into<Cow<'static, str>>, body: Bytes) -> Error {
        Error::new(kind, message)
            .with_operation(self.operation.clone())
            .with_answer(self.status, self.headers.clone(), body)
            .with_attempts(self.attempts)
            .with_doubt(self.applied)
    }
}

/// A way to read an answer.
pub(crate) trait Kind {
    type Output;
    /// Whether the body stays unread.
    const STREAM: bool = false;

    fn read(answer: Answer) -> Result<Self::Output>;
}

/// A JSON document.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct Json<T>(PhantomData<T>);
/// A JSON document, or nothing.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct Optional<T>(PhantomData<T>);
/// A JSON string, or text.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct Text;
/// A JSON string, or text, that must not be shown.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct SecretText;
/// Whatever there is, dropped.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct Empty;
/// The bytes as they come.
pub(crate) struct Streamed;
/// The bytes, collected.
pub(crate) struct Whole;

impl<T: model::Model> Kind for Json<T> {
    type Output = T;

    fn read(answer: Answer) -> Result<T> {
        let mut value = T::default();
        answer.json(&mut value)?;
        Ok(value)
    }
}

impl<T: model::Model> Kind for Optional<T> {
    type Output = Option<T>;

    fn read(mut answer: Answer) -> Result<Option<T>> {
        if answer.is_empty()? { Ok(None) } else { Json::<Option<T>>::read(answer) }
    }
}

impl Kind for Text {
    type Output = String;

    fn read(answer: Answer) -> Result<String> {
        answer.text()
    }
}

impl Kind for SecretText {
    type Output = Secret;

    fn read(answer: Answer) -> Result<Secret> {
        answer.text().map(Secret::from)
    }
}

impl Kind for Empty {
    type Output = ();

    fn read(_: Answer) -> Result<()> {
        Ok(())
    }
}

impl Kind for Streamed {
    type Output = ByteStream;
    const STREAM: bool = true;

    fn read(answer: Answer) -> Result<ByteStream> {
        let body = match answer.payload {
            Payload::Stream(body) => body,
            Payload::Whole(bytes) | Payload::Plain(bytes) => bytes.into(),
        };
        Ok(ByteStream::new(answer.client, answer.operation, answer.headers, body, answer.timeout, answer.applied))
    }
}

impl Kind for Whole {
    type Output = Bytes;

    fn read(mut answer: Answer) -> Result<Bytes> {
        answer.bytes()
    }
}
