//! The one reading of the document: openapiv3's types for everything but schemas, schemas by their place.
//!
//! The only way from a text to a [`Document`] is [`load`](crate::load), which refuses what the rest of the generator
//! could not read without guessing. Resolving references is here; what a document means is not.
//!
//! A schema is not read into openapiv3's type, which has two forms of it and loses what is beside `$ref`. Where it is
//! written the typed document has a reference to that place, and its value is read with [`Document::raw`].

pub(crate) mod inside;
pub(crate) mod kinds;
pub(crate) mod media_name;
pub(crate) mod places;
pub(crate) mod reference;
pub(crate) mod tables;
pub(crate) mod template;
pub(crate) mod typed;
pub(crate) mod types;
pub(crate) mod words;

use openapiv3::{Components, OpenAPI, Parameter, ReferenceOr, RequestBody, Response};
use places::Places;
use reference::{component_name, follow};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::ir::Fallback;
use crate::pointer::Pointer;
use crate::yaml::spans::{Spans, Text};

/// A document that has passed all checks.
///
/// It has the document in up to three forms:
///
/// - `raw`: the values as they are read, after the fallbacks. References are followed in it, and lowering reads schemas
///   in it.
/// - `openapi`: `raw` in openapiv3's types, without schemas. Version selection and lowering walk through it.
/// - `written`: the values as the text has them, only there if the fallbacks changed any. Diagnostics and `text_of`
///   find the places in `text`, the `spans`, along these values. Where these have nothing at a pointer into `raw`, the
///   place is that of the nearest parent.
#[derive(Debug)]
pub struct Document {
    text: Text,
    raw: Value,
    written: Option<Value>,
    spans: Spans,
    openapi: OpenAPI,
    warnings: Diagnostics,
    fallbacks: Vec<Fallback>,
}

/// A value of the document and where it is.
#[derive(Clone, Debug)]
pub struct At<'a, T> {
    /// The value.
    pub value: &'a T,
    /// Where it is, after following references.
    pub pointer: Pointer,
}

impl Document {
    /// What was read and has passed all checks. `written` is the value as it is in the text, if another one is read.
    pub(crate) fn new(
        text: Text,
        (raw, written): (Value, Option<Value>),
        spans: Spans,
        openapi: OpenAPI,
        warnings: Diagnostics,
        fallbacks: Vec<Fallback>,
    ) -> Self {
        Self { text, raw, written, spans, openapi, warnings, fallbacks }
    }

    /// The typed document. Paths and components are in document order.
    #[must_use]
    pub fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    /// What the checks warn about.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Follows the references of a value.
    pub(crate) fn follow<'a>(&'a self, at: &Pointer, value: &'a Value) -> Option<(Pointer, &'a Value)> {
        follow(&self.raw, at, value)
    }

    /// The value at a pointer, for what the typed document loses: a schema, a description beside `$ref`.
    #[must_use]
    pub fn raw(&self, pointer: &Pointer) -> Option<&Value> {
        pointer.find(&self.raw)
    }

    /// What is not valid and how it is read.
    pub(crate) fn fallbacks(&self) -> &[Fallback] {
        &self.fallbacks
    }

    /// An error about what is at a pointer.
    pub fn error(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        self.places().error(pointer, message)
    }

    /// A warning about what is at a pointer.
    pub fn warning(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        self.places().warning(pointer, message)
    }

    /// Where the text has what is at a pointer: a scalar itself, the key of an object or list, or the nearest
    /// parent that exists.
    #[must_use]
    pub fn location(&self, pointer: &Pointer) -> Location {
        self.places().location(pointer)
    }

    /// The text of a scalar that is in place of a string, as it is written.
    pub(crate) fn text_of(&self, pointer: &Pointer, value: &Value) -> String {
        self.places().text_of(pointer, value)
    }

    fn places(&self) -> Places<'_> {
        Places { text: &self.text, raw: self.written.as_ref().unwrap_or(&self.raw), spans: &self.spans }
    }

    /// A parameter at a pointer, after following references.
    #[must_use]
    pub fn parameter<'a>(&'a self, at: &Pointer, parameter: &'a ReferenceOr<Parameter>) -> Option<At<'a, Parameter>> {
        self.resolve(at, parameter, "parameters", |components| &components.parameters)
    }

    /// A request body at a pointer, after following references.
    #[must_use]
    pub fn request_body<'a>(&'a self, at: &Pointer, body: &'a ReferenceOr<RequestBody>) -> Option<At<'a, RequestBody>> {
        self.resolve(at, body, "requestBodies", |components| &components.request_bodies)
    }

    /// A response at a pointer, after following references.
    #[must_use]
    pub fn response<'a>(&'a self, at: &Pointer, response: &'a ReferenceOr<Response>) -> Option<At<'a, Response>> {
        self.resolve(at, response, "responses", |components| &components.responses)
    }

    /// Nothing only for references that [`load`](crate::load) refuses: unresolved, into another section, or in a loop.
    fn resolve<'a, T>(
        &'a self,
        at: &Pointer,
        value: &'a ReferenceOr<T>,
        section: &str,
        of: impl Fn(&Components) -> &indexmap::IndexMap<String, ReferenceOr<T>>,
    ) -> Option<At<'a, T>> {
        let reference = match value {
            ReferenceOr::Item(value) => return Some(At { value, pointer: at.clone() }),
            ReferenceOr::Reference { reference } => Pointer::parse(reference)?,
        };
        let (pointer, _) = follow(&self.raw, &reference, reference.find(&self.raw)?)?;
        let name = component_name(&pointer, section)?;
        let target = of(self.openapi.components.as_ref()?).get(name.as_str())?;
        Some(At { value: target.as_item()?, pointer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, load};

    const TEXT: &str = "\
openapi: 3.0.3
info:
  title: Case
  version: '1'
paths: {}
components:
  parameters:
    size:
      name: size
      in: query
      schema:
        $ref: '#/components/schemas/Alias'
        description: How many.
    alias:
      $ref: '#/components/parameters/size'
  schemas:
    Alias:
      $ref: '#/components/schemas/Size'
    Size:
      type: integer
";

    fn document() -> Document {
        load(&Source::new("case.yaml", TEXT)).unwrap()
    }

    fn parameter<'a>(document: &'a Document, reference: &str) -> Option<At<'a, Parameter>> {
        let reference = Box::leak(Box::new(ReferenceOr::ref_(reference)));
        document.parameter(&Pointer::root(), reference)
    }

    fn schema() -> Pointer {
        Pointer::parse("#/components/parameters/size/schema").unwrap()
    }

    #[test]
    fn references_are_followed_to_the_end() {
        let document = document();
        let resolved = parameter(&document, "#/components/parameters/alias").unwrap();
        assert_eq!(resolved.pointer.to_string(), "#/components/parameters/size");
        let own = &document.openapi().components.as_ref().unwrap().parameters["size"];
        let resolved = document.parameter(&Pointer::root(), own).unwrap();
        assert_eq!(resolved.pointer, Pointer::root());
    }

    #[test]
    fn a_schema_is_a_reference_to_its_place() {
        let document = document();
        let size = parameter(&document, "#/components/parameters/size").unwrap();
        let format = &size.value.parameter_data_ref().format;
        let openapiv3::ParameterSchemaOrContent::Schema(ReferenceOr::Reference { reference }) = format else {
            panic!()
        };
        assert_eq!(*reference, schema().to_string());
        // What is beside `$ref` is there.
        assert_eq!(document.raw(&schema().push("description")).unwrap(), "How many.");
        assert_eq!(document.raw(&schema().push("zzz")), None);
    }

    #[test]
    fn diagnostics_have_the_place_of_a_pointer() {
        let document = document();
        let error = document.error(&schema(), "wrong").with_help("do this");
        assert_eq!((error.line(), error.column()), (Some(11), Some(7)));
        assert_eq!(document.warning(&Pointer::parse("#/info/title").unwrap(), "odd").column(), Some(10));
    }

    #[test]
    fn unresolved_references_have_no_target() {
        let document = document();
        for reference in
            ["#/components/parameters/other", "#/components/schemas/Size", "size", "#/components/parameters/size/name"]
        {
            assert!(parameter(&document, reference).is_none(), "{reference}");
        }
    }

    #[test]
    fn scalars_in_place_of_strings() {
        let text = TEXT.replace("type: integer", "default: &a 0x10\n      enum: [4.10, *a, '4.10', True]");
        let document = load(&Source::new("case.yaml", text)).unwrap();
        let at = Pointer::parse("#/components/schemas/Size/enum").unwrap();
        let values = document.raw(&at).and_then(Value::as_array).unwrap();
        let texts: Vec<_> = values.iter().enumerate().map(|(i, value)| document.text_of(&at.index(i), value)).collect();
        // What an alias refers to is written elsewhere.
        assert_eq!(texts, ["4.10", "16", "4.10", "True"]);
        assert_eq!(document.text_of(&at.index(9), &serde_json::json!(4.1)), "4.1");
    }

    #[test]
    fn the_deepest_document_is_read() {
        // 64 deep: the root, components, schemas, and a list of lists of lists.
        let nested =
            (0..60).rev().fold("{type: string}".to_owned(), |inner, _| format!("{{type: array, items: {inner}}}"));
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {nested}\n"
        );
        let document = load(&Source::new("deep.yaml", text)).unwrap();
        assert!(document.raw(&Pointer::parse("#/components/schemas/A/items/items").unwrap()).is_some());
    }
}
