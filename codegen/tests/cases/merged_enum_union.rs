// ==== api/merged_enum_union/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::MergedEnumUnion;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl MergedEnumUnion {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.merged_enum_union().get_thing().send().await?;
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

/// Request of [`MergedEnumUnion::get_thing`].
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
// ==== api/merged_enum_union/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn merged_enum_union(&self) -> MergedEnumUnion {
        MergedEnumUnion {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::merged_enum_union`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct MergedEnumUnion {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "merged-enum-union")]
pub mod merged_enum_union;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "merged-enum-union")]
    merged_enum_union::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.merged_enum_union()` | `merged-enum-union` | Returns and changes things. |
// ==== models/merged_enum_union/mod.rs
//! Types that only the tag `Merged Enum Union` uses.

mod thing;

pub use self::thing::{Thing, ThingSize};
// ==== models/merged_enum_union/thing.rs
//! Schema `Thing` and what belongs to it.

use crate::model;

/// Something of a size.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Size in one of two tables.
    pub size: Option<ThingSize>,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[model::Field::optional("size", "size")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.size], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.size], &mut model::SetFields::default());
    }
}

model::object_traits!(Thing);

/// Size in one of two tables.
#[derive(Clone)]
#[non_exhaustive]
pub enum ThingSize {
    /// `S1`
    S1,
    /// `S2`
    S2,
    /// `S3`
    S3,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ThingSize {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["S1", "S2", "S3"];

    const VARIANTS: &'static [Self] = &[Self::S1, Self::S2, Self::S3];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ThingSize);
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

#[cfg(feature = "merged-enum-union")]
mod merged_enum_union;
#[cfg(feature = "merged-enum-union")]
pub use self::merged_enum_union::*;
