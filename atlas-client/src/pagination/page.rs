//! What a page of a list is: a model with items, and perhaps with links.

use crate::model::{Model, Nullable, Slot};

/// A model that is one page of a list.
pub(crate) trait Page: Model {
    /// What the list is of.
    type Item: Send + 'static;

    /// The property that holds the items.
    fn items(&mut self) -> &mut dyn Listing<Item = Self::Item>;

    /// The links, or `None` for a model that has no such property.
    fn links(&self) -> Option<&dyn Slot>;
}

/// The property of a page that holds its items.
#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
pub(crate) trait Listing {
    /// What it is a list of.
    type Item;

    /// The number of items.
    fn count(&self) -> usize;

    /// Takes the items out.
    fn take_items(&mut self) -> Vec<Self::Item>;
}

impl<T> Listing for Vec<T> {
    type Item = T;

    fn count(&self) -> usize {
        self.len()
    }

    fn take_items(&mut self) -> Vec<T> {
        std::mem::take(self)
    }
}

impl<T> Listing for Option<Vec<T>> {
    type Item = T;

    fn count(&self) -> usize {
        self.as_ref().map_or(0, Vec::len)
    }

    fn take_items(&mut self) -> Vec<T> {
        self.take().unwrap_or_default()
    }
}

impl<T> Listing for Nullable<Vec<T>> {
    type Item = T;

    fn count(&self) -> usize {
        self.value().map_or(0, Vec::len)
    }

    fn take_items(&mut self) -> Vec<T> {
        std::mem::take(self).into_option().unwrap_or_default()
    }
}
