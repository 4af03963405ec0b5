// ==== api/inline_enum_array/create_thing.rs
//! `createThing`: `POST /api/atlas/v2/things`.

use super::InlineEnumArray;
use crate::models::{CreateThingRequest, CreateThingResponse};
use crate::runtime::{Method, Operation, Request, builder};

impl InlineEnumArray {
    /// Create one thing.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn create_thing(&self, body: impl Into<CreateThingRequest>) -> CreateThing {
        CreateThing(
            Request::new(&self.client, &CREATE_THING)
                .body(Into::<CreateThingRequest>::into(body)),
        )
    }
}

pub(super) static CREATE_THING: Operation = Operation {
    id: "createThing",
    method: Method::POST,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`InlineEnumArray::create_thing`].
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateThing(Request);

builder!(CreateThing, body -> json CreateThingResponse);
// ==== api/inline_enum_array/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod create_thing;

pub use self::create_thing::CreateThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    pub fn inline_enum_array(&self) -> InlineEnumArray {
        InlineEnumArray {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::inline_enum_array`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct InlineEnumArray {
    client: Client,
}

/// The operations of this tag, in the order of the description.
pub(crate) static OPERATIONS: &[&Operation] = &[&create_thing::CREATE_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "inline-enum-array")]
pub mod inline_enum_array;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "inline-enum-array")]
    inline_enum_array::OPERATIONS,
];
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the description calls the API.
pub const API_TITLE: &str = "Case";

/// The version that the description gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "2.0";

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = Some("2024-05-30");

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== mod.rs
//! Everything that is generated from the OpenAPI document.

#![allow(clippy::doc_markdown, reason = "prose names products, which are not code")]
pub mod api;
pub mod meta;
pub mod models;
// ==== models/inline_enum_array/create_thing.rs
//! Inline schemas of `POST /api/atlas/v2/things`.

use crate::model::{object, string_enum};

/// What to create.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CreateThingRequest {
    /// What to report.
    ///
    /// Items at least 1, all different.
    pub events: Vec<CreateThingRequestEvents>,
    /// More about it.
    pub detail: Option<CreateThingRequestDetail>,
    /// Where it listens.
    ///
    /// Each one of `80` or `443`.
    pub ports: Option<Vec<i64>>,
}

object! {
    CreateThingRequest {
        events: "events" required,
        detail: "detail",
        ports: "ports",
    }
}

impl CreateThingRequest {
    /// Sets `events`: What to report.
    #[must_use]
    pub fn with_events(
        mut self,
        events: impl IntoIterator<Item = impl Into<CreateThingRequestEvents>>,
    ) -> Self {
        self.events = events.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `detail`: More about it.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<CreateThingRequestDetail>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sets `ports`: Where it listens.
    #[must_use]
    pub fn with_ports(mut self, ports: impl IntoIterator<Item = i64>) -> Self {
        self.ports = Some(ports.into_iter().collect());
        self
    }
}

/// An object of `state`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CreateThingResponse {
    /// How it went.
    pub state: Option<CreateThingResponseState>,
}

object! {
    CreateThingResponse {
        state: "state",
    }
}

/// Known values: `MADE` and `LOST`.
#[derive(Clone)]
#[non_exhaustive]
pub enum CreateThingRequestEvents {
    /// `MADE`
    Made,
    /// `LOST`
    Lost,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

string_enum! {
    CreateThingRequestEvents {
        Made = "MADE",
        Lost = "LOST",
    }
}

/// More about it.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CreateThingRequestDetail {
    /// How much of it.
    ///
    /// Default `LOW`.
    pub level: Option<CreateThingRequestDetailLevel>,
}

object! {
    CreateThingRequestDetail {
        level: "level",
    }
}

impl CreateThingRequestDetail {
    /// Sets `level`: How much of it.
    #[must_use]
    pub fn with_level(
        mut self,
        level: impl Into<CreateThingRequestDetailLevel>,
    ) -> Self {
        self.level = Some(level.into());
        self
    }
}

/// How it went.
#[derive(Clone)]
#[non_exhaustive]
pub enum CreateThingResponseState {
    /// `OK`
    Ok,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

string_enum! {
    CreateThingResponseState {
        Ok = "OK",
    }
}

/// How much of it.
#[derive(Clone)]
#[non_exhaustive]
pub enum CreateThingRequestDetailLevel {
    /// `LOW`
    Low,
    /// `HIGH`
    High,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

string_enum! {
    CreateThingRequestDetailLevel {
        Low = "LOW",
        High = "HIGH",
    }
}
// ==== models/inline_enum_array/mod.rs
//! Types that only the tag `Inline Enum Array` uses.

mod create_thing;

pub use self::create_thing::{
    CreateThingRequest, CreateThingRequestDetail, CreateThingRequestDetailLevel,
    CreateThingRequestEvents, CreateThingResponse, CreateThingResponseState,
};
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

#[cfg(feature = "inline-enum-array")]
mod inline_enum_array;
#[cfg(feature = "inline-enum-array")]
pub use self::inline_enum_array::*;
