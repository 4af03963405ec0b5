// remark: no property `eventType` is declared, here or in an alternative
//   --> many_to_one_tag.yaml:23:23
//    |
// 23 |         propertyName: eventType
//    |                       ^^^^^^^^^
//    |
//    = note: at #/components/schemas/Event/discriminator/propertyName
//    = help: declare `eventType` in `properties`
// ==== api/many_to_one_tag/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::ManyToOneTag;
use crate::models::Event;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ManyToOneTag {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.many_to_one_tag().get_thing().send().await?;
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

/// Request of [`ManyToOneTag::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Event`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Event> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Event>> {
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
// ==== api/many_to_one_tag/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn many_to_one_tag(&self) -> ManyToOneTag {
        ManyToOneTag {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::many_to_one_tag`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ManyToOneTag {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "many-to-one-tag")]
pub mod many_to_one_tag;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "many-to-one-tag")]
    many_to_one_tag::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.many_to_one_tag()` | `many-to-one-tag` | Returns and changes things. |
// ==== models/many_to_one_tag/change.rs
//! Schema `Change`.

use crate::model;

/// Something is new or other than before.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Change {
    /// What it is now.
    pub after: Option<String>,
    /// Tells which of several kinds this is.
    ///
    /// Required.
    pub event_type: Option<String>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Change {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Change",
            fields: &[
                model::Field::optional("after", "after"),
                model::Field::required("event_type", "eventType").write_only(),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.after, &self.event_type], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.after, &mut self.event_type], &mut self.set_fields);
    }
}

model::object_traits!(Change);
// ==== models/many_to_one_tag/event.rs
//! Schema `Event`.

use crate::model;
use crate::model::Json;
use crate::models::{Change, Removal};

/// Something that happened.
#[derive(Clone)]
#[non_exhaustive]
pub enum Event {
    /// Something is new or other than before.
    ///
    /// `eventType` is `CREATED` or `CHANGED`.
    Change(Box<Change>),
    /// Something is gone.
    ///
    /// `eventType` is `REMOVED`.
    Removed(Box<Removal>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Event {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("eventType"),
            variants: &[
                model::Variant::new(
                    "Change",
                    &[model::When::new("eventType", &["CREATED", "CHANGED"])],
                ),
                model::Variant::new(
                    "Removed",
                    &[model::When::new("eventType", &["REMOVED"])],
                ),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Change(value) => model::Active::Variant("Change", value),
            Self::Removed(value) => model::Active::Variant("Removed", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Change(value) => model::ActiveMut::Variant(value),
            Self::Removed(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Change" => Self::Change(model::Slot::empty()),
            "Removed" => Self::Removed(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Event);

impl From<Change> for Event {
    #[inline]
    fn from(value: Change) -> Self {
        Self::Change(Box::new(value))
    }
}

impl From<Removal> for Event {
    #[inline]
    fn from(value: Removal) -> Self {
        Self::Removed(Box::new(value))
    }
}
// ==== models/many_to_one_tag/mod.rs
//! Types that only the tag `Many To One Tag` uses.

mod change;
mod event;
mod removal;

pub use self::change::Change;
pub use self::event::Event;
pub use self::removal::Removal;
// ==== models/many_to_one_tag/removal.rs
//! Schema `Removal`.

use crate::model;

/// Something is gone.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Removal {
    /// What it was.
    pub before: Option<String>,
}

impl model::Object for Removal {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Removal",
            fields: &[model::Field::optional("before", "before")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.before], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.before], &mut model::SetFields::default());
    }
}

model::object_traits!(Removal);
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

#[cfg(feature = "many-to-one-tag")]
mod many_to_one_tag;
#[cfg(feature = "many-to-one-tag")]
pub use self::many_to_one_tag::*;
