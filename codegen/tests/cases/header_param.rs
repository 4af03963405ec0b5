// warning: the header `Content-Length` is set by the client alone
//   --> header_param.yaml:14:11
//    |
// 14 |         - { name: Content-Length, in: header, required: true, schema: { type: integer }, description: How long...
//    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//    |
//    = note: at #/paths/~1api~1atlas~1v2~1things/get/parameters/2
// ==== api/header_param/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::HeaderParam;
use crate::model::{DateTime, IntoField, NaiveDate, Utc};
use crate::models::{GetThingPretty, GetThingSize};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl HeaderParam {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`. Responds with 204.
    ///
    /// - `x_trace_id`: Names the call.
    /// - `pretty`: How much of it.
    /// - `since`: From when on.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.header_param().get_thing(x_trace_id, pretty, since).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn get_thing(
        &self,
        x_trace_id: impl Into<String>,
        pretty: impl Into<GetThingPretty>,
        since: DateTime<Utc>,
    ) -> GetThing {
        GetThing(
            Request::new(&self.client, &GET_THING)
                .header("X-Trace-Id", Into::<String>::into(x_trace_id))
                .query("pretty", Into::<GetThingPretty>::into(pretty))
                .query("since", since),
        )
    }
}

pub(super) static GET_THING: Operation = Operation {
    id: "getThing",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`HeaderParam::get_thing`].
///
/// `GET /api/atlas/v2/things`. Responds with 204. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Whether an older response will do.
    ///
    /// Default `true`.
    #[doc(alias = "Use-Cache")]
    pub fn use_cache(self, use_cache: impl Into<Option<bool>>) -> Self {
        Self(self.0.header_option("Use-Cache", use_cache.into()))
    }

    /// How large it is.
    pub fn size<K_>(self, size: impl IntoField<GetThingSize, K_>) -> Self {
        Self(self.0.query_option("size", size.into_field()))
    }

    /// On which day.
    pub fn day(self, day: impl Into<Option<NaiveDate>>) -> Self {
        Self(self.0.query_option("day", day.into()))
    }

    /// How many.
    ///
    /// Range 1–500. Default `100`.
    pub fn limit(self, limit: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("limit", limit.into()))
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
// ==== api/header_param/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn header_param(&self) -> HeaderParam {
        HeaderParam {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::header_param`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct HeaderParam {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "header-param")]
pub mod header_param;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "header-param")]
    header_param::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.header_param()` | `header-param` | Returns and changes things. |
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
// ==== models/header_param/get_thing.rs
//! Inline schemas of `GET /api/atlas/v2/things`.

use crate::model;

/// Known values: `FULL` and `SHORT`.
#[derive(Clone)]
#[non_exhaustive]
pub enum GetThingPretty {
    /// `FULL`
    Full,
    /// `SHORT`
    Short,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl GetThingPretty {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["FULL", "SHORT"];

    const VARIANTS: &'static [Self] = &[Self::Full, Self::Short];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Full => "FULL",
            Self::Short => "SHORT",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(GetThingPretty);

/// Known values: `SMALL` and `LARGE`.
#[derive(Clone)]
#[non_exhaustive]
pub enum GetThingSize {
    /// `SMALL`
    Small,
    /// `LARGE`
    Large,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl GetThingSize {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["SMALL", "LARGE"];

    const VARIANTS: &'static [Self] = &[Self::Small, Self::Large];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Small => "SMALL",
            Self::Large => "LARGE",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(GetThingSize);
// ==== models/header_param/mod.rs
//! Types that only the tag `Header Param` uses.

mod get_thing;

pub use self::get_thing::{GetThingPretty, GetThingSize};
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

#[cfg(feature = "header-param")]
mod header_param;
#[cfg(feature = "header-param")]
pub use self::header_param::*;
