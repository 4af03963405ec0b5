//! Waiting for work that goes on after the response to a call. Looks with calls of the user's;
//! decides when to look again, and which failures to look past.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::retry::Retry;
use crate::task::{at_home, until};

/// How long before the limit the last look begins, and at most half an interval.
const LAST_LOOK: Duration = Duration::from_secs(5);

/// How to wait for work that goes on after Atlas has responded: looks at a resource until it is as
/// wanted.
///
/// A look that fails because the server is away for a moment (429, 5xx, no or a broken connection, a
/// time-out) counts as one that saw nothing, and so does 404 during the first minute: what has just been
/// created cannot always be read at once. Every other error ends the wait.
///
/// ```no_run
/// # async fn run(client: atlas_client::Client) -> atlas_client::Result<()> {
/// use std::time::Duration;
/// use atlas_client::{Json, Method, Wait};
///
/// let look = || async {
///     let cluster = client.request(Method::GET, "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}");
///     cluster.path("32b6e34b3d91647abb20e7b8").path("demo").send().await?.json::<Json>()
/// };
/// let cluster = Wait::default()
///     .with_interval(Duration::from_secs(20))
///     .with_limit(Duration::from_secs(45 * 60))
///     .until(look, |cluster| cluster["stateName"] == "IDLE" && cluster["mongoDBMajorVersion"] == "8.0")
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// Ask for the outcome and not only for rest: work may begin some seconds after the call, and a
/// resource that has not begun to change is as idle as one that has ended. Dropping the future ends
/// the wait.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a wait does nothing until `until` or `until_gone` is awaited"]
pub struct Wait {
    delay: Duration,
    interval: Duration,
    limit: Duration,
    grace: Duration,
}

impl Default for Wait {
    /// A look every ten seconds for half an hour, and a minute of grace.
    fn default() -> Self {
        Self {
            delay: Duration::ZERO,
            interval: Duration::from_secs(10),
            limit: Duration::from_secs(30 * 60),
            grace: Duration::from_secs(60),
        }
    }
}

impl Wait {
    /// Sets how long to wait before the first look: not at all if not set.
    pub fn with_initial_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets the time between two looks: ten seconds if not set. If the server asks for more in `Retry-After`, it gets
    /// that.
    pub fn with_interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets the time for all looks together: half an hour if not set. The last look begins shortly before, and one that
    /// is still under way at the limit is cut off.
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Sets for how long 404 counts as “not to be seen yet”: a minute if not set.
    pub fn with_not_found_grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Looks until `done`, and returns what was seen last.
    ///
    /// `done` should be true for a state of failure as well, which no wait would end.
    ///
    /// # Errors
    ///
    /// The error of a look that is not looked past, as it is; or a timeout, whose source is the error of
    /// the last look if that failed.
    pub async fn until<T, L>(&self, look: impl FnMut() -> L, mut done: impl FnMut(&T) -> bool) -> Result<T>
    where
        L: Future<Output = Result<T>>,
    {
        self.look(look, |seen| seen.map(|seen| done(&seen).then_some(seen))).await
    }

    /// Looks until the resource is not found.
    ///
    /// # Errors
    ///
    /// As [`until`](Self::until).
    pub async fn until_gone<T, L>(&self, look: impl FnMut() -> L) -> Result<()>
    where
        L: Future<Output = Result<T>>,
    {
        let judge = |seen: Result<T>| match seen {
            Err(error) if is_gone(&error) => Ok(Some(())),
            seen => seen.map(|_| None),
        };
        self.look(look, judge).await
    }

    /// Looks until something comes of what was seen.
    async fn look<T, U, L>(
        &self,
        mut look: impl FnMut() -> L,
        mut judge: impl FnMut(Result<T>) -> Result<Option<U>>,
    ) -> Result<U>
    where
        L: Future<Output = Result<T>>,
    {
        let looks = pin!(async {
            let mut clock = Clock::start(self).await;
            loop {
                let failure = match until(clock.end, look()).await.map(&mut judge) {
                    Some(Ok(Some(outcome))) => return Ok(outcome),
                    Some(Ok(None)) => None,
                    Some(Err(error)) if self.looks_past(&error, clock.start) => Some(error),
                    Some(Err(error)) => return Err(error),
                    None => return Err(clock.timed_out(self.limit, None)),
                };
                clock.next(self, failure).await?;
            }
        });
        at_home("the wait", looks).await?
    }

    fn looks_past(&self, error: &Error, start: Instant) -> bool {
        is_transient(error) || error.is_not_found() && start.elapsed() < self.grace
    }
}

/// Whether the API says that the resource is not there. A gateway without a route has a page or a line of text for
/// that.
fn is_gone(error: &Error) -> bool {
    error.is_not_found() && (error.api().is_some() || error.body().is_empty())
}

/// Whether a look may succeed a little later.
fn is_transient(error: &Error) -> bool {
    error.is_server_error()
        || error.is_rate_limited()
        || matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Io)
        // Not for a name that does not exist, or a proxy that refuses the caller.
        || error.kind() == ErrorKind::Connect && error.retry() != Retry::Never
}

/// The times of one wait, and what the last look met.
struct Clock {
    start: Instant,
    end: Instant,
    failure: Option<Error>,
}

impl Clock {
    async fn start(wait: &Wait) -> Self {
        let start = Instant::now();
        sleep(wait.delay.min(wait.limit)).await;
        // A limit beyond what the clock can count is none; a century is as good.
        let century = Duration::from_secs(100 * 365 * 24 * 3600);
        Self { start, end: start + wait.limit.min(century), failure: None }
    }

    /// Waits for the time of the next look.
    async fn next(&mut self, wait: &Wait, failure: Option<Error>) -> Result<()> {
        let asked = failure.as_ref().and_then(Error::retry_after).unwrap_or_default();
        self.failure = failure;
        let now = Instant::now();
        // The last look is earlier than its turn, so that it has time before the limit.
        let last = self.end.checked_sub(LAST_LOOK.min(wait.interval / 2)).unwrap_or(now);
        if now >= last {
            return Err(self.timed_out(wait.limit, None));
        }
        let turn = now.checked_add(wait.interval).unwrap_or(self.end).min(last);
        let next = match now.checked_add(asked) {
            Some(asked) if asked.max(turn) < self.end => asked.max(turn),
            _ => return Err(self.timed_out(wait.limit, (!asked.is_zero()).then_some(asked))),
        };
        tracing::debug!(elapsed_s = self.start.elapsed().as_secs(), "not yet as wanted; looking again");
        sleep_until(next).await;
        Ok(())
    }

    /// The error of a wait that ends; `asked` is the pause that the server wants, where that is longer than what is
    /// left.
    fn timed_out(&mut self, limit: Duration, asked: Option<Duration>) -> Error {
        let message = match asked {
            Some(asked) => {
                format!("a pause of {asked:.1?}, which the server asks for, is more than is left of {limit:.1?}")
            }
            None => format!("what was waited for did not come within {limit:.1?}"),
        };
        match self.failure.take() {
            Some(failure) => {
                let call = CallSummary { attempts: 1, ..failure.call().clone() };
                let message = format!("{message}; the last look failed: {failure}");
                Error::new(ErrorKind::Timeout, message).complete(call).with_source(failure)
            }
            None => Error::new(ErrorKind::Timeout, message),
        }
    }
}
