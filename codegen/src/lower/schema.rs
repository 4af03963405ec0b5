//! The type of a value: from a schema, through references, to a [`TypeRef`].

use std::collections::BTreeSet;

use super::context::{Body, Lower, json};
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::Shape;
use crate::ir::{TypeRef, Union, Variant};
use crate::markdown::Docs;

/// Lists of lists and wrappers of wrappers: more than documents have, and fewer than a stack holds.
const DEPTH: usize = 100;

impl<'a> Lower<'a> {
    /// The type of the values of a schema. `naming` is for a type that the schema itself defines; a component has its own name.
    pub(super) fn type_of(&mut self, node: &Node<'a>, naming: &Naming) -> TypeRef {
        let Some(target) = node.resolve(self.document) else {
            return json(false, "unresolved reference", node.pointer.clone());
        };
        if let Some(known) = self.known(&target.node.pointer, &node.pointer) {
            return known;
        }
        if self.depth == DEPTH {
            return json(false, "lists or maps nested too deeply", node.pointer.clone());
        }
        self.depth += 1;
        self.begin(&target.node.pointer);
        self.warn_about_unsaid(&target.node);
        let own = target.component.as_deref().map(|name| self.component_naming(name));
        let ty = self.type_of_target(&target, own.as_ref().unwrap_or(naming));
        self.settle(&target.node.pointer, &ty);
        self.depth -= 1;
        ty
    }

    fn type_of_target(&mut self, target: &Target<'a>, naming: &Naming) -> TypeRef {
        let shape = self.shape(target);
        self.type_of_shape(target, shape, naming)
    }

    /// The type of the values of a schema that has this shape.
    pub(super) fn type_of_shape(&mut self, target: &Target<'a>, shape: Shape<'a>, naming: &Naming) -> TypeRef {
        // A component that is a list or a map has no type of its own, so what it holds must not take its name.
        let inner = |word: &str| if target.component.is_some() { naming.then(word) } else { naming.clone() };
        let node = &target.node;
        match shape {
            Shape::Same(other) => self.type_of(&other, naming),
            Shape::Scalar(ty) => ty,
            Shape::Json { free_form, reason } => json(free_form, reason, node.pointer.clone()),
            Shape::Open => json(false, "schema that only leads back to itself", node.pointer.clone()),
            Shape::List(_) | Shape::Map(_) if self.contains_itself(target) => {
                self.define(target, wire(target, naming), Body::Nested(target.clone()))
            }
            Shape::List(items) => self.list(node, items, &inner("Item")),
            Shape::Map(values) => self.map(node, values, &inner("Value")),
            Shape::Struct => self.define(target, wire(target, naming), Body::Struct(target.clone())),
            Shape::Enum(nodes) => self.define(target, wire(target, naming), Body::Enum(nodes)),
            Shape::Union(variants) => self.define(target, wire(target, naming), Body::Union(target.clone(), variants)),
        }
    }
}

impl<'a> Lower<'a> {
    fn list(&mut self, node: &Node<'a>, items: Option<Node<'a>>, naming: &Naming) -> TypeRef {
        let item = items.map(|items| self.item_type(&items, naming));
        let untyped = || json(true, "list without a type of its items", node.pointer.clone());
        TypeRef::List(Box::new(item.unwrap_or_else(untyped)))
    }

    fn map(&mut self, node: &Node<'a>, values: Option<Node<'a>>, naming: &Naming) -> TypeRef {
        let value = values.map(|values| self.item_type(&values, naming));
        let untyped = || json(true, "map without a type of its values", node.pointer.clone());
        TypeRef::Map(Box::new(value.unwrap_or_else(untyped)))
    }

    /// Whether a list or map holds itself, directly or through other lists and maps: `Tree` is a list of `Tree`. Rust
    /// has no alias for that, so that it is a type of its own.
    fn contains_itself(&self, target: &Target<'a>) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = Some(target.clone());
        while let Some(at) = next.take().filter(|at| seen.len() < DEPTH && seen.insert(at.node.pointer.clone())) {
            let held = match self.shape(&at) {
                Shape::List(held) | Shape::Map(held) => held,
                Shape::Same(other) => Some(other),
                _ => None,
            };
            next = held.and_then(|held| held.resolve(self.document));
            if next.as_ref().is_some_and(|next| next.node.pointer == target.node.pointer) {
                return true;
            }
        }
        false
    }

    /// The only variant of a list or map that contains itself; what is neither is unknown.
    pub(super) fn nested(&mut self, target: &Target<'a>, naming: &Naming) -> Union {
        let ty = match self.shape(target) {
            Shape::Map(values) => self.map(&target.node, values, &naming.then("Value")),
            Shape::List(items) => self.list(&target.node, items, &naming.then("Item")),
            _ => return Union::default(),
        };
        let variant =
            Variant { rust: String::new(), ty, docs: Docs::default(), clauses: Vec::new(), parents: Vec::new() };
        Union { variants: vec![variant], ..Union::default() }
    }

    /// The type of what a list or map holds, which alone can be null inside of it.
    pub(super) fn item_type(&mut self, node: &Node<'a>, naming: &Naming) -> TypeRef {
        match self.type_of(node, naming) {
            json @ TypeRef::Json(_) => json,
            ty if self.is_nullable(node) => TypeRef::Option(Box::new(ty)),
            ty => ty,
        }
    }

    /// Warns about what a schema demands and no type can say.
    fn warn_about_unsaid(&mut self, node: &Node<'a>) {
        let limits = ["oneOf", "anyOf"].iter().flat_map(|key| node.list(key)).any(|variant| !variant.says_shape());
        let unsaid = [(node.has("not"), "`not`"), (limits, "an alternative that only limits")];
        for (_, what) in unsaid.iter().filter(|(found, _)| *found) {
            let warning = self
                .document
                .warning(&node.pointer, format!("{what} has no counterpart in a type and is left to the server"));
            self.diagnostics.push(warning);
        }
    }
}

/// A component keeps the document's name, even where its Rust name and those of its inline types are chosen.
fn wire(target: &Target<'_>, naming: &Naming) -> String {
    target.component.clone().unwrap_or_else(|| naming.name())
}
