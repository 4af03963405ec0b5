//! JSON values made from schemas.
//!
//! Each text and number occurs once in what one sampler makes, so that a mix-up of two properties
//! shows. Limits and the patterns of identifiers are kept; other patterns and lengths are not.

use serde_json::{Map, Value, json};

use crate::document::{Document, schema_name};
use crate::fits::{Sender, misfits};
use crate::pattern;
use crate::schema::{Alternative, Kind, Shape, contains_itself, kind, says, scalars};

/// The least integer that a 64-bit floating-point number cannot hold.
const BEYOND_F64: i64 = (1 << 53) + 1;

/// How many `allOf` are looked into for what a value is.
const NESTED: usize = 8;

/// Which properties a sample has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    Full,
    /// The required ones.
    Required,
}

/// Makes samples of the schemas of one document; the same calls give the same values.
#[derive(Debug)]
pub struct Sampler<'a> {
    document: &'a Document,
    extent: Extent,
    choice: usize,
    count: i64,
    /// The components that the value is in, by name.
    open: Vec<&'a str>,
    /// What references led to on the way to the value.
    referred: Vec<*const Value>,
    for_a_server: bool,
}

impl<'a> Sampler<'a> {
    /// A sampler for properties in `extent`.
    #[must_use]
    pub fn new(document: &'a Document, extent: Extent) -> Self {
        Self { document, extent, choice: 0, count: 0, open: Vec::new(), referred: Vec::new(), for_a_server: false }
    }

    /// Takes value number `choice` of each enumeration, and alternative number `choice` of each union, or the next that
    /// is finite, from the first again after the last.
    #[must_use]
    pub fn with_choice(mut self, choice: usize) -> Self {
        self.choice = choice;
        self
    }

    /// Keeps patterns, lengths and what examples show, so that a server takes the values. They need not
    /// differ from one another.
    #[must_use]
    pub fn for_a_server(mut self) -> Self {
        self.for_a_server = true;
        self
    }

    /// A value that fits `schema`; null where no value [is finite](Self::finite). Texts without a format begin with
    /// `name`.
    pub fn sample(&mut self, schema: &'a Value, name: &str) -> Value {
        self.finite(schema, name).unwrap_or_default()
    }

    /// The same, `None` where no value is finite: each requires another one in it, as with two schemas that require
    /// each other.
    pub fn finite(&mut self, schema: &'a Value, name: &str) -> Option<Value> {
        self.value(schema, name)
    }

    /// One value of the union that `alternatives` make up: that of `alternative`, if there is a finite one.
    pub fn sample_alternative(&mut self, alternative: &Alternative<'a>) -> Option<Value> {
        self.alternative(alternative, alternative.name.unwrap_or("alternative"))
    }

    /// A value of `kind`, if there is a finite one. With the name of the component that it is, the
    /// value does not contain itself.
    pub fn sample_kind(&mut self, kind: &Kind<'a>, component: Option<&'a str>, name: &str) -> Option<Value> {
        self.open.extend(component);
        let value = self.of_kind(kind, &Value::Null, component, name);
        if component.is_some() {
            self.open.pop();
        }
        value
    }

    /// `None` where the schema contains itself: who asked leaves the value out.
    fn value(&mut self, schema: &'a Value, name: &str) -> Option<Value> {
        let component = schema_name(schema);
        if component.is_some_and(|component| self.open.contains(&component)) {
            return None;
        }
        let node = self.document.resolve(schema);
        let is_reference = schema.get("$ref").is_some();
        if is_reference && component.is_none() && self.referred.contains(&std::ptr::from_ref(node)) {
            return None;
        }
        if self.for_a_server
            && let Some(example) = schema.get("example").or(node.get("example"))
            && misfits(self.document, schema, example, Sender::Client).is_empty()
        {
            return Some(example.clone());
        }
        self.open.extend(component);
        self.referred.extend(is_reference.then_some(std::ptr::from_ref(node)));
        let value = self.of_kind(&kind(self.document, schema), node, component, name);
        if is_reference {
            self.referred.pop();
        }
        if component.is_some() {
            self.open.pop();
        }
        value
    }

    fn of_kind(&mut self, kind: &Kind<'a>, node: &Value, component: Option<&str>, name: &str) -> Option<Value> {
        let node = scalar(self.document, node);
        let listed = scalars(node);
        Some(match kind {
            Kind::Any => json!({ "freeForm": self.text(name), "list": [self.next(), self.next()] }),
            Kind::Bool | Kind::Integer | Kind::Number if !listed.is_empty() => {
                listed[self.choice % listed.len()].clone()
            }
            Kind::Bool => json!(self.next() % 2 == 0),
            Kind::Integer => self.integer(node),
            Kind::Number => json!(0.25 + f64::from(i16::try_from(self.next()).unwrap_or(i16::MAX))),
            Kind::Text => self.formatted(node, name),
            Kind::Choice(values) => json!(values.get(self.choice % values.len().max(1))?),
            Kind::List(items) => self.value(items, name).into_iter().collect(),
            Kind::Map(values) => {
                let first = self.value(values, name).map(|value| (self.text("key"), value));
                let second = self.value(values, name).map(|value| (self.text("key"), value));
                Value::Object(first.into_iter().chain(second).collect())
            }
            Kind::Object(shape) => self.tagged_object(component, shape)?,
            Kind::Union(alternatives) => {
                let chosen = alternatives.iter().cycle().skip(self.choice % alternatives.len().max(1));
                chosen.take(alternatives.len()).find_map(|alternative| self.alternative(alternative, name))?
            }
        })
    }

    /// `None` where the alternative contains itself. A base that is an alternative of its own is not within itself yet.
    fn alternative(&mut self, alternative: &Alternative<'a>, name: &str) -> Option<Value> {
        if self.open.iter().filter(|open| alternative.name == Some(open)).count() > 1 {
            return None;
        }
        self.open.extend(alternative.name);
        let node = self.document.resolve(alternative.schema);
        let mut value = self.of_kind(&alternative.kind(self.document), node, alternative.name, name);
        if alternative.name.is_some() {
            self.open.pop();
        }
        if let (Some((property, tags)), Some(fields)) =
            (&alternative.tag, value.as_mut().and_then(Value::as_object_mut))
        {
            // A union within the union has put in a tag of its own.
            let is_chosen = fields.get(*property).and_then(Value::as_str).is_some_and(|tag| tags.contains(&tag));
            let is_nested = matches!(alternative.kind(self.document), Kind::Union(_));
            let tag = tags.get(self.choice % tags.len().max(1))?;
            if !(is_nested && is_chosen) {
                fields.insert((*property).to_owned(), json!(tag));
            }
        }
        value
    }

    /// An object; one that is an alternative elsewhere carries the tag of that alternative.
    fn tagged_object(&mut self, component: Option<&str>, shape: &Shape<'a>) -> Option<Value> {
        let mut value = self.object(shape)?;
        if let Some((property, tag)) = component.and_then(|name| self.document.tag_of(name))
            && let Some(field) = value.get_mut(property).filter(|field| field.is_string())
        {
            *field = json!(tag);
        }
        Some(value)
    }

    fn object(&mut self, shape: &Shape<'a>) -> Option<Value> {
        let mut fields = Map::new();
        for (name, schema) in &shape.properties {
            let required = shape.required.contains(name);
            let unwanted =
                self.extent == Extent::Required || self.for_a_server && contradicts_itself(self.document, schema);
            if unwanted && !required {
                continue;
            }
            match self.value(schema, name) {
                Some(value) => drop(fields.insert((*name).to_owned(), value)),
                None if required => return None,
                None => {}
            }
        }
        if let (Some(schema), Extent::Full) = (shape.additional, self.extent)
            && let Some(value) = self.value(schema, "additional")
        {
            fields.insert(self.text("additional"), value);
        }
        Some(Value::Object(fields))
    }

    fn integer(&mut self, node: &Value) -> Value {
        let count = self.next();
        let wanted = if node["format"] == "int64" && !self.for_a_server { BEYOND_F64 + count } else { 1000 + count };
        let least = node["minimum"].as_i64().unwrap_or(i64::MIN);
        json!(match node["maximum"].as_i64() {
            // As far into the range as the counter goes, so that neighbours differ; above zero, if it reaches there.
            Some(most) if wanted > most => {
                let least = if most > 0 { least.max(1) } else { least };
                most - count % most.saturating_sub(least).saturating_add(1).max(1)
            }
            _ => wanted.max(least),
        })
    }

    fn formatted(&mut self, node: &Value, name: &str) -> Value {
        let count = self.next();
        let (day, second) = (1 + count / 60 % 28, count % 60);
        if let Some(text) = Some(node).filter(|_| self.for_a_server).and_then(|node| limited(node, count)) {
            return json!(text);
        }
        let text = match node["format"].as_str() {
            // Every second one with a fraction of a second.
            Some("date-time") if count % 2 == 0 => format!("2026-03-{day:02}T11:58:{second:02}Z"),
            Some("date-time") => format!("2026-03-{day:02}T11:58:{second:02}.25Z"),
            Some("date") => format!("2026-03-{day:02}"),
            Some("uuid") => format!("7c1f0e52-9d4b-4a86-b1c3-{count:012x}"),
            Some("email") => format!("{name}-{count}@example.com"),
            Some("uri" | "url") => format!("https://example.com/{name}/{count}"),
            _ if node["pattern"] == "^([a-f0-9]{24})$" => format!("64f1c2a9e4b0a73d{count:08x}"),
            _ => format!("{name}-{count}"),
        };
        json!(text)
    }

    fn text(&mut self, name: &str) -> String {
        format!("{name}-{}", self.next())
    }

    fn next(&mut self) -> i64 {
        self.count += 1;
        self.count
    }
}

/// The part of a schema that says what a text, a number or a boolean is.
fn scalar<'a>(document: &'a Document, schema: &'a Value) -> &'a Value {
    let mut node = schema;
    for _ in 0..NESTED {
        let parts = node["allOf"].as_array().filter(|_| node.get("type").is_none()).into_iter().flatten();
        let Some(part) = parts.map(|part| document.resolve(part)).find(|part| says(part)) else { break };
        node = part;
    }
    node
}

/// Whether a schema allows no value at all: an object that is one of several strings, or what cannot be
/// without such a thing.
pub(crate) fn contradicts_itself(document: &Document, schema: &Value) -> bool {
    match kind(document, schema) {
        Kind::Choice(_) | Kind::Text => document.resolve(schema)["type"] == "object",
        Kind::List(items) => !contains_itself(document, schema) && contradicts_itself(document, items),
        Kind::Object(shape) => shape.required.iter().filter_map(|name| shape.property(name)).any(|property| {
            // One level is as deep as it is needed, and schemas may contain themselves.
            let node = document.resolve(property);
            node["type"] == "object" && matches!(kind(document, property), Kind::Choice(_))
        }),
        _ => false,
    }
}

/// A text within the pattern or the length that a schema asks for, if it asks for any.
fn limited(node: &Value, count: i64) -> Option<String> {
    if let Some(pattern) = node["pattern"].as_str() {
        return pattern::example(pattern);
    }
    let length = |key: &str| node[key].as_u64().and_then(|length| usize::try_from(length).ok());
    let (least, most) = (length("minLength"), length("maxLength"));
    if node.get("format").is_some() || least.is_none() && most.is_none() {
        return None;
    }
    let text = format!("text{count}");
    let padded = text.chars().chain(std::iter::repeat('x'));
    let wanted = text.len().max(least.unwrap_or(0)).min(most.unwrap_or(usize::MAX));
    Some(padded.take(wanted).collect())
}

#[cfg(test)]
mod tests;
