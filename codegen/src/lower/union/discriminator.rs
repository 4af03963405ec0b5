//! Discriminators: the property that tells alternatives apart, and the schemas that its values lead to: those of its
//! mapping, and the heirs of a base class.

use std::collections::BTreeSet;

use super::super::context::Lower;
use super::super::node::{Node, Target};
use crate::openapi::reference;
use crate::pointer::Pointer;

/// More unions than spread each other.
const SPREADS: usize = 16;

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

impl<'a> Lower<'a> {
    /// The discriminator of a union: its own, or that of the union that it spreads.
    pub(super) fn discriminator_of(&self, union: &Target<'a>) -> Discriminator<'a> {
        let mut next = Some(union.clone());
        for _ in 0..SPREADS {
            let Some(at) = next else { break };
            if let Some(found) = self.discriminator(&at.node) {
                return found;
            }
            next = self.spread_union(&at);
        }
        Discriminator::default()
    }

    /// The discriminator that a schema itself has.
    pub(super) fn discriminator(&self, node: &Node<'a>) -> Option<Discriminator<'a>> {
        let discriminator = node.child("discriminator")?;
        let entries = discriminator.object("mapping").into_iter().flatten();
        let mapping = entries.filter_map(|(value, target)| Some((value.as_str(), self.mapped(target.as_str()?)?)));
        Some(Discriminator {
            property: discriminator.text("propertyName"),
            mapping: mapping.collect(),
            is_of_base: node.alternatives().is_empty(),
        })
    }

    /// The schema that a mapping names, as a reference or by its bare name.
    fn mapped(&self, target: &str) -> Option<Node<'a>> {
        let place = reference::mapped(self.document.raw(&Pointer::root())?, target)?;
        Some(Node::at(self.document, place)?.resolve(self.document)?.node)
    }

    /// What a base class can be: the schemas of the mapping, and those that inherit from it without being in the
    /// mapping, whose names are the values.
    pub(super) fn kinds(&self, base: &Target<'a>, discriminator: &Discriminator<'a>) -> Vec<Node<'a>> {
        let mapping = &discriminator.mapping;
        let heirs = base
            .component
            .as_deref()
            .map_or_else(Vec::new, |name| self.heirs(name))
            .into_iter()
            .filter_map(|heir| self.schema_named(&heir));
        // Beside a mapping, a schema that is another one and no more than that is a second name for it.
        let heirs = heirs.filter(|heir| mapping.is_empty() || heir.adds_to_parents());
        let mut seen = BTreeSet::new();
        let all = mapping.iter().map(|(_, kind)| kind.clone()).chain(heirs);
        all.filter(|kind| seen.insert(kind.pointer.clone())).collect()
    }

    /// What inherits from a component, directly or through other heirs.
    pub(in crate::lower) fn heirs(&self, base: &str) -> Vec<String> {
        let mut heirs: Vec<String> = Vec::new();
        let mut seen = BTreeSet::from([base]);
        let mut next = Some(base.to_owned());
        let mut index = 0;
        while let Some(parent) = next {
            heirs.extend(self.children(&parent).iter().filter(|child| seen.insert(child.as_str())).cloned());
            next = heirs.get(index).cloned();
            index += 1;
        }
        heirs
    }

    /// The components among the alternatives of a union.
    pub(in crate::lower) fn alternative_components(&self, union: &Node<'a>) -> Vec<String> {
        let alternatives = match (self.discriminator(union), union.resolve(self.document)) {
            (Some(discriminator), Some(base)) if discriminator.is_of_base => self.kinds(&base, &discriminator),
            (discriminator, _) => {
                let mapped = discriminator.unwrap_or_default().mapping.into_iter().map(|(_, alternative)| alternative);
                union.alternatives().into_iter().chain(mapped).collect()
            }
        };
        alternatives.iter().filter_map(|alternative| alternative.resolve(self.document)?.component).collect()
    }
}
