//! Names of what is gone.

use crate::lock::name_of;

/// Names of a scope that things had which are gone: nothing new may have them.
pub(super) fn held<'l>(
    names: impl IntoIterator<Item = (&'l String, &'l String)>,
    is_there: impl Fn(&str) -> bool,
) -> impl Iterator<Item = String> {
    names.into_iter().filter(move |(key, _)| !is_there(key)).map(|(_, entry)| name_of(entry).to_owned())
}
