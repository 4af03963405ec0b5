//! Unions within unions: the properties beside the alternatives of the outer one are properties of the inner one's
//! alternatives too.

use super::super::all_of::Around;
use super::super::context::{Body, Lower};
use super::super::declared_twice::COMBINED;
use super::super::node::{Node, Target};
use super::super::shape::{AlternativeSource, Shape};
use super::variants::OfUnion;
use crate::ir::{TypeRef, Union};
use crate::pointer::Pointer;

/// How many alternatives are looked through for the properties that they lack.
const ALTERNATIVES: usize = 1_000;

impl<'a> Lower<'a> {
    /// The type of an alternative that is a union, with the properties of `union`, where its alternatives lack any of
    /// them.
    pub(super) fn union_within(
        &mut self,
        union: &OfUnion<'_, 'a>,
        (target, sources): (Target<'a>, Vec<AlternativeSource<'a>>),
        alternative: &Node<'a>,
        label: &str,
        values: &[String],
    ) -> Option<TypeRef> {
        let is_lost = |lower: &Self, name: &str| {
            let is_lacking = || lower.is_lacking(&target, &sources, name, 0, &mut { ALTERNATIVES });
            !union.is_needless(lower, name, values) && is_lacking()
        };
        let names = || union.own.properties.keys().copied();
        if !names().any(|name| is_lost(self, name)) {
            return None;
        }
        let mut unions = union.around.clone();
        unions.push(union.target.node.pointer.clone());
        let key: Vec<Pointer> = unions.iter().chain([&target.node.pointer]).cloned().collect();
        if let Some(known) = self.combined.get(&key) {
            return Some(known.clone());
        }
        if unions.len() == Union::DEPTH || self.combined.len() == COMBINED {
            let lost: Vec<&str> = names().filter(|name| is_lost(self, name)).collect();
            let message = format!("this alternative is a union, which does not declare {}", lost.join(", "));
            self.note(&alternative.pointer, message, None);
            return None;
        }
        let name = union.naming.then(label).name();
        let mut own = union.own.clone();
        for property in own.properties.values_mut().filter(|property| property.owner.is_empty()) {
            property.owner.clone_from(&name);
        }
        let pointer = alternative.pointer.clone();
        let derived = Target { node: Node { pointer, ..target.node.clone() }, component: None };
        let ty = self.define(&derived, name, Body::Union(target, sources, Around { own, unions }));
        self.combined.insert(key, ty.clone());
        Some(ty)
    }

    /// Whether an object that is an alternative of a union, or of one within it, does not declare a property. At most
    /// `left` alternatives are looked at.
    fn is_lacking(
        &self,
        union: &Target<'a>,
        sources: &[AlternativeSource<'a>],
        name: &str,
        depth: usize,
        left: &mut usize,
    ) -> bool {
        if depth == Union::DEPTH || self.flatten(union).properties.contains_key(name) {
            return false;
        }
        sources.iter().filter_map(AlternativeSource::node).any(|alternative| {
            *left = left.saturating_sub(1);
            match self.final_shape(alternative).filter(|_| *left > 0) {
                Some((object, Shape::Struct)) => !self.flatten(&object).properties.contains_key(name),
                Some((inner, Shape::Union(sources))) => self.is_lacking(&inner, &sources, name, depth + 1, left),
                _ => false,
            }
        })
    }
}
