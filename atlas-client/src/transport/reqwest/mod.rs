//! The built-in transport, and the only module that knows reqwest.

mod pools;
mod settings;
mod tls;
mod watched;

use std::iter::successors;
use std::mem::take;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::Response;
use tokio::runtime::Handle;
use url::Url;

use self::pools::{Pools, UnderWay};
pub(crate) use self::settings::Settings;
use self::watched::Watched;
use super::body::Body;
use super::error::{TransportError, TransportErrorKind};
use super::outgoing::Outgoing;
use crate::error::BuildError;
use crate::task::{Home, left};

/// reqwest as a transport.
#[derive(Clone)]
pub(crate) enum Reqwest {
    /// A client configured elsewhere. Its connections belong to the runtimes that they were made on.
    Given(reqwest::Client),
    /// Clients of our own, one for each runtime.
    Own(Arc<Pools>),
}

impl Reqwest {
    /// A client configured elsewhere.
    pub(crate) fn from_client(client: reqwest::Client) -> Self {
        Self::Given(client)
    }

    /// Clients of our own: no redirects, no cookies, no decompression, proxies from the environment.
    pub(crate) fn new(settings: Settings) -> Result<Self, BuildError> {
        Ok(Self::Own(Arc::new(Pools::new(settings)?)))
    }

    /// A client whose connections the current runtime drives, as far as that is known, and what to hold while the
    /// request is under way.
    fn client(
        &self,
        outgoing: &Outgoing<'_>,
        runtime: Option<&Handle>,
    ) -> Result<(reqwest::Client, Option<UnderWay>), TransportError> {
        let client = match (self, runtime) {
            (Self::Given(client), _) => return Ok((client.clone(), None)),
            (Self::Own(pools), Some(runtime)) => pools.client(outgoing.is_repeated, outgoing.url.url(), runtime),
            (Self::Own(_), None) => Err(BuildError::new("the built-in transport needs a Tokio runtime")),
        };
        client.map_err(|error| TransportError::new(TransportErrorKind::Request, error))
    }
}

impl Reqwest {
    /// Sends the request; any status is a success.
    pub(crate) fn send(
        &self,
        outgoing: Outgoing<'_>,
    ) -> Result<impl Future<Output = Result<Response<Body>, TransportError>> + use<>, TransportError> {
        let (client, under_way) = self.client(&outgoing, Handle::try_current().ok().as_ref())?;
        // Ours does not follow redirects.
        let url = matches!(self, Self::Given(_)).then(|| Box::new(outgoing.url.url().clone()));
        let mut request = reqwest::Request::new(outgoing.method.clone(), outgoing.url.url().clone());
        *request.headers_mut() = outgoing.headers;
        *request.body_mut() = Some(Watched::new(outgoing.body, outgoing.progress.clone()).into());
        let response = client.execute(request);
        let home = Home::here();
        Ok(async move { received(response.await, url.as_deref(), home, under_way) })
    }
}

/// A response, if it comes from where the request was sent.
fn received(
    response: reqwest::Result<reqwest::Response>,
    url: Option<&Url>,
    home: Home,
    under_way: Option<UnderWay>,
) -> Result<Response<Body>, TransportError> {
    let mut received = response.map_err(convert)?;
    if url.is_some_and(|url| url != received.url()) {
        let text = "the reqwest client followed a redirect; turn that off";
        return Err(TransportError::new(TransportErrorKind::Redirected, text));
    }
    let (status, headers) = (received.status(), take(received.headers_mut()));
    let mut response = Response::new(Body::stream(Frames { response: received, home, _under_way: under_way }));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The kind of failure; the URL, whose query may hold anything, is taken out of the text.
fn convert(error: reqwest::Error) -> TransportError {
    let kind = if is_head_too_large(&error) {
        TransportErrorKind::TooLarge
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_redirect() {
        TransportErrorKind::Redirected
    } else {
        TransportErrorKind::Io
    };
    TransportError::new(kind, error.without_url())
}

/// Whether the response has more headers, or longer ones, than HTTP libraries read. hyper says so in words only.
fn is_head_too_large(error: &reqwest::Error) -> bool {
    let first = error as &(dyn std::error::Error + 'static);
    successors(Some(first), |error| error.source()).any(|error| error.to_string().contains("head is too large"))
}

/// The data of a body; trailers are ignored.
struct Frames {
    response: reqwest::Response,
    /// What drives the connection.
    home: Home,
    _under_way: Option<UnderWay>,
}

impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // Nothing is lost when this future is dropped: it has taken a chunk, or holds none.
        let chunk = pin!(self.response.chunk()).poll(cx);
        match chunk {
            Poll::Pending if self.home.is_left() => {
                Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Io, left("the body")))))
            }
            Poll::Pending => Poll::Pending,
            Poll::Ready(chunk) => Poll::Ready(chunk.map_err(convert).transpose()),
        }
    }
}
