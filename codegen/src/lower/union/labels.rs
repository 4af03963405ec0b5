//! What alternatives without a name of their own are called, after the union's name.

use std::collections::{BTreeMap, BTreeSet};

use super::super::all_of::{Flat, Property};
use super::super::context::Lower;
use super::super::node::Node;
use super::super::shape::{AlternativeSource, Shape};
use super::super::string_enum;
use crate::case;

/// How many properties a label is made of.
const WORDS: usize = 3;

/// How deep lists and maps are looked into.
const NESTED: usize = 4;

impl<'a> Lower<'a> {
    /// The label of each alternative, given the values of the tag that lead to it. Inline ones that would have the same
    /// are also called after the properties that the others lack, or what theirs are, so that their names do not depend
    /// on their order.
    pub(super) fn labels(
        &self,
        sources: &[AlternativeSource<'a>],
        tag: Option<&str>,
        values: &[Vec<String>],
    ) -> Vec<String> {
        let label = |(source, values): (&AlternativeSource<'a>, &Vec<String>)| {
            source.node().map_or_else(String::new, |node| self.label(node, tag, values))
        };
        let labels: Vec<String> = sources.iter().zip(values).map(label).collect();
        let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, label) in labels.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
            alike.entry(label).or_default().push(index);
        }
        let mut distinct = labels.clone();
        for indexes in alike.values().filter(|indexes| indexes.len() > 1) {
            let objects: Vec<Flat<'a>> = indexes.iter().map(|&index| self.inline_object(&sources[index])).collect();
            let own = own_properties(&objects);
            let are_apart = own.iter().collect::<BTreeSet<_>>().len() == own.len();
            let kinds = if are_apart { Vec::new() } else { self.own_kinds(&objects) };
            for (at, &index) in indexes.iter().enumerate() {
                distinct[index].extend(own[at].iter().map(|name| word(name)));
                distinct[index].extend(kinds.get(at).cloned());
            }
        }
        distinct
    }

    /// What those properties of each object are that are something else in another one: `Text`, `Integer`.
    fn own_kinds(&self, objects: &[Flat<'a>]) -> Vec<String> {
        let kinds = |object: &Flat<'a>| -> Vec<(&'a str, String)> {
            object.properties.iter().map(|(name, property)| (*name, self.kind(&property.node, 0))).collect()
        };
        let all: Vec<_> = objects.iter().map(kinds).collect();
        let is_own = |kind: &&(&str, String)| all.iter().any(|other| !other.contains(kind));
        all.iter()
            .map(|kinds| kinds.iter().filter(is_own).take(WORDS).map(|(_, kind)| kind.as_str()).collect())
            .collect()
    }

    /// What a value is, as words: `ListOfText`.
    fn kind(&self, node: &Node<'a>, depth: usize) -> String {
        let Some((target, shape)) = self.final_shape(node).filter(|_| depth < NESTED) else {
            return String::new();
        };
        let held =
            |node: Option<Node<'a>>| node.map_or_else(String::new, |node| format!("Of{}", self.kind(&node, depth + 1)));
        match (shape, &target.component) {
            (Shape::Scalar(ty), _) => ty.kind_word().to_owned(),
            (Shape::List(items), _) => format!("List{}", held(items)),
            (Shape::Map(values), _) => format!("Map{}", held(values)),
            (_, Some(component)) => word(component),
            (Shape::Enum(nodes), _) => {
                let values = string_enum::merged(self.document, &nodes).values;
                values.iter().take(WORDS).map(|value| word(&value.wire)).collect()
            }
            (Shape::Struct, _) => named_after(&self.flatten(&target)),
            _ => "Other".to_owned(),
        }
    }

    fn label(&self, alternative: &Node<'a>, tag: Option<&str>, values: &[String]) -> String {
        let Some(target) = alternative.resolve(self.document) else { return "Variant".to_owned() };
        if let Some(component) = target.component {
            return component;
        }
        if let Some(title) = target.node.text("title").filter(|title| !title.is_empty()) {
            return title.to_owned();
        }
        if let ([value], Some(_)) = (values, tag) {
            return value.clone();
        }
        let flat = self.flatten(&target);
        let single = flat.properties.values().find_map(|Property { node, .. }| match node.values().0.as_slice() {
            [only] => Some(string_enum::text(only)),
            _ => None,
        });
        single.unwrap_or_else(|| match target.node.types().0.first() {
            Some(kind) if flat.properties.is_empty() => (*kind).to_owned(),
            None if flat.properties.is_empty() => self.unsaid_kind(alternative).unwrap_or_default().to_owned(),
            _ => named_after(&flat),
        })
    }

    /// What an alternative without a type is, as `type` would say it: `enum: [auto]` is a string.
    fn unsaid_kind(&self, alternative: &Node<'a>) -> Option<&'static str> {
        match self.final_shape(alternative)?.1 {
            Shape::Enum(_) => Some("string"),
            Shape::Union(_) => Some("choice"),
            _ => None,
        }
    }

    /// The properties of an alternative that is not a component, or of what it is a list or map of.
    fn inline_object(&self, source: &AlternativeSource<'a>) -> Flat<'a> {
        let mut node = source.node().cloned();
        for _ in 0..NESTED {
            let target = node.and_then(|node| node.resolve(self.document));
            let Some(target) = target.filter(|target| target.component.is_none()) else { break };
            let object = self.flatten(&target);
            if !object.properties.is_empty() {
                return object;
            }
            node = target.node.child("additionalProperties").or_else(|| target.node.child("items"));
        }
        Flat::default()
    }
}

/// The properties that it must have, else those that it can have.
fn named_after(flat: &Flat<'_>) -> String {
    let names: Vec<&str> =
        if flat.required.is_empty() { flat.properties.keys().copied().collect() } else { flat.required.clone() };
    names.iter().take(WORDS).map(|name| word(name)).collect()
}

fn word(name: &str) -> String {
    case::pascal(&case::words(name))
}

/// The first of the properties of each object that no other one has.
fn own_properties<'a>(objects: &[Flat<'a>]) -> Vec<Vec<&'a str>> {
    let own = |at: usize| {
        let others = || objects.iter().enumerate().filter(|(other, _)| *other != at);
        let names = objects[at].properties.keys().copied();
        names.filter(|name| others().all(|(_, other)| !other.properties.contains_key(name))).take(WORDS).collect()
    };
    (0..objects.len()).map(own).collect()
}
