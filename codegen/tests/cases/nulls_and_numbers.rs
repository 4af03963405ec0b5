// warning: unknown format `uint64`
//   --> nulls_and_numbers.yaml:76:19
//    |
// 76 |           format: uint64
//    |                   ^^^^^^
//    |
//    = note: at #/components/schemas/Shelf/properties/checksum/format
//    = help: did you mean `int64`?
//
// warning: a schema without a `type` allows any value
//   --> nulls_and_numbers.yaml:89:5
//    |
// 89 |     Blank:
//    |     ^^^^^ up to line 90
//    |
//    = note: at #/components/schemas/Blank
//    = help: add a `type`
// note: `type` would stand before this
//   --> nulls_and_numbers.yaml:90:7
//    |
// 90 |       enum: [""]
//    |       ----
//
// warning: a schema without a `type` allows any value
//   --> nulls_and_numbers.yaml:91:5
//    |
// 91 |     Nothing:
//    |     ^^^^^^^ up to line 92
//    |
//    = note: at #/components/schemas/Nothing
//    = help: add a `type`
// note: `type` would stand before this
//   --> nulls_and_numbers.yaml:92:7
//    |
// 92 |       enum: [null]
//    |       ----
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

/// The operations of this tag, in the order of the description.
pub(crate) static OPERATIONS: &[&Operation] = &[&replace_shelf::REPLACE_SHELF];
// ==== api/shelves/replace_shelf.rs
//! `replaceShelf`: `PUT /shelves`.

use super::Shelves;
use crate::models::Shelf;
use crate::runtime::{Method, Operation, Request, builder};

impl Shelves {
    /// Replace a shelf.
    ///
    /// `PUT /shelves`. Responds with 200.
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
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceShelf(Request);

builder!(ReplaceShelf, body -> json Shelf);
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the description calls the API.
pub const API_TITLE: &str = "Nulls and numbers";

/// The version that the description gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== mod.rs
//! Everything that is generated from the OpenAPI document.

#![allow(clippy::doc_markdown, reason = "prose names products, which are not code")]
pub mod api;
pub mod meta;
pub mod models;
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

use crate::model::object;

/// An object of `width`.
#[doc(alias = "Box")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct BoxModel {
    /// Property `width`: an integer.
    pub width: Option<i64>,
}

object! {
    BoxModel {
        width: "width",
    }
}

impl BoxModel {
    /// Sets `width`: an integer.
    #[must_use]
    pub fn with_width(mut self, width: i64) -> Self {
        self.width = Some(width);
        self
    }
}
// ==== models/shelves/mod.rs
//! Types that only the tag `Shelves` uses.

mod box_model;
mod shelf;

pub use self::box_model::BoxModel;
pub use self::shelf::{Shelf, ShelfKind, ShelfLoad, ShelfOwner};
// ==== models/shelves/shelf.rs
//! Schema `Shelf` and what belongs to it.

use crate::model::{Json, Map, Nullable, object, string_enum, union};
use crate::models::BoxModel;

/// An object of `counts`, `rows`, `labels`, `boxes`, `kind`, `owner` and 4 more.
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
    /// Property `owner`: one of several objects.
    pub owner: Nullable<ShelfOwner>,
    /// Property `load`: one of several objects.
    pub load: Option<ShelfLoad>,
    /// Property `bytes`: an integer.
    ///
    /// Range 0–18446744073709551615.
    pub bytes: Option<u64>,
    /// Property `checksum`: an integer.
    ///
    /// Format `uint64`.
    pub checksum: Option<u64>,
    /// Property `offset`: an integer.
    ///
    /// Range -1–18446744073709551615.
    pub offset: Option<i64>,
}

object! {
    Shelf {
        counts: "counts",
        rows: "rows",
        labels: "labels",
        boxes: "boxes",
        kind: "kind",
        owner: "owner",
        load: "load",
        bytes: "bytes",
        checksum: "checksum",
        offset: "offset",
    }
}

impl Shelf {
    /// Sets `counts`: a list.
    #[must_use]
    pub fn with_counts(mut self, counts: impl IntoIterator<Item = i64>) -> Self {
        self.counts = Some(counts.into_iter().map(Some).collect());
        self
    }

    /// Sets `rows`: a list.
    #[must_use]
    pub fn with_rows(mut self, rows: impl IntoIterator<Item = Vec<i64>>) -> Self {
        self.rows = Some(rows.into_iter().map(Some).collect());
        self
    }

    /// Sets `labels`: a map.
    #[must_use]
    pub fn with_labels(mut self, labels: impl Into<Map<Option<String>>>) -> Self {
        self.labels = Some(labels.into());
        self
    }

    /// Sets `boxes`: a list.
    #[must_use]
    pub fn with_boxes(
        mut self,
        boxes: impl IntoIterator<Item = impl Into<BoxModel>>,
    ) -> Self {
        self.boxes = Some(boxes.into_iter().map(|item| Some(item.into())).collect());
        self
    }

    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind(mut self, kind: impl Into<ShelfKind>) -> Self {
        self.kind = Nullable::Value(kind.into());
        self
    }

    /// Sets `kind` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    pub fn with_kind_null(mut self) -> Self {
        self.kind = Nullable::Null;
        self
    }

    /// Sets `owner`: one of several objects.
    #[must_use]
    pub fn with_owner(mut self, owner: impl Into<ShelfOwner>) -> Self {
        self.owner = Nullable::Value(owner.into());
        self
    }

    /// Sets `owner` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    pub fn with_owner_null(mut self) -> Self {
        self.owner = Nullable::Null;
        self
    }

    /// Sets `load`: one of several objects.
    #[must_use]
    pub fn with_load(mut self, load: impl Into<ShelfLoad>) -> Self {
        self.load = Some(load.into());
        self
    }

    /// Sets `bytes`: an integer.
    #[must_use]
    pub fn with_bytes(mut self, bytes: u64) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// Sets `checksum`: an integer.
    #[must_use]
    pub fn with_checksum(mut self, checksum: u64) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// Sets `offset`: an integer.
    #[must_use]
    pub fn with_offset(mut self, offset: i64) -> Self {
        self.offset = Some(offset);
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

string_enum! {
    ShelfKind {
        Open = "OPEN",
        Closed = "CLOSED",
        Empty = "",
    }
}

/// One of a string or an integer.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShelfOwner {
    /// Holds a string.
    Text(String),
    /// Holds an integer.
    Integer(i64),
    /// Any other value, preserved verbatim.
    Unknown(Json),
}

union! {
    ShelfOwner {
        Text(String),
        Integer(i64),
    }
}

/// One of an integer or a number.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShelfLoad {
    /// Holds an integer.
    Integer(i64),
    /// Holds a number.
    Number(f64),
    /// Any other value, preserved verbatim.
    Unknown(Json),
}

union! {
    ShelfLoad {
        Integer(i64),
        Number(f64),
    }
}
