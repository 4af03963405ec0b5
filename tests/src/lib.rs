//! The suites are in `tests/`; what several of them use is in the crate `conformance`.

/// The code of the README compiles: it runs with the other documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
