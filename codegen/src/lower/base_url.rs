//! Which texts the client takes as its base URL. What it would refuse to be built with is not one.

use url::{ParseError, Url};

/// How the paths of Atlas begin, which a base URL must not repeat.
pub(super) const API: &str = "/api/atlas/";

/// The base URL that a text is, without slashes at its end, or why it is none. `is_atlas`: whether the paths of the
/// document begin with [`API`].
pub(super) fn parse(text: &str, is_atlas: bool) -> Result<String, String> {
    if text.contains(['{', '}']) {
        return Err("it has a variable without a default".to_owned());
    }
    let url = match Url::parse(text.trim()) {
        // The client sends credentials over https only, and a relative URL is relative to where the document was found.
        Ok(url) if url.scheme() == "https" => url,
        Ok(_) | Err(ParseError::RelativeUrlWithoutBase) => return Err("it does not begin with https://".to_owned()),
        Err(error) => return Err(format!("it is not a URL ({error})")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it has a user name or password".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("it has a query or fragment".to_owned());
    }
    let path = url.path().trim_end_matches('/');
    if is_atlas && format!("{path}/").contains(API) {
        return Err("it has the path of the API in it".to_owned());
    }
    Ok(format!("{}{path}", url.origin().ascii_serialization()))
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
            "", "/v1", "x.com", "http://x.com", "https://", "https://:1", "https://x.com:notaport/v1",
            "https://x.com:65536", "https://x.com:+1", "https://1.2.3.400", "https://[::1", "https://[x]",
            "https://a b", "https://x.com?a", "https://x.com#a", "https://u@x.com", "https://{a}.com",
        ] {
            assert!(parse(text, false).is_err(), "{text}");
        }
        for text in ["https://x.com/api/atlas", "https://x.com/api/atlas/v2"] {
            assert!(parse(text, true).is_err(), "{text}");
        }
    }
}
