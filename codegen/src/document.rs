//! The checked description: typed values, raw values, and where each stands in the text.
//!
//! The only way from a text to a [`Document`] is [`load`], which refuses what the rest of the generator could not
//! read without guessing. Resolving references is here; what a description means is not.

use std::borrow::Borrow;

use openapiv3::{Components, Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::fallback::{self, Found, Profile};
use crate::places::Places;
use crate::pointer::Pointer;
use crate::yaml::spans::{Spans, Text};
use crate::yaml::{self, Parsed, Source};
use crate::{check, typed};

/// A description that has passed all checks.
#[derive(Debug)]
pub struct Document {
    text: Text,
    raw: Value,
    /// The document as it is written, where it is read as another one.
    written: Option<Value>,
    spans: Spans,
    openapi: OpenAPI,
    warnings: Diagnostics,
    fallbacks: Vec<Found>,
}

/// A value of the description and where it stands.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct At<'a, T: ?Sized> {
    /// The value.
    pub value: &'a T,
    /// Where it stands, or stood before a reference led to it.
    pub pointer: Pointer,
}

impl<T: ?Sized> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        Self { value: self.value, pointer: self.pointer.clone() }
    }
}

/// A value after following references.
#[derive(Debug)]
#[non_exhaustive]
pub struct Resolved<'a, T: ?Sized> {
    /// Name of the component, when a reference led to it. The last one, when references follow each other.
    pub component: Option<&'a str>,
    /// The value and where it is defined.
    pub at: At<'a, T>,
}

impl<T: ?Sized> Clone for Resolved<'_, T> {
    fn clone(&self) -> Self {
        Self { component: self.component, at: self.at.clone() }
    }
}

/// Reads and checks a description.
///
/// # Errors
///
/// Everything that is wrong with it, sorted by place. Warnings alone are no reason to fail: see [`Document::warnings`].
pub fn load(source: &Source) -> Result<Document, Diagnostics> {
    load_as(source, Profile::Strict)
}

/// Reads and checks a document, as strictly as a profile says.
///
/// # Errors
///
/// As [`load`].
pub fn load_as(source: &Source, profile: Profile) -> Result<Document, Diagnostics> {
    let Parsed { text, value: written, spans, mut diagnostics } = yaml::parse(source)?;
    let places = Places { text: &text, raw: &written, spans: &spans };
    let (read, fallbacks) = match profile {
        Profile::Strict => (None, Vec::new()),
        Profile::Tolerant => fallback::apply(places),
    };
    let raw = read.as_ref().unwrap_or(&written);
    diagnostics.append(&mut check::check(places, raw, profile));
    let openapi = if diagnostics.has_errors() {
        None
    } else {
        typed::read(raw)
            .map_err(|errors| {
                diagnostics.extend(errors.into_iter().map(|(pointer, message)| places.error(&pointer, message)));
            })
            .ok()
    };
    let Some(openapi) = openapi else {
        diagnostics.sort();
        return Err(diagnostics);
    };
    let mut warnings = diagnostics;
    if profile == Profile::Tolerant {
        warnings = warnings.into_iter().map(Diagnostic::into_remark).collect();
        warnings.append(&mut fallback::warnings(places, &fallbacks));
    }
    warnings.sort();
    let (raw, written) = match read {
        Some(read) => (read, Some(written)),
        None => (written, None),
    };
    Ok(Document { text, raw, written, spans, openapi, warnings, fallbacks })
}

impl Document {
    /// The typed description. Paths and components are in document order.
    #[must_use]
    pub fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    /// What the checks warn about.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The value at a pointer as it stands in the text, for what the typed one loses: a description beside `$ref`.
    #[must_use]
    pub fn raw(&self, pointer: &Pointer) -> Option<&Value> {
        pointer.find(&self.raw)
    }

    /// What is not valid and how it is read.
    pub(crate) fn fallbacks(&self) -> &[Found] {
        &self.fallbacks
    }

    /// An error about what stands at a pointer.
    pub fn error(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        self.places().error(pointer, message)
    }

    /// A warning about what stands at a pointer.
    pub fn warning(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        self.places().warning(pointer, message)
    }

    /// Where the text has what stands at a pointer: a scalar itself, the key of an object or list, or the nearest
    /// parent that exists.
    #[must_use]
    pub fn location(&self, pointer: &Pointer) -> Location {
        self.places().location(pointer)
    }

    fn places(&self) -> Places<'_> {
        Places { text: &self.text, raw: self.written.as_ref().unwrap_or(&self.raw), spans: &self.spans }
    }

    /// A schema that stands at a pointer, after following references.
    #[must_use]
    pub fn schema<'a, S: Borrow<Schema>>(
        &'a self,
        at: &Pointer,
        schema: &'a ReferenceOr<S>,
    ) -> Option<Resolved<'a, Schema>> {
        self.resolve(at, schema, "schemas", |components| &components.schemas)
    }

    /// A parameter that stands at a pointer, after following references.
    #[must_use]
    pub fn parameter<'a>(
        &'a self,
        at: &Pointer,
        parameter: &'a ReferenceOr<Parameter>,
    ) -> Option<Resolved<'a, Parameter>> {
        self.resolve(at, parameter, "parameters", |components| &components.parameters)
    }

    /// A request body that stands at a pointer, after following references.
    #[must_use]
    pub fn request_body<'a>(
        &'a self,
        at: &Pointer,
        body: &'a ReferenceOr<RequestBody>,
    ) -> Option<Resolved<'a, RequestBody>> {
        self.resolve(at, body, "requestBodies", |components| &components.request_bodies)
    }

    /// A response that stands at a pointer, after following references.
    #[must_use]
    pub fn response<'a>(&'a self, at: &Pointer, response: &'a ReferenceOr<Response>) -> Option<Resolved<'a, Response>> {
        self.resolve(at, response, "responses", |components| &components.responses)
    }

    /// A response header that stands at a pointer, after following references.
    #[must_use]
    pub fn header<'a>(&'a self, at: &Pointer, header: &'a ReferenceOr<Header>) -> Option<Resolved<'a, Header>> {
        self.resolve(at, header, "headers", |components| &components.headers)
    }

    /// Nothing only for references that [`load`] refuses: dangling, into another section, or in a loop.
    fn resolve<'a, T, S: Borrow<T>>(
        &'a self,
        at: &Pointer,
        value: &'a ReferenceOr<S>,
        section: &str,
        of: impl Fn(&Components) -> &indexmap::IndexMap<String, ReferenceOr<T>>,
    ) -> Option<Resolved<'a, T>> {
        let mut reference = match value {
            ReferenceOr::Item(item) => {
                return Some(Resolved { component: None, at: At { value: item.borrow(), pointer: at.clone() } });
            }
            ReferenceOr::Reference { reference } => reference,
        };
        let components = of(self.openapi.components.as_ref()?);
        // A chain of references is no longer than there are components.
        for _ in 0..=components.len() {
            let pointer = Pointer::parse(reference)?;
            let name = component_name(&pointer, section)?;
            let (component, target) = components.get_key_value(name.as_str())?;
            match target {
                ReferenceOr::Item(value) => {
                    return Some(Resolved { component: Some(component), at: At { value, pointer } });
                }
                ReferenceOr::Reference { reference: next } => reference = next,
            }
        }
        None
    }
}

/// The name in `#/components/<section>/<name>`.
pub(crate) fn component_name(pointer: &Pointer, section: &str) -> Option<String> {
    let mut segments = pointer.segments();
    let found = segments.next()? == "components" && segments.next()? == section;
    let name = segments.next()?;
    (found && segments.next().is_none()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
  schemas:
    Alias:
      $ref: '#/components/schemas/Size'
    Size:
      type: integer
";

    fn document() -> Document {
        load(&Source::new("case.yaml", TEXT)).unwrap()
    }

    fn schema(document: &Document) -> (Pointer, &ReferenceOr<Schema>) {
        let components = document.openapi().components.as_ref().unwrap();
        let parameter = components.parameters["size"].as_item().unwrap();
        let openapiv3::ParameterSchemaOrContent::Schema(schema) = &parameter.parameter_data_ref().format else {
            panic!()
        };
        (Pointer::parse("#/components/parameters/size/schema").unwrap(), schema)
    }

    #[test]
    fn follows_references_to_the_end() {
        let document = document();
        let (at, reference) = schema(&document);
        let resolved = document.schema(&at, reference).unwrap();
        assert_eq!(resolved.component, Some("Size"));
        assert_eq!(resolved.at.pointer.to_string(), "#/components/schemas/Size");
        let inline = document.schema(&at, &document.openapi().components.as_ref().unwrap().schemas["Size"]).unwrap();
        assert_eq!((inline.component, inline.at.pointer), (None, at));
    }

    #[test]
    fn keeps_what_stands_beside_a_reference() {
        let document = document();
        let (at, _) = schema(&document);
        assert_eq!(document.raw(&at.push("description")).unwrap(), "How many.");
        assert_eq!(document.raw(&at.push("zzz")), None);
    }

    #[test]
    fn diagnoses_with_the_place_of_a_pointer() {
        let document = document();
        let (at, _) = schema(&document);
        let error = document.error(&at, "wrong").with_help("do this");
        assert_eq!((error.line(), error.column()), (Some(11), Some(7)));
        assert_eq!(document.warning(&Pointer::parse("#/info/title").unwrap(), "odd").column(), Some(10));
    }

    #[test]
    fn does_not_follow_references_that_lead_nowhere() {
        let document = document();
        for reference in
            ["#/components/schemas/Other", "#/components/parameters/size", "Size", "#/components/schemas/Size/type"]
        {
            let reference: ReferenceOr<Schema> = ReferenceOr::ref_(reference);
            assert!(document.schema(&Pointer::root(), &reference).is_none());
        }
    }

    #[test]
    fn reads_the_deepest_description_that_it_accepts() {
        // 64 deep: the root, components, schemas, and a list of lists of lists.
        let nested =
            (0..60).rev().fold("{type: string}".to_owned(), |inner, _| format!("{{type: array, items: {inner}}}"));
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {nested}\n"
        );
        let document = load(&Source::new("deep.yaml", text)).unwrap();
        assert_eq!(document.openapi().components.as_ref().unwrap().schemas.len(), 1);
    }
}
