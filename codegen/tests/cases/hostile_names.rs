// warning: two values become the same Rust name `AB`: `a-b` and `a_b`
//   --> hostile_names.yaml:33:9
//    |
// 33 |         index: { type: string, enum: [2dsphere, 2d, '$text', '<', '>', '', unknown, a-b, a_b] }
//    |         ^^^^^
//    |
//    = note: at #/components/schemas/Option/properties/index
//    = note: `a-b` becomes `ADashB`
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "models-shared")]
pub mod models_shared;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "models-shared")]
    models_shared::OPERATIONS,
];
// ==== api/models_shared/mod.rs
//! Names that are in the way.

use crate::Client;
use crate::runtime::Operation;

mod send_things;

pub use self::send_things::SendThings;

impl Client {
    /// Names that are in the way.
    #[must_use]
    #[inline]
    pub fn models_shared(&self) -> ModelsShared {
        ModelsShared {
            client: self.clone(),
        }
    }
}

/// Names that are in the way.
///
/// Made by [`Client::models_shared`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ModelsShared {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&send_things::SEND_THINGS];
// ==== api/models_shared/send_things.rs
//! `send-Things`: `POST /api/atlas/v2/things/{body}/{request}/{foo}`.

use super::ModelsShared;
use crate::models::OptionModel;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ModelsShared {
    /// Send things.
    ///
    /// `POST /api/atlas/v2/things/{body}/{request}/{foo}`, version 2024-05-30. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = OptionModel::default().with_additional_(additional_);
    /// client.models_shared().send_things(body_, request, foo, body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[doc(alias = "send-Things")]
    pub fn send_things(
        &self,
        body_: impl Into<String>,
        request: impl Into<String>,
        foo: impl Into<String>,
        body: impl Into<OptionModel>,
    ) -> SendThings {
        SendThings(
            Request::new(&self.client, &SEND_THINGS)
                .path(body_)
                .path(request)
                .path(foo)
                .body(Into::<OptionModel>::into(body)),
        )
    }
}

pub(super) static SEND_THINGS: Operation = Operation {
    id: "send-Things",
    method: Method::POST,
    path: "/api/atlas/v2/things/{body}/{request}/{foo}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`ModelsShared::send_things`].
///
/// `POST /api/atlas/v2/things/{body}/{request}/{foo}`, version 2024-05-30. Responds with 204.
/// [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendThings(Request);

impl SendThings {
    /// Sets `send`: a Boolean.
    pub fn send_(self, send_: impl Into<Option<bool>>) -> Self {
        Self(self.0.query_option("send", send_.into()))
    }

    /// Sets `with_timeout`: an integer.
    #[doc(alias = "with_timeout")]
    pub fn with_timeout_(self, with_timeout_: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("with_timeout", with_timeout_.into()))
    }

    /// Sets `add`: an integer.
    pub fn add(self, add: impl Into<Option<i64>>) -> Self {
        Self(self.0.query_option("add", add.into()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<()> {
        self.0.send_empty()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<()>> {
        self.0.send_empty_full()
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
| `client.models_shared()` | `models-shared` | Names that are in the way. |
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

#[cfg(feature = "models-shared")]
mod models_shared;
#[cfg(feature = "models-shared")]
pub use self::models_shared::*;
// ==== models/models_shared/mod.rs
//! Types that only the tag `Models & <Shared>` uses.

mod option_model;

pub use self::option_model::{OptionIndex, OptionModel};
// ==== models/models_shared/option_model.rs
//! Schema `Option` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Map, Nullable};

/// A name of the prelude.
#[doc(alias = "Option")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct OptionModel {
    /// Property `additional`: a string.
    pub additional_: Option<String>,
    /// Property `x`: a string.
    pub x: Nullable<String>,
    /// Property `x_null`: a string.
    #[doc(alias = "x_null")]
    pub x_null_: Option<String>,
    /// Property `index`: one of several values.
    pub index: Option<OptionIndex>,
    /// Property `$ref-like`: a string.
    #[doc(alias = "$ref-like")]
    pub ref_like: Option<String>,
    /// Property `2nd`: a string.
    #[doc(alias = "2nd")]
    pub two_nd: Option<String>,
    /// Properties under any other name.
    pub additional: Map<String>,
}

impl model::Object for OptionModel {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "OptionModel",
            fields: &[
                model::Field::optional("additional_", "additional"),
                model::Field::optional("x", "x"),
                model::Field::optional("x_null_", "x_null"),
                model::Field::optional("index", "index"),
                model::Field::optional("ref_like", "$ref-like"),
                model::Field::optional("two_nd", "2nd"),
            ],
            additional: true,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[
                &self.additional_,
                &self.x,
                &self.x_null_,
                &self.index,
                &self.ref_like,
                &self.two_nd,
                &self.additional,
            ],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.additional_,
                &mut self.x,
                &mut self.x_null_,
                &mut self.index,
                &mut self.ref_like,
                &mut self.two_nd,
                &mut self.additional,
            ],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(OptionModel);

impl OptionModel {
    /// Sets `additional_`: a string.
    #[must_use]
    pub fn with_additional_<K_>(
        mut self,
        additional_: impl IntoField<String, K_>,
    ) -> Self {
        self.additional_ = additional_.into_field();
        self
    }

    /// Sets `x`: a string.
    #[must_use]
    pub fn with_x<K_>(mut self, x: impl IntoField<String, K_>) -> Self {
        self.x = Nullable::from_option(x.into_field());
        self
    }

    /// Sets `x` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    #[inline]
    pub fn with_x_null(mut self) -> Self {
        self.x = Nullable::Null;
        self
    }

    /// Sets `x_null_`: a string.
    #[must_use]
    pub fn with_x_null_<K_>(mut self, x_null_: impl IntoField<String, K_>) -> Self {
        self.x_null_ = x_null_.into_field();
        self
    }

    /// Sets `index`: one of several values.
    #[must_use]
    pub fn with_index<K_>(mut self, index: impl IntoField<OptionIndex, K_>) -> Self {
        self.index = index.into_field();
        self
    }

    /// Sets `ref_like`: a string.
    #[must_use]
    pub fn with_ref_like<K_>(mut self, ref_like: impl IntoField<String, K_>) -> Self {
        self.ref_like = ref_like.into_field();
        self
    }

    /// Sets `two_nd`: a string.
    #[must_use]
    pub fn with_two_nd<K_>(mut self, two_nd: impl IntoField<String, K_>) -> Self {
        self.two_nd = two_nd.into_field();
        self
    }

    /// Sets the properties under any other name.
    #[must_use]
    pub fn with_additional(mut self, additional: impl Into<Map<String>>) -> Self {
        self.additional = additional.into();
        self
    }
}

/// Known values: `2dsphere`, `2d`, `$text`, `<`, `>`, `  ` and 3 more.
#[derive(Clone)]
#[non_exhaustive]
pub enum OptionIndex {
    /// `2dsphere`
    TwoDsphere,
    /// `2d`
    TwoD,
    /// `$text`
    Text,
    /// `<`
    LessThan,
    /// `>`
    GreaterThan,
    /// The empty string
    Empty,
    /// `unknown`
    UnknownValue,
    /// `a-b`
    ADashB,
    /// `a_b`
    AB,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl OptionIndex {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &[
        "2dsphere",
        "2d",
        "$text",
        "<",
        ">",
        "",
        "unknown",
        "a-b",
        "a_b",
    ];

    const VARIANTS: &'static [Self] = &[
        Self::TwoDsphere,
        Self::TwoD,
        Self::Text,
        Self::LessThan,
        Self::GreaterThan,
        Self::Empty,
        Self::UnknownValue,
        Self::ADashB,
        Self::AB,
    ];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::TwoDsphere => "2dsphere",
            Self::TwoD => "2d",
            Self::Text => "$text",
            Self::LessThan => "<",
            Self::GreaterThan => ">",
            Self::Empty => "",
            Self::UnknownValue => "unknown",
            Self::ADashB => "a-b",
            Self::AB => "a_b",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(OptionIndex);
