// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nullable-page")]
pub mod nullable_page;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nullable-page")]
    nullable_page::OPERATIONS,
];
// ==== api/nullable_page/list_nullable_things.rs
//! `listNullableThings`: `GET /api/atlas/v2/things`.

use super::NullablePage;
use crate::models::NullableThing;
use crate::runtime::{Method, Operation, Request};
use crate::{Items, Pages, Pending, Response};

impl NullablePage {
    /// Return all things.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let mut items = client.nullable_page().list_nullable_things().items();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn list_nullable_things(&self) -> ListNullableThings {
        ListNullableThings(Request::new(&self.client, &LIST_NULLABLE_THINGS))
    }
}

pub(super) static LIST_NULLABLE_THINGS: Operation = Operation {
    id: "listNullableThings",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`NullablePage::list_nullable_things`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Option<NullablePage>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListNullableThings(Request);

impl ListNullableThings {
    /// Which page.
    ///
    /// Range at least 1. Default `1`.
    pub fn page_num(self, page_num: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("pageNum", page_num.into()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<crate::models::NullablePage>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<crate::models::NullablePage>>> {
        self.0.send_optional_json_full()
    }

    /// All items of the list; pages are requested as their items are.
    #[inline]
    pub fn items(self) -> Items<NullableThing> {
        Items::optional::<crate::models::NullablePage>(self.0)
    }

    /// All pages of the list, each requested when it is asked for.
    #[inline]
    pub fn pages(self) -> Pages<crate::models::NullablePage> {
        Pages::optional(self.0)
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
// ==== api/nullable_page/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod list_nullable_things;

pub use self::list_nullable_things::ListNullableThings;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn nullable_page(&self) -> NullablePage {
        NullablePage {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::nullable_page`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NullablePage {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &list_nullable_things::LIST_NULLABLE_THINGS,
];
// ==== handles.md
| --- | --- | --- |
| `client.nullable_page()` | `nullable-page` | Returns and changes things. |
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

#[cfg(feature = "nullable-page")]
mod nullable_page;
#[cfg(feature = "nullable-page")]
pub use self::nullable_page::*;
// ==== models/nullable_page/mod.rs
//! Types that only the tag `Nullable Page` uses.

mod nullable_page_;
mod nullable_thing;

pub use self::nullable_page_::NullablePage;
pub use self::nullable_thing::NullableThing;
// ==== models/nullable_page/nullable_page_.rs
//! Schema `NullablePage`.

use crate::model::Nullable;
use crate::models::NullableThing;
use crate::{model, runtime};

/// A page of things.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct NullablePage {
    /// The things.
    pub results: Nullable<Vec<NullableThing>>,
}

impl model::Object for NullablePage {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "NullablePage",
            fields: &[model::Field::optional("results", "results")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.results], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.results], &mut model::SetFields::default());
    }
}

model::object_traits!(NullablePage);

impl runtime::Page for NullablePage {
    type Item = NullableThing;

    #[inline]
    fn items(&mut self) -> &mut dyn runtime::Listing<Item = NullableThing> {
        &mut self.results
    }

    #[inline]
    fn links(&self) -> Option<&dyn model::Slot> {
        None
    }
}
// ==== models/nullable_page/nullable_thing.rs
//! Schema `NullableThing`.

use crate::model;

/// Something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct NullableThing {
    /// What it is called.
    pub name: String,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for NullableThing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "NullableThing",
            fields: &[model::Field::required("name", "name")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.name], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.name], &mut self.set_fields);
    }
}

model::object_traits!(NullableThing);
