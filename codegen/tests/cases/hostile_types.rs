// ==== api/hostile_types/mod.rs
//! Types that are called like others.

use crate::Client;
use crate::runtime::Operation;

mod send_things;

pub use self::send_things::SendThings;

impl Client {
    /// Types that are called like others.
    #[must_use]
    #[inline]
    pub fn hostile_types(&self) -> HostileTypes {
        HostileTypes {
            client: self.clone(),
        }
    }
}

/// Types that are called like others.
///
/// Made by [`Client::hostile_types`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct HostileTypes {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&send_things::SEND_THINGS];
// ==== api/hostile_types/send_things.rs
//! `send-Things`: `GET /api/atlas/v2/things`.

use super::HostileTypes;
use crate::models::StringModel;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl HostileTypes {
    /// Send things.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.hostile_types().send_things().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[doc(alias = "send-Things")]
    #[inline]
    pub fn send_things(&self) -> SendThings {
        SendThings(Request::new(&self.client, &SEND_THINGS))
    }
}

pub(super) static SEND_THINGS: Operation = Operation {
    id: "send-Things",
    method: Method::GET,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`HostileTypes::send_things`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `StringModel`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendThings(Request);

impl SendThings {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<StringModel> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<StringModel>> {
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
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "hostile-types")]
pub mod hostile_types;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "hostile-types")]
    hostile_types::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.hostile_types()` | `hostile-types` | Types that are called like others. |
// ==== models/hostile_types/mod.rs
//! Types that only the tag `Hostile Types` uses.

mod result_model;
mod send_things;
mod string_model;
mod vec_model;

pub use self::result_model::ResultModel;
pub use self::send_things::SendThings;
pub use self::string_model::StringModel;
pub use self::vec_model::VecModel;
// ==== models/hostile_types/result_model.rs
//! Schema `Result`.

use crate::model;

/// Text with `code`, a \<tag> and a [link](https://example.com/a_b).
#[doc(alias = "Result")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ResultModel {
    /// Property `ok`: a Boolean.
    pub ok: Option<bool>,
}

impl model::Object for ResultModel {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "ResultModel",
            fields: &[model::Field::optional("ok", "ok")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.ok], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.ok], &mut model::SetFields::default());
    }
}

model::object_traits!(ResultModel);
// ==== models/hostile_types/send_things.rs
//! Schema `SendThings`.

use crate::model;

/// An object of `Box`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct SendThings {
    /// Property `Box`: a string.
    #[doc(alias = "Box")]
    pub r#box: Option<String>,
}

impl model::Object for SendThings {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "SendThings",
            fields: &[model::Field::optional("box", "Box")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.r#box], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.r#box], &mut model::SetFields::default());
    }
}

model::object_traits!(SendThings);
// ==== models/hostile_types/string_model.rs
//! Schema `String`.

use crate::model;
use crate::models::{ResultModel, VecModel};

/// Another name of the prelude.
#[doc(alias = "String")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct StringModel {
    /// Text with `code`, a \<tag> and a [link](https://example.com/a_b).
    #[doc(alias = "Result")]
    pub result: Option<ResultModel>,
    /// Property `vec`: an object.
    pub vec: Option<VecModel>,
}

impl model::Object for StringModel {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "StringModel",
            fields: &[
                model::Field::optional("result", "Result"),
                model::Field::optional("vec", "vec"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.result, &self.vec], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.result, &mut self.vec], &mut model::SetFields::default());
    }
}

model::object_traits!(StringModel);
// ==== models/hostile_types/vec_model.rs
//! Schema `Vec`.

use crate::model;
use crate::models::SendThings;

/// An object of `sendThings`.
#[doc(alias = "Vec")]
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct VecModel {
    /// Property `sendThings`: an object.
    pub send_things: Option<SendThings>,
}

impl model::Object for VecModel {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "VecModel",
            fields: &[model::Field::optional("send_things", "sendThings")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.send_things], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.send_things], &mut model::SetFields::default());
    }
}

model::object_traits!(VecModel);
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

#[cfg(feature = "hostile-types")]
mod hostile_types;
#[cfg(feature = "hostile-types")]
pub use self::hostile_types::*;
