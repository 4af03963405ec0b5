// warning: OpenAPI 3.1 is read as OpenAPI 3.0, and what has no counterpart there is ignored
//  --> narrowed_enum.yaml:1:10
//   |
// 1 | openapi: 3.1.0
//   |          ^^^^^
//   |
//   = note: at #/openapi
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "narrowed-enum")]
pub mod narrowed_enum;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "narrowed-enum")]
    narrowed_enum::OPERATIONS,
];
// ==== api/narrowed_enum/get_pet.rs
//! `getPet`: `GET /api/atlas/v2/pet`.

use super::NarrowedEnum;
use crate::models::Pet;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl NarrowedEnum {
    /// Get one pet.
    ///
    /// `GET /api/atlas/v2/pet`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.narrowed_enum().get_pet().send().await?;
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

/// Request of [`NarrowedEnum::get_pet`].
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
// ==== api/narrowed_enum/mod.rs
//! Returns things.

use crate::Client;
use crate::runtime::Operation;

mod get_pet;

pub use self::get_pet::GetPet;

impl Client {
    /// Returns things.
    #[must_use]
    #[inline]
    pub fn narrowed_enum(&self) -> NarrowedEnum {
        NarrowedEnum {
            client: self.clone(),
        }
    }
}

/// Returns things.
///
/// Made by [`Client::narrowed_enum`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct NarrowedEnum {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_pet::GET_PET];
// ==== handles.md
| --- | --- | --- |
| `client.narrowed_enum()` | `narrowed-enum` | Returns things. |
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

#[cfg(feature = "narrowed-enum")]
mod narrowed_enum;
#[cfg(feature = "narrowed-enum")]
pub use self::narrowed_enum::*;
// ==== models/narrowed_enum/cat.rs
//! Schema `Cat`.

use crate::model;
use crate::models::Kind;

/// It has lives.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Cat {
    /// What it is.
    ///
    /// One of `cat`.
    pub kind: Kind,
    /// Property `name`: a string.
    pub name: String,
    /// Property `lives`: an integer.
    pub lives: Option<i64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Cat {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Cat",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::required("name", "name"),
                model::Field::optional("lives", "lives"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.name, &self.lives], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.kind, &mut self.name, &mut self.lives],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Cat);
// ==== models/narrowed_enum/dog.rs
//! Schema `Dog`.

use crate::model;
use crate::models::Kind;

/// It barks.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Dog {
    /// What it is.
    ///
    /// One of `dog`.
    pub kind: Kind,
    /// Property `name`: a string.
    pub name: String,
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
                model::Field::required("name", "name"),
                model::Field::optional("barks", "barks"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.name, &self.barks], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.kind, &mut self.name, &mut self.barks],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Dog);
// ==== models/narrowed_enum/kind.rs
//! Schema `Kind`.

use crate::model;

/// What it is.
#[derive(Clone)]
#[non_exhaustive]
pub enum Kind {
    /// `cat`
    Cat,
    /// `dog`
    Dog,
    /// `hen`
    Hen,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl Kind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["cat", "dog", "hen"];

    const VARIANTS: &'static [Self] = &[Self::Cat, Self::Dog, Self::Hen];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Cat => "cat",
            Self::Dog => "dog",
            Self::Hen => "hen",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(Kind);
// ==== models/narrowed_enum/mod.rs
//! Types that only the tag `Narrowed Enum` uses.

mod cat;
mod dog;
mod kind;
mod pet;

pub use self::cat::Cat;
pub use self::dog::Dog;
pub use self::kind::Kind;
pub use self::pet::Pet;
// ==== models/narrowed_enum/pet.rs
//! Schema `Pet`.

use crate::model;
use crate::model::Json;
use crate::models::{Cat, Dog, Kind};

/// A cat or a dog, which only their kind tells apart.
#[derive(Clone)]
#[non_exhaustive]
pub enum Pet {
    /// It has lives.
    Cat(Box<Cat>),
    /// It barks.
    Dog(Box<Dog>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Pet {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
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

model::union_traits!(Pet);

impl Pet {
    /// What it is.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<Kind> {
        model::get::<&str>(self, "kind").map(Kind::from)
    }

    /// Property `name`: a string.
    #[must_use]
    #[inline]
    pub fn name(&self) -> Option<&str> {
        model::get(self, "name")
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
