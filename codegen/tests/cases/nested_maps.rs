// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nested-maps")]
pub mod nested_maps;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nested-maps")]
    nested_maps::OPERATIONS,
];
// ==== api/nested_maps/get_folder.rs
//! `getFolder`: `GET /api/atlas/v2/folder`.

use super::NestedMaps;
use crate::models::Folder;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NestedMaps {
    /// Gets a folder.
    ///
    /// `GET /api/atlas/v2/folder`, version 2024-08-05. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.nested_maps().get_folder().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_folder(&self) -> GetFolder {
        GetFolder(Request::new(&self.client, &GET_FOLDER))
    }
}

pub(super) static GET_FOLDER: Operation = Operation {
    id: "getFolder",
    method: Method::GET,
    path: "/api/atlas/v2/folder",
    accept: "application/vnd.atlas.2024-08-05+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`NestedMaps::get_folder`].
///
/// `GET /api/atlas/v2/folder`, version 2024-08-05. Responds with 200. [`send`](Self::send) returns
/// `Folder`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetFolder(Request);

impl GetFolder {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Folder> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Folder>> {
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
// ==== api/nested_maps/mod.rs
//! Operations of the tag `Nested Maps`.

use crate::Client;
use crate::runtime::Operation;

mod get_folder;

pub use self::get_folder::GetFolder;

impl Client {
    /// Operations of the tag `Nested Maps`.
    #[must_use]
    #[inline]
    pub fn nested_maps(&self) -> NestedMaps {
        NestedMaps { client: self.clone() }
    }
}

/// Operations of the tag `Nested Maps`.
///
/// Made by [`Client::nested_maps`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NestedMaps {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_folder::GET_FOLDER];
// ==== handles.md
| --- | --- | --- |
| `client.nested_maps()` | `nested-maps` | Nested Maps |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Nested maps";

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

#[cfg(feature = "nested-maps")]
mod nested_maps;
#[cfg(feature = "nested-maps")]
pub use self::nested_maps::*;
// ==== models/nested_maps/folder.rs
//! Schema `Folder`.

use crate::model;
use crate::model::{Json, Map};

/// Folders by name.
#[derive(Clone)]
#[non_exhaustive]
pub enum Folder {
    /// Holds a map.
    Map(Map<Folder>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Folder {
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

model::union_traits!(Folder);

impl From<Map<Folder>> for Folder {
    #[inline]
    fn from(value: Map<Folder>) -> Self {
        Self::Map(value)
    }
}
// ==== models/nested_maps/mod.rs
//! Types that only the tag `Nested Maps` uses.

mod folder;

pub use self::folder::Folder;
