// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "nested-tags")]
pub mod nested_tags;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "nested-tags")]
    nested_tags::OPERATIONS,
];
// ==== api/nested_tags/get_pet.rs
//! `getPet`: `GET /api/atlas/v2/pet`.

use super::NestedTags;
use crate::models::Pet;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NestedTags {
    /// Get one pet.
    ///
    /// `GET /api/atlas/v2/pet`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.nested_tags().get_pet().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_pet(&self) -> GetPet {
        GetPet(Request::new(&self.client, &GET_PET))
    }
}

pub(super) static GET_PET: Operation = Operation {
    id: "getPet",
    method: Method::GET,
    path: "/api/atlas/v2/pet",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`NestedTags::get_pet`].
///
/// `GET /api/atlas/v2/pet`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Pet`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetPet(Request);

impl GetPet {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Pet> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Pet>> {
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
// ==== api/nested_tags/mod.rs
//! Returns things.

use crate::Client;
use crate::runtime::Operation;

mod get_pet;

pub use self::get_pet::GetPet;

impl Client {
    /// Returns things.
    #[must_use]
    #[inline]
    pub fn nested_tags(&self) -> NestedTags {
        NestedTags { client: self.clone() }
    }
}

/// Returns things.
///
/// Made by [`Client::nested_tags`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NestedTags {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_pet::GET_PET];
// ==== handles.md
| --- | --- | --- |
| `client.nested_tags()` | `nested-tags` | Returns things. |
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

#[cfg(feature = "nested-tags")]
mod nested_tags;
#[cfg(feature = "nested-tags")]
pub use self::nested_tags::*;
// ==== models/nested_tags/cat.rs
//! Schema `Cat`.

use crate::model;
use crate::model::Json;
use crate::models::{Lion, Tiger};

/// A lion or a tiger, by the same property.
#[derive(Clone)]
#[non_exhaustive]
pub enum Cat {
    /// It has a mane.
    ///
    /// `kind` is `lion`.
    Lion(Box<Lion>),
    /// It has stripes.
    ///
    /// `kind` is `tiger`.
    Tiger(Box<Tiger>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Cat {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new("Lion", &[model::When::new("kind", &["lion"])]),
                model::Variant::new("Tiger", &[model::When::new("kind", &["tiger"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Lion(value) => model::Active::Variant("Lion", value),
            Self::Tiger(value) => model::Active::Variant("Tiger", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Lion(value) => model::ActiveMut::Variant(value),
            Self::Tiger(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Lion" => Self::Lion(model::Slot::empty()),
            "Tiger" => Self::Tiger(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Cat);

impl Cat {
    /// Property `kind`: a string.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<&str> {
        model::get(self, "kind")
    }
}

impl From<Lion> for Cat {
    #[inline]
    fn from(value: Lion) -> Self {
        Self::Lion(Box::new(value))
    }
}

impl From<Tiger> for Cat {
    #[inline]
    fn from(value: Tiger) -> Self {
        Self::Tiger(Box::new(value))
    }
}
// ==== models/nested_tags/dog.rs
//! Schema `Dog` and what belongs to it.

use crate::model;

/// It barks.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Dog {
    /// Property `kind`: one of several values.
    pub kind: DogKind,
    /// Property `barks`: a Boolean.
    pub barks: Option<bool>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Dog {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Dog",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::optional("barks", "barks"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.barks], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind, &mut self.barks], &mut self.set_fields);
    }
}

model::object_traits!(Dog);

/// Known values: `dog`.
#[derive(Clone)]
#[non_exhaustive]
pub enum DogKind {
    /// `dog`
    Dog,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl DogKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["dog"];

    const VARIANTS: &'static [Self] = &[Self::Dog];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Dog => "dog",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(DogKind);
// ==== models/nested_tags/lion.rs
//! Schema `Lion`.

use crate::model;

/// It has a mane.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Lion {
    /// Property `kind`: a string.
    pub kind: String,
    /// Property `mane`: an integer.
    pub mane: Option<i64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Lion {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Lion",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::optional("mane", "mane"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.mane], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind, &mut self.mane], &mut self.set_fields);
    }
}

model::object_traits!(Lion);
// ==== models/nested_tags/mod.rs
//! Types that only the tag `Nested Tags` uses.

mod cat;
mod dog;
mod lion;
mod pet;
mod tiger;

pub use self::cat::Cat;
pub use self::dog::{Dog, DogKind};
pub use self::lion::Lion;
pub use self::pet::Pet;
pub use self::tiger::Tiger;
// ==== models/nested_tags/pet.rs
//! Schema `Pet`.

use crate::model;
use crate::model::Json;
use crate::models::{Cat, Dog};

/// A cat or a dog.
#[derive(Clone)]
#[non_exhaustive]
pub enum Pet {
    /// A lion or a tiger, by the same property.
    ///
    /// `kind` is `Cat`, `lion` or `tiger`.
    Cat(Box<Cat>),
    /// It barks.
    ///
    /// `kind` is `dog`.
    Dog(Box<Dog>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Pet {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new(
                    "Cat",
                    &[model::When::new("kind", &["Cat", "lion", "tiger"])],
                ),
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

model::union_traits!(Pet);

impl Pet {
    /// Property `kind`: a string.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<&str> {
        model::get(self, "kind")
    }
}

impl From<Cat> for Pet {
    #[inline]
    fn from(value: Cat) -> Self {
        Self::Cat(Box::new(value))
    }
}

impl From<Dog> for Pet {
    #[inline]
    fn from(value: Dog) -> Self {
        Self::Dog(Box::new(value))
    }
}
// ==== models/nested_tags/tiger.rs
//! Schema `Tiger`.

use crate::model;

/// It has stripes.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Tiger {
    /// Property `kind`: a string.
    pub kind: String,
    /// Property `stripes`: an integer.
    pub stripes: Option<i64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Tiger {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Tiger",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::optional("stripes", "stripes"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.stripes], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind, &mut self.stripes], &mut self.set_fields);
    }
}

model::object_traits!(Tiger);
