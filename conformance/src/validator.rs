//! Whether a value fits an alternative of a union, by JSON Schema: the validator is somebody else's.
//!
//! ```text
//! #/components/schemas/Cat ─translate→ {"allOf": […], "unevaluatedProperties": false} ─jsonschema→ valid or not
//! ```
//!
//! What OpenAPI 3.0 says in its own way becomes JSON Schema: `nullable` is a type, the discriminator a list of
//! values for its property, `oneOf` an `anyOf` (documents list overlapping alternatives). Patterns, lengths and
//! ranges are left out, since they are for the server, and so are required properties that only one side sends.
//! Undeclared properties are not valid: otherwise most values would fit most alternatives.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use jsonschema::{Registry, Validator};
use serde_json::{Map, Value, json};

use crate::document::{Document, component, schema_name};
use crate::schema::{Alternative, has};
use crate::union::{heirs, is_base_class, is_left_out};

/// The name under which the translated components are known to the validator.
const DOCUMENT: &str = "urn:document";

/// Validates values against the alternatives of one document.
pub(crate) struct Validators<'a> {
    document: &'a Document,
    registry: Registry<'static>,
    made: RefCell<HashMap<Key, Rc<Validator>>>,
}

/// What tells one alternative from another: the addresses of its schema and of its union, and its tag.
type Key = (*const Value, Option<*const Value>, Vec<String>, bool);

impl<'a> Validators<'a> {
    /// Translates the components of a document.
    ///
    /// # Errors
    ///
    /// The translation is not a JSON Schema.
    pub(crate) fn new(document: &'a Document) -> Result<Self, String> {
        let schemas = document.root()["components"]["schemas"].as_object().into_iter().flatten();
        let translation = Translation::new(document);
        let components: Map<String, Value> =
            schemas.map(|(name, node)| (name.clone(), translation.closed(node))).collect();
        let registry = Registry::new().add(DOCUMENT, translation.with_definitions(json!({ "$defs": components })));
        let registry = registry.and_then(jsonschema::RegistryBuilder::prepare).map_err(|error| error.to_string())?;
        Ok(Self { document, registry, made: RefCell::default() })
    }

    /// What is wrong with `value` as a value of `alternative`, if anything. In a patch nothing that the alternative
    /// itself declares is required.
    pub(crate) fn problem(&self, alternative: &Alternative<'a>, is_patch: bool, value: &Value) -> Option<String> {
        let validator = match self.validator(alternative, is_patch) {
            Ok(validator) => validator,
            Err(error) => return Some(error),
        };
        validator.iter_errors(value).next().map(|error| format!("{}: {error}", error.instance_path()))
    }

    fn validator(&self, alternative: &Alternative<'a>, is_patch: bool) -> Result<Rc<Validator>, String> {
        let tags = alternative.tag.iter().flat_map(|(_, values)| values.iter().map(|value| (*value).to_owned()));
        let outer = alternative.around.first().map(|outer| std::ptr::from_ref(*outer));
        let key = (std::ptr::from_ref(alternative.schema), outer, tags.collect(), is_patch);
        if let Some(made) = self.made.borrow().get(&key) {
            return Ok(made.clone());
        }
        let schema = translated(self.document, alternative, is_patch);
        let options = jsonschema::options().with_registry(&self.registry).should_validate_formats(true);
        let made = Rc::new(options.build(&schema).map_err(|error| error.to_string())?);
        self.made.borrow_mut().insert(key, made.clone());
        Ok(made)
    }
}

/// An alternative, together with what the union around it declares.
fn translated(document: &Document, alternative: &Alternative, is_patch: bool) -> Value {
    let translation = Translation::new(document);
    let mut parts = Parts::default();
    let node = document.resolve(alternative.schema);
    parts.gather(&translation, node, alternative.around.iter().any(|outer| std::ptr::eq(*outer, node)));
    for outer in &alternative.around {
        parts.gather(&translation, outer, true);
    }
    if is_patch {
        parts.required.clear();
    }
    if let Some((property, values)) = &alternative.tag {
        // The union decides which values the property of its discriminator has.
        parts.tag(property, values);
    }
    translation.with_definitions(parts.closed())
}

/// One JSON Schema while it is put together. What is composed in place becomes a definition of its own: a schema with a
/// property that is `oneOf` this schema and a string would contain itself without end.
struct Translation<'a> {
    document: &'a Document,
    /// The definitions, by the addresses of their schemas. One that is not complete yet is null.
    composed: RefCell<BTreeMap<String, Value>>,
}

impl<'a> Translation<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, composed: RefCell::default() }
    }

    /// `schema` with all definitions that it refers to.
    fn with_definitions(self, mut schema: Value) -> Value {
        schema["composed"] = self.composed.into_inner().into_iter().collect::<Map<_, _>>().into();
        schema
    }

    /// A schema that allows no property that it does not declare.
    fn closed(&self, node: &'a Value) -> Value {
        if let Some(name) = schema_name(node) {
            let target = json!({ "$ref": format!("{DOCUMENT}#/$defs/{}", name.replace('~', "~0").replace('/', "~1")) });
            return or_null(node, target);
        }
        if node.get("$ref").is_some() {
            // A part of the document, which may contain what refers to it.
            return or_null(node, self.composed(self.document.resolve(node)));
        }
        if says_little(node) {
            return json!({});
        }
        if ["allOf", "oneOf", "anyOf", "discriminator"].iter().any(|key| node.get(key).is_some()) {
            return self.composed(node);
        }
        self.complete(node)
    }

    fn composed(&self, node: &'a Value) -> Value {
        let name = format!("{:p}", std::ptr::from_ref(node));
        if !self.composed.borrow().contains_key(&name) {
            self.composed.borrow_mut().insert(name.clone(), Value::Null);
            let complete = self.complete(node);
            self.composed.borrow_mut().insert(name.clone(), complete);
        }
        json!({ "$ref": format!("#/composed/{name}") })
    }

    fn complete(&self, node: &'a Value) -> Value {
        let mut parts = Parts::default();
        parts.gather(self, node, false);
        or_null(node, parts.closed())
    }

    /// The keywords of a schema itself.
    fn own(&self, node: &'a Value, composes: bool) -> Value {
        let mut schema = Map::new();
        // Documents say `type: object` beside a choice of strings.
        if let (Some(name), false) = (node["type"].as_str(), composes || node.get("enum").is_some()) {
            schema.insert("type".to_owned(), if has(node, "nullable") { json!([name, "null"]) } else { json!(name) });
        }
        if let Some(values) = node["enum"].as_array() {
            let null = has(node, "nullable").then_some(Value::Null);
            schema.insert("enum".to_owned(), values.iter().cloned().chain(null).collect());
        }
        if let Some(format @ ("date" | "date-time")) = node["format"].as_str() {
            schema.insert("format".to_owned(), json!(format));
        }
        if let Some(properties) = node["properties"].as_object() {
            let closed = properties.iter().map(|(name, property)| (name.clone(), self.closed(property)));
            schema.insert("properties".to_owned(), Value::Object(closed.collect()));
        }
        if let Some(items) = node.get("items") {
            schema.insert("items".to_owned(), self.closed(items));
        }
        match node.get("additionalProperties") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => drop(schema.insert("additionalProperties".to_owned(), json!(true))),
            Some(values) => drop(schema.insert("additionalProperties".to_owned(), self.closed(values))),
        }
        Value::Object(schema)
    }
}

fn or_null(node: &Value, schema: Value) -> Value {
    if has(node, "nullable") { json!({ "anyOf": [schema, { "type": "null" }] }) } else { schema }
}

/// A schema and all that its `allOf` refers to, side by side.
#[derive(Clone, Default)]
struct Parts<'a> {
    schemas: Vec<Value>,
    /// What is declared first: an heir comes before its parents, and what it says about a property replaces theirs.
    properties: BTreeMap<&'a str, &'a Value>,
    required: BTreeSet<&'a str>,
    /// What further properties are, by what the union around says: those that no alternative declares.
    further: Option<Value>,
    seen: Vec<*const Value>,
    /// The unions around, whose alternatives these are.
    unions: Vec<*const Value>,
}

impl<'a> Parts<'a> {
    /// Adds a schema. As a base it gives its properties, not its alternatives.
    fn gather(&mut self, translation: &Translation<'a>, node: &'a Value, is_base: bool) {
        let document = translation.document;
        let node = document.resolve(node);
        let address = std::ptr::from_ref(node);
        let alternatives =
            if is_base || self.unions.contains(&address) { Vec::new() } else { alternatives(document, node) };
        if !alternatives.is_empty() {
            return self.gather_union(translation, node, &alternatives);
        }
        if self.seen.contains(&address) {
            return;
        }
        self.seen.push(address);
        let mut own = translation.own(node, is_base || node.get("allOf").is_some());
        for (name, property) in node["properties"].as_object().into_iter().flatten() {
            if self.properties.contains_key(name.as_str())
                && let Some(declared) = own.get_mut("properties").and_then(Value::as_object_mut)
            {
                declared.remove(name);
            } else if !says_little(property) {
                self.properties.insert(name, property);
            }
        }
        if let (true, Some(further)) = (is_base, own.as_object_mut().and_then(|own| own.remove("additionalProperties")))
        {
            self.further = Some(further);
        }
        self.schemas.push(own);
        self.required.extend(node["required"].as_array().into_iter().flatten().filter_map(Value::as_str));
        // A later part replaces what an earlier one says about a property.
        for part in node["allOf"].as_array().into_iter().flatten().rev() {
            let parent = document.resolve(part);
            let is_heir = is_base_class(document, parent) || lists(document, parent, node);
            self.gather(translation, part, is_heir);
        }
    }

    /// Adds a union: one of its alternatives, each with what the union itself declares.
    fn gather_union(&mut self, translation: &Translation<'a>, node: &'a Value, alternatives: &[&'a Value]) {
        let open = alternatives.iter().map(|alternative| {
            let mut parts = Parts { schemas: Vec::new(), ..self.clone() };
            parts.unions.push(node);
            parts.gather(translation, alternative, false);
            parts.gather(translation, node, true);
            self.further = parts.further.take();
            or_null(alternative, parts.open())
        });
        let open = open.collect::<Vec<_>>();
        self.schemas.push(json!({ "anyOf": open }));
        if let Some(tag) = node["discriminator"]["propertyName"].as_str() {
            // Documents do not always declare it.
            self.schemas.push(json!({ "properties": { tag: true } }));
        }
    }

    fn tag(&mut self, property: &str, values: &[&str]) {
        for part in &mut self.schemas {
            if let Some(declared) = part.get_mut("properties").and_then(|properties| properties.get_mut(property)) {
                *declared = json!({ "type": "string" });
            }
        }
        self.schemas.push(json!({ "properties": { property: { "enum": values } }, "required": [property] }));
    }

    fn open(self) -> Value {
        let one_sided = |name: &&&str| {
            let schema = self.properties.get(**name).copied();
            schema.is_none_or(|schema| {
                has(schema, "readOnly") || has(schema, "writeOnly") || schema["format"] == "password"
            })
        };
        let required: Vec<_> = self.required.iter().filter(|name| !one_sided(name)).collect();
        let required = json!({ "required": required });
        json!({ "allOf": self.schemas.into_iter().chain([required]).collect::<Vec<_>>() })
    }

    fn closed(mut self) -> Value {
        let further = self.further.take();
        let declares = |part: &Value| part.to_string().contains("\"properties\":{\"");
        let is_object = self.schemas.iter().any(declares);
        let mut schema = self.open();
        if is_object || further.is_some() {
            schema["unevaluatedProperties"] = further.unwrap_or(json!(false));
        }
        schema
    }
}

/// Whether a declaration only says that there is an object, which documents put beside what is a string elsewhere.
fn says_little(schema: &Value) -> bool {
    let says = ["$ref", "properties", "additionalProperties", "items", "enum", "allOf", "oneOf", "anyOf"];
    says.iter().all(|key| schema.get(key).is_none()) && matches!(schema["type"].as_str(), None | Some("object"))
}

/// The alternatives of a schema: listed, or those that its discriminator maps to, and itself.
fn alternatives<'a>(document: &'a Document, node: &'a Value) -> Vec<&'a Value> {
    let listed = ["oneOf", "anyOf"].iter().flat_map(|key| node[*key].as_array().into_iter().flatten());
    let listed: Vec<_> = listed.map(|alternative| document.resolve(alternative)).collect();
    if !listed.is_empty() {
        return listed;
    }
    let mapping = node["discriminator"]["mapping"].as_object().into_iter().flatten();
    let targets = mapping.filter_map(|(_, target)| target.as_str());
    let mut all: Vec<&Value> =
        targets.filter_map(|target| document.find(component(target).unwrap_or(target))).collect();
    if let Some(property) = node["discriminator"]["propertyName"].as_str() {
        let is_by_name = all.is_empty();
        let heirs = heirs(document, node).into_iter().map(|(heir, _)| heir);
        for heir in heirs.filter(|heir| is_by_name || is_left_out(document, heir, property)) {
            if !all.iter().any(|known| std::ptr::eq(*known, heir)) {
                all.push(heir);
            }
        }
        // Without a mapping the name of the class itself is a tag as well.
        if is_by_name && !all.is_empty() {
            all.push(node);
        }
    }
    all
}

/// Whether `node` is an alternative of `parent`.
fn lists(document: &Document, parent: &Value, node: &Value) -> bool {
    alternatives(document, parent).into_iter().any(|alternative| std::ptr::eq(alternative, node))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is composed in place and has the schema that it is in: an alternative, a part, a base of all alternatives.
    const RECURSIVE: &str = "
components: {schemas: {
  Union: {type: object, properties: {all: {items: {oneOf: [{$ref: '#/components/schemas/Union'}, {type: string}]}}}},
  Part: {type: object, properties: {next: {allOf: [{$ref: '#/components/schemas/Part'}]}, no: {type: integer}}},
  Base: {type: object, properties: {a: {properties: {b: {type: string}},
         anyOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {c: {type: string}}}]}}},
  Map: {type: object, properties: {d: {additionalProperties: {$ref: '#/components/schemas/Map'}},
        e: {type: array, items: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Map'}, {type: string}]}}}}}}}";

    #[test]
    fn composed_of_what_is_around() {
        let document = Document::parse(RECURSIVE).unwrap();
        let validators = Validators::new(&document).unwrap();
        let is_valid = |name: &str, value: Value| {
            let alternative = Alternative { schema: document.schema(name), name: None, tag: None, around: Vec::new() };
            validators.problem(&alternative, false, &value).is_none()
        };
        for (name, right, wrong) in [
            ("Union", json!({ "all": [{ "all": ["a", { "all": [] }] }] }), json!({ "all": [{ "all": [1] }] })),
            ("Part", json!({ "next": { "next": { "no": 1 } } }), json!({ "next": { "next": { "no": "a" } } })),
            ("Base", json!({ "a": { "b": "", "a": { "b": "", "c": "" } } }), json!({ "a": { "a": { "b": 1 } } })),
            ("Map", json!({ "d": { "x": { "e": [[{ "e": [] }, ""]] } } }), json!({ "e": [[{ "e": [[{ "f": 1 }]] }]] })),
        ] {
            assert!(is_valid(name, right), "{name}");
            assert!(!is_valid(name, wrong), "{name}");
        }
    }

    #[test]
    fn heirs_by_their_names() {
        let text = "
components: {schemas: {
  Shape: {type: object, discriminator: {propertyName: type}, properties: {id: {type: string}}},
  Disc: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, properties: {radius: {type: integer}}}]},
  Holder: {type: object, properties: {shape: {$ref: '#/components/schemas/Shape'}}}}}";
        let document = Document::parse(text).unwrap();
        let alternative = Alternative { schema: document.schema("Holder"), name: None, tag: None, around: Vec::new() };
        let validators = Validators::new(&document).unwrap();
        let problem = |shape: Value| validators.problem(&alternative, false, &json!({ "shape": shape }));
        assert_eq!(problem(json!({ "type": "Disc", "id": "1", "radius": 1 })), None);
        assert_eq!(problem(json!({ "type": "Shape", "id": "1" })), None);
        assert!(problem(json!({ "type": "Disc", "radius": "1" })).is_some());
        assert!(problem(json!({ "type": "Disc", "width": 1 })).is_some());
    }
}
