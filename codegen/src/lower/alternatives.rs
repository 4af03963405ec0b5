//! What `oneOf` and `anyOf` describe: a union, or something simpler where JSON tells no alternatives apart.

use super::context::Lower;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use super::union::AlternativeSource;
use crate::ir::TypeRef;

impl<'a> Lower<'a> {
    /// The alternatives of a schema that are more than null, which its own place says.
    pub(super) fn alternatives_of(&self, node: &Node<'a>) -> Vec<Node<'a>> {
        let is_null = |node: &Node<'a>| node.resolve(self.document).is_some_and(|target| target.node.is_null());
        node.alternatives().into_iter().filter(|alternative| !is_null(alternative)).collect()
    }

    /// What a schema with `oneOf` or `anyOf` describes.
    pub(super) fn shape_of_alternatives(&self, target: &Target<'a>, trail: &mut Trail) -> Option<Shape<'a>> {
        let node = &target.node;
        let alternatives = self.alternatives_of(node);
        if alternatives.is_empty() {
            return None;
        }
        let adds = node.has("properties") || node.has("allOf");
        let tagged = node.has("discriminator");
        if let ([only], false, false) = (alternatives.as_slice(), adds, tagged) {
            return Some(Shape::Same(only.clone()));
        }
        self.shape_of_several(&alternatives, adds, trail)
    }

    /// What one of several schemas describes; nothing where `adds` says that properties beside them are all there is.
    pub(super) fn shape_of_several(
        &self,
        alternatives: &[Node<'a>],
        adds: bool,
        trail: &mut Trail,
    ) -> Option<Shape<'a>> {
        let Some(shapes) =
            alternatives.iter().map(|alternative| self.final_shape(alternative, trail)).collect::<Option<Vec<_>>>()
        else {
            return Some(Shape::Json { free_form: false, reason: "unresolved reference" });
        };
        let count = |is: fn(&Shape<'_>) -> bool| shapes.iter().filter(|(_, shape)| is(shape)).count();
        if count(is_shapeless) == shapes.len() {
            let free_form = count(|shape| matches!(shape, Shape::Json { free_form: true, .. })) == shapes.len();
            return (!adds).then_some(Shape::Json { free_form, reason: "alternatives without a shape" });
        }
        if count(is_text) == shapes.len() && count(is_enum) > 0 {
            // Also with a plain string beside them: the enum is open.
            return Some(Shape::Enum(enums(&shapes)));
        }
        if count(|shape| matches!(shape, Shape::List(_))) > 1 {
            return Some(Shape::Json { free_form: false, reason: "several kinds of lists" });
        }
        let text = match (count(is_text), count(is_enum)) {
            (0 | 1, _) => None,
            (texts, enums_only) if texts == enums_only => Some(AlternativeSource::Enum(enums(&shapes))),
            _ => Some(AlternativeSource::Scalar(TypeRef::String)),
        };
        let integer = (count(is_integer) > 1).then_some(AlternativeSource::Scalar(TypeRef::Int));
        let float = (count(is_float) > 1).then_some(AlternativeSource::Scalar(TypeRef::Float));
        let boolean = (count(is_boolean) > 1).then_some(AlternativeSource::Scalar(TypeRef::Bool));
        let mut merged = [
            (is_text as fn(&Shape<'_>) -> bool, text),
            (is_integer, integer),
            (is_float, float),
            (is_boolean, boolean),
        ];
        let mut sources = Vec::new();
        for (alternative, (_, shape)) in alternatives.iter().zip(&shapes) {
            match merged.iter_mut().find(|(is, _)| is(shape)) {
                // Taken by the first alternative of its kind.
                Some((is, merged)) if count(*is) > 1 => sources.extend(merged.take()),
                _ => sources.push(AlternativeSource::Schema(alternative.clone())),
            }
        }
        Some(Shape::Union(sources).single_scalar())
    }
}

impl<'a> Shape<'a> {
    /// A union of a single scalar is that scalar.
    fn single_scalar(self) -> Self {
        match self {
            Self::Union(sources) => match <[AlternativeSource<'a>; 1]>::try_from(sources) {
                Ok([AlternativeSource::Scalar(ty)]) => Self::Scalar(ty),
                Ok(one) => Self::Union(one.into()),
                Err(several) => Self::Union(several),
            },
            other => other,
        }
    }
}

fn is_text(shape: &Shape<'_>) -> bool {
    matches!(
        shape,
        Shape::Enum(_) | Shape::Scalar(TypeRef::String | TypeRef::DateTime | TypeRef::Date | TypeRef::Secret)
    )
}

fn is_integer(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(TypeRef::Int | TypeRef::UInt))
}

/// An integer beside it is a variant of its own: as a floating-point number it would lose digits from 2^53 on.
fn is_float(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(TypeRef::Float))
}

fn is_boolean(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(TypeRef::Bool))
}

fn is_shapeless(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Json { .. })
}

fn is_enum(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Enum(_))
}

fn enums<'a>(shapes: &[(Target<'a>, Shape<'a>)]) -> Vec<Node<'a>> {
    let nodes = shapes.iter().filter_map(|(_, shape)| if let Shape::Enum(nodes) = shape { Some(nodes) } else { None });
    nodes.flatten().cloned().collect()
}
