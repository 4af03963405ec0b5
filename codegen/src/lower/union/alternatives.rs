//! What `oneOf`, `anyOf` and discriminators describe: a union, or something simpler where JSON tells no alternatives
//! apart.

use std::collections::BTreeSet;

use super::super::context::Lower;
use super::super::node::{Node, Target};
use super::super::shape::{AlternativeSource, Shape, Trail};
use super::discriminator::Discriminator;
use crate::ir::TypeRef;
use crate::pointer::Pointer;

impl<'a> Lower<'a> {
    /// The alternatives of a schema that are more than null, which its own place says. A nullable object of any
    /// properties adds nothing to references and objects: `anyOf: [{$ref: …}, {type: object, nullable: true}]`.
    pub(super) fn alternatives_of(&self, node: &Node<'a>) -> Vec<Node<'a>> {
        let is_null = |node: &Node<'a>| node.resolve(self.document).is_some_and(|target| target.node.is_null());
        let mut all: Vec<_> = node.alternatives().into_iter().filter(|alternative| !is_null(alternative)).collect();
        let others = || all.iter().filter(|alternative| !alternative.is_nullable_object());
        let is_object = |node: &Node<'a>| node.has("$ref") || node.types().0 == ["object"];
        if others().next().is_some() && others().all(is_object) {
            all.retain(|alternative| !alternative.is_nullable_object());
        }
        all
    }

    /// What a schema with `oneOf` or `anyOf` describes.
    pub(in crate::lower) fn shape_of_alternatives(&self, target: &Target<'a>, trail: &mut Trail) -> Option<Shape<'a>> {
        let node = &target.node;
        let alternatives = self.alternatives_of(node);
        if alternatives.is_empty() {
            return None;
        }
        let adds = node.has("properties") || node.has("allOf");
        let limited = if adds { Vec::new() } else { limited(node) };
        let tagged = node.has("discriminator");
        if !adds && node.choices().iter().any(Node::says_nothing) {
            return Some(Shape::Json { free_form: true, reason: "an alternative that allows any value" });
        }
        if let ([only], [], false, false) = (alternatives.as_slice(), limited.as_slice(), adds, tagged) {
            return Some(Shape::Same(only.clone()));
        }
        let shape = self.shape_of_several(&alternatives, limited, adds, trail);
        if matches!(shape, Some(Shape::Union(_))) && self.has_two_lists(node) {
            return Some(Shape::Json { free_form: false, reason: "oneOf and anyOf at once" });
        }
        shape
    }

    /// What a schema with a discriminator and no `oneOf` describes: one of the schemas of the mapping, or of those
    /// that inherit from it.
    pub(in crate::lower) fn shape_of_mapping(&self, target: &Target<'a>) -> Option<Shape<'a>> {
        let discriminator = self.discriminator(&target.node)?;
        let kinds: Vec<_> = self.kinds(target, &discriminator).into_iter().map(AlternativeSource::Schema).collect();
        (!kinds.is_empty()).then_some(Shape::Union(kinds))
    }

    /// Alternatives that only the mapping names go to the end.
    pub(super) fn with_mapped(
        &self,
        mut sources: Vec<AlternativeSource<'a>>,
        discriminator: &Discriminator<'a>,
    ) -> Vec<AlternativeSource<'a>> {
        let resolved = sources.iter().filter_map(|source| source.node()?.resolve(self.document));
        let mut listed: BTreeSet<Pointer> = resolved.map(|target| target.node.pointer).collect();
        for (_, alternative) in &discriminator.mapping {
            if listed.insert(alternative.pointer.clone()) {
                sources.push(AlternativeSource::Schema(alternative.clone()));
            }
        }
        sources
    }

    /// Whether a value must be one of `oneOf` and one of `anyOf`. Where one list has all of the other, it says nothing.
    fn has_two_lists(&self, node: &Node<'a>) -> bool {
        let [one, any] = ["oneOf", "anyOf"].map(|key| {
            let shaped = node.list(key).into_iter().filter(Node::says_shape);
            let targets = shaped.filter_map(|alternative| alternative.resolve(self.document));
            let targets = targets.filter(|target| !target.node.is_null());
            targets.map(|target| target.node.pointer).collect::<BTreeSet<Pointer>>()
        });
        !one.is_subset(&any) && !any.is_subset(&one)
    }

    /// What one of several schemas describes, `limited` being those that are scalars of a kind; nothing where `adds`
    /// says that properties beside them are all there is.
    pub(in crate::lower) fn shape_of_several(
        &self,
        alternatives: &[Node<'a>],
        limited: Vec<(Node<'a>, TypeRef)>,
        adds: bool,
        trail: &mut Trail,
    ) -> Option<Shape<'a>> {
        let Some(mut shapes) =
            alternatives.iter().map(|alternative| self.final_shape_on(alternative, trail)).collect::<Option<Vec<_>>>()
        else {
            return Some(Shape::Json { free_form: false, reason: "unresolved reference" });
        };
        let scalar = |(node, kind)| (Target { node, component: None }, Shape::Scalar(kind));
        shapes.extend(limited.into_iter().map(scalar));
        let count = |is: fn(&Shape<'_>) -> bool| shapes.iter().filter(|(_, shape)| is(shape)).count();
        if count(|shape| matches!(shape, Shape::Json { .. })) == shapes.len() {
            let free_form = count(|shape| matches!(shape, Shape::Json { free_form: true, .. })) == shapes.len();
            return (!adds).then_some(Shape::Json { free_form, reason: "alternatives without a shape" });
        }
        let kinds: Vec<Option<TypeRef>> = shapes.iter().map(|(_, shape)| json_kind(shape)).collect();
        let text_count = kinds.iter().filter(|kind| **kind == Some(TypeRef::String)).count();
        let enum_count = count(|shape| matches!(shape, Shape::Enum(_)));
        if text_count == shapes.len() && enum_count > 0 {
            // Also with a plain string beside them: the enum is open.
            return Some(Shape::Enum(enums(&shapes)));
        }
        let mut sources = Vec::new();
        for (index, kind) in kinds.iter().enumerate() {
            let several = kinds.iter().filter(|other| *other == kind).count() > 1;
            sources.push(match kind {
                // Taken by the first alternative of its kind.
                Some(_) if several && kinds[..index].contains(kind) => continue,
                Some(TypeRef::String) if several && enum_count == text_count => AlternativeSource::Enum(enums(&shapes)),
                Some(ty) if several || index >= alternatives.len() => AlternativeSource::Scalar(ty.clone()),
                _ => AlternativeSource::Schema(alternatives[index].clone()),
            });
        }
        Some(match sources.as_slice() {
            [AlternativeSource::Scalar(ty)] => Shape::Scalar(ty.clone()),
            _ => Shape::Union(sources),
        })
    }
}

/// The alternatives that say no more of a value than limits, and the kind of scalar that these are about:
/// `{maxLength: 0}` is a string. Where the schema itself says another type, they limit that.
fn limited<'a>(node: &Node<'a>) -> Vec<(Node<'a>, TypeRef)> {
    let types = node.types().0;
    let is_possible = |kind: &TypeRef| match types.as_slice() {
        [] => true,
        ["string"] => *kind == TypeRef::String,
        ["number"] => *kind == TypeRef::Float,
        _ => false,
    };
    let choices = node.choices().into_iter().filter(|choice| !choice.says_shape());
    choices.filter_map(|choice| Some((choice.clone(), limited_kind(&choice).filter(is_possible)?))).collect()
}

/// The kind of scalar that all limits of a schema are about.
fn limited_kind(node: &Node<'_>) -> Option<TypeRef> {
    let mut kinds = node.value.as_object()?.keys().filter_map(|key| match key.as_str() {
        "maxLength" | "minLength" | "pattern" => Some(TypeRef::String),
        "maximum" | "minimum" | "multipleOf" => Some(TypeRef::Float),
        _ => None,
    });
    let kind = kinds.next()?;
    kinds.all(|other| other == kind).then_some(kind)
}

/// What JSON shows of a scalar: alternatives of one kind cannot be told apart.
fn json_kind(shape: &Shape<'_>) -> Option<TypeRef> {
    let Shape::Scalar(ty) = shape else { return matches!(shape, Shape::Enum(_)).then_some(TypeRef::String) };
    match ty {
        TypeRef::String | TypeRef::DateTime | TypeRef::Date | TypeRef::Secret => Some(TypeRef::String),
        // Apart from floating-point numbers: as one an integer would lose digits from 2^53 on.
        TypeRef::Int | TypeRef::UInt => Some(TypeRef::Int),
        TypeRef::Float | TypeRef::Bool => Some(ty.clone()),
        _ => None,
    }
}

fn enums<'a>(shapes: &[(Target<'a>, Shape<'a>)]) -> Vec<Node<'a>> {
    let nodes = shapes.iter().filter_map(|(_, shape)| if let Shape::Enum(nodes) = shape { Some(nodes) } else { None });
    nodes.flatten().cloned().collect()
}
