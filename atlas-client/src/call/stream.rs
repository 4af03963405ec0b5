//! Bodies that are not decoded: logs, CSV files and other downloads.

use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::task::{Home, LATE};
use crate::transport::{Body, Channel, failure};

/// The body of a response, chunk by chunk: nothing is decompressed, decoded or kept.
///
/// It is a [`Stream`] of chunks, and has [`try_next`](ByteStream::try_next) for programs that use no
/// stream library. Dropping it ends the download.
///
/// ```no_run
/// # async fn run(client: atlas_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::io::Write as _;
/// use atlas_client::Method;
///
/// let path = "/api/atlas/v2/groups/{groupId}/clusters/{hostName}/logs/{logName}.gz";
/// let mut log = client.request(Method::GET, path)
///     .path("32b6e34b3d91647abb20e7b8").path("host.mongodb.net").path("mongodb")
///     .accept("application/vnd.atlas.2023-02-01+gzip")
///     .stream()
///     .await?;
/// let mut file = std::fs::File::create("mongodb.gz")?;
/// while let Some(chunk) = log.try_next().await? {
///     file.write_all(&chunk)?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct ByteStream {
    channel: Arc<Channel>,
    call: CallSummary,
    headers: HeaderMap,
    body: Option<Body>,
    /// How long a silence may last.
    timeout: Duration,
    silence: Option<(Home, Pin<Box<Sleep>>)>,
}

impl ByteStream {
    pub(crate) fn new(
        channel: Arc<Channel>,
        call: CallSummary,
        headers: HeaderMap,
        body: Body,
        timeout: Duration,
    ) -> Self {
        Self { channel, call, headers, body: Some(body), timeout, silence: None }
    }

    /// The media type of the bytes, as the server states it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes there will be, if the server says so.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or is silent for longer than the attempt may take. After an error
    /// there are no more chunks.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>> {
        poll_fn(|cx| self.poll_chunk(cx)).await.transpose()
    }

    /// All bytes, if there are at most `limit`.
    ///
    /// # Errors
    ///
    /// As [`try_next`](Self::try_next), and if there are more bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes> {
        let mut out = BytesMut::new();
        while let Some(chunk) = self.try_next().await? {
            if chunk.len() > limit - out.len() {
                return Err(self.fail(ErrorKind::TooLarge, format!("there are more than {limit} bytes")));
            }
            out.extend_from_slice(&chunk);
        }
        Ok(out.freeze())
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(chunk) = body.poll_chunk(cx) {
            self.silence = None;
            return Poll::Ready(match chunk {
                Some(Ok(chunk)) => Some(Ok(chunk)),
                Some(Err(error)) => {
                    self.body = None;
                    let error = failure(error, self.channel.base.origin());
                    Some(Err(self.complete(error)))
                }
                None => {
                    self.body = None;
                    None
                }
            });
        }
        let Some(end) = Instant::now().checked_add(self.timeout) else {
            return Poll::Pending;
        };
        self.silence.take_if(|(home, _)| home.is_left());
        let (_, silence) = self.silence.get_or_insert_with(|| (Home::here(), Box::pin(sleep_until(end))));
        ready!(silence.as_mut().poll(cx));
        // As in `until`: the program did not run then, and the bytes may be there.
        if silence.deadline().elapsed() > LATE {
            silence.as_mut().reset(Instant::now() + LATE);
            ready!(silence.as_mut().poll(cx));
        }
        self.body = None;
        Poll::Ready(Some(Err(self.fail(ErrorKind::Timeout, format!("no more bytes within {:.1?}", self.timeout)))))
    }

    fn fail(&self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
        self.complete(Error::new(kind, message))
    }

    fn complete(&self, error: Error) -> Error {
        error.complete(self.call.clone())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.call.operation).finish_non_exhaustive()
    }
}
