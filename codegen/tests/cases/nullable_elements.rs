// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "shelves")]
pub mod shelves;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "shelves")]
    shelves::OPERATIONS,
];
// ==== api/shelves/mod.rs
//! Operations of the tag `Shelves`.

use crate::Client;
use crate::runtime::Operation;

mod replace_shelf;

pub use self::replace_shelf::ReplaceShelf;

impl Client {
    /// Operations of the tag `Shelves`.
    #[must_use]
    #[inline]
    pub fn shelves(&self) -> Shelves {
        Shelves { client: self.clone() }
    }
}

/// Operations of the tag `Shelves`.
///
/// Made by [`Client::shelves`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Shelves {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&replace_shelf::REPLACE_SHELF];
// ==== api/shelves/replace_shelf.rs
//! `replaceShelf`: `PUT /shelves`.

use super::Shelves;
use crate::models::Shelf;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Shelves {
    /// Replace a shelf.
    ///
    /// `PUT /shelves`. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Shelf::default().with_counts(counts);
    /// let response = client.shelves().replace_shelf(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn replace_shelf(&self, body: impl Into<Shelf>) -> ReplaceShelf {
        ReplaceShelf(
            Request::new(&self.client, &REPLACE_SHELF).body(Into::<Shelf>::into(body)),
        )
    }
}

pub(super) static REPLACE_SHELF: Operation = Operation {
    id: "replaceShelf",
    method: Method::PUT,
    path: "/shelves",
    accept: "application/json",
    content_type: Some("application/json"),
    query: &[],
    auth: true,
};

/// Request of [`Shelves::replace_shelf`].
///
/// `PUT /shelves`. Responds with 200. [`send`](Self::send) returns `Shelf`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceShelf(Request);

impl ReplaceShelf {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Shelf> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Shelf>> {
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
| `client.shelves()` | `shelves` | Shelves |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Nulls";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://cloud.mongodb.com");

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

#[cfg(feature = "shelves")]
mod shelves;
#[cfg(feature = "shelves")]
pub use self::shelves::*;
// ==== models/shelves/box_model.rs
//! Schema `Box`.

use crate::model;

/// An object of `width`.
#[doc(alias = "Box")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct BoxModel {
    /// Property `width`: an integer.
    pub width: Option<i64>,
}

impl model::Object for BoxModel {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "BoxModel",
            fields: &[model::Field::optional("width", "width")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.width], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.width], &mut model::SetFields::default());
    }
}

model::object_traits!(BoxModel);

impl BoxModel {
    /// Sets `width`: an integer.
    #[must_use]
    pub fn with_width(mut self, width: impl Into<Option<i64>>) -> Self {
        self.width = width.into();
        self
    }
}
// ==== models/shelves/mod.rs
//! Types that only the tag `Shelves` uses.

mod box_model;
mod shelf;

pub use self::box_model::BoxModel;
pub use self::shelf::{Shelf, ShelfKind, ShelfMarks, ShelfOwner};
// ==== models/shelves/shelf.rs
//! Schema `Shelf` and what belongs to it.

use crate::model;
use crate::model::{IntoField, IntoItems, Json, Map, Nullable};
use crate::models::BoxModel;

/// An object of `counts`, `rows`, `labels`, `boxes`, `kind`, `owner` and 1 more.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Shelf {
    /// Property `counts`: a list.
    pub counts: Option<Vec<Option<i64>>>,
    /// Property `rows`: a list.
    pub rows: Option<Vec<Option<Vec<i64>>>>,
    /// Property `labels`: a map.
    pub labels: Option<Map<Option<String>>>,
    /// Property `boxes`: a list.
    pub boxes: Option<Vec<Option<BoxModel>>>,
    /// Property `kind`: one of several values.
    pub kind: Nullable<ShelfKind>,
    /// Property `owner`: one of several kinds of value.
    pub owner: Nullable<ShelfOwner>,
    /// Property `marks`: one of several kinds of value.
    pub marks: Option<ShelfMarks>,
}

impl model::Object for Shelf {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Shelf",
            fields: &[
                model::Field::optional("counts", "counts"),
                model::Field::optional("rows", "rows"),
                model::Field::optional("labels", "labels"),
                model::Field::optional("boxes", "boxes"),
                model::Field::optional("kind", "kind"),
                model::Field::optional("owner", "owner"),
                model::Field::optional("marks", "marks"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[
                &self.counts,
                &self.rows,
                &self.labels,
                &self.boxes,
                &self.kind,
                &self.owner,
                &self.marks,
            ],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.counts,
                &mut self.rows,
                &mut self.labels,
                &mut self.boxes,
                &mut self.kind,
                &mut self.owner,
                &mut self.marks,
            ],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Shelf);

impl Shelf {
    /// Sets `counts`: a list.
    #[must_use]
    pub fn with_counts<K_>(mut self, counts: impl IntoItems<i64, K_>) -> Self {
        self.counts = counts
            .into_items()
            .map(|list| list.into_iter().map(Some).collect());
        self
    }

    /// Sets `rows`: a list.
    #[must_use]
    pub fn with_rows<K_>(mut self, rows: impl IntoItems<Vec<i64>, K_>) -> Self {
        self.rows = rows.into_items().map(|list| list.into_iter().map(Some).collect());
        self
    }

    /// Sets `labels`: a map.
    #[must_use]
    pub fn with_labels<K_>(
        mut self,
        labels: impl IntoField<Map<Option<String>>, K_>,
    ) -> Self {
        self.labels = labels.into_field();
        self
    }

    /// Sets `boxes`: a list.
    #[must_use]
    pub fn with_boxes<K_>(mut self, boxes: impl IntoItems<BoxModel, K_>) -> Self {
        self.boxes = boxes.into_items().map(|list| list.into_iter().map(Some).collect());
        self
    }

    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind<K_>(mut self, kind: impl IntoField<ShelfKind, K_>) -> Self {
        self.kind = Nullable::from_option(kind.into_field());
        self
    }

    /// Sets `kind` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    #[inline]
    pub fn with_kind_null(mut self) -> Self {
        self.kind = Nullable::Null;
        self
    }

    /// Sets `owner`: one of several kinds of value.
    #[must_use]
    pub fn with_owner<K_>(mut self, owner: impl IntoField<ShelfOwner, K_>) -> Self {
        self.owner = Nullable::from_option(owner.into_field());
        self
    }

    /// Sets `owner` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    #[inline]
    pub fn with_owner_null(mut self) -> Self {
        self.owner = Nullable::Null;
        self
    }

    /// Sets `marks`: one of several kinds of value.
    #[must_use]
    pub fn with_marks<K_>(mut self, marks: impl IntoField<ShelfMarks, K_>) -> Self {
        self.marks = marks.into_field();
        self
    }
}

/// Known values: `OPEN`, `CLOSED` and `  `.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShelfKind {
    /// `OPEN`
    Open,
    /// `CLOSED`
    Closed,
    /// The empty string
    Empty,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ShelfKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["OPEN", "CLOSED", ""];

    const VARIANTS: &'static [Self] = &[Self::Open, Self::Closed, Self::Empty];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "OPEN",
            Self::Closed => "CLOSED",
            Self::Empty => "",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ShelfKind);

/// One of a string or an integer.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShelfOwner {
    /// Holds a string.
    Text(String),
    /// Holds an integer.
    Integer(i64),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for ShelfOwner {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Text", &[]),
                model::Variant::new("Integer", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Text(value) => model::Active::Variant("Text", value),
            Self::Integer(value) => model::Active::Variant("Integer", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Text(value) => model::ActiveMut::Variant(value),
            Self::Integer(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Text" => Self::Text(model::Slot::empty()),
            "Integer" => Self::Integer(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(ShelfOwner);

impl From<String> for ShelfOwner {
    #[inline]
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for ShelfOwner {
    #[inline]
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for ShelfOwner {
    #[inline]
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}
impl From<&String> for ShelfOwner {
    #[inline]
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}

/// One of `Vec<String>` or `Vec<i64>`.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShelfMarks {
    /// Holds `Vec<String>`.
    ListOfText(Vec<String>),
    /// Holds `Vec<i64>`.
    ListOfInteger(Vec<i64>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for ShelfMarks {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("ListOfText", &[]),
                model::Variant::new("ListOfInteger", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::ListOfText(value) => model::Active::Variant("ListOfText", value),
            Self::ListOfInteger(value) => model::Active::Variant("ListOfInteger", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::ListOfText(value) => model::ActiveMut::Variant(value),
            Self::ListOfInteger(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "ListOfText" => Self::ListOfText(model::Slot::empty()),
            "ListOfInteger" => Self::ListOfInteger(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(ShelfMarks);

impl From<Vec<String>> for ShelfMarks {
    #[inline]
    fn from(value: Vec<String>) -> Self {
        Self::ListOfText(value)
    }
}

impl From<Vec<i64>> for ShelfMarks {
    #[inline]
    fn from(value: Vec<i64>) -> Self {
        Self::ListOfInteger(value)
    }
}
