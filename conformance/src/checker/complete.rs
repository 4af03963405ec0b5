//! Whether every object, union and enumeration that a call can carry has a type, described in place or
//! by name.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::Report;
use super::calls::main_body;
use super::subject::Subject;
use crate::document::{Document, schema_name};
use crate::operation::Operation;
use crate::schema::{Alternative, Kind, kind, meant};

/// Keys that say nothing about values.
const PROSE: [&str; 5] = ["description", "title", "example", "externalDocs", "deprecated"];

/// Goes through all that the operations of the client carry, and looks for the type of each schema.
pub(super) fn check(document: &Document, operations: &[Operation], subjects: &[Subject], report: &mut Report) {
    let mut walk = Walk {
        document,
        typed: subjects.iter().map(|subject| std::ptr::from_ref(subject.node)).collect(),
        seen: HashSet::new(),
        report,
    };
    for operation in operations {
        // Formats other than the first in JSON are not read.
        let responses = operation.successes.iter().filter_map(|success| main_body(&success.bodies));
        let responses = responses.filter(|body| body.is_json());
        for schema in operation.request.iter().chain(responses).filter_map(|body| body.schema.as_ref()) {
            // Bodies are copies, so that only what they refer to, and what is in that, can be found by its address.
            walk.value(schema, &operation.id, false);
        }
    }
}

struct Walk<'a, 'r> {
    document: &'a Document,
    typed: HashSet<*const Value>,
    seen: HashSet<*const Value>,
    report: &'r mut Report,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, schema: &'a Value, at: &str, original: bool) {
        let schema = meant(schema);
        let node = self.document.resolve(schema);
        if !self.seen.insert(std::ptr::from_ref(node)) {
            return;
        }
        let original = original || schema_name(schema).is_some();
        let at = schema_name(schema).unwrap_or(at);
        let kind = kind(self.document, schema);
        if let Kind::Object(_) | Kind::Union(_) | Kind::Choice(_) = kind
            && original
        {
            let found = self.stands_for(node);
            self.report.note("schemas", at, (!found).then(|| "it has no type".to_owned()));
        }
        match kind {
            Kind::Object(shape) => {
                for (name, property) in shape.properties {
                    self.value(property, &format!("{at}.{name}"), original);
                }
                if let Some(additional) = shape.additional {
                    self.value(additional, &format!("{at}.*"), original);
                }
            }
            Kind::List(items) => self.value(items, &format!("{at}[]"), original),
            Kind::Map(values) => self.value(values, &format!("{at}.*"), original),
            Kind::Union(alternatives) => {
                for alternative in without_alike(self.document, &alternatives) {
                    self.alternative(alternative, at, original);
                }
            }
            _ => {}
        }
    }

    /// What an alternative holds. Whether it has a type of its own is seen where its variant is tried.
    fn alternative(&mut self, alternative: &Alternative<'a>, at: &str, original: bool) {
        let Kind::Object(shape) = alternative.kind(self.document) else { return };
        for (name, property) in shape.properties {
            self.value(
                property,
                &format!("{}.{name}", alternative.name.unwrap_or(at)),
                original || alternative.name.is_some(),
            );
        }
    }

    /// Whether a schema has a type, or for the only one that it wraps.
    fn stands_for(&self, node: &Value) -> bool {
        let mut node = node;
        loop {
            if self.typed.contains(&std::ptr::from_ref(node)) {
                return true;
            }
            let list = |key: &str| node[key].as_array().map(Vec::as_slice);
            node = match (list("allOf"), list("oneOf"), list("anyOf")) {
                (Some([only]), None, None) | (None, Some([only]), None) | (None, None, Some([only])) => {
                    self.document.resolve(only)
                }
                // Of several enumerations that a value must be of, the type has the values of one.
                (Some(parts), None, None) if matches!(kind(self.document, node), Kind::Choice(_)) => {
                    return parts.iter().any(|part| self.stands_for(self.document.resolve(part)));
                }
                _ => return false,
            };
        }
    }
}

/// The alternatives without those that no value tells from an earlier one: objects without a tag that have the same
/// properties. A client may have one type for all of them.
fn without_alike<'b, 'a>(document: &'a Document, alternatives: &'b [Alternative<'a>]) -> Vec<&'b Alternative<'a>> {
    let mut seen = HashSet::new();
    let said = |alternative: &Alternative<'a>| match alternative.kind(document) {
        Kind::Object(shape) if alternative.tag.is_none() && shape.additional.is_none() => {
            let properties: BTreeMap<_, _> =
                shape.properties.iter().map(|(name, schema)| (*name, without_prose(schema, false))).collect();
            Some(format!("{properties:?} {:?}", shape.required))
        }
        _ => None,
    };
    alternatives.iter().filter(|alternative| said(alternative).is_none_or(|said| seen.insert(said))).collect()
}

/// What a schema says about values. `named` is for an object with names of any kind, such as properties.
fn without_prose(value: &Value, named: bool) -> Value {
    match value {
        Value::Object(entries) => {
            let telling = entries.iter().filter(|(key, _)| named || !PROSE.contains(&key.as_str()));
            let bare =
                |(key, value): (&String, &Value)| (key.clone(), without_prose(value, !named && key == "properties"));
            Value::Object(telling.map(bare).collect())
        }
        Value::Array(items) => items.iter().map(|item| without_prose(item, false)).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_that_differ_in_prose_only() {
        let document = Document::parse(
            "A: {type: object, properties: {description: {type: string, description: one}}}
B: {type: object, properties: {description: {type: string, description: two, example: x}}}
C: {type: object, properties: {description: {type: string}}, required: [description]}
D: {type: object, properties: {title: {type: string}}}",
        )
        .unwrap();
        let of = |tag: Option<&'static str>| {
            ["A", "B", "C", "D"].map(|name| Alternative {
                schema: &document.root()[name],
                name: None,
                tag: tag.map(|tag| (tag, vec![name])),
                around: Vec::new(),
            })
        };
        assert_eq!(without_alike(&document, &of(None)).len(), 3);
        assert_eq!(without_alike(&document, &of(Some("kind"))).len(), 4);
    }

    #[test]
    fn types_of_enumerations_at_once() {
        let node = serde_json::json!({ "allOf": [{ "enum": ["a", "b"] }, { "enum": ["b"] }] });
        let object = serde_json::json!({ "allOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }] });
        let document = Document::parse("{}").unwrap();
        let report = &mut Report::default();
        let typed = [&node["allOf"][0], &object["allOf"][0]].map(std::ptr::from_ref).into();
        let walk = Walk { document: &document, typed, seen: HashSet::new(), report };
        assert!(walk.stands_for(&node));
        assert!(!walk.stands_for(&object));
    }
}
