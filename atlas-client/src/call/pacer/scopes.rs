//! The limits of one operation.

use std::collections::HashMap;

use tokio::time::Instant;

use super::limit::Limit;

/// The limits of an operation by the first value in its path, since Atlas has one for each project or organization:
/// calls to one project do not wait for another one that is busy.
///
/// A limit may also be of the caller. Two values that are refused at the same time are taken for that: they then have
/// one limit, or each would find out for itself, with as many refusals, what it leaves to the others.
#[derive(Default)]
pub(super) struct Scopes {
    limits: HashMap<String, Limit>,
    /// Whether all values have one limit, with the empty text.
    shared: bool,
}

impl Scopes {
    pub(super) fn limit(&mut self, scope: &str) -> Option<&mut Limit> {
        self.limits.get_mut(if self.shared { "" } else { scope })
    }

    /// The limit of a request that was refused just now.
    pub(super) fn limit_of_refused(&mut self, scope: &str, now: Instant) -> &mut Limit {
        if !self.shared && self.limits.iter().any(|(other, limit)| other != scope && limit.is_closed(now)) {
            self.shared = true;
            let closed = std::mem::take(&mut self.limits).into_values().find(|limit| limit.is_closed(now));
            if let Some(limit) = closed {
                self.limits.insert(String::new(), limit);
            }
        }
        let scope = if self.shared { "" } else { scope };
        self.limits.entry(scope.to_owned()).or_insert_with(|| Limit::new(now))
    }

    /// Forgets limits without requests; whether others are left.
    pub(super) fn forget(&mut self, now: Instant) -> bool {
        self.limits.retain(|_, limit| !limit.is_forgotten(now));
        !self.limits.is_empty()
    }
}
