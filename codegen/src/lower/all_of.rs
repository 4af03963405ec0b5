//! `allOf`: parents and extras as one flat list of properties.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::context::Lower;
use super::list::push_new;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use crate::ir::TypeRef;
use crate::pointer::Pointer;

/// More wrappers around each other than a schema has.
const WRAPPERS: usize = 16;

/// The properties of an object schema, those of its parents first.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat<'a> {
    /// By wire name.
    pub(super) properties: IndexMap<&'a str, Property<'a>>,
    /// Names in any `required` of the schema and its parents.
    pub(super) required: Vec<&'a str>,
    /// What `additionalProperties` allows beside them.
    pub(super) additional: Option<Additional<'a>>,
}

/// What the unions around a union say about its values.
#[derive(Default)]
pub(super) struct Around<'a> {
    /// The properties that they declare themselves.
    pub(super) own: Flat<'a>,
    /// Where they are, the outermost one first.
    pub(super) unions: Vec<Pointer>,
}

/// A property, and the type that declares it, which an inline type is named after.
#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    pub(super) node: Node<'a>,
    pub(super) owner: String,
    /// A parent's declaration of the same property, where it says more about the type: `size: {type: integer}`, of
    /// which this one only says `size: {description: How many.}`.
    pub(super) typed_by: Option<Node<'a>>,
    /// Other declarations of the same property, of those that come before.
    pub(super) earlier: Vec<Node<'a>>,
}

impl<'a> Property<'a> {
    /// The schema that says what type the property has.
    pub(super) fn schema(&self) -> &Node<'a> {
        self.typed_by.as_ref().unwrap_or(&self.node)
    }

    /// What an inline type of the property is named after, where no component declares it: `otherwise`.
    pub(super) fn owner<'s>(&'s self, otherwise: &'s str) -> &'s str {
        if self.owner.is_empty() { otherwise } else { &self.owner }
    }
}

/// Further properties of any name.
#[derive(Clone, Debug)]
pub(super) struct Additional<'a> {
    /// The schema that allows them.
    pub(super) node: Node<'a>,
    pub(super) owner: String,
}

impl<'a> Lower<'a> {
    /// What a schema with `allOf` describes. Nothing when its members say nothing about shape.
    pub(super) fn shape_of_all_of(&self, target: &Target<'a>, trail: &mut Trail) -> Option<Shape<'a>> {
        let node = &target.node;
        let members = node.members();
        let shapes: Option<Vec<_>> = members.iter().map(|member| self.final_shape_on(member, trail)).collect();
        let Some(shapes) = shapes else {
            return Some(Shape::Json { free_form: false, reason: "unresolved reference" });
        };
        let adds = ["properties", "additionalProperties", "items", "enum"].iter().any(|key| node.has(key));
        match (members.as_slice(), shapes.as_slice()) {
            ([], _) => None,
            ([only], [shape]) if !adds && self.is_wrapper(target, shape) => {
                let limited = node.limits().find_map(|limit| shape.1.limited(&limit));
                Some(limited.unwrap_or_else(|| Shape::Same(only.clone())))
            }
            _ => Some(self.combined(target, &members, &shapes)),
        }
    }

    /// Whether a schema with a single member and nothing of its own is that member. An inline one is, and so is a
    /// component unless it is a kind of its own: a struct under another name, or a variant of the union it inherits
    /// from.
    fn is_wrapper(&self, target: &Target<'a>, (member, shape): &(Target<'a>, Shape<'a>)) -> bool {
        let object = matches!(shape, Shape::Struct | Shape::Union(_) | Shape::Open);
        let requires = std::iter::once(target.node.clone()).chain(target.node.limits());
        let requires = object && requires.into_iter().any(|node| node.texts("required").next().is_some());
        let kind_of_its_own = match (&target.component, shape) {
            (Some(_), Shape::Struct | Shape::Open) => true,
            (Some(_), Shape::Union(_)) => self.is_variant(target, &member.node),
            _ => false,
        };
        !requires && !kind_of_its_own
    }

    /// Several members, or one with additions.
    ///
    /// Members that are all values narrow each other, and an enum is narrower than a string. Values listed beside an
    /// enum narrow it further, but do not make it another type (`allowed_values`). Objects, maps and free-form
    /// members add up to one struct. One union among them spreads: `allOf: [Base, {oneOf: [A, B]}]` is a union of `A`
    /// and `B`, each with the properties of `Base`, unless the union is a base class that the schema inherits from
    /// (`is_spread`). Two unions would need a variant for each pair, so they stay untyped.
    fn combined(&self, target: &Target<'a>, members: &[Node<'a>], shapes: &[(Target<'a>, Shape<'a>)]) -> Shape<'a> {
        let all = |is: fn(&Shape<'_>) -> bool| shapes.iter().all(|(_, shape)| is(shape));
        if all(|shape| matches!(shape, Shape::Enum(_) | Shape::Scalar(_))) {
            let is_list_of_strings = target.node.values().0.iter().any(|value| value.is_string());
            if is_list_of_strings && all(|shape| matches!(shape, Shape::Scalar(TypeRef::String))) {
                return Shape::Enum(vec![target.node.clone()]);
            }
            let narrowest = shapes.iter().position(|(_, shape)| matches!(shape, Shape::Enum(_))).unwrap_or(0);
            return members.get(narrowest).map_or(Shape::Struct, |member| Shape::Same(member.clone()));
        }
        if !all(|shape| {
            matches!(
                shape,
                Shape::Struct | Shape::Union(_) | Shape::Open | Shape::Map(_) | Shape::Json { free_form: true, .. }
            )
        }) {
            return Shape::Json { free_form: false, reason: "allOf of schemas of different kinds" };
        }
        let mut variants = shapes.iter().filter_map(|(member, shape)| match shape {
            Shape::Union(variants) if self.is_spread(target, member) => Some(variants),
            _ => None,
        });
        match (variants.next(), variants.next()) {
            (None, _) if all(|shape| matches!(shape, Shape::Map(_))) && !target.node.has("properties") => {
                members.first().map_or(Shape::Struct, |member| Shape::Same(member.clone()))
            }
            (None, _) => Shape::Struct,
            (Some(variants), None) => Shape::Union(variants.clone()),
            (Some(_), Some(_)) => Shape::Json { free_form: false, reason: "allOf of several unions" },
        }
    }

    /// All properties of a schema, those of its parents first. A parent that is a union gives its own properties only.
    pub(super) fn flatten(&self, target: &Target<'a>) -> Flat<'a> {
        let mut flat = Flat::default();
        self.add_to(&mut flat, target);
        flat
    }

    /// Adds what a schema and its parents declare. Of two declarations the later one counts, in the place of the
    /// earlier one; of objects both do (`type_of_all`).
    pub(super) fn add_to(&self, flat: &mut Flat<'a>, target: &Target<'a>) {
        let owner = target.component.as_deref().map_or_else(String::new, |name| self.component_naming(name).name());
        self.add(flat, &target.node, &owner, &mut BTreeSet::new());
    }

    /// The schema that a member of an `allOf` is: the only alternative, where a `oneOf` or `anyOf` has one.
    fn parent(&self, member: &Node<'a>) -> Option<Target<'a>> {
        let mut parent = member.resolve(self.document)?;
        for _ in 0..WRAPPERS {
            match self.shape(&parent) {
                Shape::Same(only) if !parent.node.has("allOf") => parent = only.resolve(self.document)?,
                _ => break,
            }
        }
        Some(parent)
    }

    /// A parent that is inherited from on several ways counts once, so that what its heirs say about its properties
    /// counts.
    fn add(&self, flat: &mut Flat<'a>, node: &Node<'a>, owner: &str, seen: &mut BTreeSet<Pointer>) {
        if !seen.insert(node.pointer.clone()) {
            return;
        }
        for member in node.list("allOf") {
            let Some(parent) = self.parent(&member) else { continue };
            let parent_name = parent.component.as_deref().map(|name| self.component_naming(name).name());
            self.add(flat, &parent.node, parent_name.as_deref().unwrap_or(owner), seen);
        }
        for (name, property) in node.properties() {
            let inherited = flat.properties.get(name).filter(|_| property.is_untyped());
            let typed_by =
                inherited.map(|inherited| inherited.typed_by.clone().unwrap_or_else(|| inherited.node.clone()));
            let owner = inherited.map_or(owner, |inherited| &inherited.owner).to_owned();
            let known = flat.properties.get(name);
            let mut earlier = known.map(|known| known.earlier.clone()).unwrap_or_default();
            earlier.extend(known.filter(|_| typed_by.is_none()).map(|known| known.schema().clone()));
            flat.properties.insert(name, Property { node: property, owner, typed_by, earlier });
        }
        for name in node.texts("required") {
            push_new(&mut flat.required, name);
        }
        if node.get("additionalProperties").is_some_and(|value| value.is_object() || value.as_bool() == Some(true)) {
            flat.additional = Some(Additional { node: node.clone(), owner: owner.to_owned() });
        }
    }
}
