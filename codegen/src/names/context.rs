//! What naming carries along, and how it reports names that clash.

use super::scope::{Claim, Scope, Settled};
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
    pub(super) known: &'n Matched<'n>,
    pub(super) diagnostics: &'n mut Diagnostics,
}

impl Names<'_> {
    /// Gives every claim a name, and reports each that had to take a longer one because of another. `place` says where
    /// a claim is, and how `codegen.toml` would name it, given it and the other one.
    pub(super) fn settle<'p>(
        &mut self,
        scope: &Scope,
        what: &str,
        claims: &[Claim<'_>],
        place: impl Fn(usize, usize) -> (&'p Pointer, Renamed<'p>),
    ) -> Vec<Settled> {
        let settled = scope.settle(claims);
        for (i, Settled { name, clash }) in settled.iter().enumerate() {
            let Some(other) = *clash else { continue };
            let (wire, wanted) = (claims[i].wire, scope.wanted(&claims[i]));
            let (origin, renamed) = place(i, other);
            let other = claims[other].wire;
            let message = format!("two {what} become the same Rust name `{wanted}`: `{wire}` and `{other}`");
            let (key, file) = (renamed.key(), self.config.name());
            let add = format!("add `[[rename]]` with `of = {key:?}` and the name as `to` to {file}");
            let taken = self.config.taken(&wanted, &message).filter(|_| self.own);
            let diagnostic: Diagnostic = if let Some(error) = taken {
                error.with_related("this has the name", self.document.location(origin))
            } else if self.own {
                self.document.error(origin, message).with_help(add)
            } else {
                self.document.warning(origin, message).with_note(format!("`{wire}` becomes `{name}`"))
            };
            self.diagnostics.push(diagnostic);
        }
        settled
    }
}
