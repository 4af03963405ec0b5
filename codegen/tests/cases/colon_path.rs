// ==== api/colon_path/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod restart_thing;

pub use self::restart_thing::RestartThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn colon_path(&self) -> ColonPath {
        ColonPath { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::colon_path`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ColonPath {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&restart_thing::RESTART_THING];
// ==== api/colon_path/restart_thing.rs
//! `restartThing`: `POST /api/atlas/v2/groups/{groupId}/things/{thingName}:restart`.

use super::ColonPath;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ColonPath {
    /// Restart one thing.
    ///
    /// `POST /api/atlas/v2/groups/{groupId}/things/{thingName}:restart`. Responds with 202.
    ///
    /// - `group_id`: Whose it is.
    /// - `thing_name`: What it is called.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.colon_path().restart_thing(group_id, thing_name).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on HTTP 404.
    pub fn restart_thing(
        &self,
        group_id: impl Into<String>,
        thing_name: impl Into<String>,
    ) -> RestartThing {
        RestartThing(
            Request::new(&self.client, &RESTART_THING).path(group_id).path(thing_name),
        )
    }
}

pub(super) static RESTART_THING: Operation = Operation {
    id: "restartThing",
    method: Method::POST,
    path: "/api/atlas/v2/groups/{groupId}/things/{thingName}:restart",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`ColonPath::restart_thing`].
///
/// `POST /api/atlas/v2/groups/{groupId}/things/{thingName}:restart`. Responds with 202.
/// [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RestartThing(Request);

impl RestartThing {
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

#[cfg(feature = "colon-path")]
pub mod colon_path;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "colon-path")]
    colon_path::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.colon_path()` | `colon-path` | Returns and changes things. |
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
