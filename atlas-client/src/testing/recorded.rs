//! Requests as a test sees them afterwards.

use std::fmt;

use bytes::Bytes;
use http::{Method, Request};
use url::form_urlencoded;

use super::route::Route;
use crate::model::Json;

/// A request that a [`Mock`](super::Mock) has got.
#[derive(Clone)]
pub struct RecordedRequest {
    pub(super) route: Option<Route>,
    pub(super) request: Request<Bytes>,
}

impl RecordedRequest {
    /// The operation, such as `listDatabaseUsers`; `None` for an untyped request to a path that no operation has.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.route.as_ref()?.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The path as it was sent, encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The path value in place of `{name}`, decoded.
    #[must_use]
    pub fn path_value(&self, name: &str) -> Option<String> {
        self.route.as_ref()?.value(self.path(), name)
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.pairs().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// All values of a query parameter, decoded.
    #[must_use]
    pub fn query_all(&self, name: &str) -> Vec<String> {
        self.pairs().filter(|(key, _)| key == name).map(|(_, value)| value).collect()
    }

    /// A header, if it is there and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.request.body()
    }

    /// The body as JSON; null if it is empty.
    ///
    /// # Panics
    ///
    /// If the body is not JSON.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Json {
        if self.body().is_empty() {
            return Json::Null;
        }
        match serde_json::from_slice(self.body()) {
            Ok(json) => json,
            Err(error) => panic!("the body of {self:?} is not JSON: {:?} error", error.classify()),
        }
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> + '_ {
        form_urlencoded::parse(self.request.uri().query().unwrap_or_default().as_bytes()).into_owned()
    }
}

/// Without headers and body, which may hold secrets.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = self.request.uri().path_and_query().map_or("/", |target| target.as_str());
        write!(f, "{} {target}", self.method())
    }
}
