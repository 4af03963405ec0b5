//! The future that every operation returns.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::decode::{Decode, Decoding, begin};
use super::received::Received;
use super::request::Request;
use super::response::Response;
use super::send::send;

use crate::error::Result;
use crate::task::BoxFuture;

/// A call that is under way once it is awaited: a future of the operation's result.
///
/// Dropping it cancels the call; what has been sent by then may still be carried out.
#[must_use = "futures do nothing unless you `.await` them"]
pub struct Pending<T>(State<T>);

enum State<T> {
    Sending(BoxFuture<Result<Received>>, fn(Received) -> Decoding<T>),
    Decoding(BoxFuture<Result<T>>),
}

impl<T: Send + 'static> Pending<T> {
    /// The value of the response.
    pub(crate) fn body<K: Decode<Output = T>>(request: Request) -> Self {
        Self(State::Sending(send(request, K::STREAM), |response| begin(response, K::decode)))
    }
}

impl<T: Send + 'static> Pending<Response<T>> {
    /// The value of the response with status and headers.
    pub(crate) fn full<K: Decode<Output = T>>(request: Request) -> Self {
        Self(State::Sending(send(request, K::STREAM), |response| begin(response, full::<K>)))
    }
}

fn full<K: Decode>(response: Received) -> Result<Response<K::Output>> {
    let (status, headers, call) = (response.status, response.headers.clone(), response.call.clone());
    Ok(Response::new(call, status, headers, K::decode(response)?))
}

impl<T> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match &mut self.0 {
                State::Sending(response, decode) => match ready!(response.as_mut().poll(cx)).map(*decode) {
                    Ok(Decoding::Now(value)) => return Poll::Ready(value),
                    Ok(Decoding::Later(value)) => self.0 = State::Decoding(value),
                    Err(error) => return Poll::Ready(Err(error)),
                },
                State::Decoding(value) => return value.as_mut().poll(cx),
            }
        }
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}
