//! Running a hook around an attempt.

use std::sync::Arc;

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName};

use super::attempt::{Failure, attempt, read};
use super::deadline::{Deadline, within};
use super::hook::{Attempt, AttemptFuture, AttemptHook, AttemptResponse, Exchange};
use super::prepare::Call;
use super::stage::{Stage, Track};
use crate::error::{Error, ErrorKind};
use crate::task::until;
use crate::transport::{Body, TransportError, failure};

/// Headers that say where a request ends or where it goes.
const FRAMING: [HeaderName; 3] = [CONNECTION, HOST, TRANSFER_ENCODING];

/// Runs `hook` around an attempt.
pub(super) async fn around(
    hook: &dyn AttemptHook,
    call: &Call,
    number: u32,
    deadline: Option<Deadline>,
) -> Result<AttemptResponse, Failure> {
    let track = Arc::new(Track::default());
    let exchange = Hooked { call: call.clone(), number, deadline, track: Arc::clone(&track) };
    let outcome = hook.around(Attempt {
        operation: call.name.clone(),
        method: call.method.clone(),
        template: call.template.clone(),
        number,
        headers: call.headers(),
        exchange: Box::new(exchange),
    });
    let outcome = match deadline {
        // The attempt itself ends then too; this is about what else the hook waits for.
        Some(deadline) => until(deadline.at, outcome).await.unwrap_or_else(|| Err(overdue())),
        None => outcome.await,
    };
    // Also where the hook gave up the future that sends, or let another task have it.
    outcome.map_err(|error| Failure { error, maybe_applied: !call.method.is_safe() && track.may_have_left() })
}

fn overdue() -> Error {
    Error::new(ErrorKind::Timeout, "the hook around the attempt did not end within the overall limit of the call")
}

/// An attempt in the hands of a hook.
struct Hooked {
    call: Call,
    number: u32,
    deadline: Option<Deadline>,
    track: Arc<Track>,
}

impl Exchange for Hooked {
    fn send(self: Box<Self>, headers: HeaderMap) -> AttemptFuture {
        Box::pin(async move {
            if let Some(name) = self.framing(&headers) {
                let message = format!("the header `{name}` is the transport's; a hook cannot set it");
                return Err(self.complete(Failure::before_sending(Error::new(ErrorKind::Request, message))));
            }
            match attempt(&self.call, Some(&headers), self.deadline, &self.track).await {
                Ok(response) => Ok(self.received(response)),
                Err(failure) => Err(self.complete(failure)),
            }
        })
    }

    fn respond(self: Box<Self>, response: http::Response<Body>) -> AttemptFuture {
        Box::pin(async move {
            let (parts, body) = response.into_parts();
            self.track.enter(Stage::Reading);
            let error = match within(self.call.timeout, self.deadline, read(&self.call, parts, body)).await {
                Ok(Ok(response)) => return Ok(self.received(response)),
                Ok(Err(error)) => error,
                Err(limit) => self.track.timed_out(&self.call, limit),
            };
            Err(self.complete(Failure::after_sending(error, &self.call)))
        })
    }

    fn fail(self: Box<Self>, error: TransportError) -> Error {
        let error = failure(error, self.call.context.channel.base.origin());
        let failure = Failure::after_sending(error, &self.call);
        self.complete(failure)
    }
}

impl Hooked {
    fn framing(&self, headers: &HeaderMap) -> Option<HeaderName> {
        // An empty body has a length, since some servers want one.
        let has_length = headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0" || !self.call.body.is_empty());
        let set = FRAMING.into_iter().find(|name| headers.contains_key(name));
        set.or(has_length.then_some(CONTENT_LENGTH))
    }

    fn received(&self, response: AttemptResponse) -> AttemptResponse {
        self.track.end(!self.call.method.is_safe());
        response
    }

    fn complete(&self, Failure { error, maybe_applied }: Failure) -> Error {
        self.track.end(maybe_applied);
        error.complete(self.call.summary(self.number, maybe_applied))
    }
}
