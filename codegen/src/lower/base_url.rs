//! Which texts the client takes as its base URL. What it might refuse to be built with is not one.

use std::net::{Ipv4Addr, Ipv6Addr};

/// How the paths of Atlas begin, which a base URL must not repeat.
pub(super) const API: &str = "/api/atlas/";

const SCHEME: &str = "https://";

/// The base URL that a text is, without slashes at its end, or why it is none. `has_api`: whether the paths of the
/// document begin with [`API`].
pub(super) fn parse(text: &str, has_api: bool) -> Result<String, &'static str> {
    let text = text.trim();
    if text.contains(['{', '}']) {
        return Err("it has a variable without a default");
    }
    // The client sends credentials over https only, and a relative URL is relative to where the document was found.
    let rest = text.get(SCHEME.len()..).filter(|_| has_scheme(text)).ok_or("it does not begin with https://")?;
    if rest.contains(['?', '#']) {
        return Err("it has a query or fragment");
    }
    let (authority, path) = rest.find(['/', '\\']).map_or((rest, ""), |at| rest.split_at(at));
    if authority.contains('@') {
        return Err("it has a user name or password");
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("it has a blank");
    }
    let authority = authority.to_ascii_lowercase();
    let is_address = authority.starts_with('[');
    let end = if is_address { authority.find(']').map(|at| at + 1) } else { authority.find(':') };
    let (host, port) = authority.split_at(end.unwrap_or(authority.len()));
    if !is_host(host) {
        return Err("its host is not valid");
    }
    let is_port =
        |port: &str| port.is_empty() || port.bytes().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return Err("its port is not valid");
    }
    let path = path.trim_end_matches('/');
    if has_api && format!("{path}/").contains(API) {
        return Err("it has the path of the API in it");
    }
    Ok(format!("{SCHEME}{authority}{path}"))
}

fn has_scheme(text: &str) -> bool {
    text.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

/// Whether a text in small letters is a name of ASCII, or an address. A name whose last part is a number is an address.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    if last.starts_with(|c: char| c.is_ascii_digit()) && last.bytes().all(|c| c.is_ascii_hexdigit() || c == b'x') {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let is_encoded = host.split('.').any(|part| part.starts_with("xn--"));
    !last.is_empty() && !is_encoded && host.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        for (text, expected) in [
            ("https://x.com", "https://x.com"),
            (" HTTPS://X.com/V1/ ", "https://x.com/V1"),
            ("https://x.com:8443/a/b//", "https://x.com:8443/a/b"),
            ("https://127.0.0.1/a", "https://127.0.0.1/a"),
            ("https://[::1]:1", "https://[::1]:1"),
            ("https://x.com/api/atlas/v2", "https://x.com/api/atlas/v2"),
        ] {
            assert_eq!(parse(text, false).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_no_client_is_built_with() {
        for text in [
            "", "/v1", "x.com", "http://x.com", "https:x.com", "https://", "https://:1", "https://x.com:notaport/v1",
            "https://x.com:65536", "https://x.com:+1", "https://1.2.3", "https://[::1", "https://[x]", "https://a b",
            "https://x.com/a b", "https://x.com?a", "https://x.com#a", "https://u@x.com", "https://{a}.com",
            "https://a%2eb", "https://\u{fc}.com", "https://..",
        ] {
            assert!(parse(text, false).is_err(), "{text}");
        }
        for text in ["https://x.com/api/atlas", "https://x.com/api/atlas/v2"] {
            assert!(parse(text, true).is_err(), "{text}");
        }
    }
}
