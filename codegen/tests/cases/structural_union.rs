// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "structural-union")]
pub mod structural_union;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "structural-union")]
    structural_union::OPERATIONS,
];
// ==== api/structural_union/create_thing.rs
//! `createThing`: `POST /api/atlas/v2/things`.

use super::StructuralUnion;
use crate::models::Access;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl StructuralUnion {
    /// Create one thing.
    ///
    /// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 201.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.structural_union().create_thing(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn create_thing(&self, body: impl Into<Access>) -> CreateThing {
        CreateThing(
            Request::new(&self.client, &CREATE_THING).body(Into::<Access>::into(body)),
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

/// Request of [`StructuralUnion::create_thing`].
///
/// `POST /api/atlas/v2/things`, version 2024-05-30. Responds with 201. [`send`](Self::send) returns
/// `Access`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateThing(Request);

impl CreateThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Access> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Access>> {
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
// ==== api/structural_union/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod create_thing;

pub use self::create_thing::CreateThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn structural_union(&self) -> StructuralUnion {
        StructuralUnion {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::structural_union`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct StructuralUnion {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&create_thing::CREATE_THING];
// ==== handles.md
| --- | --- | --- |
| `client.structural_union()` | `structural-union` | Returns and changes things. |
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

#[cfg(feature = "structural-union")]
mod structural_union;
#[cfg(feature = "structural-union")]
pub use self::structural_union::*;
// ==== models/structural_union/access.rs
//! Schema `Access`.

use crate::model;
use crate::model::{IntoField, Json};
use crate::models::{ByAddress, ByBlock};

/// Who may come in.
#[derive(Clone)]
#[non_exhaustive]
pub enum Access {
    /// One address.
    ByAddress(Box<ByAddress>),
    /// A block of addresses.
    ByBlock(Box<ByBlock>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Access {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("ByAddress", &[]),
                model::Variant::new("ByBlock", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::ByAddress(value) => model::Active::Variant("ByAddress", value),
            Self::ByBlock(value) => model::Active::Variant("ByBlock", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::ByAddress(value) => model::ActiveMut::Variant(value),
            Self::ByBlock(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "ByAddress" => Self::ByAddress(model::Slot::empty()),
            "ByBlock" => Self::ByBlock(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Access);

impl Access {
    /// Why.
    #[must_use]
    #[inline]
    pub fn note(&self) -> Option<&str> {
        model::get(self, "note")
    }

    /// Words to find it by.
    #[must_use]
    #[inline]
    pub fn tags(&self) -> Option<std::borrow::Cow<'_, Vec<Option<String>>>> {
        model::get(self, "tags")
    }

    /// Sets `note`, whichever variant this is.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        model::set(&mut self, "note", Into::<String>::into(note));
        self
    }

    /// Sets `tags`, whichever variant this is.
    #[must_use]
    pub fn with_tags<K_>(
        mut self,
        tags: impl IntoIterator<Item = impl IntoField<String, K_>>,
    ) -> Self {
        model::set(
            &mut self,
            "tags",
            tags.into_iter().map(IntoField::into_field).collect::<Vec<Option<String>>>(),
        );
        self
    }
}

impl From<ByAddress> for Access {
    #[inline]
    fn from(value: ByAddress) -> Self {
        Self::ByAddress(Box::new(value))
    }
}

impl From<ByBlock> for Access {
    #[inline]
    fn from(value: ByBlock) -> Self {
        Self::ByBlock(Box::new(value))
    }
}
// ==== models/structural_union/by_address.rs
//! Schema `ByAddress`.

use crate::model;
use crate::model::{IntoField, IntoListField};

/// One address.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ByAddress {
    /// The address.
    pub ip_address: String,
    /// Why.
    pub note: Option<String>,
    /// Words to find it by.
    pub tags: Option<Vec<Option<String>>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for ByAddress {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "ByAddress",
            fields: &[
                model::Field::required("ip_address", "ipAddress"),
                model::Field::optional("note", "note"),
                model::Field::optional("tags", "tags"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.ip_address, &self.note, &self.tags], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.ip_address, &mut self.note, &mut self.tags],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(ByAddress);

impl ByAddress {
    /// Sets `ip_address`: The address.
    #[must_use]
    pub fn with_ip_address(mut self, ip_address: impl Into<String>) -> Self {
        self.ip_address = ip_address.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `note`: Why.
    #[must_use]
    pub fn with_note<K_>(mut self, note: impl IntoField<String, K_>) -> Self {
        self.note = note.into_field();
        self
    }

    /// Sets `tags`: Words to find it by.
    #[must_use]
    pub fn with_tags<K_>(mut self, tags: impl IntoListField<String, K_>) -> Self {
        self.tags = tags
            .into_list_field()
            .map(|list| list.into_iter().map(Some).collect());
        self
    }
}
// ==== models/structural_union/by_block.rs
//! Schema `ByBlock`.

use crate::model;
use crate::model::{IntoField, IntoListField};

/// A block of addresses.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ByBlock {
    /// The block.
    pub cidr_block: String,
    /// Why.
    pub note: Option<String>,
    /// Words to find it by.
    pub tags: Option<Vec<Option<String>>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for ByBlock {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "ByBlock",
            fields: &[
                model::Field::required("cidr_block", "cidrBlock"),
                model::Field::optional("note", "note"),
                model::Field::optional("tags", "tags"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.cidr_block, &self.note, &self.tags], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.cidr_block, &mut self.note, &mut self.tags],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(ByBlock);

impl ByBlock {
    /// Sets `cidr_block`: The block.
    #[must_use]
    pub fn with_cidr_block(mut self, cidr_block: impl Into<String>) -> Self {
        self.cidr_block = cidr_block.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `note`: Why.
    #[must_use]
    pub fn with_note<K_>(mut self, note: impl IntoField<String, K_>) -> Self {
        self.note = note.into_field();
        self
    }

    /// Sets `tags`: Words to find it by.
    #[must_use]
    pub fn with_tags<K_>(mut self, tags: impl IntoListField<String, K_>) -> Self {
        self.tags = tags
            .into_list_field()
            .map(|list| list.into_iter().map(Some).collect());
        self
    }
}
// ==== models/structural_union/mod.rs
//! Types that only the tag `Structural Union` uses.

mod access;
mod by_address;
mod by_block;

pub use self::access::Access;
pub use self::by_address::ByAddress;
pub use self::by_block::ByBlock;
