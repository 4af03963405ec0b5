//! Names in `responses` that are written otherwise, or are not statuses.

use serde_json::{Map, Value};

use super::keywords;
use super::meant::{CASE, in_other_case};
use super::spelling::rename;
use super::trail::Trail;
use crate::ir::Fallback;
use crate::openapi::words::is_status;

const RANGE: &str = "a name such as `20x` or `success` is read as the class of status codes that it means";

const NOT_VALID: &str = "a response under a name that is not a status is ignored";

/// Classes of status codes, and the word for all others.
const STATUSES: [&str; 6] = ["1XX", "2XX", "3XX", "4XX", "5XX", "default"];

/// Rewrites the names of responses; only an object is a response.
pub(super) fn read(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    if entries.keys().all(|name| is_status(name)) {
        return;
    }
    rename(entries, || at.pointer(), found, CASE, |name, _| in_other_case(name, &STATUSES).map(str::to_owned));
    rename(entries, || at.pointer(), found, RANGE, |name, _| class(name));
    keywords::remove(entries, at, found, NOT_VALID, |name, value| {
        !is_status(name) && !name.starts_with("x-") && value.is_object()
    });
}

/// `20x` is `2XX`, and so is `success`.
fn class(name: &str) -> Option<String> {
    let is_range = matches!(name.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'x' | b'X']);
    let is_success = name.eq_ignore_ascii_case("success");
    if is_success { Some("2XX".to_owned()) } else { is_range.then(|| format!("{}XX", &name[..1])) }
}
