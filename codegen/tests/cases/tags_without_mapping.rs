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
// ==== api/tags_without_mapping/draw.rs
//! `draw`: `POST /api/atlas/v2/shapes`.

use super::TagsWithoutMapping;
use crate::models::Drawing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TagsWithoutMapping {
    /// Draw something.
    ///
    /// `POST /api/atlas/v2/shapes`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Drawing::default().with_shape(shape);
    /// let response = client.tags_without_mapping().draw(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn draw(&self, body: impl Into<Drawing>) -> Draw {
        Draw(Request::new(&self.client, &DRAW).body(Into::<Drawing>::into(body)))
    }
}

pub(super) static DRAW: Operation = Operation {
    id: "draw",
    method: Method::POST,
    path: "/api/atlas/v2/shapes",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`TagsWithoutMapping::draw`].
///
/// `POST /api/atlas/v2/shapes`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Drawing`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Draw(Request);

impl Draw {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Drawing> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Drawing>> {
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
// ==== api/tags_without_mapping/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod draw;

pub use self::draw::Draw;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
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

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&draw::DRAW];
// ==== handles.md
| --- | --- | --- |
| `client.tags_without_mapping()` | `tags-without-mapping` | Returns and changes things. |
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
// ==== models/tags_without_mapping/drawing.rs
//! Schema `Drawing` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Json};
use crate::models::{DrawingShapeKind, Round, Square};

/// What is drawn.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Drawing {
    /// Property `shape`: one of several objects.
    pub shape: Option<DrawingShape>,
}

impl model::Object for Drawing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Drawing",
            fields: &[model::Field::optional("shape", "shape")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.shape], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.shape], &mut model::SetFields::default());
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
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for DrawingShape {
    #[inline]
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

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Round(value) => model::Active::Variant("Round", value),
            Self::Square(value) => model::Active::Variant("Square", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Round(value) => model::ActiveMut::Variant(value),
            Self::Square(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Round" => Self::Round(model::Slot::empty()),
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

model::union_traits!(DrawingShape);

impl DrawingShape {
    /// Property `kind`: one of several values.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<DrawingShapeKind> {
        model::get::<&str>(self, "kind").map(DrawingShapeKind::from)
    }
}

impl From<Round> for DrawingShape {
    #[inline]
    fn from(value: Round) -> Self {
        Self::Round(Box::new(value))
    }
}

impl From<Square> for DrawingShape {
    #[inline]
    fn from(value: Square) -> Self {
        Self::Square(Box::new(value))
    }
}
// ==== models/tags_without_mapping/mod.rs
//! Types that only the tag `Tags Without Mapping` uses.

mod drawing;
mod round;
mod square;

pub use self::drawing::{Drawing, DrawingShape};
pub use self::round::{DrawingShapeKind, Round};
pub use self::square::Square;
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
    #[inline]
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

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind, &self.radius], model::SetFields::default());
    }

    #[inline]
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
    #[inline]
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
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Square",
            fields: &[model::Field::optional("kind", "kind")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.kind], model::SetFields::default());
    }

    #[inline]
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
