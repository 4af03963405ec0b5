// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "secret-fields")]
pub mod secret_fields;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "secret-fields")]
    secret_fields::OPERATIONS,
];
// ==== api/secret_fields/create_thing.rs
//! `createThing`: `POST /api/atlas/v2/things`.

use super::SecretFields;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl SecretFields {
    /// Create one thing.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 201.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Thing::default()
    ///     .with_group_id(group_id)
    ///     .with_password(password)
    ///     .with_pin(pin);
    /// let response = client.secret_fields().create_thing(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn create_thing(&self, body: impl Into<Thing>) -> CreateThing {
        CreateThing(
            Request::new(&self.client, &CREATE_THING).body(Into::<Thing>::into(body)),
        )
    }
}

pub(super) static CREATE_THING: Operation = Operation {
    id: "createThing",
    method: Method::POST,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`SecretFields::create_thing`].
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 201. [`send`](Self::send) returns
/// `Thing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateThing(Request);

impl CreateThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Thing> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Thing>> {
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
// ==== api/secret_fields/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod create_thing;

pub use self::create_thing::CreateThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn secret_fields(&self) -> SecretFields {
        SecretFields {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::secret_fields`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct SecretFields {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&create_thing::CREATE_THING];
// ==== handles.md
| --- | --- | --- |
| `client.secret_fields()` | `secret-fields` | Returns and changes things. |
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

#[cfg(feature = "secret-fields")]
mod secret_fields;
#[cfg(feature = "secret-fields")]
pub use self::secret_fields::*;
// ==== models/secret_fields/mod.rs
//! Types that only the tag `Secret Fields` uses.

mod thing;

pub use self::thing::Thing;
// ==== models/secret_fields/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::{IntoField, IntoListField, Secret};

/// Something with secrets.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Identifies it.
    ///
    /// Read-only: requests leave it out.
    pub id: String,
    /// Whose it is.
    ///
    /// Required. Write-only: responses leave it out.
    pub group_id: Option<String>,
    /// Opens it.
    ///
    /// Required. Write-only: responses leave it out. Length at least 8.
    pub password: Option<Secret>,
    /// Opens it too.
    ///
    /// Required.
    pub pin: Option<Secret>,
    /// Shown once.
    ///
    /// Required. Read-only: requests leave it out.
    pub client_secret: Option<Secret>,
    /// Secrets from before.
    pub previous: Option<Vec<Secret>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[
                model::Field::required("id", "id").read_only(),
                model::Field::required("group_id", "groupId").write_only(),
                model::Field::required("password", "password").write_only(),
                model::Field::required("pin", "pin").write_only(),
                model::Field::optional("client_secret", "clientSecret").read_only(),
                model::Field::optional("previous", "previous"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[
                &self.id,
                &self.group_id,
                &self.password,
                &self.pin,
                &self.client_secret,
                &self.previous,
            ],
            self.set_fields,
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.id,
                &mut self.group_id,
                &mut self.password,
                &mut self.pin,
                &mut self.client_secret,
                &mut self.previous,
            ],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Thing);

impl Thing {
    /// Sets `id`: Identifies it.
    ///
    /// Read-only: requests leave it out.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `group_id`: Whose it is.
    #[must_use]
    pub fn with_group_id<K_>(mut self, group_id: impl IntoField<String, K_>) -> Self {
        self.group_id = group_id.into_field();
        self.set_fields.note(1, &self.group_id);
        self
    }

    /// Sets `password`: Opens it.
    #[must_use]
    pub fn with_password<K_>(mut self, password: impl IntoField<Secret, K_>) -> Self {
        self.password = password.into_field();
        self.set_fields.note(2, &self.password);
        self
    }

    /// Sets `pin`: Opens it too.
    #[must_use]
    pub fn with_pin<K_>(mut self, pin: impl IntoField<Secret, K_>) -> Self {
        self.pin = pin.into_field();
        self.set_fields.note(3, &self.pin);
        self
    }

    /// Sets `client_secret`: Shown once.
    ///
    /// Read-only: requests leave it out.
    #[must_use]
    pub fn with_client_secret<K_>(
        mut self,
        client_secret: impl IntoField<Secret, K_>,
    ) -> Self {
        self.client_secret = client_secret.into_field();
        self
    }

    /// Sets `previous`: Secrets from before.
    #[must_use]
    pub fn with_previous<K_>(
        mut self,
        previous: impl IntoListField<Secret, K_>,
    ) -> Self {
        self.previous = previous.into_list_field();
        self
    }
}
