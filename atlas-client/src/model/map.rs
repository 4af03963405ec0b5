//! Maps that keep the order of their keys.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::Hash;
use std::ops::{Deref, DerefMut, Index};

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Entries, Json, Place, Slot, Token, View, support};

/// A map with string keys that keeps the order in which they were inserted.
///
/// The order has a meaning in MongoDB: `{"zip": 1, "age": 1}` and `{"age": 1, "zip": 1}` are two different keys of an
/// index. So it is kept
/// when a document is decoded and sent again, and maps in another order are not equal.
///
/// A map is made from an array of pairs, from another map, or from what [`json!`](crate::json) makes:
///
/// ```
/// use atlas_client::{Json, Map, json};
///
/// let keys: Map<i64> = [("zip", 1), ("age", 1)].into();
/// assert_eq!(keys.keys().collect::<Vec<_>>(), ["zip", "age"]);
///
/// let filter: Map<Json> = json!({ "zip": { "$gt": 10_000 }, "age": 1 }).into();
/// assert_eq!(filter["zip"]["$gt"], 10_000);
/// ```
///
/// It has all methods of [`IndexMap`]: `insert`, `get`, `iter` and so on.
#[derive(Clone)]
pub struct Map<T = Json>(IndexMap<String, T>);

impl<T> Map<T> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Removes the value under a key. The others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        self.0.shift_remove(key)
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T> Deref for Map<T> {
    type Target = IndexMap<String, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for Map<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T, Q: ?Sized + Eq + Hash> Index<&Q> for Map<T>
where
    String: Borrow<Q>,
{
    type Output = T;

    fn index(&self, key: &Q) -> &T {
        &self.0[key]
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().eq(&other.0)
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<K: Into<String>, V: Into<T>, T> FromIterator<(K, V)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl<K: Into<String>, V: Into<T>, T> Extend<(K, V)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        self.0.extend(entries.into_iter().map(|(key, value)| (key.into(), value.into())));
    }
}

impl<K: Into<String>, V: Into<T>, T, const N: usize> From<[(K, V); N]> for Map<T> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<T>, T> From<Vec<(K, V)>> for Map<T> {
    fn from(entries: Vec<(K, V)>) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<T>, T> From<BTreeMap<K, V>> for Map<T> {
    fn from(map: BTreeMap<K, V>) -> Self {
        map.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<T>, T, S> From<HashMap<K, V, S>> for Map<T> {
    fn from(map: HashMap<K, V, S>) -> Self {
        #[allow(clippy::iter_over_hash_type, reason = "who has a hash map has no order")]
        map.into_iter().collect()
    }
}

impl From<serde_json::Map<String, Json>> for Map<Json> {
    fn from(map: serde_json::Map<String, Json>) -> Self {
        map.into_iter().collect()
    }
}

/// # Panics
///
/// If the value is neither an object nor null, which makes an empty map. Meant for [`json!`](crate::json) with an
/// object in it.
impl From<Json> for Map<Json> {
    fn from(value: Json) -> Self {
        match value {
            Json::Object(map) => map.into(),
            Json::Null => Self::new(),
            other => panic!("expected a JSON object, found {}", kind(&other)),
        }
    }
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Array(_) => "an array",
        Json::String(_) => "a string",
        Json::Number(_) => "a number",
        Json::Bool(_) => "a boolean",
        Json::Null | Json::Object(_) => "a value",
    }
}

impl From<Map<Json>> for Json {
    fn from(map: Map<Json>) -> Self {
        Self::Object(map.into_iter().collect())
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = indexmap::map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Slot> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        support::serialize(self, serializer)
    }
}

impl<'de, T: Slot> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        support::deserialize(deserializer)
    }
}

impl<T: Slot> Slot for Map<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn place(&mut self, _: Token) -> Place<'_> {
        self.0.clear();
        Place::Map(self)
    }
}

impl<T: Slot> Entries for Map<T> {
    fn entries(&self) -> Vec<(&str, &dyn Slot)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value as &dyn Slot)).collect()
    }

    fn insert(&mut self, key: &str) -> &mut dyn Slot {
        let value = self.0.entry(key.to_owned()).or_insert_with(T::empty);
        *value = T::empty();
        value
    }

    fn remove(&mut self, key: &str) {
        self.0.shift_remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::decode::from_slice;
    use crate::model::{Mode, Strictness, encode};

    #[test]
    fn key_order_survives() {
        let json = br#"{"zip":1,"age":{"z":1,"a":2},"_id":[{"y":1,"x":2}]}"#;
        let mut map = Map::<Json>::new();
        from_slice(json, &mut map, Strictness::Strict).expect("decodes");
        assert_eq!(encode::to_vec(&map, Mode::Request).expect("encodes"), json);
        let value: Json = serde_json::from_slice(json).expect("is JSON");
        assert_eq!(Map::from(value.clone()), map);
        assert_eq!(Json::from(map.clone()).to_string().as_bytes(), json);
        assert_eq!(serde_json::from_value::<Map<Json>>(value).expect("decodes"), map);
    }

    #[test]
    fn order_tells_maps_apart() {
        let map: Map<i64> = [("zip", 1), ("age", 1)].into();
        assert_eq!(map, vec![("zip", 1), ("age", 1)].into());
        assert_ne!(map, [("age", 1), ("zip", 1)].into());
        assert_eq!(map, map.iter().map(|(key, value)| (key.as_str(), *value)).collect());
    }

    #[test]
    fn removal_keeps_the_order() {
        let mut map: Map<i64> = [("a", 1), ("b", 2), ("c", 3)].into();
        assert_eq!(map.remove("a"), Some(1));
        map.extend([("a", 4)]);
        assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "c", "a"]);
    }

    #[test]
    #[should_panic(expected = "expected a JSON object, found an array")]
    fn array_makes_no_map() {
        let _ = Map::<Json>::from(crate::json!([1]));
    }
}
