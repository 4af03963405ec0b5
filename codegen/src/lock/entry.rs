//! Entries of the lock: what a field, value, variant, getter or parameter is called, and what it is.
//!
//! ```text
//! entry = name [": " type {"; " flag} ["; default " value]]
//! ```
//!
//! `roles: Option<Vec<Role>>; read-only; default []` is what users have, `roles` alone the name of something that is
//! gone, which nothing new can have. The type is spelled as in Rust, without paths; a value of an enum has `value`. The
//! default is JSON and comes last, since it can have a `; ` itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An entry of the lock.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Entry {
    /// What it is called in Rust.
    pub name: String,
    /// Its type. None for something that is gone.
    pub ty: Option<String>,
    /// What else users see of it.
    pub flags: Vec<Flag>,
    /// The default that the document states, as JSON.
    pub default: Option<String>,
}

/// What users see of something beside its name and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// A parameter or getter that has a setter.
    Setter,
    /// A field that requests must have.
    Required,
    /// A field that requests leave out.
    ReadOnly,
    /// A field that the document marks as deprecated.
    Deprecated,
    /// What the document no longer has and the crate still does.
    Removed,
}

impl Flag {
    const ALL: [Self; 5] = [Self::Setter, Self::Required, Self::ReadOnly, Self::Deprecated, Self::Removed];

    fn word(self) -> &'static str {
        match self {
            Self::Setter => "setter",
            Self::Required => "required",
            Self::ReadOnly => "read-only",
            Self::Deprecated => "deprecated",
            Self::Removed => "removed",
        }
    }
}

impl Entry {
    /// What has this type.
    pub(crate) fn new(name: impl Into<String>, ty: impl Into<String>) -> Self {
        Self { name: name.into(), ty: Some(ty.into()), ..Self::default() }
    }

    /// The same with a flag, if it holds.
    pub(crate) fn with(mut self, flag: Flag, holds: bool) -> Self {
        self.flags.extend(holds.then_some(flag));
        self
    }

    /// The name alone, of something that is gone.
    pub(crate) fn gone(&self) -> Self {
        Self { name: self.name.clone(), ..Self::default() }
    }

    /// Whether it has a flag.
    #[must_use]
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        let Some((name, rest)) = text.split_once(": ") else { return Self { name: text, ..Self::default() } };
        let (rest, default) = rest.split_once("; default ").map_or((rest, None), |(rest, value)| (rest, Some(value)));
        let mut parts = rest.split("; ");
        let ty = parts.next().map(str::to_owned);
        let flags = parts.filter_map(|word| Flag::ALL.into_iter().find(|flag| flag.word() == word));
        Self { name: name.to_owned(), ty, flags: flags.collect(), default: default.map(str::to_owned) }
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        entry.to_string()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        let Some(ty) = &self.ty else { return Ok(()) };
        write!(f, ": {ty}")?;
        self.flags.iter().try_for_each(|flag| write!(f, "; {}", flag.word()))?;
        self.default.iter().try_for_each(|value| write!(f, "; default {value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_written_as_they_are_read() {
        for text in ["roles: Option<Box<Vec<Role>>>; required; read-only; default \"a; b\"", "a: i64", "gone"] {
            assert_eq!(Entry::from(text.to_owned()).to_string(), text);
        }
        for flag in Flag::ALL {
            let entry = Entry::new("roles", "Vec<Role>").with(flag, true);
            assert_eq!(Entry::from(entry.to_string()), entry);
        }
        let entry = Entry::from("roles: Vec<Role>; setter; default \"a; b\"".to_owned());
        assert_eq!((entry.name.as_str(), entry.ty.as_deref()), ("roles", Some("Vec<Role>")));
        assert_eq!((entry.has(Flag::Setter), entry.has(Flag::Removed)), (true, false));
        assert_eq!(entry.default.as_deref(), Some("\"a; b\""));
    }
}
