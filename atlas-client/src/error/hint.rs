//! What to do about the errors that every newcomer meets.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::io;
use std::iter::successors;

use http::StatusCode;

use super::ApiError;

/// The end of the message of an answer that is no success.
pub(super) fn of(status: StatusCode, api: Option<&ApiError>) -> Option<Cow<'static, str>> {
    let code = api.and_then(|api| api.code.as_deref()).unwrap_or_default();
    let hint = match (status.as_u16(), code) {
        (401 | 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST" | "ORG_REQUIRES_ACCESS_LIST") => {
            "the address this program calls from must be on the API access list of the key or service \
             account itself, which is not the IP access list of the project"
        }
        (401, _) => "check that the key or service account exists, is not expired and belongs to this organization",
        (403, _) => "check which roles the key or service account has in the project and the organization",
        (_, "GROUP_NOT_FOUND" | "INVALID_GROUP_ID") => {
            "check the ID of the project, 24 hexadecimal digits that its URL in Atlas has after /v2/, and that the key \
             or service account has access to it"
        }
        (_, "ORG_NOT_FOUND" | "INVALID_ORG_ID") => {
            "check the ID of the organization, 24 hexadecimal digits that its URL in Atlas has after /org/, and that \
             the key or service account belongs to it"
        }
        (404, _) if api.is_none() => "this is not how Atlas says that something is not there: check the base URL",
        (406, _) => {
            "check the base URL, or use a release of this crate made for this server: it does not offer the dated \
             version that is asked for"
        }
        (407, _) => "check the user name and password in the URL of the proxy",
        (410, _) => {
            "update this crate, or regenerate it from the current description, for a dated version that is still \
             offered"
        }
        _ => return None,
    };
    Some(hint.into())
}

/// Why there was no connection, and what to do about it. Goes by what HTTP libraries say, so that what they do not say, or
/// say otherwise one day, gets the general advice.
pub(super) fn of_connection(cause: &(dyn StdError + 'static)) -> (Option<&'static str>, &'static str) {
    let causes: Vec<&dyn StdError> = successors(Some(cause as &dyn StdError), |error| (**error).source()).collect();
    let io = |kind| causes.iter().any(|error| error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == kind));
    let text = causes.iter().map(|error| error.to_string().to_lowercase()).collect::<Vec<_>>().join("\n");
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["unsupported scheme socks"]) {
        let advice = "use an http proxy, or hand in a reqwest client that was built with SOCKS";
        (Some("SOCKS proxies are not supported"), advice)
    } else if says(&["tunnel error"]) {
        let advice = "check HTTPS_PROXY and NO_PROXY, and whether the proxy lets this server through";
        (Some("the proxy did not connect"), advice)
    } else if says(&["dns error", "lookup address"]) {
        (Some("its name cannot be resolved"), "check the base URL, the network and proxy settings")
    } else if says(&["invalidcontenttype", "corrupt message"]) {
        (Some("what listens there does not speak TLS"), "check whether it is http and not https, and proxy settings")
    } else if says(&["certificate"]) {
        let advice = "check the base URL; for an authority of your own, add its certificate to the client";
        (Some("its certificate is not trusted"), advice)
    } else if io(io::ErrorKind::ConnectionRefused) {
        (Some("nothing listens there"), "check the base URL with its port, and proxy settings")
    } else if io(io::ErrorKind::TimedOut) || says(&["timed out"]) {
        (Some("nothing answers there"), "check the base URL, the network, firewalls and proxy settings")
    } else {
        (None, "check the base URL, the network, proxy settings and certificates")
    }
}
