//! How far a request has got, which decides whether it may have been carried out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether bytes of a request may have left. The extensions of each request have one.
///
/// A transport that knows when it begins to write calls [`connecting`](Self::connecting) before and
/// [`sending`](Self::sending) then. An attempt that times out in between is certain not to have been carried out, so
/// that it is retried whatever its method. For a transport that does neither, a request counts as sent at once.
///
/// ```
/// use atlas_client::transport::Progress;
///
/// # async fn connect() {}
/// # async fn run(request: http::Request<atlas_client::Bytes>) {
/// let progress = request.extensions().get::<Progress>().cloned().unwrap_or_default();
/// progress.connecting();
/// connect().await;
/// progress.sending();
/// // …
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicBool>);

impl Progress {
    /// Says that no byte has left yet: there is no connection.
    pub fn connecting(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Says that bytes may leave from now on.
    pub fn sending(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    pub(crate) fn is_connecting(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
