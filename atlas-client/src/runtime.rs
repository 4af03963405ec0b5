//! What generated code sees of the runtime: re-exports, and the ways to send a request.

#![allow(dead_code, unused_imports, reason = "generated code uses it, as far as the features go")]

pub(crate) use http::Method;

pub use crate::call::Operation;
pub(crate) use crate::call::Request;
pub(crate) use crate::pagination::{Listing, Page};

use crate::call::{
    EmptyBody, JsonBody, JsonOrNull, OptionalJson, OptionalSecret, OptionalText, SecretText, StreamedBody, TextBody,
};
use crate::model::{Json, Model, Secret};
use crate::{ByteStream, Pending, Response};

/// What the `send` of a builder calls: one method per kind of response body, and one that keeps status and headers.
impl Request {
    /// Any model, list, map or scalar.
    pub(crate) fn send_json<T: Model>(self) -> Pending<T> {
        Pending::body::<JsonBody<T>>(self)
    }

    pub(crate) fn send_json_full<T: Model>(self) -> Pending<Response<T>> {
        Pending::full::<JsonBody<T>>(self)
    }

    /// `None` for 204 or an empty body.
    pub(crate) fn send_optional_json<T: Model>(self) -> Pending<Option<T>> {
        Pending::body::<OptionalJson<T>>(self)
    }

    pub(crate) fn send_optional_json_full<T: Model>(self) -> Pending<Response<Option<T>>> {
        Pending::full::<OptionalJson<T>>(self)
    }

    /// Null for 204 or an empty body.
    pub(crate) fn send_json_or_null(self) -> Pending<Json> {
        Pending::body::<JsonOrNull>(self)
    }

    pub(crate) fn send_json_or_null_full(self) -> Pending<Response<Json>> {
        Pending::full::<JsonOrNull>(self)
    }

    /// No body is expected.
    pub(crate) fn send_empty(self) -> Pending<()> {
        Pending::body::<EmptyBody>(self)
    }

    pub(crate) fn send_empty_full(self) -> Pending<Response<()>> {
        Pending::full::<EmptyBody>(self)
    }

    /// A JSON string, or text.
    pub(crate) fn send_text(self) -> Pending<String> {
        Pending::body::<TextBody>(self)
    }

    pub(crate) fn send_text_full(self) -> Pending<Response<String>> {
        Pending::full::<TextBody>(self)
    }

    /// A JSON string, or text, that must not be shown.
    pub(crate) fn send_secret(self) -> Pending<Secret> {
        Pending::body::<SecretText>(self)
    }

    pub(crate) fn send_secret_full(self) -> Pending<Response<Secret>> {
        Pending::full::<SecretText>(self)
    }

    /// A JSON string, or text; `None` for 204 or an empty body.
    pub(crate) fn send_optional_text(self) -> Pending<Option<String>> {
        Pending::body::<OptionalText>(self)
    }

    pub(crate) fn send_optional_text_full(self) -> Pending<Response<Option<String>>> {
        Pending::full::<OptionalText>(self)
    }

    /// The same, of text that must not be shown.
    pub(crate) fn send_optional_secret(self) -> Pending<Option<Secret>> {
        Pending::body::<OptionalSecret>(self)
    }

    pub(crate) fn send_optional_secret_full(self) -> Pending<Response<Option<Secret>>> {
        Pending::full::<OptionalSecret>(self)
    }

    /// The bytes, unchanged.
    pub(crate) fn send_stream(self) -> Pending<ByteStream> {
        Pending::body::<StreamedBody>(self)
    }

    pub(crate) fn send_stream_full(self) -> Pending<Response<ByteStream>> {
        Pending::full::<StreamedBody>(self)
    }
}
