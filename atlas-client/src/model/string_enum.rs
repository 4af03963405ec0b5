//! Open string enums: known values as variants, any other preserved verbatim.

/// Implements for an open string enum `Default` (`Unknown("")`), `From<&str>`, `From<String>`, `From<&String>`,
/// `Into<String>`, `FromStr`, `AsRef<str>`, `Display`, `Debug`, `PartialEq` (also with strings), `Eq`, `Ord`, `Hash`
/// (all by the wire value, so that `Unknown("a")` equals the variant whose value is `a`), `Slot`, `Serialize` and
/// `Deserialize`.
///
/// The enum has `as_str`, and `VARIANTS` with their `VALUES` in the same order.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! string_enum_traits {
    ($name:ident) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                let mut value = Self::default();
                $crate::model::Text::set(&mut value, $crate::model::Choice::of(text, Self::VALUES));
                value
            }
        }

        impl ::std::convert::From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::convert::From<&String> for $name {
            #[inline]
            fn from(text: &String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::convert::From<$name> for String {
            #[inline]
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            // Not `Self::Err`, which may be a variant as well.
            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
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

        impl ::std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
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
            #[inline]
            fn empty() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::Enum(self.as_str())
            }

            #[inline]
            fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                $crate::model::Place::string_enum(self, Self::VALUES)
            }
        }

        impl $crate::model::Text for $name {
            #[inline]
            fn set(&mut self, value: $crate::model::Choice) {
                *self = match value {
                    $crate::model::Choice::Known(index) => match Self::VARIANTS.get(index) {
                        Some(variant) => variant.clone(),
                        None => return,
                    },
                    $crate::model::Choice::Unknown(text) => Self::Unknown(text),
                };
            }
        }

        $crate::model::standard_traits!($name);
    };
}

pub(crate) use string_enum_traits;
