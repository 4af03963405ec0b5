// ==== api/keyword_field/match_.rs
//! `match`: `POST /api/atlas/v2/things/{type}`.

use super::KeywordField;
use crate::model::IntoField;
use crate::models::Use;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl KeywordField {
    /// Find a thing by its type.
    ///
    /// `POST /api/atlas/v2/things/{type}`, version 2024-05-30. Responds with 200.
    ///
    /// - `type`: Type to look for.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Use::default().with_self_(self_);
    /// let response = client.keyword_field().r#match(r#type, body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn r#match(&self, r#type: impl Into<String>, body: impl Into<Use>) -> Match {
        Match(
            Request::new(&self.client, &MATCH).path(r#type).body(Into::<Use>::into(body)),
        )
    }
}

pub(super) static MATCH: Operation = Operation {
    id: "match",
    method: Method::POST,
    path: "/api/atlas/v2/things/{type}",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`KeywordField::match`].
///
/// `POST /api/atlas/v2/things/{type}`, version 2024-05-30. Responds with 200. [`send`](Self::send)
/// returns `Use`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Match(Request);

impl Match {
    /// Where to look.
    pub fn r#in<K_>(self, r#in: impl IntoField<String, K_>) -> Self {
        Self(self.0.query_option("in", r#in.into_field()))
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Use> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Use>> {
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
// ==== api/keyword_field/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod match_;

pub use self::match_::Match;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn keyword_field(&self) -> KeywordField {
        KeywordField {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::keyword_field`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct KeywordField {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&match_::MATCH];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "keyword-field")]
pub mod keyword_field;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "keyword-field")]
    keyword_field::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.keyword_field()` | `keyword-field` | Returns and changes things. |
// ==== models/keyword_field/mod.rs
//! Types that only the tag `Keyword Field` uses.

mod use_;

pub use self::use_::{Use, UseType};
// ==== models/keyword_field/use_.rs
//! Schema `Use` and what belongs to it.

use crate::model;
use crate::model::IntoListField;

/// Words that mean something in Rust.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Use {
    /// What it is.
    pub r#type: UseType,
    /// Itself.
    pub self_: String,
    /// Whether it can be called.
    pub r#fn: Option<bool>,
    /// What it gives.
    pub r#yield: Option<i64>,
    /// What it comes in.
    pub crate_: Option<Vec<String>>,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Use {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Use",
            fields: &[
                model::Field::required("type", "type"),
                model::Field::required("self_", "self"),
                model::Field::optional("fn", "fn"),
                model::Field::optional("yield", "yield"),
                model::Field::optional("crate_", "crate"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.r#type, &self.self_, &self.r#fn, &self.r#yield, &self.crate_],
            self.set_fields,
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [
                &mut self.r#type,
                &mut self.self_,
                &mut self.r#fn,
                &mut self.r#yield,
                &mut self.crate_,
            ],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Use);

impl Use {
    /// Sets `type`: What it is.
    #[must_use]
    pub fn with_type(mut self, r#type: impl Into<UseType>) -> Self {
        self.r#type = r#type.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `self_`: Itself.
    #[must_use]
    pub fn with_self_(mut self, self_: impl Into<String>) -> Self {
        self.self_ = self_.into();
        self.set_fields.insert(1);
        self
    }

    /// Sets `fn`: Whether it can be called.
    #[must_use]
    pub fn with_fn(mut self, r#fn: impl Into<Option<bool>>) -> Self {
        self.r#fn = r#fn.into();
        self
    }

    /// Sets `yield`: What it gives.
    #[must_use]
    pub fn with_yield(mut self, r#yield: impl Into<Option<i64>>) -> Self {
        self.r#yield = r#yield.into();
        self
    }

    /// Sets `crate_`: What it comes in.
    #[must_use]
    pub fn with_crate_<K_>(mut self, crate_: impl IntoListField<String, K_>) -> Self {
        self.crate_ = crate_.into_list_field();
        self
    }
}

/// What it is.
#[derive(Clone)]
#[non_exhaustive]
pub enum UseType {
    /// `self`
    SelfLowercase,
    /// `Self`
    SelfValue,
    /// `match`
    Match,
    /// `async`
    Async,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl UseType {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["self", "Self", "match", "async"];

    const VARIANTS: &'static [Self] = &[
        Self::SelfLowercase,
        Self::SelfValue,
        Self::Match,
        Self::Async,
    ];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::SelfLowercase => "self",
            Self::SelfValue => "Self",
            Self::Match => "match",
            Self::Async => "async",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(UseType);
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

#[cfg(feature = "keyword-field")]
mod keyword_field;
#[cfg(feature = "keyword-field")]
pub use self::keyword_field::*;
