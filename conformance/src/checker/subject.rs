//! The types of the client beside what the document says about each.

use serde_json::Value;

use super::Model;
use crate::document::{Document, component};
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind, kind};

/// How many unions within each other are followed.
const NESTED: usize = 2;

/// A type and what it must hold.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    pub(super) model: &'static Model,
    pub(super) kind: Kind<'a>,
    /// The schema, references followed.
    pub(super) node: &'a Value,
    /// Name of the component, if the type is one.
    pub(super) component: Option<&'a str>,
}

/// A value with all properties.
pub(super) struct FullSample<'a> {
    /// What the value is: the type itself, or one alternative of a union.
    pub(super) kind: Kind<'a>,
    /// The property that tells the alternative from the others, if one does.
    pub(super) tag: Option<&'a str>,
    pub(super) value: Value,
}

impl<'a> Subject<'a> {
    /// One for an object, and one for each alternative of a union.
    pub(super) fn full_samples(&self, document: &'a Document) -> Vec<FullSample<'a>> {
        let sampler = || Sampler::new(document, Extent::Full);
        match &self.kind {
            kind @ Kind::Object(_) => {
                let value = sampler().sample_kind(kind, self.component, self.model.name);
                let sample = value.map(|value| FullSample { kind: kind.clone(), tag: None, value });
                sample.into_iter().collect()
            }
            Kind::Union(alternatives) => {
                let sample = |alternative: &Alternative<'a>| {
                    let value = sampler().sample_alternative(alternative)?;
                    let tag = alternative.tag.as_ref().map(|(tag, _)| *tag);
                    Some(FullSample { kind: alternative.kind(document), tag, value })
                };
                alternatives.iter().filter_map(sample).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Finds what each type is described as. A type that the document does not have is returned as it is.
pub(super) fn subjects<'a>(
    document: &'a Document,
    models: &[&'static Model],
) -> (Vec<Subject<'a>>, Vec<&'static Model>) {
    let direct: Vec<_> = models.iter().map(|model| (*model, direct(document, model))).collect();
    let mut all = direct.clone();
    // A union within another has what is around it before its own alternatives are looked at.
    for _ in 0..NESTED {
        all =
            direct.iter().map(|(model, direct)| (*model, described(document, model, direct.as_ref(), &all))).collect();
    }
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for (model, subject) in all {
        match subject {
            Some(subject) => found.push(subject),
            None => lost.push(model),
        }
    }
    (found, lost)
}

/// What a type is described as: by a union of `all` that holds it, else at its own place.
fn described<'a>(
    document: &'a Document,
    model: &'static Model,
    direct: Option<&Subject<'a>>,
    all: &[(&'static Model, Option<Subject<'a>>)],
) -> Option<Subject<'a>> {
    let holds = |union: &Model| union.variants.iter().any(|(_, held)| *held == model.name);
    let holding = all.iter().filter(|(union, _)| holds(union)).filter_map(|(_, subject)| subject.as_ref());
    let mut alternatives = holding.flat_map(|subject| match &subject.kind {
        Kind::Union(alternatives) => alternatives.iter().map(|alternative| (alternative, subject.node)).collect(),
        _ => Vec::new(),
    });
    let by_union =
        alternatives.find_map(|(alternative, union)| described_by(document, model, direct, alternative, union));
    by_union.or_else(|| direct.cloned())
}

/// What is at a pointer, also through references, and where what is read as JSON is declared for a range of media
/// types.
fn at<'a>(document: &'a Document, pointer: &str) -> Option<&'a Value> {
    let ranges = ["*/*", "application/*", "application/*+json"];
    let mut node = document.root();
    for key in pointer.split('/').skip(1) {
        let key = key.replace("~1", "/").replace("~0", "~");
        node = document.resolve(node);
        let found = match node {
            Value::Array(list) => key.parse().ok().and_then(|index: usize| list.get(index)),
            node => node.get(&key),
        };
        let in_range = || ranges.iter().filter(|_| key == "application/json").find_map(|range| node.get(range));
        node = found.or_else(in_range)?;
    }
    Some(node)
}

/// What is at the pointer of a type.
fn direct<'a>(document: &'a Document, model: &'static Model) -> Option<Subject<'a>> {
    let at = at(document, model.pointer.trim_start_matches('#'))?;
    if let Value::Array(alternatives) = at {
        // The enumerations among the alternatives, as one.
        let kinds = alternatives.iter().map(|alternative| kind(document, alternative));
        let values = kinds.filter_map(|kind| if let Kind::Choice(values) = kind { Some(values) } else { None });
        let mut all: Vec<&str> = Vec::new();
        for value in values.flatten() {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        return Some(Subject { model, kind: Kind::Choice(all), node: at, component: None });
    }
    if model.pointer.ends_with("/responses") || is_base(document, model.pointer) {
        return None;
    }
    let node = document.resolve(at);
    let component = component(model.pointer).and_then(|name| {
        let schemas = document.root()["components"]["schemas"].as_object()?;
        schemas.get_key_value(name).map(|(name, _)| name.as_str())
    });
    Some(Subject { model, kind: kind(document, at), node, component })
}

/// Whether a type is what a base class declares itself, which is listed under the class's `properties`. It is not
/// a schema, although it looks like one where the class has a property called `type`.
fn is_base(document: &Document, pointer: &str) -> bool {
    let class = pointer.strip_suffix("/properties").and_then(|class| {
        let class = document.root().pointer(class.trim_start_matches('#'))?;
        class.get("discriminator")?.get("propertyName")
    });
    class.is_some_and(Value::is_string)
}

/// What an alternative says about a type that it is held by, where the union adds to what the type's own
/// schema says.
fn described_by<'a>(
    document: &'a Document,
    model: &'static Model,
    direct: Option<&Subject<'a>>,
    alternative: &Alternative<'a>,
    union: &'a Value,
) -> Option<Subject<'a>> {
    let node = document.resolve(alternative.schema);
    let subject = |kind| Some(Subject { model, kind, node, component: alternative.name });
    let shape = match alternative.kind(document) {
        Kind::Object(shape) => shape,
        union @ Kind::Union(_) if direct.is_some_and(|direct| std::ptr::eq(direct.node, node)) => {
            return subject(union);
        }
        _ => return None,
    };
    let Some(direct) = direct else {
        // The base itself.
        return if std::ptr::eq(node, union) { subject(Kind::Object(shape)) } else { None };
    };
    if !std::ptr::eq(direct.node, node) {
        return None;
    }
    let Kind::Object(own) = &direct.kind else { return subject(Kind::Object(shape)) };
    let tag = alternative.tag.as_ref().filter(|(_, values)| values.len() == 1).map(|(property, _)| *property);
    let adds = shape.properties.iter().any(|(name, _)| own.property(name).is_none() && Some(*name) != tag);
    if adds || shape.additional.is_some() != own.additional.is_some() { subject(Kind::Object(shape)) } else { None }
}
