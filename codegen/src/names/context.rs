//! What naming carries along, and how it reports names that clash.

use crate::config::{Config, Renamed};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::kept::Matched;
use crate::lock::Lock;
use crate::openapi::Document;
use crate::pointer::Pointer;

/// What naming needs to know, and where it reports.
pub(super) struct Names<'n> {
    pub(super) document: &'n Document,
    pub(super) config: &'n Config,
    pub(super) own: bool,
    pub(super) lock: &'n Lock,
    /// Whether methods and types are named anew, with their old names as aliases.
    pub(super) rename: bool,
    /// What the lock knows about the types.
    pub(super) known: Matched<'n>,
    pub(super) diagnostics: &'n mut Diagnostics,
}

/// A name that was taken already.
pub(super) struct Clash<'n> {
    /// What they are: `values`.
    pub(super) what: &'n str,
    /// What the document calls it, and what the other one.
    pub(super) wires: (&'n str, &'n str),
    /// The name that both want.
    pub(super) wanted: &'n str,
    /// The name that it got.
    pub(super) got: &'n str,
    /// Where it is.
    pub(super) origin: &'n Pointer,
    /// How `codegen.toml` would name it.
    pub(super) renamed: Renamed<'n>,
}

impl Names<'_> {
    pub(super) fn report(&mut self, clash: &Clash<'_>) {
        let Clash { what, wires: (wire, other), wanted, got, origin, renamed } = clash;
        let message = format!("two {what} become the same Rust name `{wanted}`: `{wire}` and `{other}`");
        let add =
            format!("add `[[rename]]` with `of = {:?}` and the name as `to` to {}", renamed.key(), self.config.name());
        let diagnostic: Diagnostic = if let Some(error) = self.config.taken(wanted, &message).filter(|_| self.own) {
            error.with_related("this has the name", self.document.location(origin))
        } else if self.own {
            self.document.error(origin, message).with_help(add)
        } else {
            self.document.warning(origin, message).with_note(format!("`{wire}` becomes `{got}`"))
        };
        self.diagnostics.push(diagnostic);
    }
}
