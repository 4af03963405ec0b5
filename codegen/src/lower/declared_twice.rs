//! A property that several members of an `allOf` declare as objects: a value must be all of them.

use super::all_of::{Flat, Property};
use super::context::{Body, Lower};
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::Shape;
use crate::ir::TypeRef;

/// How many pairs of objects are compared.
const PAIRS: usize = 100;

/// How many types there are for several declarations, and for unions within others: more than a document needs. A few
/// that refer to each other could make any number.
pub(super) const COMBINED: usize = 1_000;

impl<'a> Lower<'a> {
    /// The struct of all declarations of a property, if the last one is an object that lacks properties of earlier
    /// ones: of `allOf: [{properties: {a: {properties: {x: …}}}}, {properties: {a: {properties: {y: …}}}}]` the
    /// property `a` has `x` and `y`.
    pub(super) fn type_of_all(&mut self, property: &Property<'a>, naming: &Naming) -> Option<TypeRef> {
        let (last, earlier) = self.objects_of(property)?;
        let mut left = PAIRS;
        if !earlier.iter().any(|object| self.is_lost(object, &last, &mut left)) {
            return None;
        }
        let objects: Vec<&Target<'a>> = earlier.iter().chain([&last]).collect();
        let key: Vec<_> = objects.iter().map(|object| object.node.pointer.clone()).collect();
        if let Some(known) = self.combined.get(&key) {
            return Some(known.clone());
        }
        if self.combined.len() == COMBINED {
            let what = "only the last declaration of this property counts, not those in other members of `allOf`";
            self.note(&property.node.pointer, what.to_owned(), None);
            return None;
        }
        let mut flat = Flat::default();
        for object in objects {
            self.add_to(&mut flat, object);
        }
        let pointer = property.schema().pointer.clone();
        let both = Target { node: Node { pointer, ..last.node.clone() }, component: None };
        let ty = self.define(&both, naming.name(), Body::Struct(flat));
        self.combined.insert(key, ty.clone());
        Some(ty)
    }

    /// The object that the last declaration of a property is, and those that earlier ones are.
    fn objects_of(&self, property: &Property<'a>) -> Option<(Target<'a>, Vec<Target<'a>>)> {
        if property.earlier.is_empty() {
            return None;
        }
        let last = self.struct_behind(property.schema())?;
        let earlier = property.earlier.iter().filter_map(|node| self.struct_behind(node)).collect();
        Some((last, earlier))
    }

    fn struct_behind(&self, node: &Node<'a>) -> Option<Target<'a>> {
        let (target, shape) = self.final_shape(node)?;
        matches!(shape, Shape::Struct).then_some(target)
    }

    /// Whether an object has properties, or its objects have, that another one lacks. `left` pairs are compared.
    fn is_lost(&self, object: &Target<'a>, other: &Target<'a>, left: &mut usize) -> bool {
        if object.node.pointer == other.node.pointer || *left == 0 {
            return false;
        }
        *left -= 1;
        let others = self.flatten(other);
        self.flatten(object).properties.iter().any(|(name, property)| {
            let Some(other) = others.properties.get(name) else { return true };
            let inner = self.struct_behind(property.schema()).zip(self.struct_behind(other.schema()));
            inner.is_some_and(|(object, other)| self.is_lost(&object, &other, left))
        })
    }
}
