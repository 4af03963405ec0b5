// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "same-enums")]
pub mod same_enums;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "same-enums")]
    same_enums::OPERATIONS,
];
// ==== api/same_enums/get_group_pool.rs
//! `getGroupPool`: `GET /api/atlas/v2/pools/{poolKind}`.

use super::SameEnums;
use crate::models::{GroupPoolKind, PoolResponse};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl SameEnums {
    /// Return one pool.
    ///
    /// `GET /api/atlas/v2/pools/{poolKind}`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.same_enums().get_group_pool(pool_kind).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn get_group_pool(&self, pool_kind: impl Into<GroupPoolKind>) -> GetGroupPool {
        GetGroupPool(
            Request::new(&self.client, &GET_GROUP_POOL)
                .path_value(Into::<GroupPoolKind>::into(pool_kind)),
        )
    }
}

pub(super) static GET_GROUP_POOL: Operation = Operation {
    id: "getGroupPool",
    method: Method::GET,
    path: "/api/atlas/v2/pools/{poolKind}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`SameEnums::get_group_pool`].
///
/// `GET /api/atlas/v2/pools/{poolKind}`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `PoolResponse`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetGroupPool(Request);

impl GetGroupPool {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<PoolResponse> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<PoolResponse>> {
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
// ==== api/same_enums/mod.rs
//! Lists of values that are written out again.

use crate::Client;
use crate::runtime::Operation;

mod get_group_pool;
mod replace_group_pool;

pub use self::get_group_pool::GetGroupPool;
pub use self::replace_group_pool::ReplaceGroupPool;

impl Client {
    /// Lists of values that are written out again.
    #[must_use]
    #[inline]
    pub fn same_enums(&self) -> SameEnums {
        SameEnums { client: self.clone() }
    }
}

/// Lists of values that are written out again.
///
/// Made by [`Client::same_enums`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct SameEnums {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &get_group_pool::GET_GROUP_POOL,
    &replace_group_pool::REPLACE_GROUP_POOL,
];
// ==== api/same_enums/replace_group_pool.rs
//! `replaceGroupPool`: `PUT /api/atlas/v2/pools/{poolKind}`.

use super::SameEnums;
use crate::models::{GroupPoolKind, PoolRequest};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl SameEnums {
    /// Replace one pool.
    ///
    /// `PUT /api/atlas/v2/pools/{poolKind}`, version 2024-05-30. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.same_enums().replace_group_pool(pool_kind).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn replace_group_pool(
        &self,
        pool_kind: impl Into<GroupPoolKind>,
    ) -> ReplaceGroupPool {
        ReplaceGroupPool(
            Request::new(&self.client, &REPLACE_GROUP_POOL)
                .path_value(Into::<GroupPoolKind>::into(pool_kind)),
        )
    }
}

pub(super) static REPLACE_GROUP_POOL: Operation = Operation {
    id: "replaceGroupPool",
    method: Method::PUT,
    path: "/api/atlas/v2/pools/{poolKind}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`SameEnums::replace_group_pool`].
///
/// `PUT /api/atlas/v2/pools/{poolKind}`, version 2024-05-30. Responds with 204.
/// [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceGroupPool(Request);

impl ReplaceGroupPool {
    /// The request body: an object. Without it none is sent.
    pub fn body(self, body: impl Into<PoolRequest>) -> Self {
        Self(self.0.body(Into::<PoolRequest>::into(body)))
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

    /// Sends the body's read-only properties too, which are left out otherwise.
    #[inline]
    pub fn with_read_only_fields(self) -> Self {
        Self(self.0.with_read_only_fields())
    }

    /// Sends the body although required fields in it were never set. They are left out.
    #[inline]
    pub fn with_missing_fields(self) -> Self {
        Self(self.0.with_missing_fields())
    }
}
// ==== handles.md
| --- | --- | --- |
| `client.same_enums()` | `same-enums` | Lists of values that are written out again. |
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

#[cfg(feature = "same-enums")]
mod same_enums;
#[cfg(feature = "same-enums")]
pub use self::same_enums::*;
// ==== models/same_enums/get_group_pool.rs
//! Inline schemas of `GET /api/atlas/v2/pools/{poolKind}`.

use crate::model;

/// Known values: `HOT` and `COLD`.
#[derive(Clone)]
#[non_exhaustive]
pub enum GroupPoolKind {
    /// `HOT`
    Hot,
    /// `COLD`
    Cold,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl GroupPoolKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["HOT", "COLD"];

    const VARIANTS: &'static [Self] = &[Self::Hot, Self::Cold];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Hot => "HOT",
            Self::Cold => "COLD",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(GroupPoolKind);
// ==== models/same_enums/mod.rs
//! Types that only the tag `Same Enums` uses.

mod get_group_pool;
mod pool_request;
mod pool_response;

pub use self::get_group_pool::GroupPoolKind;
pub use self::pool_request::{PoolRequest, PoolRequestSize, PoolRequestState};
pub use self::pool_response::{PoolRegion, PoolResponse, PoolResponseState};
// ==== models/same_enums/pool_request.rs
//! Schema `PoolRequest` and what belongs to it.

use crate::model;
use crate::model::IntoField;
use crate::models::PoolRegion;

/// An object of `region`, `minSize`, `maxSize` and `state`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct PoolRequest {
    /// Where it is.
    pub region: Option<PoolRegion>,
    /// Least size.
    pub min_size: Option<PoolRequestSize>,
    /// Greatest size.
    pub max_size: Option<PoolRequestSize>,
    /// Wanted state.
    pub state: Option<PoolRequestState>,
}

impl model::Object for PoolRequest {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PoolRequest",
            fields: &[
                model::Field::optional("region", "region"),
                model::Field::optional("min_size", "minSize"),
                model::Field::optional("max_size", "maxSize"),
                model::Field::optional("state", "state"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.region, &self.min_size, &self.max_size, &self.state],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.region,
                &mut self.min_size,
                &mut self.max_size,
                &mut self.state,
            ],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(PoolRequest);

impl PoolRequest {
    /// Sets `region`: Where it is.
    #[must_use]
    pub fn with_region<K_>(mut self, region: impl IntoField<PoolRegion, K_>) -> Self {
        self.region = region.into_field();
        self
    }

    /// Sets `min_size`: Least size.
    #[must_use]
    pub fn with_min_size<K_>(
        mut self,
        min_size: impl IntoField<PoolRequestSize, K_>,
    ) -> Self {
        self.min_size = min_size.into_field();
        self
    }

    /// Sets `max_size`: Greatest size.
    #[must_use]
    pub fn with_max_size<K_>(
        mut self,
        max_size: impl IntoField<PoolRequestSize, K_>,
    ) -> Self {
        self.max_size = max_size.into_field();
        self
    }

    /// Sets `state`: Wanted state.
    #[must_use]
    pub fn with_state<K_>(
        mut self,
        state: impl IntoField<PoolRequestState, K_>,
    ) -> Self {
        self.state = state.into_field();
        self
    }
}

/// Least size.
#[derive(Clone)]
#[non_exhaustive]
pub enum PoolRequestSize {
    /// `S`
    S,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl PoolRequestSize {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["S"];

    const VARIANTS: &'static [Self] = &[Self::S];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::S => "S",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(PoolRequestSize);

/// Wanted state.
#[derive(Clone)]
#[non_exhaustive]
pub enum PoolRequestState {
    /// `OPEN`
    Open,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl PoolRequestState {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["OPEN"];

    const VARIANTS: &'static [Self] = &[Self::Open];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "OPEN",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(PoolRequestState);
// ==== models/same_enums/pool_response.rs
//! Schema `PoolResponse` and what belongs to it.

use crate::model;

/// An object of `region` and `state`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct PoolResponse {
    /// Where it is.
    pub region: Option<PoolRegion>,
    /// Its state.
    pub state: Option<PoolResponseState>,
}

impl model::Object for PoolResponse {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PoolResponse",
            fields: &[
                model::Field::optional("region", "region"),
                model::Field::optional("state", "state"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.region, &self.state], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.region, &mut self.state],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(PoolResponse);

/// Where it is.
#[derive(Clone)]
#[non_exhaustive]
pub enum PoolRegion {
    /// `EAST`
    East,
    /// `WEST`
    West,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl PoolRegion {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["EAST", "WEST"];

    const VARIANTS: &'static [Self] = &[Self::East, Self::West];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::East => "EAST",
            Self::West => "WEST",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(PoolRegion);

/// Its state.
#[derive(Clone)]
#[non_exhaustive]
pub enum PoolResponseState {
    /// `OPEN`
    Open,
    /// `CLOSED`
    Closed,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl PoolResponseState {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["OPEN", "CLOSED"];

    const VARIANTS: &'static [Self] = &[Self::Open, Self::Closed];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "OPEN",
            Self::Closed => "CLOSED",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(PoolResponseState);
