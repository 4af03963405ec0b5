//! Security schemes that are not declared, or not as OpenAPI 3.0 has them, and the requirements of them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::keywords;
use super::trail::Trail;
use super::walk;
use crate::case;
use crate::ir::Fallback;
use crate::openapi::words;
use crate::pointer::Pointer;

const UNDECLARED: &str =
    "a security scheme that is not declared is read by its name: calls send the client's credentials, or none";

const NOT_VALID: &str = "a security scheme that lacks what its type needs is read as one that is not declared";

const MUTUAL_TLS: &str =
    "a certificate of the client (`mutualTLS`) is not sent by the client itself: hand in a transport that has it";

const NO_SCOPES: &str = "a flow of OAuth without `scopes` is read as one without any";

const SCOPES: &str = "scopes or roles that a security scheme does not declare are ignored";

/// Words in the name of a security scheme that say that a call needs no credentials.
const NO_CREDENTIALS: [&str; 8] =
    ["anonymous", "noauth", "none", "public", "unauth", "unauthenticated", "unauthorised", "unauthorized"];

/// The same in two words, as in `NoAuth`.
const NO_AUTH: [[&str; 2]; 4] = [["no", "auth"], ["no", "authentication"], ["no", "credentials"], ["no", "security"]];

/// Words that say that there are credentials, whatever else the name says: `public_key`.
const CREDENTIALS: [&str; 9] =
    ["apikey", "bearer", "certificate", "credentials", "key", "keys", "secret", "token", "tokens"];

/// Rewrites the schemes, and the requirements of the document and all operations.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    let mut schemes = Schemes { declared: declared(root, found), undeclared: BTreeSet::new(), found };
    if let Some(entries) = root.as_object_mut() {
        schemes.requirements(entries, &Pointer::root());
    }
    walk::operations(root, |operation, at| schemes.requirements(operation, at));
    let undeclared = schemes.undeclared;
    declare(root, undeclared);
}

/// What is known while requirements are rewritten.
struct Schemes<'f> {
    declared: Map<String, Value>,
    /// Those that are used all the same.
    undeclared: BTreeSet<String>,
    found: &'f mut Vec<Fallback>,
}

impl Schemes<'_> {
    /// Requirements of a scheme that is not declared: none where its name says so, else the client's credentials.
    fn requirements(&mut self, owner: &mut Map<String, Value>, at: &Pointer) {
        let at = at.push("security");
        let Some(requirements) = owner.get_mut("security").and_then(Value::as_array_mut) else { return };
        for (index, requirement) in requirements.iter_mut().enumerate() {
            let Some(entries) = requirement.as_object_mut() else { continue };
            let at = at.index(index);
            entries.retain(|name, scopes| {
                let at = || at.push(name);
                match self.declared.get(name) {
                    Some(scheme) if is_mutual_tls(scheme) => return false,
                    Some(scheme) => {
                        let has = |scope: &Value| words::has_scope(scheme, scope.as_str().unwrap_or_default());
                        if let Some(list) = scopes.as_array_mut().filter(|scopes| !scopes.iter().all(has)) {
                            list.retain(has);
                            self.found.push(Fallback::new(SCOPES, at()));
                        }
                    }
                    None => {
                        self.found.push(Fallback::new(UNDECLARED, at()));
                        if needs_none(name) {
                            return false;
                        }
                        *scopes = json!([]);
                        self.undeclared.insert(name.clone());
                    }
                }
                true
            });
        }
    }
}

/// The schemes of the document, those that can be read. The certificate of a client, and what is not valid, is taken
/// from the document.
fn declared(root: &mut Value, found: &mut Vec<Fallback>) -> Map<String, Value> {
    let (components, section) = (Trail::Key(&Trail::Root, "components"), "securitySchemes");
    let at = Trail::Key(&components, section);
    let Some(schemes) = root.pointer_mut("/components/securitySchemes").and_then(Value::as_object_mut) else {
        return Map::new();
    };
    keywords::remove(schemes, &at, found, NOT_VALID, |name, scheme| !name.starts_with("x-") && !is_sound(scheme));
    for (name, scheme) in schemes.iter_mut() {
        let flows = scheme.get_mut("flows").and_then(Value::as_object_mut).into_iter().flatten();
        for (flow, entries) in flows.filter_map(|(flow, entries)| Some((flow, entries.as_object_mut()?))) {
            if !flow.starts_with("x-") && entries.get("scopes").is_none_or(Value::is_null) {
                entries.insert("scopes".to_owned(), json!({}));
                found.push(Fallback::new(NO_SCOPES, at.pointer().push(name).push("flows").push(flow)));
            }
        }
    }
    let declared = schemes.clone();
    keywords::remove(schemes, &at, found, MUTUAL_TLS, |_, scheme| is_mutual_tls(scheme));
    declared
}

/// Whether a scheme has all that its type needs. What no table can say is left for the checks.
fn is_sound(scheme: &Value) -> bool {
    let Some(entries) = scheme.as_object().filter(|entries| !entries.contains_key("$ref")) else { return true };
    let needs = entries.get("type").and_then(Value::as_str).and_then(words::needs);
    is_mutual_tls(scheme) || needs.is_some_and(|needs| needs.iter().all(|key| entries.contains_key(*key)))
}

fn is_mutual_tls(scheme: &Value) -> bool {
    scheme.get("type").and_then(Value::as_str) == Some("mutualTLS")
}

/// Whether the name of a scheme says that a call needs no credentials.
fn needs_none(name: &str) -> bool {
    let words = case::words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_no_auth = words.windows(2).any(|pair| NO_AUTH.iter().any(|words| words.iter().eq(pair)));
    (has(&NO_CREDENTIALS) || is_no_auth) && !has(&CREDENTIALS)
}

/// Declares the schemes that the document forgot.
fn declare(root: &mut Value, undeclared: BTreeSet<String>) {
    if undeclared.is_empty() {
        return;
    }
    let Some(entries) = root.as_object_mut() else { return };
    let components = entries.entry("components").or_insert_with(|| json!({}));
    let Some(components) = components.as_object_mut() else { return };
    let schemes = components.entry("securitySchemes").or_insert_with(|| json!({}));
    let Some(schemes) = schemes.as_object_mut() else { return };
    schemes.extend(undeclared.into_iter().map(|name| (name, json!({ "type": "http", "scheme": "bearer" }))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_schemes_without_credentials() {
        for name in ["none", "NoAuth", "no_auth", "publicApi", "Anonymous", "Unauthenticated", "unauth"] {
            assert!(needs_none(name), "{name}");
        }
        for name in
            ["public_key", "publicToken", "clientCredentialsNoneExpiring", "republic", "DigestAuth", "nonexistent"]
        {
            assert!(!needs_none(name), "{name}");
        }
    }
}
