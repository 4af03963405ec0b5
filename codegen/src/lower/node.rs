//! A schema as it is written, with its place.
//!
//! openapiv3 does not read schemas (see the module `openapi`): it has two forms of them, drops what is beside `$ref`,
//! and prints numbers differently. The checks in front of lowering see to it that keys have the right kinds; what has
//! not is treated as absent here.

use serde_json::{Map, Value};

use crate::openapi::Document;
use crate::openapi::reference::component_name;
use crate::pointer::Pointer;

/// A schema or another object of the document, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: Pointer,
}

/// What a reference leads to.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// The schema, which is not a reference.
    pub(super) node: Node<'a>,
    /// Name of the component schema that it is.
    pub(super) component: Option<String>,
}

/// Keys that say what shape a value has. A schema without any of them only describes or limits.
const SHAPES: [&str; 10] =
    ["$ref", "type", "properties", "additionalProperties", "items", "enum", "allOf", "oneOf", "anyOf", "discriminator"];

/// Keys that only describe.
pub(super) const PROSE: [&str; 5] = ["description", "title", "example", "externalDocs", "deprecated"];

impl<'a> Node<'a> {
    pub(super) fn at(document: &'a Document, pointer: Pointer) -> Option<Self> {
        Some(Self { value: document.raw(&pointer)?, pointer })
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.value.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn object(&self, key: &str) -> Option<&'a Map<String, Value>> {
        self.get(key)?.as_object()
    }

    /// A nested object that is a schema.
    pub(super) fn child(&self, key: &str) -> Option<Self> {
        let value = self.get(key).filter(|value| value.is_object())?;
        Some(Self { value, pointer: self.pointer.push(key) })
    }

    /// The schemas of `properties`, in document order.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let pointer = self.pointer.push("properties");
        let entries = self.object("properties").into_iter().flatten();
        entries.map(move |(name, value)| (name.as_str(), Self { value, pointer: pointer.push(name) }))
    }

    /// The schemas of a list: `allOf`, `oneOf`, `anyOf`.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        let items = self.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let pointer = self.pointer.push(key);
        items.iter().enumerate().map(|(i, value)| Self { value, pointer: pointer.index(i) }).collect()
    }

    /// The texts of a list: `required`.
    pub(super) fn texts(&self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// `type`, and whether null is one of several types.
    pub(super) fn types(&self) -> (Vec<&'a str>, bool) {
        let all: Vec<&str> = match self.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let null = all.contains(&"null");
        (all.into_iter().filter(|name| *name != "null").collect(), null)
    }

    /// The values of `enum` but null, and whether null is one of them.
    pub(super) fn values(&self) -> (Vec<&'a Value>, bool) {
        let all = self.get("enum").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        (all.iter().filter(|value| !value.is_null()).collect(), all.iter().any(Value::is_null))
    }

    /// The schemas of `oneOf`, then those of `anyOf`.
    pub(super) fn choices(&self) -> Vec<Self> {
        let mut all = self.list("oneOf");
        all.extend(self.list("anyOf"));
        all
    }

    /// The choices without those that only allow null or only limit.
    pub(super) fn alternatives(&self) -> Vec<Self> {
        let mut all = self.choices();
        all.retain(|variant| variant.says_shape() && !variant.is_null());
        all
    }

    /// The members of `allOf` that say what shape a value has.
    pub(super) fn members(&self) -> Vec<Self> {
        let mut all = self.list("allOf");
        all.retain(Self::says_shape);
        all
    }

    /// Whether it says what shape a value has.
    pub(super) fn says_shape(&self) -> bool {
        SHAPES.iter().any(|key| self.has(key))
    }

    /// Whether it allows any value.
    pub(super) fn says_nothing(&self) -> bool {
        self.value.as_object().is_some_and(|keys| keys.keys().all(|key| PROSE.contains(&key.as_str())))
    }

    /// The members of `allOf` that only limit what the others say.
    pub(super) fn limits(&self) -> impl Iterator<Item = Self> + use<'a> {
        self.list("allOf").into_iter().filter(|member| !member.says_shape())
    }

    /// Whether it is more than the one schema in its `allOf`.
    pub(super) fn adds_to_parents(&self) -> bool {
        let own = ["properties", "additionalProperties", "required"];
        let says = |member: &Self| member.says_shape() || member.has("required");
        own.iter().any(|key| self.has(key)) || self.list("allOf").iter().filter(|member| says(member)).count() > 1
    }

    /// Whether null is the only value it allows.
    pub(super) fn is_null(&self) -> bool {
        let (values, null) = self.values();
        (null && values.is_empty()) || (self.types() == (Vec::new(), true))
    }

    /// Whether it is `{type: object, nullable: true}`, which allows any object.
    pub(super) fn is_nullable_object(&self) -> bool {
        let keys = self.value.as_object().map_or(0, Map::len);
        keys == 2 && self.text("type") == Some("object") && self.flag("nullable")
    }

    /// Whether it tells nothing about a value but, at most, that it is an object.
    pub(super) fn is_untyped(&self) -> bool {
        let shaped = SHAPES.iter().any(|key| *key != "type" && self.has(key));
        !shaped && matches!(self.text("type"), None | Some("object"))
    }

    /// Follows references to the schema itself.
    pub(super) fn resolve(&self, document: &'a Document) -> Option<Target<'a>> {
        let (pointer, value) = document.follow(&self.pointer, self.value)?;
        let component = component_name(&pointer, "schemas");
        let node = Self { value, pointer };
        Some(Target { node, component })
    }
}
