//! Unions: their alternatives, and the tags that select them.

use serde_json::{Map, Value};

use crate::document::{Document, component, schema_name};
use crate::schema::{Kind, Shape, kind, says, shape};

/// How many ancestors of a schema are looked at.
const ANCESTORS: usize = 64;

/// How many unions are looked at that are alternatives of one another.
const NESTED: usize = 4;

/// One alternative of a union.
#[derive(Clone, Debug)]
pub struct Alternative<'a> {
    /// Schema of the alternative.
    pub schema: &'a Value,
    /// Name of the component, for an alternative given by reference.
    pub name: Option<&'a str>,
    /// Property of the discriminator and the values of it that select this alternative.
    pub tag: Option<(&'a str, Vec<&'a str>)>,
    /// Schemas around the union: a value of the alternative has their properties too.
    pub around: Vec<&'a Value>,
}

impl<'a> Alternative<'a> {
    /// Whether `fields` carry a tag of this alternative.
    #[must_use]
    pub fn is_selected_by(&self, fields: &Map<String, Value>) -> bool {
        self.tag.as_ref().is_some_and(|(property, values)| {
            fields.get(*property).and_then(Value::as_str).is_some_and(|tag| values.contains(&tag))
        })
    }

    /// What a value of this alternative is, with the properties that the union itself declares.
    #[must_use]
    pub fn kind(&self, document: &'a Document) -> Kind<'a> {
        let node = document.resolve(self.schema);
        if self.around.iter().any(|outer| std::ptr::eq(*outer, node)) {
            // The union is an alternative of itself: a value that is no more than the base.
            return Kind::Object(shape(document, node));
        }
        match kind(document, self.schema) {
            Kind::Object(own) if self.around.is_empty() => Kind::Object(own),
            Kind::Object(_) => {
                let (mut all, mut seen) = (Shape::default(), Vec::new());
                for part in self.around.iter().copied().chain([node]) {
                    all.collect(document, part, &mut seen);
                }
                Kind::Object(all)
            }
            // What is around a union is around its alternatives.
            Kind::Union(mut alternatives) => {
                for alternative in &mut alternatives {
                    alternative.around.splice(0..0, self.around.iter().copied());
                }
                Kind::Union(alternatives)
            }
            other => other,
        }
    }
}

/// The alternatives of a union: its `oneOf` or `anyOf`, or else what its discriminator leads to. Empty for
/// what is not a union.
pub(crate) fn alternatives<'a>(document: &'a Document, node: &'a Value) -> Vec<Alternative<'a>> {
    alternatives_within(document, node, 0)
}

fn alternatives_within<'a>(document: &'a Document, node: &'a Value, depth: usize) -> Vec<Alternative<'a>> {
    let property = node["discriminator"]["propertyName"].as_str();
    let mapping = mapping(document, node);
    let listed = listed(document, node);
    let declares = ["properties", "additionalProperties", "allOf"].iter().any(|key| node.get(key).is_some());
    let around = if declares { vec![node] } else { Vec::new() };
    let mut schemas: Vec<(&'a Value, Option<&'a str>)> =
        listed.iter().map(|schema| (*schema, schema_name(schema))).collect();
    for (_, name) in &mapping {
        if schemas.iter().all(|(_, known)| known != &Some(*name)) {
            schemas.push((document.schema(name), Some(name)));
        }
    }
    if let (Some(property), true) = (property, listed.is_empty()) {
        let is_known = |name: &str| mapping.iter().any(|(_, known)| *known == name);
        let others = heirs(document, node).into_iter().filter(|(_, name)| !is_known(name));
        let others = others.filter(|(heir, _)| mapping.is_empty() || is_left_out(document, heir, property));
        schemas.extend(others.map(|(heir, name)| (heir, Some(name))));
    }
    let own = |(schema, name): &(&'a Value, Option<&'a str>)| {
        property.map(|property| tags(document, schema, *name, property, &mapping)).unwrap_or_default()
    };
    let own = alone(&schemas.iter().map(own).collect::<Vec<_>>(), &schemas);
    let tag = |index: usize| {
        let property = property?;
        let inner = inner_tags(document, schemas[index].0, property, depth);
        let of_others = |value: &&str| (0..own.len()).any(|other| other != index && own[other].contains(value));
        let inner: Vec<&'a str> = inner.into_iter().filter(|value| !of_others(value)).collect();
        Some((property, if inner.is_empty() { own[index].clone() } else { inner }))
    };
    let alternative = |index: usize| {
        let (schema, name) = schemas[index];
        Alternative { schema, name, tag: tag(index), around: around.clone() }
    };
    let mut alternatives: Vec<Alternative> = (0..schemas.len()).map(alternative).collect();
    if let (Some(property), true, false) = (property, listed.is_empty(), schemas.is_empty()) {
        alternatives.extend(base(document, node, property, &own, mapping.is_empty()));
    }
    if alternatives.iter().any(|alternative| alternative.tag.as_ref().is_some_and(|(_, values)| values.is_empty())) {
        // A tag that not every alternative has a value of decides nothing.
        for alternative in &mut alternatives {
            alternative.tag = None;
        }
    }
    alternatives
}

/// The alternatives that an `allOf` has from a union among its parts: one that is not a base class, so that the
/// value is one of its alternatives, with what the other parts declare.
pub(crate) fn spread_alternatives<'a>(document: &'a Document, node: &'a Value) -> Vec<Alternative<'a>> {
    let unions = parents(document, node)
        .map(|parent| unwrapped(document, parent))
        .filter(|parent| !is_base_class(document, parent) && !is_alternative_of(document, node, parent));
    let of_union = |union| {
        let own = alternatives(document, union);
        if own.is_empty() { spread_alternatives(document, union) } else { own }
    };
    let mut unions = unions.map(of_union).filter(|alternatives| !alternatives.is_empty());
    let (Some(mut alternatives), None) = (unions.next(), unions.next()) else { return Vec::new() };
    for alternative in &mut alternatives {
        alternative.around = vec![node];
    }
    alternatives
}

/// The schema that a `oneOf` or `anyOf` of one alternative means, and nothing besides.
pub(crate) fn unwrapped<'a>(document: &'a Document, node: &'a Value) -> &'a Value {
    let mut node = node;
    for _ in 0..NESTED {
        let says_more = ["properties", "discriminator", "allOf"].iter().any(|key| node.get(key).is_some());
        match listed(document, node).as_slice() {
            [only] if !says_more => node = document.resolve(only),
            _ => break,
        }
    }
    node
}

/// The alternatives of `oneOf` and `anyOf` but null, which the place of the union says.
fn listed<'a>(document: &'a Document, node: &'a Value) -> Vec<&'a Value> {
    let all = ["oneOf", "anyOf"].iter().flat_map(|key| node[*key].as_array().into_iter().flatten());
    all.filter(|alternative| says(alternative) && !is_null(document.resolve(alternative))).collect()
}

/// Whether a schema with a discriminator is a class that others inherit from, rather than one of several schemas that
/// know nothing of it.
pub(crate) fn is_base_class(document: &Document, node: &Value) -> bool {
    let mut listed = ["oneOf", "anyOf"].iter().flat_map(|key| node[*key].as_array().into_iter().flatten()).peekable();
    let is_heir = |schema: &Value| std::ptr::eq(document.resolve(schema), node) || inherits(document, schema, node);
    node.get("discriminator").is_some() && (listed.peek().is_none() || listed.any(is_heir))
}

/// Whether one of the parents of `node` is a union that has it as an alternative.
pub(crate) fn extends_union_of_its_own(document: &Document, node: &Value) -> bool {
    parents(document, node).any(|parent| is_alternative_of(document, node, parent))
}

/// Whether `schema` has `ancestor` among its parents, or theirs.
pub(crate) fn inherits(document: &Document, schema: &Value, ancestor: &Value) -> bool {
    let mut line = vec![document.resolve(schema)];
    let mut next = 0;
    while let Some(member) = line.get(next).filter(|_| next < ANCESTORS).copied() {
        next += 1;
        if parents(document, member).any(|parent| std::ptr::eq(parent, ancestor)) {
            return true;
        }
        line.extend(parents(document, member));
    }
    false
}

/// Values of the discriminator, and the names of the components that they select.
fn mapping<'a>(document: &'a Document, node: &'a Value) -> Vec<(&'a str, &'a str)> {
    let entries = node["discriminator"]["mapping"].as_object().into_iter().flatten();
    let named = entries.filter_map(|(value, target)| {
        let target = target.as_str()?;
        // By reference or by bare name.
        Some((value.as_str(), component(target).unwrap_or(target)))
    });
    named.filter(|(_, name)| document.find(name).is_some()).collect()
}

/// The values of the tag that can select an alternative: those of the mapping, else those that the alternative allows,
/// else its name.
fn tags<'a>(
    document: &'a Document,
    schema: &'a Value,
    name: Option<&'a str>,
    property: &str,
    mapping: &[(&'a str, &'a str)],
) -> Vec<&'a str> {
    let mapped: Vec<&str> =
        mapping.iter().filter(|(_, target)| Some(*target) == name).map(|(value, _)| *value).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    if let Some(value) = document.resolve(schema)["x-ms-discriminator-value"].as_str() {
        return vec![value];
    }
    let declared = shape(document, schema).property(property).and_then(|property| property["enum"].as_array());
    if declared.is_some_and(|values| !values.is_empty() && !values.iter().any(Value::is_string)) {
        // Numbers and booleans are no tags.
        return Vec::new();
    }
    let values = declared.into_iter().flatten().filter_map(Value::as_str);
    let free: Vec<&str> = values.filter(|only| mapping.iter().all(|(value, _)| only != value)).collect();
    if free.is_empty() { name.into_iter().collect() } else { free }
}

/// The values of each alternative that no other one has, else its name.
fn alone<'a>(all: &[Vec<&'a str>], schemas: &[(&'a Value, Option<&'a str>)]) -> Vec<Vec<&'a str>> {
    let count = |value: &&str| all.iter().filter(|values| values.contains(value)).count();
    let own = all.iter().zip(schemas).map(|(values, (_, name))| {
        let alone: Vec<&str> = values.iter().copied().filter(|value| count(value) == 1).collect();
        if alone.is_empty() { name.filter(|_| !values.is_empty()).into_iter().collect() } else { alone }
    });
    own.collect()
}

/// The values of a tag that select the alternatives of an alternative which is a union by the same property.
fn inner_tags<'a>(document: &'a Document, schema: &'a Value, property: &str, depth: usize) -> Vec<&'a str> {
    if depth == NESTED {
        return Vec::new();
    }
    let inner = alternatives_within(document, document.resolve(schema), depth + 1);
    let tags = inner.into_iter().filter_map(|alternative| alternative.tag).filter(|(by, _)| *by == property);
    tags.flat_map(|(_, values)| values).collect()
}

/// A parent without `oneOf` is a kind of its own, for the values of its tag that select no other. Without a mapping its
/// name is one, unless it says which values there are.
fn base<'a>(
    document: &'a Document,
    node: &'a Value,
    property: &'a str,
    taken: &[Vec<&'a str>],
    is_by_name: bool,
) -> Option<Alternative<'a>> {
    let declared = shape(document, node).property(property).map(|property| document.resolve(property));
    let values = declared.and_then(|declared| declared["enum"].as_array()).into_iter().flatten();
    let mut values: Vec<&str> = values.filter_map(Value::as_str).collect();
    if values.is_empty() && is_by_name {
        values.extend(document.name_of(node));
    }
    let rest: Vec<&str> = values.into_iter().filter(|value| !taken.iter().any(|taken| taken.contains(value))).collect();
    (!rest.is_empty()).then(|| Alternative {
        schema: node,
        name: None,
        tag: Some((property, rest)),
        around: vec![node],
    })
}

/// The components that inherit from `node`, directly or through others.
pub(crate) fn heirs<'a>(document: &'a Document, node: &'a Value) -> Vec<(&'a Value, &'a str)> {
    let mut heirs: Vec<(&'a Value, &'a str)> = Vec::new();
    let mut next = Some(node);
    let mut index = 0;
    while let Some(parent) = next {
        for name in document.children(parent) {
            let heir = document.schema(name);
            if !std::ptr::eq(heir, node) && heirs.iter().all(|(known, _)| !std::ptr::eq(*known, heir)) {
                heirs.push((heir, name));
            }
        }
        next = heirs.get(index).map(|(heir, _)| *heir);
        index += 1;
    }
    heirs
}

/// Whether an heir that a mapping does not have is an alternative by its name: it is more than another name of its
/// parent, and the tag is a string.
pub(crate) fn is_left_out(document: &Document, heir: &Value, property: &str) -> bool {
    let tag = shape(document, heir).property(property).map(|tag| document.resolve(tag));
    let is_scalar = tag.is_some_and(|tag| ["boolean", "integer", "number"].iter().any(|name| tag["type"] == **name));
    let parts = heir["allOf"].as_array().into_iter().flatten();
    let several = parts.filter(|part| says(part) || part.get("required").is_some()).count() > 1;
    let adds = ["properties", "additionalProperties", "required"].iter().any(|key| heir.get(key).is_some());
    !is_scalar && (several || adds)
}

fn parents<'a>(document: &'a Document, node: &'a Value) -> impl Iterator<Item = &'a Value> {
    node["allOf"].as_array().into_iter().flatten().map(|part| document.resolve(part))
}

/// Whether a union has `node` or one of its ancestors as an alternative.
fn is_alternative_of(document: &Document, node: &Value, union: &Value) -> bool {
    let alternatives: Vec<&Value> =
        alternatives(document, union).iter().map(|alternative| document.resolve(alternative.schema)).collect();
    let mut line = vec![node];
    let mut next = 0;
    while let Some(member) = line.get(next).filter(|_| next < ANCESTORS).copied() {
        next += 1;
        if alternatives.iter().any(|alternative| std::ptr::eq(*alternative, member)) {
            return true;
        }
        line.extend(parents(document, member).filter(|parent| !std::ptr::eq(*parent, union)));
    }
    false
}

fn is_null(node: &Value) -> bool {
    node["enum"].as_array().is_some_and(|values| values.iter().all(Value::is_null)) || node["type"] == "null"
}
