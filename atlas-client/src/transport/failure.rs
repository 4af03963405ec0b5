//! From a transport's failure to an [`Error`]: its kind, whether it may be retried, and what to do about it.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;

use super::error::{TransportError, TransportErrorKind};
use crate::error::{Error, ErrorKind};
use crate::retry::Retry;

/// The error of a request to `origin` that got no complete response.
pub(crate) fn failure(error: TransportError, origin: &str) -> Error {
    let (kind, message) = match error.kind() {
        TransportErrorKind::Connect => (ErrorKind::Connect, "there is no connection to"),
        TransportErrorKind::Timeout => (ErrorKind::Timeout, "no response in time from"),
        TransportErrorKind::Request => (ErrorKind::Request, "the request cannot be sent to"),
        TransportErrorKind::Redirected => (ErrorKind::Redirect, "the response is not from"),
        TransportErrorKind::TooLarge => (ErrorKind::TooLarge, "the headers are too large of the response from"),
        TransportErrorKind::Io => (ErrorKind::Io, "the connection broke to"),
    };
    let (source, retry) = (error.into_source(), kind.retry());
    if kind == ErrorKind::Io && is_not_http(&*source) {
        let error = Error::new(kind, format!("the response from {origin} is not valid HTTP/1.1"));
        let advice = "check the base URL with its port, whether it is https and not http, and proxy settings";
        return error.with_retry(retry).with_source(source).with_hint(advice);
    }
    let message = format!("{message} {origin}");
    if kind != ErrorKind::Connect {
        return Error::new(kind, message).with_retry(retry).with_source(source);
    }
    let (reason, advice) = diagnose(&*source);
    let message = reason.map_or(message.clone(), |reason| format!("{message}: {reason}"));
    let retry = if is_lasting(&*source) { Retry::Never } else { retry };
    Error::new(kind, message).with_retry(retry).with_source(source).with_hint(advice)
}

/// Whether another moment changes nothing: the name of the server does not exist, as opposed to a name server that is
/// away, or its proxy refuses the caller, who may be locked out for trying again.
fn is_lasting(cause: &(dyn StdError + 'static)) -> bool {
    // Of glibc, of macOS, of Windows, and of musl.
    let names = ["name or service not known", "nodename nor servname", "no such host", "name does not resolve"];
    causes(cause)
        .map(|error| error.to_string().to_lowercase())
        .any(|text| text.contains(PROXY_REFUSES) || names.iter().any(|known| text.contains(known)))
}

/// What hyper says of a proxy that responds with 407.
const PROXY_REFUSES: &str = "proxy authorization required";

/// Why there was no connection, and what to do about it. Goes by the texts of HTTP libraries; what it does not
/// recognize gets the general advice.
fn diagnose(cause: &(dyn StdError + 'static)) -> (Option<&'static str>, &'static str) {
    let causes: Vec<&dyn StdError> = causes(cause).collect();
    let io = |kind| causes.iter().any(|error| error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == kind));
    let text = causes.iter().map(|error| error.to_string().to_lowercase()).collect::<Vec<_>>().join("\n");
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["unsupported scheme socks"]) {
        let advice = "use an http proxy, or hand in a reqwest client that was built with SOCKS";
        (Some("SOCKS proxies are not supported"), advice)
    } else if says(&["too many open files", "no file descriptors available"]) {
        let advice = "make fewer calls at once, or raise the limit of open files";
        (Some("this program has too many open files"), advice)
    } else if says(&[PROXY_REFUSES]) {
        (Some("the proxy asks for a user name and password"), "check those in the URL of the proxy, HTTPS_PROXY")
    } else if says(&["tunnel error"]) {
        let advice = "check HTTPS_PROXY and NO_PROXY, and whether the proxy lets this server through";
        (Some("the proxy did not connect"), advice)
    } else if says(&["dns error", "lookup address"]) {
        (Some("its name cannot be resolved"), "check the base URL, the network and proxy settings")
    } else if says(&["invalidcontenttype", "corrupt message"]) {
        (Some("what listens there does not speak TLS"), "check whether it is http and not https, and proxy settings")
    } else if says(&["not valid for name", "notvalidforname"]) {
        (Some("its certificate is that of another name"), "check the base URL, and what the name resolves to")
    } else if says(&["certificate expired", "certificate not valid yet"]) {
        let advice = "check the clock of this machine, and the certificate of the server";
        (Some("its certificate is not valid at this time"), advice)
    } else if says(&["certificate"]) {
        let advice = "check the base URL; for an authority of your own, add its certificate to the client";
        (Some("its certificate is not trusted"), advice)
    } else if io(io::ErrorKind::ConnectionRefused) {
        (Some("nothing listens there"), "check the base URL with its port, and proxy settings")
    } else if io(io::ErrorKind::TimedOut) || says(&["timed out"]) {
        (Some("nothing there responds"), "check the base URL, the network, firewalls and proxy settings")
    } else {
        (None, "check the base URL, the network, proxy settings and certificates")
    }
}

/// Whether something else than HTTP came, by the texts of hyper: `invalid HTTP version parsed`.
fn is_not_http(cause: &(dyn StdError + 'static)) -> bool {
    causes(cause).map(ToString::to_string).any(|text| text.starts_with("invalid ") && text.ends_with(" parsed"))
}

/// An error and what caused it, and what caused that.
fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    successors(Some(error), |error| (**error).source())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn response_that_is_not_http() {
        let says = |text: &str| failure(TransportError::new(TransportErrorKind::Io, text), "https://host").to_string();
        for text in ["invalid HTTP version parsed", "invalid content-length parsed"] {
            assert!(
                says(text).starts_with("the response from https://host is not valid HTTP/1.1; check"),
                "{}",
                says(text)
            );
        }
        assert_eq!(says("connection closed before message completed"), "the connection broke to https://host");
    }

    #[test]
    fn reasons_of_failed_connections() {
        let says = |source: Box<dyn std::error::Error + Send + Sync>| {
            let error = TransportError::new(TransportErrorKind::Connect, source);
            failure(error, "https://host").to_string()
        };
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        assert!(
            says(refused.into()).starts_with("there is no connection to https://host: nothing listens there; check")
        );
        for (text, reason) in [
            ("dns error", ": its name cannot be resolved;"),
            ("dns error: Too many open files (os error 24)", ": this program has too many open files; make fewer"),
            ("invalid peer certificate: UnknownIssuer", ": its certificate is not trusted;"),
            ("certificate not valid for name \"proxy.example\"", ": its certificate is that of another name;"),
            ("certificate expired: verification time 1 (UNIX)", ": its certificate is not valid at this time;"),
            ("certificate not valid yet: verification time", ": its certificate is not valid at this time;"),
            ("received corrupt message of type InvalidContentType", ": what listens there does not speak TLS;"),
            (
                "tunnel error: proxy authorization required",
                ": the proxy asks for a user name and password; check those",
            ),
            ("tunnel error: unsuccessful", ": the proxy did not connect;"),
            ("operation timed out", ": nothing there responds;"),
            ("something new", "https://host; check the base URL, the network"),
        ] {
            assert!(says(text.into()).contains(reason), "{}", says(text.into()));
        }
    }

    #[test]
    fn failures_that_another_moment_changes() {
        let retry =
            |text: &str| failure(TransportError::new(TransportErrorKind::Connect, text), "https://host").retry();
        for text in ["tunnel error: proxy authorization required", "failed to lookup: Name does not resolve"] {
            assert_eq!(retry(text), Retry::Never, "{text}");
        }
        for text in ["tunnel error: unsuccessful", "failed to lookup: Try again"] {
            assert_eq!(retry(text), Retry::Always, "{text}");
        }
    }
}
