// ==== api/byte_bodies/mod.rs
//! Takes what is not JSON.

use crate::Client;
use crate::runtime::Operation;

mod note_thing;
mod upload_thing;

pub use self::note_thing::NoteThing;
pub use self::upload_thing::UploadThing;

impl Client {
    /// Takes what is not JSON.
    #[must_use]
    #[inline]
    pub fn byte_bodies(&self) -> ByteBodies {
        ByteBodies { client: self.clone() }
    }
}

/// Takes what is not JSON.
///
/// Made by [`Client::byte_bodies`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ByteBodies {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &upload_thing::UPLOAD_THING,
    &note_thing::NOTE_THING,
];
// ==== api/byte_bodies/note_thing.rs
//! `noteThing`: `POST /api/atlas/v2/things/{name}`.

use super::ByteBodies;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ByteBodies {
    /// Leave a note.
    ///
    /// `POST /api/atlas/v2/things/{name}`. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.byte_bodies().note_thing(name).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn note_thing(&self, name: impl Into<String>) -> NoteThing {
        NoteThing(Request::new(&self.client, &NOTE_THING).path(name))
    }
}

pub(super) static NOTE_THING: Operation = Operation {
    id: "noteThing",
    method: Method::POST,
    path: "/api/atlas/v2/things/{name}",
    accept: "application/json",
    content_type: Some("text/plain"),
    query: &[],
    auth: true,
};

/// Request of [`ByteBodies::note_thing`].
///
/// `POST /api/atlas/v2/things/{name}`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct NoteThing(Request);

impl NoteThing {
    /// The request body: `Bytes`. Without it none is sent.
    ///
    /// Sent as it is, as `text/plain`.
    pub fn body(self, body: impl Into<crate::Bytes>) -> Self {
        Self(self.0.with_bytes(body.into()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<()> {
        self.0.send_empty()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<()>> {
        self.0.send_empty_full()
    }

    /// Sets how long one attempt may take, for this call.
    #[inline]
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    #[inline]
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
    #[inline]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }
}
// ==== api/byte_bodies/upload_thing.rs
//! `uploadThing`: `PUT /api/atlas/v2/things/{name}`.

use super::ByteBodies;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ByteBodies {
    /// Upload one thing.
    ///
    /// `PUT /api/atlas/v2/things/{name}`. Responds with 204.
    ///
    /// - `body`: The thing itself. Sent as it is, as `application/octet-stream`.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.byte_bodies().upload_thing(name, body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn upload_thing(
        &self,
        name: impl Into<String>,
        body: impl Into<crate::Bytes>,
    ) -> UploadThing {
        UploadThing(
            Request::new(&self.client, &UPLOAD_THING).path(name).with_bytes(body.into()),
        )
    }
}

pub(super) static UPLOAD_THING: Operation = Operation {
    id: "uploadThing",
    method: Method::PUT,
    path: "/api/atlas/v2/things/{name}",
    accept: "application/json",
    content_type: Some("application/octet-stream"),
    query: &[],
    auth: true,
};

/// Request of [`ByteBodies::upload_thing`].
///
/// `PUT /api/atlas/v2/things/{name}`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UploadThing(Request);

impl UploadThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<()> {
        self.0.send_empty()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<()>> {
        self.0.send_empty_full()
    }

    /// Sets how long one attempt may take, for this call.
    #[inline]
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    #[inline]
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
    #[inline]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }
}
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "byte-bodies")]
pub mod byte_bodies;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "byte-bodies")]
    byte_bodies::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.byte_bodies()` | `byte-bodies` | Takes what is not JSON. |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Case";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "2.0";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://cloud.mongodb.com");

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = true;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== models/mod.rs
//! Types of request and response bodies.
//!
//! Structs have public fields, `Default`, and `with_…` setters where a request can contain them.
//! They are `#[non_exhaustive]`: start from `default()`.
//!
//! Enums are open. A value that this version of the crate does not know arrives as `Unknown`, with
//! its text, and goes out again unchanged; comparing and hashing go by the text, so `Unknown("a")`
//! equals the variant for `a`. Unions are open in the same way: an object that none of the known
//! variants fits arrives as `Unknown`, whole.
