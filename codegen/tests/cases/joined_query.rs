// ==== api/joined_query/list_things.rs
//! `listThings`: `GET /api/atlas/v2/things`.

use super::JoinedQuery;
use crate::model::{IntoItems, IntoListField};
use crate::models::ListThingsMetrics;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl JoinedQuery {
    /// Return things.
    ///
    /// `GET /api/atlas/v2/things`. Responds with 204.
    ///
    /// - `ids`: Which things.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.joined_query().list_things(ids).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn list_things(
        &self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> ListThings {
        ListThings(
            Request::new(&self.client, &LIST_THINGS)
                .query_joined("ids", ",", ids.into_iter().map(Into::<String>::into)),
        )
    }
}

pub(super) static LIST_THINGS: Operation = Operation {
    id: "listThings",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`JoinedQuery::list_things`].
///
/// `GET /api/atlas/v2/things`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListThings(Request);

impl ListThings {
    /// What to say of each.
    pub fn metrics<K_>(
        self,
        metrics: impl IntoListField<ListThingsMetrics, K_>,
    ) -> Self {
        Self(self.0.query_list("metrics", metrics.into_list_field().unwrap_or_default()))
    }

    /// From which years.
    pub fn years<K_>(self, years: impl IntoItems<i64, K_>) -> Self {
        Self(self.0.query_joined("years", ",", years.into_items().unwrap_or_default()))
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
// ==== api/joined_query/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod list_things;

pub use self::list_things::ListThings;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn joined_query(&self) -> JoinedQuery {
        JoinedQuery {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::joined_query`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct JoinedQuery {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&list_things::LIST_THINGS];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "joined-query")]
pub mod joined_query;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "joined-query")]
    joined_query::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.joined_query()` | `joined-query` | Returns and changes things. |
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
// ==== models/joined_query/list_things.rs
//! Inline schemas of `GET /api/atlas/v2/things`.

use crate::model;

/// Known values: `SIZE` and `AGE`.
#[derive(Clone)]
#[non_exhaustive]
pub enum ListThingsMetrics {
    /// `SIZE`
    Size,
    /// `AGE`
    Age,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ListThingsMetrics {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["SIZE", "AGE"];

    const VARIANTS: &'static [Self] = &[Self::Size, Self::Age];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Size => "SIZE",
            Self::Age => "AGE",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ListThingsMetrics);
// ==== models/joined_query/mod.rs
//! Types that only the tag `Joined Query` uses.

mod list_things;

pub use self::list_things::ListThingsMetrics;
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

#[cfg(feature = "joined-query")]
mod joined_query;
#[cfg(feature = "joined-query")]
pub use self::joined_query::*;
