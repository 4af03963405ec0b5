//! Rate limits, met together by all clones of a client.
//!
//! A 429 tells one call how long to wait. If each call waited for itself, all of them would return at the same moment,
//! and all but a few would be refused again. So the calls of an operation share what is known about its limit: until
//! when nobody sends, and how many may send in the time after that, which is as many as were accepted in the time
//! before. Every fourth time without a refusal one in ten more is tried, so that a higher limit is found as well.
//!
//! For example, with 10 requests a second allowed and 200 calls at once: all are sent, 190 are refused with
//! `Retry-After: 1`. In the next second 1, 2, 4, … are sent, until some are refused again after 10; from then on 10 are
//! sent each second, or 11.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// How long the calls of an operation wait after a refusal that does not say how long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The shortest time in which requests are counted.
const SHORTEST_WINDOW: Duration = Duration::from_millis(100);
/// The longest: a longer `Retry-After` is waited for, and requests are counted for this long afterwards.
const LONGEST_WINDOW: Duration = Duration::from_secs(60);
/// How often calls look whether others were accepted, while the capacity is not known.
const POLL: Duration = Duration::from_millis(20);
/// After how many windows without a request a limit is forgotten.
const FORGET_AFTER: u32 = 10;
/// After how many windows without a refusal more is tried.
const TRY_MORE_AFTER: u32 = 4;

/// What is known about the limits of operations.
#[derive(Default)]
pub(crate) struct Pacer {
    limits: Mutex<BTreeMap<Cow<'static, str>, Limit>>,
    /// Whether a request was ever refused. Most clients never meet a limit, and need no lock.
    in_use: AtomicBool,
}

/// The limit of an operation that has refused a request. Time is divided into windows; one that has a refusal ends when
/// the server said that it does. Where the server does not say, a window has a second, and the wait after one in which
/// nothing was accepted doubles: a limit per minute then has some windows with requests, and closed ones after them.
struct Limit {
    /// How many requests are accepted in a window, as far as is known.
    capacity: u32,
    /// Whether the capacity is not known yet: each request that is accepted lets two more go.
    searches: bool,
    /// Whether a window has been counted from its beginning.
    counted: bool,
    /// How long a window is.
    window: Duration,
    /// When this window ends.
    ends: Instant,
    /// How many requests can be sent yet in this window.
    left: u32,
    accepted: u32,
    /// Whether a request of this window was refused.
    refused: bool,
    /// How many windows in a row had no refusal.
    clean: u32,
    /// How many windows in a row had nothing but refusals.
    closed: u32,
}

impl Pacer {
    /// Waits until a request of this operation may be sent, or until `deadline`.
    pub(super) async fn admit(&self, operation: &str, deadline: Option<Instant>) {
        while self.in_use.load(Ordering::Relaxed) {
            let wait = self.lock().get_mut(operation).and_then(Limit::admit);
            match wait {
                // Another moment would not help: the server's response, or the deadline, says what is wrong.
                Some(until) if deadline.is_none_or(|deadline| until < deadline) => sleep_until(until).await,
                _ => return,
            }
        }
    }

    /// Notes that a request passed the limit, whatever became of it then.
    pub(super) fn accepted(&self, operation: &str) {
        if !self.in_use.load(Ordering::Relaxed) {
            return;
        }
        if let Some(limit) = self.lock().get_mut(operation) {
            limit.accepted += 1;
            limit.closed = 0;
            if limit.searches {
                limit.left = limit.left.saturating_add(2);
            }
        }
    }

    /// Notes that a request was refused; until when nobody sends another. `cap` bounds the wait after a refusal that
    /// does not say how long to wait, and `random` is between 0 and 1.
    pub(super) fn refused(
        &self,
        operation: Cow<'static, str>,
        retry_after: Option<Duration>,
        cap: Duration,
        random: f64,
    ) -> Option<Instant> {
        self.in_use.store(true, Ordering::Relaxed);
        let mut limits = self.lock();
        limits.retain(|_, limit| !limit.is_forgotten());
        let now = Instant::now();
        let closed = limits.get(&operation).map_or(0, |limit| limit.closed);
        // Zero does not say when the limit allows more; without backing off one call would send thousands of requests.
        let retry_after = retry_after.filter(|wait| !wait.is_zero());
        // Not exactly as long, so that the clones in other processes do not return together; and never shorter, so that
        // the next window here is within one of the server's.
        let wait = if let Some(wait) = retry_after {
            wait.checked_add(FIRST_WAIT.mul_f64(random).min(wait.max(SHORTEST_WINDOW)))?
        } else {
            // The cap of other delays may be shorter, even zero; a limit is not met by asking without a pause.
            let wait = FIRST_WAIT.saturating_mul(1 << closed.min(16)).mul_f64(random.mul_add(0.5, 1.0));
            wait.min(cap.max(FIRST_WAIT))
        };
        let until = now.checked_add(wait)?;
        let window = retry_after.unwrap_or(FIRST_WAIT).clamp(SHORTEST_WINDOW, LONGEST_WINDOW);
        let limit = limits.entry(operation).or_insert_with(|| Limit::new(until));
        if !limit.refused {
            limit.refused = true;
            limit.closed += 1;
            limit.ends = until;
        }
        (limit.left, limit.window, limit.ends) = (0, window, limit.ends.max(until));
        Some(until)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Cow<'static, str>, Limit>> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Limit {
    fn new(ends: Instant) -> Self {
        Self {
            capacity: 1,
            searches: true,
            counted: false,
            window: FIRST_WAIT,
            ends,
            left: 0,
            accepted: 0,
            refused: false,
            clean: 0,
            closed: 0,
        }
    }

    /// Takes one of the requests that may be sent now, or says when to ask again.
    fn admit(&mut self) -> Option<Instant> {
        let now = Instant::now();
        if self.is_forgotten() {
            return None;
        }
        if now >= self.ends {
            self.next_window(now);
        }
        if self.left == 0 {
            return Some(if self.searches && !self.refused { self.ends.min(now + POLL) } else { self.ends });
        }
        self.left -= 1;
        None
    }

    /// Draws a conclusion from the window that has ended, and begins another.
    fn next_window(&mut self, now: Instant) {
        if self.refused {
            // What was accepted before the first refusal of all was not counted.
            self.searches &= !self.counted || self.accepted == 0;
            // A little less, as a limit can also count in windows of its own.
            self.capacity = (self.accepted - self.accepted / 10).max(1);
            self.clean = 0;
        } else {
            self.clean += 1;
            // A window that was not used up says nothing about the limit.
            if self.left == 0 {
                self.capacity = self.capacity.max(self.accepted);
            }
        }
        let tries_more = !self.searches && self.clean > 0 && self.clean.is_multiple_of(TRY_MORE_AFTER);
        let more = if tries_more { (self.capacity / 10).max(1) } else { 0 };
        self.left = self.capacity.saturating_add(more);
        (self.accepted, self.refused, self.counted, self.ends) = (0, false, true, now + self.window);
    }

    fn is_forgotten(&self) -> bool {
        self.ends.elapsed() > self.window * FORGET_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn refuse(pacer: &Pacer, retry_after: Option<Duration>) -> Duration {
        let cap = Duration::from_secs(30);
        pacer.refused("op".into(), retry_after, cap, 0.0).unwrap() - Instant::now()
    }

    #[tokio::test(start_paused = true)]
    async fn waits_without_retry_after() {
        let pacer = Pacer::default();
        let mut waits = Vec::new();
        for _ in 0..7 {
            pacer.admit("op", None).await;
            waits.push(refuse(&pacer, None).as_secs());
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    }

    #[tokio::test(start_paused = true)]
    async fn refusals_of_one_window_count_once() {
        let pacer = Pacer::default();
        for _ in 0..100 {
            refuse(&pacer, None);
        }
        pacer.admit("op", None).await;
        assert_eq!(refuse(&pacer, None), SECOND * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn wait_beyond_the_deadline() {
        let pacer = Pacer::default();
        refuse(&pacer, Some(SECOND * 60));
        let started = Instant::now();
        pacer.admit("op", Some(started + SECOND * 30)).await;
        pacer.admit("other", None).await;
        assert_eq!(started.elapsed(), Duration::ZERO);
        pacer.admit("op", Some(started + SECOND * 90)).await;
        assert_eq!(started.elapsed(), SECOND * 60);
        assert!(pacer.refused("op".into(), Some(Duration::MAX), SECOND, 0.0).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn forgotten_limits() {
        let pacer = Pacer::default();
        refuse(&pacer, Some(SECOND));
        sleep_until(Instant::now() + SECOND * 60).await;
        let started = Instant::now();
        for _ in 0..100 {
            pacer.admit("op", None).await;
        }
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    /// How many requests `calls` calls take together, and how long, where `limit` are accepted in each `window`. The
    /// random parts of the waits come from `seed`.
    async fn simulate(calls: u32, limit: u32, window: Duration, retry_after: bool, seed: u64) -> (u32, Duration) {
        let (pacer, started) = (std::sync::Arc::new(Pacer::default()), Instant::now());
        let random = std::sync::Arc::new(Mutex::new(fastrand::Rng::with_seed(seed)));
        let server = std::sync::Arc::new(Mutex::new((0, 0_u128, 0)));
        let mut tasks = Vec::new();
        for _ in 0..calls {
            let (pacer, server, random) = (pacer.clone(), server.clone(), random.clone());
            tasks.push(tokio::spawn(async move {
                loop {
                    pacer.admit("op", None).await;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    let is_accepted = {
                        let mut server = server.lock().unwrap();
                        let now = started.elapsed().as_nanos() / window.as_nanos();
                        if server.1 != now {
                            (server.1, server.2) = (now, 0);
                        }
                        server.0 += 1;
                        server.2 += 1;
                        server.2 <= limit
                    };
                    if is_accepted {
                        return pacer.accepted("op");
                    }
                    let part = random.lock().unwrap().f64();
                    pacer.refused("op".into(), retry_after.then_some(SECOND), SECOND * 30, part);
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let requests = server.lock().unwrap().0;
        (requests, started.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn requests_of_many_calls() {
        for (calls, limit, retry_after) in [(200, 10, true), (200, 10, false), (200, 100, false), (64, 10, false)] {
            let case = format!("{calls} calls, {limit} a second, header: {retry_after}");
            let mut counts = Vec::new();
            for seed in 0..100 {
                let (requests, time) = simulate(calls, limit, SECOND, retry_after, seed).await;
                // All but the first ones are refused once, as nothing is known before.
                counts.push(requests - (calls - limit));
                let least = SECOND * (calls / limit);
                assert!(time < least * 2 + SECOND * 4, "{time:?} instead of {least:?}: {case}, seed {seed}");
            }
            counts.sort_unstable();
            let (usual, most) = (counts[94], counts[99]);
            assert!(usual * 5 <= calls * 6, "{usual} requests in one case of twenty: {case}");
            assert!(most * 5 <= calls * 7, "{most} requests in the worst case: {case}");
        }
        for seed in 0..100 {
            let (requests, time) = simulate(40, 10, SECOND * 60, false, seed).await;
            assert!(requests < 160 && time < SECOND * 300, "{requests} requests in {time:?}, seed {seed}");
        }
    }
}
