//! Where calls go, and what of the document's servers and security schemes the client does not follow.

use openapiv3::{APIKeyLocation, PathItem, ReferenceOr, SecurityScheme, Server};

use super::context::Lower;
use crate::openapi::Document;
use crate::pointer::Pointer;
use crate::version::SelectedOperation;

/// Where calls go when the document does not say it.
const ATLAS: &str = "https://cloud.mongodb.com";

/// The base URL of the calls.
pub(super) fn base(lower: &mut Lower<'_>) -> String {
    let Some(server) = lower.document.openapi().servers.first() else { return ATLAS.to_owned() };
    let url = url(server);
    // The client sends credentials over https only, and a relative URL is relative to where the document was found.
    if url.starts_with("https://") && !url.contains(['{', '?', '#', '@']) {
        return url;
    }
    let at = Pointer::root().push("servers").index(0).push("url");
    let what = format!(
        "the server `{url}` is not a valid https URL: calls go to {ATLAS} unless the client is built with a base URL"
    );
    lower.note(&at, what, None);
    ATLAS.to_owned()
}

/// Why an operation cannot be called: a path or operation on a server of its own.
pub(super) fn unsupported(document: &Document, base: &str, selected: &SelectedOperation<'_>) -> Option<String> {
    let item = document.openapi().paths.paths.get(&selected.path).and_then(ReferenceOr::as_item);
    let own = selected.operation.servers.first().or_else(|| item.and_then(|item: &PathItem| item.servers.first()))?;
    let own = url(own);
    (own != base).then(|| format!("it is on a server of its own, `{own}`"))
}

/// A server's URL with the defaults of its variables, without a slash at its end.
fn url(server: &Server) -> String {
    let variables = server.variables.iter().flatten();
    let url = variables
        .fold(server.url.clone(), |url, (name, variable)| url.replace(&format!("{{{name}}}"), &variable.default));
    url.trim_end_matches('/').to_owned()
}

/// The security schemes that the client has no credentials for.
pub(super) fn schemes(lower: &mut Lower<'_>) {
    let Some(components) = lower.document.openapi().components.as_ref() else { return };
    for (name, scheme) in &components.security_schemes {
        let Some((what, help)) = scheme.as_item().and_then(unsupported_scheme) else { continue };
        let at = Pointer::root().push("components").push("securitySchemes").push(name);
        let what = format!("the security scheme `{name}` is {what}, which the client does not send by itself");
        lower.note(&at, what, Some(help));
    }
}

/// What a scheme is, and how a program can send what it wants.
fn unsupported_scheme(scheme: &SecurityScheme) -> Option<(String, &'static str)> {
    let header = "set the header on each request, with `with_header`";
    match scheme {
        SecurityScheme::APIKey { name, location, .. } => {
            let (place, help) = match location {
                APIKeyLocation::Query => ("query parameter", "send it in untyped requests, with `query`"),
                APIKeyLocation::Header => ("header", header),
                APIKeyLocation::Cookie => ("cookie", "set the header `cookie` on each request, with `with_header`"),
            };
            Some((format!("an API key in the {place} `{name}`"), help))
        }
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            Some(("HTTP Basic".to_owned(), "set the header `authorization` on each request, with `with_header`"))
        }
        _ => None,
    }
}
