//! A stand-in for Atlas below a real client.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response};

use super::recorded::RecordedRequest;
use super::route::Route;
use super::script::Script;
use super::state::State;
use crate::auth::Credentials;
use crate::client::{Client, ClientBuilder};
use crate::generated::meta::SERVER;
use crate::retry::RetryPolicy;
use crate::transport::{Body, Transport, TransportFuture};

/// Responds in place of Atlas, and remembers what it was asked. Clones are the same mock.
///
/// A request that no script is for is a mistake in the test, and panics with its name.
#[derive(Clone, Debug, Default)]
pub struct Mock(State);

impl Mock {
    /// A mock without scripts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins or continues the script of an operation: its name in the OpenAPI document, such as `listDatabaseUsers`,
    /// or a method and a path template, such as `GET /api/atlas/v2/groups/{groupId}`.
    ///
    /// Of two templates that fit a path, the one with fewer placeholders counts.
    ///
    /// # Panics
    ///
    /// If there is no such operation among the enabled features, or the template is not valid.
    #[track_caller]
    pub fn on(&self, operation: &str) -> Script {
        let index = self.0.script(parse(operation));
        Script { state: self.0.clone(), index }
    }

    /// A client of this mock: as in production, but without delays between attempts, where a response does not ask
    /// for one.
    #[must_use]
    pub fn client(&self) -> Client {
        let client = self.builder().retry(RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO)).build();
        client.expect("a client without settings can be built")
    }

    /// A client of this mock, for a test to add settings to. It has a bearer token; the token of a service account is
    /// given out without a script.
    pub fn builder(&self) -> ClientBuilder {
        self.builder_for(SERVER)
    }

    /// A client needs a base URL, which a mock does not use; not every document has one.
    fn builder_for(&self, server: Option<&str>) -> ClientBuilder {
        let builder = Client::builder().credentials(Credentials::bearer("test")).transport(self.clone());
        builder.base_url(server.unwrap_or("https://server.invalid"))
    }

    /// The requests so far, but for those of access tokens, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.0.requests().into_iter().filter(|request| !is_of_tokens(request.path())).collect()
    }

    /// The requests of one operation so far, named as for [`on`](Self::on).
    ///
    /// # Panics
    ///
    /// As [`on`](Self::on).
    #[must_use]
    #[track_caller]
    pub fn requests_of(&self, operation: &str) -> Vec<RecordedRequest> {
        let route = parse(operation);
        let fits = |request: &RecordedRequest| route.fit(request.method(), request.path()).is_some();
        self.0.requests().into_iter().filter(fits).collect()
    }

    /// Checks that each script got at least one request for each of its responses.
    ///
    /// # Panics
    ///
    /// If a response was not used.
    #[track_caller]
    pub fn assert_all_used(&self) {
        let unused = self.0.unused();
        assert!(unused.is_empty(), "responses were not used: {}", unused.join(", "));
    }
}

impl Transport for Mock {
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        let (request, planned) = self.0.take(request);
        Box::pin(async move {
            let Some(planned) = planned else {
                return Ok(unscripted(&request));
            };
            if !planned.delay.is_zero() {
                tokio::time::sleep(planned.delay).await;
            }
            planned.outcome(&request)
        })
    }
}

/// The response to a request that no script is for: only access tokens have one.
fn unscripted(request: &RecordedRequest) -> Response<Body> {
    let path = request.path();
    assert!(
        is_of_tokens(path) && request.method() == Method::POST,
        "the test has no response for {request:?}: add one with `mock.on(…)`"
    );
    Response::new(Body::from(r#"{"access_token":"test","expires_in":3600,"token_type":"Bearer"}"#))
}

fn is_of_tokens(path: &str) -> bool {
    path.ends_with("/api/oauth/token") || path.ends_with("/api/oauth/revoke")
}

#[track_caller]
fn parse(operation: &str) -> Route {
    match Route::parse(operation) {
        Ok(route) => route,
        Err(problem) => panic!("{problem}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mock_without_a_server_of_the_document() {
        assert!(Mock::new().builder_for(None).build().is_ok());
    }
}
