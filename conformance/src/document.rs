//! An OpenAPI document as plain JSON, with its references followed.
//!
//! What operations and schemas mean is told by [`operation`](crate::operation) and
//! [`schema`](crate::schema).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::{Map, Value};

use crate::later;
use crate::listed::move_to_items;
use crate::named::each_object;
use crate::path_items;
use crate::percent::decode;
use crate::union::alternatives;

/// How many references a chain may have before it counts as a cycle.
const LONGEST_CHAIN: usize = 32;

/// What an unresolved reference means.
static NOTHING: Value = Value::Null;

const SCHEMAS: &str = "#/components/schemas/";

/// One OpenAPI document.
#[derive(Debug)]
pub struct Document {
    root: Value,
    /// `Schema.property` of each read-only property that requests carry all the same.
    kept: BTreeSet<String>,
    /// Properties that end like a secret and are none: `property`, or `Schema.property`.
    shown: BTreeSet<String>,
    /// Property and value of the tag that selects a component somewhere.
    tags: OnceLock<BTreeMap<String, (String, String)>>,
    /// Names of the components that have a schema in `allOf`, by its address.
    children: OnceLock<BTreeMap<usize, Vec<String>>>,
    /// References that were followed and are unresolved.
    unresolved: Mutex<BTreeSet<String>>,
}

impl Document {
    /// A document that is at hand as JSON. What OpenAPI 3.1 says in other words is read as 3.0 says it, and what is
    /// listed for a list as listed for its items; references are pointers, so that `#/paths/~1a~1%7Bid%7D` is
    /// `#/paths/~1a~1{id}`, and path items that refer to others are complete.
    #[must_use]
    pub fn new(mut root: Value) -> Self {
        let is_later = root["openapi"].as_str().is_some_and(|version| !version.starts_with("3.0"));
        each_object(&mut root, &mut |entries| {
            later::read(entries, is_later);
            move_to_items(entries);
        });
        decode_references(&mut root);
        path_items::complete(&mut root);
        Self {
            root,
            kept: BTreeSet::new(),
            shown: BTreeSet::new(),
            tags: OnceLock::new(),
            children: OnceLock::new(),
            unresolved: Mutex::default(),
        }
    }

    /// Says which read-only properties requests carry all the same, each as `Schema.property`.
    #[must_use]
    pub fn keeping(mut self, properties: impl IntoIterator<Item = String>) -> Self {
        self.kept.extend(properties);
        self
    }

    /// Says which properties are not secret although their names end like a secret: `property`, or `Schema.property`.
    #[must_use]
    pub fn showing(mut self, properties: impl IntoIterator<Item = String>) -> Self {
        self.shown.extend(properties);
        self
    }

    /// Whether a property with this schema may be shown whatever its name ends with.
    #[must_use]
    pub fn is_shown(&self, property: &str, schema: &Value) -> bool {
        self.shown.iter().any(|shown| match shown.split_once('.') {
            Some((owner, name)) => {
                let declared = self.root["components"]["schemas"][owner]["properties"].get(name);
                name == property && declared.is_some_and(|declared| std::ptr::eq(declared, schema))
            }
            None => letters(property).ends_with(&letters(shown)),
        })
    }

    /// Whether requests carry a read-only property of the component `schema`.
    #[must_use]
    pub fn is_kept(&self, schema: Option<&str>, property: &str) -> bool {
        schema.is_some_and(|schema| self.kept.contains(&format!("{schema}.{property}")))
    }

    /// The tag under which a discriminator anywhere in the document selects the component `name`:
    /// property and value.
    #[must_use]
    pub fn tag_of(&self, name: &str) -> Option<(&str, &str)> {
        let tags = self.tags.get_or_init(|| self.tags());
        tags.get(name).map(|(property, value)| (property.as_str(), value.as_str()))
    }

    /// The names of the components that have `schema` in `allOf`.
    #[must_use]
    pub fn children(&self, schema: &Value) -> &[String] {
        let children = self.children.get_or_init(|| {
            let mut children: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for (name, heir) in self.root["components"]["schemas"].as_object().into_iter().flatten() {
                for parent in heir["allOf"].as_array().into_iter().flatten() {
                    children.entry(std::ptr::from_ref(self.resolve(parent)).addr()).or_default().push(name.clone());
                }
            }
            children
        });
        children.get(&std::ptr::from_ref(schema).addr()).map_or(&[], Vec::as_slice)
    }

    fn tags(&self) -> BTreeMap<String, (String, String)> {
        let mut tags = BTreeMap::new();
        let schemas = self.root["components"]["schemas"].as_object().into_iter().flatten();
        for alternative in schemas.flat_map(|(_, schema)| alternatives(self, schema)) {
            if let (Some(name), Some((property, values))) = (alternative.name, alternative.tag)
                && let Some(value) = values.first()
            {
                tags.entry(name.to_owned()).or_insert_with(|| (property.to_owned(), (*value).to_owned()));
            }
        }
        tags
    }

    /// Reads a document from YAML or JSON text.
    ///
    /// # Errors
    ///
    /// The text is not YAML, or has keys that are not strings.
    pub fn parse(text: &str) -> Result<Self, serde_yaml::Error> {
        // As JSON where it is JSON, which has integers of any size: YAML's reader stops at those beyond 64 bits.
        let json = serde_json::from_str(text).ok();
        json.map_or_else(|| serde_yaml::from_str(text), Ok).map(Self::new)
    }

    /// Reads the document in the file at `path`.
    ///
    /// # Panics
    ///
    /// The file cannot be read or is not YAML.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Reads the committed document, `spec/openapi.yaml`.
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

    /// What `node` means: itself, or the target at the end of its references. Null where a reference
    /// [is unresolved](Self::unresolved).
    #[must_use]
    pub fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = reference(node) else {
                return node;
            };
            node = self.target(reference);
        }
        self.note_unresolved(reference(node).unwrap_or_default());
        &NOTHING
    }

    /// The references that were followed so far to nothing, to another document, or in a circle. What they are of was
    /// not looked at.
    #[must_use]
    pub fn unresolved(&self) -> BTreeSet<String> {
        self.unresolved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_unresolved(&self, reference: &str) {
        self.unresolved.lock().unwrap_or_else(PoisonError::into_inner).insert(reference.to_owned());
    }

    /// The place of what `node` means, itself at `pointer`: the end of its references.
    #[must_use]
    pub fn place(&self, pointer: String, node: &Value) -> String {
        let (mut place, mut node) = (None, node);
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = reference(node) else { break };
            place = reference.strip_prefix('#');
            node = self.target(reference);
        }
        place.map_or(pointer, str::to_owned)
    }

    /// The schema called `name` among the components.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn schema(&self, name: &str) -> &Value {
        self.find(name).unwrap_or_else(|| panic!("there is no schema {SCHEMAS}{name}"))
    }

    /// The schema called `name` among the components, or as a reference has it: `a~1b`, or `Name/$defs/Part`.
    pub(crate) fn find(&self, name: &str) -> Option<&Value> {
        let schemas = &self.root["components"]["schemas"];
        schemas.get(name).or_else(|| schemas.pointer(&format!("/{name}")))
    }

    /// The name of a component schema.
    pub(crate) fn name_of(&self, schema: &Value) -> Option<&str> {
        let mut schemas = self.root["components"]["schemas"].as_object().into_iter().flatten();
        schemas.find(|(_, known)| std::ptr::eq(*known, schema)).map(|(name, _)| name.as_str())
    }

    /// The names of all component schemas that `node` leads to, directly or through others.
    #[must_use]
    pub fn schemas_reached(&self, node: &Value) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            // A discriminator maps to its alternatives by plain text.
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
        target.unwrap_or_else(|| {
            self.note_unresolved(reference);
            &NOTHING
        })
    }
}

/// The letters and digits of a name, in lower case: those of `pageToken` and `page_token` are the same.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Decodes all references, and what discriminators map to by reference.
fn decode_references(node: &mut Value) {
    match node {
        Value::Object(fields) => {
            fields.get_mut("$ref").into_iter().for_each(decode_reference);
            let discriminator = fields.get_mut("discriminator").and_then(Value::as_object_mut);
            let mapping = discriminator.and_then(|entries| entries.get_mut("mapping")?.as_object_mut());
            mapping.into_iter().flat_map(Map::values_mut).for_each(decode_reference);
            fields.values_mut().for_each(decode_references);
        }
        Value::Array(items) => items.iter_mut().for_each(decode_references),
        _ => {}
    }
}

fn decode_reference(reference: &mut Value) {
    if let Value::String(reference) = reference
        && reference.starts_with('#')
        && reference.contains('%')
        && let Ok(decoded) = decode(reference)
    {
        *reference = decoded;
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
        let document =
            Document::parse("components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {type: string}}}").unwrap();
        let reference = serde_json::json!({ "$ref": "#/components/schemas/A" });
        assert_eq!(schema_name(&reference), Some("A"));
        assert_eq!(document.resolve(&reference)["type"], "string");
    }

    #[test]
    fn references_can_be_encoded() {
        let text = "paths: {'/a/{b}': {get: {x: 1}}}\nc: {$ref: '#/paths/~1a~1%7Bb%7D/get'}";
        let document = Document::parse(text).unwrap();
        assert_eq!(document.resolve(&document.root()["c"])["x"], 1);
    }

    #[test]
    fn json_has_integers_of_any_size() {
        let text = r#"{"components":{"schemas":{"A":{"maximum":18446744073709551616}}}}"#;
        let document = Document::parse(text).unwrap();
        assert_eq!(document.schema("A")["maximum"], 18_446_744_073_709_551_616.0);
    }

    #[test]
    fn finds_what_a_node_leads_to() {
        let document = Document::parse(
            "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {items: {$ref: '#/components/schemas/B'}},
             C: {discriminator: {mapping: {a: '#/components/schemas/A'}}}, D: {}}}",
        )
        .unwrap();
        let reached = document.schemas_reached(document.schema("C"));
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn unresolved_references() {
        let text = "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}";
        let document = Document::parse(text).unwrap();
        for target in ["#/components/schemas/Missing", "other.yaml#/A", "#/components/schemas/A"] {
            let reference = serde_json::json!({ "$ref": target });
            assert_eq!(document.resolve(&reference), &Value::Null, "{target}");
            assert!(!document.place(String::new(), &reference).contains("other"));
        }
        assert_eq!(document.unresolved().len(), 3, "{:?}", document.unresolved());
    }
}
