// remark: a schema without a `type` allows any value
//   --> additional_properties.yaml:32:9
//    |
// 32 |         anything: { description: Whatever there is. }
//    |         ^^^^^^^^
//    |
//    = note: at #/components/schemas/Thing/properties/anything
//    = help: add a `type`
// ==== api/additional_properties/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod put_thing;

pub use self::put_thing::PutThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn additional_properties(&self) -> AdditionalProperties {
        AdditionalProperties {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::additional_properties`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct AdditionalProperties {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&put_thing::PUT_THING];
// ==== api/additional_properties/put_thing.rs
//! `putThing`: `PUT /api/atlas/v2/things`.

use super::AdditionalProperties;
use crate::model::Map;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl AdditionalProperties {
    /// Replace one thing.
    ///
    /// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Thing::default().with_tags(tags);
    /// let response = client.additional_properties().put_thing(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn put_thing(&self, body: impl Into<Thing>) -> PutThing {
        PutThing(Request::new(&self.client, &PUT_THING).body(Into::<Thing>::into(body)))
    }
}

pub(super) static PUT_THING: Operation = Operation {
    id: "putThing",
    method: Method::PUT,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`AdditionalProperties::put_thing`].
///
/// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Map<i64>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PutThing(Request);

impl PutThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Map<i64>> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Map<i64>>> {
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
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "additional-properties")]
pub mod additional_properties;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "additional-properties")]
    additional_properties::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.additional_properties()` | `additional-properties` | Returns and changes things. |
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
pub const NEWEST_VERSION: Option<&str> = Some("2024-05-30");

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== mod.rs
//! Everything that is generated from the OpenAPI document.

#![allow(
    clippy::default_trait_access,
    clippy::doc_markdown,
    reason = "a union makes any of its variants; prose names products, which are not code"
)]

#![allow(
    clippy::disallowed_names,
    clippy::new_ret_no_self,
    clippy::should_implement_trait,
    reason = "the document names methods and their arguments"
)]

pub mod api;
pub mod meta;
pub mod models;
// ==== models/additional_properties/mod.rs
//! Types that only the tag `Additional Properties` uses.

mod part;
mod thing;

pub use self::part::Part;
pub use self::thing::Thing;
// ==== models/additional_properties/part.rs
//! Schema `Part`.

use crate::model;

/// A part of something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Part {
    /// In kilograms.
    pub weight: Option<f64>,
}

impl model::Object for Part {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Part",
            fields: &[model::Field::optional("weight", "weight")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.weight], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.weight], &mut model::SetFields::default());
    }
}

model::object_traits!(Part);

impl Part {
    /// Sets `weight`: In kilograms.
    #[must_use]
    pub fn with_weight(mut self, weight: impl Into<Option<f64>>) -> Self {
        self.weight = weight.into();
        self
    }
}
// ==== models/additional_properties/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::{IntoField, IntoListField, Json, Map};
use crate::models::Part;

/// Something with properties of any name.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Labels by name.
    pub tags: Map<String>,
    /// Parts by name.
    pub parts: Option<Map<Part>>,
    /// Whatever the index needs.
    ///
    /// Free-form JSON.
    pub mapping: Option<Json>,
    /// Whatever there is.
    ///
    /// Free-form JSON.
    pub anything: Option<Json>,
    /// Rows of any shape.
    ///
    /// Free-form JSON.
    pub rows: Option<Vec<Json>>,
    /// Properties under any other name.
    pub additional: Map<Vec<String>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[
                model::Field::required("tags", "tags"),
                model::Field::optional("parts", "parts"),
                model::Field::optional("mapping", "mapping"),
                model::Field::optional("anything", "anything"),
                model::Field::optional("rows", "rows"),
            ],
            additional: true,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[
                &self.tags,
                &self.parts,
                &self.mapping,
                &self.anything,
                &self.rows,
                &self.additional,
            ],
            self.set_fields,
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.tags,
                &mut self.parts,
                &mut self.mapping,
                &mut self.anything,
                &mut self.rows,
                &mut self.additional,
            ],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Thing);

impl Thing {
    /// Sets `tags`: Labels by name.
    #[must_use]
    pub fn with_tags(mut self, tags: impl Into<Map<String>>) -> Self {
        self.tags = tags.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `parts`: Parts by name.
    #[must_use]
    pub fn with_parts<K_>(mut self, parts: impl IntoField<Map<Part>, K_>) -> Self {
        self.parts = parts.into_field();
        self
    }

    /// Sets `mapping`: Whatever the index needs.
    #[must_use]
    pub fn with_mapping(mut self, mapping: impl Into<Json>) -> Self {
        self.mapping = Some(mapping.into());
        self
    }

    /// Sets `anything`: Whatever there is.
    #[must_use]
    pub fn with_anything(mut self, anything: impl Into<Json>) -> Self {
        self.anything = Some(anything.into());
        self
    }

    /// Sets `rows`: Rows of any shape.
    #[must_use]
    pub fn with_rows<K_>(mut self, rows: impl IntoListField<Json, K_>) -> Self {
        self.rows = rows.into_list_field();
        self
    }

    /// Sets the properties under any other name.
    #[must_use]
    pub fn with_additional(mut self, additional: impl Into<Map<Vec<String>>>) -> Self {
        self.additional = additional.into();
        self
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

#[cfg(feature = "additional-properties")]
mod additional_properties;
#[cfg(feature = "additional-properties")]
pub use self::additional_properties::*;
