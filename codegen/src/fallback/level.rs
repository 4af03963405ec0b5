//! Keys one level too high or too low, where one object around or inside theirs has them.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::{meant, spelling};
use crate::ir::Fallback;
use crate::openapi::kinds::{Kind, Names};
use crate::openapi::media_name;
use crate::openapi::tables::{DOCUMENT, SCHEMA};
use crate::openapi::words::is_status;

/// How many pairs of keys are compared in one object or map: enough for 2,000 paths beside `paths`.
const PAIRS: usize = 5_000_000;

const LEVEL: &str = "a key one level too high or too low is read where it belongs";

type Entries = Map<String, Value>;

/// Moves those of the whole document.
pub(super) fn of_root(root: &mut Value, found: &mut Vec<Fallback>) {
    if let Some(entries) = root.as_object_mut() {
        settle(&DOCUMENT, entries, None, &Trail::Root, found);
    }
}

/// Moves those of the objects and maps directly inside one.
pub(super) fn of_children(kind: &'static Kind, entries: &mut Entries, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    lift(kind, entries, at, found);
    let has_strays = |(name, value): &(&String, &Value)| kind.inside(name).is_some_and(|inner| has_stray(inner, value));
    let names: Vec<String> = entries.iter().filter(has_strays).map(|(name, _)| name.clone()).collect();
    for name in names {
        let (Some(inner), Some(value)) = (kind.inside(&name), entries.get_mut(&name)) else { continue };
        let mut child = value.take();
        for inside in containers(inner, &mut child) {
            settle(inner.item(), inside, Some((kind, entries)), &Trail::Key(at, &name), found);
        }
        entries.insert(name, child);
    }
}

/// Moves what an object needs, and does not have, out of the only map inside it that has it:
/// `mapping: {propertyName: kind, …}`.
fn lift(kind: &'static Kind, entries: &mut Entries, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let (Kind::Object(rule) | Kind::RefOr(rule)) = kind else { return };
    for key in rule.keys.iter().filter(|key| key.required) {
        let has = |(name, child): &(&String, &Value)| {
            matches!(kind.inside(name), Some(Kind::Map(Names::Free, _)))
                && child.get(key.name).is_some_and(|value| key.kind.fits(value))
        };
        let maps: Vec<String> = entries.iter().filter(has).map(|(name, _)| name.clone()).collect();
        let [map] = maps.as_slice() else { continue };
        if entries.contains_key(key.name) || entries.contains_key("$ref") {
            continue;
        }
        let inside = entries.get_mut(map).and_then(Value::as_object_mut);
        if let Some(value) = inside.and_then(|inside| inside.shift_remove(key.name)) {
            entries.insert(key.name.to_owned(), value);
            found.push(Fallback::new(LEVEL, Trail::Key(at, map).pointer().push(key.name)));
        }
    }
}

/// Moves the keys that an object or map does not have to the one around it, or one inside it, if only one has them.
fn settle(
    kind: &'static Kind,
    entries: &mut Entries,
    mut outer: Option<(&'static Kind, &mut Entries)>,
    at: &Trail<'_>,
    found: &mut Vec<Fallback>,
) {
    let strays = entries.iter().filter(|(name, value)| is_stray(kind, name, value));
    let strays: Vec<String> = strays.map(|(name, _)| name.clone()).take(PAIRS / entries.len().max(1)).collect();
    for name in strays {
        let Some(value) = entries.get(&name).cloned() else { continue };
        let is_outside = outer.as_ref().is_some_and(|(kind, entries)| takes(kind, entries, &name, &value));
        let mut inside: Vec<&mut Entries> = Vec::new();
        for (key, child) in entries.iter_mut().filter(|(key, _)| **key != name) {
            let Some(inner) = kind.inside(key) else { continue };
            if child.is_null() && takes(inner, &Map::new(), &name, &value) {
                *child = json!({});
            }
            let can_have =
                |inside: &&mut Entries| takes(inner.item(), inside, &name, &value) && declares(inside, &name, &value);
            inside.extend(containers(inner, child).filter(can_have));
        }
        let target = match (is_outside, inside.as_mut_slice()) {
            (true, []) => outer.as_mut().map(|(_, entries)| &mut **entries),
            (false, [only]) => Some(&mut **only),
            _ => None,
        };
        let Some(target) = target else { continue };
        target.insert(name.clone(), value);
        entries.shift_remove(&name);
        found.push(Fallback::new(LEVEL, at.pointer().push(&name)));
    }
}

/// The objects and maps that a value is, or that are its items.
fn containers<'v>(kind: &'static Kind, value: &'v mut Value) -> impl Iterator<Item = &'v mut Entries> {
    let all = match (kind, value) {
        (Kind::List(_), Value::Array(items)) => items.as_mut_slice(),
        (Kind::List(_), _) => &mut [],
        (_, value) => std::slice::from_mut(value),
    };
    all.iter_mut().filter_map(Value::as_object_mut).filter(|entries| !entries.contains_key("$ref"))
}

fn has_stray(kind: &'static Kind, value: &Value) -> bool {
    let strays = |entries: &Entries| {
        !entries.contains_key("$ref") && entries.iter().any(|(name, value)| is_stray(kind.item(), name, value))
    };
    match (kind, value) {
        (Kind::List(_), Value::Array(items)) => items.iter().filter_map(Value::as_object).any(strays),
        (_, Value::Object(entries)) => strays(entries),
        _ => false,
    }
}

/// Whether a key is neither one of the object or map that has it, nor looks like one.
pub(super) fn is_stray(kind: &Kind, name: &str, value: &Value) -> bool {
    match kind {
        _ if name.starts_with("x-") || name == "<<" || name == "$ref" => false,
        // In a schema, the flag of what has the schema.
        Kind::RefOr(rule) if rule.section == SCHEMA.section && name == "required" => value.is_boolean(),
        Kind::Object(rule) | Kind::RefOr(rule) => {
            rule.key(name).or_else(|| rule.other(name)).is_none() && spelling::meant(rule, name, value).is_none()
        }
        Kind::Map(Names::Free | Names::Headers, inner) => {
            // `true` is a schema in OpenAPI 3.1.
            let can_be = value.is_null() || value.is_boolean() && is_keyword(inner, name);
            !can_be && !inner.fits(value) && (is_keyword(inner, name) || !meant::is_meant(inner, value))
        }
        Kind::Map(..) => !has(kind, name),
        _ => false,
    }
}

/// Whether an object or map without a key can have it, with a value.
fn takes(kind: &Kind, entries: &Entries, name: &str, value: &Value) -> bool {
    let fits = || kind.inside(name).is_some_and(|inner| meant::is_meant(inner, value));
    has(kind, name) && !entries.contains_key(name) && fits()
}

/// Whether a schema has the properties that are required, if that is the key in question.
fn declares(schema: &Entries, name: &str, value: &Value) -> bool {
    let has =
        |name: &Value| schema.get("properties").zip(name.as_str()).is_some_and(|(all, name)| all.get(name).is_some());
    name != "required" || value.as_array().is_none_or(|names| names.iter().all(has))
}

/// Whether a name says that it is a key of an object or map.
fn has(kind: &Kind, name: &str) -> bool {
    match kind {
        Kind::Object(rule) | Kind::RefOr(rule) => rule.key(name).is_some(),
        Kind::Map(Names::Paths, _) => name.starts_with('/'),
        Kind::Map(Names::Statuses, _) => is_status(name),
        Kind::Map(Names::MediaTypes, _) => media_name::is_valid(name),
        _ => false,
    }
}

/// Whether a name in a map of schemas could be a keyword of the schema around the map.
pub(super) fn is_keyword(inner: &Kind, name: &str) -> bool {
    matches!(inner, Kind::RefOr(rule) if rule.section == SCHEMA.section) && SCHEMA.key(name).is_some()
}
