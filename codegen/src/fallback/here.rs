//! A walk along the tables of objects that reads each value as the kind that they have for it.
//!
//! What can be said of a kind or a key in general is done here, for every key of OpenAPI: [`meant`] has the values,
//! [`spelling`] the names of keys, [`level`] their places.

use serde_json::{Map, Value, json};

use super::trail::Trail;
use super::{keywords, level, meant, spelling, statuses};
use crate::ir::Fallback;
use crate::openapi::kinds::{Key, Kind, Names, Rule};
use crate::openapi::places::Places;
use crate::openapi::tables::{DOCUMENT, SCHEMA};
use crate::pointer::Pointer;

const VERSION: &str = "a version of OpenAPI without its last number is read as the first of that version";

const MERGE_KEY: &str = "a merge key of YAML is read as the keys that it refers to";

const EMPTY: &str = "a keyword without a value is ignored";

const NO_VALUE: &str = "an object without a value is read as an empty one";

const NO_ITEM: &str = "an item without a value is ignored";

const NULL_NOT_QUOTED: &str = "null among types is read as the type of that name";

const LIMIT: &str = "a limit of the wrong type is ignored";

const EXAMPLES: &str = "examples without names, or without `value`, are read as values";

/// The versions that documents name by two numbers.
const VERSIONS: [(&str, &str); 3] = [("3.0", "3.0.0"), ("3.1", "3.1.0"), ("3.2", "3.2.0")];

/// Limits that are not numbers: no type follows from them.
const LIMITS: [&str; 2] = ["pattern", "uniqueItems"];

/// A value, what the tables have for it, and its place.
struct Here<'a> {
    value: &'a mut Value,
    /// Its kind in OpenAPI 3.0, and that in other versions.
    kinds: [Option<&'static Kind>; 2],
    at: &'a Trail<'a>,
}

/// Rewrites a document that is still as it is in the text.
pub(super) fn read(root: &mut Value, places: Places<'_>, found: &mut Vec<Fallback>) {
    let mut reader = Reader { places, found };
    reader.version(root);
    level::of_root(root, reader.found);
    reader.value(Here { value: root, kinds: [Some(&DOCUMENT), None], at: &Trail::Root });
}

struct Reader<'p> {
    places: Places<'p>,
    found: &'p mut Vec<Fallback>,
}

impl Reader<'_> {
    fn note(&mut self, what: &str, at: &Trail<'_>) {
        self.found.push(Fallback::new(what, at.pointer()));
    }

    /// `3.1` is version 3.1.0, also as a number.
    fn version(&mut self, root: &mut Value) {
        let at = Pointer::root().push("openapi");
        let Some(written) = root.get_mut("openapi").filter(|version| version.is_string() || version.is_number()) else {
            return;
        };
        let text = self.places.text_of(&at, written);
        if let Some((_, read)) = VERSIONS.iter().find(|(version, _)| *version == text) {
            *written = json!(read);
            self.found.push(Fallback::new(VERSION, at));
        }
    }

    fn value(&mut self, Here { value, kinds, at }: Here<'_>) {
        let kinds = || kinds.into_iter().flatten();
        // Alone in a list, and in quotation marks.
        for _ in 0..2 {
            if kinds().any(|kind| kind.fits(value)) {
                break;
            }
            // What another version has is the more special.
            let text = || self.places.text_of(&at.pointer(), value);
            let Some((read, what)) = kinds().rev().find_map(|kind| meant::read(kind, value, text)) else { break };
            *value = read;
            self.note(what, at);
        }
        let Some(kind) = kinds().find(|kind| kind.fits(value)) else { return };
        match (kind.or_flag(), value) {
            (Kind::List(inner), Value::Array(items)) => self.list(inner, items, at),
            (kind @ Kind::Map(names, _), Value::Object(entries)) => {
                self.merge(kind, entries, at);
                self.map(*names, kind, entries, at);
            }
            (kind @ (Kind::Object(rule) | Kind::RefOr(rule)), Value::Object(entries)) => {
                self.merge(kind, entries, at);
                self.object(rule, kind, entries, at);
            }
            _ => {}
        }
    }

    fn list(&mut self, inner: &'static Kind, items: &mut Vec<Value>, at: &Trail<'_>) {
        let is_type = matches!(inner, Kind::Word(words) if words.contains(&"null"));
        for (index, item) in items.iter_mut().enumerate() {
            let at = Trail::Index(at, index);
            match item {
                Value::Null if is_type => {
                    *item = json!("null");
                    self.note(NULL_NOT_QUOTED, &at);
                }
                Value::Null if !matches!(inner, Kind::Any) => self.note(NO_ITEM, &at),
                _ => self.value(Here { value: item, kinds: [Some(inner), None], at: &at }),
            }
        }
        let mut index = 0;
        items.retain(|item| {
            let lacking = lacking(inner, item);
            if let Some(what) = &lacking {
                self.note(what, &Trail::Index(at, index));
            }
            index += 1;
            lacking.is_none() && (!item.is_null() || matches!(inner, Kind::Any))
        });
    }

    fn map(&mut self, names: Names, kind: &'static Kind, entries: &mut Map<String, Value>, at: &Trail<'_>) {
        if names == Names::Statuses {
            statuses::read(entries, at, self.found);
        }
        level::of_children(kind, entries, at, self.found);
        for (name, value) in entries.iter_mut().filter(|(name, _)| !names.has_extension(name)) {
            let (Some(inner), at) = (kind.inside(name), Trail::Key(at, name)) else { continue };
            if let Some(empty) = meant::empty(inner).filter(|_| value.is_null() && !level::is_keyword(inner, name)) {
                *value = empty;
                self.note(NO_VALUE, &at);
            }
            self.value(Here { value, kinds: [Some(inner), None], at: &at });
        }
    }

    fn object(&mut self, rule: &Rule, kind: &'static Kind, entries: &mut Map<String, Value>, at: &Trail<'_>) {
        spelling::read(rule, entries, at, self.found);
        level::of_children(kind, entries, at, self.found);
        self.examples(rule, entries, at);
        if entries.values().any(Value::is_null) {
            self.empty(rule, kind, entries, at);
        }
        for (name, value) in entries.iter_mut() {
            let (key, at) = (rule.key(name), Trail::Key(at, name));
            if key.is_some_and(is_needed) && value.is_null() {
                *value = json!({});
                self.note(NO_VALUE, &at);
            }
            let is_known = key.is_some_and(|key| key.kind.fits(value));
            let other = if is_known { None } else { rule.other(name) };
            self.value(Here { value, kinds: [key, other].map(|key| key.map(|key| &key.kind)), at: &at });
        }
        self.texts(rule, entries, at);
        entries.retain(|name, value| {
            let ignored = ignored(rule, name, value);
            if let Some(what) = &ignored {
                self.note(what, &Trail::Key(at, name));
            }
            ignored.is_none()
        });
    }

    /// Removes the keywords without a value. Those in a line of their own may be the properties.
    fn empty(&mut self, rule: &Rule, kind: &'static Kind, entries: &mut Map<String, Value>, at: &Trail<'_>) {
        let is_open = |kind: &Kind| matches!(kind, Kind::Map(Names::Free, _));
        let has_stray = entries.iter().any(|(name, value)| level::is_stray(kind, name, value));
        let can_be_null = |kind: &Kind| matches!(kind, Kind::Any) || is_open(kind) && has_stray;
        keywords::remove(entries, at, self.found, EMPTY, |name, value| {
            let key = rule.key(name).or_else(|| rule.other(name));
            value.is_null() && key.is_some_and(|key| !can_be_null(&key.kind) && !is_needed(key))
        });
    }

    /// A number among the values of a string is what is written: `4.10`.
    fn texts(&mut self, rule: &Rule, schema: &mut Map<String, Value>, at: &Trail<'_>) {
        let types = if rule.section == SCHEMA.section { schema.get("type") } else { None };
        let types = types.map(|types| types.as_array().map_or(std::slice::from_ref(types), Vec::as_slice));
        if !types.is_some_and(|types| types.contains(&json!("string")) && types.iter().all(is_string_or_null)) {
            return;
        }
        for key in ["const", "default", "enum"] {
            let (Some(value), at) = (schema.get_mut(key), Trail::Key(at, key)) else { continue };
            let is_quoted = |value: &Value| !value.is_number() && !value.is_boolean();
            if let Value::Array(several) = value {
                for (index, value) in several.iter_mut().enumerate().filter(|(_, value)| !is_quoted(value)) {
                    self.value(Here { value, kinds: [Some(&Kind::Text), None], at: &Trail::Index(&at, index) });
                }
            } else if !is_quoted(value) {
                self.value(Here { value, kinds: [Some(&Kind::Text), None], at: &at });
            }
        }
    }

    /// Adds the keys that a merge key refers to and that are not there. One among them is read next.
    fn merge(&mut self, kind: &Kind, entries: &mut Map<String, Value>, at: &Trail<'_>) {
        while entries.get("<<").is_some_and(|value| is_merged(kind, value)) {
            let Some(merged) = entries.shift_remove("<<") else { return };
            self.note(MERGE_KEY, &Trail::Key(at, "<<"));
            let all = if let Value::Array(several) = merged { several } else { vec![merged] };
            for (key, value) in all.into_iter().filter_map(|one| one.as_object().cloned()).flatten() {
                entries.entry(key).or_insert(value);
            }
        }
    }

    /// A list of examples has a first one; an example that is not an object is the value itself.
    fn examples(&mut self, rule: &Rule, entries: &mut Map<String, Value>, at: &Trail<'_>) {
        match entries.get_mut("examples").filter(|_| rule.key("examples").is_some() && rule.key("example").is_some()) {
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
        self.note(EXAMPLES, &Trail::Key(at, "examples"));
    }
}

/// Whether the value of `<<` has entries for the object or map, and is not itself an entry of that name.
fn is_merged(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Map(_, inner), Value::Object(merged)) => {
            !merged.is_empty() && merged.values().all(|value| inner.fits(value))
        }
        (Kind::Map(..), _) => value.is_array() || value.is_null(),
        _ => true,
    }
}

fn is_string_or_null(ty: &Value) -> bool {
    matches!(ty.as_str(), Some("string" | "null"))
}

/// Why the value of a key is ignored: an object lacks something, or a limit is of another kind.
fn ignored(rule: &Rule, name: &str, value: &Value) -> Option<String> {
    let key = rule.key(name);
    if key.is_some_and(|key| key.kind.fits(value)) {
        return key.filter(|key| !key.required).and_then(|key| lacking(&key.kind, value));
    }
    let kinds = || [key, rule.other(name)].into_iter().flatten().map(|key| &key.kind);
    let is_limit = kinds().any(|kind| matches!(kind, Kind::Count | Kind::Number) || LIMITS.contains(&name));
    (is_limit && !kinds().any(|kind| kind.fits(value))).then(|| LIMIT.to_owned())
}

/// What is said of an object that has no text that it needs. An operation without an id is named after its method and
/// path.
fn lacking(kind: &Kind, value: &Value) -> Option<String> {
    let Kind::Object(rule) = kind else { return None };
    let is_needed = |key: &&Key| key.required && key.name != "operationId" && matches!(key.kind, Kind::Text);
    let mut needed = rule.keys.iter().filter(is_needed);
    let key = needed.find(|key| value.is_object() && value.get(key.name).is_none())?;
    Some(format!("{} without `{}` is ignored", rule.what, key.name))
}

/// Whether a document cannot do without a key.
fn is_needed(key: &Key) -> bool {
    key.required && matches!(key.kind, Kind::Map(Names::Paths, _))
}
