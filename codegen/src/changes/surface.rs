//! One side of a comparison, with the places in its document.

use std::collections::BTreeMap;

use crate::ir::Api;
use crate::lock::{Lock, type_key};
use crate::openapi::Document;
use crate::pointer::Pointer;

/// What users of a generated crate see, and where the document says it.
#[derive(Debug)]
pub struct Surface {
    lock: Lock,
    document: Option<Document>,
    /// By key: an operation's method and path, a type's pointer, and a field of it.
    places: BTreeMap<String, Pointer>,
}

/// A lock whose document is not at hand.
impl From<Lock> for Surface {
    fn from(lock: Lock) -> Self {
        Self { lock, document: None, places: BTreeMap::new() }
    }
}

impl Surface {
    pub(crate) fn new(document: Document, api: &Api, lock: Lock) -> Self {
        let mut places = BTreeMap::new();
        for operation in &api.operations {
            places.insert(operation.call(), operation.origin.clone());
        }
        for def in &api.types {
            let key = type_key(def);
            let fields = def.fields().iter();
            places.extend(fields.map(|field| (format!("{key} {}", field.wire), field.origin.clone())));
            places.insert(key, def.origin.clone());
        }
        Self { lock, document: Some(document), places }
    }

    /// The names and what they are.
    #[must_use]
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The line of what a key of the lock means; that of the type for one of its members.
    #[must_use]
    pub fn line(&self, key: &str) -> Option<usize> {
        let of_type = || key.rsplit_once(' ').and_then(|(owner, _)| self.places.get(owner));
        let place = self.places.get(key).or_else(of_type)?;
        self.document.as_ref()?.warning(place, "").line()
    }
}
