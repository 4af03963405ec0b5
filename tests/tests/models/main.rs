//! Every model of the crate against the description: what fits its schema is decoded and encoded
//! again without a loss, and what does not quite fit is treated as promised.
//!
//! `table` lists the models and `complete` proves that none is missing; `round_trip` has values that
//! fit, `tolerance` has missing, null and unknown ones, `wrong_kinds` those that must be
//! refused, and `secrets` what must not be shown.

mod complete;
mod round_trip;
mod secrets;
mod table;
mod tolerance;
mod wrong_kinds;
