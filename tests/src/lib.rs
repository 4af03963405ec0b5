//! Support for the suites of this package: an API description read without the generator, samples
//! made from its schemas, a server that records what it is sent, and a comparison of JSON.
//!
//! ```text
//! spec/openapi.yaml ─description→ operations (method, path, parameters, bodies of one version)
//!                        └─schema→ what a schema describes ─sample→ JSON that fits it
//! client under test ──HTTP──→ server ─→ what arrived ──compare──→ the first pointer that differs
//! ```
//!
//! Nothing here uses `codegen` or repeats its code: what the generator reads wrongly must show up as
//! a difference. The modules know no operation and no model by name, so that they serve every
//! description.

pub mod compare;
pub mod conformance;
pub mod description;
pub mod fits;
#[cfg(target_os = "linux")]
pub mod memory;
pub mod operation;
pub mod pattern;
pub mod percent;
pub mod places;
pub mod sample;
pub mod schema;
pub mod secret;
pub mod server;
mod union;

/// The code of the README compiles: it runs with the other documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
