//! What the tables of objects can say: the keys that an object has, what their values must be, and which must be there.

use serde_json::Value;

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Kind {
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
pub(crate) enum Names {
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
pub(crate) struct Rule {
    /// With its article: `a schema`. What has no section is told from others by it.
    pub(crate) what: &'static str,
    /// Where components of it are: `schemas`. Empty for what cannot be referred to.
    pub(crate) section: &'static str,
    pub(crate) keys: &'static [Key],
    /// Keys that only other versions of OpenAPI have, and keys whose values are of other kinds there.
    pub(crate) other: &'static [Key],
}

#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
}

/// What an object that can be referred to can be instead.
pub(crate) static REFERENCE: Key = Key { name: "$ref", kind: Kind::Text, required: false };

impl Rule {
    /// The key of a name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key of a name in other versions of OpenAPI.
    pub(crate) fn other(&self, name: &str) -> Option<&'static Key> {
        let is_reference = name == REFERENCE.name && !self.section.is_empty();
        self.other.iter().chain(is_reference.then_some(&REFERENCE)).find(|key| key.name == name)
    }
}

impl Kind {
    /// Whether a value is of this kind, apart from what is inside it.
    pub(crate) fn fits(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Text => value.is_string(),
            Self::Flag => value.is_boolean(),
            Self::Count => value.is_u64(),
            Self::Number => value.is_number(),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::List(_) => value.is_array(),
            Self::Map(..) | Self::Object(_) | Self::RefOr(_) => value.is_object(),
            Self::FlagOr(kind) => value.is_boolean() || kind.fits(value),
        }
    }

    /// The kind without its flag.
    pub(crate) fn or_flag(&'static self) -> &'static Self {
        if let Self::FlagOr(kind) = self { kind } else { self }
    }

    /// The kind of the objects of a kind: that of its items, or itself.
    pub(crate) fn item(&'static self) -> &'static Self {
        if let Self::List(kind) | Self::FlagOr(kind) = self { kind } else { self }
    }

    /// The kind of what is under a name; nothing where the tables have none.
    pub(crate) fn inside(&self, name: &str) -> Option<&'static Self> {
        match self {
            Self::Object(rule) | Self::RefOr(rule) => rule.key(name).or_else(|| rule.other(name)).map(|key| &key.kind),
            Self::Map(names, kind) if !names.has_extension(name) => Some(kind),
            _ => None,
        }
    }
}

impl Names {
    /// Whether a name is that of an extension, and not one of the author's choice.
    pub(crate) fn has_extension(self, name: &str) -> bool {
        matches!(self, Self::Paths | Self::Statuses) && name.starts_with("x-")
    }
}
