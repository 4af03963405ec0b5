// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "newest-version")]
pub mod newest_version;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "newest-version")]
    newest_version::OPERATIONS,
];
// ==== api/newest_version/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::NewestVersion;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{ByteStream, Pending, Response};

impl NewestVersion {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200 or 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.newest_version().get_thing().send().await?;
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

/// Request of [`NewestVersion::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200 or 204. [`send`](Self::send)
/// returns `Option<Thing>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<Thing>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<Thing>>> {
        self.0.send_optional_json_full()
    }

    /// Sends the request and asks for the response as `application/vnd.atlas.2024-08-05+csv`.
    #[inline]
    pub fn send_csv(self) -> Pending<ByteStream> {
        self.0.with_accept("application/vnd.atlas.2024-08-05+csv").send_stream()
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
// ==== api/newest_version/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn newest_version(&self) -> NewestVersion {
        NewestVersion {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::newest_version`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NewestVersion {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== handles.md
| --- | --- | --- |
| `client.newest_version()` | `newest-version` | Returns and changes things. |
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

#[cfg(feature = "newest-version")]
mod newest_version;
#[cfg(feature = "newest-version")]
pub use self::newest_version::*;
// ==== models/newest_version/mod.rs
//! Types that only the tag `Newest Version` uses.

mod thing;

pub use self::thing::Thing;
// ==== models/newest_version/thing.rs
//! Schema `Thing`.

use crate::model;

/// Something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Its name.
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
