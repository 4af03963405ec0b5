//! When a failed attempt is repeated, and after how long. Decides only; `send` waits and repeats.

use std::time::Duration;

use http::Method;

/// Which failures are retried, how often, and after what delay.
///
/// | failure | retried |
/// | --- | --- |
/// | 429 Too Many Requests, or a code of a rate limit | for every method, until the overall limit |
/// | 408, 425, 500, 502, 503, 504 | for idempotent methods (GET, HEAD, PUT, DELETE, OPTIONS) |
/// | no connection | for every method: nothing was sent |
/// | a name that does not exist, a proxy that asks for a password | never |
/// | 421 Misdirected Request | for every method: another connection may lead elsewhere |
/// | a broken connection, an attempt that timed out | for idempotent methods |
/// | anything else | never |
///
/// The delay is what `Retry-After` says (seconds or an HTTP date) and a little more, so that clients
/// which were refused together do not return together. Without that header it is random between zero
/// and a bound that doubles with each attempt: `base`, 2 × `base`, … up to `cap`.
///
/// Rate limits are waited out: such an attempt does not count among those of
/// [`with_max_attempts`](Self::with_max_attempts), unless that is 1. All clones of a client wait together, and send as
/// many requests as were accepted before. Without `Retry-After` they wait 1 s, 2 s, 4 s, … up to `cap`.
///
/// A delay that would end after the overall limit is not waited for: the error is returned at once.
///
/// ```
/// use std::time::Duration;
/// use atlas_client::RetryPolicy;
///
/// let patient = RetryPolicy::default()
///     .with_max_attempts(8)
///     .with_overall_limit(Duration::from_secs(600));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
    overall_limit: Option<Duration>,
    all_methods: bool,
}

impl Default for RetryPolicy {
    /// Four attempts, delays bounded by 1 s, 2 s, 4 s (30 s at most), five minutes for the whole call.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base: Duration::from_secs(1),
            cap: Duration::from_secs(30),
            overall_limit: Some(Duration::from_secs(300)),
            all_methods: false,
        }
    }
}

/// Longer than any program waits, and short enough to be computed with.
const LONGEST_BACKOFF: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

impl RetryPolicy {
    /// One attempt, no overall limit.
    #[must_use]
    pub fn none() -> Self {
        Self { max_attempts: 1, overall_limit: None, ..Self::default() }
    }

    /// Sets how many attempts a call makes at most, waits for rate limits aside: four if not set. 0 counts as 1, and 1
    /// retries nothing.
    #[must_use]
    pub fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets the bound of the first delay, and the largest bound: one second and 30 seconds if not set.
    ///
    /// After a 429 that does not say how long to wait, calls wait for at least a second all the same.
    #[must_use]
    pub fn with_backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Sets the time the whole call may take, all attempts and delays together: five minutes if not set. An attempt
    /// that is still running then is cut off. `None`: no limit, and a call waits as long as any `Retry-After` says.
    #[must_use]
    pub fn with_overall_limit(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.overall_limit = limit.into();
        self
    }

    /// Retries POST and PATCH like idempotent methods: only for calls that may be applied twice.
    #[must_use]
    pub fn with_all_methods(mut self, all: bool) -> Self {
        self.all_methods = all;
        self
    }

    /// Whether there is more than one attempt.
    pub(crate) fn retries(&self) -> bool {
        self.max_attempts > 1
    }

    /// Whether a request with this method is sent again after it may have been carried out.
    pub(crate) fn repeats(&self, method: &Method) -> bool {
        self.retries() && (self.all_methods || method.is_idempotent())
    }

    /// The longest delay after a failure that does not say how long to wait.
    pub(crate) fn cap(&self) -> Duration {
        self.cap
    }

    pub(crate) fn overall_limit(&self) -> Option<Duration> {
        self.overall_limit
    }

    /// How long to wait before attempt `attempt` + 1, or `None` if `attempt` was the last.
    ///
    /// `random` is between 0 and 1.
    pub(crate) fn delay(
        &self,
        attempt: u32,
        when: Retry,
        method: &Method,
        retry_after: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        let is_allowed = match when {
            Retry::Never => false,
            Retry::IfIdempotent => self.all_methods || method.is_idempotent(),
            Retry::Always | Retry::RateLimited => true,
        };
        if !is_allowed || attempt >= self.max_attempts {
            return None;
        }
        let bound = self.base.saturating_mul(1 << (attempt - 1).min(30)).min(self.cap).min(LONGEST_BACKOFF);
        let jitter = bound.mul_f64(random.clamp(0.0, 1.0));
        match retry_after {
            Some(wait) => wait.checked_add(jitter.min(self.base)),
            None => Some(jitter),
        }
    }
}

/// For which methods a failure may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    Never,
    IfIdempotent,
    Always,
    /// For every method, as soon as the rate limit allows.
    RateLimited,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn methods_decide() {
        let policy = RetryPolicy::default();
        let delay = |when, method| policy.delay(1, when, &method, None, 1.0);
        assert_eq!(delay(Retry::Always, Method::POST), Some(SECOND));
        assert_eq!(delay(Retry::IfIdempotent, Method::POST), None);
        assert_eq!(delay(Retry::IfIdempotent, Method::PATCH), None);
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            assert_eq!(delay(Retry::IfIdempotent, method.clone()), Some(SECOND));
            assert_eq!(delay(Retry::Never, method), None);
        }
        let all = policy.clone().with_all_methods(true);
        assert_eq!(all.delay(1, Retry::IfIdempotent, &Method::POST, None, 0.5), Some(SECOND / 2));
    }

    #[test]
    fn backoff_doubles_up_to_its_cap() {
        let policy = RetryPolicy::default().with_max_attempts(9).with_backoff(SECOND, SECOND * 5);
        let bounds: Vec<_> = (1..=9)
            .map(|attempt| policy.delay(attempt, Retry::Always, &Method::GET, None, 1.0))
            .map(|delay| delay.map(|delay| delay.as_secs()))
            .collect();
        assert_eq!(bounds, [1, 2, 4, 5, 5, 5, 5, 5].map(Some).into_iter().chain([None]).collect::<Vec<_>>());
        let endless = policy.with_max_attempts(u32::MAX);
        assert_eq!(endless.delay(u32::MAX - 1, Retry::Always, &Method::GET, None, 1.0), Some(SECOND * 5));
    }

    #[test]
    fn bounds_of_a_delay() {
        let policy = RetryPolicy::default();
        let delay = |wait, random| policy.delay(3, Retry::Always, &Method::GET, Some(wait), random);
        assert_eq!(delay(SECOND * 55, 0.0), Some(SECOND * 55));
        assert_eq!(delay(SECOND * 55, 1.0), Some(SECOND * 56));
        assert_eq!(delay(Duration::MAX, 1.0), None);
    }

    #[test]
    fn backoff_without_bounds() {
        let policy = RetryPolicy::default().with_backoff(Duration::MAX, Duration::MAX);
        for random in [0.0, 0.5, 0.999_999_999, 1.0] {
            assert!(policy.delay(3, Retry::Always, &Method::GET, None, random).is_some());
            assert_eq!(policy.delay(3, Retry::Always, &Method::GET, Some(Duration::MAX), 1.0), None);
        }
    }

    #[test]
    fn no_retries() {
        assert_eq!(RetryPolicy::none().delay(1, Retry::Always, &Method::GET, None, 0.0), None);
    }
}
