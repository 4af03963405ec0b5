//! The way out: an HTTP client behind a trait, so that a test or a special network can take its place.
//!
//! The built-in transport is reqwest with rustls. Your own gets requests that are complete, with
//! credentials, and answers them; retries, authentication, limits and timeouts are above it.
//!
//! ```
//! use atlas_client::transport::{self, Body};
//! use atlas_client::{Client, Credentials, Method};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .credentials(Credentials::bearer("token"))
//!     .transport(transport::from_fn(|request| async move {
//!         assert_eq!(request.uri().path(), "/api/atlas/v2/groups/abc");
//!         Ok(http::Response::new(Body::from(r#"{"name":"demo"}"#)))
//!     }))
//!     .build()?;
//! let group = client.request(Method::GET, "/api/atlas/v2/groups/{groupId}").path("abc").send().await?;
//! assert_eq!(group.body(), r#"{"name":"demo"}"#.as_bytes());
//! # Ok(())
//! # }
//! ```

mod body;
mod channel;
mod failure;
mod progress;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

pub use body::Body;
pub(crate) use body::CollectError;
pub(crate) use channel::Channel;
pub(crate) use failure::failure;
pub use progress::Progress;

/// What [`Transport::send`] responses.
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send>>;

/// Something that sends one HTTP request and answers with status, headers and body.
///
/// It must not follow redirects, retry, or alter the URL. Dropping the future must cancel the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request; any status is a success.
    fn send(&self, request: Request<Bytes>) -> TransportFuture;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        (**self).send(request)
    }
}

/// A transport made of a function, for tests above all: see the [module](self).
pub fn from_fn<F, A>(function: F) -> FromFn<F>
where
    F: Fn(Request<Bytes>) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    FromFn(function)
}

/// See [`from_fn`].
#[derive(Clone)]
pub struct FromFn<F>(F);

impl<F, A> Transport for FromFn<F>
where
    F: Fn(Request<Bytes>) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        Box::pin((self.0)(request))
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FromFn(..)")
    }
}

/// Why a request got no complete response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// What the runtime needs to know about a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// It took too long.
    Timeout,
    /// The request could not be sent as it stands, so nothing was sent.
    Request,
    /// The response comes from another URL.
    Redirected,
    /// The headers of the response are too large, or too many.
    TooLarge,
    /// Anything else; the request may have been carried out.
    Io,
}

impl TransportError {
    /// An error of this kind. Its source must not have credentials in its text.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Redirected => "the response comes from another URL",
            TransportErrorKind::TooLarge => "the headers of the response are too large",
            TransportErrorKind::Io => "the connection broke",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
