//! A request before it is sent: what the generated builders and the untyped request fill in.
//!
//! Not generic, so that every operation shares it. Nothing fails here: what is wrong is kept and
//! reported when the request is sent, before anything goes out.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::HeaderName;
use http::{HeaderMap, HeaderValue, Method};

use super::context::Context;
use super::operation::Operation;
use crate::error::{CallSummary, Error, ErrorKind, Result};
use crate::model::{Mode, Slot, ToParam};
use crate::retry::RetryPolicy;
use crate::url::{encode, expand, push_query};

/// A request before it is sent.
#[derive(Clone)]
pub(crate) struct Request(pub(super) Box<Parts>);

#[derive(Clone)]
pub(super) struct Parts {
    pub(super) context: Arc<Context>,
    /// How errors name the request.
    pub(super) name: Cow<'static, str>,
    pub(super) method: Method,
    pub(super) template: Cow<'static, str>,
    pub(super) values: Vec<String>,
    /// Path and query, encoded: instead of those made of template, values and query.
    pub(super) target: Option<String>,
    /// Names, and values that are encoded already.
    pub(super) query: Vec<(Cow<'static, str>, String)>,
    pub(super) accept: Cow<'static, str>,
    pub(super) content_type: Option<Cow<'static, str>>,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) auth: bool,
    pub(super) mode: Mode,
    /// Whether required fields of the body that nobody set are left out.
    pub(super) allow_missing: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    /// What is wrong with the request, if anything: the first thing.
    pub(super) problem: Option<String>,
}

#[derive(Clone)]
pub(super) enum Body {
    None,
    Model(Arc<dyn Slot + Send + Sync>),
    Bytes(Bytes),
}

/// What generated code calls.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
#[allow(clippy::needless_pass_by_value, reason = "generated code hands over what it was given")]
impl Request {
    pub(crate) fn new(context: &impl AsRef<Arc<Context>>, operation: &'static Operation) -> Self {
        let fixed = operation.query.iter().map(|&(name, value)| (name.into(), encode(value).to_string()));
        Self(Box::new(Parts {
            name: operation.id.into(),
            template: operation.path.into(),
            query: fixed.collect(),
            accept: operation.accept.into(),
            content_type: operation.content_type.map(Cow::Borrowed),
            auth: operation.auth,
            ..Parts::empty(Arc::clone(context.as_ref()), operation.method.clone())
        }))
    }

    /// Gives the next path value, raw, in path order.
    pub(crate) fn path(self, value: impl Into<String>) -> Self {
        self.push_path(value.into())
    }

    /// Gives the next path value, raw, in path order.
    pub(crate) fn path_value(mut self, value: impl ToParam) -> Self {
        let text = self.text("a path value", value);
        self.push_path(text)
    }

    /// Sets a query parameter, replacing what it was.
    pub(crate) fn query(mut self, name: &'static str, value: impl ToParam) -> Self {
        let text = self.text(name, value);
        self.set_query(name, vec![text])
    }

    /// Sets a query parameter, or leaves it out.
    pub(crate) fn query_option(self, name: &'static str, value: Option<impl ToParam>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self.set_query(name, Vec::new()),
        }
    }

    /// Sets a query parameter of many values, replacing what it was.
    pub(crate) fn query_list(mut self, name: &'static str, values: impl IntoIterator<Item = impl ToParam>) -> Self {
        let values = values.into_iter().map(|value| self.text(name, value)).collect();
        self.set_query(name, values)
    }

    /// Sets a query parameter to many values with an encoded separator between them, replacing what it was.
    ///
    /// `a,b` and `c` with `","` are `a%2Cb,c`: a comma in a value cannot be taken for the separator.
    pub(crate) fn query_joined(
        mut self,
        name: &'static str,
        separator: &str,
        values: impl IntoIterator<Item = impl ToParam>,
    ) -> Self {
        let values: Vec<_> = values.into_iter().map(|value| encode(&self.text(name, value)).to_string()).collect();
        self.0.query.retain(|(key, _)| key != name);
        if !values.is_empty() {
            self.0.query.push((name.into(), values.join(separator)));
        }
        self
    }

    /// Sets a header parameter, replacing what it was.
    pub(crate) fn header(mut self, name: &'static str, value: impl ToParam) -> Self {
        let text = self.text(name, value);
        self.with_header(name, &text)
    }

    /// Sets a header parameter, or leaves it out.
    pub(crate) fn header_option(mut self, name: &'static str, value: Option<impl ToParam>) -> Self {
        if let Some(value) = value {
            return self.header(name, value);
        }
        self.0.headers.remove(name);
        self
    }

    /// The text of a parameter. One without, such as NaN, keeps the request from being sent.
    fn text(&mut self, name: &str, value: impl ToParam) -> String {
        let text = value.to_param().into_owned();
        if !value.has_text() {
            self.set_problem(format!("the value of `{name}` is {text}, which cannot be sent"));
        }
        text
    }

    /// Sets the body.
    pub(crate) fn body(mut self, body: impl Slot + Send + Sync + 'static) -> Self {
        self.0.body = Body::Model(Arc::new(body));
        self
    }

    /// Sets the body to what is sent as it is.
    pub(crate) fn with_bytes(mut self, bytes: Bytes) -> Self {
        self.0.body = Body::Bytes(bytes);
        self
    }
}

/// What every builder has besides.
impl Request {
    pub(crate) fn with_timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = Some(timeout);
        self
    }

    pub(crate) fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.0.retry = Some(policy);
        self
    }

    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), _) if is_reserved(&name) => {
                self.set_problem(format!("the header `{name}` is set by the client alone"));
            }
            (Ok(name), Ok(value)) => {
                self.0.headers.insert(name, value);
            }
            (Err(_), _) => self.set_problem(format!("`{}` is not a valid header name", name.escape_debug())),
            (Ok(name), Err(_)) => self.set_problem(format!("the value of the header `{name}` cannot be sent")),
        }
        self
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(crate) fn with_read_only_fields(mut self) -> Self {
        self.0.mode = Mode::Full;
        self
    }

    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(crate) fn with_missing_fields(mut self) -> Self {
        self.0.allow_missing = true;
        self
    }

    pub(crate) fn with_accept(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.0.accept = media_type.into();
        self
    }
}

/// What the untyped request needs besides.
impl Request {
    pub(crate) fn raw(context: Arc<Context>, method: Method, template: String) -> Self {
        let mut request = Self(Box::new(Parts::empty(context, method)));
        if is_template(&template) {
            request.0.name = format!("{} {template}", request.0.method).into();
        } else {
            // It may be a whole URL with secrets in it, so it is not repeated.
            request.0.name = request.0.method.to_string().into();
        }
        request.0.template = template.into();
        request.0.accept.clone_from(&request.0.context.media_type);
        request
    }

    pub(crate) fn add_query(mut self, name: String, value: &str) -> Self {
        self.0.query.push((name.into(), encode(value).to_string()));
        self
    }

    pub(crate) fn with_content_type(mut self, media_type: String) -> Self {
        self.0.content_type = Some(media_type.into());
        self
    }

    /// JSON of the newest version, if nothing else was said.
    pub(crate) fn with_default_content_type(mut self) -> Self {
        self.0.content_type.get_or_insert_with(|| self.0.context.media_type.clone());
        self
    }

    pub(crate) fn set_problem(&mut self, problem: String) {
        self.0.problem.get_or_insert(problem);
    }
}

/// What paging needs.
impl Request {
    pub(crate) fn context(&self) -> &Context {
        &self.0.context
    }

    /// The encoded value of a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        self.0.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn set_query(mut self, name: &'static str, values: Vec<String>) -> Self {
        self.0.query.retain(|(key, _)| key != name);
        self.0.query.extend(values.into_iter().map(|value| (name.into(), encode(&value).to_string())));
        self
    }

    /// Path and query, encoded, without the base URL.
    pub(crate) fn target(&self) -> Result<String> {
        let mut target = String::new();
        self.push_target(&mut target).map_err(|problem| self.refuse(problem))?;
        Ok(target)
    }

    /// Appends path and query, encoded.
    pub(super) fn push_target(&self, url: &mut String) -> Result<(), Cow<'static, str>> {
        let parts = &*self.0;
        if let Some(target) = &parts.target {
            url.push_str(target);
            return Ok(());
        }
        expand(&parts.template, &parts.values, url)?;
        for (name, value) in &parts.query {
            push_query(url, name, value);
        }
        Ok(())
    }

    pub(crate) fn with_target(mut self, target: String) -> Self {
        self.0.target = Some(target);
        self
    }

    /// An error about the request itself.
    pub(crate) fn refuse(&self, problem: impl Into<Cow<'static, str>>) -> Error {
        self.fail(ErrorKind::Request, problem)
    }

    pub(crate) fn fail(&self, kind: ErrorKind, problem: impl Into<Cow<'static, str>>) -> Error {
        Error::new(kind, problem).complete(CallSummary { operation: self.0.name.clone(), ..CallSummary::default() })
    }
}

impl Request {
    fn push_path(mut self, value: String) -> Self {
        self.0.values.push(value);
        self
    }
}

impl Parts {
    /// Whether the path may be shown: anything but a template may be a whole URL with secrets in it.
    pub(super) fn has_template(&self) -> bool {
        matches!(self.template, Cow::Borrowed(_)) || is_template(&self.template)
    }

    fn empty(context: Arc<Context>, method: Method) -> Self {
        Self {
            context,
            name: Cow::Borrowed(""),
            method,
            template: Cow::Borrowed(""),
            values: Vec::new(),
            target: None,
            query: Vec::new(),
            accept: Cow::Borrowed("application/json"),
            content_type: None,
            headers: HeaderMap::new(),
            body: Body::None,
            auth: true,
            mode: Mode::Request,
            allow_missing: false,
            timeout: None,
            retry: None,
            problem: None,
        }
    }
}

/// Whether a header frames the message, or says who sends it: one of another's making would let a value pass for a
/// second request, or credentials go where they must not.
fn is_reserved(name: &HeaderName) -> bool {
    const RESERVED: [HeaderName; 9] = [
        http::header::AUTHORIZATION,
        http::header::CONNECTION,
        http::header::CONTENT_LENGTH,
        http::header::HOST,
        http::header::PROXY_AUTHORIZATION,
        http::header::TE,
        http::header::TRAILER,
        http::header::TRANSFER_ENCODING,
        http::header::UPGRADE,
    ];
    RESERVED.contains(name)
}

/// Whether a text looks like a path template and nothing more.
fn is_template(template: &str) -> bool {
    template.starts_with('/') && !template.contains(['?', '#', '@']) && !template.contains(char::is_control)
}

/// Only what the request is: its values, query, headers and body may hold secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.0.name)
            .field("method", &self.0.method)
            .field("path", &if self.0.has_template() { &*self.0.template } else { "" })
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::client;

    #[test]
    fn debug_of_a_path_with_secrets() {
        let (client, _) = client([]);
        let debug =
            |path: &str| format!("{:?}", Request::raw(Arc::clone(client.as_ref()), Method::GET, path.to_owned()));
        for path in ["/a?token=canary", "https://u:canary@example.com/", "/a#canary"] {
            assert!(!debug(path).contains("canary"), "{}", debug(path));
        }
        assert!(debug("/a/{b}").contains("/a/{b}"));
    }

    #[test]
    fn separators_are_not_values() {
        let (client, _) = client([]);
        for (separator, expected) in
            [(",", "/a?b=x%2Cy,z%7C%20"), ("%20", "/a?b=x%2Cy%20z%7C%20"), ("%7C", "/a?b=x%2Cy%7Cz%7C%20")]
        {
            let request = Request::raw(Arc::clone(client.as_ref()), Method::GET, "/a".to_owned());
            let request = request.query_joined("b", separator, ["x,y", "z| "]);
            assert_eq!(request.target().expect("a target"), expected);
        }
    }
}
