//! The types of the client beside what the description says about each.

use serde_json::Value;

use super::Model;
use crate::description::{Description, component};
use crate::schema::{Arm, Kind, kind};

/// A type and what it must hold.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    pub(super) model: &'static Model,
    pub(super) kind: Kind<'a>,
    /// The schema, references followed.
    pub(super) node: &'a Value,
    /// Name of the component, if the type is one.
    pub(super) component: Option<&'a str>,
}

/// Finds what each type is described as. A type that is nowhere described comes back as it is.
pub(super) fn subjects<'a>(
    description: &'a Description,
    models: &[&'static Model],
) -> (Vec<Subject<'a>>, Vec<&'static Model>) {
    let direct: Vec<_> = models.iter().map(|model| (*model, direct(description, model))).collect();
    let unions: Vec<_> = direct
        .iter()
        .filter_map(|(model, found)| match found {
            Some(Subject { kind: Kind::Union(arms), node, .. }) => Some((*model, arms, *node)),
            _ => None,
        })
        .collect();
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for (model, direct) in &direct {
        let as_arm = || {
            let holding =
                unions.iter().filter(|(union, ..)| union.variants.iter().any(|(_, held)| *held == model.name));
            let mut arms = holding.flat_map(|(_, arms, node)| arms.iter().map(|arm| (arm, *node)));
            arms.find_map(|(arm, union)| described_by(description, model, direct.as_ref(), arm, union))
        };
        match as_arm().or_else(|| direct.clone()) {
            Some(subject) => found.push(subject),
            None => lost.push(*model),
        }
    }
    (found, lost)
}

/// What stands at the pointer of a type.
fn direct<'a>(description: &'a Description, model: &'static Model) -> Option<Subject<'a>> {
    let at = description.root().pointer(model.pointer.trim_start_matches('#'))?;
    if let Value::Array(arms) = at {
        // The enumerations among the arms, as one.
        let kinds = arms.iter().map(|arm| kind(description, arm));
        let values = kinds.filter_map(|kind| if let Kind::Choice(values) = kind { Some(values) } else { None });
        let mut all: Vec<&str> = Vec::new();
        for value in values.flatten() {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        return Some(Subject { model, kind: Kind::Choice(all), node: at, component: None });
    }
    if model.pointer.ends_with("/responses") || at.get("type").is_none() && model.pointer.ends_with("/properties") {
        return None;
    }
    let node = description.resolve(at);
    let component = component(model.pointer).and_then(|name| {
        let schemas = description.root()["components"]["schemas"].as_object()?;
        schemas.get_key_value(name).map(|(name, _)| name.as_str())
    });
    Some(Subject { model, kind: kind(description, at), node, component })
}

/// What an arm says about a type that it is held by, where the union adds to what the type's own
/// schema says.
fn described_by<'a>(
    description: &'a Description,
    model: &'static Model,
    direct: Option<&Subject<'a>>,
    arm: &Arm<'a>,
    union: &'a Value,
) -> Option<Subject<'a>> {
    let node = description.resolve(arm.schema);
    let Kind::Object(shape) = arm.kind(description) else { return None };
    let subject = |kind| Some(Subject { model, kind, node, component: arm.name });
    let Some(direct) = direct else {
        // The base itself.
        return if std::ptr::eq(node, union) { subject(Kind::Object(shape)) } else { None };
    };
    if !std::ptr::eq(direct.node, node) {
        return None;
    }
    let Kind::Object(own) = &direct.kind else { return subject(Kind::Object(shape)) };
    let tag = arm.tag.as_ref().filter(|(_, values)| values.len() == 1).map(|(property, _)| *property);
    let adds = shape.properties.iter().any(|(name, _)| own.property(name).is_none() && Some(*name) != tag);
    if adds { subject(Kind::Object(shape)) } else { None }
}
