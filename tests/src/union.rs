//! Unions: their arms, and the tags that select them.

use serde_json::{Map, Value};

use crate::description::{Description, component, schema_name};
use crate::schema::{Kind, Shape, kind, says, shape};

/// How many ancestors of a schema are looked at.
const ANCESTORS: usize = 64;

/// One arm of a union.
#[derive(Clone, Debug)]
pub struct Arm<'a> {
    /// Schema of the arm.
    pub schema: &'a Value,
    /// Name of the component, for an arm given by reference.
    pub name: Option<&'a str>,
    /// Property of the discriminator and the values of it that select this arm.
    pub tag: Option<(&'a str, Vec<&'a str>)>,
    /// Schemas around the union: a value of the arm has their properties too.
    pub around: Vec<&'a Value>,
}

impl<'a> Arm<'a> {
    /// Whether `fields` carry a tag of this arm.
    #[must_use]
    pub fn is_selected_by(&self, fields: &Map<String, Value>) -> bool {
        self.tag.as_ref().is_some_and(|(property, values)| {
            fields.get(*property).and_then(Value::as_str).is_some_and(|tag| values.contains(&tag))
        })
    }

    /// What a value of this arm is, with the properties that the union itself declares.
    #[must_use]
    pub fn kind(&self, description: &'a Description) -> Kind<'a> {
        let node = description.resolve(self.schema);
        if self.around.iter().any(|outer| std::ptr::eq(*outer, node)) {
            // The union is an arm of itself: a value that is no more than the base.
            return Kind::Object(shape(description, node));
        }
        match kind(description, self.schema) {
            Kind::Object(own) if self.around.is_empty() => Kind::Object(own),
            Kind::Object(_) => {
                let (mut all, mut seen) = (Shape::default(), Vec::new());
                for part in self.around.iter().copied().chain([node]) {
                    all.collect(description, part, &mut seen);
                }
                Kind::Object(all)
            }
            other => other,
        }
    }
}

/// The arms of a union: its `oneOf` or `anyOf`, or else what its discriminator leads to. Empty for
/// what is no union.
pub(crate) fn arms<'a>(description: &'a Description, node: &'a Value) -> Vec<Arm<'a>> {
    let property = node["discriminator"]["propertyName"].as_str();
    let mapping = mapping(description, node);
    let listed: Vec<&Value> = ["oneOf", "anyOf"]
        .iter()
        .flat_map(|key| node[*key].as_array().into_iter().flatten())
        .filter(|arm| says(arm) && !is_null(arm))
        .collect();
    let declares = node.get("properties").is_some() || node.get("allOf").is_some();
    let around = if declares { vec![node] } else { Vec::new() };
    let mut schemas: Vec<(&'a Value, Option<&'a str>)> =
        listed.iter().map(|schema| (*schema, schema_name(schema))).collect();
    for (_, name) in &mapping {
        if schemas.iter().all(|(_, known)| known != &Some(*name)) {
            schemas.push((description.schema(name), Some(name)));
        }
    }
    if schemas.is_empty() && node.get("discriminator").is_some() {
        schemas.extend(heirs(description, node));
    }
    let mut arms: Vec<Arm> = schemas
        .into_iter()
        .map(|(schema, name)| Arm {
            schema,
            name,
            tag: property.map(|property| (property, tags(description, schema, name, property, &mapping))),
            around: around.clone(),
        })
        .collect();
    if let (Some(property), true, false) = (property, listed.is_empty(), mapping.is_empty()) {
        arms.extend(base(description, node, property, &mapping));
    }
    if arms.iter().any(|arm| arm.tag.as_ref().is_some_and(|(_, values)| values.is_empty())) {
        // A tag that not every arm has a value of decides nothing.
        for arm in &mut arms {
            arm.tag = None;
        }
    }
    arms
}

/// The arms that an `allOf` has from a union among its parts: one that is no base class, so that the
/// value is one of its arms, with what the other parts declare.
pub(crate) fn spread_arms<'a>(description: &'a Description, node: &'a Value) -> Vec<Arm<'a>> {
    let unions = parents(description, node).filter(|parent| {
        parent.get("discriminator").is_none()
            && !arms(description, parent).is_empty()
            && !is_arm_of(description, node, parent)
    });
    let unions: Vec<&Value> = unions.collect();
    let [union] = unions.as_slice() else { return Vec::new() };
    let mut arms = arms(description, union);
    for arm in &mut arms {
        arm.around = vec![node];
    }
    arms
}

/// Whether one of the parents of `node` is a union that has it as an arm.
pub(crate) fn extends_union_of_its_own(description: &Description, node: &Value) -> bool {
    parents(description, node).any(|parent| is_arm_of(description, node, parent))
}

/// Whether `schema` has `ancestor` among its parents, or theirs.
pub(crate) fn inherits(description: &Description, schema: &Value, ancestor: &Value) -> bool {
    let mut line = vec![description.resolve(schema)];
    let mut next = 0;
    while let Some(member) = line.get(next).filter(|_| next < ANCESTORS).copied() {
        next += 1;
        if parents(description, member).any(|parent| std::ptr::eq(parent, ancestor)) {
            return true;
        }
        line.extend(parents(description, member));
    }
    false
}

/// Values of the discriminator, and the names of the components that they lead to.
fn mapping<'a>(description: &'a Description, node: &'a Value) -> Vec<(&'a str, &'a str)> {
    let entries = node["discriminator"]["mapping"].as_object().into_iter().flatten();
    let named = entries.filter_map(|(value, target)| {
        let target = target.as_str()?;
        // By reference or by bare name.
        Some((value.as_str(), component(target).unwrap_or(target)))
    });
    let schemas = &description.root()["components"]["schemas"];
    named.filter(|(_, name)| schemas.get(name).is_some()).collect()
}

/// The values of the tag that select an arm: those of the mapping, else the only one that the arm
/// allows, else its name.
fn tags<'a>(
    description: &'a Description,
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
    let declared = shape(description, schema).property(property);
    match declared.and_then(|property| property["enum"].as_array()).map(Vec::as_slice) {
        Some([only]) => only.as_str().into_iter().collect(),
        _ => name.into_iter().collect(),
    }
}

/// A parent without `oneOf` is a kind of its own, for the values of its tag that lead to no other.
fn base<'a>(
    description: &'a Description,
    node: &'a Value,
    property: &'a str,
    mapping: &[(&'a str, &'a str)],
) -> Option<Arm<'a>> {
    let declared = description.resolve(shape(description, node).property(property)?);
    let values = declared["enum"].as_array()?.iter().filter_map(Value::as_str);
    let rest: Vec<&str> = values.filter(|value| mapping.iter().all(|(mapped, _)| mapped != value)).collect();
    (!rest.is_empty()).then(|| Arm { schema: node, name: None, tag: Some((property, rest)), around: vec![node] })
}

/// The components that inherit from `node` directly.
fn heirs<'a>(description: &'a Description, node: &'a Value) -> Vec<(&'a Value, Option<&'a str>)> {
    let schemas = description.root()["components"]["schemas"].as_object().into_iter().flatten();
    let heirs = schemas.filter(|(_, schema)| parents(description, schema).any(|parent| std::ptr::eq(parent, node)));
    heirs.map(|(name, schema)| (schema, Some(name.as_str()))).collect()
}

fn parents<'a>(description: &'a Description, node: &'a Value) -> impl Iterator<Item = &'a Value> {
    node["allOf"].as_array().into_iter().flatten().map(|part| description.resolve(part))
}

/// Whether a union has `node` or one of its ancestors as an arm.
fn is_arm_of(description: &Description, node: &Value, union: &Value) -> bool {
    let arms: Vec<&Value> = arms(description, union).iter().map(|arm| description.resolve(arm.schema)).collect();
    let mut line = vec![node];
    let mut next = 0;
    while let Some(member) = line.get(next).filter(|_| next < ANCESTORS).copied() {
        next += 1;
        if arms.iter().any(|arm| std::ptr::eq(*arm, member)) {
            return true;
        }
        line.extend(parents(description, member).filter(|parent| !std::ptr::eq(*parent, union)));
    }
    false
}

fn is_null(node: &Value) -> bool {
    node["enum"].as_array().is_some_and(|values| values.iter().all(Value::is_null)) || node["type"] == "null"
}
