//! Which values of a discriminator's property lead to which alternative.

use std::collections::{BTreeMap, BTreeSet};

use super::super::all_of::Flat;
use super::super::context::Lower;
use super::super::list::push_new;
use super::super::node::{Node, Target};
use super::super::shape::{AlternativeSource, Shape};
use super::discriminator::Discriminator;
use crate::ir::{TypeRef, Union};
use crate::pointer::Pointer;

/// What Microsoft's documents have in an alternative, in place of a mapping.
const MAPPED: &str = "x-ms-discriminator-value";

impl<'a> Lower<'a> {
    /// The values of the tag that lead to each alternative: those of the mapping, else those that the alternative
    /// allows and no other one does, else its name; and for a union by the same property, those that lead to its own
    /// alternatives. None where several alternatives allow the same values: the tag does not tell them apart.
    ///
    /// `depth` is how many unions by the property are around this one.
    pub(super) fn tag_values(
        &self,
        union: &Target<'a>,
        sources: &[AlternativeSource<'a>],
        discriminator: &Discriminator<'a>,
        depth: usize,
    ) -> Vec<Vec<String>> {
        let Some(property) = discriminator.property else { return vec![Vec::new(); sources.len()] };
        let targets = sources.iter().map(|source| source.node()?.resolve(self.document));
        let targets: Vec<Option<Target<'a>>> = targets.collect();
        let own = |target: &Option<Target<'a>>| {
            let values = target.as_ref().map(|target| self.own_tag_values(union, target, discriminator, property));
            values.unwrap_or_default()
        };
        let own: Vec<Vec<String>> = targets.iter().map(own).collect();
        let mut all = own.clone();
        for (target, values) in targets.iter().zip(&mut all) {
            let inner = target.as_ref().map(|target| self.inner_tag_values(&target.node, property, depth));
            let is_free = |value: &String| !own.iter().any(|own| own.contains(value));
            inner.into_iter().flatten().filter(is_free).for_each(|value| push_new(values, value));
        }
        let places: Vec<Option<Pointer>> =
            targets.into_iter().map(|target| target.map(|target| target.node.pointer)).collect();
        without_shared(&places, all)
    }

    /// The values that lead to an alternative, whatever it is.
    fn own_tag_values(
        &self,
        union: &Target<'a>,
        target: &Target<'a>,
        discriminator: &Discriminator<'a>,
        property: &str,
    ) -> Vec<String> {
        let mapping = &discriminator.mapping;
        let mapped = mapping.iter().filter(|(_, node)| node.pointer == target.node.pointer);
        let mapped: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        if let Some(value) = target.node.text(MAPPED) {
            return vec![value.to_owned()];
        }
        let flat = self.flatten(target);
        let tag = flat.properties.get(property);
        let mut declared = tag.map(|tag| self.allowed_values(&tag.node)).unwrap_or_default();
        let name = target.component.as_deref().filter(|_| !self.has_scalar_tag(&target.node, property));
        if discriminator.is_partial() {
            // What it inherits are the values of those that the mapping has.
            let inherited = self.flatten(union).properties.get(property).map(|tag| tag.node.pointer.clone());
            let is_inherited = tag.is_some_and(|tag| Some(&tag.node.pointer) == inherited.as_ref());
            declared.retain(|value| !is_inherited || name.is_some_and(|name| value.eq_ignore_ascii_case(name)));
        }
        let mut values = own_values(declared, name);
        values.retain(|value| mapping.iter().all(|(mapped, _)| mapped != value));
        values
    }

    /// The values that lead to the alternatives of a schema that is a union by the same property, and to those of
    /// theirs.
    fn inner_tag_values(&self, schema: &Node<'a>, property: &str, depth: usize) -> Vec<String> {
        let Some((union, Shape::Union(sources))) = self.final_shape(schema) else { return Vec::new() };
        let discriminator = self.discriminator_of(&union);
        if discriminator.property != Some(property) || depth == Union::DEPTH {
            return Vec::new();
        }
        if let Some(known) = self.tags.borrow().get(&union.node.pointer) {
            return known.clone();
        }
        // A union can be an alternative of itself, or of its own alternatives.
        self.tags.borrow_mut().insert(union.node.pointer.clone(), Vec::new());
        let sources = self.with_mapped(sources, &discriminator);
        let values = self.tag_values(&union, &sources, &discriminator, depth + 1);
        let is_decided = values.iter().all(|values| !values.is_empty());
        let taken: Vec<&String> = values.iter().flatten().collect();
        let base = self.base_values(&union, &discriminator, &taken);
        let all: Vec<String> = if is_decided { values.into_iter().flatten().chain(base).collect() } else { Vec::new() };
        self.tags.borrow_mut().insert(union.node.pointer, all.clone());
        all
    }

    /// The values that mean a base class itself: those that no variant has. Without a mapping its name is one, unless
    /// it says which values there are.
    pub(super) fn base_values(
        &self,
        union: &Target<'a>,
        discriminator: &Discriminator<'a>,
        taken: &[&String],
    ) -> Vec<String> {
        let Some(property) = discriminator.property.filter(|_| discriminator.is_of_base) else { return Vec::new() };
        let flat = self.flatten(union);
        let mut values = flat.properties.get(property).map(|tag| self.allowed_values(&tag.node)).unwrap_or_default();
        if values.is_empty() && discriminator.mapping.is_empty() {
            values.extend(union.component.clone());
        }
        values.retain(|value| !taken.contains(&value));
        values
    }

    /// Whether the tag of an alternative is a number or a boolean.
    pub(super) fn has_scalar_tag(&self, alternative: &Node<'a>, tag: &str) -> bool {
        let mut next = Some(alternative.clone());
        for _ in 0..=Union::DEPTH {
            let Some((target, shape)) = next.and_then(|node| self.final_shape(&node)) else { return false };
            let flat = self.flatten(&target);
            if flat.properties.contains_key(tag) {
                return self.is_scalar_tag(&flat, tag);
            }
            // The alternatives of a union within the union declare it.
            next = match shape {
                Shape::Union(sources) => sources.first().and_then(AlternativeSource::node).cloned(),
                _ => None,
            };
        }
        false
    }

    /// Whether a property is a number or a boolean.
    pub(super) fn is_scalar_tag(&self, flat: &Flat<'a>, tag: &str) -> bool {
        let shape = flat.properties.get(tag).and_then(|tag| self.final_shape(&tag.node));
        matches!(shape, Some((_, Shape::Scalar(TypeRef::Int | TypeRef::UInt | TypeRef::Float | TypeRef::Bool))))
    }
}

/// The values of each alternative, without those that another alternative has too: then the tag does not tell them
/// apart.
fn without_shared(places: &[Option<Pointer>], all: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut owners: BTreeMap<&str, BTreeSet<&Pointer>> = BTreeMap::new();
    for (at, values) in places.iter().zip(&all) {
        for value in values {
            owners.entry(value).or_default().extend(at);
        }
    }
    let is_shared = |value: &String| owners.get(value.as_str()).is_some_and(|owners| owners.len() > 1);
    let shared: Vec<bool> = all.iter().map(|values| values.iter().any(is_shared)).collect();
    all.into_iter().zip(shared).map(|(values, shared)| if shared { Vec::new() } else { values }).collect()
}

/// Of the values that an alternative declares, its name where that is one of them, as it is for a base class that lists
/// its heirs; else all. Without any its name, which is what the standard says.
fn own_values(declared: Vec<String>, name: Option<&str>) -> Vec<String> {
    let Some(name) = name else { return declared };
    let called = declared.iter().find(|value| *value == name);
    let called = called.or_else(|| declared.iter().find(|value| value.eq_ignore_ascii_case(name)));
    match called {
        Some(value) => vec![value.clone()],
        None if declared.is_empty() => vec![name.to_owned()],
        None => declared,
    }
}
