//! The fields of the object that is being filled; shared by the two decoders.

use super::super::{Entries, Place, Schema, SetFields, Slot, Token};
use super::error::{Fault, Segment};
use super::{Context, Strictness};

/// Where the value of a key goes.
pub(super) enum Key {
    /// Into the field at this position.
    Field(usize),
    /// Into the map of undeclared keys.
    Undeclared(String),
    /// Nowhere.
    Unknown,
}

/// Which fields of an object came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// None that is declared.
    Nothing,
    /// Only such that may be missing.
    Optional,
    /// One that may not.
    Required,
}

pub(super) struct Fields<'a, 's> {
    schema: &'static Schema,
    slots: &'a mut [&'s mut dyn Slot],
    undeclared: Option<&'a mut dyn Entries>,
    /// Where the next key is probably declared.
    next: usize,
    /// What came, for whoever sends the struct again.
    set: &'a mut SetFields,
    /// What came for each field; empty unless somebody asks in the end.
    seen: Vec<Seen>,
}

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Nothing,
    Null,
    Value,
}

impl<'a, 's> Fields<'a, 's> {
    pub(super) fn new(
        schema: &'static Schema,
        slots: &'a mut [&'s mut dyn Slot],
        set: &'a mut SetFields,
        strictness: Strictness,
    ) -> Self {
        *set = SetFields::decoded();
        let seen = match strictness {
            Strictness::Tolerant => Vec::new(),
            Strictness::Strict => vec![Seen::Nothing; schema.fields.len()],
        };
        let (slots, undeclared) = match slots.split_at_mut_checked(schema.fields.len()) {
            Some((slots, [last, ..])) => (slots, Some(last)),
            Some((slots, [])) => (slots, None),
            None => (&mut [][..], None),
        };
        let undeclared = undeclared.and_then(|slot| match slot.place(Token::Value) {
            Place::Map(map) => Some(map),
            _ => None,
        });
        Self { schema, slots, undeclared, next: 0, set, seen }
    }

    #[inline]
    pub(super) fn key(&self, key: &str) -> Key {
        // Servers send keys in the order of their schema.
        if self.schema.fields.get(self.next).is_some_and(|field| field.name == key) {
            return Key::Field(self.next);
        }
        match self.schema.find(key, self.next) {
            Some(index) => Key::Field(index),
            None if self.undeclared.is_some() => Key::Undeclared(key.to_owned()),
            None => Key::Unknown,
        }
    }

    #[inline]
    pub(super) fn slot(&mut self, key: &Key) -> Option<&mut dyn Slot> {
        match key {
            Key::Field(index) => {
                self.next = index + 1;
                match self.slots.get_mut(*index) {
                    Some(slot) => Some(&mut **slot),
                    None => None,
                }
            }
            Key::Undeclared(key) => match &mut self.undeclared {
                Some(map) => Some(map.insert(key)),
                None => None,
            },
            Key::Unknown => None,
        }
    }

    /// Notes what came for `key`: a value, or a null its slot did not take.
    #[inline]
    pub(super) fn note(&mut self, key: &Key, filled: bool, context: &mut Context) -> Result<(), Fault> {
        match key {
            Key::Field(index) => {
                if filled {
                    self.set.insert(*index);
                }
                if context.depth == 1 && context.known != Known::Required {
                    let required = self.schema.fields.get(*index).is_some_and(|field| field.flags.is_expected());
                    let known = if required && filled { Known::Required } else { Known::Optional };
                    context.known = context.known.max(known);
                }
                if let Some(seen) = self.seen.get_mut(*index) {
                    *seen = if filled { Seen::Value } else { Seen::Null };
                }
            }
            Key::Undeclared(key) => {
                if !context.element(filled)?
                    && let Some(map) = &mut self.undeclared
                {
                    map.remove(key);
                }
            }
            Key::Unknown => {}
        }
        Ok(())
    }

    /// The step to the value of `key`.
    pub(super) fn segment(&self, key: Key) -> Segment {
        match key {
            Key::Field(index) => Segment::Field(self.schema.fields.get(index).map_or("", |field| field.name)),
            Key::Undeclared(key) => Segment::key(&key),
            Key::Unknown => Segment::Field(""),
        }
    }

    /// Checks, if asked to, that all required fields came.
    pub(super) fn finish(&self, context: &mut Context) -> Result<(), Fault> {
        for (field, seen) in self.schema.fields.iter().zip(&self.seen) {
            if field.flags.is_expected() && *seen != Seen::Value {
                context.trace.push(Segment::Field(field.name));
                return Err(if *seen == Seen::Null { Fault::Null } else { Fault::Missing });
            }
        }
        Ok(())
    }
}
