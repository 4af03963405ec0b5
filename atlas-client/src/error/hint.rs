//! What to do about the errors that every newcomer meets.

use std::borrow::Cow;

use http::StatusCode;

use super::ApiError;

/// Whether the hint by Atlas's code says what is wrong with a refused request, whatever it was authorized with.
pub(super) fn is_by_code(code: Option<&str>) -> bool {
    matches!(code, Some("IP_ADDRESS_NOT_ON_ACCESS_LIST" | "ORG_REQUIRES_ACCESS_LIST"))
}

/// The end of the message of a response that is not a success.
pub(super) fn of(status: StatusCode, api: Option<&ApiError>, has_body: bool) -> Option<Cow<'static, str>> {
    let code = api.and_then(|api| api.code.as_deref()).unwrap_or_default();
    let hint = match (status.as_u16(), code) {
        (401 | 403, code) if is_by_code(Some(code)) => {
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
        // The response to a HEAD has no body, whoever sends it.
        (404, _) if api.is_none() && has_body => {
            "this is not how Atlas says that something is not there: check the base URL"
        }
        (406, _) => {
            "check the base URL, or use a release of this crate made for this server: it does not offer the dated \
             version that is asked for"
        }
        (407, _) => "check the user name and password in the URL of the proxy",
        (410, _) => {
            "update this crate, or regenerate it from the current OpenAPI document, for a dated version that is still \
             offered"
        }
        _ => return None,
    };
    Some(hint.into())
}
