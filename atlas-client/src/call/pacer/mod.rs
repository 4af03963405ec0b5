//! Rate limits, met together by all clones of a client.
//!
//! A 429 tells one call how long to wait. If each call waited for itself, all of them would return at the same moment,
//! and all but a few would be refused again. So the calls of an operation in one project share what is known about its
//! limit: until when nobody sends, and how many may send in the time after that, which is as many as were accepted in a
//! time as long before. Every fourth time without a refusal one in ten more is tried, so that a higher limit is found
//! as well. Where Atlas's error describes the bucket of a limit, and names the set of endpoints that have it together,
//! nothing has to be found out.
//!
//! For example, with 10 requests a second allowed and 200 calls at once: all are sent, 190 are refused with
//! `Retry-After: 1`. In the next second 1, 2, 4, … are sent, until some are refused again after 10; from then on 10 are
//! sent each second, or 11.

mod learned;
mod limit;
mod scopes;
mod turns;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use crate::rate_limit::Described;
use learned::FIRST_WAIT;
use limit::Limit;
pub(crate) use limit::Window;
use scopes::Scopes;

/// What is known about the limits of operations.
#[derive(Default)]
pub(crate) struct Pacer {
    known: Mutex<Known>,
    /// Whether a request was ever refused. Most clients never meet a limit, and need no lock.
    in_use: AtomicBool,
    /// Tells those that wait that a wait became shorter.
    sooner: Notify,
}

/// Limits by operation, or by the set of endpoints that it is in. Each path without a template is an operation of its
/// own, so there can be many thousands.
#[derive(Default)]
struct Known {
    limits: HashMap<Cow<'static, str>, Scopes>,
    /// The sets that operations are in, as far as refusals have named them.
    sets: HashMap<Cow<'static, str>, Cow<'static, str>>,
    /// When limits without requests were last forgotten.
    cleaned: Option<Instant>,
}

impl Known {
    fn limit(&mut self, of: Subject<'_>) -> Option<&mut Limit> {
        let name = self.sets.get(of.operation).unwrap_or(of.operation);
        self.limits.get_mut(name)?.limit(of.scope)
    }

    /// The limit of a request that was refused just now: that of the set of endpoints, if this or an earlier refusal of
    /// the operation named it.
    fn limit_of_refused(&mut self, of: Subject<'_>, set: Option<&str>, now: Instant) -> &mut Limit {
        if let Some(set) = set
            && self.sets.get(of.operation).is_none_or(|known| known != set)
        {
            self.limits.remove(of.operation);
            self.sets.insert(of.operation.clone(), set.to_owned().into());
        }
        let name = self.sets.get(of.operation).unwrap_or(of.operation);
        self.limits.entry(name.clone()).or_default().limit_of_refused(of.scope, now)
    }

    fn clean(&mut self, now: Instant) {
        if self.cleaned.is_none_or(|cleaned| now.duration_since(cleaned) >= CLEANED_EVERY) {
            self.limits.retain(|_, scopes| scopes.forget(now));
            self.sets.retain(|_, set| self.limits.contains_key(set));
            self.cleaned = Some(now);
        }
    }
}

/// How often it is looked which limits can be forgotten: not for each refusal, of which thousands can come at once.
const CLEANED_EVERY: Duration = Duration::from_secs(1);

/// What a limit is for.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) operation: &'a Cow<'static, str>,
    /// The first value in the path, often a project or an organization.
    pub(super) scope: &'a str,
}

/// What is known of a refusal.
pub(super) struct Refusal<'a> {
    /// In which window the request was sent.
    pub(super) window: Window,
    /// How long the server asks to wait.
    pub(super) retry_after: Option<Duration>,
    pub(super) described: Option<Described<'a>>,
}

impl Pacer {
    /// Waits until such a request may be sent, or until `deadline`; in which window it is sent.
    pub(super) async fn admit(&self, of: Subject<'_>, deadline: Option<Instant>) -> Window {
        while self.in_use.load(Ordering::Relaxed) {
            // From before the look, so that nothing is missed after it.
            let sooner = self.sooner.notified();
            let until = {
                let mut known = self.lock();
                let Some(limit) = known.limit(of) else { return 0 };
                match limit.admit(Instant::now()) {
                    Ok(window) => return window,
                    Err(until) if deadline.is_none_or(|deadline| until < deadline) => until,
                    // For a call without that much time another moment would not help: the server's response, or the
                    // deadline, says what is wrong.
                    Err(_) => return limit.window(),
                }
            };
            let _ = timeout_at(until, sooner).await;
        }
        0
    }

    /// Notes that a request passed the limit, whatever became of it then.
    pub(super) fn accepted(&self, of: Subject<'_>) {
        if !self.in_use.load(Ordering::Relaxed) {
            return;
        }
        if let Some(limit) = self.lock().limit(of) {
            limit.accepted();
        }
    }

    /// Notes that a request was refused; until when nobody sends another. `cap` bounds the wait after a refusal that
    /// does not say how long to wait, and `random` is between 0 and 1.
    pub(super) fn refused(&self, of: Subject<'_>, refusal: Refusal<'_>, cap: Duration, random: f64) -> Option<Instant> {
        self.in_use.store(true, Ordering::Relaxed);
        let now = Instant::now();
        let mut known = self.lock();
        known.clean(now);
        let Refusal { window, retry_after, described } = refusal;
        let limit = known.limit_of_refused(of, described.as_ref().map(|described| described.set), now);
        if let Some(described) = described {
            limit.describe(described.bucket);
        }
        // Zero does not say when the limit allows more; without backing off one call would send thousands of requests.
        let retry_after = retry_after.filter(|wait| !wait.is_zero());
        // Not exactly as long, so that the clones in other processes do not return together; and never shorter, so that
        // the next window here is within one of the server's.
        let wait = match retry_after {
            Some(wait) => wait.checked_add(FIRST_WAIT.min(wait / 4).mul_f64(random)),
            // The cap of other delays may be shorter, even zero; a limit is not met by asking without a pause.
            None => Some(limit.wait().mul_f64(random.mul_add(0.5, 1.0)).min(cap.max(FIRST_WAIT))),
        };
        let until = wait.and_then(|wait| now.checked_add(wait))?;
        if limit.refused(window, retry_after.map(|wait| now + wait), until) {
            self.sooner.notify_waiters();
        }
        Some(limit.ends())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
