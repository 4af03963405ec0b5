//! All checks, one after the other.

use serde_json::Value;

use super::walk::Walk;
use super::{cycles, operations, reference, root, text, unused};
use crate::diagnostics::Diagnostics;
use crate::fallback::Profile;
use crate::openapi::places::Places;
use crate::openapi::tables;

/// Checks a whole document.
pub(super) fn check<'a>(places: Places<'a>, root: &'a Value, profile: Profile) -> Diagnostics {
    if let Some(refused) = root::refuse(places, root, profile) {
        return refused.into();
    }
    let mut walk = Walk::new(places, root, profile);
    walk.value(&tables::DOCUMENT, root);
    operations::check(&mut walk);
    unused::report(&mut walk);
    reference::report(&mut walk);
    cycles::check(&mut walk);
    text::check(&mut walk);
    walk.finish()
}

/// Checks the objects of a document, each by itself: not how they fit together.
pub(super) fn objects<'a>(places: Places<'a>, root: &'a Value, profile: Profile) -> Diagnostics {
    let mut walk = Walk::new(places, root, profile);
    walk.value(&tables::DOCUMENT, root);
    text::check(&mut walk);
    walk.finish()
}
