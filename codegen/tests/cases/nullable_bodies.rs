// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nullable-bodies")]
pub mod nullable_bodies;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nullable-bodies")]
    nullable_bodies::OPERATIONS,
];
// ==== api/nullable_bodies/add_nullable_things.rs
//! `addNullableThings`: `POST /api/atlas/v2/things`.

use super::NullableBodies;
use crate::model::IntoField;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NullableBodies {
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.nullable_bodies().add_nullable_things(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn add_nullable_things<K_>(
        &self,
        body: impl IntoIterator<Item = impl IntoField<String, K_>>,
    ) -> AddNullableThings {
        AddNullableThings(
            Request::new(&self.client, &ADD_NULLABLE_THINGS)
                .body(
                    body
                        .into_iter()
                        .map(IntoField::into_field)
                        .collect::<Vec<Option<String>>>(),
                ),
        )
    }
}

pub(super) static ADD_NULLABLE_THINGS: Operation = Operation {
    id: "addNullableThings",
    method: Method::POST,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`NullableBodies::add_nullable_things`].
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 204. [`send`](Self::send) returns
/// nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddNullableThings(Request);

impl AddNullableThings {
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
// ==== api/nullable_bodies/get_nullable_thing.rs
//! `getNullableThing`: `GET /api/atlas/v2/things/{thingName}`.

use super::NullableBodies;
use crate::models::NullableThing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NullableBodies {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things/{thingName}`, version 2024-05-30. Responds with 200.
    ///
    /// - `thing_name`: Which thing.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client
    ///     .nullable_bodies()
    ///     .get_nullable_thing(thing_name)
    ///     .send()
    ///     .await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn get_nullable_thing(&self, thing_name: impl Into<String>) -> GetNullableThing {
        GetNullableThing(
            Request::new(&self.client, &GET_NULLABLE_THING).path(thing_name),
        )
    }
}

pub(super) static GET_NULLABLE_THING: Operation = Operation {
    id: "getNullableThing",
    method: Method::GET,
    path: "/api/atlas/v2/things/{thingName}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`NullableBodies::get_nullable_thing`].
///
/// `GET /api/atlas/v2/things/{thingName}`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `Option<NullableThing>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetNullableThing(Request);

impl GetNullableThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<NullableThing>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<NullableThing>>> {
        self.0.send_optional_json_full()
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
// ==== api/nullable_bodies/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod add_nullable_things;
mod get_nullable_thing;
mod replace_nullable_things;
mod update_nullable_thing;

pub use self::add_nullable_things::AddNullableThings;
pub use self::get_nullable_thing::GetNullableThing;
pub use self::replace_nullable_things::ReplaceNullableThings;
pub use self::update_nullable_thing::UpdateNullableThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn nullable_bodies(&self) -> NullableBodies {
        NullableBodies {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::nullable_bodies`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NullableBodies {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &replace_nullable_things::REPLACE_NULLABLE_THINGS,
    &add_nullable_things::ADD_NULLABLE_THINGS,
    &get_nullable_thing::GET_NULLABLE_THING,
    &update_nullable_thing::UPDATE_NULLABLE_THING,
];
// ==== api/nullable_bodies/replace_nullable_things.rs
//! `replaceNullableThings`: `PUT /api/atlas/v2/things`.

use super::NullableBodies;
use crate::model::IntoListField;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NullableBodies {
    /// Replace all things.
    ///
    /// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.nullable_bodies().replace_nullable_things().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn replace_nullable_things(&self) -> ReplaceNullableThings {
        ReplaceNullableThings(Request::new(&self.client, &REPLACE_NULLABLE_THINGS))
    }
}

pub(super) static REPLACE_NULLABLE_THINGS: Operation = Operation {
    id: "replaceNullableThings",
    method: Method::PUT,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`NullableBodies::replace_nullable_things`].
///
/// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Option<Vec<String>>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceNullableThings(Request);

impl ReplaceNullableThings {
    /// The request body: a list. Without it none is sent.
    pub fn body<K_>(self, body: impl IntoListField<String, K_>) -> Self {
        Self(self.0.body(body.into_list_field()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<Vec<String>>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<Vec<String>>>> {
        self.0.send_optional_json_full()
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
// ==== api/nullable_bodies/update_nullable_thing.rs
//! `updateNullableThing`: `PATCH /api/atlas/v2/things/{thingName}`.

use super::NullableBodies;
use crate::model::IntoField;
use crate::models::NullableThingPatch;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NullableBodies {
    /// Change one thing.
    ///
    /// `PATCH /api/atlas/v2/things/{thingName}`, version 2024-05-30. Responds with 200.
    ///
    /// - `thing_name`: Which thing.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = NullableThingPatch::default().with_name(name);
    /// let response = client
    ///     .nullable_bodies()
    ///     .update_nullable_thing(thing_name, body)
    ///     .send()
    ///     .await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn update_nullable_thing<K_>(
        &self,
        thing_name: impl Into<String>,
        body: impl IntoField<NullableThingPatch, K_>,
    ) -> UpdateNullableThing {
        UpdateNullableThing(
            Request::new(&self.client, &UPDATE_NULLABLE_THING)
                .path(thing_name)
                .body(body.into_field()),
        )
    }
}

pub(super) static UPDATE_NULLABLE_THING: Operation = Operation {
    id: "updateNullableThing",
    method: Method::PATCH,
    path: "/api/atlas/v2/things/{thingName}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`NullableBodies::update_nullable_thing`].
///
/// `PATCH /api/atlas/v2/things/{thingName}`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `Option<String>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateNullableThing(Request);

impl UpdateNullableThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<String>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<String>>> {
        self.0.send_optional_json_full()
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
| `client.nullable_bodies()` | `nullable-bodies` | Returns and changes things. |
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

#[cfg(feature = "nullable-bodies")]
mod nullable_bodies;
#[cfg(feature = "nullable-bodies")]
pub use self::nullable_bodies::*;
// ==== models/nullable_bodies/mod.rs
//! Types that only the tag `Nullable Bodies` uses.

mod nullable_thing;
mod nullable_thing_patch;

pub use self::nullable_thing::NullableThing;
pub use self::nullable_thing_patch::NullableThingPatch;
// ==== models/nullable_bodies/nullable_thing.rs
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
// ==== models/nullable_bodies/nullable_thing_patch.rs
//! Schema `NullableThing` as the body of a PATCH.

use crate::model;
use crate::model::IntoField;
use crate::models::NullableThing;

/// Changes to [`NullableThing`]: what is left out stays as it is.
///
/// Something.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct NullableThingPatch {
    /// What it is called.
    pub name: Option<String>,
}

impl model::Object for NullableThingPatch {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "NullableThingPatch",
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

model::object_traits!(NullableThingPatch);

impl NullableThingPatch {
    /// Sets `name`: What it is called.
    #[must_use]
    pub fn with_name<K_>(mut self, name: impl IntoField<String, K_>) -> Self {
        self.name = name.into_field();
        self
    }
}

impl From<NullableThing> for NullableThingPatch {
    #[inline]
    fn from(full: NullableThing) -> Self {
        Self {
            name: full.set_fields.given(0, full.name),
        }
    }
}
