//! Which values of its type a schema allows.
//!
//! `allOf: [{$ref: Kind}], enum: [cat]` is a `Kind` that is always `cat`: a list beside a reference narrows the
//! values, and the type stays the same.

use super::context::Lower;
use super::node::Node;
use super::shape::Shape;
use super::string_enum;

/// More schemas than a value is put together from.
const SCHEMAS: usize = 64;

impl<'a> Lower<'a> {
    /// The values that a schema allows, as text; none where nothing lists them.
    pub(super) fn allowed_values(&self, schema: &Node<'a>) -> Vec<String> {
        let shape = self.final_shape(schema);
        // Of text, what is written counts: `4.10` and not 4.1.
        let listed = |node: &Node<'a>| match shape {
            Some((_, Shape::Enum(_))) => string_enum::texts(self.document, node),
            _ => node.values().0.into_iter().map(string_enum::text).collect(),
        };
        let lists = self.lists(schema, &listed);
        let all = match &shape {
            Some((_, Shape::Enum(nodes))) => self.values_of_enum(nodes),
            Some((target, _)) => lists.first().cloned().unwrap_or_else(|| listed(&target.node)),
            None => Vec::new(),
        };
        let allowed: Vec<String> =
            all.iter().filter(|value| lists.iter().all(|list| list.contains(value))).cloned().collect();
        // Lists without a value in common describe nothing that there could be.
        if allowed.is_empty() { all } else { allowed }
    }

    /// The values of its string enum that a schema allows, if these are not all.
    pub(super) fn narrowed_values(&self, schema: &Node<'a>) -> Vec<String> {
        let Some((_, Shape::Enum(nodes))) = self.final_shape(schema) else { return Vec::new() };
        let allowed = self.allowed_values(schema);
        if allowed.len() < self.values_of_enum(&nodes).len() { allowed } else { Vec::new() }
    }

    /// The lists that a value must be in: that of the schema, and those of what it refers to and has in `allOf`.
    fn lists(&self, schema: &Node<'a>, listed: &dyn Fn(&Node<'a>) -> Vec<String>) -> Vec<Vec<String>> {
        let mut lists = Vec::new();
        let mut schemas = vec![schema.clone()];
        let mut next = 0;
        while let Some(node) = schemas.get(next).filter(|_| next < SCHEMAS).cloned() {
            next += 1;
            let Some(target) = node.resolve(self.document) else { continue };
            lists.push(listed(&target.node));
            schemas.extend(target.node.list("allOf"));
        }
        lists.retain(|list| !list.is_empty());
        lists
    }

    fn values_of_enum(&self, nodes: &[Node<'a>]) -> Vec<String> {
        string_enum::merged(self.document, nodes).values.into_iter().map(|value| value.wire).collect()
    }
}
