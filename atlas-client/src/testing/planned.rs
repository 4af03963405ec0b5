//! A response that is given when its time comes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::recorded::RecordedRequest;
use crate::transport::{Body, TransportError, TransportErrorKind};

/// A response, or what happens instead.
#[derive(Clone)]
pub(super) struct Planned {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
    pub(super) delay: Duration,
}

pub(super) type Respond = dyn Fn(&RecordedRequest) -> http::Response<Body> + Send + Sync;

/// Where the body comes from.
#[derive(Clone)]
pub(super) enum Content {
    Json(Bytes),
    Bytes(Bytes),
    /// All items of a list that is served in pages.
    Items(Arc<[Value]>),
    Function(Arc<Respond>),
    Failure(TransportErrorKind),
}

/// An error body as Atlas sends it.
pub(super) fn error_body(status: StatusCode, code: Option<&str>, detail: &str) -> Bytes {
    let reason = status.canonical_reason().unwrap_or_default();
    let mut body = json!({ "detail": detail, "error": status.as_u16(), "parameters": [], "reason": reason });
    if let Some(code) = code {
        body["errorCode"] = code.into();
    }
    body.to_string().into()
}

impl Planned {
    /// What the transport gives for a request.
    pub(super) fn outcome(&self, request: &RecordedRequest) -> Result<http::Response<Body>, TransportError> {
        let (body, is_json) = match &self.content {
            Content::Json(body) => (body.clone(), true),
            Content::Items(items) => (page(items, request).to_string().into(), true),
            Content::Bytes(body) => (body.clone(), false),
            Content::Function(respond) => {
                let mut response = respond(request);
                response.headers_mut().extend(self.headers.clone());
                return Ok(response);
            }
            Content::Failure(kind) => return Err(TransportError::new(*kind, "scripted by a test")),
        };
        let mut response = http::Response::new(Body::from(body));
        *response.status_mut() = self.status;
        // Atlas names the version that was asked for.
        let accept = request.request.headers().get(ACCEPT).filter(|_| is_json).cloned();
        response.headers_mut().extend(accept.map(|accept| (CONTENT_TYPE, accept)));
        response.headers_mut().extend(self.headers.clone());
        Ok(response)
    }
}

/// The page of a list that a request asks for.
fn page(items: &[Value], request: &RecordedRequest) -> Value {
    let number = |name, default| request.query(name).and_then(|value| value.parse().ok()).unwrap_or(default);
    let (page, size): (usize, usize) = (number("pageNum", 1).max(1), number("itemsPerPage", 100).max(1));
    let start = (page - 1).saturating_mul(size).min(items.len());
    let end = start.saturating_add(size).min(items.len());
    let mut body = json!({ "links": [], "results": items[start..end] });
    if end < items.len() {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(request.pairs().filter(|(name, _)| name != "pageNum"));
        query.append_pair("pageNum", &(page + 1).to_string());
        let uri = request.request.uri();
        let origin = uri
            .authority()
            .map_or_else(String::new, |host| format!("{}://{host}", uri.scheme_str().unwrap_or("https")));
        let href = format!("{origin}{}?{}", uri.path(), query.finish());
        body["links"] = json!([{ "href": href, "rel": "next" }]);
    }
    if request.query("includeCount").as_deref() != Some("false") {
        body["totalCount"] = items.len().into();
    }
    body
}
