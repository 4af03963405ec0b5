//! The two times that end an attempt: its own, and the overall limit of its call.

use std::time::Duration;

use tokio::time::Instant;

use crate::retry::RetryPolicy;
use crate::task::until;

/// The time that was over.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    Attempt(Duration),
    Overall(Duration),
}

/// When a call with an overall limit has to end.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub(super) at: Instant,
    limit: Duration,
}

impl Deadline {
    /// That of a call which begins now. A limit beyond what the clock can count is none.
    pub(super) fn from_now(policy: &RetryPolicy) -> Option<Self> {
        let limit = policy.overall_limit()?;
        Instant::now().checked_add(limit).map(|at| Self { at, limit })
    }

    /// What ends a call at this time.
    pub(super) fn limit(self) -> Limit {
        Limit::Overall(self.limit)
    }
}

/// Gives `work` the time of an attempt, which begins now, or what is left until the deadline; the limit that ended it.
pub(super) async fn within<T>(
    timeout: Duration,
    deadline: Option<Deadline>,
    work: impl Future<Output = T>,
) -> Result<T, Limit> {
    let (end, limit) = match (Instant::now().checked_add(timeout), deadline) {
        (Some(end), Some(deadline)) if end <= deadline.at => (end, Limit::Attempt(timeout)),
        (_, Some(deadline)) => (deadline.at, deadline.limit()),
        (Some(end), None) => (end, Limit::Attempt(timeout)),
        (None, None) => return Ok(work.await),
    };
    until(end, work).await.ok_or(limit)
}
