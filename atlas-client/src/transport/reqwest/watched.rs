//! A request body that notices when its request leaves.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::transport::progress::Progress;

/// A body that tells a [`Progress`] when a connection takes the request. hyper asks a body for its end or its data only
/// then, and before it writes the first byte.
pub(super) struct Watched {
    bytes: Bytes,
    progress: Progress,
}

impl Watched {
    pub(super) fn new(bytes: Bytes, progress: Progress) -> Self {
        progress.connecting();
        Self { bytes, progress }
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.progress.sending();
        let bytes = std::mem::take(&mut self.bytes);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.progress.sending();
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(u64::try_from(self.bytes.len()).unwrap_or(u64::MAX))
    }
}

impl From<Watched> for reqwest::Body {
    fn from(body: Watched) -> Self {
        Self::wrap(body)
    }
}
