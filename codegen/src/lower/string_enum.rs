//! Open string enums.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Node;
use crate::ir::{EnumValue, StringEnum};

/// The values of all schemas, each once, in document order.
pub(super) fn merged(nodes: &[Node<'_>]) -> StringEnum {
    let mut seen = BTreeSet::new();
    let all = nodes.iter().flat_map(|node| node.values().0).map(text);
    let values = all.filter(|wire| seen.insert(wire.clone()));
    StringEnum { values: values.map(|wire| EnumValue { wire, ..EnumValue::default() }).collect() }
}

/// The text of a value. A string enum can hold what YAML reads as a number or a boolean.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
