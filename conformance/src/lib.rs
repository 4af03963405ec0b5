//! The checker: holds a generated client against the OpenAPI document that it was generated from.
//!
//! ```text
//! spec/openapi.yaml ─document→ operations (method, path, parameters, bodies of one version)
//!                     └─schema→ what a schema describes ─sample→ JSON that fits it
//! client under test ──HTTP──→ server ─→ what arrived ──compare──→ the first pointer that differs
//! ```
//!
//! Nothing here uses `codegen` or repeats its code: what the generator reads wrongly must show up as
//! a difference. The modules know no operation and no model by name, so that they serve every
//! document. [`checker`] runs the checks; the suites of `tests/` use the other modules as well.

pub mod checker;
pub mod compare;
pub mod document;
pub mod fits;
mod later;
mod listed;
#[cfg(target_os = "linux")]
pub mod memory;
mod named;
pub mod operation;
mod path_items;
pub mod pattern;
pub mod percent;
pub mod places;
pub mod sample;
pub mod schema;
pub mod secret;
pub mod server;
mod union;
mod validator;
mod version;
