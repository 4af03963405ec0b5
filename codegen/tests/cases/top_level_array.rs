// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "top-level-array")]
pub mod top_level_array;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "top-level-array")]
    top_level_array::OPERATIONS,
];
// ==== api/top_level_array/add_things.rs
//! `addThings`: `POST /api/atlas/v2/things`.

use super::TopLevelArray;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TopLevelArray {
    /// Add things.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.top_level_array().add_things(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn add_things(&self, body: impl IntoIterator<Item = Thing>) -> AddThings {
        AddThings(
            Request::new(&self.client, &ADD_THINGS)
                .body(body.into_iter().collect::<Vec<Thing>>()),
        )
    }
}

pub(super) static ADD_THINGS: Operation = Operation {
    id: "addThings",
    method: Method::POST,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`TopLevelArray::add_things`].
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Vec<Thing>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddThings(Request);

impl AddThings {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Vec<Thing>> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Vec<Thing>>> {
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
// ==== api/top_level_array/count_things.rs
//! `countThings`: `GET /api/atlas/v2/things/count`.

use super::TopLevelArray;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TopLevelArray {
    /// Count things.
    ///
    /// `GET /api/atlas/v2/things/count`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.top_level_array().count_things().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn count_things(&self) -> CountThings {
        CountThings(Request::new(&self.client, &COUNT_THINGS))
    }
}

pub(super) static COUNT_THINGS: Operation = Operation {
    id: "countThings",
    method: Method::GET,
    path: "/api/atlas/v2/things/count",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`TopLevelArray::count_things`].
///
/// `GET /api/atlas/v2/things/count`, version 2024-05-30. Responds with 200. [`send`](Self::send)
/// returns `i64`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CountThings(Request);

impl CountThings {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<i64> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<i64>> {
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
// ==== api/top_level_array/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod add_things;
mod count_things;

pub use self::add_things::AddThings;
pub use self::count_things::CountThings;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn top_level_array(&self) -> TopLevelArray {
        TopLevelArray {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::top_level_array`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct TopLevelArray {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &add_things::ADD_THINGS,
    &count_things::COUNT_THINGS,
];
// ==== handles.md
| --- | --- | --- |
| `client.top_level_array()` | `top-level-array` | Returns and changes things. |
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

#[cfg(feature = "top-level-array")]
mod top_level_array;
#[cfg(feature = "top-level-array")]
pub use self::top_level_array::*;
// ==== models/top_level_array/mod.rs
//! Types that only the tag `Top Level Array` uses.

mod thing;

pub use self::thing::Thing;
// ==== models/top_level_array/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::IntoField;

/// Something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// What it is called.
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

impl Thing {
    /// Sets `name`: What it is called.
    #[must_use]
    pub fn with_name<K_>(mut self, name: impl IntoField<String, K_>) -> Self {
        self.name = name.into_field();
        self
    }
}
