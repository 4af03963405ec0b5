// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nested-lists")]
pub mod nested_lists;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nested-lists")]
    nested_lists::OPERATIONS,
];
// ==== api/nested_lists/create_tree.rs
//! `createTree`: `POST /api/atlas/v2/trees`.

use super::NestedLists;
use crate::models::{Forest, Tree};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NestedLists {
    /// Plants a tree.
    ///
    /// `POST /api/atlas/v2/trees`, version 2024-08-05. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.nested_lists().create_tree().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn create_tree(&self) -> CreateTree {
        CreateTree(Request::new(&self.client, &CREATE_TREE))
    }
}

pub(super) static CREATE_TREE: Operation = Operation {
    id: "createTree",
    method: Method::POST,
    path: "/api/atlas/v2/trees",
    accept: "application/vnd.atlas.2024-08-05+json",
    content_type: Some("application/vnd.atlas.2024-08-05+json"),
    query: &[],
    auth: true,
};

/// Request of [`NestedLists::create_tree`].
///
/// `POST /api/atlas/v2/trees`, version 2024-08-05. Responds with 200. [`send`](Self::send) returns
/// `Forest`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateTree(Request);

impl CreateTree {
    /// The request body: one of several kinds of value. Without it none is sent.
    pub fn body(self, body: impl Into<Tree>) -> Self {
        Self(self.0.body(Into::<Tree>::into(body)))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Forest> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Forest>> {
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
// ==== api/nested_lists/mod.rs
//! Operations of the tag `Nested Lists`.

use crate::Client;
use crate::runtime::Operation;

mod create_tree;

pub use self::create_tree::CreateTree;

impl Client {
    /// Operations of the tag `Nested Lists`.
    #[must_use]
    #[inline]
    pub fn nested_lists(&self) -> NestedLists {
        NestedLists {
            client: self.clone(),
        }
    }
}

/// Operations of the tag `Nested Lists`.
///
/// Made by [`Client::nested_lists`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NestedLists {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&create_tree::CREATE_TREE];
// ==== handles.md
| --- | --- | --- |
| `client.nested_lists()` | `nested-lists` | Nested Lists |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Nested lists";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://cloud.mongodb.com");

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = true;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = Some("2024-08-05");

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

#[cfg(feature = "nested-lists")]
mod nested_lists;
#[cfg(feature = "nested-lists")]
pub use self::nested_lists::*;
// ==== models/nested_lists/board.rs
//! Schema `Board` and what belongs to it.

use crate::model;
use crate::model::{Json, Map};
use crate::models::Shelf;

/// One of a map.
#[derive(Clone)]
#[non_exhaustive]
pub enum Board {
    /// Holds a map.
    Map(Map<BoardValue>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Board {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[model::Variant::new("Map", &[])],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Map(value) => model::Active::Variant("Map", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Map(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Map" => Self::Map(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Board);

impl From<Map<BoardValue>> for Board {
    #[inline]
    fn from(value: Map<BoardValue>) -> Self {
        Self::Map(value)
    }
}

/// One of a list.
#[derive(Clone)]
#[non_exhaustive]
pub enum BoardValue {
    /// Holds a list.
    List(Vec<Shelf>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for BoardValue {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[model::Variant::new("List", &[])],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::List(value) => model::Active::Variant("List", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::List(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "List" => Self::List(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(BoardValue);

impl From<Vec<Shelf>> for BoardValue {
    #[inline]
    fn from(value: Vec<Shelf>) -> Self {
        Self::List(value)
    }
}
// ==== models/nested_lists/forest.rs
//! Schema `Forest` and what belongs to it.

use crate::model;
use crate::model::Json;
use crate::models::{Shelf, Tree};

/// An object of `trees`, `shelf` and `inside`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Forest {
    /// A tree is its branches.
    pub trees: Option<Tree>,
    /// Property `shelf`: one of several kinds of value.
    pub shelf: Option<Shelf>,
    /// A property that is a list of itself.
    pub inside: Option<ForestInside>,
}

impl model::Object for Forest {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Forest",
            fields: &[
                model::Field::optional("trees", "trees"),
                model::Field::optional("shelf", "shelf"),
                model::Field::optional("inside", "inside"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.trees, &self.shelf, &self.inside], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.trees, &mut self.shelf, &mut self.inside],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Forest);

/// A property that is a list of itself.
#[derive(Clone)]
#[non_exhaustive]
pub enum ForestInside {
    /// Holds a list.
    List(Vec<ForestInside>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for ForestInside {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[model::Variant::new("List", &[])],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::List(value) => model::Active::Variant("List", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::List(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "List" => Self::List(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(ForestInside);

impl From<Vec<ForestInside>> for ForestInside {
    #[inline]
    fn from(value: Vec<ForestInside>) -> Self {
        Self::List(value)
    }
}
// ==== models/nested_lists/mod.rs
//! Types that only the tag `Nested Lists` uses.

mod board;
mod forest;
mod shelf;
mod tree;

pub use self::board::{Board, BoardValue};
pub use self::forest::{Forest, ForestInside};
pub use self::shelf::Shelf;
pub use self::tree::Tree;
// ==== models/nested_lists/shelf.rs
//! Schema `Shelf`.

use crate::model;
use crate::model::Json;
use crate::models::Board;

/// One of a list.
#[derive(Clone)]
#[non_exhaustive]
pub enum Shelf {
    /// Holds a list.
    List(Vec<Option<Board>>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Shelf {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[model::Variant::new("List", &[])],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::List(value) => model::Active::Variant("List", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::List(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "List" => Self::List(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Shelf);

impl From<Vec<Option<Board>>> for Shelf {
    #[inline]
    fn from(value: Vec<Option<Board>>) -> Self {
        Self::List(value)
    }
}
// ==== models/nested_lists/tree.rs
//! Schema `Tree`.

use crate::model;
use crate::model::Json;

/// A tree is its branches.
#[derive(Clone)]
#[non_exhaustive]
pub enum Tree {
    /// Holds a list.
    List(Vec<Tree>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Tree {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[model::Variant::new("List", &[])],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::List(value) => model::Active::Variant("List", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::List(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "List" => Self::List(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Tree);

impl From<Vec<Tree>> for Tree {
    #[inline]
    fn from(value: Vec<Tree>) -> Self {
        Self::List(value)
    }
}
