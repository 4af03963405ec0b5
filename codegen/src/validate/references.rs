//! The references of a document, by what they lead to.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer::Pointer;

/// Where references are, by the section and name of the component they lead to.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Components that are referred to.
    pub(super) found: BTreeSet<(&'static str, String)>,
    /// Components that are missing, and what refers to them.
    pub(super) unresolved: BTreeMap<(&'static str, String), Vec<Pointer>>,
    /// Sections of components that are there under another name, or in another place.
    pub(super) misspelt: BTreeSet<&'static str>,
}
