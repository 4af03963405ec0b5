//! An OpenAPI description as plain JSON, with its references followed.
//!
//! What operations and schemas mean is told by [`operation`](crate::operation) and
//! [`schema`](crate::schema).

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// How many references may lead to one another before the chain counts as a circle.
const LONGEST_CHAIN: usize = 32;

const SCHEMAS: &str = "#/components/schemas/";

/// One OpenAPI description.
#[derive(Debug)]
pub struct Description {
    root: Value,
}

impl Description {
    /// A description that is at hand as JSON.
    #[must_use]
    pub fn new(root: Value) -> Self {
        Self { root }
    }

    /// Reads a description from YAML or JSON text.
    ///
    /// # Errors
    ///
    /// The text is not YAML, or has keys that are not strings.
    pub fn parse(text: &str) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(text).map(Self::new)
    }

    /// Reads the description in the file at `path`.
    ///
    /// # Panics
    ///
    /// The file cannot be read or is not YAML.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Reads the committed description, `spec/openapi.yaml`.
    ///
    /// # Panics
    ///
    /// The file cannot be read or is not YAML.
    #[must_use]
    pub fn committed() -> Self {
        Self::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml"))
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// What `node` stands for: itself, or the target at the end of its references.
    ///
    /// # Panics
    ///
    /// A reference leads nowhere, to another document, or in a circle.
    #[must_use]
    pub fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = reference(node) else {
                return node;
            };
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            node = target.unwrap_or_else(|| panic!("{reference}: there is nothing"));
        }
        panic!("{}: references lead in a circle", reference(node).unwrap_or_default())
    }

    /// The schema called `name` among the components.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn schema(&self, name: &str) -> &Value {
        self.root["components"]["schemas"]
            .get(name)
            .unwrap_or_else(|| panic!("{SCHEMAS}{name}: there is no such schema"))
    }

    /// The names of all component schemas that `node` leads to, directly or through others.
    ///
    /// # Panics
    ///
    /// A reference leads nowhere.
    #[must_use]
    pub fn schemas_reached(&self, node: &Value) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            // A discriminator maps to its arms by plain text.
            let reference = reference(node).or(node.as_str().filter(|text| component(text).is_some()));
            match (reference, reference.and_then(component)) {
                (Some(_), Some(name)) if !names.insert(name.to_owned()) => {}
                (Some(reference), _) => open.push(self.target(reference)),
                _ => open.extend(children(node)),
            }
        }
        names
    }

    fn target(&self, reference: &str) -> &Value {
        let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
        target.unwrap_or_else(|| panic!("{reference}: there is nothing"))
    }
}

fn children(node: &Value) -> Vec<&Value> {
    match node {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    }
}

/// The target of `node` if it is a reference.
#[must_use]
pub fn reference(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()
}

/// The name of the component schema that `node` refers to.
#[must_use]
pub fn schema_name(node: &Value) -> Option<&str> {
    reference(node).and_then(component)
}

/// The name of the component schema that a reference text means: `#/components/schemas/Name`.
#[must_use]
pub fn component(reference: &str) -> Option<&str> {
    reference.strip_prefix(SCHEMAS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_references_to_their_end() {
        let description =
            Description::parse("components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {type: string}}}")
                .unwrap();
        let reference = serde_json::json!({ "$ref": "#/components/schemas/A" });
        assert_eq!(schema_name(&reference), Some("A"));
        assert_eq!(description.resolve(&reference)["type"], "string");
    }

    #[test]
    fn finds_what_a_node_leads_to() {
        let description = Description::parse(
            "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {items: {$ref: '#/components/schemas/B'}},
             C: {discriminator: {mapping: {a: '#/components/schemas/A'}}}, D: {}}}",
        )
        .unwrap();
        let reached = description.schemas_reached(description.schema("C"));
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    #[should_panic(expected = "#/components/schemas/Missing: there is nothing")]
    fn names_a_dangling_reference() {
        let description = Description::parse("components: {schemas: {}}").unwrap();
        let reference = serde_json::json!({ "$ref": "#/components/schemas/Missing" });
        let _ = description.resolve(&reference);
    }
}
