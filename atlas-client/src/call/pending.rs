//! The future that every operation returns.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::decode::Decode;
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
pub struct Pending<T> {
    response: BoxFuture<Result<Received>>,
    decode: fn(Received) -> Result<T>,
}

impl<T> Pending<T> {
    /// The value of the response.
    pub(crate) fn body<K: Decode<Output = T>>(request: Request) -> Self {
        Self { response: send(request, K::STREAM), decode: K::decode }
    }
}

impl<T> Pending<Response<T>> {
    /// The value of the response with status and headers.
    pub(crate) fn full<K: Decode<Output = T>>(request: Request) -> Self {
        Self { response: send(request, K::STREAM), decode: full::<K> }
    }
}

fn full<K: Decode>(response: Received) -> Result<Response<K::Output>> {
    let (status, headers, call) = (response.status, response.headers.clone(), response.call.clone());
    Ok(Response::new(call, status, headers, K::decode(response)?))
}

impl<T> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(cx));
        Poll::Ready(response.and_then(self.decode))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}
