//! Unions: `oneOf`, `anyOf` and discriminators with a mapping.

use std::collections::BTreeSet;

use super::all_of::{Flat, Property};
use super::context::{Body, Lower};
use super::docs;
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use super::string_enum;
use crate::ir::{Arm, Clause, Docs, TypeRef, Union};
use crate::names::case;
use crate::pointer::Pointer;

/// What an arm of a union is made from.
#[derive(Clone, Debug)]
pub(super) enum ArmSource<'a> {
    /// A schema.
    Schema(Node<'a>),
    /// Scalars that JSON cannot tell apart, as one type.
    Scalar(TypeRef),
    /// String enums, which JSON cannot tell apart either, as one.
    Enum(Vec<Node<'a>>),
}

impl<'a> ArmSource<'a> {
    fn node(&self) -> Option<&Node<'a>> {
        match self {
            Self::Schema(node) => Some(node),
            Self::Scalar(_) | Self::Enum(_) => None,
        }
    }
}

/// A discriminator: the property, and which of its values lead where.
#[derive(Debug, Default)]
struct Discriminator<'a> {
    property: Option<&'a str>,
    /// Values and the schemas that they lead to, references followed.
    mapping: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Lower<'a> {
    /// What a schema with `oneOf` or `anyOf` describes.
    pub(super) fn shape_of_alternatives(&self, target: &Target<'a>, trail: &mut Trail) -> Option<Shape<'a>> {
        let node = &target.node;
        let arms = node.alternatives();
        if arms.is_empty() {
            return None;
        }
        let adds = node.has("properties") || node.has("allOf");
        let tagged = node.has("discriminator");
        if let ([only], false, false) = (arms.as_slice(), adds, tagged) {
            return Some(Shape::Same(only.clone()));
        }
        let Some(shapes) = arms.iter().map(|arm| self.final_shape(arm, trail)).collect::<Option<Vec<_>>>() else {
            return Some(Shape::Json { free_form: false, reason: "reference that leads nowhere" });
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
            (texts, enums_only) if texts == enums_only => Some(ArmSource::Enum(enums(&shapes))),
            _ => Some(ArmSource::Scalar(TypeRef::String)),
        };
        let number = (count(is_number) > 1).then(|| ArmSource::Scalar(number(&shapes)));
        let boolean = (count(is_boolean) > 1).then_some(ArmSource::Scalar(TypeRef::Bool));
        let mut merged = [(is_text as fn(&Shape<'_>) -> bool, text), (is_number, number), (is_boolean, boolean)];
        let mut sources = Vec::new();
        for (arm, (_, shape)) in arms.iter().zip(&shapes) {
            match merged.iter_mut().find(|(is, _)| is(shape)) {
                // Taken by the first arm of its kind.
                Some((is, merged)) if count(*is) > 1 => sources.extend(merged.take()),
                _ => sources.push(ArmSource::Schema(arm.clone())),
            }
        }
        Some(Shape::Union(sources).single_scalar())
    }

    /// What a schema with a discriminator and no `oneOf` describes: one of the schemas of the mapping, or without a mapping, one of
    /// those that inherit from it.
    pub(super) fn shape_of_mapping(&self, target: &Target<'a>) -> Option<Shape<'a>> {
        let discriminator = self.discriminator(&target.node)?;
        let mut arms: Vec<Node<'a>> = Vec::new();
        if discriminator.mapping.is_empty() {
            arms.extend(self.heirs(target).iter().filter_map(|heir| self.schema_named(heir)));
        }
        for (_, arm) in discriminator.mapping {
            if arms.iter().all(|known| known.pointer != arm.pointer) {
                arms.push(arm);
            }
        }
        (!arms.is_empty()).then(|| Shape::Union(arms.into_iter().map(ArmSource::Schema).collect()))
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

    /// What inherits from a component, directly.
    fn heirs(&self, target: &Target<'a>) -> &[String] {
        target.component.as_deref().map_or(&[], |component| self.children(component))
    }

    /// The components among the arms of a union.
    pub(super) fn arm_components(&self, union: &Node<'a>) -> Vec<String> {
        let discriminator = self.discriminator(union);
        let is_base = discriminator.as_ref().is_some_and(|discriminator| discriminator.mapping.is_empty());
        let mapped = discriminator.unwrap_or_default().mapping.into_iter().map(|(_, arm)| arm);
        let arms = union.alternatives().into_iter().chain(mapped);
        let named = arms.filter_map(|arm| arm.resolve(self.document)?.component);
        let target = union.resolve(self.document).filter(|_| is_base);
        let heirs = target.iter().flat_map(|target| self.heirs(target)).cloned();
        named.chain(heirs).collect()
    }

    /// The arms of a union, with what tells them apart as far as a discriminator says it.
    pub(super) fn lower_union(&mut self, target: &Target<'a>, sources: Vec<ArmSource<'a>>, naming: &Naming) -> Union {
        let discriminator = self.discriminator(&target.node).unwrap_or_default();
        let sources = self.with_mapped(sources, &discriminator);
        let own = self.flatten(target);
        let mut arms: Vec<Arm> = Vec::new();
        for source in &sources {
            let (ty, docs, values) = match source {
                ArmSource::Scalar(ty) => (ty.clone(), Docs::default(), Vec::new()),
                ArmSource::Enum(nodes) => {
                    let pointer = target.node.pointer.push("oneOf");
                    let merged = Target { node: Node { pointer, ..target.node.clone() }, component: None };
                    let ty = self.define(&merged, naming.then("Text").name(), Body::Enum(nodes.clone()));
                    (ty, Docs::default(), Vec::new())
                }
                ArmSource::Schema(node) => {
                    let values = self.values_of(node, &discriminator);
                    let ty = self.arm_type(target, node, &own, naming, &discriminator, &values);
                    (ty, self.arm_docs(node), values)
                }
            };
            if let TypeRef::Json(untyped) = &ty {
                // What has no shape is what `Unknown` is for.
                let warning =
                    self.document.warning(&untyped.origin, "this arm has no shape: its values become `Unknown`");
                self.diagnostics.push(warning);
                continue;
            }
            let clauses = match discriminator.property {
                Some(property) if !values.is_empty() => {
                    vec![Clause { property: property.to_owned(), values, values_of: None }]
                }
                _ => Vec::new(),
            };
            match arms.iter_mut().find(|arm| arm.ty == ty) {
                Some(known) => merge(&mut known.clauses, clauses),
                None => arms.push(Arm { rust: String::new(), ty, docs, clauses }),
            }
        }
        arms.extend(self.base_arm(target, &discriminator, &own, naming));
        // A tag that not every arm has a value of cannot decide alone.
        let decided = !arms.is_empty() && arms.iter().all(|arm| !arm.clauses.is_empty());
        Union { tag: discriminator.property.filter(|_| decided).map(str::to_owned), arms, patch_of: None }
    }

    /// Without `oneOf`, the schema with the discriminator is a base class, and a value of the tag that no arm has is the base itself.
    fn base_arm(
        &mut self,
        union: &Target<'a>,
        discriminator: &Discriminator<'a>,
        own: &Flat<'a>,
        naming: &Naming,
    ) -> Option<Arm> {
        let tag = discriminator.property.filter(|_| union.node.alternatives().is_empty())?;
        let declared = own.properties.get(tag)?.node.resolve(self.document)?.node.values().0;
        let mapped = |value: &String| discriminator.mapping.iter().any(|(known, _)| known == value);
        let values: Vec<String> = declared.into_iter().map(string_enum::text).filter(|value| !mapped(value)).collect();
        if values.is_empty() || discriminator.mapping.is_empty() {
            return None;
        }
        let pointer = union.node.pointer.push("properties");
        let base = Target { node: Node { pointer, ..union.node.clone() }, component: None };
        let ty = self.define(&base, naming.then("Base").name(), Body::Flat(own.clone()));
        let clause = Clause { property: tag.to_owned(), values, values_of: None };
        Some(Arm { rust: String::new(), ty, docs: self.arm_docs(&union.node), clauses: vec![clause] })
    }

    /// Arms that only the mapping names go to the end.
    fn with_mapped(&self, mut sources: Vec<ArmSource<'a>>, discriminator: &Discriminator<'a>) -> Vec<ArmSource<'a>> {
        let resolved = sources.iter().filter_map(|source| source.node()?.resolve(self.document));
        let mut listed: BTreeSet<Pointer> = resolved.map(|target| target.node.pointer).collect();
        for (_, arm) in &discriminator.mapping {
            if listed.insert(arm.pointer.clone()) {
                sources.push(ArmSource::Schema(arm.clone()));
            }
        }
        sources
    }

    /// The values of the tag that lead to an arm: those of the mapping, else those that the arm itself allows, else its name.
    fn values_of(&self, arm: &Node<'a>, discriminator: &Discriminator<'a>) -> Vec<String> {
        let (Some(property), Some(target)) = (discriminator.property, arm.resolve(self.document)) else {
            return Vec::new();
        };
        let here = discriminator.mapping.iter().filter(|(_, node)| node.pointer == target.node.pointer);
        let mapped: Vec<String> = here.map(|(value, _)| (*value).to_owned()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let declared =
            self.flatten(&target).properties.get(property).map(|property| property.node.values().0).unwrap_or_default();
        if let [only] = declared.as_slice() {
            return vec![string_enum::text(only)];
        }
        target.component.into_iter().collect()
    }

    /// The type of an arm. A value must satisfy the union's own properties as well: an arm that does not declare them all gets a
    /// struct of its own with both.
    fn arm_type(
        &mut self,
        union: &Target<'a>,
        arm: &Node<'a>,
        own: &Flat<'a>,
        naming: &Naming,
        discriminator: &Discriminator<'a>,
        values: &[String],
    ) -> TypeRef {
        let label = self.arm_label(arm, discriminator, values);
        let Some((target, shape)) = self.final_shape(arm, &mut Trail::new()) else {
            return self.type_of(arm, &naming.then(&label));
        };
        let itself = target.node.pointer == union.node.pointer;
        if !itself && !matches!(shape, Shape::Struct) {
            self.warn_about_lost_properties(&target, &shape, own, arm);
            return self.type_of(arm, &naming.then(&label));
        }
        let declared = self.flatten(&target);
        // The engine adds a tag with a single value.
        let needless = |name: &str| discriminator.property == Some(name) && values.len() == 1;
        let missing = own.properties.keys().any(|name| !declared.properties.contains_key(name) && !needless(name));
        if !missing && !itself {
            return self.type_of(arm, &naming.then(&label));
        }
        let mut both = own.clone();
        self.add_to(&mut both, &target);
        let inline = if itself { values.first().cloned().unwrap_or_else(|| "Base".to_owned()) } else { label };
        for property in both.properties.values_mut().filter(|property| property.owner.is_empty()) {
            property.owner = naming.then(&inline).name();
        }
        let derived = Target { node: Node { pointer: arm.pointer.clone(), ..target.node }, component: None };
        self.define(&derived, naming.then(&inline).name(), Body::Flat(both))
    }

    /// An arm that is a union itself cannot be given further properties.
    fn warn_about_lost_properties(&mut self, target: &Target<'a>, shape: &Shape<'a>, own: &Flat<'a>, arm: &Node<'a>) {
        if !matches!(shape, Shape::Union(_)) {
            return;
        }
        let declared = self.flatten(target);
        let lost: Vec<&str> =
            own.properties.keys().filter(|name| !declared.properties.contains_key(*name)).copied().collect();
        if !lost.is_empty() {
            let message = format!("this arm is a union, which does not declare {}", lost.join(", "));
            self.diagnostics.push(self.document.warning(&arm.pointer, message));
        }
    }

    /// What an arm without a name of its own is called, after the union's name.
    fn arm_label(&self, arm: &Node<'a>, discriminator: &Discriminator<'a>, values: &[String]) -> String {
        let Some(target) = arm.resolve(self.document) else { return "Arm".to_owned() };
        if let Some(component) = target.component {
            return component;
        }
        if let Some(title) = target.node.text("title").filter(|title| !title.is_empty()) {
            return title.to_owned();
        }
        if let ([value], Some(_)) = (values, discriminator.property) {
            return value.clone();
        }
        let flat = self.flatten(&target);
        let single = flat.properties.values().find_map(|Property { node, .. }| match node.values().0.as_slice() {
            [only] => Some(string_enum::text(only)),
            _ => None,
        });
        let named_after = || {
            let names: Vec<&str> = if flat.required.is_empty() {
                flat.properties.keys().copied().collect()
            } else {
                flat.required.clone()
            };
            names.iter().take(3).map(|name| case::pascal(&case::words(name))).collect::<String>()
        };
        single.unwrap_or_else(|| match target.node.types().0.first() {
            Some(kind) if flat.properties.is_empty() => (*kind).to_owned(),
            _ => named_after(),
        })
    }

    fn arm_docs(&self, arm: &Node<'a>) -> Docs {
        let target = arm.resolve(self.document);
        let says = |node: &Node<'a>| node.text("description").or_else(|| node.text("title"));
        docs::summary(says(arm).or_else(|| says(&target.as_ref()?.node)).unwrap_or_default())
    }
}

impl<'a> Shape<'a> {
    /// A union of a single scalar is that scalar.
    fn single_scalar(self) -> Self {
        match self {
            Self::Union(sources) => match <[ArmSource<'a>; 1]>::try_from(sources) {
                Ok([ArmSource::Scalar(ty)]) => Self::Scalar(ty),
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

fn is_number(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(TypeRef::Int | TypeRef::Float))
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

/// The type that holds all the numbers.
fn number(shapes: &[(Target<'_>, Shape<'_>)]) -> TypeRef {
    let float = shapes.iter().any(|(_, shape)| matches!(shape, Shape::Scalar(TypeRef::Float)));
    if float { TypeRef::Float } else { TypeRef::Int }
}

/// Adds the values of one clause to those of another about the same property.
fn merge(clauses: &mut Vec<Clause>, more: Vec<Clause>) {
    for clause in more {
        match clauses.iter_mut().find(|known| known.property == clause.property) {
            Some(known) => {
                let new: Vec<_> = clause.values.into_iter().filter(|value| !known.values.contains(value)).collect();
                known.values.extend(new);
            }
            None => clauses.push(clause),
        }
    }
}
