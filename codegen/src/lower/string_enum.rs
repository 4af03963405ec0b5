//! Open string enums.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Node;
use crate::ir::{EnumValue, StringEnum};
use crate::markdown;
use crate::openapi::Document;

/// The values of all schemas, each once, in document order. What one of several schemas with a single value says is
/// about the value: `oneOf: [{const: x, description: …}, …]`.
pub(super) fn merged(document: &Document, nodes: &[Node<'_>]) -> StringEnum {
    let mut seen = BTreeSet::new();
    let values = nodes.iter().flat_map(|node| {
        let texts = texts(document, node);
        let said = node.text("description").filter(|_| texts.len() == 1 && nodes.len() > 1);
        let docs = markdown::summary(said.unwrap_or_default());
        texts.into_iter().map(move |wire| EnumValue { wire, docs: docs.clone(), ..EnumValue::default() })
    });
    StringEnum { values: values.filter(|value| seen.insert(value.wire.clone())).collect() }
}

/// The values of a schema but null. A string enum can hold what YAML reads as a number or a boolean: its author means
/// what is written, `4.10` and not 4.1.
pub(super) fn texts(document: &Document, node: &Node<'_>) -> Vec<String> {
    let at = node.pointer.push("enum");
    let all = node.get("enum").and_then(Value::as_array).into_iter().flatten().enumerate();
    all.filter(|(_, value)| !value.is_null()).map(|(index, value)| document.text_of(&at.index(index), value)).collect()
}

/// The text of a value.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
