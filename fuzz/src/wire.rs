//! A client whose transport is a function.

use std::future::Future;
use std::sync::{Arc, Mutex};

use atlas_client::transport::{self, Body};
use atlas_client::{Client, Credentials, RetryPolicy};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};

/// The server that the client is made for.
pub(crate) const HOST: &str = "atlas.example.com";

/// What went out, oldest first.
pub(crate) type Sent = Arc<Mutex<Vec<http::request::Parts>>>;

/// A client of [`HOST`] that gets the response which `respond` makes of the number of earlier requests.
pub(crate) fn client(
    credentials: Credentials,
    respond: impl Fn(usize) -> Response<Body> + Send + Sync + 'static,
) -> (Client, Sent) {
    let sent = Sent::default();
    let log = sent.clone();
    let transport = transport::from_fn(move |request: Request<_>| {
        let mut log = log.lock().expect("nobody panicked with the log");
        let response = respond(log.len());
        log.push(request.into_parts().0);
        std::future::ready(Ok(response))
    });
    let client = Client::builder()
        .base_url(format!("https://{HOST}"))
        .credentials(credentials)
        .retry(RetryPolicy::none())
        .transport(transport)
        .build()
        .expect("the settings are valid");
    (client, sent)
}

/// A response with this status and one header for each line of `text`.
pub(crate) fn response(status: u16, header: &'static str, text: &[u8], body: &str) -> Response<Body> {
    let mut headers = HeaderMap::new();
    for line in text.split(|byte| *byte == b'\n').take(20) {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append(HeaderName::from_static(header), value);
        }
    }
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let mut response = Response::builder().status(status).body(Body::from(body.to_owned())).expect("a valid status");
    *response.headers_mut() = headers;
    response
}

/// Drives a future to its end. Its time is stopped: it passes at once where everybody waits.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(future)
}
