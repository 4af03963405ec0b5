//! Tests of the engine on hand-written models.

mod agreement;
mod alternatives;
mod chains;
mod common;
mod decode;
mod encode;
mod errors;
mod macros;
mod models;
mod nullable;
mod parents;
mod required;
mod show;
mod string_enums;
mod unions;

pub(crate) use macros::{field, object, set_fields, string_enum, union};

use super::decode::from_slice;
use super::encode::to_vec;
use super::{DecodeError, Mode, Model, Slot, Strictness};

/// Decodes tolerantly what must decode.
fn read<T: Model>(json: &str) -> T {
    let mut value = T::empty();
    from_slice(json.as_bytes(), &mut value, Strictness::Tolerant).expect("decodes");
    value
}

/// Decodes what must not decode.
fn fail<T: Model>(json: &str, strictness: Strictness) -> DecodeError {
    from_slice(json.as_bytes(), &mut T::empty(), strictness).expect_err("fails")
}

fn write(value: &dyn Slot, mode: Mode) -> String {
    String::from_utf8(to_vec(value, mode).expect("encodes")).expect("is UTF-8")
}
