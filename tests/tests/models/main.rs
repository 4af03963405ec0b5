//! Every model of the crate against the document: what fits its schema is decoded and encoded
//! again without a loss, and what does not quite fit is treated as promised.
//!
//! `table` lists the models and `complete` proves that none is missing; `round_trip` has values that
//! fit, `tolerance` has missing, null and unknown ones, `wrong_kinds` those that must be
//! refused, `secrets` what must not be shown, and `wiped` that secrets do not stay in memory.

mod complete;
mod round_trip;
mod secrets;
mod table;
mod tolerance;
#[cfg(target_os = "linux")]
mod wiped;
mod wrong_kinds;
