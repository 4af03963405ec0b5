//! The built-in transport, and the only module that knows reqwest.

mod pools;
mod settings;
mod tls;
mod watched;

use std::iter::successors;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response, Uri};
use http_body::Body as _;
use reqwest::Url;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::yield_now;

use self::pools::Pools;
pub(crate) use self::settings::Settings;
use self::watched::Watched;
use super::body::Body;
use super::error::{TransportError, TransportErrorKind};
use super::progress::Progress;
use super::send::{Transport, TransportFuture};
use crate::error::BuildError;

/// reqwest as a [`Transport`].
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

    fn client(&self, is_idempotent: bool) -> Result<reqwest::Client, TransportError> {
        match self {
            Self::Given(client) => Ok(client.clone()),
            Self::Own(pools) => {
                pools.client(is_idempotent).map_err(|error| TransportError::new(TransportErrorKind::Request, error))
            }
        }
    }
}

impl Transport for Reqwest {
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        let this = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = exact(&parts.uri)?;
            let is_idempotent = parts.method.is_idempotent();
            if !is_idempotent {
                // The runtime may not have run since the server closed a connection, as in a loop of `block_on`. Let
                // the connection see that before the pool hands it out: a request that is lost on it can't be retried.
                yield_now().await;
                yield_now().await;
            }
            let mut request = reqwest::Request::new(parts.method, url.clone());
            *request.headers_mut() = parts.headers;
            match parts.extensions.get::<Progress>() {
                Some(progress) => *request.body_mut() = Some(Watched::new(body, progress.clone()).into()),
                None if body.is_empty() => {}
                None => *request.body_mut() = Some(body.into()),
            }
            let response = this.client(is_idempotent)?.execute(request).await.map_err(convert)?;
            if *response.url() != url {
                let text = "the reqwest client followed a redirect; turn that off";
                return Err(TransportError::new(TransportErrorKind::Redirected, text));
            }
            let runtime = Handle::try_current().ok();
            Ok(Response::from(response).map(|body| Body::stream(Frames { body, runtime })))
        })
    }
}

/// The URL, unless the URL parser would send another one than was built.
fn exact(uri: &Uri) -> Result<Url, TransportError> {
    let text = uri.to_string();
    match Url::parse(&text) {
        Ok(url) if url.as_str() == text => Ok(url),
        Ok(_) => Err(TransportError::new(TransportErrorKind::Request, "the URL would be altered on its way out")),
        Err(error) => Err(TransportError::new(TransportErrorKind::Request, error)),
    }
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
    body: reqwest::Body,
    /// The runtime that drives the connection.
    runtime: Option<Handle>,
}

impl Frames {
    /// Whether this is polled on another runtime than the one that drives the connection, which may be idle.
    fn is_stranded(&self) -> bool {
        self.runtime.as_ref().is_some_and(|runtime| {
            runtime.runtime_flavor() == RuntimeFlavor::CurrentThread
                && Handle::try_current().is_ok_and(|current| current.id() != runtime.id())
        })
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Pending if self.is_stranded() => {
                    let text = "the body is read on another Tokio runtime than its request was sent on, and that one runs \
                                only while it is blocked on";
                    Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Io, text))))
                }
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(convert(error)))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    Err(_) => continue,
                },
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_that_stay_as_they_are_go_out() {
        for text in
            ["https://host/", "https://host/a/b%2Fc?x=1%202&y=%24", "http://127.0.0.1:8080/a:b/x.gz", "https://h/a//b"]
        {
            assert_eq!(exact(&text.parse().unwrap()).unwrap().as_str(), text);
        }
        for text in [
            "https://host/a/../b",
            "https://host/a/%2e%2e/b",
            "https://host/a/.",
            "https://HOST/a",
            "https://host:443/a",
        ] {
            let error = exact(&text.parse().unwrap()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Request, "{text}");
        }
    }
}
