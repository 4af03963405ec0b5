//! Objects in a query, as a parameter for each of their properties.

use openapiv3::{Parameter, ParameterSchemaOrContent, QueryStyle};

use super::all_of::Property;
use super::context::Lower;
use super::node::{Node, Target};
use super::shape::Shape;
use crate::openapi::At;

/// What a parameter is sent as.
pub(super) enum Sent<'a> {
    /// A parameter.
    Whole,
    /// A parameter for each property of an object.
    Parts(Vec<Part<'a>>),
    /// Nothing, and why: "is an object in one value".
    Never(&'static str),
}

/// A property of an object in a query.
pub(super) struct Part<'a> {
    /// The property, as the object has it.
    pub(super) name: &'a str,
    /// Its name in the query.
    pub(super) wire: String,
    pub(super) property: Property<'a>,
    /// Whether the object cannot be without it.
    pub(super) required: bool,
}

impl<'a> Lower<'a> {
    /// What a parameter in the query is sent as.
    ///
    /// `form`, exploded, has the properties of an object in the place of the parameter, and `deepObject` has them in
    /// brackets: `filter` with `{"from": 1}` is `from=1` or `filter[from]=1`. How an object or a list inside would be
    /// written, the specification leaves open.
    pub(super) fn sent_in_query(&self, at: &At<'a, Parameter>) -> Sent<'a> {
        let Parameter::Query { style, parameter_data: data, .. } = at.value else { return Sent::Whole };
        let ParameterSchemaOrContent::Schema(_) = &data.format else { return Sent::Whole };
        let schema = Node::at(self.document, at.pointer.push("schema"));
        let Some((target, shape)) = schema.and_then(|schema| self.final_shape(&schema)) else {
            return Sent::Whole;
        };
        match (shape, style, data.explode.unwrap_or(true)) {
            (Shape::Struct, QueryStyle::DeepObject, _) => {
                self.parts(&target, |property| format!("{}[{property}]", data.name))
            }
            (Shape::Struct, QueryStyle::Form, true) => self.parts(&target, str::to_owned),
            (Shape::Struct, ..) => Sent::Never("is an object in one value"),
            (Shape::Map(_), ..) => Sent::Never("is an object with properties of any name"),
            (_, QueryStyle::DeepObject, _) => Sent::Never("has the style deepObject, and is not an object"),
            _ => Sent::Whole,
        }
    }

    fn parts(&self, object: &Target<'a>, wire: impl Fn(&str) -> String) -> Sent<'a> {
        let flat = self.flatten(object);
        if flat.additional.is_some() {
            return Sent::Never("is an object with properties of any name");
        }
        if !flat.properties.values().all(|property| self.is_scalar(property.schema())) {
            return Sent::Never("is an object with objects or lists in it");
        }
        let required = flat.required;
        let part = |(name, property): (&'a str, _)| Part {
            name,
            wire: wire(name),
            property,
            required: required.contains(&name),
        };
        Sent::Parts(flat.properties.into_iter().map(part).collect())
    }
}
