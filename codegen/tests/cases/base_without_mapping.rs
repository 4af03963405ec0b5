// ==== api/base_without_mapping/get_pet.rs
//! `getPet`: `GET /api/atlas/v2/pets`.

use super::BaseWithoutMapping;
use crate::models::Pet;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl BaseWithoutMapping {
    /// Return one pet.
    ///
    /// `GET /api/atlas/v2/pets`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.base_without_mapping().get_pet().send().await?;
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
    path: "/api/atlas/v2/pets",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`BaseWithoutMapping::get_pet`].
///
/// `GET /api/atlas/v2/pets`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
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
// ==== api/base_without_mapping/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_pet;

pub use self::get_pet::GetPet;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn base_without_mapping(&self) -> BaseWithoutMapping {
        BaseWithoutMapping {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::base_without_mapping`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct BaseWithoutMapping {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_pet::GET_PET];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "base-without-mapping")]
pub mod base_without_mapping;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "base-without-mapping")]
    base_without_mapping::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.base_without_mapping()` | `base-without-mapping` | Returns and changes things. |
// ==== models/base_without_mapping/cat.rs
//! Schema `Cat`.

use crate::model;

/// An heir.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Cat {
    /// Property `petType`: a string.
    pub pet_type: String,
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
                model::Field::required("pet_type", "petType"),
                model::Field::optional("lives", "lives"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type, &self.lives], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.pet_type, &mut self.lives], &mut self.set_fields);
    }
}

model::object_traits!(Cat);
// ==== models/base_without_mapping/lion.rs
//! Schema `Lion`.

use crate::model;

/// An heir of an heir.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Lion {
    /// Property `petType`: a string.
    pub pet_type: String,
    /// Property `lives`: an integer.
    pub lives: Option<i64>,
    /// Property `mane`: a Boolean.
    pub mane: Option<bool>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Lion {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Lion",
            fields: &[
                model::Field::required("pet_type", "petType"),
                model::Field::optional("lives", "lives"),
                model::Field::optional("mane", "mane"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type, &self.lives, &self.mane], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.pet_type, &mut self.lives, &mut self.mane],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Lion);
// ==== models/base_without_mapping/mod.rs
//! Types that only the tag `Base Without Mapping` uses.

mod cat;
mod lion;
mod pet;

pub use self::cat::Cat;
pub use self::lion::Lion;
pub use self::pet::{Pet, PetBase};
// ==== models/base_without_mapping/pet.rs
//! Schema `Pet` and what belongs to it.

use crate::model;
use crate::model::Json;
use crate::models::{Cat, Lion};

/// A base class without a list of its heirs.
#[derive(Clone)]
#[non_exhaustive]
pub enum Pet {
    /// An heir.
    ///
    /// `petType` is `Cat`.
    Cat(Box<Cat>),
    /// An heir of an heir.
    ///
    /// `petType` is `Lion`.
    Lion(Box<Lion>),
    /// A base class without a list of its heirs.
    ///
    /// `petType` is `Pet`.
    Pet(Box<PetBase>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Pet {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("petType"),
            variants: &[
                model::Variant::new("Cat", &[model::When::new("petType", &["Cat"])]),
                model::Variant::new("Lion", &[model::When::new("petType", &["Lion"])]),
                model::Variant::new("Pet", &[model::When::new("petType", &["Pet"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Cat(value) => model::Active::Variant("Cat", value),
            Self::Lion(value) => model::Active::Variant("Lion", value),
            Self::Pet(value) => model::Active::Variant("Pet", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Cat(value) => model::ActiveMut::Variant(value),
            Self::Lion(value) => model::ActiveMut::Variant(value),
            Self::Pet(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Cat" => Self::Cat(model::Slot::empty()),
            "Lion" => Self::Lion(model::Slot::empty()),
            "Pet" => Self::Pet(model::Slot::empty()),
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
    /// Property `petType`: a string.
    #[must_use]
    #[inline]
    pub fn pet_type(&self) -> Option<&str> {
        model::get(self, "petType")
    }
}

impl From<Cat> for Pet {
    #[inline]
    fn from(value: Cat) -> Self {
        Self::Cat(Box::new(value))
    }
}

impl From<Lion> for Pet {
    #[inline]
    fn from(value: Lion) -> Self {
        Self::Lion(Box::new(value))
    }
}

impl From<PetBase> for Pet {
    #[inline]
    fn from(value: PetBase) -> Self {
        Self::Pet(Box::new(value))
    }
}

/// A base class without a list of its heirs.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct PetBase {
    /// Property `petType`: a string.
    pub pet_type: String,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for PetBase {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PetBase",
            fields: &[model::Field::required("pet_type", "petType")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.pet_type], &mut self.set_fields);
    }
}

model::object_traits!(PetBase);
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

#[cfg(feature = "base-without-mapping")]
mod base_without_mapping;
#[cfg(feature = "base-without-mapping")]
pub use self::base_without_mapping::*;
