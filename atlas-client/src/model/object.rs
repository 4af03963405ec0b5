//! Models: structs with named fields.

use std::any::Any;

use super::{SetFields, Slot};

/// What reads the fields of a struct, and which of them are set.
pub type Reader<'a, 'r> = dyn FnMut(&[&'a dyn Slot], SetFields) + 'r;

/// What writes the fields of a struct, and notes which of them are set.
pub type Writer<'a> = dyn FnMut(&mut [&mut dyn Slot], &mut SetFields) + 'a;

/// A struct that lends its fields.
pub trait Object: Any {
    /// The names and rules of the fields.
    fn schema(&self) -> &'static Schema;

    /// Lends all fields, in the order of the schema, for reading.
    fn read<'a>(&'a self, reader: &mut Reader<'a, '_>);

    /// Lends all fields, in the order of the schema, for writing.
    fn write(&mut self, writer: &mut Writer<'_>);
}

/// What the engine knows of a struct.
#[derive(Debug)]
pub struct Schema {
    /// The name of the Rust type.
    pub name: &'static str,
    /// The declared fields, in declaration order.
    pub fields: &'static [Field],
    /// Whether one more slot follows the declared fields: a map that takes the undeclared keys.
    pub additional: bool,
}

/// What the engine knows of a field.
#[derive(Debug)]
pub struct Field {
    /// The name in Rust.
    pub rust: &'static str,
    /// The key in JSON.
    pub name: &'static str,
    /// The rules of the field.
    pub flags: Flags,
}

impl Field {
    /// A field that responses may leave out.
    #[must_use]
    pub const fn optional(rust: &'static str, name: &'static str) -> Self {
        Self { rust, name, flags: Flags(0) }
    }

    /// A field without an `Option` that responses may leave out all the same.
    #[must_use]
    pub const fn plain(rust: &'static str, name: &'static str) -> Self {
        Self { rust, name, flags: Flags(Flags::REQUIRED | Flags::PLAIN) }
    }

    /// A field that responses always carry.
    #[must_use]
    pub const fn required(rust: &'static str, name: &'static str) -> Self {
        Self { rust, name, flags: Flags(Flags::REQUIRED) }
    }

    /// Requests leave the field out, unless a union is told by it.
    #[must_use]
    pub const fn read_only(self) -> Self {
        self.with(Flags::READ_ONLY)
    }

    /// Responses can leave the field out, also a required one.
    #[must_use]
    pub const fn write_only(self) -> Self {
        self.with(Flags::WRITE_ONLY)
    }

    /// `Debug` does not show the field.
    #[must_use]
    pub const fn secret(self) -> Self {
        self.with(Flags::SECRET)
    }

    const fn with(self, flag: u8) -> Self {
        Self { flags: Flags(self.flags.0 | flag), ..self }
    }
}

/// The rules of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    const REQUIRED: u8 = 1;
    const READ_ONLY: u8 = 2;
    const WRITE_ONLY: u8 = 4;
    const SECRET: u8 = 8;
    const PLAIN: u8 = 16;

    /// Whether a strict decode misses the field.
    #[must_use]
    pub const fn is_expected(self) -> bool {
        // What is only ever sent cannot be missed in what is received.
        self.0 & (Self::REQUIRED | Self::WRITE_ONLY | Self::PLAIN) == Self::REQUIRED
    }

    /// Whether a request without the field is an error.
    #[must_use]
    pub const fn is_demanded(self) -> bool {
        self.0 & (Self::REQUIRED | Self::PLAIN) == Self::REQUIRED
    }

    /// Whether it is noted if the field is set, as its value alone does not tell.
    #[must_use]
    pub const fn is_required(self) -> bool {
        self.0 & Self::REQUIRED != 0
    }

    /// Whether requests leave the field out.
    #[must_use]
    pub const fn is_read_only(self) -> bool {
        self.0 & Self::READ_ONLY != 0
    }

    /// Whether `Debug` hides the field.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        self.0 & Self::SECRET != 0
    }
}

impl Schema {
    /// The position of the field called `key`, looked for from `start` on and around.
    ///
    /// Servers send keys in about the order of their schema, so the first look nearly always hits.
    pub(super) fn find(&self, key: &str, start: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(start).unwrap_or((self.fields, &[]));
        let is_key = |field: &Field| field.name == key;
        match after.iter().position(is_key) {
            Some(index) => Some(before.len() + index),
            None => before.iter().position(is_key),
        }
    }
}

/// Implements for an [`Object`] `Slot`, `Debug` (redacted), `PartialEq`, `Serialize` (complete) and `Deserialize`
/// (tolerant) through the engine.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! object_traits {
    ($name:ident) => {
        impl $crate::model::Slot for $name {
            #[inline]
            fn empty() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::object(self)
            }

            #[inline]
            fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                $crate::model::Place::object(self)
            }
        }

        $crate::model::standard_traits!($name);
    };
}

/// Implements `Debug`, `PartialEq`, `Serialize` and `Deserialize` through the engine.
///
/// All are `#[inline]` so that only a program that uses one compiles it.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! standard_traits {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::support::fmt(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::support::eq(self, other)
            }
        }

        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::support::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::support::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use object_traits;
pub(crate) use standard_traits;
