//! What is fuzzed: each module has a function `run` that takes any bytes, and panics when something is wrong.
//!
//! `cargo +nightly fuzz run TARGET` calls it through libFuzzer; the suite `tests/tests/fuzz` calls it with the corpora
//! and with changes of them, on any compiler.

#![allow(unused, deprecated, reason = "the driver serves every document; deprecated operations count too")]

#[path = "../../xtask/src/conformance/driver/glue.rs"]
mod glue;
#[rustfmt::skip]
#[path = "../../tests/tests/conformance/generated/models/mod.rs"]
mod models;
mod wire;

pub mod challenge;
pub mod decode;
pub mod document;
pub mod link;
pub mod retry_after;
pub mod url;
