//! The type of a value: from a schema, through references, to a [`TypeRef`].

use std::collections::BTreeSet;

use super::all_of::Around;
use super::context::{Body, Lower};
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::Shape;
use crate::ir::{TypeRef, Union, Variant, json};

/// Lists of lists and wrappers of wrappers: more than documents have, and fewer than a stack holds.
const DEPTH: usize = 100;

impl<'a> Lower<'a> {
    /// The type of the values of a schema. `naming` is for a type that the schema itself defines; a component has its own name.
    pub(super) fn type_of(&mut self, node: &Node<'a>, naming: &Naming) -> TypeRef {
        let Some(target) = node.resolve(self.document) else {
            return json(false, "unresolved reference", node.pointer.clone());
        };
        if let Some(known) = self.known_type(&target.node.pointer, &node.pointer) {
            return known;
        }
        if self.depth == DEPTH {
            return json(false, "lists or maps nested too deeply", node.pointer.clone());
        }
        self.depth += 1;
        self.known.insert(target.node.pointer.clone(), None);
        self.warn_about_unsaid(&target.node);
        let own = target.component.as_deref().map(|name| self.component_naming(name));
        let shape = self.shape(&target);
        let ty = self.type_of_shape(&target, shape, own.as_ref().unwrap_or(naming));
        self.known.insert(target.node.pointer, Some(ty.clone()));
        self.depth -= 1;
        ty
    }

    /// The type of the values of a schema that has this shape.
    pub(super) fn type_of_shape(&mut self, target: &Target<'a>, shape: Shape<'a>, naming: &Naming) -> TypeRef {
        // A component that is a list or a map has no type of its own, so what it holds must not take its name.
        let inner = |word: &str| if target.component.is_some() { naming.then(word) } else { naming.clone() };
        let node = &target.node;
        if matches!(shape, Shape::Struct | Shape::Union(_)) && node.has("allOf") {
            self.note_lost_alternatives(target);
        }
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
            Shape::Struct => self.define(target, wire(target, naming), Body::Struct(self.flatten(target))),
            Shape::Enum(nodes) => self.define(target, wire(target, naming), Body::Enum(nodes)),
            Shape::Union(variants) => {
                let body = Body::Union(target.clone(), variants, Around::default());
                self.define(target, wire(target, naming), body)
            }
        }
    }

    fn list(&mut self, node: &Node<'a>, items: Option<Node<'a>>, naming: &Naming) -> TypeRef {
        TypeRef::List(Box::new(self.held(node, items, naming, "list without a type of its items")))
    }

    fn map(&mut self, node: &Node<'a>, values: Option<Node<'a>>, naming: &Naming) -> TypeRef {
        TypeRef::Map(Box::new(self.held(node, values, naming, "map without a type of its values")))
    }

    /// The type of what a list or map holds, or why it has none.
    fn held(&mut self, node: &Node<'a>, schema: Option<Node<'a>>, naming: &Naming, reason: &str) -> TypeRef {
        match schema {
            Some(schema) => self.item_type(&schema, naming),
            None => json(true, reason, node.pointer.clone()),
        }
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
        Union { variants: vec![Variant { ty, ..Variant::default() }], ..Union::default() }
    }

    /// The type of what a list, a map or a body holds, which alone can be null.
    pub(super) fn item_type(&mut self, node: &Node<'a>, naming: &Naming) -> TypeRef {
        match self.type_of(node, naming) {
            json @ TypeRef::Json(_) => json,
            ty if self.is_nullable(node) => TypeRef::Option(Box::new(ty)),
            ty => ty,
        }
    }

    /// Warns about what a schema demands and no type can say.
    fn warn_about_unsaid(&mut self, node: &Node<'a>) {
        let limits = node.choices().iter().any(|choice| !choice.says_shape() && !choice.says_nothing());
        let unsaid = [
            (node.has("not"), "`not`"),
            (limits, "an alternative that only limits"),
            (node.text("type") == Some("integer") && is_beyond(node), "a limit beyond 64 bits"),
        ];
        for (_, what) in unsaid.iter().filter(|(found, _)| *found) {
            let what = format!("{what} has no counterpart in a type and is left to the server");
            self.note(&node.pointer, what, None);
        }
    }
}

/// Whether a limit is beyond what any integer type of Rust has that the generated code uses.
fn is_beyond(node: &Node<'_>) -> bool {
    let limits = ["minimum", "maximum"].iter().filter_map(|key| node.get(key)?.as_f64());
    let (least, most) = (-9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0);
    limits.into_iter().any(|limit| limit < least || limit > most)
}

/// A component keeps the document's name, even where its Rust name and those of its inline types are chosen.
fn wire(target: &Target<'_>, naming: &Naming) -> String {
    target.component.clone().unwrap_or_else(|| naming.name())
}
