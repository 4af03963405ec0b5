// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "page")]
pub mod page;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "page")]
    page::OPERATIONS,
];
// ==== api/page/list_things.rs
//! `listThings`: `GET /api/atlas/v2/things`.

use super::Page;
use crate::models::{PaginatedThings, Thing};
use crate::runtime::{Method, Operation, Request};
use crate::{Items, Pages, Pending, Response};

impl Page {
    /// Return all things.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let mut items = client.page().list_things().items();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn list_things(&self) -> ListThings {
        ListThings(Request::new(&self.client, &LIST_THINGS))
    }
}

pub(super) static LIST_THINGS: Operation = Operation {
    id: "listThings",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Page::list_things`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `PaginatedThings`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListThings(Request);

impl ListThings {
    /// Whether to count.
    ///
    /// Default `true`.
    pub fn include_count(self, include_count: impl Into<Option<bool>>) -> Self {
        Self(self.0.query_option("includeCount", include_count.into()))
    }

    /// Items of a page.
    ///
    /// Range 1–500. Default `100`.
    pub fn items_per_page(self, items_per_page: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("itemsPerPage", items_per_page.into()))
    }

    /// Which page.
    ///
    /// Range at least 1. Default `1`.
    pub fn page_num(self, page_num: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("pageNum", page_num.into()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<PaginatedThings> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<PaginatedThings>> {
        self.0.send_json_full()
    }

    /// All items of the list; pages are requested as their items are.
    #[inline]
    pub fn items(self) -> Items<Thing> {
        Items::new::<PaginatedThings>(self.0)
    }

    /// All pages of the list, each requested when it is asked for.
    #[inline]
    pub fn pages(self) -> Pages<PaginatedThings> {
        Pages::new(self.0)
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
// ==== api/page/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod list_things;

pub use self::list_things::ListThings;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn page(&self) -> Page {
        Page { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::page`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&list_things::LIST_THINGS];
// ==== handles.md
| --- | --- | --- |
| `client.page()` | `page` | Returns and changes things. |
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

#[cfg(feature = "page")]
mod page;
#[cfg(feature = "page")]
pub use self::page::*;
// ==== models/page/link.rs
//! Schema `Link`.

use crate::model;

/// A link.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Link {
    /// Where to.
    pub href: Option<String>,
    /// What it is.
    pub rel: Option<String>,
}

impl model::Object for Link {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Link",
            fields: &[
                model::Field::optional("href", "href"),
                model::Field::optional("rel", "rel"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.href, &self.rel], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.href, &mut self.rel], &mut model::SetFields::default());
    }
}

model::object_traits!(Link);
// ==== models/page/mod.rs
//! Types that only the tag `Page` uses.

mod link;
mod paginated_things;
mod thing;

pub use self::link::Link;
pub use self::paginated_things::PaginatedThings;
pub use self::thing::Thing;
// ==== models/page/paginated_things.rs
//! Schema `PaginatedThings`.

use crate::models::{Link, Thing};
use crate::{model, runtime};

/// A page of things.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct PaginatedThings {
    /// Other pages.
    ///
    /// Read-only: requests leave it out.
    pub links: Option<Vec<Link>>,
    /// The things.
    ///
    /// Read-only: requests leave it out.
    pub results: Option<Vec<Thing>>,
    /// How many there are.
    ///
    /// Read-only: requests leave it out.
    pub total_count: Option<i64>,
}

impl model::Object for PaginatedThings {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PaginatedThings",
            fields: &[
                model::Field::optional("links", "links").read_only(),
                model::Field::optional("results", "results").read_only(),
                model::Field::optional("total_count", "totalCount").read_only(),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.links, &self.results, &self.total_count],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.links, &mut self.results, &mut self.total_count],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(PaginatedThings);

impl runtime::Page for PaginatedThings {
    type Item = Thing;

    #[inline]
    fn items(&mut self) -> &mut dyn runtime::Listing<Item = Thing> {
        &mut self.results
    }

    #[inline]
    fn links(&self) -> Option<&dyn model::Slot> {
        Some(&self.links)
    }
}
// ==== models/page/thing.rs
//! Schema `Thing`.

use crate::model;

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
