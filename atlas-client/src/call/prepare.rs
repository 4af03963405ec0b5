//! From a request to what goes out: URL, headers and body, checked and encoded once for all attempts.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Uri};

use super::context::Context;
use super::request::{Body, Request, is_template};
use crate::error::Result;
use crate::model::encode::{self, Sending};
use crate::retry::RetryPolicy;

/// A request that is ready to be sent, any number of times.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) context: Arc<Context>,
    pub(super) name: Cow<'static, str>,
    pub(super) method: Method,
    /// The path with `{name}` where a value goes.
    pub(super) template: Cow<'static, str>,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) auth: bool,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
}

impl Request {
    /// The request as it goes out, but for the credentials.
    pub(super) fn prepare(self, compressed: bool) -> Result<Call> {
        if let Some(problem) = &self.0.problem {
            return Err(self.refuse(problem.clone()));
        }
        let target = self.target()?;
        let context = &*self.0.context;
        let uri = context.channel.base.join(&target).map_err(|problem| self.refuse(problem))?;
        let body = self.encode_body()?;
        let mut headers = HeaderMap::with_capacity(8 + self.0.headers.len());
        headers.insert(ACCEPT, self.header_value(&self.0.accept)?);
        headers.insert(USER_AGENT, context.channel.user_agent.clone());
        if compressed && cfg!(feature = "gzip") {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if let (Some(media_type), Some(_)) = (&self.0.content_type, &body) {
            headers.insert(CONTENT_TYPE, self.header_value(media_type)?);
        }
        if body.as_ref().is_none_or(Bytes::is_empty)
            && matches!(self.0.method, Method::POST | Method::PUT | Method::PATCH)
        {
            // HTTP libraries leave it out, and some gateways then response 411.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let timeout = self.0.timeout.unwrap_or(context.timeout);
        let retry = self.0.retry.clone().unwrap_or_else(|| context.retry.clone());
        let parts = *self.0;
        // Anything else may be a whole URL with secrets in it.
        let template = if is_template(&parts.template) { parts.template } else { Cow::Borrowed("") };
        headers.extend(parts.headers);
        Ok(Call {
            context: parts.context,
            name: parts.name,
            method: parts.method,
            template,
            uri,
            headers,
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

    /// The names and values of the path parameters.
    fn path_values(&self) -> Vec<(&str, &str)> {
        let names = self.0.template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        names.map(|(name, _)| name).zip(self.0.values.iter().map(String::as_str)).collect()
    }

    fn header_value(&self, text: &str) -> Result<HeaderValue> {
        HeaderValue::from_str(text).map_err(|_| self.refuse("the media type cannot be sent"))
    }
}
