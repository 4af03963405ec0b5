//! Values by `serde_yaml`, and by `serde_json` where a text is JSON.
//!
//! Of two equal keys the first one counts; a key that is not a string, as in `200: …`, is read as it is written.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::diagnostics::Diagnostic;
use crate::yaml::escapes;
use crate::yaml::spans::Text;
use crate::yaml::syntax::INVALID;

/// Reads the one document of a text.
pub(super) fn read(text: &Text) -> Result<Value, Box<Diagnostic>> {
    let mut yaml = Cow::Borrowed(text.as_str());
    if yaml.trim_start().starts_with(['{', '[']) {
        let mut json = serde_json::Deserializer::from_str(&yaml);
        if let Some(value) = Seed.deserialize(&mut json).ok().filter(|_| json.end().is_ok()) {
            return Ok(value);
        }
        // JSON that `serde_json` does not read has a number such as `1e400`.
        yaml = escapes::replace_surrogates(text.as_str(), escapes::of_yaml);
    }
    Seed.deserialize(serde_yaml::Deserializer::from_str(&yaml)).map_err(|error| explain(text, &error))
}

/// An error of `serde_yaml`, whose message ends with the place.
fn explain(text: &Text, error: &serde_yaml::Error) -> Box<Diagnostic> {
    let message = error.to_string();
    let at = error.location().map_or((0, 0), |at| (at.line().saturating_sub(1), at.column().saturating_sub(1)));
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let message = message.rsplit_once(": ").map_or(message, |(_, message)| message);
    // A message can name a second place, of the block around it.
    let message = message.split_once(" at line ").map_or(message, |(message, _)| message);
    let help = "check the indentation and the quotation marks of this line and the one above";
    Box::new(Diagnostic::error(format!("{INVALID}{message}")).at(text.location_from(at)).with_help(help))
}

/// Reads a value of any kind.
struct Seed;

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// A text without a document.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON has one kind of number; the events note such integers")]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss, reason = "as above")]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Seed)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                entries.next_value::<IgnoredAny>()?;
            } else {
                map.insert(key, entries.next_value_seed(Seed)?);
            }
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        read(&Text::new("a.yaml".into(), text.to_owned())).unwrap()
    }

    #[test]
    fn scalars_follow_the_core_schema() {
        let text =
            "a: 2023-01-01\nb: off\nc: 0777\nd: 0o17\ne: 1_000\nf: 1e3\ng: 12:30\nh: 18446744073709551615\ni: '1'\n";
        let expected = serde_json::json!({ "a": "2023-01-01", "b": "off", "c": "0777", "d": 15, "e": "1_000", "f": 1e3, "g": "12:30", "h": u64::MAX, "i": "1" });
        assert_eq!(value(text), expected);
    }

    #[test]
    fn keys_are_read_as_written() {
        assert_eq!(value("200: a\ntrue: b\n1.5: c\n"), serde_json::json!({ "200": "a", "true": "b", "1.5": "c" }));
    }

    #[test]
    fn surrogate_pairs_of_json() {
        assert_eq!(value(r#"{"a": "\ud83d\ude00"}"#), serde_json::json!({ "a": "😀" }));
        let with_number = value(r#"{"a": "\ud83d\ude00", "b": 1e400}"#);
        assert_eq!(with_number, serde_json::json!({ "a": "😀", "b": "1e400" }));
    }

    #[test]
    fn tab_after_a_colon() {
        assert_eq!(value("a:\tb\nc: 1\n"), serde_json::json!({ "a": "b", "c": 1 }));
    }
}
