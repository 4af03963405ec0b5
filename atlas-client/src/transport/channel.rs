//! The way to the server: a transport, where the server is, and how the program names itself.

use std::sync::Arc;

use http::{HeaderValue, Response};

use super::body::Body;
use super::error::TransportError;
use super::outgoing::Outgoing;
#[cfg(feature = "reqwest")]
use super::reqwest::Reqwest;
use super::send::Transport;
use crate::url::BaseUrl;

/// A transport, and where the server is.
pub(crate) struct Channel {
    pub(crate) transport: AnyTransport,
    pub(crate) base: BaseUrl,
    pub(crate) user_agent: HeaderValue,
}

/// The built-in transport, or another.
#[derive(Clone)]
pub(crate) enum AnyTransport {
    #[cfg(feature = "reqwest")]
    BuiltIn(Reqwest),
    Other(Arc<dyn Transport>),
}

impl AnyTransport {
    pub(crate) async fn send(&self, request: Outgoing<'_>) -> Result<Response<Body>, TransportError> {
        match self {
            #[cfg(feature = "reqwest")]
            Self::BuiltIn(transport) => transport.send(request).await,
            Self::Other(transport) => transport.send(request.try_into()?).await,
        }
    }
}
