//! What REPORT.md says about shapes that are kept.

use crate::ir::{Api, Fallback, Origin};

/// Notes what stays as it was.
pub(super) fn note(api: &mut Api, origin: &Origin, what: String) {
    api.kept.push(Fallback::new(what, origin.clone()));
}
