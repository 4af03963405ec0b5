//! What is known about one rate limit.

use std::time::Duration;

use tokio::time::Instant;

/// How long the calls of an operation wait after a refusal that does not say how long, and how long a window then is.
pub(super) const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The shortest time in which requests are counted.
const SHORTEST_WINDOW: Duration = Duration::from_millis(100);
/// The longest: a longer `Retry-After` is waited for, and requests are counted for this long afterwards.
const LONGEST_WINDOW: Duration = Duration::from_secs(60);
/// How often calls look whether others were accepted, while the capacity is not known.
const POLL: Duration = Duration::from_millis(20);
/// How far apart two moments can be that a server means to be the same: it says whole seconds, and up to one more is
/// waited.
const SAME: Duration = Duration::from_secs(2);
/// After how many windows without a request a limit is forgotten.
const FORGET_AFTER: u32 = 10;
/// After how many windows without a refusal more is tried.
const TRY_MORE_AFTER: u32 = 4;

/// The window in which a request was sent: zero before its limit was met.
pub(crate) type Window = u64;

/// The limit of an operation that has refused a request.
///
/// Time is divided into windows. A refusal with `Retry-After` says when one ends; how long it is, and how many requests
/// fit into it, follows from two such moments and the requests accepted between them. For example, a server that
/// allows 100 requests a minute refuses one with `Retry-After: 12`, and after 100 more another one with
/// `Retry-After: 55`: the second moment is 60 seconds after the first.
///
/// Where the server says nothing, a window has a second, and the wait after one in which nothing was accepted doubles:
/// a limit per minute then has some windows with requests, and closed ones after them.
pub(super) struct Limit {
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

    window: Window,
    /// When this window ends.
    ends: Instant,
    /// How many requests can be sent yet in this window.
    left: u32,
    sent: u32,
    accepted: u32,
    /// What has closed this window before its end.
    closed: Option<Closed>,
    /// How many windows in a row were used up without a refusal.
    clean: u32,
    /// How many windows in a row had nothing but refusals.
    in_vain: u32,
}

/// The requests accepted since a moment at which the server said that it would accept them again.
struct Counted {
    since: Instant,
    accepted: u32,
}

/// Why a window is closed before its end.
enum Closed {
    /// A request of this window was refused. The server may have said when it accepts requests again.
    Refused(Option<Instant>),
    /// A request of an earlier window was refused, which says nothing about this one.
    Late,
}

impl Limit {
    /// A limit that was just met.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            capacity: 1,
            growth: 2,
            period: FIRST_WAIT,
            measured: false,
            counted: None,
            window: 0,
            ends: now,
            left: 0,
            sent: 0,
            accepted: 0,
            closed: None,
            clean: 0,
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
        if self.left == 0 {
            let grows = self.growth > 0 && self.closed.is_none();
            return Err(if grows { self.ends.min(now + POLL) } else { self.ends });
        }
        self.left -= 1;
        self.sent += 1;
        Ok(self.window)
    }

    /// Notes that a request passed the limit.
    pub(super) fn accepted(&mut self) {
        self.accepted += 1;
        self.in_vain = 0;
        if let Some(counted) = &mut self.counted {
            counted.accepted += 1;
        }
        if self.closed.is_some() {
            return;
        }
        // More were tried than are known to fit, and they fit: the limit has become higher.
        if self.accepted > self.capacity {
            self.growth = self.growth.max(1);
        }
        // As many as are known to fit are under way: what becomes of them says whether there is room for more.
        let waits = self.accepted < self.capacity && self.sent + self.left >= self.capacity;
        if !waits {
            self.left = self.left.saturating_add(self.growth);
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
        self.left = 0;
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
        now.saturating_duration_since(self.ends) > self.period * FORGET_AFTER
    }

    /// Draws a conclusion from the window that has ended, and begins another.
    fn next_window(&mut self, now: Instant) {
        // Nobody has waited for this: what was accepted in a time with such a pause is not what the limit allows.
        if now.saturating_duration_since(self.ends) > self.period / 2 {
            self.counted = None;
        }
        self.left = match self.closed.take() {
            Some(Closed::Refused(again)) => {
                self.learn(again);
                if self.growth > 0 { 1 } else { self.capacity }
            }
            Some(Closed::Late) => {
                self.growth = 0;
                self.capacity
            }
            // A window that was not used up says nothing about the limit.
            None if self.left > 0 => self.capacity,
            None => {
                self.clean += 1;
                self.capacity = self.capacity.max(self.accepted);
                let more = if self.clean.is_multiple_of(TRY_MORE_AFTER) { (self.capacity / 10).max(1) } else { 0 };
                self.capacity.saturating_add(more)
            }
        };
        self.window += 1;
        self.sent = 0;
        self.accepted = 0;
        self.ends = now + self.period;
    }

    /// What follows from a refusal in this window, and from when the server accepts requests again.
    fn learn(&mut self, again: Option<Instant>) {
        self.clean = 0;
        // The first window of all was not counted from its beginning. One in which nothing was accepted says that the
        // limit is elsewhere now: others use it too, or the server's window began later than this one.
        self.growth = if self.window == 0 || self.accepted == 0 { 2 } else { 0 };
        let Some(again) = again else {
            // A little less, as the server can count in windows of its own.
            if self.growth == 0 {
                self.capacity = (self.accepted - self.accepted / 10).max(1);
            }
            self.period = FIRST_WAIT;
            return;
        };
        let Some(before) = self.counted.replace(Counted { since: again, accepted: 0 }) else { return };
        let elapsed = again.saturating_duration_since(before.since);
        // Windows in which nothing was refused may be between the two moments.
        let periods = if self.measured { elapsed.div_duration_f64(self.period).round().max(1.0) } else { 1.0 };
        self.period = elapsed.div_f64(periods).clamp(SHORTEST_WINDOW, LONGEST_WINDOW);
        self.measured = true;
        if self.growth == 0 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "smaller than the number")]
            let usual = (f64::from(before.accepted) / periods) as u32;
            self.capacity = self.accepted.max(usual);
        }
    }
}
