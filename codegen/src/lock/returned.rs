//! What a call returns when it succeeds, as the lock spells it.
//!
//! ```text
//! returned = ["pages of "] (type | "stream of " format | "nothing")
//! ```
//!
//! `pages of PaginatedRoleView` is a page that others can follow, `stream of CSV` a body that the program reads piece
//! by piece, `nothing` one that is not read.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a call returns when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Returned {
    /// Whether it is a page, and the next ones can be followed.
    pub paged: bool,
    /// What its body is read as.
    pub body: ReturnedBody,
}

/// What the body of a success is read as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnedBody {
    /// It is not read.
    Nothing,
    /// A stream of this format.
    Stream(String),
    /// A type, as entries spell it.
    Type(String),
}

const PAGES: &str = "pages of ";
const STREAM: &str = "stream of ";
const NOTHING: &str = "nothing";

impl Returned {
    /// The type, where there is one.
    pub(crate) fn ty(&self) -> Option<&str> {
        if let ReturnedBody::Type(ty) = &self.body { Some(ty) } else { None }
    }

    /// The same with another type, where there is one.
    pub(crate) fn with_type(&self, other: impl Fn(&str) -> String) -> Self {
        let body = self.ty().map_or_else(|| self.body.clone(), |ty| ReturnedBody::Type(other(ty)));
        Self { paged: self.paged, body }
    }
}

impl From<String> for Returned {
    fn from(text: String) -> Self {
        let (paged, body) = text.strip_prefix(PAGES).map_or((false, text.as_str()), |body| (true, body));
        let stream = body.strip_prefix(STREAM).map(|format| ReturnedBody::Stream(format.to_owned()));
        let other = || if body == NOTHING { ReturnedBody::Nothing } else { ReturnedBody::Type(body.to_owned()) };
        Self { paged, body: stream.unwrap_or_else(other) }
    }
}

impl From<Returned> for String {
    fn from(returned: Returned) -> Self {
        returned.to_string()
    }
}

impl fmt::Display for Returned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.paged { PAGES } else { "" })?;
        match &self.body {
            ReturnedBody::Nothing => f.write_str(NOTHING),
            ReturnedBody::Stream(format) => write!(f, "{STREAM}{format}"),
            ReturnedBody::Type(ty) => f.write_str(ty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_returned_as_it_is_read() {
        for (text, paged, ty) in [
            ("pages of Vec<Role>", true, Some("Vec<Role>")),
            ("Option<Role>", false, Some("Option<Role>")),
            ("stream of CSV", false, None),
            ("nothing", false, None),
        ] {
            let returned = Returned::from(text.to_owned());
            assert_eq!((returned.paged, returned.ty(), returned.to_string().as_str()), (paged, ty, text));
        }
    }
}
