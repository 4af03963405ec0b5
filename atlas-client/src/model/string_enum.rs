//! Open string enums: known values as variants, any other as it came.

/// The position of `text` among the known values of an enum.
pub fn position(values: &[&str], text: &str) -> Option<usize> {
    values.iter().position(|value| *value == text)
}

/// Describes an open string enum to the engine.
///
/// ```text
/// string_enum! {
///     Type { Variant = "wire value", … }       // the enum also has a variant `Unknown(String)`
/// }
/// ```
///
/// Implements `as_str`, `VALUES`, `Default` (`Unknown("")`), `From<&str>`, `From<String>`,
/// `AsRef<str>`, `Display`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`, `Ord`, `Hash` (all by the wire
/// value, so that `Unknown("a")` equals the variant whose value is `a`), `ToParam`, `Serialize` and
/// `Deserialize`.
macro_rules! string_enum {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $name {
            /// The values this version of the crate knows, as they stand in JSON.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            /// The value as it stands in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(text) => text,
                }
            }

            /// The variant whose value is `text`.
            fn known(text: &str) -> Option<Self> {
                const VARIANTS: &[$name] = &[$($name::$variant),*];
                VARIANTS.get($crate::model::support::position(Self::VALUES, text)?).cloned()
            }
        }

        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl ::std::convert::From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                Self::known(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::model::Slot for $name {
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::Enum(self.as_str())
            }

            fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                $crate::model::Place::Enum(self)
            }

            #[inline]
            fn kind() -> $crate::model::Kind {
                $crate::model::Kind::Text
            }
        }

        impl $crate::model::Text for $name {
            fn set(&mut self, text: &str) {
                *self = Self::from(text);
            }
        }

        impl $crate::model::ToParam for $name {
            #[inline]
            fn to_param(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_str().into()
            }
        }

        $crate::model::standard_impls!($name);
    };
}

pub(crate) use string_enum;
