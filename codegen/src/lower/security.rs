//! Security schemes that the client has no credentials for.

use openapiv3::{APIKeyLocation, SecurityScheme};

use super::context::Lower;
use crate::pointer::Pointer;

const HEADER: &str = "set the header on each request, with `with_header`";

const COOKIE: &str = "set the header `cookie` on each request, with `with_header`";

const QUERY: &str = "send it in untyped requests, with `query`";

/// Requests of a client without credentials carry the `authorization` that is set around their attempts.
const AUTHORIZATION: &str =
    "build the client with `Credentials::anonymous`, and set the header `authorization` in `around_attempts`";

/// HTTP authentication schemes that the client has credentials for.
const SENT: [&str; 2] = ["bearer", "digest"];

/// Notes the security schemes that the client has no credentials for.
pub(super) fn schemes(lower: &mut Lower<'_>) {
    let Some(components) = lower.document.openapi().components.as_ref() else { return };
    for (name, scheme) in &components.security_schemes {
        let Some((what, help)) = scheme.as_item().and_then(unsupported) else { continue };
        let at = Pointer::root().push("components").push("securitySchemes").push(name);
        let at = if matches!(scheme.as_item(), Some(SecurityScheme::HTTP { .. })) { at.push("scheme") } else { at };
        let what = format!("the security scheme `{name}` is {what}, which the client does not send by itself");
        lower.note(&at, what, Some(help));
    }
}

/// What a scheme is, and how a program can send what it wants.
fn unsupported(scheme: &SecurityScheme) -> Option<(String, &'static str)> {
    match scheme {
        SecurityScheme::APIKey { name, location, .. } => {
            let (place, help) = match location {
                APIKeyLocation::Query => ("query parameter", QUERY),
                APIKeyLocation::Header if name.eq_ignore_ascii_case("authorization") => ("header", AUTHORIZATION),
                APIKeyLocation::Header => ("header", HEADER),
                APIKeyLocation::Cookie => ("cookie", COOKIE),
            };
            Some((format!("an API key in the {place} `{name}`"), help))
        }
        SecurityScheme::HTTP { scheme, .. } if SENT.iter().any(|sent| scheme.eq_ignore_ascii_case(sent)) => None,
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            Some(("HTTP Basic".to_owned(), AUTHORIZATION))
        }
        SecurityScheme::HTTP { scheme, .. } => Some((format!("HTTP authentication `{scheme}`"), AUTHORIZATION)),
        SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => None,
    }
}
