//! Discriminators: the property that tells alternatives apart, and the schemas that its values lead to.

use super::node::Node;
use crate::pointer::Pointer;

/// A discriminator: the property, and which of its values lead where.
#[derive(Debug, Default)]
pub(super) struct Discriminator<'a> {
    pub(super) property: Option<&'a str>,
    /// Values and the schemas that they lead to, references followed.
    pub(super) mapping: Vec<(&'a str, Node<'a>)>,
    /// Whether it is that of a base class: its schema lists no alternatives, and others inherit from it.
    pub(super) is_of_base: bool,
}

impl Discriminator<'_> {
    /// Whether a schema that is one of the kinds need not be in the mapping, though there is one.
    pub(super) fn is_partial(&self) -> bool {
        self.is_of_base && !self.mapping.is_empty()
    }

    /// Whether the mapping has the schema at a place.
    pub(super) fn maps(&self, place: &Pointer) -> bool {
        self.mapping.iter().any(|(_, schema)| schema.pointer == *place)
    }
}
