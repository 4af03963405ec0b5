//! The suites are in `tests/`; what several of them use is in the crate `conformance`.

/// The code of the README compiles: it runs with the other documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

/// And so does that of the pages about using the client.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../docs/testing.md")]
    mod testing {}
    #[doc = include_str!("../../docs/from-atlas-sdk-go.md")]
    mod from_atlas_sdk_go {}
    #[doc = include_str!("../../docs/waiting.md")]
    mod waiting {}
}
