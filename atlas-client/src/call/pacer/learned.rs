//! What refusals and accepted requests tell about a limit.

use std::time::Duration;

use tokio::time::Instant;

/// How long the calls of an operation wait after a refusal that does not say how long, and how long a window then is.
pub(super) const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The shortest time in which requests are counted.
const SHORTEST_WINDOW: Duration = Duration::from_millis(100);
/// The longest: a longer `Retry-After` is waited for, and requests are counted for this long afterwards.
const LONGEST_WINDOW: Duration = Duration::from_secs(60);
/// After how many windows without a refusal more is tried.
const TRY_MORE_AFTER: u32 = 4;

/// How long a window is, and how many requests fit into it.
///
/// Both follow from two moments at which the server says that it accepts requests again, and the requests accepted
/// between them. For example, a server that allows 100 requests a minute refuses one with `Retry-After: 12`, and after
/// 100 more another one with `Retry-After: 55`: the second moment is 60 seconds after the first.
///
/// A server that counts in a sliding window refuses a part of what it accepted before, if it all comes at once. Once
/// that was seen, the requests of windows that follow each other are spread over them.
pub(super) struct Learned {
    /// How many requests are accepted in a window, as far as is known.
    capacity: u32,
    /// How many more requests each accepted one lets go: two while the capacity is not known, one where more than the
    /// capacity were accepted, else none. With two, as many as were accepted can be on their way when one is refused.
    growth: u32,
    /// How long a window is.
    period: Duration,
    /// Whether the period was measured, between two moments that the server named.
    measured: bool,
    /// What was accepted since the server last said when, unless there was a pause since.
    counted: Option<Counted>,
    /// Whether requests are spread over a window, as far as they do not fit beside those of the window before.
    spread: bool,
    /// How many windows in a row were used up without a refusal.
    clean: u32,
    /// Whether more are sent in this window than are known to fit.
    tries_more: bool,
}

/// The requests accepted since a moment at which the server said that it would accept them again.
struct Counted {
    since: Instant,
    accepted: u32,
}

/// The requests of a window.
#[derive(Clone, Copy, Default)]
pub(super) struct Requests {
    /// How many can be sent yet.
    pub(super) left: u32,
    pub(super) sent: u32,
    pub(super) accepted: u32,
}

/// Why a window is closed before its end.
pub(super) enum Closed {
    /// A request of this window was refused. The server may have said when it accepts requests again.
    Refused(Option<Instant>),
    /// A request of an earlier window was refused, which says nothing about this one.
    Late,
}

impl Learned {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            capacity: 1,
            growth: 2,
            period: FIRST_WAIT,
            measured: false,
            counted: None,
            spread: false,
            clean: 0,
            tries_more: false,
        }
    }

    pub(super) fn period(&self) -> Duration {
        self.period
    }

    /// Whether each accepted request lets more go.
    pub(super) fn grows(&self) -> bool {
        self.growth > 0
    }

    /// Notes that one of these requests passed the limit; how many more it lets go.
    pub(super) fn accepted(&mut self, requests: Requests, is_open: bool) -> u32 {
        if let Some(counted) = &mut self.counted {
            counted.accepted += 1;
        }
        if !is_open {
            return 0;
        }
        // More were tried than are known to fit, and they fit: the limit has become higher.
        if requests.accepted > self.capacity && !self.spread {
            self.growth = self.growth.max(1);
        }
        // As many as are known to fit are under way: what becomes of them says whether there is room for more.
        let waits = requests.accepted < self.capacity && requests.sent + requests.left >= self.capacity;
        if waits { 0 } else { self.growth }
    }

    /// Draws a conclusion from a window that ended so long ago, the first or a later one; how many requests the next
    /// one has.
    pub(super) fn conclude(
        &mut self,
        requests: Requests,
        closed: Option<&Closed>,
        is_first: bool,
        late: Duration,
    ) -> u32 {
        // Nobody has waited for this: what was accepted in a time with such a pause is not what the limit allows.
        if late > self.period / 2 {
            self.counted = None;
        }
        let tried_more = std::mem::take(&mut self.tries_more);
        match closed {
            Some(Closed::Refused(again)) => {
                self.learn(requests.accepted, *again, is_first, tried_more);
                if self.growth > 0 { 1 } else { self.capacity }
            }
            Some(Closed::Late) => {
                self.growth = 0;
                self.capacity
            }
            // A window that was not used up says nothing about the limit.
            None if requests.left > 0 => self.capacity,
            None => {
                self.clean += 1;
                self.capacity = self.capacity.max(requests.accepted);
                // What is spread shows early whether more fit, at the cost of few refusals.
                let again = self.spread && self.clean > TRY_MORE_AFTER;
                self.tries_more = again || self.clean.is_multiple_of(TRY_MORE_AFTER);
                let more = if self.tries_more { (self.capacity / 10).max(1) } else { 0 };
                self.capacity.saturating_add(more)
            }
        }
    }

    /// How many requests of a window are sent at once, after so many in the window before; none if all are.
    pub(super) fn at_once(&self, before: u32) -> Option<u32> {
        (self.spread && self.growth == 0).then(|| self.capacity.saturating_sub(before))
    }

    /// What follows from a refusal after so many accepted requests, and from when the server accepts requests again.
    fn learn(&mut self, accepted: u32, again: Option<Instant>, is_first: bool, tried_more: bool) {
        self.clean = 0;
        // A part of what was accepted before: the server has not forgotten all of the window before.
        let is_part = (1..self.capacity - self.capacity / 10).contains(&accepted);
        let spreads = !self.spread && self.growth == 0 && !tried_more && is_part;
        self.spread |= spreads;
        // The first window of all was not counted from its beginning. One in which nothing was accepted says that the
        // limit is elsewhere now: others use it too, or the server's window began later than this one.
        let is_elsewhere = accepted == 0 && !self.spread;
        self.growth = if is_first || is_elsewhere { 2 } else { 0 };
        let before = self.period;
        let usual = match again.map(|again| self.measure(again)) {
            Some(None) => return,
            Some(usual) => usual,
            None => {
                self.period = FIRST_WAIT;
                None
            }
        };
        if self.growth > 0 {
            return;
        }
        let capacity = if self.spread {
            let known = times(self.capacity, self.period.div_duration_f64(before));
            match usual {
                // Before more was tried, all were accepted.
                _ if tried_more => known,
                _ if spreads => known - known / 10,
                Some(0) | None if accepted == 0 => known / 2,
                Some(usual) => usual.min(known - known / 10).max(accepted),
                None => known - known / 10,
            }
        } else {
            // Where nothing is measured a little less, as the server can count in windows of its own.
            usual.map_or(accepted - accepted / 10, |usual| usual.max(accepted))
        };
        self.capacity = capacity.max(1);
    }

    /// Measures the period, from when the server accepts requests again; how many were accepted in each since it last
    /// said so.
    fn measure(&mut self, again: Instant) -> Option<u32> {
        let before = self.counted.replace(Counted { since: again, accepted: 0 })?;
        let elapsed = again.saturating_duration_since(before.since);
        // Windows in which nothing was refused may be between the two moments.
        let periods = if self.measured { elapsed.div_duration_f64(self.period).round().max(1.0) } else { 1.0 };
        self.period = elapsed.div_f64(periods).clamp(SHORTEST_WINDOW, LONGEST_WINDOW);
        self.measured = true;
        Some(times(before.accepted, 1.0 / periods))
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is too large is the largest number")]
fn times(number: u32, factor: f64) -> u32 {
    (f64::from(number) * factor) as u32
}
