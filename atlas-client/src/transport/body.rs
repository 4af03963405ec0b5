//! The body of a response: a stream of chunks, whatever transport it comes from.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::task::coop::poll_proceed;
use tokio::time::{Instant, timeout_at};

use super::error::TransportError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of a response.
pub struct Body(Inner);

enum Inner {
    Whole(Bytes),
    Chunks(Chunks),
}

impl Body {
    /// A body of no bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self(Inner::Whole(Bytes::new()))
    }

    /// A body that arrives in chunks.
    pub fn stream(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Inner::Chunks(Box::pin(chunks)))
    }

    pub(crate) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let chunks = match &mut self.0 {
            Inner::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Inner::Whole(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Chunks(chunks) => chunks,
        };
        // Other tasks and time limits get their turn, even if the next chunk is always there.
        let budget = ready!(poll_proceed(cx));
        let chunk = chunks.as_mut().poll_next(cx);
        if chunk.is_ready() {
            budget.made_progress();
        }
        chunk
    }

    async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// All of the body, if it has at most `limit` bytes.
    pub(crate) async fn collect(mut self, limit: usize) -> Result<Bytes, CollectError> {
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        while let Some(chunk) = self.chunk().await {
            let chunk = chunk.map_err(CollectError::Broken)?;
            if chunk.len() > limit - first.len().max(rest.len()) {
                return Err(CollectError::TooLarge);
            }
            if first.is_empty() && rest.is_empty() {
                first = chunk;
                continue;
            }
            if rest.is_empty() {
                rest.extend_from_slice(&std::mem::take(&mut first));
            }
            rest.extend_from_slice(&chunk);
        }
        Ok(if rest.is_empty() { first } else { rest.freeze() })
    }

    /// What can be had of the body within `patience`, up to `limit` bytes: for errors, where something is
    /// better than nothing, and the status must not be lost to a body that does not come.
    pub(crate) async fn collect_some(mut self, limit: usize, patience: Duration) -> Bytes {
        let mut out = BytesMut::new();
        let end = Instant::now() + patience;
        while let Ok(Some(Ok(chunk))) = timeout_at(end, self.chunk()).await {
            let room = limit - out.len();
            out.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if out.len() == limit {
                break;
            }
        }
        out.freeze()
    }
}

/// Why a body could not be collected.
#[derive(Debug)]
pub(crate) enum CollectError {
    TooLarge,
    Broken(TransportError),
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::FutureExt as _;
    use futures_util::stream::poll_fn;

    use super::super::error::TransportErrorKind;
    use super::*;
    use crate::tests::{block_on, chunks};

    const SECOND: Duration = Duration::from_secs(1);

    fn broken() -> TransportError {
        TransportError::new(TransportErrorKind::Io, "reset")
    }

    #[test]
    fn body_up_to_its_limit() {
        let whole = |parts: &[&'static str], limit| block_on(chunks(parts, None).collect(limit));
        assert_eq!(whole(&["ab", "cde", "f"], 6).unwrap(), "abcdef");
        assert_eq!(whole(&["abcdef"], 6).unwrap(), "abcdef");
        assert_eq!(whole(&[], 0).unwrap(), "");
        assert!(matches!(whole(&["ab", "cde", "f"], 5), Err(CollectError::TooLarge)));
        assert!(matches!(whole(&["abcdef"], 5), Err(CollectError::TooLarge)));
    }

    #[test]
    fn broken_body() {
        let body = || chunks(&["ab", "cd"], Some(broken()));
        assert!(matches!(block_on(body().collect(99)), Err(CollectError::Broken(_))));
        assert_eq!(block_on(async { body().collect_some(99, SECOND).await }), "abcd");
        assert_eq!(block_on(async { body().collect_some(3, SECOND).await }), "abc");
    }

    #[tokio::test]
    async fn chunks_that_are_always_there() {
        for text in ["", "x"] {
            let number = Arc::new(AtomicUsize::new(0));
            let body = || {
                let number = Arc::clone(&number);
                Body::stream(poll_fn(move |_| {
                    let is_left = number.fetch_add(1, Ordering::Relaxed) < 10_000;
                    Poll::Ready(is_left.then_some(Ok(Bytes::from_static(text.as_bytes()))))
                }))
            };
            for part in
                [body().collect(99_999).map(drop).boxed(), body().collect_some(99_999, SECOND).map(drop).boxed()]
            {
                number.store(0, Ordering::Relaxed);
                tokio::select! {
                    biased;
                    () = part => panic!("no other had its turn"),
                    () = tokio::task::yield_now() => {}
                }
            }
        }
    }
}
