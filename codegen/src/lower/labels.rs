//! What alternatives without a name of their own are called, after the union's name.

use std::collections::BTreeMap;

use super::all_of::{Flat, Property};
use super::context::Lower;
use super::node::Node;
use super::string_enum;
use super::union::AlternativeSource;
use crate::case;

/// How many properties a label is made of.
const WORDS: usize = 3;

/// How deep lists and maps are looked into.
const NESTED: usize = 4;

impl<'a> Lower<'a> {
    /// The label of each alternative, given the values of the tag that lead to it. Inline ones that would have the same
    /// are also called after the properties that the others lack, so that their names do not depend on their order.
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
            let properties: Vec<Vec<&str>> =
                indexes.iter().map(|&index| self.inline_properties(&sources[index])).collect();
            for (at, &index) in indexes.iter().enumerate() {
                let elsewhere = |name: &str| {
                    properties.iter().enumerate().any(|(other, names)| other != at && names.contains(&name))
                };
                let own = properties[at].iter().filter(|name| !elsewhere(name));
                distinct[index].extend(own.take(WORDS).map(|name| case::pascal(&case::words(name))));
            }
        }
        distinct
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
            _ => named_after(&flat),
        })
    }

    /// The properties of an alternative that is not a component, or of what it is a list or map of.
    fn inline_properties(&self, source: &AlternativeSource<'a>) -> Vec<&'a str> {
        let mut node = source.node().cloned();
        for _ in 0..NESTED {
            let target = node.and_then(|node| node.resolve(self.document));
            let Some(target) = target.filter(|target| target.component.is_none()) else { break };
            let properties = self.flatten(&target).properties;
            if !properties.is_empty() {
                return properties.into_keys().collect();
            }
            node = target.node.child("additionalProperties").or_else(|| target.node.child("items"));
        }
        Vec::new()
    }
}

/// The properties that it must have, else those that it can have.
fn named_after(flat: &Flat<'_>) -> String {
    let names: Vec<&str> =
        if flat.required.is_empty() { flat.properties.keys().copied().collect() } else { flat.required.clone() };
    names.iter().take(WORDS).map(|name| case::pascal(&case::words(name))).collect()
}
