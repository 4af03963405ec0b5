// warning: the document has no server: the client must be built with a base URL
//  --> union_without_variants.yaml:2:1
//   |
// 2 | openapi: 3.0.3
//   | ^^^^^^^^^^^^^^
//
// warning: this alternative has no shape: its values become `Unknown`
//   --> union_without_variants.yaml:13:5
//    |
// 13 |     A: {description: Any value.}
//    |     ^
//    |
//    = note: at #/components/schemas/A
//    = note: 1 more place; REPORT.md lists both
//
// remark: this operation has no tag
//  --> union_without_variants.yaml:6:5
//   |
// 6 |     get:
//   |     ^^^ up to line 9
//   |
//   = note: at #/paths/~1things/get
//   = help: add `tags` with one tag: it decides which handle has the operation
//
// remark: no property `kind` is declared, here or in an alternative
//   --> union_without_variants.yaml:12:43
//    |
// 12 |     Thing: {discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}}
//    |                                           ^^^^
//    |
//    = note: at #/components/schemas/Thing/discriminator/propertyName
//    = help: declare `kind` in `properties`
//
// remark: a schema without a `type` allows any value
//   --> union_without_variants.yaml:13:5
//    |
// 13 |     A: {description: Any value.}
//    |     ^
//    |
//    = note: at #/components/schemas/A
//    = help: add a `type`
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "untagged")]
pub mod untagged;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "untagged")]
    untagged::OPERATIONS,
];
// ==== api/untagged/get_thing.rs
//! `getThing`: `GET /things`.

use super::Untagged;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Untagged {
    /// `GET /things`. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.untagged().get_thing().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_thing(&self) -> GetThing {
        GetThing(Request::new(&self.client, &GET_THING))
    }
}

pub(super) static GET_THING: Operation = Operation {
    id: "getThing",
    method: Method::GET,
    path: "/things",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Untagged::get_thing`].
///
/// `GET /things`. Responds with 200. [`send`](Self::send) returns `Thing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Thing> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Thing>> {
        self.0.send_json_full()
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
// ==== api/untagged/mod.rs
//! Operations of the tag `Untagged`.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Operations of the tag `Untagged`.
    #[must_use]
    #[inline]
    pub fn untagged(&self) -> Untagged {
        Untagged { client: self.clone() }
    }
}

/// Operations of the tag `Untagged`.
///
/// Made by [`Client::untagged`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Untagged {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== handles.md
| --- | --- | --- |
| `client.untagged()` | `untagged` | Untagged |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Cases";

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

#[cfg(feature = "untagged")]
mod untagged;
#[cfg(feature = "untagged")]
pub use self::untagged::*;
// ==== models/untagged/mod.rs
//! Types that only the tag `Untagged` uses.

mod thing;

pub use self::thing::Thing;
// ==== models/untagged/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::Json;

/// A value of any kind.
#[derive(Clone)]
#[non_exhaustive]
pub enum Thing {
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Thing {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, _: &str) -> bool {
        false
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Thing);
