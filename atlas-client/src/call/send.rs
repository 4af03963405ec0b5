//! Sending a request: attempts and the delays between them. Every error of a call is completed here.

use std::pin::pin;
use std::sync::Arc;

use tokio::time::{Instant, sleep_until, timeout};
use tracing::Instrument as _;

use super::around::around;
use super::attempt::{Failure, attempt};
use super::context::Context;
use super::deadline::Deadline;
use super::hook::AttemptResponse;
use super::pacer::{Refusal, Subject, Window};
use super::prepare::Call;
use super::received::{Limits, Reading, Received};
use super::request::Request;
use super::span::{self, About};
use super::stage::Track;
use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::retry::Retry;
use crate::task::{BoxFuture, at_home};

/// Sends a request, and reads as much of the body of a success.
pub(crate) fn send(request: Request, reading: Reading) -> BoxFuture<Result<Received>> {
    Box::pin(async move {
        let call = request.prepare(reading)?;
        let span = span::of_call(&call.about());
        let mut attempts = 0;
        // Pinned here and below, since a future that is wrapped or awaited by value is copied as a whole.
        let outcome = at_home("the call", pin!(attempts_of(&call, &mut attempts)).instrument(span.clone())).await;
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(left) => Err(left.complete(call.summary(attempts, attempts > 0 && !call.method.is_safe()))),
        };
        span::end_call(&span, attempts, outcome.as_ref().map(|outcome| outcome.response.status()));
        let Success { response: AttemptResponse { parts, payload }, maybe_applied } = outcome?;
        let (context, html) = (&call.context, call.accepts_html());
        Ok(Received {
            channel: Arc::clone(&context.channel),
            limits: Limits { body: context.body_limit, strictness: context.strictness, html },
            call: CallSummary { operation: call.name, attempts, maybe_applied },
            status: parts.status,
            headers: parts.headers,
            payload,
            timeout: call.timeout,
            span,
        })
    })
}

/// What a successful call comes to.
struct Success {
    response: AttemptResponse,
    /// Whether Atlas may have carried the request out, in this attempt or an earlier one.
    maybe_applied: bool,
}

/// Sends a request until it succeeds or is not to be sent again; counts the attempts.
async fn attempts_of(call: &Call, number: &mut u32) -> Result<Success> {
    let deadline = Deadline::from_now(&call.retry);
    let pacer = &call.context.pacer;
    let mut maybe_applied = false;
    // Refusals because of a rate limit do not count.
    let mut failures = 0;
    loop {
        let window = if call.retry.retries() {
            pacer.admit(call.subject(), deadline.map(|deadline| deadline.at)).await
        } else {
            Window::default()
        };
        *number += 1;
        let failure = match pin!(hooked(call, *number, deadline)).await {
            Ok(response) => {
                pacer.accepted(call.subject());
                return Ok(Success { response, maybe_applied: maybe_applied || !call.method.is_safe() });
            }
            Err(failure) => failure,
        };
        maybe_applied |= failure.maybe_applied;
        let error = failure.error;
        let is_rate_limited = error.retry() == Retry::RateLimited;
        let until = if is_rate_limited {
            call.rate_limited(window, &error)
        } else {
            failures += 1;
            if error.is_status_of_request() {
                pacer.accepted(call.subject());
            }
            call.failed(&error, failures)
        };
        let Some(until) = until.filter(|until| deadline.is_none_or(|deadline| *until < deadline.at)) else {
            return Err(error.complete(call.summary(*number, maybe_applied)));
        };
        tracing::warn!(
            operation = %call.name,
            attempt = *number,
            kind = ?error.kind(),
            status = error.status().map(|status| status.as_u16()),
            delay_ms = u64::try_from((until - Instant::now()).as_millis()).unwrap_or(u64::MAX),
            "retrying"
        );
        // For a rate limit the pacer waits, with the other calls.
        if !is_rate_limited {
            sleep_until(until).await;
        }
    }
}

/// One attempt in its span, with the client's hook around it.
async fn hooked(call: &Call, number: u32, deadline: Option<Deadline>) -> Result<AttemptResponse, Failure> {
    let span = span::of_attempt(&call.about(), number);
    let outcome = match call.context.hook.as_deref() {
        None => pin!(attempt(call, None, deadline, &Track::default())).instrument(span.clone()).await,
        Some(hook) => pin!(around(hook, call, number, deadline)).instrument(span.clone()).await,
    };
    span::end(&span, outcome.as_ref().map(AttemptResponse::status).map_err(|failure| &failure.error));
    outcome
}

impl Call {
    fn about(&self) -> About<'_> {
        About { name: &self.name, method: &self.method, template: &self.template, url: &self.url }
    }

    fn subject(&self) -> Subject<'_> {
        Subject { operation: &self.name, scope: &self.scope }
    }

    /// When the rate limit allows another attempt, if there is to be one. The pacer waits until then.
    fn rate_limited(&self, window: Window, error: &Error) -> Option<Instant> {
        let pacer = &self.context.pacer;
        let refusal = Refusal { window, retry_after: error.retry_after(), described: error.described() };
        let until = pacer.refused(self.subject(), refusal, self.retry.cap(), fastrand::f64());
        until.filter(|_| self.retry.retries())
    }

    /// When the next attempt begins, if there is to be one after this many failures.
    fn failed(&self, error: &Error, failures: u32) -> Option<Instant> {
        let delay = self.retry.delay(failures, error.retry(), &self.method, error.retry_after(), fastrand::f64())?;
        Instant::now().checked_add(delay)
    }
}

/// Revokes the access token.
pub(crate) async fn revoke(context: &Context) -> Result<()> {
    let revoked = pin!(timeout(context.timeout, context.auth.revoke(&context.channel)));
    let timed_out = |_| {
        let message = format!("the access token was not revoked within {:.1?}", context.timeout);
        Err(Error::new(ErrorKind::Timeout, message))
    };
    let revoked = at_home("the call", revoked).await.and_then(|revoked| revoked.unwrap_or_else(timed_out));
    revoked.map_err(|error| {
        error.complete(CallSummary { operation: "revoke token".into(), attempts: 1, maybe_applied: false })
    })
}
