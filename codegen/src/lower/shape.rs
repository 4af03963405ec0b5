//! What kind of thing a schema describes. Looks at schemas, defines nothing.

use serde_json::Value;

use super::context::Lower;
use super::node::{Node, Target};
use crate::ir::{ONLY_NULL, TypeRef};
use crate::pointer::Pointer;

/// What a schema describes.
#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    /// What another schema describes: a wrapper that only adds a description or a flag.
    Same(Node<'a>),
    /// A value that needs no type of its own.
    Scalar(TypeRef),
    /// A list, and the schema of its items.
    List(Option<Node<'a>>),
    /// A map, and the schema of its values.
    Map(Option<Node<'a>>),
    /// An object with properties.
    Struct,
    /// A string with the values of these schemas.
    Enum(Vec<Node<'a>>),
    /// One of several.
    Union(Vec<AlternativeSource<'a>>),
    /// What is being found out: a union, seen from an alternative that inherits from it.
    Open,
    /// Nothing that has a type.
    Json { free_form: bool, reason: &'static str },
}

/// What an alternative of a union is made from.
#[derive(Clone, Debug)]
pub(super) enum AlternativeSource<'a> {
    /// A schema.
    Schema(Node<'a>),
    /// Scalars that JSON cannot tell apart, as one type.
    Scalar(TypeRef),
    /// String enums, which JSON cannot tell apart either, as one.
    Enum(Vec<Node<'a>>),
}

impl<'a> AlternativeSource<'a> {
    pub(super) fn node(&self) -> Option<&Node<'a>> {
        match self {
            Self::Schema(node) => Some(node),
            Self::Scalar(_) | Self::Enum(_) => None,
        }
    }
}

/// Formats of integers, which a `number` can have as well.
const INTEGERS: [&str; 8] = ["int16", "int32", "int64", "int8", "uint16", "uint32", "uint64", "uint8"];

/// Schemas whose shape is being found, so that one that leads back to itself ends the search; and how much searching is left.
#[derive(Debug)]
pub(super) struct Trail {
    open: Vec<Pointer>,
    left: usize,
    /// How often the search was cut short. A shape found without is the same wherever it is asked for.
    cuts: usize,
}

impl Trail {
    /// Deeper than documents are put together, and not as deep as a stack.
    const DEPTH: usize = 100;
    /// More than the largest union needs. A few schemas that all refer to each other can need any number.
    const STEPS: usize = 10_000;

    pub(super) fn new() -> Self {
        Self { open: Vec::new(), left: Self::STEPS, cuts: 0 }
    }

    /// Goes into a schema, or says what to take it for.
    fn enter<'a>(&mut self, pointer: &Pointer) -> Result<(), Shape<'a>> {
        if self.open.contains(pointer) {
            self.cuts += 1;
            return Err(Shape::Open);
        }
        if self.open.len() == Self::DEPTH || self.left == 0 {
            self.cuts += 1;
            self.left = 0;
            return Err(Shape::Json { free_form: false, reason: "schema that is put together from too many others" });
        }
        self.left -= 1;
        self.open.push(pointer.clone());
        Ok(())
    }

    fn leave(&mut self) {
        self.open.pop();
    }
}

impl<'a> Lower<'a> {
    /// What a schema describes.
    ///
    /// Alternatives decide first, then a discriminator's mapping, then `allOf`, then the schema's own type: a schema with `oneOf` and
    /// `properties` is a union whose variants have the properties too. Shapes are found on demand and kept, because a schema can
    /// depend on itself: a base class `Pet` with a mapping to `Cat`, which has `Pet` in its `allOf`, is [`Shape::Open`] when seen from
    /// `Cat`, so that `Cat` inherits the properties of `Pet` and does not become the union again.
    pub(super) fn shape(&self, target: &Target<'a>) -> Shape<'a> {
        self.shape_on(target, &mut Trail::new())
    }

    pub(super) fn shape_on(&self, target: &Target<'a>, trail: &mut Trail) -> Shape<'a> {
        let pointer = &target.node.pointer;
        if let Some(shape) = self.shapes.borrow().get(pointer) {
            return shape.clone();
        }
        if let Err(shape) = trail.enter(pointer) {
            return shape;
        }
        let cuts = trail.cuts;
        let shape = self
            .shape_of_alternatives(target, trail)
            .or_else(|| self.shape_of_mapping(target))
            .or_else(|| self.shape_of_all_of(target, trail))
            .unwrap_or_else(|| plain(&target.node));
        trail.leave();
        if trail.cuts == cuts {
            self.shapes.borrow_mut().insert(pointer.clone(), shape.clone());
        }
        shape
    }

    /// The schema behind wrappers and references, and its shape, which is never [`Shape::Same`].
    pub(super) fn final_shape(&self, node: &Node<'a>) -> Option<(Target<'a>, Shape<'a>)> {
        self.final_shape_on(node, &mut Trail::new())
    }

    /// Whether a value is a scalar or a string of an enum.
    pub(super) fn is_scalar(&self, node: &Node<'a>) -> bool {
        matches!(self.final_shape(node), Some((_, Shape::Scalar(_) | Shape::Enum(_))))
    }

    /// The same within a search.
    pub(super) fn final_shape_on(&self, node: &Node<'a>, trail: &mut Trail) -> Option<(Target<'a>, Shape<'a>)> {
        let target = node.resolve(self.document)?;
        match self.shape_on(&target, trail) {
            Shape::Same(inner) => match trail.enter(&target.node.pointer) {
                Ok(()) => {
                    let found = self.final_shape_on(&inner, trail);
                    trail.leave();
                    found
                }
                Err(shape) => Some((target, shape)),
            },
            shape => Some((target, shape)),
        }
    }
}

impl<'a> Shape<'a> {
    /// A scalar with the format or the limits of another schema, where these say more about its type.
    pub(super) fn limited(&self, limit: &Node<'_>) -> Option<Shape<'a>> {
        let Self::Scalar(known) = self else { return None };
        let ty = match known {
            TypeRef::String => string(limit),
            TypeRef::Int => integer(limit),
            TypeRef::Float => number(limit),
            _ => return None,
        };
        (ty != *known).then_some(Self::Scalar(ty))
    }
}

/// The shape of a schema that is not put together from others.
fn plain<'a>(node: &Node<'a>) -> Shape<'a> {
    let (types, _) = node.types();
    let (values, null) = node.values();
    if !values.is_empty() {
        return enumerated(node, &types, &values);
    }
    match types.as_slice() {
        ["string"] => Shape::Scalar(string(node)),
        ["integer"] => Shape::Scalar(integer(node)),
        ["number"] | ["integer", "number"] | ["number", "integer"] => Shape::Scalar(number(node)),
        ["boolean"] => Shape::Scalar(TypeRef::Bool),
        ["array"] => Shape::List(node.child("items")),
        ["object"] => object(node, "object without properties"),
        [] if node.has("properties") || node.has("additionalProperties") => object(node, "object without properties"),
        [] if node.has("items") => Shape::List(node.child("items")),
        [] if null => Shape::Json { free_form: true, reason: ONLY_NULL },
        [] => Shape::Json { free_form: true, reason: "schema without a type" },
        _ => Shape::Json { free_form: false, reason: "several types at once" },
    }
}

/// A number whose format is one of integers is an integer: as a floating-point number it would lose digits.
fn number(node: &Node<'_>) -> TypeRef {
    let is_integer = node.text("format").is_some_and(|format| INTEGERS.contains(&format));
    if is_integer { integer(node) } else { TypeRef::Float }
}

/// An integer without negative values that does not end where `i64` does.
fn integer(node: &Node<'_>) -> TypeRef {
    let negative = node.get("minimum").and_then(Value::as_f64).is_some_and(|minimum| minimum < 0.0);
    let beyond = node.get("maximum").is_some_and(|maximum| maximum.is_u64() && !maximum.is_i64());
    if !negative && (beyond || node.text("format") == Some("uint64")) { TypeRef::UInt } else { TypeRef::Int }
}

fn string(node: &Node<'_>) -> TypeRef {
    match node.text("format") {
        Some("date-time") => TypeRef::DateTime,
        Some("date") => TypeRef::Date,
        Some("password") => TypeRef::Secret,
        _ => TypeRef::String,
    }
}

fn enumerated<'a>(node: &Node<'a>, types: &[&str], values: &[&Value]) -> Shape<'a> {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| is(value));
    match types {
        ["string"] if all(|value| !value.is_object() && !value.is_array()) => Shape::Enum(vec![node.clone()]),
        [] if all(Value::is_string) => Shape::Enum(vec![node.clone()]),
        ["integer"] => Shape::Scalar(integer(node)),
        ["number"] if all(|value| value.is_i64() || value.is_u64()) => Shape::Scalar(number(node)),
        ["number"] => Shape::Scalar(TypeRef::Float),
        ["boolean"] => Shape::Scalar(TypeRef::Bool),
        [] if all(|value| value.is_i64() || value.is_u64()) => Shape::Scalar(TypeRef::Int),
        [] if all(Value::is_number) => Shape::Scalar(TypeRef::Float),
        [] if all(Value::is_boolean) => Shape::Scalar(TypeRef::Bool),
        _ => Shape::Json { free_form: false, reason: "enum of values that are not all strings, numbers or booleans" },
    }
}

fn object<'a>(node: &Node<'a>, reason: &'static str) -> Shape<'a> {
    if node.object("properties").is_some_and(|properties| !properties.is_empty()) {
        return Shape::Struct;
    }
    match node.get("additionalProperties") {
        Some(Value::Bool(false)) => Shape::Struct,
        Some(Value::Object(schema)) if !schema.is_empty() => Shape::Map(node.child("additionalProperties")),
        Some(Value::Bool(true) | Value::Object(_)) => Shape::Map(None),
        _ => Shape::Json { free_form: true, reason },
    }
}
