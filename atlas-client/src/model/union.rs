//! Unions: one of several models, or whatever came.

use super::{Json, Place, Schema, Slot, Token};

/// An enum with one variant per arm and `Unknown(Json)`.
pub trait Union {
    /// The arms and how they are told apart.
    fn variants(&self) -> &'static Variants;

    /// What the union holds.
    fn active(&self) -> Active<'_>;

    /// Makes the arm called `name` active, empty, and lends its value.
    fn select(&mut self, name: &str) -> Option<&mut dyn Slot>;

    /// Keeps a value no arm fits.
    fn set_unknown(&mut self, value: Json);
}

/// What a union holds.
pub enum Active<'a> {
    /// The name of an arm and its value.
    Arm(&'static str, &'a dyn Slot),
    /// A value no arm fitted.
    Unknown(&'a Json),
}

/// The arms of a union.
pub struct Variants {
    /// The property that decides alone, if there is one.
    pub tag: Option<&'static str>,
    /// The arms in document order.
    pub arms: &'static [Arm],
}

/// One arm of a union.
pub struct Arm {
    /// The name of the Rust variant.
    pub name: &'static str,
    /// What its properties must be.
    pub when: &'static [When],
}

/// A condition on a property of an arm.
pub struct When {
    /// The key in JSON.
    pub property: &'static str,
    /// The values the arm allows.
    pub values: &'static [&'static str],
}

impl Variants {
    /// The arm called `name`.
    pub(super) fn arm(&self, name: &str) -> Option<&'static Arm> {
        self.arms.iter().find(|arm| arm.name == name)
    }
}

/// The arm that fits `value` best and was not `tried` before. Leaves `union` in any state.
///
/// Arms with a failing condition or of another JSON kind are out. Among the others, those whose
/// required properties are all there win; then the one that leaves the fewest keys unknown; then the
/// first.
pub(super) fn candidate(union: &mut dyn Union, value: &Json, tried: &[&'static Arm]) -> Option<&'static Arm> {
    let (fit, arm) = best(union, value, tried, 0)?;
    // Of those that are not the best, one that would drop keys says less than the value itself.
    (tried.is_empty() || fit.unknown == 0).then_some(arm)
}

/// How many unions may be the arm of one another; a union can be an arm of itself.
const MAX_NESTING: usize = 4;

fn best(union: &mut dyn Union, value: &Json, tried: &[&'static Arm], nesting: usize) -> Option<(Fit, &'static Arm)> {
    if nesting == MAX_NESTING {
        return None;
    }
    let Variants { tag, arms } = union.variants();
    let tag = match tag {
        Some(tag) => Some(value.get(tag)?.as_str()?),
        None => None,
    };
    let mut best: Option<(Fit, &'static Arm)> = None;
    let is_new = |arm: &&Arm| !tried.iter().any(|tried| tried.name == arm.name);
    for arm in arms.iter().filter(|arm| arm.allows(value, tag)).filter(is_new) {
        // An empty value of the arm tells its schema.
        let Some(fit) = union.select(arm.name).and_then(|slot| Fit::of(slot, value, nesting)) else { continue };
        if best.as_ref().is_none_or(|(least, _)| fit < *least) {
            best = Some((fit, arm));
        }
    }
    best
}

impl Arm {
    /// Whether no condition fails. `tag` is the value of the property that decides alone.
    fn allows(&self, value: &Json, tag: Option<&str>) -> bool {
        self.when.iter().all(|when| match tag {
            Some(tag) => when.values.contains(&tag),
            None => match value.get(when.property) {
                None | Some(Json::Null) => true,
                Some(value) => value.as_str().is_some_and(|text| when.values.contains(&text)),
            },
        })
    }

    /// The properties this arm implies, with their values.
    pub(super) fn implied(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.when.iter().filter_map(|when| match when.values {
            [value] => Some((when.property, *value)),
            _ => None,
        })
    }
}

/// How well a value fits an arm: less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Required properties are missing.
    incomplete: bool,
    /// Keys that would be dropped.
    unknown: usize,
    /// Keys that only a catch-all takes.
    caught: usize,
}

impl Fit {
    const EXACT: Self = Self { incomplete: false, unknown: 0, caught: 0 };

    fn of(slot: &mut dyn Slot, value: &Json, nesting: usize) -> Option<Self> {
        match (slot.place(Token::Value), value) {
            (Place::Int(_), Json::Number(number)) => Some(Self::of_integer(number)),
            (Place::UInt(_), Json::Number(number)) => {
                Some(if number.is_u64() { Self::EXACT } else { Self::of_integer(number) })
            }
            (Place::Float(_), Json::Number(number)) => Self::of_float(number),
            (Place::Bool(_), Json::Bool(_))
            | (Place::Str(_) | Place::Enum(..) | Place::Secret(_) | Place::Time(_) | Place::Date(_), Json::String(_))
            | (Place::List(_), Json::Array(_)) => Some(Self::EXACT),
            (Place::Map(_), Json::Object(keys)) => Some(Self { caught: keys.len(), ..Self::EXACT }),
            (Place::Object(object), Json::Object(keys)) => Some(Self::of_object(object.schema(), keys)),
            (Place::Union(union), _) => best(union, value, &[], nesting + 1).map(|(fit, _)| fit),
            (Place::Json(_), _) => Some(Self { caught: usize::MAX, ..Self::EXACT }),
            _ => None,
        }
    }

    /// A number as an integer: `5`, then `5.0`, then what no integer holds.
    fn of_integer(number: &serde_json::Number) -> Self {
        let whole = number.as_f64().is_some_and(|value| value.fract() == 0.0);
        let caught = if number.is_i64() { 0 } else { 1 + 2 * usize::from(!whole) };
        Self { caught, ..Self::EXACT }
    }

    /// A number as a floating-point number. An integer is one if it is exact, and nothing takes it as an integer.
    fn of_float(number: &serde_json::Number) -> Option<Self> {
        let magnitude = number.as_i64().map(i64::unsigned_abs).or(number.as_u64());
        let Some(magnitude) = magnitude else { return Some(Self::EXACT) };
        let digits = u64::BITS - magnitude.leading_zeros() - magnitude.trailing_zeros().min(u64::BITS - 1);
        (magnitude == 0 || digits <= f64::MANTISSA_DIGITS).then_some(Self { caught: 2, ..Self::EXACT })
    }

    fn of_object(schema: &Schema, keys: &serde_json::Map<String, Json>) -> Self {
        let mut expected = schema.fields.iter().filter(|field| field.flags.is_expected());
        let incomplete = expected.any(|field| keys.get(field.name).is_none_or(Json::is_null));
        let undeclared = keys.keys().filter(|key| schema.find(key, 0).is_none()).count();
        let (unknown, caught) = if schema.additional { (0, undeclared) } else { (undeclared, 0) };
        Self { incomplete, unknown, caught }
    }
}

/// Describes a union to the engine and implements for it `Default` (`Unknown(null)`), `Debug`
/// (redacted), `PartialEq`, `Serialize`, `Deserialize` and `From` each arm.
///
/// ```text
/// union! {
///     Type by "property" {                       // this property alone decides
///         Variant(Type) in ["value", …],
///         Variant(Type) in (SomeEnum::VALUES),
///     }
/// }
/// union! {
///     Type {
///         Variant(Type),                         // told apart by the keys
///         Variant(Type) when "property" in ["value", …] when "property" in (SomeEnum::VALUES),
///         Variant(Type; shared),                 // several arms have this type: no `From`
///     }
/// }
/// ```
///
/// The variant holds the type itself or a `Box` of it. The enum also has a variant `Unknown(Json)`.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! union {
    ($name:ident by $tag:literal {
        $($variant:ident($type:ty $(; $shared:ident)?) in $values:tt),* $(,)?
    }) => {
        $crate::model::implement!($name Some($tag) {
            $($variant($type $(; $shared)?) when $tag in $values),*
        });
    };
    ($name:ident {
        $($variant:ident($type:ty $(; $shared:ident)?) $(when $property:literal in $values:tt)*),* $(,)?
    }) => {
        $crate::model::implement!($name None {
            $($variant($type $(; $shared)?) $(when $property in $values)*),*
        });
    };
}

/// The part of `union!` both forms share.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! implement {
    ($name:ident $tag:ident $(($property_tag:literal))? {
        $($variant:ident($type:ty $(; $shared:ident)?) $(when $property:literal in $values:tt)*),*
    }) => {
        const _: () = {
            static VARIANTS: $crate::model::Variants = $crate::model::Variants {
                tag: $tag$(($property_tag))?,
                arms: &[$($crate::model::Arm {
                    name: stringify!($variant),
                    when: &[$($crate::model::When { property: $property, values: &$values }),*],
                }),*],
            };

            impl $crate::model::Slot for $name {
                fn view(&self) -> $crate::model::View<'_> {
                    $crate::model::View::Union(self)
                }

                fn place(&mut self, _: $crate::model::Token) -> $crate::model::Place<'_> {
                    $crate::model::Place::Union(self)
                }
            }

            impl $crate::model::Union for $name {
                fn variants(&self) -> &'static $crate::model::Variants {
                    &VARIANTS
                }

                fn active(&self) -> $crate::model::Active<'_> {
                    match self {
                        $(Self::$variant(value) => $crate::model::Active::Arm(stringify!($variant), value),)*
                        Self::Unknown(value) => $crate::model::Active::Unknown(value),
                    }
                }

                fn select(&mut self, name: &str) -> Option<&mut dyn $crate::model::Slot> {
                    *self = $(if name == stringify!($variant) {
                        Self::$variant(<$type>::default().into())
                    } else)* {
                        return None;
                    };
                    match self {
                        $(Self::$variant(value) => Some(value),)*
                        Self::Unknown(_) => None,
                    }
                }

                fn set_unknown(&mut self, value: $crate::model::Json) {
                    *self = Self::Unknown(value);
                }
            }
        };

        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown($crate::model::Json::Null)
            }
        }

        $($crate::model::from_arm!($name $variant($type) $($shared)?);)*

        $crate::model::standard_impls!($name);
    };
}

/// `From` an arm, unless other arms have its type too.
#[allow(unused_macros, reason = "an API may have no use for it")]
macro_rules! from_arm {
    ($name:ident $variant:ident($type:ty)) => {
        impl ::std::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    ($name:ident $variant:ident($type:ty) shared) => {};
}

pub(crate) use from_arm;
pub(crate) use implement;
pub(crate) use union;
