// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "patch-body")]
pub mod patch_body;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "patch-body")]
    patch_body::OPERATIONS,
];
// ==== api/patch_body/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod update_thing;

pub use self::update_thing::UpdateThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn patch_body(&self) -> PatchBody {
        PatchBody { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::patch_body`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct PatchBody {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&update_thing::UPDATE_THING];
// ==== api/patch_body/update_thing.rs
//! `updateThing`: `PATCH /api/atlas/v2/things/{thingId}`.

use super::PatchBody;
use crate::models::{Thing, ThingPatch};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl PatchBody {
    /// Change one thing.
    ///
    /// `PATCH /api/atlas/v2/things/{thingId}`, version 2024-05-30. Responds with 200.
    ///
    /// - `thing_id`: Identifies the thing. Pattern `^([a-f0-9]{24})$`.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = ThingPatch::default().with_name(name);
    /// let response = client.patch_body().update_thing(thing_id, body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn update_thing(
        &self,
        thing_id: impl Into<String>,
        body: impl Into<ThingPatch>,
    ) -> UpdateThing {
        UpdateThing(
            Request::new(&self.client, &UPDATE_THING)
                .path(thing_id)
                .body(Into::<ThingPatch>::into(body)),
        )
    }
}

pub(super) static UPDATE_THING: Operation = Operation {
    id: "updateThing",
    method: Method::PATCH,
    path: "/api/atlas/v2/things/{thingId}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`PatchBody::update_thing`].
///
/// `PATCH /api/atlas/v2/things/{thingId}`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `Thing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateThing(Request);

impl UpdateThing {
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
// ==== handles.md
| --- | --- | --- |
| `client.patch_body()` | `patch-body` | Returns and changes things. |
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

#[cfg(feature = "patch-body")]
mod patch_body;
#[cfg(feature = "patch-body")]
pub use self::patch_body::*;
// ==== models/patch_body/mod.rs
//! Types that only the tag `Patch Body` uses.

mod role;
mod thing;
mod thing_patch;

pub use self::role::Role;
pub use self::thing::Thing;
pub use self::thing_patch::ThingPatch;
// ==== models/patch_body/role.rs
//! Schema `Role`.

use crate::model;

/// A permission.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Role {
    /// What it allows.
    pub name: String,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Role {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Role",
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

model::object_traits!(Role);

impl Role {
    /// Sets `name`: What it allows.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self.set_fields.insert(0);
        self
    }
}
// ==== models/patch_body/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::{DateTime, Nullable, Utc};
use crate::models::Role;

/// Something that can be changed in part.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// What it is called.
    pub name: String,
    /// How large it is.
    pub size: i64,
    /// Anything.
    pub note: Option<String>,
    /// When it ends.
    pub until: Nullable<DateTime<Utc>>,
    /// What it may do.
    pub roles: Vec<Role>,
    /// A permission.
    pub owner: Role,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[
                model::Field::required("name", "name"),
                model::Field::required("size", "size"),
                model::Field::optional("note", "note"),
                model::Field::optional("until", "until"),
                model::Field::required("roles", "roles"),
                model::Field::required("owner", "owner"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.name, &self.size, &self.note, &self.until, &self.roles, &self.owner],
            self.set_fields,
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.name,
                &mut self.size,
                &mut self.note,
                &mut self.until,
                &mut self.roles,
                &mut self.owner,
            ],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Thing);
// ==== models/patch_body/thing_patch.rs
//! Schema `Thing` as the body of a PATCH.

use crate::model;
use crate::model::{DateTime, IntoField, IntoItems, Nullable, Utc};
use crate::models::{Role, Thing};

/// Changes to [`Thing`]: what is left out stays as it is.
///
/// Something that can be changed in part.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ThingPatch {
    /// What it is called.
    pub name: Option<String>,
    /// How large it is.
    pub size: Option<i64>,
    /// Anything.
    pub note: Option<String>,
    /// When it ends.
    pub until: Nullable<DateTime<Utc>>,
    /// What it may do.
    pub roles: Option<Vec<Role>>,
    /// A permission.
    pub owner: Option<Role>,
}

impl model::Object for ThingPatch {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "ThingPatch",
            fields: &[
                model::Field::optional("name", "name"),
                model::Field::optional("size", "size"),
                model::Field::optional("note", "note"),
                model::Field::optional("until", "until"),
                model::Field::optional("roles", "roles"),
                model::Field::optional("owner", "owner"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.name, &self.size, &self.note, &self.until, &self.roles, &self.owner],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.name,
                &mut self.size,
                &mut self.note,
                &mut self.until,
                &mut self.roles,
                &mut self.owner,
            ],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(ThingPatch);

impl ThingPatch {
    /// Sets `name`: What it is called.
    #[must_use]
    pub fn with_name<K_>(mut self, name: impl IntoField<String, K_>) -> Self {
        self.name = name.into_field();
        self
    }

    /// Sets `size`: How large it is.
    #[must_use]
    pub fn with_size(mut self, size: impl Into<Option<i64>>) -> Self {
        self.size = size.into();
        self
    }

    /// Sets `note`: Anything.
    #[must_use]
    pub fn with_note<K_>(mut self, note: impl IntoField<String, K_>) -> Self {
        self.note = note.into_field();
        self
    }

    /// Sets `until`: When it ends.
    #[must_use]
    pub fn with_until(mut self, until: impl Into<Option<DateTime<Utc>>>) -> Self {
        self.until = Nullable::from_option(until.into());
        self
    }

    /// Sets `until` to an explicit null, which is not the same as leaving it out.
    #[must_use]
    #[inline]
    pub fn with_until_null(mut self) -> Self {
        self.until = Nullable::Null;
        self
    }

    /// Sets `roles`: What it may do.
    #[must_use]
    pub fn with_roles<K_>(mut self, roles: impl IntoItems<Role, K_>) -> Self {
        self.roles = roles.into_items();
        self
    }

    /// Sets `owner`: A permission.
    #[must_use]
    pub fn with_owner<K_>(mut self, owner: impl IntoField<Role, K_>) -> Self {
        self.owner = owner.into_field();
        self
    }
}

impl From<Thing> for ThingPatch {
    #[inline]
    fn from(full: Thing) -> Self {
        Self {
            name: full.set_fields.given(0, full.name),
            size: full.set_fields.given(1, full.size),
            note: full.note,
            until: full.until,
            roles: full.set_fields.given(4, full.roles),
            owner: full.set_fields.given(5, full.owner),
        }
    }
}
