//! One value without parts into its place; shared by the two decoders.
//!
//! Each function tells whether the place took the value; only null is ever refused without an error.

use std::borrow::Cow;
use std::ops::Range;

use super::super::{Choice, Json, Place, Slot, Token, time};
use super::error::Fault;
use super::{Context, Strictness, value};

type Outcome = Result<bool, Fault>;

pub(super) fn null(slot: &mut dyn Slot) -> bool {
    match slot.place(Token::Null) {
        Place::Done | Place::Ignore => true,
        Place::Json(json) => {
            *json = Json::Null;
            true
        }
        _ => false,
    }
}

pub(super) fn boolean(slot: &mut dyn Slot, value: bool, context: &mut Context) -> Outcome {
    match slot.place(Token::Value) {
        Place::Bool(place) => *place = value,
        place => return other(place, Cow::Owned(value.into()), context),
    }
    Ok(true)
}

pub(super) fn integer(slot: &mut dyn Slot, value: i64, context: &mut Context) -> Outcome {
    match slot.place(Token::Value) {
        Place::Int(place) => *place = value,
        Place::UInt(place) => *place = value.try_into().map_err(|_| NEGATIVE)?,
        #[allow(clippy::cast_precision_loss, reason = "a JSON integer in a floating-point field")]
        Place::Float(place) => *place = value as f64,
        place => return other(place, Cow::Owned(value.into()), context),
    }
    Ok(true)
}

pub(super) fn unsigned(slot: &mut dyn Slot, value: u64, context: &mut Context) -> Outcome {
    if let Ok(value) = i64::try_from(value) {
        return integer(slot, value, context);
    }
    match slot.place(Token::Value) {
        Place::UInt(place) => *place = value,
        Place::Int(_) => return Err(BEYOND_I64),
        #[allow(clippy::cast_precision_loss, reason = "a JSON integer in a floating-point field")]
        Place::Float(place) => *place = value as f64,
        place => return other(place, Cow::Owned(value.into()), context),
    }
    Ok(true)
}

pub(super) fn float(slot: &mut dyn Slot, value: f64, context: &mut Context) -> Outcome {
    match slot.place(Token::Value) {
        Place::Float(place) => *place = value,
        #[allow(clippy::cast_possible_truncation, reason = "whole and in range")]
        Place::Int(place) => *place = whole(value, -I64_END..I64_END, BEYOND_I64)? as i64,
        Place::UInt(_) if value < 0.0 => return Err(NEGATIVE),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
        Place::UInt(place) => *place = whole(value, 0.0..2.0 * I64_END, BEYOND_U64)? as u64,
        place => return other(place, Cow::Owned(value.into()), context),
    }
    Ok(true)
}

pub(super) fn text(slot: &mut dyn Slot, text: &str, context: &mut Context) -> Outcome {
    match slot.place(Token::Value) {
        // Not `clone_into`, which would look for room in a string that is empty.
        Place::Str(place) => *place = String::from(text),
        Place::Enum(place, values) => place.set(Choice::of(text, values)),
        Place::Secret(place) => place.set(text),
        Place::Time(place) => match time::parse(text) {
            Some(time) => *place = time,
            None => return blank(slot, text, context).ok_or(NOT_A_TIME),
        },
        Place::Date(place) => match time::parse_date(text) {
            Some(date) => *place = date,
            None => return blank(slot, text, context).ok_or(NOT_A_DATE),
        },
        place => return other(place, Cow::Owned(text.into()), context),
    }
    Ok(true)
}

/// Reads an empty text, which some servers write where they have no time, as null where that is possible.
fn blank(slot: &mut dyn Slot, text: &str, context: &Context) -> Option<bool> {
    (text.is_empty() && context.strictness == Strictness::Tolerant && null(slot)).then_some(true)
}

/// The places that take more than one kind of value, and those that do not take this one.
pub(super) fn other(place: Place<'_>, value: Cow<'_, Json>, context: &mut Context) -> Outcome {
    let expected = match place {
        Place::Done | Place::Ignore => return Ok(true),
        Place::Json(place) => {
            *place = value.into_owned();
            return Ok(true);
        }
        Place::Union(place) => return value::union(place, value, context),
        Place::Bool(_) => "a boolean",
        Place::Int(_) | Place::UInt(_) => "an integer",
        Place::Float(_) => "a number",
        Place::Str(_) | Place::Enum(..) | Place::Secret(_) => "a string",
        Place::Time(_) => "a date-time string",
        Place::Date(_) => "a date string",
        Place::Object(_) | Place::Map(_) => "an object",
        Place::List(_) => "an array",
    };
    Err(Fault::Kind { expected, found: kind(&value) })
}

/// What messages call a value.
pub(super) fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}

/// The first number that is too large for an `i64`. A power of two, so it is exact.
const I64_END: f64 = 9_223_372_036_854_775_808.0;

const BEYOND_I64: Fault = Fault::Kind { expected: "an integer that an `i64` can hold", found: "another one" };
const BEYOND_U64: Fault = Fault::Kind { expected: "an integer that a `u64` can hold", found: "a larger one" };
const NEGATIVE: Fault = Fault::Kind { expected: "an integer from 0 on", found: "a negative one" };
const NOT_WHOLE: Fault = Fault::Kind { expected: "an integer", found: "a fraction" };
const NOT_A_TIME: Fault = Fault::Kind { expected: "an RFC 3339 date-time", found: "another string" };
const NOT_A_DATE: Fault = Fault::Kind { expected: "a date such as 2024-12-31", found: "another string" };

/// A floating-point number that is an integer of a range.
fn whole(value: f64, range: Range<f64>, beyond: Fault) -> Result<f64, Fault> {
    if !range.contains(&value) {
        return Err(beyond);
    }
    if value.fract() != 0.0 {
        return Err(NOT_WHOLE);
    }
    Ok(value)
}
