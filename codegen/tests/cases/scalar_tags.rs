// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "scalar-tags")]
pub mod scalar_tags;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "scalar-tags")]
    scalar_tags::OPERATIONS,
];
// ==== api/scalar_tags/draw.rs
//! `draw`: `POST /api/atlas/v2/levels`.

use super::ScalarTags;
use crate::models::Drawing;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ScalarTags {
    /// Draw something.
    ///
    /// `POST /api/atlas/v2/levels`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Drawing::default().with_level(level);
    /// let response = client.scalar_tags().draw(body).send().await?;
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
    path: "/api/atlas/v2/levels",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`ScalarTags::draw`].
///
/// `POST /api/atlas/v2/levels`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
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
// ==== api/scalar_tags/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod draw;

pub use self::draw::Draw;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn scalar_tags(&self) -> ScalarTags {
        ScalarTags { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::scalar_tags`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ScalarTags {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&draw::DRAW];
// ==== handles.md
| --- | --- | --- |
| `client.scalar_tags()` | `scalar-tags` | Returns and changes things. |
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

#[cfg(feature = "scalar-tags")]
mod scalar_tags;
#[cfg(feature = "scalar-tags")]
pub use self::scalar_tags::*;
// ==== models/scalar_tags/drawing.rs
//! Schema `Drawing` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Json};
use crate::models::{High, Low};

/// What is drawn.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Drawing {
    /// Property `level`: one of several objects.
    pub level: Option<DrawingLevel>,
}

impl model::Object for Drawing {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Drawing",
            fields: &[model::Field::optional("level", "level")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level], &mut model::SetFields::default());
    }
}

model::object_traits!(Drawing);

impl Drawing {
    /// Sets `level`: one of several objects.
    #[must_use]
    pub fn with_level<K_>(mut self, level: impl IntoField<DrawingLevel, K_>) -> Self {
        self.level = level.into_field();
        self
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
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for DrawingLevel {
    #[inline]
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

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Low(value) => model::Active::Variant("Low", value),
            Self::High(value) => model::Active::Variant("High", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Low(value) => model::ActiveMut::Variant(value),
            Self::High(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Low" => Self::Low(model::Slot::empty()),
            "High" => Self::High(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(DrawingLevel);

impl DrawingLevel {
    /// Property `level`: an integer.
    #[must_use]
    #[inline]
    pub fn level(&self) -> Option<i64> {
        model::get(self, "level")
    }

    /// Property `a`: a string.
    #[must_use]
    #[inline]
    pub fn a(&self) -> Option<&str> {
        model::get(self, "a")
    }

    /// Sets `a`, whichever variant this is.
    #[must_use]
    pub fn with_a(mut self, a: impl Into<String>) -> Self {
        model::set(&mut self, "a", Into::<String>::into(a));
        self
    }
}

impl From<Low> for DrawingLevel {
    #[inline]
    fn from(value: Low) -> Self {
        Self::Low(Box::new(value))
    }
}

impl From<High> for DrawingLevel {
    #[inline]
    fn from(value: High) -> Self {
        Self::High(Box::new(value))
    }
}
// ==== models/scalar_tags/high.rs
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
    #[inline]
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

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level, &self.a], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(High);

impl High {
    /// Sets `level`: an integer.
    #[must_use]
    #[inline]
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
// ==== models/scalar_tags/low.rs
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
    #[inline]
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

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.level, &self.a], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.level, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(Low);

impl Low {
    /// Sets `level`: an integer.
    #[must_use]
    #[inline]
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
// ==== models/scalar_tags/mod.rs
//! Types that only the tag `Scalar Tags` uses.

mod drawing;
mod high;
mod low;

pub use self::drawing::{Drawing, DrawingLevel};
pub use self::high::High;
pub use self::low::Low;
