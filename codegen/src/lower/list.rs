//! Lists that have each item once, in the order in which they were met.

/// Adds an item to a list that does not have it yet.
pub(super) fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
