//! Decoding with serde within a budget of memory.
//!
//! serde does not say what a value takes, but whoever asks it for one names the type: a list does for each element, a
//! struct for each field, a `Box` for what it holds. What that takes is spent before it is made. A field is counted
//! with its struct and by itself.
//!
//! So each part of serde's machine that makes another is wrapped in a [`Within`]. What happens to
//! `["a", "bc"]` as a `Vec<String>`, where both types take 24 bytes:
//!
//! | part that is wrapped | is asked for | spends |
//! | --- | --- | --- |
//! | `Deserializer` | `deserialize_seq` by the list | 24 for the list |
//! | `Visitor` of the list | `visit_seq` by serde_json | |
//! | `SeqAccess` | `next_element_seed` by the list, which looks for a third as well | 2 × 24 each time |
//! | `DeserializeSeed`, then `Deserializer` | `deserialize_string` by each string | 24, once more |
//! | `Visitor` of a string | `visit_str` by serde_json | 1, then 2, for the text |

use std::cell::Cell;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::model::decode::{ENTRY, without_mark};

/// What a list takes besides its elements, in elements: one that grows is there twice for a moment, and has room left
/// afterwards.
const GROWTH: usize = 2;
/// How many bytes of memory may yet be taken; nothing after more was wanted.
struct Budget(Cell<Option<usize>>);

impl Budget {
    fn spend<E: Error>(&self, bytes: usize) -> Result<(), E> {
        self.0.set(self.0.get().and_then(|left| left.checked_sub(bytes)));
        self.0.get().map(|_| ()).ok_or_else(|| E::custom("the value takes more memory than it may"))
    }
}

/// Why a text has no value.
pub(super) enum Failure {
    /// It is not JSON, or not of this type.
    Unfit(serde_json::Error),
    /// The value would take more memory than it may.
    TooLarge,
}

/// Decodes JSON text with serde into a value that may take about `budget` bytes of memory.
pub(super) fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8], budget: usize) -> Result<T, Failure> {
    let budget = Budget(Cell::new(Some(budget)));
    let mut deserializer = serde_json::Deserializer::from_slice(without_mark(json));
    let value = T::deserialize(Within::new(&mut deserializer, &budget));
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| match budget.0.get() {
        Some(_) => Failure::Unfit(error),
        None => Failure::TooLarge,
    })
}

/// A part of serde's machine that spends what passes through it.
struct Within<'b, T> {
    inner: T,
    budget: &'b Budget,
    /// Whether entries of a map are fields of a struct, which takes their memory as a whole.
    fields: bool,
}

impl<'b, T> Within<'b, T> {
    fn new(inner: T, budget: &'b Budget) -> Self {
        Self { inner, budget, fields: false }
    }

    /// Another part that spends from the same budget.
    fn part<U>(&self, inner: U) -> Within<'b, U> {
        Within::new(inner, self.budget)
    }

    /// The same of the fields of a struct.
    fn fields<U>(&self, inner: U) -> Within<'b, U> {
        Within { fields: true, ..self.part(inner) }
    }
}

/// Methods of a deserializer that differ in their name only: of what passes another value on, and of what is spent.
macro_rules! deserialize {
    ($($method:ident)*; $($spent:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            let visitor = self.part(visitor);
            self.inner.$method(visitor)
        })*
        $(fn $spent<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.budget.spend(size_of::<V::Value>())?;
            let visitor = self.part(visitor);
            self.inner.$spent(visitor)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Within<'_, D> {
    type Error = D::Error;

    deserialize! {
        deserialize_ignored_any deserialize_option deserialize_unit;
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier deserialize_seq deserialize_map
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        let visitor = self.part(visitor);
        self.inner.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        let visitor = self.part(visitor);
        self.inner.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.budget.spend(size_of::<V::Value>())?;
        let visitor = self.fields(visitor);
        self.inner.deserialize_tuple(len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.budget.spend(size_of::<V::Value>())?;
        let visitor = self.fields(visitor);
        self.inner.deserialize_tuple_struct(name, len, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.budget.spend(size_of::<V::Value>())?;
        let visitor = self.fields(visitor);
        self.inner.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.budget.spend(size_of::<V::Value>())?;
        let visitor = self.part(visitor);
        self.inner.deserialize_enum(name, variants, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Methods of a visitor that pass a value on; strings and bytes are spent first, since most types copy them.
macro_rules! visit {
    ({ $($method:ident $value:ty;)* } spent { $($spent:ident $text:ty;)* }) => {
        $(fn $method<E: Error>(self, value: $value) -> Result<V::Value, E> {
            self.inner.$method(value)
        })*
        $(fn $spent<E: Error>(self, value: $text) -> Result<V::Value, E> {
            self.budget.spend(value.len())?;
            self.inner.$spent(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Within<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit! {
        {
            visit_bool bool; visit_i8 i8; visit_i16 i16; visit_i32 i32; visit_i64 i64; visit_i128 i128;
            visit_u8 u8; visit_u16 u16; visit_u32 u32; visit_u64 u64; visit_u128 u128; visit_f32 f32; visit_f64 f64;
            visit_char char;
        }
        spent {
            visit_str &str; visit_borrowed_str &'de str; visit_string String;
            visit_bytes &[u8]; visit_borrowed_bytes &'de [u8]; visit_byte_buf Vec<u8>;
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        let deserializer = self.part(deserializer);
        self.inner.visit_some(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        let deserializer = self.part(deserializer);
        self.inner.visit_newtype_struct(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        let elements = Within { fields: self.fields, ..self.part(elements) };
        self.inner.visit_seq(elements)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let entries = Within { fields: self.fields, ..self.part(entries) };
        self.inner.visit_map(entries)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        let data = self.part(data);
        self.inner.visit_enum(data)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Within<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let deserializer = self.part(deserializer);
        self.inner.deserialize(deserializer)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        if !self.fields {
            self.budget.spend(GROWTH * size_of::<S::Value>())?;
        }
        let seed = self.part(seed);
        self.inner.next_element_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if !self.fields {
            self.budget.spend(GROWTH * size_of::<K::Value>() + ENTRY)?;
        }
        let seed = self.part(seed);
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        if !self.fields {
            self.budget.spend(GROWTH * size_of::<S::Value>())?;
        }
        let seed = self.part(seed);
        self.inner.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, 'b, A: EnumAccess<'de>> EnumAccess<'de> for Within<'b, A> {
    type Error = A::Error;
    type Variant = Within<'b, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        let (seed, budget) = (self.part(seed), self.budget);
        let (value, variant) = self.inner.variant_seed(seed)?;
        Ok((value, Within::new(variant, budget)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.part(seed);
        self.inner.newtype_variant_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        let visitor = self.fields(visitor);
        self.inner.tuple_variant(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = self.fields(visitor);
        self.inner.struct_variant(fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::Value;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    enum Shape {
        Empty,
        Round(f64),
        Box2(u8, i16),
        Named { name: String, tags: Option<Vec<char>> },
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Everything<'a> {
        borrowed: &'a str,
        shapes: Vec<Shape>,
        map: BTreeMap<u32, (bool, ())>,
        boxed: Box<Option<i128>>,
        #[serde(flatten)]
        others: BTreeMap<String, Value>,
    }

    const TEXT: &str = r#"{
        "borrowed": "x",
        "shapes": ["empty", {"round": 1.5}, {"box2": [1, -2]}, {"named": {"name": "n", "tags": ["t"]}}],
        "map": {"7": [true, null]}, "boxed": -3, "other": {"b": [1, "2"], "a": null}
    }"#;

    #[test]
    fn values_are_those_of_serde_json() {
        let within = |text: &'static str| from_slice::<Value>(text.as_bytes(), 100_000).ok();
        for text in [TEXT, "null", "-0.0", "1e400", "18446744073709551615", "[", "[] []", "\"\\ud800\"", ""] {
            assert_eq!(within(text), serde_json::from_str(text).ok(), "{text}");
        }
        assert_eq!(within("\u{feff}[1]"), Some(serde_json::json!([1])), "as models are read");
        let everything = from_slice::<Everything<'_>>(TEXT.as_bytes(), 100_000).ok();
        assert_eq!(everything, serde_json::from_str(TEXT).ok());
        assert!(everything.is_some());
    }

    #[test]
    fn what_is_not_enough_is_named() {
        let budgets = [0, 100, 400, 1600];
        assert!(budgets.iter().all(|budget| {
            matches!(from_slice::<Everything<'_>>(TEXT.as_bytes(), *budget), Err(Failure::TooLarge))
        }));
        // Of a text that is wrong as well, what came first counts.
        assert!(matches!(from_slice::<Vec<u8>>(b"[300", 100_000), Err(Failure::Unfit(_))));
    }

    #[test]
    fn memory_behind_a_pointer_counts() {
        type Chain = Vec<Box<[u64; 16]>>;
        let text = format!("[{0},{0}]", format!("[{}1]", "1,".repeat(15)));
        let memory = 24 + 3 * 2 * 24 + 2 * 24 + 3;
        assert!(from_slice::<Vec<String>>(br#"["a", "bc"]"#, memory).is_ok(), "as at the top");
        assert!(matches!(from_slice::<Vec<String>>(br#"["a", "bc"]"#, memory - 1), Err(Failure::TooLarge)));
        // The list; its two pointers and the look for a third, with room; each number in its array and by itself.
        let memory = 24 + 3 * 2 * 8 + 2 * 2 * 128;
        assert!(from_slice::<Chain>(text.as_bytes(), memory).is_ok());
        assert!(matches!(from_slice::<Chain>(text.as_bytes(), memory - 1), Err(Failure::TooLarge)));
    }
}
