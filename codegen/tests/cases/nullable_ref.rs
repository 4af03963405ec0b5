// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nullable-ref")]
pub mod nullable_ref;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nullable-ref")]
    nullable_ref::OPERATIONS,
];
// ==== api/nullable_ref/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::NullableRef;
use crate::models::Thing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NullableRef {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.nullable_ref().get_thing().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
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

/// Request of [`NullableRef::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Thing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
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
}
// ==== api/nullable_ref/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn nullable_ref(&self) -> NullableRef {
        NullableRef {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::nullable_ref`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NullableRef {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== handles.md
| --- | --- | --- |
| `client.nullable_ref()` | `nullable-ref` | Returns and changes things. |
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

#[cfg(feature = "nullable-ref")]
mod nullable_ref;
#[cfg(feature = "nullable-ref")]
pub use self::nullable_ref::*;
// ==== models/nullable_ref/mod.rs
//! Types that only the tag `Nullable Ref` uses.

mod owner;
mod thing;

pub use self::owner::Owner;
pub use self::thing::Thing;
// ==== models/nullable_ref/owner.rs
//! Schema `Owner`.

use crate::model;

/// A person.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Owner {
    /// The person's name.
    ///
    /// Length at most 64.
    pub name: Option<String>,
}

impl model::Object for Owner {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Owner",
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

model::object_traits!(Owner);
// ==== models/nullable_ref/thing.rs
//! Schema `Thing`.

use crate::model;
use crate::model::{DateTime, Nullable, Utc};
use crate::models::Owner;

/// Something with parts that can be null.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Thing {
    /// Who has the thing.
    ///
    /// Required.
    pub owner: Nullable<Owner>,
    /// A person.
    pub previous: Nullable<Owner>,
    /// When it ends.
    pub until: Nullable<DateTime<Utc>>,
    /// Property `sizes`: a list.
    pub sizes: Nullable<Vec<i64>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Thing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Thing",
            fields: &[
                model::Field::required("owner", "owner"),
                model::Field::optional("previous", "previous"),
                model::Field::optional("until", "until"),
                model::Field::optional("sizes", "sizes"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.owner, &self.previous, &self.until, &self.sizes],
            self.set_fields,
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.owner, &mut self.previous, &mut self.until, &mut self.sizes],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Thing);
