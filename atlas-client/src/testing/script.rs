//! Responses in the order in which they are given.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::planned::{Content, Planned, error_body};
use super::recorded::RecordedRequest;
use super::state::State;
use crate::transport::{Body, TransportErrorKind};

/// The responses to requests of one operation, one after the other; the last one is repeated.
///
/// Each method that is not called `with_…` adds a response; those that are change the one added last. They panic when a
/// value cannot be encoded, or is not valid in HTTP: this is for tests.
///
/// ```
/// use std::time::Duration;
/// use atlas_client::testing::Mock;
///
/// let mock = Mock::new();
/// mock.on("GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}")
///     .error(429, "RATE_LIMITED").with_header("retry-after", "1")
///     .broken_connection()
///     .json(&serde_json::json!({ "stateName": "CREATING" })).with_delay(Duration::from_millis(5))
///     .json(&serde_json::json!({ "stateName": "IDLE" }));
/// ```
#[derive(Debug)]
pub struct Script {
    pub(super) state: State,
    pub(super) index: usize,
}

impl Script {
    /// Adds a response with status 200 and `body` as JSON: a model, or any other value that can be serialized.
    #[track_caller]
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        let body = serde_json::to_vec(body).expect("the body can be encoded as JSON");
        self.push(StatusCode::OK, Content::Json(body.into()))
    }

    /// Adds a list of these items, served in pages as `pageNum` and `itemsPerPage` of the request say, each with a
    /// link to the next.
    #[track_caller]
    pub fn items<I: Serialize>(self, items: impl IntoIterator<Item = I>) -> Self {
        let encode = |item| serde_json::to_value(item).expect("an item can be encoded as JSON");
        let items = items.into_iter().map(encode).collect();
        self.push(StatusCode::OK, Content::Items(items))
    }

    /// Adds a response with this status and no body, such as 204.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        self.push(valid_status(status), Content::Bytes(Bytes::new()))
    }

    /// Adds a response with status 200 and these bytes as its body.
    pub fn bytes(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.push(StatusCode::OK, Content::Bytes(body.into())).with_header("content-type", media_type)
    }

    /// Adds an error of Atlas, with this status and error code.
    #[track_caller]
    pub fn error(self, status: u16, code: &str) -> Self {
        let status = valid_status(status);
        let body = error_body(status, Some(code), "scripted by a test");
        self.push(status, Content::Json(body))
    }

    /// Adds a connection that breaks after the request was sent, so that it may have been carried out.
    pub fn broken_connection(self) -> Self {
        self.push(StatusCode::OK, Content::Failure(TransportErrorKind::Io))
    }

    /// Adds a connection that cannot be made, so that nothing is sent.
    pub fn no_connection(self) -> Self {
        self.push(StatusCode::OK, Content::Failure(TransportErrorKind::Connect))
    }

    /// Adds a response made from the request.
    pub fn respond(self, respond: impl Fn(&RecordedRequest) -> http::Response<Body> + Send + Sync + 'static) -> Self {
        self.push(StatusCode::OK, Content::Function(Arc::new(respond)))
    }

    /// Sets the status of the response added last.
    #[track_caller]
    pub fn with_status(self, status: u16) -> Self {
        let status = valid_status(status);
        self.change(|planned| planned.status = status)
    }

    /// Sets a header of the response added last.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a valid header name");
        let value = HeaderValue::from_str(value).expect("a valid header value");
        self.change(|planned| drop(planned.headers.insert(name, value)))
    }

    /// Lets this much time pass before the response added last.
    #[track_caller]
    pub fn with_delay(self, delay: Duration) -> Self {
        self.change(|planned| planned.delay = delay)
    }

    fn push(self, status: StatusCode, content: Content) -> Self {
        let planned = Planned { status, headers: HeaderMap::new(), content, delay: Duration::ZERO };
        self.state.push(self.index, planned);
        self
    }

    #[track_caller]
    fn change(self, change: impl FnOnce(&mut Planned)) -> Self {
        assert!(self.state.change_last(self.index, change), "`with_…` changes a response; add one first");
        self
    }
}

#[track_caller]
fn valid_status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).expect("a valid status")
}
