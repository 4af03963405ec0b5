//! Security schemes and requirements, and the declarations of tags.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::reference::{SECURITY, refer};
use super::walk::Walk;
use crate::pointer::Pointer;

/// Keys that a security scheme needs, by its type.
const NEEDS: &[(&str, &[&str])] = &[
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

/// Checks a security scheme whose keys and values are of the right kind.
pub(super) fn scheme<'a>(walk: &mut Walk<'a>, scheme: &'a Map<String, Value>) {
    let ty = scheme.get("type").and_then(Value::as_str);
    let needs = NEEDS.iter().find(|(name, _)| Some(*name) == ty).map(|(_, needs)| *needs).unwrap_or_default();
    for key in needs.iter().filter(|key| !scheme.contains_key(**key)) {
        let missing =
            walk.missing(&format!("a security scheme of type `{}`", ty.unwrap_or_default()), &format!("`{key}`"));
        walk.push(missing);
    }
}

/// Checks the security requirements and the tags of the whole description.
pub(super) fn declared<'a>(walk: &mut Walk<'a>, root: &'a Map<String, Value>) {
    let here = walk.here();
    requirements(walk, root.get("security"), &here);
    let mut first = BTreeMap::new();
    for (index, tag) in root.get("tags").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let at = here.push("tags").index(index).push("name");
        let Some(name) = tag.get("name").and_then(Value::as_str) else { continue };
        if let Some(first) = first.get(name) {
            let error = walk.places.error(&at, format!("the tag `{name}` is declared twice"));
            walk.push(error.with_related("first here", walk.places.location(first)).with_help("remove one of the two"));
        } else {
            first.insert(name, at);
        }
    }
}

/// Checks the `security` of what stands at a pointer.
pub(super) fn requirements(walk: &mut Walk<'_>, security: Option<&Value>, at: &Pointer) {
    let at = at.push("security");
    walk.no_repeats(&at, security.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default());
    for (index, requirement) in security.and_then(Value::as_array).into_iter().flatten().enumerate() {
        for name in requirement.as_object().into_iter().flat_map(Map::keys) {
            refer(walk, SECURITY, name, at.index(index).push(name));
        }
    }
}
