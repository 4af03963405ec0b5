//! The text form of path, query and header parameters.

use std::borrow::Cow;

use super::{DateTime, NaiveDate, Text, Utc, time};

/// A value that can stand in a path, a query or a header.
pub trait ToParam {
    /// The value as text, not yet percent-encoded.
    fn to_param(&self) -> Cow<'_, str>;

    /// Whether the value has a text form: NaN and infinity have none that a server reads.
    fn has_text(&self) -> bool {
        true
    }
}

/// Every open string enum.
impl<T: Text + AsRef<str>> ToParam for T {
    fn to_param(&self) -> Cow<'_, str> {
        self.as_ref().into()
    }
}

impl ToParam for &str {
    fn to_param(&self) -> Cow<'_, str> {
        (*self).into()
    }
}

impl ToParam for str {
    fn to_param(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl ToParam for String {
    fn to_param(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
}

impl ToParam for bool {
    fn to_param(&self) -> Cow<'_, str> {
        if *self { "true".into() } else { "false".into() }
    }
}

impl ToParam for i64 {
    fn to_param(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

/// The type of a literal such as `7` that nothing else decides.
impl ToParam for i32 {
    fn to_param(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl ToParam for u64 {
    fn to_param(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl ToParam for f64 {
    fn to_param(&self) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn has_text(&self) -> bool {
        self.is_finite()
    }
}

/// RFC 3339 with `Z`.
impl ToParam for DateTime<Utc> {
    fn to_param(&self) -> Cow<'_, str> {
        time::format(self).into()
    }
}

/// `YYYY-MM-DD`.
impl ToParam for NaiveDate {
    fn to_param(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}
