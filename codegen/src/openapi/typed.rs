//! From raw values to openapiv3's types, one path and one component at a time.
//!
//! openapiv3 reports an error inside a reference-or-value at the map around it, and stops at the first; reading small
//! pieces gives each error its own place. The checks before this leave it little to complain about.

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, Paths};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::inside::Is;
use crate::pointer::Pointer;

/// Errors with the pointer of the piece that was read.
pub(crate) type Errors = Vec<(Pointer, String)>;

/// Reads a whole document.
pub(crate) fn read(raw: &Value) -> Result<OpenAPI, Errors> {
    let mut reader = Reader { errors: Vec::new() };
    let root = Pointer::root();
    let openapi = OpenAPI {
        openapi: reader.field(&root, raw, "openapi"),
        info: reader.field(&root, raw, "info"),
        servers: reader.field(&root, raw, "servers"),
        paths: Paths {
            paths: reader.each(&root.push("paths"), raw.get("paths"), |path| path.starts_with('/')),
            extensions: extensions(raw.get("paths")),
        },
        components: raw.get("components").map(|components| reader.components(&root.push("components"), components)),
        security: reader.field(&root, raw, "security"),
        tags: reader.field(&root, raw, "tags"),
        external_docs: reader.field(&root, raw, "externalDocs"),
        extensions: extensions(Some(raw)),
    };
    if reader.errors.is_empty() { Ok(openapi) } else { Err(reader.errors) }
}

struct Reader {
    errors: Errors,
}

impl Reader {
    fn components(&mut self, at: &Pointer, raw: &Value) -> Components {
        Components {
            schemas: IndexMap::new(),
            responses: self.section(at, raw, "responses"),
            parameters: self.section(at, raw, "parameters"),
            examples: IndexMap::new(),
            request_bodies: self.section(at, raw, "requestBodies"),
            headers: self.section(at, raw, "headers"),
            security_schemes: self.section(at, raw, "securitySchemes"),
            links: IndexMap::new(),
            callbacks: IndexMap::new(),
            extensions: extensions(Some(raw)),
        }
    }

    fn section<T: DeserializeOwned>(&mut self, at: &Pointer, raw: &Value, key: &str) -> IndexMap<String, T> {
        self.each(&at.push(key), raw.get(key), |_| true)
    }

    /// The values of an object whose keys are wanted.
    fn each<T: DeserializeOwned>(
        &mut self,
        at: &Pointer,
        raw: Option<&Value>,
        wanted: impl Fn(&str) -> bool,
    ) -> IndexMap<String, T> {
        let entries = raw.and_then(Value::as_object).into_iter().flat_map(Map::iter);
        let wanted = entries.filter(|(key, _)| wanted(key));
        wanted.filter_map(|(key, value)| Some((key.clone(), self.read(|| at.push(key), value)?))).collect()
    }

    /// The value under a key, or its type's empty value.
    fn field<T: DeserializeOwned + Default>(&mut self, at: &Pointer, raw: &Value, key: &str) -> T {
        raw.get(key).and_then(|value| self.read(|| at.push(key), value)).unwrap_or_default()
    }

    fn read<T: DeserializeOwned>(&mut self, at: impl Fn() -> Pointer, value: &Value) -> Option<T> {
        let at = at();
        T::deserialize(without_schemas(value, Is::Object, &at))
            .map_err(|error| self.errors.push((at, error.to_string())))
            .ok()
    }
}

/// A value in which each schema is a reference to where it is written, so that it is read once and nothing of it is
/// lost.
fn without_schemas(value: &Value, is: Is, at: &Pointer) -> Value {
    match value {
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| {
                let value = match is.inside(key) {
                    Some(Is::Schema) if value.is_object() => json!({ "$ref": at.push(key).to_string() }),
                    Some(inside) => without_schemas(value, inside, &at.push(key)),
                    None => value.clone(),
                };
                (key.clone(), value)
            };
            Value::Object(entries.iter().map(entry).collect())
        }
        Value::Array(items) => {
            let item = |(index, item)| without_schemas(item, is.item(), &at.index(index));
            Value::Array(items.iter().enumerate().map(item).collect())
        }
        scalar => scalar.clone(),
    }
}

fn extensions(raw: Option<&Value>) -> IndexMap<String, Value> {
    let entries = raw.and_then(Value::as_object).into_iter().flat_map(Map::iter);
    entries.filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())).collect()
}
