//! Which values of a discriminator's property lead to which alternative.

use std::collections::{BTreeMap, BTreeSet};

use super::all_of::Flat;
use super::context::Lower;
use super::node::Node;
use super::shape::{Shape, Trail};
use super::union::{AlternativeSource, Discriminator};
use crate::ir::TypeRef;
use crate::pointer::Pointer;

impl<'a> Lower<'a> {
    /// The values of the tag that lead to each alternative: those of the mapping, else those that the alternative
    /// allows and no other one does, else its name. None where several alternatives allow the same values: the tag does
    /// not tell them apart.
    pub(super) fn tag_values(
        &self,
        sources: &[AlternativeSource<'a>],
        discriminator: &Discriminator<'a>,
    ) -> Vec<Vec<String>> {
        let Some(property) = discriminator.property else { return vec![Vec::new(); sources.len()] };
        let mapping = &discriminator.mapping;
        let mut found: Vec<(Option<Pointer>, Vec<String>)> = Vec::new();
        for source in sources {
            let target = source.node().and_then(|node| node.resolve(self.document));
            let at = target.as_ref().map(|target| target.node.pointer.clone());
            let mapped = mapping.iter().filter(|(_, node)| Some(&node.pointer) == at.as_ref());
            let mapped: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
            let values = match target {
                Some(target) if mapped.is_empty() => {
                    let flat = self.flatten(&target);
                    let declared = flat.properties.get(property).map(|tag| self.allowed_values(&tag.node));
                    let name = target.component.as_deref().filter(|_| !self.is_scalar_tag(&flat, property));
                    let mut values = own_values(declared.unwrap_or_default(), name);
                    values.retain(|value| mapping.iter().all(|(mapped, _)| mapped != value));
                    values
                }
                _ => mapped,
            };
            found.push((at, values));
        }
        let mut owners: BTreeMap<&str, BTreeSet<&Pointer>> = BTreeMap::new();
        for (at, values) in &found {
            for value in values {
                owners.entry(value).or_default().extend(at);
            }
        }
        let is_shared = |value: &String| owners.get(value.as_str()).is_some_and(|owners| owners.len() > 1);
        let shared: Vec<bool> = found.iter().map(|(_, values)| values.iter().any(is_shared)).collect();
        found.into_iter().zip(shared).map(|((_, values), shared)| if shared { Vec::new() } else { values }).collect()
    }

    /// Whether the tag of an alternative is a number or a boolean.
    pub(super) fn has_scalar_tag(&self, alternative: &Node<'a>, tag: &str) -> bool {
        let target = alternative.resolve(self.document);
        target.is_some_and(|target| self.is_scalar_tag(&self.flatten(&target), tag))
    }

    /// Whether a property is a number or a boolean.
    pub(super) fn is_scalar_tag(&self, flat: &Flat<'a>, tag: &str) -> bool {
        let shape = flat.properties.get(tag).and_then(|tag| self.final_shape(&tag.node, &mut Trail::new()));
        matches!(shape, Some((_, Shape::Scalar(TypeRef::Int | TypeRef::UInt | TypeRef::Float | TypeRef::Bool))))
    }
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
