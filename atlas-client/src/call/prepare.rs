//! From a request to what goes out: URL, headers and body, checked and encoded once for all attempts.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};

use super::context::Context;
use super::received::Reading;
use super::request::{Body, Request};
use crate::auth::Auth;
use crate::error::{CallSummary, Result};
use crate::model::encode::{self, Sending};
use crate::retry::RetryPolicy;
use crate::url::Destination;

/// A request that is ready to be sent, any number of times.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) context: Arc<Context>,
    pub(super) name: Cow<'static, str>,
    pub(super) method: Method,
    /// The path with `{name}` where a value goes.
    pub(super) template: Cow<'static, str>,
    pub(super) url: Destination,
    /// The first value in the path, or the empty text.
    pub(super) scope: String,
    accept: HeaderValue,
    content_type: Option<HeaderValue>,
    /// How much of a success is read; what is read as a whole may be compressed.
    pub(super) reading: Reading,
    /// Headers of the caller, which replace others.
    more_headers: HeaderMap,
    pub(super) body: Bytes,
    /// Whether credentials are sent.
    auth: bool,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
}

impl Request {
    /// The request as it goes out, but for the credentials.
    pub(super) fn prepare(self, reading: Reading) -> Result<Call> {
        if let Some(problem) = &self.0.problem {
            return Err(self.refuse(problem.clone()));
        }
        let context = &*self.0.context;
        let url = context.channel.base.join(|url| self.push_target(url)).map_err(|problem| self.refuse(problem))?;
        let body = self.encode_body()?;
        let content_type = match (&self.0.content_type, &body) {
            (Some(media_type), Some(_)) => Some(self.header_value(media_type.clone())?),
            _ => None,
        };
        let accept = self.header_value(self.0.accept.clone())?;
        let timeout = self.0.timeout.unwrap_or(context.timeout);
        let retry = self.0.retry.clone().unwrap_or_else(|| context.retry.clone());
        let parts = *self.0;
        let template = if parts.has_template() { parts.template } else { Cow::Borrowed("") };
        Ok(Call {
            context: parts.context,
            name: parts.name,
            method: parts.method,
            template,
            url,
            scope: parts.values.into_iter().next().unwrap_or_default(),
            accept,
            content_type,
            reading,
            more_headers: parts.headers,
            body: body.unwrap_or_default(),
            auth: parts.auth,
            timeout,
            retry,
        })
    }

    fn encode_body(&self) -> Result<Option<Bytes>> {
        match &self.0.body {
            Body::None => Ok(None),
            Body::Bytes(bytes) => Ok(Some(bytes.clone())),
            Body::Model(model) => match encode::to_request(
                &**model,
                Sending { mode: self.0.mode, allow_missing: self.0.allow_missing, path_values: &self.path_values() },
            ) {
                Ok(json) => Ok(Some(json.into())),
                Err(error) => Err(self.refuse(format!("the body cannot be sent: {error}"))),
            },
        }
    }

    /// The names and values of the path parameters that a body can have as well. Of two resources, each has its own
    /// `id`: in `/users/{id}/pets` it is not that of a pet, as it is in `/pets/{id}`.
    fn path_values(&self) -> Vec<(&str, &str)> {
        let mut pairs = Vec::new();
        let mut values = self.0.values.iter();
        for part in self.0.template.split('{').skip(1) {
            let Some((name, rest)) = part.split_once('}') else { continue };
            let Some(value) = values.next() else { break };
            if rest.is_empty() || !["id", "_id", "name"].contains(&name) {
                pairs.push((name, value.as_str()));
            }
        }
        pairs
    }

    fn header_value(&self, text: Cow<'static, str>) -> Result<HeaderValue> {
        let value = match text {
            Cow::Borrowed(text) => HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())),
            Cow::Owned(text) => HeaderValue::from_str(&text),
        };
        value.map_err(|_| self.refuse("the media type cannot be sent"))
    }
}

impl Call {
    /// What its attempts are authorized with.
    pub(super) fn auth(&self) -> &Auth {
        if self.auth { &self.context.auth } else { &Auth::Anonymous }
    }

    /// What its errors say about it after this many attempts.
    pub(super) fn summary(&self, attempts: u32, maybe_applied: bool) -> CallSummary {
        CallSummary { operation: self.name.clone(), attempts, maybe_applied }
    }

    /// Whether a response can be HTML.
    pub(super) fn accepts_html(&self) -> bool {
        let accept = self.more_headers.get(ACCEPT).unwrap_or(&self.accept);
        accept.to_str().is_ok_and(|accept| ["html", "*/*", "text/*"].iter().any(|html| accept.contains(html)))
    }

    /// The headers of an attempt, but for the credentials. Made for each, since most calls have one attempt only.
    pub(super) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(6 + self.more_headers.len());
        headers.insert(ACCEPT, self.accept.clone());
        headers.insert(USER_AGENT, self.context.channel.user_agent.clone());
        if self.reading == Reading::Whole && cfg!(feature = "gzip") {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if let Some(media_type) = &self.content_type {
            headers.insert(CONTENT_TYPE, media_type.clone());
        }
        if self.body.is_empty() && matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            // HTTP libraries leave it out, and some gateways then respond with 411.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        // `extend` would send both values.
        for (name, value) in &self.more_headers {
            headers.insert(name.clone(), value.clone());
        }
        headers
    }
}
