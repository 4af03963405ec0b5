//! Keys in letters of another case, and keys that another standard has for the same: `operationID`, `max_length`.

use serde_json::{Map, Value};

use super::meant;
use super::trail::Trail;
use crate::ir::Fallback;
use crate::openapi::kinds::{Key, REFERENCE, Rule};
use crate::openapi::words::RENAMED;
use crate::pointer::Pointer;

const SPELLING: &str =
    "a key whose letters are of another case, or that is called so elsewhere, is read as the one that OpenAPI has";

/// Gives the keys of an object the names that they have in the tables, unless their values are of another kind.
pub(super) fn read(rule: &Rule, entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    rename(entries, || at.pointer(), found, SPELLING, |name, value| meant(rule, name, value).map(str::to_owned));
}

/// The key of an object that a name means which it does not have, if a value, or none, can be that key's.
pub(super) fn meant(rule: &Rule, name: &str, value: &Value) -> Option<&'static str> {
    if name.starts_with("x-") || rule.key(name).or_else(|| rule.other(name)).is_some() {
        return None;
    }
    let renamed = RENAMED.iter().find(|(other, _)| *other == name).and_then(|(_, meant)| rule.key(meant));
    let same = || rule.keys.iter().chain(rule.other).chain([&REFERENCE]).find(|key| is_same(key.name, name));
    let fits = |key: &Key| meant::is_meant(&key.kind, value);
    let can_be = |key: &&Key| value.is_null() || fits(key) || rule.other(key.name).is_some_and(fits);
    renamed.or_else(same).filter(can_be).map(|key| key.name)
}

/// Whether two names differ by nothing but the case of letters and what is between words.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |name: &'_ str| {
        name.bytes()
            .filter(|byte| !matches!(byte, b'_' | b'-' | b' '))
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    one.len() <= other.len() && letters(one) == letters(other)
}

/// Gives entries the keys that are meant, unless those are there as well.
pub(super) fn rename(
    entries: &mut Map<String, Value>,
    at: impl Fn() -> Pointer,
    found: &mut Vec<Fallback>,
    what: &str,
    meant: impl Fn(&str, &Value) -> Option<String>,
) {
    let free = |key: &str, value: &Value, entries: &Map<String, Value>| {
        meant(key, value).filter(|meant| !entries.contains_key(meant))
    };
    if !entries.iter().any(|(key, value)| free(key, value, entries).is_some()) {
        return;
    }
    let before = std::mem::take(entries);
    for (key, value) in before.clone() {
        match free(&key, &value, &before).filter(|meant| !entries.contains_key(meant)) {
            Some(meant) => {
                found.push(Fallback::new(what, at().push(&key)));
                entries.insert(meant, value);
            }
            None => drop(entries.insert(key, value)),
        }
    }
}
