//! From a response to what the caller wants: JSON, text, nothing, or a stream.
//!
//! Only this step is generic: a [`Decode`] is a function from [`Received`] to a value.

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::received::{Reading, Received};
use super::stream::ByteStream;
use crate::error::Result;
use crate::model::{self, Json, Secret};
use crate::task::{BoxFuture, Outcome, offload, unpack};

/// A value that is decoded, or is being decoded.
pub(crate) enum Decoding<T> {
    Now(Result<T>),
    Later(Later),
}

/// A value that is being decoded on another thread: a large body takes longer than a task may block its runtime.
pub(crate) struct Later(BoxFuture<Result<Outcome>>);

/// Decodes a response, a large one on another thread.
pub(crate) fn begin<T: Send + 'static>(mut response: Received, decode: fn(Received) -> Result<T>) -> Decoding<T> {
    if response.is_small() {
        Decoding::Now(decode(response))
    } else {
        Decoding::Later(Later(offload(Box::new(move || Box::new(decode(response))))))
    }
}

impl Later {
    /// The value, of the type that was begun.
    pub(crate) fn poll<T: 'static>(&mut self, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let outcome = ready!(self.0.as_mut().poll(cx))?;
        Poll::Ready(unpack(outcome))
    }
}

/// A way to decode a response.
pub(crate) trait Decode {
    type Output: Send + 'static;
    /// How much of the body is read before.
    const READING: Reading = Reading::Whole;

    fn decode(response: Received) -> Result<Self::Output>;
}

/// A JSON document.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct JsonBody<T>(PhantomData<T>);
/// A JSON document, or nothing.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct OptionalJson<T>(PhantomData<T>);
/// A JSON document of any kind, null if there is none.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct JsonOrNull;
/// A JSON string, or text.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct TextBody;
/// A JSON string, or text, that must not be shown.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct SecretText;
/// A JSON string, or text, or nothing.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct OptionalText;
/// A JSON string, or text, that must not be shown, or nothing.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct OptionalSecret;
/// Whatever there is, ignored, unless it is a page for people.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) struct EmptyBody;
/// The bytes of a download, unchanged, chunk by chunk.
pub(crate) struct StreamedBody;
/// All bytes.
pub(crate) struct WholeBody;

impl<T: model::Model> Decode for JsonBody<T> {
    type Output = T;

    fn decode(response: Received) -> Result<T> {
        let mut value = T::empty();
        response.json(&mut value)?;
        Ok(value)
    }
}

impl<T: model::Model> Decode for OptionalJson<T> {
    type Output = Option<T>;

    fn decode(mut response: Received) -> Result<Option<T>> {
        if response.is_empty()? { Ok(None) } else { JsonBody::<Option<T>>::decode(response) }
    }
}

impl Decode for JsonOrNull {
    type Output = Json;

    fn decode(response: Received) -> Result<Json> {
        OptionalJson::<Json>::decode(response).map(Option::unwrap_or_default)
    }
}

impl Decode for TextBody {
    type Output = String;

    fn decode(response: Received) -> Result<String> {
        response.text()
    }
}

impl Decode for SecretText {
    type Output = Secret;

    fn decode(response: Received) -> Result<Secret> {
        response.text().map(Secret::from)
    }
}

impl Decode for OptionalText {
    type Output = Option<String>;

    fn decode(mut response: Received) -> Result<Option<String>> {
        if response.is_empty()? { Ok(None) } else { response.text().map(Some) }
    }
}

impl Decode for OptionalSecret {
    type Output = Option<Secret>;

    fn decode(response: Received) -> Result<Option<Secret>> {
        OptionalText::decode(response).map(|text| text.map(Secret::from))
    }
}

impl Decode for EmptyBody {
    type Output = ();

    fn decode(mut response: Received) -> Result<()> {
        response.refuse_html()
    }
}

impl Decode for StreamedBody {
    type Output = ByteStream;
    const READING: Reading = Reading::Download;

    fn decode(response: Received) -> Result<ByteStream> {
        response.into_stream()
    }
}

impl Decode for WholeBody {
    type Output = Bytes;

    fn decode(mut response: Received) -> Result<Bytes> {
        response.bytes()
    }
}
