// ==== api/deprecated_operation/get_old_thing.rs
//! `getOldThing`: `GET /api/atlas/v2/things`.

use super::DeprecatedOperation;
use crate::model::IntoField;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl DeprecatedOperation {
    /// Return one thing the old way.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30, removed after 2027-07-01. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.deprecated_operation().get_old_thing().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[deprecated(
        note = "the API deprecates this operation and removes this version of it after 2027-07-01"
    )]
    #[inline]
    pub fn get_old_thing(&self) -> GetOldThing {
        GetOldThing(Request::new(&self.client, &GET_OLD_THING))
    }
}

pub(super) static GET_OLD_THING: Operation = Operation {
    id: "getOldThing",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`DeprecatedOperation::get_old_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30, removed after 2027-07-01. Responds with 200.
/// [`send`](Self::send) returns `Thing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetOldThing(Request);

impl GetOldThing {
    /// No longer used.
    ///
    /// Deprecated.
    pub fn old<K_>(self, old: impl IntoField<String, K_>) -> Self {
        Self(self.0.query_option("old", old.into_field()))
    }

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
// ==== api/deprecated_operation/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_old_thing;

pub use self::get_old_thing::GetOldThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn deprecated_operation(&self) -> DeprecatedOperation {
        DeprecatedOperation {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::deprecated_operation`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct DeprecatedOperation {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_old_thing::GET_OLD_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "deprecated-operation")]
pub mod deprecated_operation;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "deprecated-operation")]
    deprecated_operation::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.deprecated_operation()` | `deprecated-operation` | Returns and changes things. |
// ==== models/deprecated_operation/mod.rs
//! Types that only the tag `Deprecated Operation` uses.

mod thing;

pub use self::thing::Thing;
// ==== models/deprecated_operation/thing.rs
//! Schema `Thing`.

use crate::model;

/// Something old.
///
/// Deprecated.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// What it was called.
    ///
    /// Deprecated.
    pub name: Option<String>,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[model::Field::optional("name", "name")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.name], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.name], &mut model::SetFields::default());
    }
}

model::object_traits!(Thing);
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

#[cfg(feature = "deprecated-operation")]
mod deprecated_operation;
#[cfg(feature = "deprecated-operation")]
pub use self::deprecated_operation::*;
