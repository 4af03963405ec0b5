//! URLs: the base URL, path templates, percent-encoding. Sends nothing.
//!
//! Path values are raw text. Each is encoded once, so that only RFC 3986's unreserved characters stay
//! as they are, and a value can neither end its segment nor walk out of it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::net::IpAddr;

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Host, ParseError, Url};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The text in percent-encoding.
pub(crate) fn encode(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, RESERVED)
}

/// Where the API is: an origin, and perhaps a path in front of every path of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// `scheme://host[:port]`.
    origin: String,
    /// Empty, or starts with a slash and does not end with one.
    prefix: String,
    loopback: bool,
}

impl BaseUrl {
    /// Reads a base URL; the error says what is wrong with it, without repeating it.
    pub(crate) fn parse(text: &str) -> Result<Self, Cow<'static, str>> {
        let url = match Url::parse(text.trim()) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            Ok(_) | Err(ParseError::RelativeUrlWithoutBase) => return Err("it does not begin with https://".into()),
            Err(error) => return Err(format!("it is not a URL: {error}").into()),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it has a user name or password; give credentials apart".into());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a query or fragment".into());
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        if format!("{prefix}/").contains("/api/atlas/") {
            return Err("it has the path of the API in it: leave out /api/atlas and what follows".into());
        }
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
            Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
            None => return Err("it has no host".into()),
        };
        Ok(Self { origin: url.origin().ascii_serialization(), prefix, loopback })
    }

    /// Whether what is sent there can be read on the way: plain http that leaves the machine.
    pub(crate) fn is_exposed(&self) -> bool {
        !self.is_tls() && !self.loopback
    }

    /// Whether it is this machine.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub(crate) fn is_tls(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// `scheme://host[:port]`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The path in front of every path of the API: empty, or `/…` without a slash at the end.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The URL of an encoded path and query.
    pub(crate) fn join(&self, path_and_query: &str) -> Result<Uri, Cow<'static, str>> {
        let text = format!("{}{}{path_and_query}", self.origin, self.prefix);
        text.parse().map_err(|e| format!("the URL cannot be sent: {e}").into())
    }
}

impl std::fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

/// Fills a path template such as `/groups/{groupId}/clusters/{name}:pause`, values in path order.
///
/// # Errors
///
/// What is wrong, for the reader of an [`Error`](crate::Error): a value is missing, left over, empty
/// or a dot segment (servers and HTTP libraries resolve those, so that the call would reach another
/// resource), or the template has a character that no path may have.
pub(crate) fn expand(template: &str, values: &[String]) -> Result<String, Cow<'static, str>> {
    // Two slashes would be the start of another server's address to a reader, and perhaps to a gateway.
    if !template.starts_with('/') || template.starts_with("//") {
        return Err("the path does not start with one slash".into());
    }
    let mut values = values.iter();
    let mut path = String::with_capacity(template.len() + 32);
    for segment in template.split('/').skip(1) {
        path.push('/');
        let start = path.len();
        expand_segment(segment, &mut values, &mut path)?;
        if is_dot_segment(&path[start..]) {
            return Err(format!("the path segment `{segment}` is `.` or `..`, which cannot be sent").into());
        }
    }
    match values.len() {
        0 => Ok(path),
        left => Err(format!("{left} path values have no place in `{template}`").into()),
    }
}

fn expand_segment(
    segment: &str,
    values: &mut std::slice::Iter<'_, String>,
    path: &mut String,
) -> Result<(), Cow<'static, str>> {
    let mut rest = segment;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (name, tail) = tail.split_once('}').ok_or("the path has a `{` without `}`")?;
        push_literal(literal, path)?;
        let value = values.next().ok_or_else(|| format!("the path value `{name}` is missing"))?;
        match value.as_str() {
            "" => return Err(format!("the path value `{name}` is empty").into()),
            "." | ".." => {
                return Err(format!("the path value `{name}` is `{value}`, which cannot be sent").into());
            }
            value => write!(path, "{}", encode(value)).map_err(|e| e.to_string())?,
        }
        rest = tail;
    }
    push_literal(rest, path)
}

/// The fixed part of a segment must be what RFC 3986 allows there, so that it goes out unchanged.
fn push_literal(literal: &str, path: &mut String) -> Result<(), Cow<'static, str>> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(c);
    if let Some(c) = literal.chars().find(|&c| !allowed(c)) {
        let help = if c == '?' { "; give query parameters apart" } else { "" };
        return Err(format!("the path has the character {c:?}{help}").into());
    }
    path.push_str(literal);
    Ok(())
}

/// Whether a server or an HTTP library would take the encoded segment for `.` or `..`.
fn is_dot_segment(segment: &str) -> bool {
    segment.len() <= 6 && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Appends `name=value` to an encoded path and query; the value is encoded already.
pub(crate) fn push_query(target: &mut String, name: &str, value: &str) {
    target.push(if target.contains('?') { '&' } else { '?' });
    // Writing to a String cannot fail.
    let _ = write!(target, "{}={}", encode(name), value);
}

#[cfg(test)]
mod tests;
