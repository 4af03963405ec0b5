//! When the requests of a window are sent that do not all go at once.

use std::time::Duration;

use tokio::time::Instant;

/// Some requests go as soon as a window begins, the others evenly until it ends. For example, of 10 in a window of 9
/// seconds, 2 at once: the others follow after 1, 2, … 8 seconds.
pub(super) struct Turns {
    begins: Instant,
    at_once: u32,
    gap: Duration,
    /// The first turn that no waiting call was told yet.
    next: u32,
}

impl Turns {
    /// All of them at once.
    pub(super) fn at_once(now: Instant) -> Self {
        Self { begins: now, at_once: u32::MAX, gap: Duration::ZERO, next: 0 }
    }

    /// At first `at_once` of `all` requests.
    pub(super) fn new(begins: Instant, window: Duration, at_once: u32, all: u32) -> Self {
        let others = all.saturating_sub(at_once);
        Self { begins, at_once, gap: window / others.saturating_add(1), next: 0 }
    }

    /// When to ask again, if it is not yet the turn of the request that follows `sent` others. Each waiting call is
    /// told another turn, so that not all of them return for each.
    pub(super) fn wait(&mut self, sent: u32, now: Instant) -> Option<Instant> {
        if self.of(sent) <= now {
            return None;
        }
        self.next = self.next.max(sent);
        let turn = self.of(self.next);
        self.next += 1;
        Some(turn)
    }

    fn of(&self, number: u32) -> Instant {
        match number.checked_sub(self.at_once) {
            None => self.begins,
            Some(other) => self.begins + self.gap.saturating_mul(other + 1),
        }
    }
}
