//! What setters of lists take.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::{Optional, Plain};

/// A list for a property of type `Vec<T>`: an array, a `Vec`, another collection or an iterator, of whatever converts
/// into `T`.
///
/// ```
/// # #[cfg(feature = "programmatic-api-keys")] {
/// use atlas_client::models::CreateAtlasOrganizationApiKey;
///
/// let key = CreateAtlasOrganizationApiKey::default().with_roles(["ORG_MEMBER", "ORG_READ_ONLY"]);
/// // An empty array needs no type.
/// let key = key.with_roles([]);
/// assert_eq!(key.roles.len(), 0);
/// # }
/// ```
///
/// `Kind` is found by the compiler, here and below. An array has at most 32 elements; longer ones are taken as `Vec` or
/// iterator.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list for a property of type `Vec<{T}>`")]
pub trait IntoList<T, Kind> {
    /// The list.
    fn into_list(self) -> Vec<T>;
}

/// A list for a property that can be left out, or an `Option` of one.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list for a property of type `Vec<{T}>`")]
pub trait IntoListField<T, Kind> {
    /// The list, or nothing to leave the property out.
    fn into_list_field(self) -> Option<Vec<T>>;
}

/// Items for a property that can be left out, as they are, or an `Option` of them: an array takes whatever its elements
/// convert into, as in `[slack.into(), webhook.into()]`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list for a property of type `Vec<{T}>`")]
pub trait IntoItems<T, Kind> {
    /// The items, or nothing to leave the property out.
    fn into_items(self) -> Option<Vec<T>>;
}

/// An array or a collection.
#[derive(Debug)]
pub enum Collection {}

/// An iterator.
#[derive(Debug)]
pub enum Iterated {}

impl<T, I: IntoIterator<Item = T>> IntoItems<T, Plain> for I {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.into_iter().collect())
    }
}

impl<T, I: IntoIterator<Item = T>> IntoItems<T, Optional> for Option<I> {
    fn into_items(self) -> Option<Vec<T>> {
        self.map(|items| items.into_iter().collect())
    }
}

impl<T, K, L: IntoList<T, K>> IntoListField<T, (Plain, K)> for L {
    fn into_list_field(self) -> Option<Vec<T>> {
        Some(self.into_list())
    }
}

impl<T, K, L: IntoList<T, K>> IntoListField<T, (Optional, K)> for Option<L> {
    fn into_list_field(self) -> Option<Vec<T>> {
        self.map(IntoList::into_list)
    }
}

/// The only array without elements, so that `[]` needs no type.
impl<T> IntoList<T, Collection> for [T; 0] {
    fn into_list(self) -> Vec<T> {
        Vec::new()
    }
}

impl<T, V: Into<T>, I: Iterator<Item = V>> IntoList<T, Iterated> for I {
    fn into_list(self) -> Vec<T> {
        self.map(Into::into).collect()
    }
}

macro_rules! collections {
    ($([$($parameters:tt)*] $collection:ty;)*) => {
        $(impl<T, V: Into<T>, $($parameters)*> IntoList<T, Collection> for $collection {
            fn into_list(self) -> Vec<T> {
                self.into_iter().map(Into::into).collect()
            }
        })*
    };
}

collections! {
    [] Vec<V>;
    [] VecDeque<V>;
    [] BTreeSet<V>;
    [S] HashSet<V, S>;
}

impl<T, V: Clone + Into<T>> IntoList<T, Collection> for &[V] {
    fn into_list(self) -> Vec<T> {
        self.iter().cloned().map(Into::into).collect()
    }
}

impl<T, V: Clone + Into<T>> IntoList<T, Collection> for &Vec<V> {
    fn into_list(self) -> Vec<T> {
        self.iter().cloned().map(Into::into).collect()
    }
}

macro_rules! arrays {
    ($($length:literal)*) => {
        $(impl<T, V: Into<T>> IntoList<T, Collection> for [V; $length] {
            fn into_list(self) -> Vec<T> {
                self.into_iter().map(Into::into).collect()
            }
        })*
    };
}

arrays!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32);
