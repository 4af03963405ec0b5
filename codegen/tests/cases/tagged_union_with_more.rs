// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "tagged-union-with-more")]
pub mod tagged_union_with_more;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "tagged-union-with-more")]
    tagged_union_with_more::OPERATIONS,
];
// ==== api/tagged_union_with_more/add_pet.rs
//! `addPet`: `POST /api/atlas/v2/pets`.

use super::TaggedUnionWithMore;
use crate::models::LinkedPet;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TaggedUnionWithMore {
    /// Add one pet.
    ///
    /// `POST /api/atlas/v2/pets`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.tagged_union_with_more().add_pet(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn add_pet(&self, body: impl Into<LinkedPet>) -> AddPet {
        AddPet(Request::new(&self.client, &ADD_PET).body(Into::<LinkedPet>::into(body)))
    }
}

pub(super) static ADD_PET: Operation = Operation {
    id: "addPet",
    method: Method::POST,
    path: "/api/atlas/v2/pets",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`TaggedUnionWithMore::add_pet`].
///
/// `POST /api/atlas/v2/pets`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `LinkedPet`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddPet(Request);

impl AddPet {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<LinkedPet> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<LinkedPet>> {
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
// ==== api/tagged_union_with_more/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod add_pet;

pub use self::add_pet::AddPet;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn tagged_union_with_more(&self) -> TaggedUnionWithMore {
        TaggedUnionWithMore {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::tagged_union_with_more`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct TaggedUnionWithMore {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&add_pet::ADD_PET];
// ==== handles.md
| --- | --- | --- |
| `client.tagged_union_with_more()` | `tagged-union-with-more` | Returns and changes things. |
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

#[cfg(feature = "tagged-union-with-more")]
mod tagged_union_with_more;
#[cfg(feature = "tagged-union-with-more")]
pub use self::tagged_union_with_more::*;
// ==== models/tagged_union_with_more/linked_pet.rs
//! Schema `LinkedPet`.

use crate::model;
use crate::model::Json;
use crate::models::{LinkedPetCat, LinkedPetDog};

/// A cat or a dog, with links.
#[derive(Clone)]
#[non_exhaustive]
pub enum LinkedPet {
    /// It has lives.
    ///
    /// `kind` is `cat`.
    Cat(Box<LinkedPetCat>),
    /// It barks.
    ///
    /// `kind` is `dog`.
    Dog(Box<LinkedPetDog>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for LinkedPet {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new("Cat", &[model::When::new("kind", &["cat"])]),
                model::Variant::new("Dog", &[model::When::new("kind", &["dog"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Cat(value) => model::Active::Variant("Cat", value),
            Self::Dog(value) => model::Active::Variant("Dog", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Cat(value) => model::ActiveMut::Variant(value),
            Self::Dog(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Cat" => Self::Cat(model::Slot::empty()),
            "Dog" => Self::Dog(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(LinkedPet);

impl LinkedPet {
    /// Property `links`: a list.
    #[must_use]
    #[inline]
    pub fn links(&self) -> Option<std::borrow::Cow<'_, Vec<String>>> {
        model::get(self, "links")
    }

    /// Property `kind`: a string.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<&str> {
        model::get(self, "kind")
    }

    /// Sets `links`, whichever variant this is.
    #[must_use]
    pub fn with_links(
        mut self,
        links: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        model::set(
            &mut self,
            "links",
            links.into_iter().map(Into::<String>::into).collect::<Vec<String>>(),
        );
        self
    }
}

impl From<LinkedPetCat> for LinkedPet {
    #[inline]
    fn from(value: LinkedPetCat) -> Self {
        Self::Cat(Box::new(value))
    }
}

impl From<LinkedPetDog> for LinkedPet {
    #[inline]
    fn from(value: LinkedPetDog) -> Self {
        Self::Dog(Box::new(value))
    }
}
// ==== models/tagged_union_with_more/mod.rs
//! Types that only the tag `Tagged Union With More` uses.

mod linked_pet;
mod pet;

pub use self::linked_pet::LinkedPet;
pub use self::pet::{LinkedPetCat, LinkedPetDog};
// ==== models/tagged_union_with_more/pet.rs
//! Inline schemas.

use crate::model;
use crate::model::IntoListField;

/// It has lives.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct LinkedPetCat {
    /// Property `links`: a list.
    pub links: Option<Vec<String>>,
    /// Property `kind`: a string.
    pub kind: String,
    /// Property `lives`: an integer.
    pub lives: Option<i64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for LinkedPetCat {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "LinkedPetCat",
            fields: &[
                model::Field::optional("links", "links"),
                model::Field::required("kind", "kind"),
                model::Field::optional("lives", "lives"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.links, &self.kind, &self.lives], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.links, &mut self.kind, &mut self.lives],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(LinkedPetCat);

impl LinkedPetCat {
    /// Sets `links`: a list.
    #[must_use]
    pub fn with_links<K_>(mut self, links: impl IntoListField<String, K_>) -> Self {
        self.links = links.into_list_field();
        self
    }

    /// Sets `kind`: a string.
    #[must_use]
    pub fn with_kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = kind.into();
        self.set_fields.insert(1);
        self
    }

    /// Sets `lives`: an integer.
    #[must_use]
    pub fn with_lives(mut self, lives: impl Into<Option<i64>>) -> Self {
        self.lives = lives.into();
        self
    }
}

/// It barks.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct LinkedPetDog {
    /// Property `links`: a list.
    pub links: Option<Vec<String>>,
    /// Property `kind`: a string.
    pub kind: String,
    /// Property `barks`: a Boolean.
    pub barks: Option<bool>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for LinkedPetDog {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "LinkedPetDog",
            fields: &[
                model::Field::optional("links", "links"),
                model::Field::required("kind", "kind"),
                model::Field::optional("barks", "barks"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.links, &self.kind, &self.barks], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.links, &mut self.kind, &mut self.barks],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(LinkedPetDog);

impl LinkedPetDog {
    /// Sets `links`: a list.
    #[must_use]
    pub fn with_links<K_>(mut self, links: impl IntoListField<String, K_>) -> Self {
        self.links = links.into_list_field();
        self
    }

    /// Sets `kind`: a string.
    #[must_use]
    pub fn with_kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = kind.into();
        self.set_fields.insert(1);
        self
    }

    /// Sets `barks`: a Boolean.
    #[must_use]
    pub fn with_barks(mut self, barks: impl Into<Option<bool>>) -> Self {
        self.barks = barks.into();
        self
    }
}
