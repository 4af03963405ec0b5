//! The model engine: how every generated type is read, written, shown and compared.
//!
//! A generated type derives nothing but `Clone` and `Default`. It lends its parts as trait objects
//! ([`Slot`]) and one non-generic engine does the rest:
//!
//! ```text
//! JSON text ─ serde_json ─→ decode::Seed ──→ Slot::place ──→ the field itself
//! JSON value (union variants) → decode::value ─┘
//! the field itself ──→ Slot::view ──→ encode (JSON, any serde format) · Debug (redacted) · PartialEq
//! ```
//!
//! So a program compiles one decoder and one encoder, however many models it uses. A generated type implements
//! [`Object`] or [`Union`], or is an open string enum; the macros `object_traits!`, `union_traits!` and
//! `string_enum_traits!` add what is the same for all.

mod choose;
mod containers;
mod debug;
pub(crate) mod decode;
pub(crate) mod encode;
mod eq;
mod get;
mod into_field;
mod into_list;
mod map;
mod nullable;
mod object;
mod param;
mod scalars;
mod secret;
mod set;
mod set_fields;
mod slot;
mod string_enum;
mod time;
mod union;

pub use chrono::{DateTime, NaiveDate, Utc};
pub use serde_json::Value as Json;

pub use decode::{DecodeError, Strictness};
pub use encode::{EncodeError, Mode};
pub use get::{Get, get};
pub use into_field::{IntoField, Optional, Plain};
pub use into_list::{Collection, IntoItems, IntoList, IntoListField, Iterated};
pub use map::Map;
pub use nullable::Nullable;
pub use object::{Field, Flags, Object, Reader, Schema, Writer};
pub use param::ToParam;
pub use secret::Secret;
pub use set::set;
pub use set_fields::SetFields;
pub use slot::{Choice, Entries, List, Model, Place, Slot, Text, Token, View};
pub use union::{Active, ActiveMut, Union, Variant, Variants, When};

pub(crate) use choose::declares;
#[allow(unused_imports, reason = "an API may have no models")]
pub(crate) use object::{object_traits, standard_traits};
#[allow(unused_imports, reason = "an API may have no enums")]
pub(crate) use string_enum::string_enum_traits;
#[allow(unused_imports, reason = "an API may have no unions")]
pub(crate) use union::union_traits;

/// What the macros of this module and the conformance checker call; not for other use.
#[doc(hidden)]
pub mod support {
    pub use super::debug::fmt;
    pub use super::decode::{deserialize, from_str};
    pub use super::encode::{serialize, to_sent};
    pub use super::eq::eq;
}

#[cfg(test)]
pub(crate) mod tests;
