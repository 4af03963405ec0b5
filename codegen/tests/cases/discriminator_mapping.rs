// ==== api/discriminator_mapping/get_thing.rs
//! `getThing`: `GET /api/atlas/v2/things`.

use super::DiscriminatorMapping;
use crate::models::Shape;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl DiscriminatorMapping {
    /// Return one thing.
    ///
    /// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.discriminator_mapping().get_thing().send().await?;
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

/// Request of [`DiscriminatorMapping::get_thing`].
///
/// `GET /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Shape`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetThing(Request);

impl GetThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Shape> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Shape>> {
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
// ==== api/discriminator_mapping/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod get_thing;

pub use self::get_thing::GetThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn discriminator_mapping(&self) -> DiscriminatorMapping {
        DiscriminatorMapping {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::discriminator_mapping`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct DiscriminatorMapping {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_thing::GET_THING];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "discriminator-mapping")]
pub mod discriminator_mapping;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "discriminator-mapping")]
    discriminator_mapping::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.discriminator_mapping()` | `discriminator-mapping` | Returns and changes things. |
// ==== models/discriminator_mapping/circle.rs
//! Schema `Circle`.

use crate::model;
use crate::models::ShapeKind;

/// A round shape.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Circle {
    /// Which shape it is.
    pub kind: ShapeKind,
    /// From the middle.
    pub radius: Option<f64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Circle {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Circle",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::optional("radius", "radius"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.radius], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind, &mut self.radius], &mut self.set_fields);
    }
}

model::object_traits!(Circle);
// ==== models/discriminator_mapping/mod.rs
//! Types that only the tag `Discriminator Mapping` uses.

mod circle;
mod shape;
mod square;

pub use self::circle::Circle;
pub use self::shape::{Shape, ShapeKind};
pub use self::square::Square;
// ==== models/discriminator_mapping/shape.rs
//! Schema `Shape` and what belongs to it.

use crate::model;
use crate::model::Json;
use crate::models::{Circle, Square};

/// Something drawn.
#[derive(Clone)]
#[non_exhaustive]
pub enum Shape {
    /// A round shape.
    ///
    /// `kind` is `circle`.
    Circle(Box<Circle>),
    /// A shape with four corners.
    ///
    /// `kind` is `square`.
    Square(Box<Square>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Shape {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new("Circle", &[model::When::new("kind", &["circle"])]),
                model::Variant::new("Square", &[model::When::new("kind", &["square"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Circle(value) => model::Active::Variant("Circle", value),
            Self::Square(value) => model::Active::Variant("Square", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Circle(value) => model::ActiveMut::Variant(value),
            Self::Square(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Circle" => Self::Circle(model::Slot::empty()),
            "Square" => Self::Square(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(Shape);

impl Shape {
    /// Which shape it is.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<ShapeKind> {
        model::get::<&str>(self, "kind").map(ShapeKind::from)
    }
}

impl From<Circle> for Shape {
    #[inline]
    fn from(value: Circle) -> Self {
        Self::Circle(Box::new(value))
    }
}

impl From<Square> for Shape {
    #[inline]
    fn from(value: Square) -> Self {
        Self::Square(Box::new(value))
    }
}

/// Which shape it is.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShapeKind {
    /// `circle`
    Circle,
    /// `square`
    Square,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ShapeKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["circle", "square"];

    const VARIANTS: &'static [Self] = &[Self::Circle, Self::Square];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ShapeKind);
// ==== models/discriminator_mapping/square.rs
//! Schema `Square`.

use crate::model;
use crate::models::ShapeKind;

/// A shape with four corners.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Square {
    /// Which shape it is.
    pub kind: ShapeKind,
    /// From corner to corner.
    pub side: Option<f64>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Square {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Square",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::optional("side", "side"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.side], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.kind, &mut self.side], &mut self.set_fields);
    }
}

model::object_traits!(Square);
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

#[cfg(feature = "discriminator-mapping")]
mod discriminator_mapping;
#[cfg(feature = "discriminator-mapping")]
pub use self::discriminator_mapping::*;
