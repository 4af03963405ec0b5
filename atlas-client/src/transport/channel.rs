//! The way to the server: a transport, where the server is, and how the program names itself.

use std::sync::Arc;

use http::HeaderValue;

use super::send::Transport;
use crate::url::BaseUrl;

/// A transport, and where the server is.
pub(crate) struct Channel {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) base: BaseUrl,
    pub(crate) user_agent: HeaderValue,
}
