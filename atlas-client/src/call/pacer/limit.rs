//! The windows of one rate limit.

use std::time::Duration;

use tokio::time::Instant;

use super::learned::{Closed, FIRST_WAIT, Learned, Requests};
use super::turns::Turns;
use crate::rate_limit::Bucket;

/// How often calls look whether others were accepted, while the capacity is not known.
const POLL: Duration = Duration::from_millis(20);
/// How far apart two moments can be that a server means to be the same: it says whole seconds, and up to one more is
/// waited.
const SAME: Duration = Duration::from_secs(2);
/// After how many windows without a request a limit is forgotten.
const FORGET_AFTER: u32 = 10;

/// The window in which a request was sent: zero before its limit was met.
pub(crate) type Window = u64;

/// The limit of an operation that has refused a request.
///
/// Time is divided into windows. A refusal with `Retry-After` says when one ends. Where the server says nothing, a
/// window has a second, and the wait after one in which nothing was accepted doubles: a limit per minute then has some
/// windows with requests, and closed ones after them.
pub(super) struct Limit {
    source: Source,
    window: Window,
    /// When this window ends.
    ends: Instant,
    requests: Requests,
    turns: Turns,
    /// What has closed this window before its end.
    closed: Option<Closed>,
    /// How many windows in a row had nothing but refusals.
    in_vain: u32,
}

/// From where it is known how long a window is, and how many requests fit into it.
enum Source {
    Learned(Learned),
    /// The server has described its bucket; each refill is a window.
    Described(Bucket),
}

impl Limit {
    /// A limit that was just met.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            source: Source::Learned(Learned::new()),
            window: 0,
            ends: now,
            requests: Requests::default(),
            turns: Turns::at_once(now),
            closed: None,
            in_vain: 0,
        }
    }

    /// Takes one of the requests that may be sent now, or says when to ask again.
    pub(super) fn admit(&mut self, now: Instant) -> Result<Window, Instant> {
        if self.is_forgotten(now) {
            return Ok(0);
        }
        if now >= self.ends {
            self.next_window(now);
        }
        if self.requests.left == 0 {
            let grows = matches!(&self.source, Source::Learned(learned) if learned.grows());
            return Err(if grows && self.closed.is_none() { self.ends.min(now + POLL) } else { self.ends });
        }
        if let Some(turn) = self.turns.wait(self.requests.sent, now) {
            return Err(self.ends.min(turn));
        }
        self.requests.left -= 1;
        self.requests.sent += 1;
        Ok(self.window)
    }

    /// Notes that a request passed the limit.
    pub(super) fn accepted(&mut self) {
        self.requests.accepted += 1;
        self.in_vain = 0;
        if let Source::Learned(learned) = &mut self.source {
            let more = learned.accepted(self.requests, self.closed.is_none());
            self.requests.left = self.requests.left.saturating_add(more);
        }
    }

    /// Notes that a request of this window was refused, and that nobody sends another before `until`. Of several
    /// refusals in one window, the last that says when to come back counts; one of a request that was sent before makes
    /// nothing shorter. Whether those that wait now need not wait as long.
    pub(super) fn refused(&mut self, window: Window, again: Option<Instant>, until: Instant) -> bool {
        let is_of_this = window == self.window;
        let before = self.ends;
        let is_sooner = is_of_this && again.is_some() && until + SAME < before;
        self.ends = if is_sooner || self.closed.is_none() { until } else { before.max(until) };
        self.requests.left = 0;
        match self.closed {
            Some(Closed::Refused(_)) if is_sooner => self.closed = Some(Closed::Refused(again)),
            None | Some(Closed::Late) if is_of_this => {
                self.in_vain += 1;
                self.closed = Some(Closed::Refused(again));
            }
            None => self.closed = Some(Closed::Late),
            Some(_) => {}
        }
        self.ends < before
    }

    /// Takes the word of the server for its bucket.
    pub(super) fn describe(&mut self, bucket: Bucket) {
        self.source = Source::Described(bucket);
    }

    /// Until when nobody sends, or until when this window lasts.
    pub(super) fn ends(&self) -> Instant {
        self.ends
    }

    /// How long to wait after a refusal that does not say how long.
    pub(super) fn wait(&self) -> Duration {
        FIRST_WAIT.saturating_mul(1 << self.in_vain.min(16))
    }

    /// Whether a refusal keeps requests from being sent now.
    pub(super) fn is_closed(&self, now: Instant) -> bool {
        self.closed.is_some() && now < self.ends
    }

    /// The window of a request that is sent now.
    pub(super) fn window(&self) -> Window {
        self.window
    }

    pub(super) fn is_forgotten(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.ends) > self.period() * FORGET_AFTER
    }

    fn period(&self) -> Duration {
        match &self.source {
            Source::Learned(learned) => learned.period(),
            Source::Described(bucket) => bucket.every,
        }
    }

    /// Begins another window after the one that has ended.
    fn next_window(&mut self, now: Instant) {
        let late = now.saturating_duration_since(self.ends);
        let before = std::mem::take(&mut self.requests);
        let closed = self.closed.take();
        self.turns = Turns::at_once(now);
        match &mut self.source {
            Source::Learned(learned) => {
                let is_idle = late > learned.period();
                let all = learned.conclude(before, closed.as_ref(), self.window == 0, late);
                if let Some(at_once) = learned.at_once(if is_idle { 0 } else { before.sent }) {
                    self.turns = Turns::new(now, learned.period(), at_once, all);
                }
                self.requests.left = all;
                self.ends = now + learned.period();
            }
            Source::Described(bucket) => {
                let refills = bucket.refills(late) + 1;
                self.requests.left = bucket.refilled(before.left, refills);
                self.ends += bucket.every * refills;
            }
        }
        self.window += 1;
    }
}
