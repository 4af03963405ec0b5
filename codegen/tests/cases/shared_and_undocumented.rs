// remark: `Unreached` is unused
//   --> shared_and_undocumented.yaml:26:5
//    |
// 26 |     Unreached: { type: object, properties: { name: { type: string } } }
//    |     ^^^^^^^^^
//    |
//    = note: at #/components/schemas/Unreached
//    = help: remove it, or check the indentation of this line
// ==== api/first/get_first.rs
//! `getFirst`: `GET /api/atlas/v2/first`.

use super::First;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl First {
    /// `GET /api/atlas/v2/first`. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.first().get_first().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_first(&self) -> GetFirst {
        GetFirst(Request::new(&self.client, &GET_FIRST))
    }
}

pub(super) static GET_FIRST: Operation = Operation {
    id: "getFirst",
    method: Method::GET,
    path: "/api/atlas/v2/first",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`First::get_first`].
///
/// `GET /api/atlas/v2/first`. Responds with 200. [`send`](Self::send) returns `First`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetFirst(Request);

impl GetFirst {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<crate::models::First> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<crate::models::First>> {
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
// ==== api/first/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_first;

pub use self::get_first::GetFirst;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn first(&self) -> First {
        First { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::first`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct First {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_first::GET_FIRST];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "first")]
pub mod first;
#[cfg(feature = "second")]
pub mod second;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "first")]
    first::OPERATIONS,
    #[cfg(feature = "second")]
    second::OPERATIONS,
];
// ==== api/second/get_second.rs
//! `getSecond`: `GET /api/atlas/v2/second`.

use super::Second;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Second {
    /// `GET /api/atlas/v2/second`. Responds with 200.
    ///
    /// Sent without credentials.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.second().get_second().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_second(&self) -> GetSecond {
        GetSecond(Request::new(&self.client, &GET_SECOND))
    }
}

pub(super) static GET_SECOND: Operation = Operation {
    id: "getSecond",
    method: Method::GET,
    path: "/api/atlas/v2/second",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: false,
};

/// Request of [`Second::get_second`].
///
/// `GET /api/atlas/v2/second`. Responds with 200. [`send`](Self::send) returns `Second`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetSecond(Request);

impl GetSecond {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<crate::models::Second> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<crate::models::Second>> {
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
// ==== api/second/mod.rs
//! Operations of the tag `Second`.

use crate::Client;
use crate::runtime::Operation;

mod get_second;

pub use self::get_second::GetSecond;

impl Client {
    /// Operations of the tag `Second`.
    #[must_use]
    #[inline]
    pub fn second(&self) -> Second {
        Second { client: self.clone() }
    }
}

/// Operations of the tag `Second`.
///
/// Made by [`Client::second`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Second {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_second::GET_SECOND];
// ==== handles.md
| --- | --- | --- |
| `client.first()` | `first` | Returns and changes things. |
| `client.second()` | `second` | Second |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Case";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "2.0";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://cloud.mongodb.com");

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = true;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== models/first/first_.rs
//! Schema `First`.

use crate::model;
use crate::models::{Both, Own};

/// An object of `both` and `own`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct First {
    /// Property `both`: an object.
    pub both: Option<Both>,
    /// Property `own`: one of several values.
    pub own: Option<Own>,
}

impl model::Object for First {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "First",
            fields: &[
                model::Field::optional("both", "both"),
                model::Field::optional("own", "own"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.both, &self.own], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.both, &mut self.own], &mut model::SetFields::default());
    }
}

model::object_traits!(First);
// ==== models/first/mod.rs
//! Types that only the tag `First` uses.

mod first_;
mod own;

pub use self::first_::First;
pub use self::own::Own;
// ==== models/first/own.rs
//! Schema `Own`.

use crate::model;

/// Known values: `A` and `B`.
#[derive(Clone)]
#[non_exhaustive]
pub enum Own {
    /// `A`
    A,
    /// `B`
    B,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl Own {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["A", "B"];

    const VARIANTS: &'static [Self] = &[Self::A, Self::B];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(Own);
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

#[cfg(feature = "first")]
mod first;
#[cfg(feature = "first")]
pub use self::first::*;

#[cfg(feature = "second")]
mod second;
#[cfg(feature = "second")]
pub use self::second::*;

mod shared;
pub use self::shared::*;
// ==== models/second/mod.rs
//! Types that only the tag `Second` uses.

mod second_;

pub use self::second_::Second;
// ==== models/second/second_.rs
//! Schema `Second`.

use crate::model;
use crate::models::Both;

/// An object of `both`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Second {
    /// Property `both`: an object.
    pub both: Option<Both>,
}

impl model::Object for Second {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Second",
            fields: &[model::Field::optional("both", "both")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.both], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.both], &mut model::SetFields::default());
    }
}

model::object_traits!(Second);
// ==== models/shared/both.rs
//! Schema `Both`.

use crate::model;
use crate::models::Within;

/// An object of `of`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Both {
    /// Property `of`: an object.
    pub of: Option<Within>,
}

impl model::Object for Both {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Both",
            fields: &[model::Field::optional("of", "of")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.of], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.of], &mut model::SetFields::default());
    }
}

model::object_traits!(Both);
// ==== models/shared/mod.rs
//! Types that several tags use.

mod both;
mod within;

pub use self::both::Both;
pub use self::within::Within;
// ==== models/shared/within.rs
//! Schema `Within`.

use crate::model;

/// An object of `name`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Within {
    /// Property `name`: a string.
    pub name: Option<String>,
}

impl model::Object for Within {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Within",
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

model::object_traits!(Within);
