//! What to do about the errors that every newcomer meets.

use std::borrow::Cow;

use http::StatusCode;

use super::ApiError;

/// Whether the hint by Atlas's code says what is wrong with a refused request, whatever it was authorized with.
pub(super) fn is_by_code(code: Option<&str>) -> bool {
    matches!(code, Some("IP_ADDRESS_NOT_ON_ACCESS_LIST" | "ORG_REQUIRES_ACCESS_LIST")) || code.is_some_and(is_denial)
}

/// Whether the credentials are right, and not for this: `API_KEY_ACCESS_LIST_ACCESS_DENIED` comes with status 401.
fn is_denial(code: &str) -> bool {
    code.ends_with("_ACCESS_DENIED")
}

/// The end of the message of a response that is not a success. `is_page` says that its body is not an error of the API.
pub(super) fn of(
    status: StatusCode,
    api: Option<&ApiError>,
    is_page: bool,
    is_atlas: bool,
) -> Option<Cow<'static, str>> {
    let code = api.and_then(|api| api.code.as_deref()).unwrap_or_default();
    let hint = if is_atlas { of_atlas(status, code, is_page) } else { None };
    hint.or_else(|| of_any(status, is_page)).map(Into::into)
}

/// What is known about every API.
fn of_any(status: StatusCode, is_page: bool) -> Option<&'static str> {
    Some(match status.as_u16() {
        401 => "check that the credentials are right, not expired, and meant for this server",
        403 if is_page => "check the network: a proxy or firewall may have responded in place of the API",
        403 => "check what the credentials may do",
        // The response to a HEAD has no body, whoever sends it.
        404 if is_page => "check the base URL: what responded may not be the API",
        406 => "check the base URL: this server does not offer the media type that is asked for",
        407 => "check the user name and password in the URL of the proxy",
        _ => return None,
    })
}

/// What is known about Atlas besides.
fn of_atlas(status: StatusCode, code: &str, is_page: bool) -> Option<&'static str> {
    const ROLES: &str = "check which roles the key or service account has in the project and the organization";
    Some(match (status.as_u16(), code) {
        (401 | 403, code) if is_denial(code) => ROLES,
        (401 | 403, code) if is_by_code(Some(code)) => {
            "the address this program calls from must be on the API access list of the key or service \
             account itself, which is not the IP access list of the project"
        }
        (401, _) => "check that the key or service account exists, is not expired and belongs to this organization",
        (403, _) if !is_page => ROLES,
        (_, "GROUP_NOT_FOUND" | "INVALID_GROUP_ID") => {
            "check the ID of the project, 24 hexadecimal digits that its URL in Atlas has after /v2/, and that the key \
             or service account has access to it"
        }
        (_, "ORG_NOT_FOUND" | "INVALID_ORG_ID") => {
            "check the ID of the organization, 24 hexadecimal digits that its URL in Atlas has after /org/, and that \
             the key or service account belongs to it"
        }
        (404, _) if is_page => "this is not how Atlas says that something is not there: check the base URL",
        (406, _) => {
            "check the base URL, or use a release of this crate made for this server: it does not offer the dated \
             version that is asked for"
        }
        (410, _) => {
            "update this crate, or regenerate it from the current OpenAPI document, for a dated version that is still \
             offered"
        }
        _ => return None,
    })
}
