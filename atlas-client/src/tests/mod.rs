//! Help for this crate's unit tests: a scripted transport, and in `api` a small hand-written API of the
//! shape that is generated, with the tests that need one.

pub(crate) mod api;
mod operations;
mod paging;

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};

use crate::transport::{self, Body, Transport, TransportError};
use crate::{Client, ClientBuilder, Credentials};

/// Runs a future that needs no runtime but time.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// A body of these chunks, and perhaps an error at its end.
pub(crate) fn chunks(parts: &[&'static str], error: Option<TransportError>) -> Body {
    struct Chunks(VecDeque<Result<Bytes, TransportError>>);
    impl Stream for Chunks {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front())
        }
    }
    let parts = parts.iter().map(|part| Ok(Bytes::from_static(part.as_bytes())));
    Body::stream(Chunks(parts.chain(error.map(Err)).collect()))
}

/// What a scripted server was sent, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Request<Bytes>>>>);

impl Log {
    pub(crate) fn take(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Path and query of each request.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.take().iter().map(|request| request.uri().path_and_query().unwrap().to_string()).collect()
    }
}

/// A transport that responds with these, one after the other, and fails the test when they run out.
pub(crate) fn script(responses: impl IntoIterator<Item = Response<Body>>) -> (impl Transport, Log) {
    let responses = Mutex::new(responses.into_iter().collect::<VecDeque<_>>());
    let log = Log::default();
    let seen = log.clone();
    let transport = transport::from_fn(move |request: Request<Bytes>| {
        seen.0.lock().unwrap().push(request);
        let response = responses.lock().unwrap().pop_front().expect("one request more than responses");
        async move { Ok(response) }
    });
    (transport, log)
}

/// A JSON response.
pub(crate) fn json(status: u16, body: impl Into<String>) -> Response<Body> {
    Response::builder().status(status).header("content-type", "application/json").body(Body::from(body.into())).unwrap()
}

/// A client of a scripted server, for a test to add settings to.
pub(crate) fn builder(responses: impl IntoIterator<Item = Response<Body>>) -> (ClientBuilder, Log) {
    let (transport, log) = script(responses);
    (Client::builder().credentials(Credentials::bearer("token")).transport(transport), log)
}

/// A client of a scripted server.
pub(crate) fn client(responses: impl IntoIterator<Item = Response<Body>>) -> (Client, Log) {
    let (builder, log) = builder(responses);
    (builder.build().unwrap(), log)
}
