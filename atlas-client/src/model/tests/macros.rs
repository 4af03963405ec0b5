//! Short forms of what the generator writes out, for the models of tests.

/// A struct's fields with their keys: `User { name: "name" required, ..additional; set_fields }`.
macro_rules! object {
    ($name:ident {
        $($field:ident: $key:literal $($flag:ident)*),* $(,)?
        $(..$additional:ident)?
        $(; $set:ident)?
    }) => {
        impl $crate::model::Object for $name {
            fn schema(&self) -> &'static $crate::model::Schema {
                static SCHEMA: $crate::model::Schema = $crate::model::Schema {
                    name: stringify!($name),
                    fields: &[$($crate::model::tests::field!($field $key $($flag)*)),*],
                    additional: !stringify!($($additional)?).is_empty(),
                };
                &SCHEMA
            }

            fn read<'a>(&'a self, reader: &mut $crate::model::Reader<'a, '_>) {
                reader(&[$(&self.$field,)* $(&self.$additional)?], $crate::model::tests::set_fields!(self $($set)?));
            }

            fn write(&mut self, writer: &mut $crate::model::Writer<'_>) {
                writer(&mut [$(&mut self.$field,)* $(&mut self.$additional)?], &mut $crate::model::tests::set_fields!(self $($set)?));
            }
        }

        $crate::model::object_traits!($name);
    };
}

/// Which fields are set, in a struct that notes it.
macro_rules! set_fields {
    ($this:ident $set:ident) => {
        $this.$set
    };
    ($this:ident) => {
        $crate::model::SetFields::default()
    };
}

/// A field with its rules.
macro_rules! field {
    ($field:ident $key:literal plain) => {
        $crate::model::Field::plain(stringify!($field), $key)
    };
    ($field:ident $key:literal required $($flag:ident)*) => {
        $crate::model::Field::required(stringify!($field), $key)$(.$flag())*
    };
    ($field:ident $key:literal $first:ident required $($flag:ident)*) => {
        $crate::model::Field::required(stringify!($field), $key).$first()$(.$flag())*
    };
    ($field:ident $key:literal $($flag:ident)*) => {
        $crate::model::Field::optional(stringify!($field), $key)$(.$flag())*
    };
}

/// An open string enum's variants with their values: `Kind { A = "a" }`.
macro_rules! string_enum {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $name {
            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];

            pub const VALUES: &'static [&'static str] = &[$($value),*];

            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        $crate::model::string_enum_traits!($name);
    };
}

/// A union's variants with what tells them apart: `Any by "kind" { A(A) in ["a"] }`, or
/// `Any { A(A) when "kind" in ["a"], B(B; shared) }`, where `shared` says that there is no `From`. Values in
/// braces are numbers or booleans: `in {["1"]}`.
macro_rules! union {
    ($name:ident by $tag:literal {
        $($variant:ident($type:ty $(; $shared:ident)?) in $values:tt),* $(,)?
    }) => {
        $crate::model::tests::union!(@impl $name Some($tag) {
            $($variant($type $(; $shared)?) when $tag in $values),*
        });
    };
    ($name:ident {
        $($variant:ident($type:ty $(; $shared:ident)?) $(when $property:literal in $values:tt)*
            $(within [$($parent:literal),*])?),* $(,)?
    }) => {
        $crate::model::tests::union!(@impl $name None {
            $($variant($type $(; $shared)?) $(when $property in $values)* $(within [$($parent),*])?),*
        });
    };
    (@impl $name:ident $tag:ident $(($property_tag:literal))? {
        $($variant:ident($type:ty $(; $shared:ident)?) $(when $property:literal in $values:tt)*
            $(within [$($parent:literal),*])?),*
    }) => {
        impl $crate::model::Union for $name {
            fn variants(&self) -> &'static $crate::model::Variants {
                static VARIANTS: $crate::model::Variants = $crate::model::Variants {
                    tag: $tag$(($property_tag))?,
                    variants: &[$($crate::model::Variant {
                        name: stringify!($variant),
                        when: &[$($crate::model::tests::union!(@when $property $values)),*],
                        parents: &[$($($parent),*)?],
                    }),*],
                };
                &VARIANTS
            }

            fn active(&self) -> $crate::model::Active<'_> {
                match self {
                    $(Self::$variant(value) => $crate::model::Active::Variant(stringify!($variant), value),)*
                    Self::Unknown(value) => $crate::model::Active::Unknown(value),
                }
            }

            fn active_mut(&mut self) -> $crate::model::ActiveMut<'_> {
                match self {
                    $(Self::$variant(value) => $crate::model::ActiveMut::Variant(value),)*
                    Self::Unknown(value) => $crate::model::ActiveMut::Unknown(value),
                }
            }

            fn activate(&mut self, name: &str) -> bool {
                let made = match name {
                    $(name if name == stringify!($variant) => {
                        Some(Self::$variant(<$type as $crate::model::Slot>::empty().into()))
                    })*
                    _ => None,
                };
                made.map(|made| *self = made).is_some()
            }

            fn set_unknown(&mut self, value: $crate::model::Json) {
                *self = Self::Unknown(value);
            }
        }

        $crate::model::union_traits!($name);

        $($crate::model::tests::union!(@from $name $variant($type) $($shared)?);)*
    };
    (@when $property:literal { $values:expr }) => { $crate::model::When::scalar($property, &$values) };
    (@when $property:literal $values:tt) => { $crate::model::When::new($property, &$values) };
    (@from $name:ident $variant:ident($type:ty)) => {
        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (@from $name:ident $variant:ident($type:ty) shared) => {};
}

pub(crate) use {field, object, set_fields, string_enum, union};
