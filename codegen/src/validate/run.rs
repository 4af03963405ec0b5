//! All checks, one after the other.

use serde_json::{Map, Value};

use super::rules::Check;
use super::walk::{Checks, Walk};
use super::{cycles, media, operations, parameter, reference, root, schema, security, tables, text};
use crate::diagnostics::Diagnostics;
use crate::fallback::Profile;
use crate::openapi::places::Places;
use crate::pointer::Pointer;

/// What is checked about single objects beside their tables.
const CHECKS: Checks = Checks { object, reference: reference::check };

fn object<'a>(walk: &mut Walk<'a>, check: Check, entries: &'a Map<String, Value>) {
    match check {
        Check::Root => security::requirements(walk, entries.get("security"), &Pointer::root()),
        Check::Parameter => parameter::parameter(walk, entries),
        Check::Header => parameter::schema_or_content(walk, "a header", entries),
        Check::RequestBody => media::request_body(walk, entries),
        Check::MediaType => media::media_type(walk, entries),
        Check::Link => media::link(walk, entries),
        Check::SecurityScheme => security::scheme(walk, entries),
        Check::Schema => schema::check(walk, entries),
    }
}

/// Checks a whole document.
pub(super) fn check<'a>(places: Places<'a>, root: &'a Value, profile: Profile) -> Diagnostics {
    if let Some(refused) = root::refuse(places, root) {
        return refused.into();
    }
    let mut walk = Walk::new(places, root, profile, CHECKS);
    walk.value(&tables::DOCUMENT, root);
    operations::check(&mut walk);
    reference::report(&mut walk);
    cycles::check(&mut walk);
    text::check(&mut walk);
    walk.finish()
}

/// Checks the objects of a document, each by itself: not how they fit together.
pub(super) fn objects<'a>(places: Places<'a>, root: &'a Value, profile: Profile) -> Diagnostics {
    let mut walk = Walk::new(places, root, profile, CHECKS);
    walk.value(&tables::DOCUMENT, root);
    text::check(&mut walk);
    walk.finish()
}
