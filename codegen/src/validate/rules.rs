//! What a table of an object can say: the keys it has, what their values must be, and which must be there.
//!
//! What a table cannot say is checked by the [`Check`] of its object.

/// Where a parameter can be.
pub(super) const LOCATIONS: &[&str] = &["path", "query", "header", "cookie"];

/// What a value must be.
#[derive(Debug)]
pub(super) enum Kind {
    /// Anything: examples and defaults.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// An integer that is not negative.
    Count,
    /// A number.
    Number,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// A list.
    List(&'static Kind),
    /// A mapping with names of the author's choice.
    Map(Names, &'static Kind),
    /// `true`, `false`, or this.
    FlagOr(&'static Kind),
    /// An object.
    Object(&'static Rule),
    /// An object, or a reference to one.
    RefOr(&'static Rule),
}

/// What the names of a mapping may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Anything, `x-` names included.
    Free,
    /// Paths.
    Paths,
    /// Status codes.
    Statuses,
    /// Media types.
    MediaTypes,
    /// Names of HTTP headers.
    Headers,
}

/// An object of OpenAPI.
#[derive(Debug)]
pub(super) struct Rule {
    /// With its article: `a schema`.
    pub(super) what: &'static str,
    /// Where components of it are: `schemas`. Empty for what cannot be referred to.
    pub(super) section: &'static str,
    pub(super) keys: &'static [Key],
    /// Keys of later versions of OpenAPI, which are ignored.
    pub(super) later: &'static [&'static str],
    /// The check of an object whose keys are right.
    pub(super) check: Option<Check>,
}

/// What is checked about an object that no table can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Root,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Link,
    SecurityScheme,
    Schema,
}

#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

impl Kind {
    /// What is expected, after `must be`.
    pub(super) fn expected(&self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Text => "a string".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Count => "an integer that is not negative".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Word(words) => format!("one of {}", list(words)),
            Self::List(_) => "a list".to_owned(),
            Self::Map(..) => "a mapping".to_owned(),
            Self::FlagOr(kind) => format!("`true`, `false` or {}", kind.expected()),
            Self::Object(rule) | Self::RefOr(rule) => rule.what.to_owned(),
        }
    }
}

/// `` `a`, `b` or `c` ``.
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(", "),
    }
}
