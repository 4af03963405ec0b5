// warning: a number or a boolean in place of a string is read as its text
//   --> unquoted_values.yaml:23:41
//    |
// 23 |         release: { type: string, enum: [4.10, 5.0, 1e3, 0x10, 010, True, on], description: Numbers and flags are text. }
//    |                                         ^^^^
//    |
//    = note: at #/components/schemas/Thing/properties/release/enum/0
//    = note: 4 more places; REPORT.md lists all
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "unquoted-values")]
pub mod unquoted_values;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "unquoted-values")]
    unquoted_values::OPERATIONS,
];
// ==== api/unquoted_values/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::UnquotedValues;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl UnquotedValues {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.unquoted_values().get_thing().send().await?;
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
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`UnquotedValues::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Thing`.
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
// ==== api/unquoted_values/mod.rs
//! Returns things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns things.
    #[must_use]
    #[inline]
    pub fn unquoted_values(&self) -> UnquotedValues {
        UnquotedValues {
            client: self.clone(),
        }
    }
}

/// Returns things.
///
/// Made by [`Client::unquoted_values`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct UnquotedValues {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== handles.md
| --- | --- | --- |
| `client.unquoted_values()` | `unquoted-values` | Returns things. |
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

#[cfg(feature = "unquoted-values")]
mod unquoted_values;
#[cfg(feature = "unquoted-values")]
pub use self::unquoted_values::*;
// ==== models/unquoted_values/mod.rs
//! Types that only the tag `Unquoted Values` uses.

mod thing;

pub use self::thing::{Thing, ThingRelease};
// ==== models/unquoted_values/thing.rs
//! Schema `Thing` and what belongs to it.

use crate::model;

/// Something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Numbers and flags are text.
    pub release: Option<ThingRelease>,
    /// How much of it.
    ///
    /// One of `4.1` or `1000.0`.
    pub ratio: Option<f64>,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[
                model::Field::optional("release", "release"),
                model::Field::optional("ratio", "ratio"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.release, &self.ratio], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.release, &mut self.ratio],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Thing);

/// Numbers and flags are text.
#[derive(Clone)]
#[non_exhaustive]
pub enum ThingRelease {
    /// `4.10`
    N4_10,
    /// `5.0`
    N5_0,
    /// `1e3`
    OneE3,
    /// `0x10`
    ZeroX10,
    /// `010`
    N010,
    /// `True`
    True,
    /// `on`
    On,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ThingRelease {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &[
        "4.10",
        "5.0",
        "1e3",
        "0x10",
        "010",
        "True",
        "on",
    ];

    const VARIANTS: &'static [Self] = &[
        Self::N4_10,
        Self::N5_0,
        Self::OneE3,
        Self::ZeroX10,
        Self::N010,
        Self::True,
        Self::On,
    ];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::N4_10 => "4.10",
            Self::N5_0 => "5.0",
            Self::OneE3 => "1e3",
            Self::ZeroX10 => "0x10",
            Self::N010 => "010",
            Self::True => "True",
            Self::On => "on",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ThingRelease);
