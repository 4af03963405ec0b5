//! What a schema describes: an object, one of several arms, a choice of strings, a list, a scalar.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::description::{Description, component, schema_name};

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// Free-form.
    Any,
    /// `boolean`.
    Bool,
    /// `integer` of any format.
    Integer,
    /// `number`.
    Number,
    /// `string` of any format.
    Text,
    /// Strings out of a list, in its order.
    Choice(Vec<&'a str>),
    /// `array`, with the schema of its elements.
    List(&'a Value),
    /// An object with keys of any name, with the schema of their values.
    Map(&'a Value),
    /// An object with named properties.
    Object(Shape<'a>),
    /// One of several objects.
    Union(Vec<Arm<'a>>),
}

/// The properties of an object, those of its `allOf` parts included.
#[derive(Clone, Debug, Default)]
pub struct Shape<'a> {
    /// Name and schema of each property, parents first. A later part replaces a property of an
    /// earlier one.
    pub properties: Vec<(&'a str, &'a Value)>,
    /// Names of the required properties.
    pub required: BTreeSet<&'a str>,
    /// Schema of the values under other keys, if such keys are described.
    pub additional: Option<&'a Value>,
}

/// One arm of a union.
#[derive(Clone, Debug)]
pub struct Arm<'a> {
    /// Schema of the arm.
    pub schema: &'a Value,
    /// Name of the component, for an arm given by reference.
    pub name: Option<&'a str>,
    /// Property of the discriminator and the values of it that select this arm.
    pub tag: Option<(&'a str, Vec<&'a str>)>,
}

/// Tells what `schema` describes.
#[must_use]
pub fn kind<'a>(description: &'a Description, schema: &'a Value) -> Kind<'a> {
    let node = description.resolve(schema);
    let arms = arms(description, node);
    let extends_a_union_of_its_own = || parents(description, node).any(|parent| is_arm_of(description, node, parent));
    if !arms.is_empty() {
        return merged_choice(description, &arms).unwrap_or(Kind::Union(arms));
    }
    if let Some(values) = node.get("enum").and_then(Value::as_array)
        && values.iter().all(Value::is_string)
    {
        return Kind::Choice(values.iter().filter_map(Value::as_str).collect());
    }
    // A single `allOf` part without anything beside it stands for that part.
    if let [only] = node["allOf"].as_array().map_or(&[][..], Vec::as_slice)
        && node.get("properties").is_none()
        && !extends_a_union_of_its_own()
    {
        return kind(description, only);
    }
    if node.get("allOf").is_some() || node.get("properties").is_some() {
        return Kind::Object(shape(description, node));
    }
    match node["type"].as_str() {
        Some("boolean") => Kind::Bool,
        Some("integer") => Kind::Integer,
        Some("number") => Kind::Number,
        Some("string") => Kind::Text,
        Some("array") => Kind::List(&node["items"]),
        _ => node.get("additionalProperties").filter(|schema| schema.is_object()).map_or(Kind::Any, Kind::Map),
    }
}

/// Collects the properties of an object, whether or not it is the parent of a union as well.
#[must_use]
pub fn shape<'a>(description: &'a Description, schema: &'a Value) -> Shape<'a> {
    let node = description.resolve(schema);
    let mut all = Shape::default();
    for part in parents(description, node) {
        let part = shape(description, part);
        part.properties.into_iter().for_each(|property| all.put(property));
        all.required.extend(part.required);
        all.additional = part.additional.or(all.additional);
    }
    for (name, property) in node["properties"].as_object().into_iter().flatten() {
        all.put((name, property));
    }
    all.required.extend(node["required"].as_array().into_iter().flatten().filter_map(Value::as_str));
    all.additional = node.get("additionalProperties").filter(|schema| schema.is_object()).or(all.additional);
    all
}

impl<'a> Shape<'a> {
    fn put(&mut self, (name, schema): (&'a str, &'a Value)) {
        match self.properties.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = schema,
            None => self.properties.push((name, schema)),
        }
    }

    /// The schema of the property called `name`.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'a Value> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, schema)| *schema)
    }
}

/// Whether the keyword `flag` (`readOnly`, `writeOnly`, `nullable`) is set on a schema or on what it
/// refers to.
#[must_use]
pub fn has(description: &Description, schema: &Value, flag: &str) -> bool {
    description.resolve(schema)[flag] == Value::Bool(true)
}

/// The tag under which a discriminator anywhere in the description selects the component `name`:
/// property and value.
#[must_use]
pub fn tag_of<'a>(description: &'a Description, name: &str) -> Option<(&'a str, &'a str)> {
    let schemas = description.root()["components"]["schemas"].as_object()?;
    schemas.values().flat_map(|schema| arms(description, schema)).find(|arm| arm.name == Some(name)).and_then(|arm| {
        let (property, values) = arm.tag?;
        Some((property, *values.first()?))
    })
}

/// `value` as a request carries it: without read-only properties, at any depth.
#[must_use]
pub fn without_read_only(description: &Description, schema: &Value, value: &Value) -> Value {
    match (kind(description, schema), value) {
        (Kind::Object(shape), Value::Object(fields)) => object_without_read_only(description, &shape, fields),
        (Kind::Union(arms), Value::Object(fields)) => {
            let selected = arms.iter().find(|arm| arm.is_selected_by(fields));
            selected.map_or_else(|| value.clone(), |arm| without_read_only(description, arm.schema, value))
        }
        (Kind::List(items), Value::Array(list)) => {
            list.iter().map(|item| without_read_only(description, items, item)).collect()
        }
        (Kind::Map(values), Value::Object(fields)) => {
            let cut = |(key, value): (&String, &Value)| (key.clone(), without_read_only(description, values, value));
            fields.iter().map(cut).collect()
        }
        _ => value.clone(),
    }
}

fn object_without_read_only(description: &Description, shape: &Shape, fields: &Map<String, Value>) -> Value {
    let cut = |(key, value): (&String, &Value)| match shape.property(key) {
        Some(schema) if has(description, schema, "readOnly") => None,
        Some(schema) => Some((key.clone(), without_read_only(description, schema, value))),
        None => Some((key.clone(), value.clone())),
    };
    fields.iter().filter_map(cut).collect()
}

impl Arm<'_> {
    /// Whether `fields` carry a tag of this arm.
    #[must_use]
    pub fn is_selected_by(&self, fields: &Map<String, Value>) -> bool {
        self.tag.as_ref().is_some_and(|(property, values)| {
            fields.get(*property).and_then(Value::as_str).is_some_and(|tag| values.contains(&tag))
        })
    }
}

/// The arms of a union: its `oneOf` or `anyOf`, or else what its discriminator maps to.
fn arms<'a>(description: &'a Description, node: &'a Value) -> Vec<Arm<'a>> {
    let discriminator = &node["discriminator"];
    let property = discriminator["propertyName"].as_str();
    let mapping: Vec<(&str, &str)> = discriminator["mapping"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(value, target)| Some((value.as_str(), component_or_name(target.as_str()?))))
        .collect();
    let arm = |schema: &'a Value, name: Option<&'a str>| {
        let mapped = mapping.iter().filter(|(_, target)| Some(*target) == name);
        let mut values: Vec<&str> = mapped.map(|(value, _)| *value).collect();
        if mapping.is_empty() {
            // Without a mapping, the name of the component is the tag.
            values.extend(name);
        }
        Arm { schema, name, tag: property.map(|property| (property, values)) }
    };

    if let Some(listed) = node.get("oneOf").or(node.get("anyOf")).and_then(Value::as_array) {
        return listed.iter().map(|schema| arm(schema, schema_name(schema))).collect();
    }
    let mut targets: Vec<&str> = Vec::new();
    for (_, target) in &mapping {
        if !targets.contains(target) {
            targets.push(target);
        }
    }
    targets.into_iter().map(|name| arm(description.schema(name), Some(name))).collect()
}

/// The name of a component that a discriminator maps to, by reference or by name.
fn component_or_name(target: &str) -> &str {
    component(target).unwrap_or(target)
}

/// The strings of all arms, if each arm is a choice of strings.
fn merged_choice<'a>(description: &'a Description, arms: &[Arm<'a>]) -> Option<Kind<'a>> {
    let mut all = Vec::new();
    for arm in arms {
        let Kind::Choice(values) = kind(description, arm.schema) else {
            return None;
        };
        let new: Vec<&str> = values.into_iter().filter(|value| !all.contains(value)).collect();
        all.extend(new);
    }
    Some(Kind::Choice(all))
}

fn parents<'a>(description: &'a Description, node: &'a Value) -> impl Iterator<Item = &'a Value> {
    node["allOf"].as_array().into_iter().flatten().map(|part| description.resolve(part))
}

fn is_arm_of(description: &Description, node: &Value, parent: &Value) -> bool {
    arms(description, parent).iter().any(|arm| std::ptr::eq(description.resolve(arm.schema), node))
}

#[cfg(test)]
mod tests;
