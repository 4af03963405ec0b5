//! What a schema is that has a union in its `allOf`: one of the union's variants, or each of them with more properties.
//!
//! A base class is the union of what inherits from it, and whatever inherits from it has its properties only. A union
//! of schemas that know nothing of it spreads: `allOf: [Pet, {properties: …}]` is a cat with these properties, or a
//! dog with them.

use super::super::context::Lower;
use super::super::node::{Node, Target};
use super::super::shape::Shape;
use crate::pointer::Pointer;

/// More ancestors than a schema has.
const ANCESTORS: usize = 200;

impl<'a> Lower<'a> {
    /// Whether a union in the `allOf` of a schema means each of its variants: it is not a base class, and has not the
    /// schema itself as a variant.
    pub(in crate::lower) fn is_spread(&self, target: &Target<'a>, parent: &Target<'a>) -> bool {
        !self.is_base(&parent.node) && !self.is_variant(target, &parent.node)
    }

    /// The union in the `allOf` of a schema without alternatives of its own that means each of its variants.
    pub(super) fn spread_union(&self, target: &Target<'a>) -> Option<Target<'a>> {
        if !target.node.alternatives().is_empty() || self.shape_of_mapping(target).is_some() {
            return None;
        }
        let unions = self.parents(target).into_iter().filter(|(_, shape)| matches!(shape, Shape::Union(_)));
        unions.map(|(union, _)| union).find(|union| self.is_spread(target, union))
    }

    /// Whether a union with a discriminator is a class that what it is one of inherits from.
    fn is_base(&self, union: &Node<'a>) -> bool {
        let alternatives = union.alternatives();
        let is_heir = |alternative: &Node<'a>| self.inherits(alternative, &union.pointer);
        union.has("discriminator") && (alternatives.is_empty() || alternatives.iter().any(is_heir))
    }

    /// Whether a schema is another one, or has it among its parents or theirs.
    fn inherits(&self, heir: &Node<'a>, ancestor: &Pointer) -> bool {
        self.line(heir).iter().any(|target| target.node.pointer == *ancestor)
    }

    /// Whether a union has a schema as a variant, directly or through one of its parents.
    pub(in crate::lower) fn is_variant(&self, target: &Target<'a>, union: &Node<'a>) -> bool {
        if union.alternatives().iter().any(|alternative| alternative.pointer == target.node.pointer) {
            return true;
        }
        let line: Vec<String> = self.line(&target.node).into_iter().filter_map(|target| target.component).collect();
        !line.is_empty() && self.alternative_components(union).iter().any(|variant| line.contains(variant))
    }

    /// A schema, its parents, and theirs.
    fn line(&self, heir: &Node<'a>) -> Vec<Target<'a>> {
        let mut line: Vec<Target<'a>> = heir.resolve(self.document).into_iter().collect();
        let mut next = 0;
        while let Some(target) = line.get(next).filter(|_| next < ANCESTORS).cloned() {
            next += 1;
            for parent in target.node.list("allOf").iter().filter_map(|parent| parent.resolve(self.document)) {
                if line.iter().all(|known| known.node.pointer != parent.node.pointer) {
                    line.push(parent);
                }
            }
        }
        line
    }

    /// Notes which unions a schema inherits from without being one of their variants, and without spreading them:
    /// what only their variants have is not among its properties.
    pub(in crate::lower) fn note_lost_alternatives(&mut self, target: &Target<'a>) {
        let spread = self.spread_union(target).map(|union| union.node.pointer);
        let unions = self.unions_above(target).into_iter();
        let is_lost =
            |union: &Target<'a>| Some(&union.node.pointer) != spread.as_ref() && !self.is_variant(target, &union.node);
        let lost: Vec<Target<'a>> = unions.filter(is_lost).collect();
        for union in lost {
            let name = union.component.map_or_else(|| "a union".to_owned(), |name| format!("the union `{name}`"));
            let what = format!("only the properties of {name} itself are inherited, not those of its alternatives");
            self.note(&target.node.pointer, what, None);
        }
    }

    /// The unions in the `allOf` of a schema, and in those of its parents as far as these are objects.
    fn unions_above(&self, target: &Target<'a>) -> Vec<Target<'a>> {
        let mut unions: Vec<Target<'a>> = Vec::new();
        let mut line = vec![target.clone()];
        let mut next = 0;
        while let Some(heir) = line.get(next).filter(|_| next < ANCESTORS).cloned() {
            next += 1;
            for (parent, shape) in self.parents(&heir) {
                let met = if matches!(shape, Shape::Union(_)) { &mut unions } else { &mut line };
                if met.iter().all(|known| known.node.pointer != parent.node.pointer) {
                    met.push(parent);
                }
            }
        }
        unions
    }

    /// The members of `allOf`, each behind its wrappers and references, with its shape.
    fn parents(&self, heir: &Target<'a>) -> Vec<(Target<'a>, Shape<'a>)> {
        heir.node.members().iter().filter_map(|member| self.final_shape(member)).collect()
    }
}
