//! The way to the server: a transport, where the server is, and how the program names itself.

use std::sync::Arc;

use http::{HeaderValue, Response};
use tokio::task::yield_now;

use super::body::Body;
use super::error::TransportError;
use super::outgoing::Outgoing;
#[cfg(feature = "reqwest")]
use super::reqwest::Reqwest;
use super::send::{Transport, TransportFuture};
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
    /// To be awaited before a request is sent. The runtime may not have run since the server closed a connection, as in
    /// a loop of `block_on`: lets the connection see that before the pool hands it out, if a request that is lost on it
    /// is not repeated.
    pub(crate) async fn settle(&self, is_repeated: bool) {
        if self.has_pool() && !is_repeated {
            yield_now().await;
            yield_now().await;
        }
    }

    fn has_pool(&self) -> bool {
        match self {
            #[cfg(feature = "reqwest")]
            Self::BuiltIn(_) => true,
            Self::Other(_) => false,
        }
    }

    /// Sends the request; any status is a success. What is returned holds no more than it needs to wait.
    pub(crate) fn send(
        &self,
        request: Outgoing<'_>,
    ) -> impl Future<Output = Result<Response<Body>, TransportError>> + use<> {
        let sending = match self {
            #[cfg(feature = "reqwest")]
            Self::BuiltIn(transport) => Sending::BuiltIn(transport.send(request)),
            Self::Other(transport) => Sending::Other(request.try_into().map(|request| transport.send(request))),
        };
        async move {
            match sending {
                #[cfg(feature = "reqwest")]
                Sending::BuiltIn(response) => response?.await,
                Sending::Other(response) => response?.await,
            }
        }
    }
}

/// A request that was sent, or could not be.
enum Sending<#[cfg(feature = "reqwest")] F> {
    #[cfg(feature = "reqwest")]
    BuiltIn(Result<F, TransportError>),
    Other(Result<TransportFuture, TransportError>),
}
