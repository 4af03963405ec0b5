//! Whether every object, union and enumeration that a call can carry has a type, described in place or
//! by name.

use std::collections::HashSet;

use serde_json::Value;

use super::Report;
use super::subject::Subject;
use crate::description::{Description, schema_name};
use crate::operation::{Versions, operations_in};
use crate::schema::{Arm, Kind, kind};

/// Goes through all that the operations carry, and looks for the type of each schema.
pub(super) fn check(description: &Description, versions: &Versions, subjects: &[Subject], report: &mut Report) {
    let operations = operations_in(description, versions);
    let mut walk = Walk {
        description,
        typed: subjects.iter().map(|subject| std::ptr::from_ref(subject.node)).collect(),
        seen: HashSet::new(),
        report,
    };
    for operation in &operations {
        let answers = operation.successes.iter().flat_map(|success| &success.bodies);
        for schema in operation.request.iter().chain(answers).filter_map(|body| body.schema.as_ref()) {
            // Bodies are copies, so that only what they refer to, and what is in that, can be found by its address.
            walk.value(schema, &operation.id, false);
        }
    }
}

struct Walk<'a, 'r> {
    description: &'a Description,
    typed: HashSet<*const Value>,
    seen: HashSet<*const Value>,
    report: &'r mut Report,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, schema: &'a Value, at: &str, original: bool) {
        let node = self.description.resolve(schema);
        if !self.seen.insert(std::ptr::from_ref(node)) {
            return;
        }
        let original = original || schema_name(schema).is_some();
        let at = schema_name(schema).unwrap_or(at);
        let kind = kind(self.description, schema);
        if let Kind::Object(_) | Kind::Union(_) | Kind::Choice(_) = kind
            && original
        {
            let found = self.stands_for(node);
            self.report.note("schemas", at, (!found).then(|| "no type stands for it".to_owned()));
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
            Kind::Union(arms) => arms.iter().for_each(|arm| self.arm(arm, at, original)),
            _ => {}
        }
    }

    /// What an arm holds. Whether it has a type of its own is seen where its variant is tried.
    fn arm(&mut self, arm: &Arm<'a>, at: &str, original: bool) {
        let Kind::Object(shape) = arm.kind(self.description) else { return };
        for (name, property) in shape.properties {
            self.value(property, &format!("{}.{name}", arm.name.unwrap_or(at)), original || arm.name.is_some());
        }
    }

    /// Whether a type stands for a schema, or for the only one that it wraps.
    fn stands_for(&self, node: &Value) -> bool {
        let mut node = node;
        loop {
            if self.typed.contains(&std::ptr::from_ref(node)) {
                return true;
            }
            let list = |key: &str| node[key].as_array().map(Vec::as_slice);
            node = match (list("allOf"), list("oneOf"), list("anyOf")) {
                (Some([only]), None, None) | (None, Some([only]), None) | (None, None, Some([only])) => {
                    self.description.resolve(only)
                }
                _ => return false,
            };
        }
    }
}
