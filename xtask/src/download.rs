//! One file over HTTP, into memory, within limits.
//!
//! HTTPS only, except from this machine itself: what is downloaded decides what code is generated.

mod problem;

use std::io::Read as _;
use std::net::IpAddr;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ureq::Body;
use ureq::http::{Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

pub use problem::{Problem, Reason};

/// A published file is rarely behind more than one.
const MAX_REDIRECTS: usize = 5;

/// How much may come, and how long it may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Size of the body.
    pub bytes: u64,
    /// Time to reach the server, TLS included.
    pub connect: Duration,
    /// Longest silence while waiting for a response or for more of it.
    pub silence: Duration,
    /// Time for everything together.
    pub total: Duration,
}

impl Default for Limits {
    /// For a document: the official one has 4 to 8 MB.
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            connect: Duration::from_secs(15),
            silence: Duration::from_secs(30),
            total: Duration::from_secs(600),
        }
    }
}

/// The body of a successful response. Progress is drawn when standard error is a terminal.
///
/// # Errors
///
/// An address that may not be used, no response, a status other than 200, a body that is cut off, or more than the
/// limits allow.
pub fn get(url: &str, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let problem = |reason| Problem { url: redacted(url), reason };
    let failed = |error| problem(Reason::of(error, limits));
    let mut response = respond(url, limits).map_err(problem)?;
    if response.status() != 200 {
        return Err(problem(Reason::Status(response.status().as_u16())));
    }
    let announced = response.body().content_length();
    let is_chunked = response.headers().get("transfer-encoding").is_some();
    if announced.is_none() && !is_chunked {
        return Err(problem(Reason::NoLength));
    }
    if announced.is_some_and(|bytes| bytes > limits.bytes) {
        return Err(problem(Reason::TooLarge(limits.bytes)));
    }
    let progress = progress(announced);
    // One more than allowed, so that a body of just the allowed size is distinguished from a larger one.
    let mut reader = progress.wrap_read(response.body_mut().as_reader()).take(limits.bytes.saturating_add(1));
    let mut body = Vec::new();
    let read = reader.read_to_end(&mut body);
    progress.finish_and_clear();
    read.map_err(|error| failed(error.into()))?;
    if body.len() as u64 > limits.bytes {
        return Err(problem(Reason::TooLarge(limits.bytes)));
    }
    Ok(body)
}

/// Follows redirects. Each address on the way must be one that may be used.
fn respond(url: &str, limits: &Limits) -> Result<Response<Body>, Reason> {
    let mut loopback = allowed(url)?;
    let mut url = Url::parse(url).map_err(|_| Reason::Address("it is not an absolute URL"))?;
    for _ in 0..MAX_REDIRECTS {
        let response = agent(limits, loopback).get(url.as_str()).call().map_err(|error| Reason::of(error, limits))?;
        let location = response.headers().get("location").and_then(|value| value.to_str().ok());
        let Some(location) = location.filter(|_| response.status().is_redirection()) else {
            return Ok(response);
        };
        // An address, or a path relative to this one.
        url = url.join(location).map_err(|_| Reason::Redirect(redacted(location)))?;
        loopback = allowed(url.as_str()).map_err(|_| Reason::Redirect(redacted(url.as_str())))?;
    }
    Err(Reason::Redirect(format!("{}, after {MAX_REDIRECTS} others", redacted(url.as_str()))))
}

/// A URL as messages show it: without the password, and without the query, which may have a token.
#[must_use]
pub fn redacted(url: &str) -> String {
    let Ok(mut url) = Url::parse(url) else {
        // Whatever it is, what follows `@` or precedes `?` is not a secret.
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let start = url[..end].rfind('@').map_or(0, |at| at + 1);
        return url[start..end].to_owned();
    };
    if !url.username().is_empty() || url.password().is_some() {
        // Fails only for addresses without a host, which have neither.
        let _ = url.set_username("***").and_then(|()| url.set_password(None));
    }
    if url.query().is_some() {
        url.set_query(Some("***"));
    }
    url.set_fragment(None);
    url.into()
}

/// Whether the address is on this machine, or why it may not be used.
fn allowed(url: &str) -> Result<bool, Reason> {
    const ONLY_HTTPS: Reason = Reason::Address("only https is supported");
    if Url::parse(url).is_ok_and(|url| !["http", "https"].contains(&url.scheme())) {
        return Err(ONLY_HTTPS);
    }
    let uri: Uri = url.parse().map_err(|_| Reason::Address("it is not an absolute URL"))?;
    let host = uri.host().ok_or(Reason::Address("it names no host"))?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = host == "localhost" || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => Ok(loopback),
        Some("http") if loopback => Ok(true),
        Some("http") => Err(Reason::Address("it is not https")),
        _ => Err(ONLY_HTTPS),
    }
}

fn agent(limits: &Limits, loopback: bool) -> ureq::Agent {
    let mut config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        // The system's certificates: those of a company's proxy are among them.
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .user_agent("atlas-client-xtask")
        .timeout_global(Some(limits.total))
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .timeout_recv_response(Some(limits.silence))
        .timeout_per_read(Some(limits.silence));
    if loopback {
        config = config.proxy(None);
    }
    config.build().into()
}

/// A bar when the size is known, otherwise a count. Hidden unless standard error is a terminal.
fn progress(announced: Option<u64>) -> ProgressBar {
    let (bar, template) = match announced {
        Some(bytes) => (ProgressBar::new(bytes), "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}"),
        None => (ProgressBar::new_spinner(), "{bytes}, {bytes_per_sec}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_a_url_are_not_shown() {
        for (url, shown) in [
            ("https://example.com/a.yaml", "https://example.com/a.yaml"),
            ("https://david:hunter2@example.com/a.yaml?token=hunter2#hunter2", "https://***@example.com/a.yaml?***"),
            ("https://:hunter2@example.com/", "https://***@example.com/"),
            ("//david:hunter2@example.com/a?hunter2", "example.com/a"),
            ("https://david:hunter2@[::bad/a", "[::bad/a"),
        ] {
            assert_eq!(redacted(url), shown);
        }
    }

    #[test]
    fn only_https_or_this_machine() {
        for url in ["https://example.com/a.yaml", "https://localhost/a"] {
            assert!(allowed(url).is_ok(), "{url}");
        }
        for url in ["http://127.0.0.1:80/", "http://localhost:8080/a.yaml", "http://[::1]:1/a"] {
            assert!(matches!(allowed(url), Ok(true)), "{url}");
        }
        for url in [
            "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "atlas.yaml", "", "https://",
            "http://127.example.com/",
        ] {
            assert!(allowed(url).is_err(), "{url}");
        }
        for url in ["file:///etc/passwd", "ftp://example.com/"] {
            assert!(matches!(allowed(url), Err(Reason::Address("only https is supported"))), "{url}");
        }
    }
}
