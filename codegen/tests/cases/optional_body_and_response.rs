// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "optional-body-and-response")]
pub mod optional_body_and_response;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "optional-body-and-response")]
    optional_body_and_response::OPERATIONS,
];
// ==== api/optional_body_and_response/invite_thing.rs
//! `inviteThing`: `POST /api/atlas/v2/things`.

use super::OptionalBodyAndResponse;
use crate::models::Invitation;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl OptionalBodyAndResponse {
    /// Invite one thing.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200 or 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.optional_body_and_response().invite_thing().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn invite_thing(&self) -> InviteThing {
        InviteThing(Request::new(&self.client, &INVITE_THING))
    }
}

pub(super) static INVITE_THING: Operation = Operation {
    id: "inviteThing",
    method: Method::POST,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`OptionalBodyAndResponse::invite_thing`].
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 200 or 204. [`send`](Self::send)
/// returns `Option<Invitation>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct InviteThing(Request);

impl InviteThing {
    /// The request body: an object. Without it none is sent.
    pub fn body(self, body: impl Into<Invitation>) -> Self {
        Self(self.0.body(Into::<Invitation>::into(body)))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<Invitation>> {
        self.0.send_optional_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<Invitation>>> {
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
// ==== api/optional_body_and_response/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod invite_thing;

pub use self::invite_thing::InviteThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn optional_body_and_response(&self) -> OptionalBodyAndResponse {
        OptionalBodyAndResponse {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::optional_body_and_response`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct OptionalBodyAndResponse {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&invite_thing::INVITE_THING];
// ==== handles.md
| --- | --- | --- |
| `client.optional_body_and_response()` | `optional-body-and-response` | Returns and changes things. |
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

#[cfg(feature = "optional-body-and-response")]
mod optional_body_and_response;
#[cfg(feature = "optional-body-and-response")]
pub use self::optional_body_and_response::*;
// ==== models/optional_body_and_response/invitation.rs
//! Schema `Invitation`.

use crate::model;
use crate::model::IntoField;

/// An invitation.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Invitation {
    /// Who is invited.
    ///
    /// Format `email`.
    pub to: Option<String>,
}

impl model::Object for Invitation {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Invitation",
            fields: &[model::Field::optional("to", "to")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.to], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.to], &mut model::SetFields::default());
    }
}

model::object_traits!(Invitation);

impl Invitation {
    /// Sets `to`: Who is invited.
    #[must_use]
    pub fn with_to<K_>(mut self, to: impl IntoField<String, K_>) -> Self {
        self.to = to.into_field();
        self
    }
}
// ==== models/optional_body_and_response/mod.rs
//! Types that only the tag `Optional Body And Response` uses.

mod invitation;

pub use self::invitation::Invitation;
