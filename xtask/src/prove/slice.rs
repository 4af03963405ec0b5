//! One operation of a document with what it refers to, as a small document of its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Methods that a path can have.
const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];
/// Schemas that a slice may have: many slices are compiled as one crate.
const LIMIT: usize = 48;
const COMPONENTS: &str = "#/components/";

/// The paths and components of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slice {
    pub(super) paths: Value,
    pub(super) components: Value,
}

/// All operations of a document: path and method.
pub(super) fn operations(document: &Value) -> Vec<(String, String)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = METHODS.iter().filter(|method| item.get(**method).is_some());
        methods.map(|method| (path.clone(), (*method).to_owned())).collect::<Vec<_>>()
    };
    paths.flat_map(of_path).collect()
}

impl Slice {
    /// The operation and what it refers to; none if that is too much.
    pub(super) fn of(document: &Value, path: &str, method: &str) -> Option<Self> {
        let item = &document["paths"][path];
        let mut operation = item.get(method)?.clone();
        // Names the schemes of the whole document.
        operation.as_object_mut()?.remove("security");
        let mut methods = Map::from_iter([(method.to_owned(), operation)]);
        methods.extend(item.get("parameters").map(|shared| ("parameters".to_owned(), shared.clone())));
        let paths = Value::Object(Map::from_iter([(path.to_owned(), Value::Object(methods))]));
        let mut components = json!({});
        let mut open = references(&paths);
        let mut seen = BTreeSet::new();
        while let Some(reference) = open.pop_first() {
            if !seen.insert(reference.clone()) {
                continue;
            }
            let (kind, name) = reference.split_once('/')?;
            let component = document["components"][kind].get(name)?;
            open.extend(references(component));
            components[kind][name] = component.clone();
            if components["schemas"].as_object().is_some_and(|schemas| schemas.len() > LIMIT) {
                return None;
            }
        }
        Some(Self { paths, components })
    }

    /// With a prefix before every name that the whole document or the client has.
    pub(super) fn prefixed(&self, prefix: &str) -> Self {
        let mut paths = Map::new();
        for (path, item) in self.paths.as_object().into_iter().flatten() {
            let mut item = item.clone();
            for method in METHODS {
                if let Some(operation) = item.get_mut(method) {
                    name_operation(operation, prefix);
                }
            }
            refer(&mut item, prefix);
            paths.insert(format!("/{prefix}{path}"), item);
        }
        let mut components = Map::new();
        for (kind, named) in self.components.as_object().into_iter().flatten() {
            let named = named.as_object().into_iter().flatten().map(|(name, component)| {
                let mut component = component.clone();
                refer(&mut component, prefix);
                (format!("{prefix}{name}"), component)
            });
            components.insert(kind.clone(), Value::Object(named.collect()));
        }
        Self { paths: Value::Object(paths), components: Value::Object(components) }
    }
}

fn name_operation(operation: &mut Value, prefix: &str) {
    for key in ["operationId", "x-xgen-operation-id-override"] {
        if let Some(Value::String(id)) = operation.get_mut(key) {
            let mut letters = id.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            *id = format!("{prefix}{first}{}", letters.as_str());
        }
    }
    let tag = operation["tags"][0].as_str().unwrap_or_default();
    operation["tags"] = json!([format!("{prefix} {tag}")]);
}

/// One document of many slices.
pub(super) fn document<'s>(slices: impl Iterator<Item = &'s Slice>) -> Value {
    let mut document =
        json!({"openapi": "3.0.1", "info": {"title": "Slices", "version": "1"}, "paths": {}, "components": {}});
    for slice in slices {
        add(&mut document["paths"], &slice.paths);
        for (kind, named) in slice.components.as_object().into_iter().flatten() {
            add(&mut document["components"][kind], named);
        }
    }
    document
}

fn add(to: &mut Value, from: &Value) {
    for (key, value) in from.as_object().into_iter().flatten() {
        to[key] = value.clone();
    }
}

/// The components that a value refers to: `schemas/User`.
fn references(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut copy = value.clone();
    each_reference(&mut copy, &mut |reference| {
        found.extend(reference.strip_prefix(COMPONENTS).map(str::to_owned));
    });
    found
}

/// Puts a prefix before the name of each component that a value refers to.
fn refer(value: &mut Value, prefix: &str) {
    each_reference(value, &mut |reference| {
        if let Some((kind, name)) = reference.strip_prefix(COMPONENTS).and_then(|rest| rest.split_once('/')) {
            *reference = format!("{COMPONENTS}{kind}/{prefix}{name}");
        }
    });
}

/// Calls `with` for the text of each `$ref` and each value of a discriminator's mapping.
fn each_reference(value: &mut Value, with: &mut impl FnMut(&mut String)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(item, with)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "$ref" || text.starts_with(COMPONENTS) => with(text),
                    // Examples can have anything.
                    Value::Object(_) | Value::Array(_) if key != "example" && key != "examples" => {
                        each_reference(value, with);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A document in YAML, whose keys are all texts here.
pub(super) fn parse(text: &str) -> anyhow::Result<Value> {
    let value: serde_yaml::Value = serde_yaml::from_str(text)?;
    Ok(with_text_keys(&value))
}

fn with_text_keys(value: &serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Mapping(entries) => {
            let key = |key: &serde_yaml::Value| match key {
                serde_yaml::Value::String(text) => text.clone(),
                other => serde_json::to_value(other).unwrap_or_default().to_string(),
            };
            Value::Object(entries.iter().map(|(name, value)| (key(name), with_text_keys(value))).collect())
        }
        serde_yaml::Value::Sequence(items) => Value::Array(items.iter().map(with_text_keys).collect()),
        scalar => serde_json::to_value(scalar).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "
paths:
  /a:
    parameters: [{$ref: '#/components/parameters/P'}]
    get:
      operationId: getA
      tags: [T]
      responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
  /b: {post: {operationId: b}}
components:
  parameters: {P: {name: p, in: query, schema: {type: string}}}
  schemas:
    A: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: k, mapping: {b: '#/components/schemas/C'}}}
    B: {type: object, example: {$ref: '#/components/schemas/D'}}
    C: {type: object}
    D: {type: object}
";

    #[test]
    fn slices_have_what_they_refer_to() {
        let document = parse(TEXT).unwrap();
        assert_eq!(operations(&document).len(), 2);
        let slice = Slice::of(&document, "/a", "get").unwrap();
        let names: Vec<_> = slice.components["schemas"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["A", "B", "C"]);
        let prefixed = slice.prefixed("Q1");
        let operation = &prefixed.paths["/Q1/a"]["get"];
        assert_eq!((&operation["operationId"], &operation["tags"][0]), (&json!("Q1GetA"), &json!("Q1 T")));
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Q1A");
        let mapping = &prefixed.components["schemas"]["Q1A"]["discriminator"]["mapping"]["b"];
        assert_eq!(mapping, "#/components/schemas/Q1C");
    }
}
