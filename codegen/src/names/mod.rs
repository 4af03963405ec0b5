//! Rust names: one pass over the finished representation fills in every `rust`, `module`, `builder` and `feature`.
//!
//! Names depend on what the document calls things and on `codegen.toml`, not on the order in which it lists them. Component schemas
//! choose before inline ones. Two things that want one name are an error in our own document, with the entry to add; elsewhere one of
//! them gets a longer name and there is a warning.

pub(crate) mod keywords;

mod context;
mod getters;
mod members;
mod operations;
mod record;
pub(crate) mod reserved;
mod scope;
mod signature;
mod types;

use context::Names;
pub(crate) use record::updated;

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::kept::matched;
use crate::lock::Lock;
use crate::openapi::Document;

/// Names everything in `api`, as `lock` does where it knows something; with `rename` methods and
/// types get the names that the document has for them now. `own` tells whether it comes from our own document.
pub(crate) fn assign(
    api: &mut Api,
    document: &Document,
    config: &Config,
    own: bool,
    (lock, rename): (&Lock, bool),
    diagnostics: &mut Diagnostics,
) {
    let known = &matched(lock, api);
    let mut names = Names { document, config, own, lock, rename, known, diagnostics };
    types::assign(&mut names, &mut api.types);
    members::assign(&mut names, &mut api.types);
    getters::assign(&mut names, &mut api.types);
    operations::assign(&mut names, api);
}
