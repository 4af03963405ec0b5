// remark: `Lion` is unused
//   --> tags_without_mapping.yaml:46:5
//    |
// 46 |     Lion: { description: An heir of an heir., allOf: [{ $ref: '#/components/schemas/Cat' }, { type: obje...
//    |     ^^^^
//    |
//    = note: at #/components/schemas/Lion
//    = help: remove it, or check the indentation of this line
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "tags-without-mapping")]
pub mod tags_without_mapping;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "tags-without-mapping")]
    tags_without_mapping::OPERATIONS,
];
// ==== api/tags_without_mapping/draw_shape.rs
//! `drawShape`: `POST /api/atlas/v2/shapes`.

use super::TagsWithoutMapping;
use crate::{Pending, Response};
use crate::models::{Drawing, Pet};
use crate::runtime::{Method, Operation, Request};

impl TagsWithoutMapping {
    /// Draw one shape.
    ///
    /// `POST /api/atlas/v2/shapes`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Drawing::default().with_shape(shape);
    /// let response = client.tags_without_mapping().draw_shape(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn draw_shape(&self, body: impl Into<Drawing>) -> DrawShape {
        DrawShape(
            Request::new(&self.client, &DRAW_SHAPE).body(Into::<Drawing>::into(body)),
        )
    }
}

pub(super) static DRAW_SHAPE: Operation = Operation {
    id: "drawShape",
    method: Method::POST,
    path: "/api/atlas/v2/shapes",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`TagsWithoutMapping::draw_shape`].
///
/// `POST /api/atlas/v2/shapes`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Pet`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DrawShape(Request);

impl DrawShape {
    /// Sends the request.
    pub fn send(self) -> Pending<Pet> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    pub fn send_full(self) -> Pending<Response<Pet>> {
        self.0.send_json_full()
    }

    /// Sets how long one attempt may take, for this call.
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Adds a header. An invalid one is reported when the request is sent.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }

    /// Sends the body's read-only properties too, which are left out otherwise.
    pub fn with_read_only_fields(self) -> Self {
        Self(self.0.with_read_only_fields())
    }

    /// Sends the body although required fields in it were never set. They are left out.
    pub fn with_missing_fields(self) -> Self {
        Self(self.0.with_missing_fields())
    }
}
// ==== api/tags_without_mapping/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod draw_shape;

pub use self::draw_shape::DrawShape;

impl Client {
    /// Returns and changes things.
    #[must_use]
    pub fn tags_without_mapping(&self) -> TagsWithoutMapping {
        TagsWithoutMapping {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::tags_without_mapping`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct TagsWithoutMapping {
    client: Client,
}

/// The operations of this tag, in the order of the description.
pub(crate) static OPERATIONS: &[&Operation] = &[&draw_shape::DRAW_SHAPE];
// ==== handles.md
| --- | --- | --- |
| `client.tags_without_mapping()` | `tags-without-mapping` | Returns and changes things. |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Case";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "2.0";

/// Where calls go unless the client is built with another base URL: the first server of the document.
pub const SERVER: &str = "https://cloud.mongodb.com";

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = Some("2024-05-30");

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
// ==== mod.rs
//! Everything that is generated from the OpenAPI document.

#![allow(
    clippy::default_trait_access,
    clippy::doc_markdown,
    reason = "a union makes any of its variants; prose names products, which are not code"
)]

pub mod api;
pub mod meta;
pub mod models;
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

#[cfg(feature = "tags-without-mapping")]
mod tags_without_mapping;
#[cfg(feature = "tags-without-mapping")]
pub use self::tags_without_mapping::*;
// ==== models/tags_without_mapping/cat.rs
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

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type, &self.lives], self.set_fields);
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.pet_type, &mut self.lives], &mut self.set_fields);
    }
}

model::object_traits!(Cat);
// ==== models/tags_without_mapping/drawing.rs
//! Schema `Drawing` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Json};
use crate::models::{DrawingShapeKind, High, Low, Round, Square};

/// What is drawn.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Drawing {
    /// Property `shape`: one of several objects.
    pub shape: Option<DrawingShape>,
    /// Property `level`: one of several objects.
    pub level: Option<DrawingLevel>,
}

impl model::Object for Drawing {
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Drawing",
            fields: &[
                model::Field::optional("shape", "shape"),
                model::Field::optional("level", "level"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.shape, &self.level], model::SetFields::default());
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.shape, &mut self.level],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Drawing);

impl Drawing {
    /// Sets `shape`: one of several objects.
    #[must_use]
    pub fn with_shape<K_>(mut self, shape: impl IntoField<DrawingShape, K_>) -> Self {
        self.shape = shape.into_field();
        self
    }

    /// Sets `level`: one of several objects.
    #[must_use]
    pub fn with_level<K_>(mut self, level: impl IntoField<DrawingLevel, K_>) -> Self {
        self.level = level.into_field();
        self
    }
}

/// One of [`Round`] or [`Square`], by `kind`.
#[derive(Clone)]
#[non_exhaustive]
pub enum DrawingShape {
    /// Has no corners.
    ///
    /// `kind` is `CIRCLE` or `ELLIPSE`.
    Round(Box<Round>),
    /// Has corners.
    ///
    /// `kind` is `SQUARE`.
    Square(Box<Square>),
    /// Any other value, preserved verbatim.
    Unknown(Json),
}

impl model::Union for DrawingShape {
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new(
                    "Round",
                    &[model::When::new("kind", &["CIRCLE", "ELLIPSE"])],
                ),
                model::Variant::new("Square", &[model::When::new("kind", &["SQUARE"])]),
            ],
        };
        &VARIANTS
    }

    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Round(value) => model::Active::Variant("Round", value),
            Self::Square(value) => model::Active::Variant("Square", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Round(value) => model::ActiveMut::Variant(value),
            Self::Square(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Round" => Self::Round(model::Slot::empty()),
            "Square" => Self::Square(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(DrawingShape);

impl DrawingShape {
    /// one of several values.
    #[must_use]
    pub fn kind(&self) -> Option<DrawingShapeKind> {
        model::get::<&str>(self, "kind").map(DrawingShapeKind::from)
    }
}

impl From<Round> for DrawingShape {
    fn from(value: Round) -> Self {
        Self::Round(Box::new(value))
    }
}

impl From<Square> for DrawingShape {
    fn from(value: Square) -> Self {
        Self::Square(Box::new(value))
    }
}

/// One of [`Low`] or [`High`], by `level`.
#[derive(Clone)]
#[non_exhaustive]
pub enum DrawingLevel {
    /// Low.
    ///
    /// `level` is `1`.
    Low(Box<Low>),
    /// High.
    ///
    /// `level` is `2` or `3`.
    High(Box<High>),
    /// Any other value, preserved verbatim.
    Unknown(Json),
}

impl model::Union for DrawingLevel {
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("level"),
            variants: &[
                model::Variant::new("Low", &[model::When::scalar("level", &["1"])]),
                model::Variant::new("High", &[model::When::scalar("level", &["2", "3"])]),
            ],
        };
        &VARIANTS
    }

    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Low(value) => model::Active::Variant("Low", value),
            Self::High(value) => model::Active::Variant("High", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Low(value) => model::ActiveMut::Variant(value),
            Self::High(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Low" => Self::Low(model::Slot::empty()),
            "High" => Self::High(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(DrawingLevel);

impl DrawingLevel {
    /// an integer.
    #[must_use]
    pub fn level(&self) -> Option<i64> {
        model::get(self, "level")
    }

    /// a string.
    #[must_use]
    pub fn a(&self) -> Option<&str> {
        model::get(self, "a")
    }

    /// Sets `a` of whatever this is.
    #[must_use]
    pub fn with_a(mut self, a: impl Into<String>) -> Self {
        model::set(&mut self, "a", Into::<String>::into(a));
        self
    }
}

impl From<Low> for DrawingLevel {
    fn from(value: Low) -> Self {
        Self::Low(Box::new(value))
    }
}

impl From<High> for DrawingLevel {
    fn from(value: High) -> Self {
        Self::High(Box::new(value))
    }
}
// ==== models/tags_without_mapping/high.rs
//! Schema `High`.

use crate::model;
use crate::model::IntoField;

/// High.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct High {
    /// Property `level`: an integer.
    ///
    /// One of `2` or `3`.
    pub level: i64,
    /// Property `a`: a string.
    pub a: Option<String>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for High {
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "High",
            fields: &[
                model::Field::required("level", "level"),
                model::Field::optional("a", "a"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level, &self.a], self.set_fields);
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(High);

impl High {
    /// Sets `level`: an integer.
    #[must_use]
    pub fn with_level(mut self, level: i64) -> Self {
        self.level = level;
        self.set_fields.insert(0);
        self
    }

    /// Sets `a`: a string.
    #[must_use]
    pub fn with_a<K_>(mut self, a: impl IntoField<String, K_>) -> Self {
        self.a = a.into_field();
        self
    }
}
// ==== models/tags_without_mapping/lion.rs
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

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type, &self.lives, &self.mane], self.set_fields);
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.pet_type, &mut self.lives, &mut self.mane],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Lion);
// ==== models/tags_without_mapping/low.rs
//! Schema `Low`.

use crate::model;
use crate::model::IntoField;

/// Low.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Low {
    /// Property `level`: an integer.
    ///
    /// One of `1`.
    pub level: i64,
    /// Property `a`: a string.
    pub a: Option<String>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Low {
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Low",
            fields: &[
                model::Field::required("level", "level"),
                model::Field::optional("a", "a"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level, &self.a], self.set_fields);
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(Low);

impl Low {
    /// Sets `level`: an integer.
    #[must_use]
    pub fn with_level(mut self, level: i64) -> Self {
        self.level = level;
        self.set_fields.insert(0);
        self
    }

    /// Sets `a`: a string.
    #[must_use]
    pub fn with_a<K_>(mut self, a: impl IntoField<String, K_>) -> Self {
        self.a = a.into_field();
        self
    }
}
// ==== models/tags_without_mapping/mod.rs
//! Types that only the tag `Tags Without Mapping` uses.

mod cat;
mod drawing;
mod high;
mod lion;
mod low;
mod pet;
mod round;
mod square;

pub use self::cat::Cat;
pub use self::drawing::{Drawing, DrawingLevel, DrawingShape};
pub use self::high::High;
pub use self::lion::Lion;
pub use self::low::Low;
pub use self::pet::{Pet, PetBase};
pub use self::round::{DrawingShapeKind, Round};
pub use self::square::Square;
// ==== models/tags_without_mapping/pet.rs
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
    /// Any other value, preserved verbatim.
    Unknown(Json),
}

impl model::Union for Pet {
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

    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Cat(value) => model::Active::Variant("Cat", value),
            Self::Lion(value) => model::Active::Variant("Lion", value),
            Self::Pet(value) => model::Active::Variant("Pet", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Cat(value) => model::ActiveMut::Variant(value),
            Self::Lion(value) => model::ActiveMut::Variant(value),
            Self::Pet(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Cat" => Self::Cat(model::Slot::empty()),
            "Lion" => Self::Lion(model::Slot::empty()),
            "Pet" => Self::Pet(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Pet);

impl Pet {
    /// a string.
    #[must_use]
    pub fn pet_type(&self) -> Option<&str> {
        model::get(self, "petType")
    }
}

impl From<Cat> for Pet {
    fn from(value: Cat) -> Self {
        Self::Cat(Box::new(value))
    }
}

impl From<Lion> for Pet {
    fn from(value: Lion) -> Self {
        Self::Lion(Box::new(value))
    }
}

impl From<PetBase> for Pet {
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
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PetBase",
            fields: &[model::Field::required("pet_type", "petType")],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.pet_type], self.set_fields);
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.pet_type], &mut self.set_fields);
    }
}

model::object_traits!(PetBase);
// ==== models/tags_without_mapping/round.rs
//! Schema `Round` and what belongs to it.

use crate::model;
use crate::model::IntoField;

/// Has no corners.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Round {
    /// Property `kind`: one of several values.
    pub kind: Option<DrawingShapeKind>,
    /// Property `radius`: an integer.
    pub radius: Option<i64>,
}

impl model::Object for Round {
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Round",
            fields: &[
                model::Field::optional("kind", "kind"),
                model::Field::optional("radius", "radius"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.radius], model::SetFields::default());
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.kind, &mut self.radius],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Round);

impl Round {
    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind<K_>(mut self, kind: impl IntoField<DrawingShapeKind, K_>) -> Self {
        self.kind = kind.into_field();
        self
    }

    /// Sets `radius`: an integer.
    #[must_use]
    pub fn with_radius(mut self, radius: impl Into<Option<i64>>) -> Self {
        self.radius = radius.into();
        self
    }
}

/// Known values: `CIRCLE`, `ELLIPSE` and `SQUARE`.
#[derive(Clone)]
#[non_exhaustive]
pub enum DrawingShapeKind {
    /// `CIRCLE`
    Circle,
    /// `ELLIPSE`
    Ellipse,
    /// `SQUARE`
    Square,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl DrawingShapeKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["CIRCLE", "ELLIPSE", "SQUARE"];

    const VARIANTS: &'static [Self] = &[Self::Circle, Self::Ellipse, Self::Square];

    /// The value itself, as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Circle => "CIRCLE",
            Self::Ellipse => "ELLIPSE",
            Self::Square => "SQUARE",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(DrawingShapeKind);
// ==== models/tags_without_mapping/square.rs
//! Schema `Square`.

use crate::model;
use crate::model::IntoField;
use crate::models::DrawingShapeKind;

/// Has corners.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Square {
    /// Property `kind`: one of several values.
    pub kind: Option<DrawingShapeKind>,
}

impl model::Object for Square {
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Square",
            fields: &[model::Field::optional("kind", "kind")],
            additional: false,
        };
        &SCHEMA
    }

    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind], model::SetFields::default());
    }

    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind], &mut model::SetFields::default());
    }
}

model::object_traits!(Square);

impl Square {
    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind<K_>(mut self, kind: impl IntoField<DrawingShapeKind, K_>) -> Self {
        self.kind = kind.into_field();
        self
    }
}
