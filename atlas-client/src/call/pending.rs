//! The future that every operation returns.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::decode::{Decode, Decoding, Later, begin};
use super::received::Received;
use super::request::Request;
use super::response::{Head, Response};
use super::send::send;

use crate::error::Result;
use crate::task::BoxFuture;

/// A call that is under way once it is awaited: a future of the operation's result.
///
/// Dropping it cancels the call; what has been sent by then may still be carried out.
#[must_use = "futures do nothing unless you `.await` them"]
pub struct Pending<T> {
    step: Step,
    decode: fn(Received) -> Result<T>,
}

enum Step {
    Sending(BoxFuture<Result<Received>>),
    Decoding(Later),
}

// Generated code calls these for each operation. They and what they name are compiled with the crate; what is polled,
// only in programs that call the operation.
impl<T> Pending<T> {
    /// The value of the response.
    pub(crate) fn body<K: Decode<Output = T>>(request: Request) -> Self {
        Self { step: Step::Sending(send(request, K::READING)), decode: K::decode }
    }
}

impl<T> Pending<Response<T>> {
    /// The value of the response with status and headers.
    pub(crate) fn full<K: Decode<Output = T>>(request: Request) -> Self {
        Self { step: Step::Sending(send(request, K::READING)), decode: full::<K> }
    }
}

fn full<K: Decode>(response: Received) -> Result<Response<K::Output>> {
    let head = Head::of(&response);
    K::decode(response).map(|body| Response::new(head, body))
}

impl<T: Send + 'static> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Step::Sending(response) = &mut self.step {
            match begin(ready!(response.as_mut().poll(cx))?, self.decode) {
                Decoding::Now(value) => return Poll::Ready(value),
                Decoding::Later(value) => self.step = Step::Decoding(value),
            }
        }
        match &mut self.step {
            Step::Decoding(value) => value.poll(cx),
            Step::Sending(_) => Poll::Pending,
        }
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}
