//! The alternatives of unions: from `oneOf`, `anyOf`, or the mapping of a discriminator.

use std::collections::BTreeSet;

use super::all_of::Flat;
use super::context::{Body, Lower};
use super::list::push_new;
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use crate::ir::{Clause, Docs, TypeRef, Union, Variant};
use crate::markdown;
use crate::pointer::Pointer;

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

/// A discriminator: the property, and which of its values lead where.
#[derive(Debug, Default)]
pub(super) struct Discriminator<'a> {
    pub(super) property: Option<&'a str>,
    /// Values and the schemas that they lead to, references followed.
    pub(super) mapping: Vec<(&'a str, Node<'a>)>,
}

/// A union whose variants are being found.
struct OfUnion<'u, 'a> {
    target: &'u Target<'a>,
    /// The union's own properties, which all its values have.
    own: Flat<'a>,
    discriminator: Discriminator<'a>,
    naming: &'u Naming,
}

impl<'a> Lower<'a> {
    /// What a schema with a discriminator and no `oneOf` describes: one of the schemas of the mapping, or without a mapping, one of
    /// those that inherit from it.
    pub(super) fn shape_of_mapping(&self, target: &Target<'a>) -> Option<Shape<'a>> {
        let discriminator = self.discriminator(&target.node)?;
        let mut alternatives: Vec<Node<'a>> = Vec::new();
        if discriminator.mapping.is_empty() {
            alternatives.extend(self.heirs(target).iter().filter_map(|heir| self.schema_named(heir)));
        }
        for (_, alternative) in discriminator.mapping {
            if alternatives.iter().all(|known| known.pointer != alternative.pointer) {
                alternatives.push(alternative);
            }
        }
        (!alternatives.is_empty())
            .then(|| Shape::Union(alternatives.into_iter().map(AlternativeSource::Schema).collect()))
    }

    fn discriminator(&self, node: &Node<'a>) -> Option<Discriminator<'a>> {
        let discriminator = node.child("discriminator")?;
        let entries = discriminator.object("mapping").into_iter().flatten();
        let mapping = entries.filter_map(|(value, target)| Some((value.as_str(), self.mapped(target.as_str()?)?)));
        Some(Discriminator { property: discriminator.text("propertyName"), mapping: mapping.collect() })
    }

    /// The schema that a mapping names, as a reference or by its bare name.
    fn mapped(&self, target: &str) -> Option<Node<'a>> {
        let bare = self.schema_named(target);
        let node = bare.or_else(|| Node::at(self.document, Pointer::parse(target)?))?;
        Some(node.resolve(self.document)?.node)
    }

    /// What inherits from a component, directly or through other heirs.
    fn heirs(&self, target: &Target<'a>) -> Vec<String> {
        let mut heirs: Vec<String> = Vec::new();
        let Some(base) = target.component.as_deref() else { return heirs };
        let mut next = Some(base.to_owned());
        let mut index = 0;
        while let Some(parent) = next {
            for child in self.children(&parent).iter().filter(|child| *child != base) {
                push_new(&mut heirs, child.clone());
            }
            next = heirs.get(index).cloned();
            index += 1;
        }
        heirs
    }

    /// The components among the alternatives of a union.
    pub(super) fn alternative_components(&self, union: &Node<'a>) -> Vec<String> {
        let discriminator = self.discriminator(union);
        let is_base = discriminator.as_ref().is_some_and(|discriminator| discriminator.mapping.is_empty());
        let mapped = discriminator.unwrap_or_default().mapping.into_iter().map(|(_, alternative)| alternative);
        let alternatives = union.alternatives().into_iter().chain(mapped);
        let named = alternatives.filter_map(|alternative| alternative.resolve(self.document)?.component);
        let target = union.resolve(self.document).filter(|_| is_base);
        let heirs = target.iter().flat_map(|target| self.heirs(target));
        named.chain(heirs).collect()
    }

    /// The variants of a union, with what tells them apart as far as a discriminator says it.
    pub(super) fn lower_union(
        &mut self,
        target: &Target<'a>,
        sources: Vec<AlternativeSource<'a>>,
        naming: &Naming,
    ) -> Union {
        let discriminator = self.discriminator(&target.node).unwrap_or_default();
        let sources = match discriminator.property {
            Some(_) => self.with_mapped(sources, &discriminator),
            None => self.without_alike(sources),
        };
        let union = OfUnion { target, own: self.flatten(target), discriminator, naming };
        let tag = union.discriminator.property;
        let values = self.tag_values(&sources, &union.discriminator);
        let labels = self.labels(&sources, tag, &values);
        let mut variants: Vec<Variant> = Vec::new();
        for ((source, values), label) in sources.iter().zip(values).zip(labels) {
            let (ty, docs) = match source {
                AlternativeSource::Scalar(ty) => (ty.clone(), Docs::default()),
                AlternativeSource::Enum(nodes) => {
                    let pointer = target.node.pointer.push("oneOf");
                    let merged = Target { node: Node { pointer, ..target.node.clone() }, component: None };
                    let ty = self.define(&merged, naming.then("Text").name(), Body::Enum(nodes.clone()));
                    (ty, Docs::default())
                }
                AlternativeSource::Schema(node) => {
                    (self.variant_type(&union, node, label, &values), self.variant_docs(node))
                }
            };
            if let TypeRef::Json(untyped) = &ty {
                // What has no shape is what `Unknown` is for.
                self.warn(&untyped.origin, "this alternative has no shape: its values become `Unknown`");
                continue;
            }
            let clauses = match tag {
                Some(property) if !values.is_empty() => {
                    let own = || self.is_scalar_tag(&union.own, property);
                    let is_scalar = source.node().is_some_and(|node| self.has_scalar_tag(node, property)) || own();
                    vec![Clause { property: property.to_owned(), values, is_scalar, values_of: None }]
                }
                _ => Vec::new(),
            };
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(known) => merge(&mut known.clauses, clauses),
                None => variants.push(Variant { ty, docs, clauses, ..Variant::default() }),
            }
        }
        variants.extend(self.base_variant(&union, &variants));
        // A tag that not every variant has a value of cannot decide alone.
        let decided = !variants.is_empty() && variants.iter().all(|variant| !variant.clauses.is_empty());
        Union { tag: tag.filter(|_| decided).map(str::to_owned), variants, common: Vec::new(), patch_of: None }
    }

    /// Without `oneOf`, the schema with the discriminator is a base class, and a value of the tag that no variant has
    /// is the base itself. Without a mapping its name is one, unless it says which values there are.
    fn base_variant(&mut self, union: &OfUnion<'_, 'a>, variants: &[Variant]) -> Option<Variant> {
        let OfUnion { target: Target { node, component }, own, discriminator, naming } = union;
        let tag = discriminator.property.filter(|_| node.alternatives().is_empty())?;
        let clauses: Vec<&Clause> = variants.iter().flat_map(|variant| &variant.clauses).collect();
        let mut values = own.properties.get(tag).map(|tag| self.allowed_values(&tag.node)).unwrap_or_default();
        if values.is_empty() && discriminator.mapping.is_empty() {
            values.extend(component.clone());
        }
        values.retain(|value| clauses.iter().all(|clause| !clause.values.contains(value)));
        if values.is_empty() || clauses.len() < variants.len() {
            return None;
        }
        let base = Target { node: Node { pointer: node.pointer.push("properties"), ..node.clone() }, component: None };
        let ty = self.define(&base, naming.then("Base").name(), Body::Struct(own.clone()));
        let is_scalar = clauses.iter().any(|clause| clause.is_scalar);
        let clauses = vec![Clause { property: tag.to_owned(), values, is_scalar, values_of: None }];
        Some(Variant { ty, docs: self.variant_docs(node), clauses, ..Variant::default() })
    }

    /// Alternatives that only the mapping names go to the end.
    fn with_mapped(
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

    /// The type of an alternative. A value must satisfy the union's own properties as well: an alternative that does not declare them all gets a
    /// struct of its own with both.
    fn variant_type(
        &mut self,
        union: &OfUnion<'_, 'a>,
        alternative: &Node<'a>,
        label: String,
        values: &[String],
    ) -> TypeRef {
        let OfUnion { own, naming, .. } = union;
        let tag = union.discriminator.property;
        let Some((target, shape)) = self.final_shape(alternative, &mut Trail::new()) else {
            return self.type_of(alternative, &naming.then(&label));
        };
        let itself = target.node.pointer == union.target.node.pointer;
        if !itself && !matches!(shape, Shape::Struct) {
            if matches!(shape, Shape::Union(_)) {
                self.warn_about_lost_properties(own, &target, alternative);
            }
            return self.type_of(alternative, &naming.then(&label));
        }
        let declared = self.flatten(&target);
        // The engine adds a tag with a single value.
        let is_text = || !tag.is_some_and(|tag| self.is_scalar_tag(own, tag));
        let needless = |name: &str| tag == Some(name) && values.len() == 1 && is_text();
        let missing = own.properties.keys().any(|name| !declared.properties.contains_key(name) && !needless(name));
        if !missing && !itself {
            return self.type_of(alternative, &naming.then(&label));
        }
        let mut both = own.clone();
        self.add_to(&mut both, &target);
        let inline = if itself { values.first().cloned().unwrap_or_else(|| "Base".to_owned()) } else { label };
        for property in both.properties.values_mut().filter(|property| property.owner.is_empty()) {
            property.owner = naming.then(&inline).name();
        }
        let derived = Target { node: Node { pointer: alternative.pointer.clone(), ..target.node }, component: None };
        self.define(&derived, naming.then(&inline).name(), Body::Struct(both))
    }

    /// An alternative that is a union itself cannot be given further properties.
    fn warn_about_lost_properties(&mut self, own: &Flat<'a>, target: &Target<'a>, alternative: &Node<'a>) {
        let declared = self.flatten(target);
        let lost: Vec<&str> =
            own.properties.keys().filter(|name| !declared.properties.contains_key(*name)).copied().collect();
        if !lost.is_empty() {
            let message = format!("this alternative is a union, which does not declare {}", lost.join(", "));
            self.warn(&alternative.pointer, message);
        }
    }

    fn variant_docs(&self, alternative: &Node<'a>) -> Docs {
        let target = alternative.resolve(self.document);
        let says = |node: &Node<'a>| node.text("description").or_else(|| node.text("title"));
        markdown::summary(says(alternative).or_else(|| says(&target.as_ref()?.node)).unwrap_or_default())
    }
}

/// Adds the values of one clause to those of another about the same property.
fn merge(clauses: &mut Vec<Clause>, more: Vec<Clause>) {
    for clause in more {
        match clauses.iter_mut().find(|known| known.property == clause.property) {
            Some(known) => clause.values.into_iter().for_each(|value| push_new(&mut known.values, value)),
            None => clauses.push(clause),
        }
    }
}
