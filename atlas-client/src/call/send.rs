//! Sending a request: attempts and the delays between them. Every error of a call is completed here.

use std::sync::Arc;

use tokio::time::{Instant, sleep, timeout};

use super::attempt::{Failure, attempt};
use super::context::Context;
use super::prepare::Call;
use super::received::{Limits, Received};
use super::request::Request;
use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::task::BoxFuture;

/// Sends a request. With `stream`, the body of a success is not read.
pub(crate) fn send(request: Request, stream: bool) -> BoxFuture<Result<Received>> {
    Box::pin(async move {
        let call = request.prepare(!stream)?;
        let deadline = call.retry.overall_limit().and_then(|limit| Instant::now().checked_add(limit));
        let mut maybe_applied = false;
        let mut number = 1;
        loop {
            let summary = |maybe_applied| CallSummary { operation: call.name.clone(), attempts: number, maybe_applied };
            let failure = match attempt(&call, stream, deadline).await {
                Ok((parts, payload)) => {
                    return Ok(Received {
                        channel: Arc::clone(&call.context.channel),
                        call: summary(maybe_applied || !call.method.is_safe()),
                        status: parts.status,
                        headers: parts.headers,
                        payload,
                        timeout: call.timeout,
                        limits: Limits { body: call.context.body_limit, strictness: call.context.strictness },
                    });
                }
                Err(failure) => failure,
            };
            maybe_applied |= failure.maybe_applied;
            let Some(delay) = call.delay(&failure, number, deadline) else {
                return Err(failure.error.complete(summary(maybe_applied)));
            };
            tracing::warn!(
                operation = %call.name,
                attempt = number,
                kind = ?failure.error.kind(),
                status = failure.error.status().map(|status| status.as_u16()),
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                "retrying"
            );
            sleep(delay).await;
            number += 1;
        }
    })
}

impl Call {
    /// How long to wait before the next attempt, if there is to be one.
    fn delay(&self, failure: &Failure, number: u32, deadline: Option<Instant>) -> Option<std::time::Duration> {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let error = &failure.error;
        self.retry.delay(number, error.retry(), &self.method, error.retry_after(), left, fastrand::f64())
    }
}

/// Revokes the access token.
pub(crate) async fn revoke(context: &Context) -> Result<()> {
    let revoked = timeout(context.timeout, context.auth.revoke(&context.channel)).await;
    let timed_out = |_| {
        let message = format!("the token endpoint did not respond within {:.1?}", context.timeout);
        Err(Error::new(ErrorKind::Timeout, message))
    };
    revoked.unwrap_or_else(timed_out).map_err(|error| {
        error.complete(CallSummary { operation: "revoke token".into(), attempts: 1, maybe_applied: false })
    })
}
