//! Decoding from a serde format: one visitor for every model.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::{Entries, List, Place, Slot, Token};
use super::error::Segment;
use super::fields::{Fields, Key};
use super::json::JsonSeed;
use super::{Context, scalar, value};

/// Puts the next value into a slot; tells whether it took it (only null is ever not taken).
pub(super) struct Seed<'a> {
    slot: &'a mut dyn Slot,
    context: &'a mut Context,
}

impl<'a> Seed<'a> {
    pub(super) fn new(slot: &'a mut dyn Slot, context: &'a mut Context) -> Self {
        Self { slot, context }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(scalar::null(self.slot))
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(scalar::null(self.slot))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        scalar::boolean(self.slot, value, self.context).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        scalar::integer(self.slot, value, self.context).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        scalar::unsigned(self.slot, value, self.context).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        scalar::float(self.slot, value, self.context).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        self.context.spend(value.len()).map_err(E::custom)?;
        scalar::text(self.slot, value, self.context).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        let Self { slot, context } = self;
        let list = match slot.place(Token::Value) {
            Place::List(list) => list,
            Place::Ignore => {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(true);
            }
            place => {
                let items = JsonSeed(context).deserialize(SeqAccessDeserializer::new(items))?;
                return scalar::other(place, Cow::Owned(items), context).map_err(A::Error::custom);
            }
        };
        context.enter().map_err(A::Error::custom)?;
        let mut index = 0;
        loop {
            let element = items.next_element_seed(Element { list: &mut *list, context: &mut *context });
            match context.trace(element, || Segment::Index(index))? {
                Some(()) => index += 1,
                None => break,
            }
        }
        context.leave();
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<bool, A::Error> {
        let Self { slot, context } = self;
        match slot.place(Token::Value) {
            Place::Object(object) => {
                // It may be in a box.
                context.spend(size_of_val(object)).map_err(A::Error::custom)?;
                let schema = object.schema();
                let mut entries = Some(entries);
                let mut outcome = Ok(());
                object.write(&mut |slots, set| {
                    if let Some(entries) = entries.take() {
                        outcome = visit_fields(Fields::new(schema, slots, set, context.strictness), entries, context);
                    }
                });
                outcome?;
                Ok(true)
            }
            Place::Map(map) => {
                visit_entries(map, entries, context)?;
                Ok(true)
            }
            Place::Ignore => {
                IgnoredAny.visit_map(entries)?;
                Ok(true)
            }
            place @ (Place::Json(_) | Place::Union(_)) => {
                let value = JsonSeed(context).deserialize(MapAccessDeserializer::new(entries))?;
                scalar::other(place, Cow::Owned(value), context).map_err(A::Error::custom)
            }
            // Also a number may come as a map, one that only `Json` understands: from `serde_json` with
            // its feature `arbitrary_precision`, which any crate of a program may turn on.
            _ => {
                let value = JsonSeed(context).deserialize(MapAccessDeserializer::new(entries))?;
                value::fill_owned(slot, value, context).map_err(A::Error::custom)
            }
        }
    }
}

fn visit_fields<'de, A: MapAccess<'de>>(
    mut fields: Fields<'_, '_>,
    mut entries: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    context.enter().map_err(A::Error::custom)?;
    while let Some(key) = entries.next_key_seed(KeySeed(&fields))? {
        let Some(slot) = fields.slot(&key) else {
            entries.next_value::<IgnoredAny>()?;
            continue;
        };
        let noted = match entries.next_value_seed(Seed::new(slot, context)) {
            Ok(filled) => fields.note(&key, filled, context).map_err(A::Error::custom),
            Err(error) => Err(error),
        };
        if noted.is_err() {
            context.trace.push(fields.segment(key));
            return noted;
        }
    }
    fields.finish(context).map_err(A::Error::custom)?;
    context.leave();
    Ok(())
}

fn visit_entries<'de, A: MapAccess<'de>>(
    map: &mut dyn Entries,
    mut entries: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    context.enter().map_err(A::Error::custom)?;
    while let Some(key) = entries.next_key::<String>()? {
        let slot = map.insert(&key);
        context.spend_entry(&key, size_of_val(slot)).map_err(A::Error::custom)?;
        let filled = entries.next_value_seed(Seed::new(slot, context));
        let filled = filled.and_then(|filled| context.element(filled).map_err(A::Error::custom));
        if filled.as_ref().is_ok_and(|filled| !filled) {
            map.remove(&key);
        }
        context.trace(filled, || Segment::key(&key))?;
    }
    context.leave();
    Ok(())
}

/// Appends one element to a list.
struct Element<'a> {
    list: &'a mut dyn List,
    context: &'a mut Context,
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.list.push() {
            Some(slot) => {
                self.context.spend_element(size_of_val(slot)).map_err(D::Error::custom)?;
                let filled = Seed::new(slot, self.context).deserialize(deserializer)?;
                if !self.context.element(filled).map_err(D::Error::custom)? {
                    self.list.pop();
                }
                Ok(())
            }
            None => IgnoredAny::deserialize(deserializer).map(drop),
        }
    }
}

/// Tells which field a key belongs to.
struct KeySeed<'a, 'f, 's>(&'a Fields<'f, 's>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_, '_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(self.0.key(key))
    }
}
