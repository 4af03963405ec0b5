//! Values of another kind than is meant, where one is: `required: 'true'`, `tags: a`, `in: Query`, `2xx`.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::walk;
use crate::ir::Fallback;
use crate::openapi::inside::Is;
use crate::openapi::places::Places;
use crate::openapi::words::STYLES;
use crate::pointer::Pointer;

const VERSION: &str = "a version of OpenAPI without its last number is read as the first of that version";

const QUOTED_FLAG: &str = "`true` or `false` in quotation marks is read as that flag";

const ALONE: &str = "one value in place of a list is read as a list of that value";

const BY_NAME: &str = "parameters by name are read as a list of them";

const CASE: &str = "a word whose letters are of another case is read as the one that OpenAPI has";

const RANGE: &str = "a range of status codes is read as the class that it is in";

const NO_VALUE: &str = "an object without a value is read as an empty one";

const EXAMPLES: &str = "examples without names, or without `value`, are read as values";

/// The versions that documents name by two numbers.
const VERSIONS: [(&str, &str); 2] = [("3.0", "3.0.0"), ("3.1", "3.1.0")];

/// Keywords whose values are flags.
const FLAGS: [&str; 9] = [
    "allowEmptyValue", "allowReserved", "deprecated", "explode", "nullable", "readOnly", "required", "uniqueItems",
    "writeOnly",
];

/// Keywords whose values are lists of strings, and of objects.
const LISTS: [&str; 4] = ["parameters", "security", "servers", "tags"];

/// Keywords whose values are some words, by the words.
const WORDS: &[(&str, &[&str])] = &[
    ("in", &["path", "query", "header", "cookie", "body", "formData"]),
    ("style", &STYLES),
    ("type", &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
];

/// Classes of status codes, and the word for all others.
const STATUSES: [&str; 6] = ["1XX", "2XX", "3XX", "4XX", "5XX", "default"];

/// Maps whose values are objects of which nothing is needed.
const MAPS: [&str; 4] = ["content", "headers", "paths", "responses"];

/// Rewrites a document that is still as it is in the text.
pub(super) fn read(root: &mut Value, places: Places<'_>, found: &mut Vec<Fallback>) {
    version(root, places, found);
    walk::each(root, &mut |is, entries, at| {
        if matches!(is, Is::Objects | Is::Extensible) {
            if at.key().is_some_and(|key| MAPS.contains(&key)) {
                objects(is, entries, at, found);
            }
            if at.key() == Some("responses") && is == Is::Extensible {
                rename(entries, || at.pointer(), found, CASE, status);
                rename(entries, || at.pointer(), found, RANGE, class);
            }
        }
        if matches!(is, Is::Object | Is::Schema) {
            flags(entries, at, found);
        }
        if is == Is::Object {
            by_name(entries, at, found);
            lists(entries, at, found);
            words(entries, at, found);
            examples(entries, at, found);
        }
    });
}

/// `3.1` is version 3.1.0, also as a number.
fn version(root: &mut Value, places: Places<'_>, found: &mut Vec<Fallback>) {
    let at = Pointer::root().push("openapi");
    let Some(written) = root.get_mut("openapi").filter(|version| version.is_string() || version.is_number()) else {
        return;
    };
    let text = places.text_of(&at, written);
    if let Some((_, read)) = VERSIONS.iter().find(|(version, _)| *version == text) {
        *written = json!(read);
        found.push(Fallback::new(VERSION, at));
    }
}

fn flags(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for key in FLAGS {
        let Some(value) = entries.get_mut(key) else { continue };
        let flag = match value.as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("true") => true,
            Some("false") => false,
            _ => continue,
        };
        *value = json!(flag);
        found.push(Fallback::new(QUOTED_FLAG, at.pointer().push(key)));
    }
}

/// `tags: a` is `tags: [a]`, and `servers: {url: a}` a list of one server. A map of parameters by names has none of
/// what a parameter has.
fn lists(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for key in LISTS {
        let Some(value) = entries.get_mut(key) else { continue };
        let is_item = match (key, &*value) {
            ("tags", Value::String(_)) | ("security", Value::Object(_)) => true,
            ("tags", Value::Object(tag)) => tag.contains_key("name"),
            ("servers", Value::Object(server)) => server.get("url").is_some_and(Value::is_string),
            ("parameters", Value::Object(one)) => {
                ["$ref", "in"].iter().any(|key| one.get(*key).is_some_and(Value::is_string))
            }
            _ => false,
        };
        // Data about an operation that a link leads to is under names.
        if is_item && at.section() != Some("links") && at.key() != Some("components") {
            *value = json!([value.take()]);
            found.push(Fallback::new(ALONE, at.pointer().push(key)));
        }
    }
}

/// A map of parameters, in place of a list, says nothing that they do not.
fn by_name(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    let Some(Value::Object(named)) = entries.get_mut("parameters") else { return };
    let is_parameter = |one: &Value| one.get("name").is_some_and(Value::is_string) && one.get("in").is_some();
    if !named.is_empty() && named.values().all(is_parameter) {
        let list = named.values_mut().map(Value::take).collect();
        entries.insert("parameters".to_owned(), Value::Array(list));
        found.push(Fallback::new(BY_NAME, at.pointer().push("parameters")));
    }
}

fn words(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for (key, words) in WORDS {
        let Some(Value::String(value)) = entries.get_mut(*key) else { continue };
        if let Some(meant) = in_other_case(value, words) {
            *value = meant.to_owned();
            found.push(Fallback::new(CASE, at.pointer().push(key)));
        }
    }
}

/// A list of examples has a first one; an example that is not an object is the value itself.
fn examples(entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    match entries.get_mut("examples") {
        Some(Value::Array(list)) => {
            let first = list.drain(..).next();
            entries.shift_remove("examples");
            entries.extend(first.map(|first| ("example".to_owned(), first)));
        }
        Some(Value::Object(named)) if named.values().any(|one| !one.is_object()) => {
            for one in named.values_mut().filter(|one| !one.is_object()) {
                *one = json!({ "value": one.take() });
            }
        }
        _ => return,
    }
    found.push(Fallback::new(EXAMPLES, at.pointer().push("examples")));
}

fn objects(is: Is, entries: &mut Map<String, Value>, at: &Trail<'_>, found: &mut Vec<Fallback>) {
    for (name, value) in entries.iter_mut().filter(|(name, value)| value.is_null() && is.inside(name).is_some()) {
        *value = json!({});
        found.push(Fallback::new(NO_VALUE, at.pointer().push(name)));
    }
}

/// `2xx` is `2XX`.
fn status(name: &str) -> Option<String> {
    in_other_case(name, &STATUSES).map(str::to_owned)
}

/// The word that a text is in letters of another case.
fn in_other_case(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|word| *word != text && word.eq_ignore_ascii_case(text))
}

/// `20x` is `2XX`.
fn class(name: &str) -> Option<String> {
    let is_range = matches!(name.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'x' | b'X']);
    is_range.then(|| format!("{}XX", &name[..1]))
}

/// Gives entries the keys that are meant, unless those are there as well.
pub(super) fn rename(
    entries: &mut Map<String, Value>,
    at: impl Fn() -> Pointer,
    found: &mut Vec<Fallback>,
    what: &str,
    meant: impl Fn(&str) -> Option<String>,
) {
    let is_free = |key: &str, entries: &Map<String, Value>| meant(key).filter(|meant| !entries.contains_key(meant));
    if !entries.keys().any(|key| is_free(key, entries).is_some()) {
        return;
    }
    let before = std::mem::take(entries);
    for (key, value) in before.clone() {
        match is_free(&key, &before).filter(|meant| !entries.contains_key(meant)) {
            Some(meant) => {
                found.push(Fallback::new(what, at().push(&key)));
                entries.insert(meant, value);
            }
            None => drop(entries.insert(key, value)),
        }
    }
}
