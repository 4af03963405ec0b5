//! What naming carries along, and how it reports names that clash.

use std::collections::BTreeMap;

use super::scope::{Claim, Scope, Settled};
use crate::config::{Config, Renamed};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::kept::Matched;
use crate::lock::{Entry, Lock, TypeNames};
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

impl<'n> Names<'n> {
    /// What the lock knows about the type at `index`.
    pub(super) fn known(&self, index: usize) -> Option<&'n TypeNames> {
        self.known.types.get(index)?.as_deref()
    }

    /// Names members of a type or an operation as `known`, their part of the lock, has them, by their keys there; the
    /// others by what they want. What is gone holds its name. `place` is that of a member at an index with a wire name.
    pub(super) fn settle_members<'p>(
        &mut self,
        scope: Scope,
        what: &str,
        known: Option<&'p BTreeMap<String, Entry>>,
        mut claims: Vec<Claim<'p>>,
        place: impl Fn(usize, &'p str) -> (&'p Pointer, Renamed<'p>),
    ) -> Vec<Settled>
    where
        'n: 'p,
    {
        let config = self.config;
        let gone = known.into_iter().flatten().filter(|(key, _)| claims.iter().all(|claim| claim.key != **key));
        let scope = scope.holding(gone.map(|(_, entry)| entry.name.clone()));
        for (i, claim) in claims.iter_mut().enumerate() {
            claim.fixed = config.rename(place(i, claim.wire).1);
            claim.kept = known.and_then(|known| known.get(&claim.key)).map(|entry| entry.name.as_str());
        }
        self.settle(&scope, what, &claims, |i, _| place(i, claims[i].wire))
    }

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
            let wanted = scope.wanted(&claims[i]);
            let (origin, renamed) = place(i, other);
            let (one, another) = (said(&claims[i], &claims[other]), said(&claims[other], &claims[i]));
            let message = format!("two {what} become the same Rust name `{wanted}`: {one} and {another}");
            let (key, file) = (renamed.key(), self.config.name());
            let add = format!("add `[[rename]]` with `of = {key:?}` and the name as `to` to {file}");
            let taken = self.config.taken(&wanted, &message).filter(|_| self.own);
            let diagnostic: Diagnostic = if let Some(error) = taken {
                error.with_related("this has the name", self.document.location(origin))
            } else if self.own {
                self.document.error(origin, message).with_help(add)
            } else {
                self.document.warning(origin, message).with_note(format!("{one} becomes `{name}`"))
            };
            self.diagnostics.push(diagnostic);
        }
        settled
    }
}

/// How a message about two claims says the first.
fn said(claim: &Claim<'_>, other: &Claim<'_>) -> String {
    let what = claim.what.clone().filter(|_| claim.wire == other.wire);
    what.unwrap_or_else(|| format!("`{}`", claim.wire))
}
