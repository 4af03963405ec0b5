//! What to do about the errors that every newcomer meets.

use std::borrow::Cow;

use http::StatusCode;

use super::ApiError;

/// A sentence for the end of the message.
pub(super) fn of(status: StatusCode, api: Option<&ApiError>) -> Option<Cow<'static, str>> {
    let code = api.and_then(|api| api.code.as_deref()).unwrap_or_default();
    let hint = match (status.as_u16(), code) {
        (401 | 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST" | "ORG_REQUIRES_ACCESS_LIST") => {
            "the address this program calls from must be on the API access list of the key or service \
             account itself, which is not the IP access list of the project"
        }
        (401, _) => "check that the key or service account exists, is not expired and belongs to this organization",
        (406, _) => {
            "the server does not offer the dated version this crate asks for: check the base URL, or \
             use a release of this crate made for it"
        }
        (410, _) => {
            "the dated version this crate asks for has been removed: update this crate, or regenerate \
             it from the current description"
        }
        _ => return None,
    };
    Some(hint.into())
}
