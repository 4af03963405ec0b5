//! Rust names: one pass over the finished representation fills in every `rust`, `module`, `builder` and `feature`.
//!
//! Names depend on what the document calls things and on `codegen.toml`, not on the order in which it lists them. Component schemas
//! choose before inline ones. Two things that want one name are an error in our own document, with the entry to add; elsewhere one of
//! them gets a longer name and there is a warning.

pub(crate) mod keywords;

mod keep;
mod matched;
mod members;
mod operations;
mod record;
mod reserved;
mod scope;
mod signature;
mod types;

pub(crate) use keep::keep_shapes;
use matched::Matched;
pub(crate) use record::updated;

use crate::config::{Config, Renamed};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::lock::Lock;
use crate::openapi::Document;
use crate::pointer::Pointer;

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
    keep::keep_tags(api, lock);
    keep::keep_values(api, lock);
    let known = matched::matched(lock, api);
    let mut names = Names { document, config, own, lock, rename, known, diagnostics };
    types::assign(&mut names, &mut api.types);
    members::assign(&mut names, &mut api.types);
    operations::assign(&mut names, api);
}

/// What naming needs to know, and where it reports.
struct Names<'n> {
    document: &'n Document,
    config: &'n Config,
    own: bool,
    lock: &'n Lock,
    /// Whether methods and types are named anew, with their old names as aliases.
    rename: bool,
    /// What the lock knows about the types.
    known: Matched<'n>,
    diagnostics: &'n mut Diagnostics,
}

/// A name that was taken already.
struct Clash<'n> {
    /// What they are: `values`.
    what: &'n str,
    /// What the document calls it, and what the other one.
    wires: (&'n str, &'n str),
    /// The name that both want.
    wanted: &'n str,
    /// The name that it got.
    got: &'n str,
    /// Where it is.
    origin: &'n Pointer,
    /// How `codegen.toml` would name it.
    renamed: Renamed<'n>,
}

impl Names<'_> {
    fn report(&mut self, clash: &Clash<'_>) {
        let Clash { what, wires: (wire, other), wanted, got, origin, renamed } = clash;
        let message = format!("two {what} become the same Rust name `{wanted}`: `{wire}` and `{other}`");
        let add =
            format!("add `[[rename]]` with `of = {:?}` and the name as `to` to {}", renamed.key(), self.config.name());
        let diagnostic: Diagnostic = if self.own {
            self.document.error(origin, message).with_help(add)
        } else {
            self.document.warning(origin, message).with_note(format!("`{wire}` becomes `{got}`"))
        };
        self.diagnostics.push(diagnostic);
    }
}
