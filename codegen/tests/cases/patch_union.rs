// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "patch-union")]
pub mod patch_union;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "patch-union")]
    patch_union::OPERATIONS,
];
// ==== api/patch_union/mod.rs
//! Changes shapes of several kinds.

use crate::Client;
use crate::runtime::Operation;

mod update_shape;

pub use self::update_shape::UpdateShape;

impl Client {
    /// Changes shapes of several kinds.
    #[must_use]
    #[inline]
    pub fn patch_union(&self) -> PatchUnion {
        PatchUnion { client: self.clone() }
    }
}

/// Changes shapes of several kinds.
///
/// Made by [`Client::patch_union`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct PatchUnion {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&update_shape::UPDATE_SHAPE];
// ==== api/patch_union/update_shape.rs
//! `updateShape`: `PATCH /api/atlas/v2/shapes/{shapeId}`.

use super::PatchUnion;
use crate::models::{Shape, ShapePatch};
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl PatchUnion {
    /// Change one shape.
    ///
    /// `PATCH /api/atlas/v2/shapes/{shapeId}`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.patch_union().update_shape(shape_id, body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn update_shape(
        &self,
        shape_id: impl Into<String>,
        body: impl Into<ShapePatch>,
    ) -> UpdateShape {
        UpdateShape(
            Request::new(&self.client, &UPDATE_SHAPE)
                .path(shape_id)
                .body(Into::<ShapePatch>::into(body)),
        )
    }
}

pub(super) static UPDATE_SHAPE: Operation = Operation {
    id: "updateShape",
    method: Method::PATCH,
    path: "/api/atlas/v2/shapes/{shapeId}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`PatchUnion::update_shape`].
///
/// `PATCH /api/atlas/v2/shapes/{shapeId}`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `Shape`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateShape(Request);

impl UpdateShape {
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
// ==== handles.md
| --- | --- | --- |
| `client.patch_union()` | `patch-union` | Changes shapes of several kinds. |
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

#[cfg(feature = "patch-union")]
mod patch_union;
#[cfg(feature = "patch-union")]
pub use self::patch_union::*;
// ==== models/patch_union/circle_shape.rs
//! Schema `CircleShape` and what belongs to it.

use crate::model;

/// A circle.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CircleShape {
    /// Property `kind`: one of several values.
    pub kind: ShapeKind,
    /// Property `radius`: an integer.
    pub radius: i64,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for CircleShape {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "CircleShape",
            fields: &[
                model::Field::required("kind", "kind"),
                model::Field::required("radius", "radius"),
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

model::object_traits!(CircleShape);

/// Known values: `CIRCLE` and `POINT`.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShapeKind {
    /// `CIRCLE`
    Circle,
    /// `POINT`
    Point,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl ShapeKind {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["CIRCLE", "POINT"];

    const VARIANTS: &'static [Self] = &[Self::Circle, Self::Point];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Circle => "CIRCLE",
            Self::Point => "POINT",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(ShapeKind);
// ==== models/patch_union/circle_shape_patch.rs
//! Schema `CircleShape` as the body of a PATCH.

use crate::model;
use crate::model::IntoField;
use crate::models::{CircleShape, ShapeKind};

/// Changes to [`CircleShape`]: what is left out stays as it is.
///
/// A circle.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CircleShapePatch {
    /// Property `kind`: one of several values.
    pub kind: Option<ShapeKind>,
    /// Property `radius`: an integer.
    pub radius: Option<i64>,
}

impl model::Object for CircleShapePatch {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "CircleShapePatch",
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

model::object_traits!(CircleShapePatch);

impl CircleShapePatch {
    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind<K_>(mut self, kind: impl IntoField<ShapeKind, K_>) -> Self {
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

impl From<CircleShape> for CircleShapePatch {
    #[inline]
    fn from(full: CircleShape) -> Self {
        Self {
            kind: full.set_fields.given(0, full.kind),
            radius: full.set_fields.given(1, full.radius),
        }
    }
}
// ==== models/patch_union/mod.rs
//! Types that only the tag `Patch Union` uses.

mod circle_shape;
mod circle_shape_patch;
mod point_shape;
mod shape;

pub use self::circle_shape::{CircleShape, ShapeKind};
pub use self::circle_shape_patch::CircleShapePatch;
pub use self::point_shape::PointShape;
pub use self::shape::{Shape, ShapePatch};
// ==== models/patch_union/point_shape.rs
//! Schema `PointShape`.

use crate::model;
use crate::model::IntoField;
use crate::models::ShapeKind;

/// A point, which needs nothing.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct PointShape {
    /// Property `kind`: one of several values.
    pub kind: Option<ShapeKind>,
}

impl model::Object for PointShape {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "PointShape",
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

model::object_traits!(PointShape);

impl PointShape {
    /// Sets `kind`: one of several values.
    #[must_use]
    pub fn with_kind<K_>(mut self, kind: impl IntoField<ShapeKind, K_>) -> Self {
        self.kind = kind.into_field();
        self
    }
}
// ==== models/patch_union/shape.rs
//! Schema `Shape` and what belongs to it.

use crate::model;
use crate::model::Json;
use crate::models::{CircleShape, CircleShapePatch, PointShape, ShapeKind};

/// A circle or a point.
#[derive(Clone)]
#[non_exhaustive]
pub enum Shape {
    /// A circle.
    ///
    /// `kind` is `CIRCLE`.
    Circle(Box<CircleShape>),
    /// A point, which needs nothing.
    ///
    /// `kind` is `POINT`.
    Point(Box<PointShape>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for Shape {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new("Circle", &[model::When::new("kind", &["CIRCLE"])]),
                model::Variant::new("Point", &[model::When::new("kind", &["POINT"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Circle(value) => model::Active::Variant("Circle", value),
            Self::Point(value) => model::Active::Variant("Point", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Circle(value) => model::ActiveMut::Variant(value),
            Self::Point(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Circle" => Self::Circle(model::Slot::empty()),
            "Point" => Self::Point(model::Slot::empty()),
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
    /// Property `kind`: one of several values.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<ShapeKind> {
        model::get::<&str>(self, "kind").map(ShapeKind::from)
    }
}

impl From<CircleShape> for Shape {
    #[inline]
    fn from(value: CircleShape) -> Self {
        Self::Circle(Box::new(value))
    }
}

impl From<PointShape> for Shape {
    #[inline]
    fn from(value: PointShape) -> Self {
        Self::Point(Box::new(value))
    }
}

/// A circle or a point.
#[derive(Clone)]
#[non_exhaustive]
pub enum ShapePatch {
    /// A circle.
    ///
    /// `kind` is `CIRCLE`.
    Circle(Box<CircleShapePatch>),
    /// A point, which needs nothing.
    ///
    /// `kind` is `POINT`.
    Point(Box<PointShape>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for ShapePatch {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: Some("kind"),
            variants: &[
                model::Variant::new("Circle", &[model::When::new("kind", &["CIRCLE"])]),
                model::Variant::new("Point", &[model::When::new("kind", &["POINT"])]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Circle(value) => model::Active::Variant("Circle", value),
            Self::Point(value) => model::Active::Variant("Point", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Circle(value) => model::ActiveMut::Variant(value),
            Self::Point(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Circle" => Self::Circle(model::Slot::empty()),
            "Point" => Self::Point(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(ShapePatch);

impl ShapePatch {
    /// Property `kind`: one of several values.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Option<ShapeKind> {
        model::get::<&str>(self, "kind").map(ShapeKind::from)
    }
}

impl From<CircleShapePatch> for ShapePatch {
    #[inline]
    fn from(value: CircleShapePatch) -> Self {
        Self::Circle(Box::new(value))
    }
}

impl From<PointShape> for ShapePatch {
    #[inline]
    fn from(value: PointShape) -> Self {
        Self::Point(Box::new(value))
    }
}

impl From<Shape> for ShapePatch {
    #[inline]
    fn from(full: Shape) -> Self {
        match full {
            Shape::Circle(value) => Self::Circle(Box::new((*value).into())),
            Shape::Point(value) => Self::Point(value),
            Shape::Unknown(value) => Self::Unknown(value),
        }
    }
}
