// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "scalar-constants")]
pub mod scalar_constants;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "scalar-constants")]
    scalar_constants::OPERATIONS,
];
// ==== api/scalar_constants/get_pipe.rs
//! `getPipe`: `GET /api/atlas/v2/pipes`.

use super::ScalarConstants;
use crate::models::Pipe;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl ScalarConstants {
    /// Return one pipe.
    ///
    /// `GET /api/atlas/v2/pipes`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.scalar_constants().get_pipe().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_pipe(&self) -> GetPipe {
        GetPipe(Request::new(&self.client, &GET_PIPE))
    }
}

pub(super) static GET_PIPE: Operation = Operation {
    id: "getPipe",
    method: Method::GET,
    path: "/api/atlas/v2/pipes",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`ScalarConstants::get_pipe`].
///
/// `GET /api/atlas/v2/pipes`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Pipe`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetPipe(Request);

impl GetPipe {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Pipe> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Pipe>> {
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
// ==== api/scalar_constants/mod.rs
//! Returns things.

use crate::Client;
use crate::runtime::Operation;

mod get_pipe;

pub use self::get_pipe::GetPipe;

impl Client {
    /// Returns things.
    #[must_use]
    #[inline]
    pub fn scalar_constants(&self) -> ScalarConstants {
        ScalarConstants {
            client: self.clone(),
        }
    }
}

/// Returns things.
///
/// Made by [`Client::scalar_constants`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct ScalarConstants {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_pipe::GET_PIPE];
// ==== handles.md
| --- | --- | --- |
| `client.scalar_constants()` | `scalar-constants` | Returns things. |
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

#[cfg(feature = "scalar-constants")]
mod scalar_constants;
#[cfg(feature = "scalar-constants")]
pub use self::scalar_constants::*;
// ==== models/scalar_constants/fixed.rs
//! Schema `Fixed`.

use crate::model;

/// Fixed.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Fixed {
    /// Property `fixed`: a Boolean.
    ///
    /// One of `true`.
    pub fixed: bool,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Fixed {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Fixed",
            fields: &[model::Field::required("fixed", "fixed")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.fixed], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.fixed], &mut self.set_fields);
    }
}

model::object_traits!(Fixed);
// ==== models/scalar_constants/format_one.rs
//! Schema `FormatOne`.

use crate::model;

/// One.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FormatOne {
    /// Property `v`: an integer.
    ///
    /// One of `1`.
    pub v: i64,
    /// Property `a`: a string.
    pub a: Option<String>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for FormatOne {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "FormatOne",
            fields: &[
                model::Field::required("v", "v"),
                model::Field::optional("a", "a"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.v, &self.a], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.v, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(FormatOne);
// ==== models/scalar_constants/format_two.rs
//! Schema `FormatTwo`.

use crate::model;

/// Two.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FormatTwo {
    /// Property `v`: a number.
    ///
    /// One of `2` or `2.5`.
    pub v: f64,
    /// Property `a`: a string.
    pub a: Option<String>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for FormatTwo {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "FormatTwo",
            fields: &[
                model::Field::required("v", "v"),
                model::Field::optional("a", "a"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.v, &self.a], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.v, &mut self.a], &mut self.set_fields);
    }
}

model::object_traits!(FormatTwo);
// ==== models/scalar_constants/mod.rs
//! Types that only the tag `Scalar Constants` uses.

mod fixed;
mod format_one;
mod format_two;
mod movable;
mod pipe;

pub use self::fixed::Fixed;
pub use self::format_one::FormatOne;
pub use self::format_two::FormatTwo;
pub use self::movable::Movable;
pub use self::pipe::{Pipe, PipeFormat, PipeSource};
// ==== models/scalar_constants/movable.rs
//! Schema `Movable`.

use crate::model;

/// Movable.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Movable {
    /// Property `fixed`: a Boolean.
    ///
    /// One of `false`.
    pub fixed: bool,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Movable {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Movable",
            fields: &[model::Field::required("fixed", "fixed")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.fixed], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.fixed], &mut self.set_fields);
    }
}

model::object_traits!(Movable);
// ==== models/scalar_constants/pipe.rs
//! Schema `Pipe` and what belongs to it.

use crate::model;
use crate::model::Json;
use crate::models::{Fixed, FormatOne, FormatTwo, Movable};

/// What tells the kinds apart are a number and a boolean.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Pipe {
    /// Property `format`: one of several objects.
    pub format: Option<PipeFormat>,
    /// Property `source`: one of several objects.
    pub source: Option<PipeSource>,
}

impl model::Object for Pipe {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Pipe",
            fields: &[
                model::Field::optional("format", "format"),
                model::Field::optional("source", "source"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.format, &self.source], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.format, &mut self.source],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Pipe);

/// One of [`FormatOne`] or [`FormatTwo`].
#[derive(Clone)]
#[non_exhaustive]
pub enum PipeFormat {
    /// One.
    FormatOne(Box<FormatOne>),
    /// Two.
    FormatTwo(Box<FormatTwo>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for PipeFormat {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("FormatOne", &[model::When::scalar("v", &["1"])]),
                model::Variant::new(
                    "FormatTwo",
                    &[model::When::scalar("v", &["2", "2.5"])],
                ),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::FormatOne(value) => model::Active::Variant("FormatOne", value),
            Self::FormatTwo(value) => model::Active::Variant("FormatTwo", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::FormatOne(value) => model::ActiveMut::Variant(value),
            Self::FormatTwo(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "FormatOne" => Self::FormatOne(model::Slot::empty()),
            "FormatTwo" => Self::FormatTwo(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(PipeFormat);

impl PipeFormat {
    /// Property `a`: a string.
    #[must_use]
    #[inline]
    pub fn a(&self) -> Option<&str> {
        model::get(self, "a")
    }
}

impl From<FormatOne> for PipeFormat {
    #[inline]
    fn from(value: FormatOne) -> Self {
        Self::FormatOne(Box::new(value))
    }
}

impl From<FormatTwo> for PipeFormat {
    #[inline]
    fn from(value: FormatTwo) -> Self {
        Self::FormatTwo(Box::new(value))
    }
}

/// One of [`Fixed`] or [`Movable`].
#[derive(Clone)]
#[non_exhaustive]
pub enum PipeSource {
    /// Fixed.
    Fixed(Box<Fixed>),
    /// Movable.
    Movable(Box<Movable>),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for PipeSource {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Fixed", &[model::When::scalar("fixed", &["true"])]),
                model::Variant::new(
                    "Movable",
                    &[model::When::scalar("fixed", &["false"])],
                ),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Fixed(value) => model::Active::Variant("Fixed", value),
            Self::Movable(value) => model::Active::Variant("Movable", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Fixed(value) => model::ActiveMut::Variant(value),
            Self::Movable(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Fixed" => Self::Fixed(model::Slot::empty()),
            "Movable" => Self::Movable(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(PipeSource);

impl PipeSource {
    /// Property `fixed`: a Boolean.
    #[must_use]
    #[inline]
    pub fn fixed(&self) -> Option<bool> {
        model::get(self, "fixed")
    }
}

impl From<Fixed> for PipeSource {
    #[inline]
    fn from(value: Fixed) -> Self {
        Self::Fixed(Box::new(value))
    }
}

impl From<Movable> for PipeSource {
    #[inline]
    fn from(value: Movable) -> Self {
        Self::Movable(Box::new(value))
    }
}
