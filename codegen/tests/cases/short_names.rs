// warning: the document has no server: the client must be built with a base URL
//  --> short_names.yaml:2:1
//   |
// 2 | openapi: 3.0.3
//   | ^^^^^^^^^^^^^^
//
// warning: two operations of one tag become the same Rust name `x`: `X` and `x`
//   --> short_names.yaml:10:5
//    |
// 10 |     delete: {tags: [Letters], operationId: X, responses: {'204': {description: none}}}
//    |     ^^^^^^
//    |
//    = note: at #/paths/~1a/delete
//    = note: `X` becomes `x_a`
// ==== api/letters/mod.rs
//! Operations of the tag `Letters`.

use crate::Client;
use crate::runtime::Operation;

mod n1;
mod s3;
mod x;
mod x_a;

pub use self::n1::N1;
pub use self::s3::S3;
pub use self::x::X;
pub use self::x_a::XA;

impl Client {
    /// Operations of the tag `Letters`.
    #[must_use]
    #[inline]
    pub fn letters(&self) -> Letters {
        Letters { client: self.clone() }
    }
}

/// Operations of the tag `Letters`.
///
/// Made by [`Client::letters`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Letters {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &x::X_OPERATION,
    &s3::S3_OPERATION,
    &n1::N1_OPERATION,
    &x_a::X_A,
];
// ==== api/letters/n1.rs
//! `1`: `POST /a`.

use super::Letters;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Letters {
    /// `POST /a`. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.letters().n1().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[doc(alias = "1")]
    #[inline]
    pub fn n1(&self) -> N1 {
        N1(Request::new(&self.client, &N1_OPERATION))
    }
}

pub(super) static N1_OPERATION: Operation = Operation {
    id: "1",
    method: Method::POST,
    path: "/a",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Letters::n1`].
///
/// `POST /a`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct N1(Request);

impl N1 {
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
// ==== api/letters/s3.rs
//! `s3`: `PUT /a`.

use super::Letters;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Letters {
    /// `PUT /a`. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.letters().s3().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn s3(&self) -> S3 {
        S3(Request::new(&self.client, &S3_OPERATION))
    }
}

pub(super) static S3_OPERATION: Operation = Operation {
    id: "s3",
    method: Method::PUT,
    path: "/a",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Letters::s3`].
///
/// `PUT /a`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct S3(Request);

impl S3 {
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
// ==== api/letters/x.rs
//! `x`: `GET /a`.

use super::Letters;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Letters {
    /// `GET /a`. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.letters().x().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn x(&self) -> X {
        X(Request::new(&self.client, &X_OPERATION))
    }
}

pub(super) static X_OPERATION: Operation = Operation {
    id: "x",
    method: Method::GET,
    path: "/a",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Letters::x`].
///
/// `GET /a`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct X(Request);

impl X {
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
// ==== api/letters/x_a.rs
//! `X`: `DELETE /a`.

use super::Letters;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Letters {
    /// `DELETE /a`. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.letters().x_a().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[doc(alias = "X")]
    #[inline]
    pub fn x_a(&self) -> XA {
        XA(Request::new(&self.client, &X_A))
    }
}

pub(super) static X_A: Operation = Operation {
    id: "X",
    method: Method::DELETE,
    path: "/a",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Letters::x_a`].
///
/// `DELETE /a`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct XA(Request);

impl XA {
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

#[cfg(feature = "letters")]
pub mod letters;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "letters")]
    letters::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.letters()` | `letters` | Letters |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Short names";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = None;

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = false;

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
