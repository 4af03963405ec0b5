// ==== api/allof_merge/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::AllofMerge;
use crate::models::Child;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl AllofMerge {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.allof_merge().get_thing().send().await?;
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

/// Request of [`AllofMerge::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Child`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Child> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Child>> {
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
// ==== api/allof_merge/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn allof_merge(&self) -> AllofMerge {
        AllofMerge { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::allof_merge`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct AllofMerge {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "allof-merge")]
pub mod allof_merge;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "allof-merge")]
    allof_merge::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.allof_merge()` | `allof-merge` | Returns and changes things. |
// ==== models/allof_merge/child.rs
//! Schema `Child`.

use crate::model;
use crate::models::ParentState;

/// A parent and more.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Child {
    /// Identifies it.
    ///
    /// Read-only: requests leave it out.
    pub id: String,
    /// Whether it runs.
    pub state: Option<ParentState>,
    /// Something short.
    ///
    /// Length at most 10.
    pub note: Option<String>,
    /// How large it is.
    ///
    /// Format `int32`. Range at least 1.
    pub size: i64,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Child {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Child",
            fields: &[
                model::Field::required("id", "id").read_only(),
                model::Field::optional("state", "state"),
                model::Field::optional("note", "note"),
                model::Field::required("size", "size"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.id, &self.state, &self.note, &self.size], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.id, &mut self.state, &mut self.note, &mut self.size],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Child);
// ==== models/allof_merge/mod.rs
//! Types that only the tag `Allof Merge` uses.

mod child;
mod parent;

pub use self::child::Child;
pub use self::parent::ParentState;
// ==== models/allof_merge/parent.rs
//! Inline schemas.

use crate::model;

/// Whether it runs.
#[derive(Clone)]
#[non_exhaustive]
pub enum ParentState {
    /// `ON`
    On,
    /// `OFF`
    Off,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ParentState {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["ON", "OFF"];

    const VARIANTS: &'static [Self] = &[Self::On, Self::Off];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::On => "ON",
            Self::Off => "OFF",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ParentState);
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

#[cfg(feature = "allof-merge")]
mod allof_merge;
#[cfg(feature = "allof-merge")]
pub use self::allof_merge::*;
