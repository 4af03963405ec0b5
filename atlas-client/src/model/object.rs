//! Models: structs with named fields.

use super::Slot;

/// A struct that lends its fields.
pub trait Object {
    /// The names and rules of the fields.
    fn schema(&self) -> &'static Schema;

    /// Lends all fields, in the order of the schema, for reading.
    fn read(&self, reader: &mut dyn FnMut(&[&dyn Slot]));

    /// Lends all fields, in the order of the schema, for writing.
    fn write(&mut self, writer: &mut dyn FnMut(&mut [&mut dyn Slot]));
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
    /// The key in JSON.
    pub name: &'static str,
    /// The rules of the field.
    pub flags: Flags,
}

/// The rules of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// An ordinary optional field.
    pub const NONE: Self = Self(0);

    /// Responses carry the field always.
    #[must_use]
    pub const fn required(self) -> Self {
        Self(self.0 | 1)
    }

    /// Requests leave the field out, unless a union is told by it.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self(self.0 | 2)
    }

    /// Responses leave the field out.
    #[must_use]
    pub const fn write_only(self) -> Self {
        Self(self.0 | 4)
    }

    /// `Debug` does not show the field.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self(self.0 | 8)
    }

    /// Whether a strict decode misses the field.
    #[must_use]
    pub const fn is_expected(self) -> bool {
        // What is only ever sent cannot be missed in what is received.
        self.0 & (1 | 4) == 1
    }

    /// Whether [`required`](Flags::required) is set.
    #[must_use]
    pub const fn is_required(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether [`read_only`](Flags::read_only) is set.
    #[must_use]
    pub const fn is_read_only(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether [`secret`](Flags::secret) is set.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        self.0 & 8 != 0
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

/// Describes a struct to the engine and implements for it `Debug` (redacted), `PartialEq`,
/// `Serialize` (complete) and `Deserialize` (tolerant).
///
/// ```text
/// object! {
///     Type {
///         rust_field: "jsonKey" flag flag,     // flags: required read_only write_only secret
///         ..additional                         // a `Map<T>` for the undeclared keys
///     }
/// }
/// ```
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! object {
    ($name:ident {
        $($field:ident: $key:literal $($flag:ident)*),* $(,)?
        $(..$additional:ident)?
    }) => {
        const _: () = {
            static SCHEMA: $crate::model::Schema = $crate::model::Schema {
                name: stringify!($name),
                fields: &[$($crate::model::Field {
                    name: $key,
                    flags: $crate::model::Flags::NONE$(.$flag())*,
                }),*],
                additional: !stringify!($($additional)?).is_empty(),
            };

            impl $crate::model::Slot for $name {
                fn view(&self) -> $crate::model::View<'_> {
                    $crate::model::View::Object(self)
                }

                fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                    $crate::model::Place::Object(self)
                }
            }

            impl $crate::model::Object for $name {
                fn schema(&self) -> &'static $crate::model::Schema {
                    &SCHEMA
                }

                fn read(&self, reader: &mut dyn FnMut(&[&dyn $crate::model::Slot])) {
                    reader(&[$(&self.$field,)* $(&self.$additional)?]);
                }

                fn write(&mut self, writer: &mut dyn FnMut(&mut [&mut dyn $crate::model::Slot])) {
                    writer(&mut [$(&mut self.$field,)* $(&mut self.$additional)?]);
                }
            }
        };

        $crate::model::standard_impls!($name);
    };
}

/// Implements `Debug`, `PartialEq`, `Serialize` and `Deserialize` through the engine.
///
/// All are `#[inline]` so that only a program that uses one compiles it.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! standard_impls {
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

pub(crate) use object;
pub(crate) use standard_impls;
