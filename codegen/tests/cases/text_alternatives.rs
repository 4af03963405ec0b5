// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "text-alternatives")]
pub mod text_alternatives;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "text-alternatives")]
    text_alternatives::OPERATIONS,
];
// ==== api/text_alternatives/create_issue.rs
//! `createIssue`: `POST /api/atlas/v2/issues`.

use super::TextAlternatives;
use crate::models::Issue;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TextAlternatives {
    /// Create one issue.
    ///
    /// `POST /api/atlas/v2/issues`, version 2024-05-30. Responds with 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Issue::default().with_title(title);
    /// client.text_alternatives().create_issue(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn create_issue(&self, body: impl Into<Issue>) -> CreateIssue {
        CreateIssue(
            Request::new(&self.client, &CREATE_ISSUE).body(Into::<Issue>::into(body)),
        )
    }
}

pub(super) static CREATE_ISSUE: Operation = Operation {
    id: "createIssue",
    method: Method::POST,
    path: "/api/atlas/v2/issues",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`TextAlternatives::create_issue`].
///
/// `POST /api/atlas/v2/issues`, version 2024-05-30. Responds with 204. [`send`](Self::send) returns
/// nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateIssue(Request);

impl CreateIssue {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<()> {
        self.0.send_empty()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<()>> {
        self.0.send_empty_full()
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
// ==== api/text_alternatives/mod.rs
//! Changes issues.

use crate::Client;
use crate::runtime::Operation;

mod create_issue;

pub use self::create_issue::CreateIssue;

impl Client {
    /// Changes issues.
    #[must_use]
    #[inline]
    pub fn text_alternatives(&self) -> TextAlternatives {
        TextAlternatives {
            client: self.clone(),
        }
    }
}

/// Changes issues.
///
/// Made by [`Client::text_alternatives`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct TextAlternatives {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&create_issue::CREATE_ISSUE];
// ==== handles.md
| --- | --- | --- |
| `client.text_alternatives()` | `text-alternatives` | Changes issues. |
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

#[cfg(feature = "text-alternatives")]
mod text_alternatives;
#[cfg(feature = "text-alternatives")]
pub use self::text_alternatives::*;
// ==== models/text_alternatives/issue.rs
//! Schema `Issue` and what belongs to it.

use crate::model;
use crate::model::{IntoField, Json, Secret};
use crate::models::Urgency;

/// Something to do.
#[derive(Clone)]
#[non_exhaustive]
pub struct Issue {
    /// What to do.
    pub title: IssueTitle,
    /// How soon.
    pub urgency: Option<IssueUrgency>,
    /// Opens it.
    pub key: Option<IssueKey>,
    pub(crate) set_fields: model::SetFields,
}

impl Default for Issue {
    #[inline]
    fn default() -> Self {
        Self {
            title: model::Slot::empty(),
            urgency: Default::default(),
            key: Default::default(),
            set_fields: Default::default(),
        }
    }
}

impl model::Object for Issue {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Issue",
            fields: &[
                model::Field::required("title", "title"),
                model::Field::optional("urgency", "urgency"),
                model::Field::optional("key", "key"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.title, &self.urgency, &self.key], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.title, &mut self.urgency, &mut self.key],
            &mut self.set_fields,
        );
    }
}

model::object_traits!(Issue);

impl Issue {
    /// Sets `title`: What to do.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<IssueTitle>) -> Self {
        self.title = title.into();
        self.set_fields.insert(0);
        self
    }

    /// Sets `urgency`: How soon.
    #[must_use]
    pub fn with_urgency<K_>(
        mut self,
        urgency: impl IntoField<IssueUrgency, K_>,
    ) -> Self {
        self.urgency = urgency.into_field();
        self
    }

    /// Sets `key`: Opens it.
    #[must_use]
    pub fn with_key<K_>(mut self, key: impl IntoField<IssueKey, K_>) -> Self {
        self.key = key.into_field();
        self
    }
}

/// What to do.
#[derive(Clone)]
#[non_exhaustive]
pub enum IssueTitle {
    /// Holds a string.
    Text(String),
    /// Holds an integer.
    Integer(i64),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for IssueTitle {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Text", &[]),
                model::Variant::new("Integer", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Text(value) => model::Active::Variant("Text", value),
            Self::Integer(value) => model::Active::Variant("Integer", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Text(value) => model::ActiveMut::Variant(value),
            Self::Integer(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Text" => Self::Text(model::Slot::empty()),
            "Integer" => Self::Integer(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(IssueTitle);

impl From<String> for IssueTitle {
    #[inline]
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for IssueTitle {
    #[inline]
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for IssueTitle {
    #[inline]
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}
impl From<&String> for IssueTitle {
    #[inline]
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}

/// How soon.
#[derive(Clone)]
#[non_exhaustive]
pub enum IssueUrgency {
    /// How soon.
    Urgency(Box<Urgency>),
    /// Holds an integer.
    Integer(i64),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for IssueUrgency {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Urgency", &[]),
                model::Variant::new("Integer", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Urgency(value) => model::Active::Variant("Urgency", value),
            Self::Integer(value) => model::Active::Variant("Integer", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Urgency(value) => model::ActiveMut::Variant(value),
            Self::Integer(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Urgency" => Self::Urgency(model::Slot::empty()),
            "Integer" => Self::Integer(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(IssueUrgency);

impl From<Urgency> for IssueUrgency {
    #[inline]
    fn from(value: Urgency) -> Self {
        Self::Urgency(Box::new(value))
    }
}

impl From<i64> for IssueUrgency {
    #[inline]
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for IssueUrgency {
    #[inline]
    fn from(value: &str) -> Self {
        Self::Urgency(Box::new(value.into()))
    }
}
impl From<&String> for IssueUrgency {
    #[inline]
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}

/// Opens it.
#[derive(Clone)]
#[non_exhaustive]
pub enum IssueKey {
    /// Holds a secret string.
    Secret(Secret),
    /// Holds a Boolean.
    Boolean(bool),
    /// Any other value, preserved verbatim but for numbers beyond 64 bits.
    Unknown(Json),
}

impl model::Union for IssueKey {
    #[inline]
    fn variants(&self) -> &'static model::Variants {
        static VARIANTS: model::Variants = model::Variants {
            tag: None,
            variants: &[
                model::Variant::new("Secret", &[]),
                model::Variant::new("Boolean", &[]),
            ],
        };
        &VARIANTS
    }

    #[inline]
    fn active(&self) -> model::Active<'_> {
        match self {
            Self::Secret(value) => model::Active::Variant("Secret", value),
            Self::Boolean(value) => model::Active::Variant("Boolean", value),
            Self::Unknown(value) => model::Active::Unknown(value),
        }
    }

    #[inline]
    fn active_mut(&mut self) -> model::ActiveMut<'_> {
        match self {
            Self::Secret(value) => model::ActiveMut::Variant(value),
            Self::Boolean(value) => model::ActiveMut::Variant(value),
            Self::Unknown(value) => model::ActiveMut::Unknown(value),
        }
    }

    #[inline]
    fn activate(&mut self, name: &str) -> bool {
        *self = match name {
            "Secret" => Self::Secret(model::Slot::empty()),
            "Boolean" => Self::Boolean(model::Slot::empty()),
            _ => return false,
        };
        true
    }

    #[inline]
    fn set_unknown(&mut self, value: Json) {
        *self = Self::Unknown(value);
    }
}

model::union_traits!(IssueKey);

impl From<Secret> for IssueKey {
    #[inline]
    fn from(value: Secret) -> Self {
        Self::Secret(value)
    }
}

impl From<bool> for IssueKey {
    #[inline]
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<&str> for IssueKey {
    #[inline]
    fn from(value: &str) -> Self {
        Self::Secret(value.into())
    }
}
impl From<&String> for IssueKey {
    #[inline]
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}
// ==== models/text_alternatives/mod.rs
//! Types that only the tag `Text Alternatives` uses.

mod issue;
mod urgency;

pub use self::issue::{Issue, IssueKey, IssueTitle, IssueUrgency};
pub use self::urgency::Urgency;
// ==== models/text_alternatives/urgency.rs
//! Schema `Urgency`.

use crate::model;

/// How soon.
#[derive(Clone)]
#[non_exhaustive]
pub enum Urgency {
    /// `LOW`
    Low,
    /// `HIGH`
    High,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl Urgency {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["LOW", "HIGH"];

    const VARIANTS: &'static [Self] = &[Self::Low, Self::High];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Low => "LOW",
            Self::High => "HIGH",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(Urgency);
