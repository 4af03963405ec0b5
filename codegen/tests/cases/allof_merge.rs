// ==== api/allof_merge/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::AllofMerge;
use crate::models::Child;
use crate::runtime::{Method, Operation, Request, builder};

impl AllofMerge {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
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

/// Request of [`AllofMerge::get_thing`].
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

builder!(GetThing -> json Child);
// ==== api/allof_merge/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    pub fn allof_merge(&self) -> AllofMerge {
        AllofMerge { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::allof_merge`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct AllofMerge {
    client: Client,
}

/// The operations of this tag, in the order of the description.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "allof-merge")]
pub mod allof_merge;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "allof-merge")]
    allof_merge::OPERATIONS,
];
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the description calls the API.
pub const API_TITLE: &str = "Case";

/// The version that the description gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "2.0";

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = Some("2024-05-30");

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
// ==== models/allof_merge/child.rs
//! Schema `Child`.

use crate::model::object;
use crate::models::ParentState;

/// A parent and more.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Child {
    /// Identifies it.
    ///
    /// Read-only: requests leave it out.
    pub id: String,
    /// Whether it runs.
    pub state: Option<ParentState>,
    /// Something short.
    ///
    /// Length at most 10.
    pub note: Option<String>,
    /// How large it is.
    ///
    /// Format `int32`. Range at least 1.
    pub size: i64,
}

object! {
    Child {
        id: "id" required read_only,
        state: "state",
        note: "note",
        size: "size" required,
    }
}
// ==== models/allof_merge/mod.rs
//! Types that only the tag `Allof Merge` uses.

mod child;
mod parent;

pub use self::child::Child;
pub use self::parent::ParentState;
// ==== models/allof_merge/parent.rs
//! Inline schemas.

use crate::model::string_enum;

/// Whether it runs.
#[derive(Clone)]
#[non_exhaustive]
pub enum ParentState {
    /// `ON`
    On,
    /// `OFF`
    Off,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

string_enum! {
    ParentState {
        On = "ON",
        Off = "OFF",
    }
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

#[cfg(feature = "allof-merge")]
mod allof_merge;
#[cfg(feature = "allof-merge")]
pub use self::allof_merge::*;
