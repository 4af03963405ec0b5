//! The way from the root to a value while a document is walked; a pointer is made of it only where something is found.

use crate::pointer::Pointer;

/// A place, as a list that ends at the root.
pub(super) enum Trail<'a> {
    Root,
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    /// The key that leads to the place.
    pub(super) fn key(&self) -> Option<&str> {
        if let Self::Key(_, key) = self { Some(key) } else { None }
    }

    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().push(key),
            Self::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}
