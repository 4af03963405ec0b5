//! Decoding a free-form value within the budget of its document.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Map;

use super::super::Json;
use super::Context;

/// What an entry of an object takes besides its key and value: a hash, and its place in the index.
pub(crate) const ENTRY: usize = 48;
/// The key under which `serde_json` hands over a number, with its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// Makes a [`Json`], and spends what it takes.
pub(super) struct JsonSeed<'a>(pub(super) &'a mut Context);

impl<'de> DeserializeSeed<'de> for JsonSeed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonSeed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        self.0.spend(value.len()).map_err(E::custom)?;
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(JsonSeed(self.0))? {
            self.0.spend_element(size_of::<Json>()).map_err(A::Error::custom)?;
            list.push(item);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER {
                let digits: String = entries.next_value()?;
                return digits.parse().map(Json::Number).map_err(A::Error::custom);
            }
            self.0.spend_element(size_of::<(String, Json)>() + ENTRY).map_err(A::Error::custom)?;
            self.0.spend(key.len()).map_err(A::Error::custom)?;
            let value = entries.next_value_seed(JsonSeed(self.0))?;
            map.insert(key, value);
        }
        Ok(Json::Object(map))
    }
}
