//! URLs: the base URL, path templates, percent-encoding. Sends nothing.
//!
//! Path values are raw text. Each is encoded once, so that only RFC 3986's unreserved characters stay
//! as they are, and a value can neither end its segment nor walk out of it.

use std::borrow::Cow;
use std::net::IpAddr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use url::{Host, ParseError, Position, Url};

/// How Atlas's paths begin.
const API: &str = "/api/atlas/";

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What RFC 3986 allows in a path segment, so that it goes out unchanged.
const LITERAL: [bool; 256] = bytes_in(b"-._~!$&'()*+,;=:@%");
/// What needs no encoding.
const UNRESERVED: [bool; 256] = bytes_in(b"-._~");
/// More than most paths and queries have.
const TYPICAL_TARGET: usize = 160;
/// Less than HTTP libraries take, all of a URL together.
const LONGEST_TARGET: usize = 65_000;

/// ASCII letters, digits, and these bytes.
const fn bytes_in(others: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        set[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut index = 0;
    while index < others.len() {
        set[others[index] as usize] = true;
        index += 1;
    }
    set
}

/// The text in percent-encoding.
pub(crate) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Where the API is: an origin, and perhaps a path in front of every path of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    url: Url,
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
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
            Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
            None => return Err("it has no host".into()),
        };
        Ok(Self { origin: url.origin().ascii_serialization(), prefix, loopback, url })
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

    /// Whether it has the beginning of Atlas's paths in it.
    pub(crate) fn has_api_path(&self) -> bool {
        format!("{}/", self.prefix).contains(API)
    }

    /// The path in front of every path of the API: empty, or `/…` without a slash at the end.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The URL of the path and query that `write` appends, encoded.
    pub(crate) fn join(
        &self,
        write: impl FnOnce(&mut String) -> Result<(), Cow<'static, str>>,
    ) -> Result<Destination, Cow<'static, str>> {
        let mut target = String::with_capacity(self.prefix.len() + TYPICAL_TARGET);
        target.push_str(&self.prefix);
        write(&mut target)?;
        if target.len() > LONGEST_TARGET {
            return Err("the URL is too long to be sent".into());
        }
        match self.url.join(&target) {
            Ok(url) if url[Position::BeforePath..] == target && url.fragment().is_none() => Ok(Destination(url)),
            Ok(_) => Err("the URL would be altered on its way out".into()),
            Err(error) => Err(format!("the URL cannot be sent: {error}").into()),
        }
    }
}

/// Where a request goes: a URL that stays as it was made.
#[derive(Clone, Debug)]
pub(crate) struct Destination(Url);

impl Destination {
    #[cfg(feature = "reqwest")]
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// As the request line has it.
    pub(crate) fn path_and_query(&self) -> &str {
        &self.0[Position::BeforePath..]
    }

    pub(crate) fn path(&self) -> &str {
        self.0.path()
    }

    /// All but the query, which can hold secrets.
    pub(crate) fn without_query(&self) -> &str {
        &self.0[..Position::AfterPath]
    }

    pub(crate) fn host(&self) -> Option<&str> {
        self.0.host_str()
    }

    pub(crate) fn port(&self) -> Option<u16> {
        self.0.port_or_known_default()
    }
}

impl std::fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

/// Fills a path template such as `/groups/{groupId}/clusters/{name}:pause`, values in path order, and appends the path
/// to `path`.
///
/// # Errors
///
/// What is wrong, for the reader of an [`Error`](crate::Error): a value is missing, left over, empty
/// or a dot segment (servers and HTTP libraries resolve those, so that the call would reach another
/// resource), or the template has a character that no path may have.
pub(crate) fn expand(template: &str, values: &[String], path: &mut String) -> Result<(), Cow<'static, str>> {
    // Two slashes would be the start of another server's address to a reader, and perhaps to a gateway.
    if !template.starts_with('/') || template.starts_with("//") {
        return Err("the path does not start with one slash".into());
    }
    let mut values = values.iter();
    let mut rest = template;
    // Where in `path` the current segment begins.
    let mut segment = path.len();
    loop {
        let (literal, tail) =
            rest.split_at(rest.bytes().position(|byte| !LITERAL[usize::from(byte)]).unwrap_or(rest.len()));
        path.push_str(literal);
        if tail.is_empty() || tail.starts_with('/') {
            check_segment(&path[segment..])?;
        }
        rest = match tail.as_bytes() {
            [] => break,
            [b'/', ..] => {
                path.push('/');
                segment = path.len();
                &tail[1..]
            }
            [b'{', ..] => {
                let (name, tail) = tail[1..].split_once('}').ok_or("the path has a `{` without `}`")?;
                push_value(name, values.next(), path)?;
                tail
            }
            _ => {
                let c = tail.chars().next().unwrap_or_default();
                let help = if c == '?' { "; give query parameters apart" } else { "" };
                return Err(format!("the path has the character {c:?}{help}").into());
            }
        };
    }
    match values.len() {
        0 => Ok(()),
        _ => Err(format!("there are more path values than `{template}` has places for").into()),
    }
}

/// Appends a path value; it can be neither missing, nor empty, nor a dot segment.
fn push_value(name: &str, value: Option<&String>, path: &mut String) -> Result<(), Cow<'static, str>> {
    match value.map(String::as_str) {
        None => Err(format!("the path value `{name}` is missing").into()),
        Some("") => Err(format!("the path value `{name}` is empty").into()),
        Some(value @ ("." | "..")) => Err(format!("the path value `{name}` is `{value}`, which cannot be sent").into()),
        Some(value) => {
            push_encoded(path, value);
            Ok(())
        }
    }
}

fn check_segment(segment: &str) -> Result<(), Cow<'static, str>> {
    if is_dot_segment(segment) {
        return Err(format!("the path segment `{segment}` is `.` or `..`, which cannot be sent").into());
    }
    Ok(())
}

/// Whether a server or an HTTP library would take the encoded segment for `.` or `..`.
fn is_dot_segment(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(next) = [".", "%2e", "%2E"].into_iter().find_map(|dot| rest.strip_prefix(dot)) {
        rest = next;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Appends a text in percent-encoding, which most do not need.
fn push_encoded(target: &mut String, text: &str) {
    if text.bytes().all(|byte| UNRESERVED[usize::from(byte)]) {
        target.push_str(text);
    } else {
        target.extend(encode(text));
    }
}

/// Appends `name=value` to an encoded path and query; the value is encoded already.
pub(crate) fn push_query(target: &mut String, name: &str, value: &str) {
    target.push(if target.contains('?') { '&' } else { '?' });
    push_encoded(target, name);
    target.push('=');
    target.push_str(value);
}

#[cfg(test)]
mod tests;
