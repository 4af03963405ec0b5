//! The variants of a union: the type of each alternative, and the values of the tag that lead to it.

use super::super::all_of::{Around, Flat};
use super::super::context::{Body, Lower};
use super::super::list::push_new;
use super::super::naming::Naming;
use super::super::node::{Node, Target};
use super::super::shape::{AlternativeSource, Shape};
use super::discriminator::Discriminator;
use crate::ir::{Clause, Docs, TypeRef, Union, Variant};
use crate::markdown;
use crate::pointer::Pointer;

/// A union whose variants are being found.
pub(super) struct OfUnion<'u, 'a> {
    pub(super) target: &'u Target<'a>,
    /// The union's own properties and those of the unions around it, which all its values have.
    pub(super) own: Flat<'a>,
    /// The unions around it.
    pub(super) around: Vec<Pointer>,
    discriminator: Discriminator<'a>,
    pub(super) naming: &'u Naming,
}

impl<'a> OfUnion<'_, 'a> {
    /// Whether an alternative with these values of the tag need not declare it: the engine adds a single value.
    pub(super) fn is_needless(&self, lower: &Lower<'a>, name: &str, values: &[String]) -> bool {
        self.discriminator.property == Some(name) && values.len() == 1 && !lower.is_scalar_tag(&self.own, name)
    }
}

impl<'a> Lower<'a> {
    /// The variants of a union, with what tells them apart as far as a discriminator says it.
    pub(in crate::lower) fn lower_union(
        &mut self,
        target: &Target<'a>,
        sources: Vec<AlternativeSource<'a>>,
        around: Around<'a>,
        naming: &Naming,
    ) -> Union {
        let discriminator = self.discriminator_of(target);
        let sources = match discriminator.property {
            Some(_) => self.with_mapped(sources, &discriminator),
            None => self.without_alike(sources),
        };
        let Around { mut own, unions: around } = around;
        self.add_to(&mut own, target);
        let union = OfUnion { target, own, around, discriminator, naming };
        let tag = union.discriminator.property;
        let values = self.tag_values(target, &sources, &union.discriminator, 0);
        let (sources, values) = self.without_lost(sources, values, &union.discriminator);
        let labels = self.labels(&sources, tag, &values);
        let mut variants: Vec<Variant> = Vec::new();
        for ((source, values), label) in sources.iter().zip(values).zip(labels) {
            let Some(variant) = self.variant(&union, source, label, values) else { continue };
            match variants.iter_mut().find(|known| known.ty.is_same(&variant.ty)) {
                Some(known) => merge(known, variant),
                None => variants.push(variant),
            }
        }
        variants.extend(self.base_variant(&union, &variants));
        // A tag that not every variant has a value of cannot decide alone.
        let decided = !variants.is_empty() && variants.iter().all(|variant| !variant.clauses.is_empty());
        Union { tag: tag.filter(|_| decided).map(str::to_owned), variants, common: Vec::new(), patch_of: None }
    }

    /// The variant of an alternative, to which these values of the tag lead. None for what has no shape: that is what
    /// `Unknown` is for.
    fn variant(
        &mut self,
        union: &OfUnion<'_, 'a>,
        source: &AlternativeSource<'a>,
        label: String,
        values: Vec<String>,
    ) -> Option<Variant> {
        let OfUnion { target, discriminator, naming, .. } = union;
        let (ty, docs) = match source {
            AlternativeSource::Scalar(ty) => (ty.clone(), Docs::default()),
            AlternativeSource::Enum(nodes) => {
                let pointer = target.node.pointer.push("oneOf");
                let merged = Target { node: Node { pointer, ..target.node.clone() }, component: None };
                (self.define(&merged, naming.then("Text").name(), Body::Enum(nodes.clone())), Docs::default())
            }
            AlternativeSource::Schema(node) => {
                (self.variant_type(union, node, label, &values), self.variant_docs(node))
            }
        };
        let ty = match ty {
            TypeRef::Json(untyped) if discriminator.property.is_none() && self.is_any_object(&untyped.origin) => {
                TypeRef::Map(Box::new(TypeRef::Json(untyped)))
            }
            TypeRef::Json(untyped) => {
                self.note(&untyped.origin, "this alternative has no shape: its values become `Unknown`", None);
                return None;
            }
            ty => ty,
        };
        let clauses = self.tag_clause(union, source, values).into_iter().collect();
        Some(Variant { ty, docs, clauses, ..Variant::default() })
    }

    /// What a value of an alternative has under the tag, where anything leads to it.
    fn tag_clause(
        &self,
        union: &OfUnion<'_, 'a>,
        source: &AlternativeSource<'a>,
        values: Vec<String>,
    ) -> Option<Clause> {
        let property = union.discriminator.property.filter(|_| !values.is_empty())?;
        let is_scalar = source.node().is_some_and(|node| self.has_scalar_tag(node, property))
            || self.is_scalar_tag(&union.own, property);
        Some(Clause { property: property.to_owned(), values, is_scalar, values_of: None })
    }

    /// The alternatives without those that a mapping leaves out and that no value leads to: the tag decides among the
    /// others.
    fn without_lost(
        &self,
        sources: Vec<AlternativeSource<'a>>,
        values: Vec<Vec<String>>,
        discriminator: &Discriminator<'a>,
    ) -> (Vec<AlternativeSource<'a>>, Vec<Vec<String>>) {
        let is_mapped = |source: &AlternativeSource<'a>| {
            let target = source.node().and_then(|node| node.resolve(self.document));
            target.is_some_and(|target| discriminator.maps(&target.node.pointer))
        };
        let is_lost = |source: &AlternativeSource<'a>, values: &[String]| {
            discriminator.is_partial() && values.is_empty() && !is_mapped(source)
        };
        sources.into_iter().zip(values).filter(|(source, values)| !is_lost(source, values)).unzip()
    }

    /// The variant for a base class itself.
    fn base_variant(&mut self, union: &OfUnion<'_, 'a>, variants: &[Variant]) -> Option<Variant> {
        let OfUnion { target, own, discriminator, naming, .. } = union;
        let node = &target.node;
        let tag = discriminator.property?;
        let clauses: Vec<&Clause> = variants.iter().flat_map(|variant| &variant.clauses).collect();
        let taken: Vec<&String> = clauses.iter().flat_map(|clause| &clause.values).collect();
        let values = self.base_values(target, discriminator, &taken);
        if values.is_empty() || clauses.len() < variants.len() {
            return None;
        }
        let base = Target { node: Node { pointer: node.pointer.push("properties"), ..node.clone() }, component: None };
        let ty = self.define(&base, naming.then("Base").name(), Body::Struct(own.clone()));
        let is_scalar = clauses.iter().any(|clause| clause.is_scalar);
        let clauses = vec![Clause { property: tag.to_owned(), values, is_scalar, values_of: None }];
        Some(Variant { ty, docs: self.variant_docs(node), clauses, ..Variant::default() })
    }

    /// The type of an alternative. A value must satisfy the union's own properties as well: an alternative that does
    /// not declare them all gets a struct of its own with both.
    fn variant_type(
        &mut self,
        union: &OfUnion<'_, 'a>,
        alternative: &Node<'a>,
        label: String,
        values: &[String],
    ) -> TypeRef {
        let OfUnion { own, naming, .. } = union;
        let Some((target, shape)) = self.final_shape(alternative) else {
            return self.type_of(alternative, &naming.then(&label));
        };
        let itself = target.node.pointer == union.target.node.pointer;
        if !itself && !matches!(shape, Shape::Struct) {
            let within = match shape {
                Shape::Union(sources) => self.union_within(union, (target, sources), alternative, &label, values),
                _ => None,
            };
            return within.unwrap_or_else(|| self.type_of(alternative, &naming.then(&label)));
        }
        let declared = self.flatten(&target);
        // What the alternative declares as well has its type, else an addition to the union's would change that.
        let is_missing = |name: &str| !declared.properties.contains_key(name) && !union.is_needless(self, name, values);
        let missing = own.properties.keys().any(|name| is_missing(name));
        let is_closer = own.additional.is_some() && declared.additional.is_none();
        if !missing && !is_closer && !itself {
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

    /// Whether the schema at a place allows any object and nothing else.
    fn is_any_object(&self, place: &Pointer) -> bool {
        Node::at(self.document, place.clone()).is_some_and(|node| node.types().0 == ["object"] && node.is_untyped())
    }

    fn variant_docs(&self, alternative: &Node<'a>) -> Docs {
        let target = alternative.resolve(self.document);
        let says = |node: &Node<'a>| node.text("description").or_else(|| node.text("title"));
        markdown::summary(says(alternative).or_else(|| says(&target.as_ref()?.node)).unwrap_or_default())
    }
}

/// Adds the values of the tag that lead to another alternative of the same type.
fn merge(known: &mut Variant, other: Variant) {
    for clause in other.clauses {
        match known.clauses.first_mut() {
            Some(known) => clause.values.into_iter().for_each(|value| push_new(&mut known.values, value)),
            None => known.clauses.push(clause),
        }
    }
}
