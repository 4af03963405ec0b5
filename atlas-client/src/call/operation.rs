//! What an operation of the API is, as data.

use http::Method;

/// What an operation of the API is, as data.
#[derive(Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The operation's name in the OpenAPI document, such as `listDatabaseUsers`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with `{name}` where a value goes.
    pub path: &'static str,
    /// The dated media type that is asked for.
    pub accept: &'static str,
    /// The dated media type of the body, if the operation takes one.
    pub content_type: Option<&'static str>,
    /// Query parameters that are always sent.
    pub query: &'static [(&'static str, &'static str)],
    /// Whether credentials are sent.
    pub auth: bool,
}
