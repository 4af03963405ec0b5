// ==== api/inline_enum_array/create_thing.rs
//! `createThing`: `POST /api/atlas/v2/things`.

use super::InlineEnumArray;
use crate::models::{CreateThingRequest, CreateThingResponse};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl InlineEnumArray {
    /// Create one thing.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = CreateThingRequest::default().with_events(events);
    /// let response = client.inline_enum_array().create_thing(body).send().await?;
    /// ```
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
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `CreateThingResponse`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateThing(Request);

impl CreateThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<CreateThingResponse> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<CreateThingResponse>> {
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
// ==== api/inline_enum_array/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod create_thing;

pub use self::create_thing::CreateThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
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

/// The operations of this tag, in the order of the document.
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
// ==== handles.md
| --- | --- | --- |
| `client.inline_enum_array()` | `inline-enum-array` | Returns and changes things. |
// ==== models/inline_enum_array/create_thing.rs
//! Inline schemas of `POST /api/atlas/v2/things`.

use crate::model;
use crate::model::{IntoField, IntoItems, IntoList};

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
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for CreateThingRequest {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "CreateThingRequest",
            fields: &[
                model::Field::required("events", "events"),
                model::Field::optional("detail", "detail"),
                model::Field::optional("ports", "ports"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.events, &self.detail, &self.ports], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.events, &mut self.detail, &mut self.ports],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(CreateThingRequest);

impl CreateThingRequest {
    /// Sets `events`: What to report.
    #[must_use]
    pub fn with_events<K_>(
        mut self,
        events: impl IntoList<CreateThingRequestEvents, K_>,
    ) -> Self {
        self.events = events.into_list();
        self.set_fields.insert(0);
        self
    }

    /// Sets `detail`: More about it.
    #[must_use]
    pub fn with_detail<K_>(
        mut self,
        detail: impl IntoField<CreateThingRequestDetail, K_>,
    ) -> Self {
        self.detail = detail.into_field();
        self
    }

    /// Sets `ports`: Where it listens.
    #[must_use]
    pub fn with_ports<K_>(mut self, ports: impl IntoItems<i64, K_>) -> Self {
        self.ports = ports.into_items();
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

impl model::Object for CreateThingResponse {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "CreateThingResponse",
            fields: &[model::Field::optional("state", "state")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.state], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.state], &mut model::SetFields::default());
    }
}

model::object_traits!(CreateThingResponse);

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

impl CreateThingRequestEvents {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["MADE", "LOST"];

    const VARIANTS: &'static [Self] = &[Self::Made, Self::Lost];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Made => "MADE",
            Self::Lost => "LOST",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(CreateThingRequestEvents);

/// More about it.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CreateThingRequestDetail {
    /// How much of it.
    ///
    /// Default `LOW`.
    pub level: Option<CreateThingRequestDetailLevel>,
}

impl model::Object for CreateThingRequestDetail {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "CreateThingRequestDetail",
            fields: &[model::Field::optional("level", "level")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level], &mut model::SetFields::default());
    }
}

model::object_traits!(CreateThingRequestDetail);

impl CreateThingRequestDetail {
    /// Sets `level`: How much of it.
    #[must_use]
    pub fn with_level<K_>(
        mut self,
        level: impl IntoField<CreateThingRequestDetailLevel, K_>,
    ) -> Self {
        self.level = level.into_field();
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

impl CreateThingResponseState {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["OK"];

    const VARIANTS: &'static [Self] = &[Self::Ok];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ok => "OK",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(CreateThingResponseState);

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

impl CreateThingRequestDetailLevel {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["LOW", "HIGH"];

    const VARIANTS: &'static [Self] = &[Self::Low, Self::High];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Low => "LOW",
            Self::High => "HIGH",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(CreateThingRequestDetailLevel);
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
