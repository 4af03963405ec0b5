//! Alternatives that no value tells apart, which are one variant.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::context::Lower;
use super::super::node::{Node, PROSE};
use super::super::shape::{AlternativeSource, Shape};

impl<'a> Lower<'a> {
    /// The alternatives without those that are objects of the same properties as an earlier one.
    pub(super) fn without_alike(&self, sources: Vec<AlternativeSource<'a>>) -> Vec<AlternativeSource<'a>> {
        let mut seen = BTreeSet::new();
        let mut is_new = |source: &AlternativeSource<'a>| match source {
            AlternativeSource::Schema(node) => self.object_of(node).is_none_or(|object| seen.insert(object)),
            AlternativeSource::Scalar(_) | AlternativeSource::Enum(_) => true,
        };
        sources.into_iter().filter(|source| is_new(source)).collect()
    }

    /// What an object says about a value, as text: its properties, and which it must have. Nothing for what has none.
    fn object_of(&self, node: &Node<'a>) -> Option<String> {
        let target = node.resolve(self.document)?;
        let is_union = || matches!(self.shape(&target), Shape::Union(_));
        if target.node.has("discriminator") || !target.node.alternatives().is_empty() || is_union() {
            return None;
        }
        let flat = self.flatten(&target);
        let properties: BTreeMap<_, _> =
            flat.properties.iter().map(|(name, property)| (*name, without_prose(property.node.value))).collect();
        let required: BTreeSet<_> = flat.required.into_iter().collect();
        let is_object = !properties.is_empty() && flat.additional.is_none();
        is_object.then(|| format!("{properties:?} {required:?}"))
    }
}

fn without_prose(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(keys) = &mut schema {
        keys.retain(|key, _| !PROSE.contains(&key.as_str()));
    }
    schema
}
