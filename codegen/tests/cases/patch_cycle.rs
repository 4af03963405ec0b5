// warning: the document has no server: the client must be built with a base URL
//  --> patch_cycle.yaml:2:1
//   |
// 2 | openapi: 3.0.3
//   | ^^^^^^^^^^^^^^
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "pairs")]
pub mod pairs;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "pairs")]
    pairs::OPERATIONS,
];
// ==== api/pairs/mod.rs
//! Operations of the tag `Pairs`.

use crate::Client;
use crate::runtime::Operation;

mod update_a;

pub use self::update_a::UpdateA;

impl Client {
    /// Operations of the tag `Pairs`.
    #[must_use]
    #[inline]
    pub fn pairs(&self) -> Pairs {
        Pairs { client: self.clone() }
    }
}

/// Operations of the tag `Pairs`.
///
/// Made by [`Client::pairs`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pairs {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&update_a::UPDATE_A];
// ==== api/pairs/update_a.rs
//! `updateA`: `PATCH /a`.

use super::Pairs;
use crate::models::{A, APatch};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Pairs {
    /// `PATCH /a`. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = APatch::default().with_b(b);
    /// let response = client.pairs().update_a(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn update_a(&self, body: impl Into<APatch>) -> UpdateA {
        UpdateA(Request::new(&self.client, &UPDATE_A).body(Into::<APatch>::into(body)))
    }
}

pub(super) static UPDATE_A: Operation = Operation {
    id: "updateA",
    method: Method::PATCH,
    path: "/a",
    accept: "application/json",
    content_type: Some("application/json"),
    query: &[],
    auth: true,
};

/// Request of [`Pairs::update_a`].
///
/// `PATCH /a`. Responds with 200. [`send`](Self::send) returns `A`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateA(Request);

impl UpdateA {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<A> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<A>> {
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
// ==== handles.md
| --- | --- | --- |
| `client.pairs()` | `pairs` | Pairs |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Cycle";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = None;

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = false;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
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

#[cfg(feature = "pairs")]
mod pairs;
#[cfg(feature = "pairs")]
pub use self::pairs::*;
// ==== models/pairs/a.rs
//! Schema `A`.

use crate::model;
use crate::model::IntoField;
use crate::models::B;

/// An object of `b` and `name`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct A {
    /// Property `b`: an object.
    ///
    /// Required.
    pub b: Option<Box<B>>,
    /// Property `name`: a string.
    pub name: String,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for A {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "A",
            fields: &[
                model::Field::optional("b", "b"),
                model::Field::required("name", "name"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.b, &self.name], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.b, &mut self.name], &mut self.set_fields);
    }
}

model::object_traits!(A);

impl A {
    /// Sets `b`: an object.
    #[must_use]
    pub fn with_b<K_>(mut self, b: impl IntoField<B, K_>) -> Self {
        self.b = b.into_field().map(Box::new);
        self
    }

    /// Sets `name`: a string.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self.set_fields.insert(1);
        self
    }
}
// ==== models/pairs/a_patch.rs
//! Schema `A` as the body of a PATCH.

use crate::model;
use crate::model::IntoField;
use crate::models::{A, B};

/// Changes to [`A`]: what is left out stays as it is.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct APatch {
    /// Property `b`: an object.
    pub b: Option<B>,
    /// Property `name`: a string.
    pub name: Option<String>,
}

impl model::Object for APatch {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "APatch",
            fields: &[
                model::Field::optional("b", "b"),
                model::Field::optional("name", "name"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.b, &self.name], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.b, &mut self.name], &mut model::SetFields::default());
    }
}

model::object_traits!(APatch);

impl APatch {
    /// Sets `b`: an object.
    #[must_use]
    pub fn with_b<K_>(mut self, b: impl IntoField<B, K_>) -> Self {
        self.b = b.into_field();
        self
    }

    /// Sets `name`: a string.
    #[must_use]
    pub fn with_name<K_>(mut self, name: impl IntoField<String, K_>) -> Self {
        self.name = name.into_field();
        self
    }
}

impl From<A> for APatch {
    #[inline]
    fn from(full: A) -> Self {
        Self {
            b: full.b.map(|value| *value),
            name: full.set_fields.given(1, full.name),
        }
    }
}
// ==== models/pairs/b.rs
//! Schema `B`.

use crate::model;
use crate::model::IntoField;
use crate::models::A;

/// An object of `a` and `size`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct B {
    /// Property `a`: an object.
    ///
    /// Required.
    pub a: Option<Box<A>>,
    /// Property `size`: an integer.
    pub size: i64,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for B {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "B",
            fields: &[
                model::Field::optional("a", "a"),
                model::Field::required("size", "size"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.a, &self.size], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.a, &mut self.size], &mut self.set_fields);
    }
}

model::object_traits!(B);

impl B {
    /// Sets `a`: an object.
    #[must_use]
    pub fn with_a<K_>(mut self, a: impl IntoField<A, K_>) -> Self {
        self.a = a.into_field().map(Box::new);
        self
    }

    /// Sets `size`: an integer.
    #[must_use]
    #[inline]
    pub fn with_size(mut self, size: i64) -> Self {
        self.size = size;
        self.set_fields.insert(1);
        self
    }
}
// ==== models/pairs/mod.rs
//! Types that only the tag `Pairs` uses.

mod a;
mod a_patch;
mod b;

pub use self::a::A;
pub use self::a_patch::APatch;
pub use self::b::B;
