//! Security schemes and requirements.

use serde_json::{Map, Value};

use super::reference::{SECURITY, refer, section};
use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::openapi::words;
use crate::pointer::Pointer;

/// HTTP authentication schemes that are registered.
const REGISTERED: &[&str] = &[
    "basic", "bearer", "concealed", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth", "privatetoken",
    "scram-sha-1", "scram-sha-256", "vapid",
];

/// Checks a security scheme whose keys and values are of the right kind.
pub(super) fn scheme<'a>(walk: &mut Walk<'a>, scheme: &'a Map<String, Value>) {
    let ty = scheme.get("type").and_then(Value::as_str);
    let needs = ty.and_then(words::needs).unwrap_or_default();
    for key in needs.iter().filter(|key| !scheme.contains_key(**key)) {
        let what = format!("a security scheme of type `{}`", ty.unwrap_or_default());
        walk.push(walk.missing(&what, key, &format!("`{key}`")));
    }
    let http = scheme.get("scheme").and_then(Value::as_str).filter(|_| ty == Some("http"));
    if let Some(name) = http.filter(|name| !REGISTERED.contains(name)) {
        let at = walk.here().push("scheme");
        let warning = walk.places.warning(&at, format!("`{name}` is not a registered authentication scheme"));
        let meant = nearest(name, REGISTERED.iter().copied());
        walk.push(meant.into_iter().fold(warning, |warning, meant| warning.with_help(did_you_mean(meant))));
    }
}

/// Checks the `security` of the whole document.
pub(super) fn document<'a>(walk: &mut Walk<'a>, document: &'a Map<String, Value>) {
    requirements(walk, document.get("security"), &Pointer::root());
}

/// Checks the `security` of what is at a pointer: the whole document, or an operation.
pub(super) fn requirements(walk: &mut Walk<'_>, security: Option<&Value>, at: &Pointer) {
    let at = at.push("security");
    let requirements = security.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    walk.no_repeats(&at, requirements);
    for (index, requirement) in requirements.iter().enumerate() {
        for (name, scopes) in requirement.as_object().into_iter().flatten() {
            let here = at.index(index).push(name);
            for (index, scope) in scopes.as_array().into_iter().flatten().enumerate() {
                scope_exists(walk, name, scope, &here.index(index));
            }
            refer(walk, SECURITY, name, here);
        }
    }
}

fn scope_exists(walk: &mut Walk<'_>, scheme: &str, scope: &Value, at: &Pointer) {
    let scheme = section(walk.root, SECURITY).and_then(|schemes| schemes.get(scheme));
    let (Some(scheme), Some(scope)) = (scheme, scope.as_str()) else { return };
    if !words::has_scope(scheme, scope) {
        let message = if scheme["type"] == "oauth2" {
            format!("no flow of this security scheme has the scope `{scope}`")
        } else {
            format!("this security scheme has no scopes, and so not `{scope}`")
        };
        walk.error(at, message, "remove it, or declare it in the `scopes` of a flow");
    }
}
