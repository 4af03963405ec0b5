//! Decoding: JSON, or any self-describing serde format, into a [`Slot`].
//!
//! Tolerant by default: unknown keys are skipped, null counts as absent, also in a list or map, and
//! a missing required field keeps its type's empty value. A value of the wrong kind is an error that
//! names its path; within a union it makes the union `Unknown`.

mod error;
mod fields;
mod json;
mod scalar;
mod seed;
mod substance;
mod value;

use serde::de::{DeserializeSeed, Deserializer, Error as _};

use super::{Json, Place, Slot, Token, Variant, View};
pub use error::DecodeError;
use error::Fault;
pub(super) use error::{Segment, path};
use fields::Known;
pub(crate) use json::ENTRY;
use seed::Seed;

/// How deep arrays and objects may nest; as deep as `serde_json` goes.
pub(super) const MAX_DEPTH: u8 = 128;

/// Puts null into `slot`; tells whether it took it.
pub(super) fn null(slot: &mut dyn Slot) -> bool {
    scalar::null(slot)
}

/// What a document means that breaks its schema: a required field is missing, an element is null
/// that may not be, a value does not fit the variant of a union that it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// The field keeps its type's empty value, the element is left out, the union is `Unknown`.
    #[default]
    Tolerant,
    /// It is an error.
    Strict,
}

/// What a decode carries along.
struct Context {
    strictness: Strictness,
    /// How many bytes of memory may yet be taken.
    budget: usize,
    /// Whether more was wanted.
    exhausted: bool,
    /// How many arrays and objects are open.
    depth: u8,
    /// The variant of the innermost union around that is told by a tag.
    parent: Option<&'static Variant>,
    /// Which fields of the outermost object came.
    known: Known,
    /// The way from the value that failed up to the root; empty until something fails.
    trace: Vec<Segment>,
}

impl Context {
    fn new(strictness: Strictness, budget: usize) -> Self {
        Self { strictness, budget, exhausted: false, depth: 0, parent: None, known: Known::Nothing, trace: Vec::new() }
    }

    /// Takes memory from the budget.
    fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        let Some(left) = self.budget.checked_sub(bytes) else {
            self.exhausted = true;
            return Err(Fault::TooLarge);
        };
        self.budget = left;
        Ok(())
    }

    /// Takes what an entry of a map takes.
    fn spend_entry(&mut self, key: &str, bytes: usize) -> Result<(), Fault> {
        self.spend_element(bytes + key.len() + json::ENTRY)
    }

    /// Takes what an element of a list takes: a list that grows is there twice for a moment, and has room left
    /// afterwards.
    fn spend_element(&mut self, bytes: usize) -> Result<(), Fault> {
        self.spend(bytes.saturating_mul(3))
    }

    /// Opens an array or object. Only failures leave one open.
    fn enter(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(Fault::TooDeep) } else { Ok(()) }
    }

    /// Closes an array or object.
    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether to keep an element or entry: a null that it did not take (`filled` is false) is none, or an error.
    fn element(&self, filled: bool) -> Result<bool, Fault> {
        if !filled && self.strictness == Strictness::Strict { Err(Fault::NullItem) } else { Ok(filled) }
    }

    /// Notes that a failure came from `segment`.
    fn trace<T, E>(&mut self, result: Result<T, E>, segment: impl FnOnce() -> Segment) -> Result<T, E> {
        if result.is_err() {
            self.trace.push(segment());
        }
        result
    }

    /// The path of the value that failed.
    fn path(&self) -> String {
        path(&self.trace)
    }
}

/// Decodes a response into `slot`, which may take about `budget` bytes of memory.
///
/// # Errors
///
/// If the text is not one JSON document, a value does not fit its place, the budget is exceeded, or the text says
/// nothing about the value: it is null, or has no required property of the model.
pub(crate) fn response(
    json: &[u8],
    slot: &mut dyn Slot,
    strictness: Strictness,
    budget: usize,
) -> Result<(), DecodeError> {
    let (filled, known) = from_slice_within(json, slot, strictness, budget)?;
    substance::lacking(slot, filled, known).map_or(Ok(()), |lacking| Err(DecodeError::whole(lacking)))
}

/// Decodes JSON text into a free-form value, which may take about `budget` bytes of memory.
pub(crate) fn json_within(json: &[u8], budget: usize) -> Result<Json, DecodeError> {
    let mut value = Json::Null;
    from_slice_within(json, &mut value, Strictness::Tolerant, budget).map(|_| value)
}

/// Decodes JSON text; tells whether the slot took it, and what of the outermost object came.
/// JSON text without the byte order mark that some servers write before it.
pub(crate) fn without_mark(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json)
}

fn from_slice_within(
    json: &[u8],
    slot: &mut dyn Slot,
    strictness: Strictness,
    budget: usize,
) -> Result<(bool, Known), DecodeError> {
    if let Place::Ignore = slot.place(Token::Value) {
        return Ok((true, Known::Required));
    }
    let json = without_mark(json);
    // One check of the whole is cheaper than the one for each string `serde_json` makes of bytes.
    let json = std::str::from_utf8(json).map_err(|error| DecodeError::not_utf8(json, error.valid_up_to()))?;
    let mut context = Context::new(strictness, budget);
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Seed::new(slot, &mut context)
        .deserialize(&mut deserializer)
        .and_then(|filled| deserializer.end().map(|()| (filled, context.known)))
        .map_err(|error| DecodeError::new(context.path(), &error).with_too_large(context.exhausted))
}

/// Decodes JSON text into `slot`, whatever memory that takes.
#[cfg(test)]
pub(crate) fn from_slice(json: &[u8], slot: &mut dyn Slot, strictness: Strictness) -> Result<(), DecodeError> {
    from_slice_within(json, slot, strictness, usize::MAX).map(drop)
}

/// Decodes JSON text as it is, not as a response: for those who hold types against the document.
///
/// # Errors
///
/// If the text is not JSON, or a value does not fit its place.
#[doc(hidden)]
pub fn from_str<T: Slot>(json: &str, strictness: Strictness) -> Result<T, DecodeError> {
    let mut value = T::empty();
    from_slice_within(json.as_bytes(), &mut value, strictness, usize::MAX)?;
    Ok(value)
}

/// Decodes a value with serde, tolerantly.
///
/// # Errors
///
/// If the input is malformed, a value does not fit its place, or the value is null and not an optional one.
#[doc(hidden)]
pub fn deserialize<'de, T: Slot, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    into_slot(&mut value, deserializer)?;
    Ok(value)
}

/// The part of [`deserialize`] that does not depend on the model.
fn into_slot<'de, D: Deserializer<'de>>(slot: &mut dyn Slot, deserializer: D) -> Result<(), D::Error> {
    let mut context = Context::new(Strictness::default(), usize::MAX);
    match Seed::new(slot, &mut context).deserialize(deserializer) {
        Ok(true) => Ok(()),
        // A union keeps any value that fits no variant.
        Ok(false) if matches!(slot.view(), View::Union(_)) => Ok(()),
        Ok(false) => Err(D::Error::custom(substance::NULL)),
        Err(error) if context.trace.is_empty() => Err(error),
        // `serde_json` finds its "at line … column …" at the end of the message again.
        Err(error) => Err(D::Error::custom(format_args!("{}: {error}", context.path()))),
    }
}
