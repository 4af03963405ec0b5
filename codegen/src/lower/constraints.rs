//! Limits and hints of a schema.

use serde_json::Value;

use super::context::Lower;
use super::list::push_new;
use super::node::Node;
use crate::ir::Constraints;

/// Examples longer than this say more than they show.
pub(super) const SHORT: usize = 60;

impl<'a> Lower<'a> {
    /// What a schema says about the values it allows, and what it leaves unsaid and the schema behind it says. A list takes from its
    /// items what it does not say itself.
    pub(super) fn constraints(&self, node: &Node<'a>) -> Constraints {
        let mut constraints = Constraints::default();
        let mut node = Some(node.clone());
        let mut left = 16;
        while let Some(current) = node.take() {
            fill(&mut constraints, &current);
            current.limits().for_each(|limit| fill(&mut constraints, &limit));
            left -= 1;
            if left > 0 {
                node = self.behind(&current);
            }
        }
        constraints
    }

    /// The schema that a reference, a wrapper or a list leads to, unless it has a type of its own.
    fn behind(&self, node: &Node<'a>) -> Option<Node<'a>> {
        if node.has("$ref") {
            return Some(node.resolve(self.document)?.node);
        }
        let inner = match node.members().as_slice() {
            [only] => only.clone(),
            _ => node.child("items")?,
        };
        let target = inner.resolve(self.document)?;
        let scalar = !target.node.has("properties") && target.node.alternatives().is_empty();
        scalar.then_some(inner)
    }
}

fn fill(constraints: &mut Constraints, node: &Node<'_>) {
    let number = |key: &str| node.get(key).and_then(Value::as_u64);
    let or = |known: &mut Option<String>, text: Option<String>| {
        if known.is_none() {
            *known = text;
        }
    };
    or(&mut constraints.format, node.text("format").filter(|format| !said_by_type(node, format)).map(str::to_owned));
    or(&mut constraints.pattern, node.text("pattern").map(str::to_owned));
    or(&mut constraints.range.0, bound(node, "minimum", "exclusiveMinimum"));
    or(&mut constraints.range.1, bound(node, "maximum", "exclusiveMaximum"));
    or(&mut constraints.default, node.get("default").filter(|value| !value.is_null()).map(Value::to_string));
    let example = || node.get("example").map(Value::to_string).filter(|text| text.len() <= SHORT);
    or(&mut constraints.example, example());
    let (lengths, items) = (&mut constraints.length, &mut constraints.items);
    *lengths = (lengths.0.or(number("minLength")), lengths.1.or(number("maxLength")));
    *items = (items.0.or(number("minItems")), items.1.or(number("maxItems")));
    constraints.unique |= node.flag("uniqueItems");
    let (values, _) = node.values();
    if constraints.values.is_empty() && values.iter().all(|value| value.is_number() || value.is_boolean()) {
        for value in values {
            push_new(&mut constraints.values, value.to_string());
        }
    }
}

/// Whether the Rust type already says what the format says.
fn said_by_type(node: &Node<'_>, format: &str) -> bool {
    match node.text("type") {
        Some("integer") => format == "int64",
        Some("number") => matches!(format, "double" | "float" | "int64"),
        Some("string") => matches!(format, "date-time" | "date" | "password"),
        _ => false,
    }
}

fn bound(node: &Node<'_>, key: &str, exclusive: &str) -> Option<String> {
    let bound = node.get(key)?.to_string();
    Some(if node.flag(exclusive) { format!("{bound} (exclusive)") } else { bound })
}
