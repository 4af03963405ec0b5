//! All checks, one after the other.

use serde_json::Value;

use super::{cycles, operations, reference, root, tables, text, walk};
use crate::diagnostics::Diagnostics;
use crate::fallback::Profile;
use crate::openapi::places::Places;

/// Checks a whole document.
pub(super) fn check<'a>(places: Places<'a>, root: &'a Value, profile: Profile) -> Diagnostics {
    if let Some(refused) = root::refuse(places) {
        return refused.into();
    }
    let mut walk = walk::Walk::new(places, root, profile);
    walk.value(&tables::DESCRIPTION, root);
    operations::check(&mut walk);
    reference::report(&mut walk);
    cycles::check(&mut walk);
    text::check(&mut walk);
    walk.finish()
}
