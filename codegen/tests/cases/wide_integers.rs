// remark: `int64` is a format of `integer`, not of `number`
//   --> wide_integers.yaml:39:19
//    |
// 39 |           format: int64
//    |                   ^^^^^
//    |
//    = note: at #/components/schemas/Gauge/properties/serial/format
//    = help: check the `type` and the `format`
//
// remark: a schema without a `type` allows any value
//   --> wide_integers.yaml:43:13
//    |
// 43 |           - format: int32
//    |             ^^^^^^^^^^^^^
//    |
//    = note: at #/components/schemas/Gauge/properties/level/allOf/1
//    = help: add a `type`
//
// remark: unknown format `uint64`
//   --> wide_integers.yaml:50:19
//    |
// 50 |           format: uint64
//    |                   ^^^^^^
//    |
//    = note: at #/components/schemas/Gauge/properties/checksum/format
//    = help: did you mean `int64`?
// ==== api/gauges/mod.rs
//! Operations of the tag `Gauges`.

use crate::Client;
use crate::runtime::Operation;

mod replace_gauge;

pub use self::replace_gauge::ReplaceGauge;

impl Client {
    /// Operations of the tag `Gauges`.
    #[must_use]
    #[inline]
    pub fn gauges(&self) -> Gauges {
        Gauges { client: self.clone() }
    }
}

/// Operations of the tag `Gauges`.
///
/// Made by [`Client::gauges`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Gauges {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&replace_gauge::REPLACE_GAUGE];
// ==== api/gauges/replace_gauge.rs
//! `replaceGauge`: `PUT /gauges`.

use super::Gauges;
use crate::models::Gauge;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Gauges {
    /// Replace a gauge.
    ///
    /// `PUT /gauges`. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Gauge::default().with_load(load);
    /// let response = client.gauges().replace_gauge(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn replace_gauge(&self, body: impl Into<Gauge>) -> ReplaceGauge {
        ReplaceGauge(
            Request::new(&self.client, &REPLACE_GAUGE).body(Into::<Gauge>::into(body)),
        )
    }
}

pub(super) static REPLACE_GAUGE: Operation = Operation {
    id: "replaceGauge",
    method: Method::PUT,
    path: "/gauges",
    accept: "application/json",
    content_type: Some("application/json"),
    query: &[],
    auth: true,
};

/// Request of [`Gauges::replace_gauge`].
///
/// `PUT /gauges`. Responds with 200. [`send`](Self::send) returns `Gauge`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceGauge(Request);

impl ReplaceGauge {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Gauge> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Gauge>> {
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
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "gauges")]
pub mod gauges;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "gauges")]
    gauges::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.gauges()` | `gauges` | Gauges |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Wide integers";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://cloud.mongodb.com");

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = false;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== models/gauges/gauge.rs
//! Schema `Gauge` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Json};

/// An object of `load`, `serial`, `level`, `bytes`, `checksum` and `offset`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Gauge {
    /// Property `load`: one of several kinds of value.
    pub load: Option<GaugeLoad>,
    /// Property `serial`: an integer.
    pub serial: Option<i64>,
    /// Property `level`: an integer.
    ///
    /// Format `int32`.
    pub level: Option<i64>,
    /// Property `bytes`: an integer.
    ///
    /// Range 0–18446744073709551615.
    pub bytes: Option<u64>,
    /// Property `checksum`: an integer.
    ///
    /// Format `uint64`.
    pub checksum: Option<u64>,
    /// Property `offset`: an integer.
    ///
    /// Range -1–18446744073709551615.
    pub offset: Option<i64>,
}

impl model::Object for Gauge {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Gauge",
            fields: &[
                model::Field::optional("load", "load"),
                model::Field::optional("serial", "serial"),
                model::Field::optional("level", "level"),
                model::Field::optional("bytes", "bytes"),
                model::Field::optional("checksum", "checksum"),
                model::Field::optional("offset", "offset"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[
                &self.load,
                &self.serial,
                &self.level,
                &self.bytes,
                &self.checksum,
                &self.offset,
            ],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.load,
                &mut self.serial,
                &mut self.level,
                &mut self.bytes,
                &mut self.checksum,
                &mut self.offset,
            ],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Gauge);

impl Gauge {
    /// Sets `load`: one of several kinds of value.
    #[must_use]
    pub fn with_load<K_>(mut self, load: impl IntoField<GaugeLoad, K_>) -> Self {
        self.load = load.into_field();
        self
    }

    /// Sets `serial`: an integer.
    #[must_use]
    pub fn with_serial(mut self, serial: impl Into<Option<i64>>) -> Self {
        self.serial = serial.into();
        self
    }

    /// Sets `level`: an integer.
    #[must_use]
    pub fn with_level(mut self, level: impl Into<Option<i64>>) -> Self {
        self.level = level.into();
        self
    }

    /// Sets `bytes`: an integer.
    #[must_use]
    pub fn with_bytes(mut self, bytes: impl Into<Option<u64>>) -> Self {
        self.bytes = bytes.into();
        self
    }

    /// Sets `checksum`: an integer.
    #[must_use]
    pub fn with_checksum(mut self, checksum: impl Into<Option<u64>>) -> Self {
        self.checksum = checksum.into();
        self
    }

    /// Sets `offset`: an integer.
    #[must_use]
    pub fn with_offset(mut self, offset: impl Into<Option<i64>>) -> Self {
        self.offset = offset.into();
        self
    }
}

/// One of an integer or a number.
#[derive(Clone)]
#[non_exhaustive]
pub enum GaugeLoad {
    /// Holds an integer.
    Integer(i64),
    /// Holds a number.
    Number(f64),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for GaugeLoad {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Integer", &[]),
                model::Variant::new("Number", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Integer(value) => model::Active::Variant("Integer", value),
            Self::Number(value) => model::Active::Variant("Number", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Integer(value) => model::ActiveMut::Variant(value),
            Self::Number(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Integer" => Self::Integer(model::Slot::empty()),
            "Number" => Self::Number(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(GaugeLoad);

impl From<i64> for GaugeLoad {
    #[inline]
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for GaugeLoad {
    #[inline]
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
// ==== models/gauges/mod.rs
//! Types that only the tag `Gauges` uses.

mod gauge;

pub use self::gauge::{Gauge, GaugeLoad};
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

#[cfg(feature = "gauges")]
mod gauges;
#[cfg(feature = "gauges")]
pub use self::gauges::*;
