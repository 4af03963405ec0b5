//! Walks the values of a document along the tables of [`tables`](super::tables): keys, kinds, names and references.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::reference::{self, References};
use super::rules::{Kind, Names, Rule};
use super::suggest::{did_you_mean, nearest};
use super::{media, status};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::fallback::Profile;
use crate::openapi::places::Places;
use crate::pointer::Pointer;

/// How many errors are looked for. Only a few are shown, and a hostile input could have any number.
const MAX_ERRORS: usize = 500;
/// How many repetitions are looked for in one list.
const MAX_REPEATS: usize = 10;

/// A walk, and what it has found.
pub(super) struct Walk<'a> {
    pub(super) places: Places<'a>,
    /// The whole description.
    pub(super) root: &'a Value,
    profile: Profile,
    pub(super) references: References,
    path: Vec<Step<'a>>,
    found: Diagnostics,
    errors: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Walk<'a> {
    pub(super) fn new(places: Places<'a>, root: &'a Value, profile: Profile) -> Self {
        Self {
            places,
            root,
            profile,
            references: References::default(),
            path: Vec::new(),
            found: Diagnostics::default(),
            errors: 0,
        }
    }

    pub(super) fn finish(self) -> Diagnostics {
        self.found
    }

    /// Where the walk is.
    pub(super) fn here(&self) -> Pointer {
        self.path.iter().fold(Pointer::root(), |at, step| match step {
            Step::Key(key) => at.push(key),
            Step::Index(index) => at.index(*index),
        })
    }

    /// The name of what the walk is at, for messages: `` `maxLength` ``.
    pub(super) fn name(&self) -> String {
        match self.path.as_slice() {
            [.., Step::Key(key)] => format!("`{key}`"),
            [.., Step::Key(key), Step::Index(index)] => format!("item {} of `{key}`", index + 1),
            [.., Step::Index(index)] => format!("item {}", index + 1),
            [] => "the document".to_owned(),
        }
    }

    /// Whether the walk is at an item of a list under a key.
    pub(super) fn is_in(&self, list: &str) -> bool {
        matches!(self.path.as_slice(), [.., Step::Key(key), Step::Index(_)] if *key == list)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.found.push(diagnostic);
    }

    /// Whether what has one meaning in spite of a fault is read that way.
    pub(super) fn is_tolerant(&self) -> bool {
        self.profile == Profile::Tolerant
    }

    /// Reports a fault that changes nothing about what the document means: an error in our own document only.
    pub(super) fn push_harmless(&mut self, fault: Diagnostic) {
        let severity = if self.is_tolerant() { Severity::Warning } else { fault.severity };
        self.push(Diagnostic { severity, ..fault });
    }

    /// Whether so many errors have been found that it is time to stop.
    pub(super) fn is_done(&self) -> bool {
        self.errors >= MAX_ERRORS
    }

    /// Whether something is at a pointer.
    pub(super) fn exists(&self, pointer: &Pointer) -> bool {
        pointer.find(self.root).is_some()
    }

    /// Lines that something has been found on.
    pub(super) fn reported_lines(&self) -> BTreeSet<usize> {
        self.found.iter().filter_map(Diagnostic::line).collect()
    }

    /// Does something one step further down.
    pub(super) fn under<T>(&mut self, key: &'a str, act: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Key(key));
        let done = act(self);
        self.path.pop();
        done
    }

    /// Checks a value; returns whether it is of its kind, apart from what is inside it.
    pub(super) fn value(&mut self, kind: &'static Kind, value: &'a Value) -> bool {
        match (kind, value) {
            _ if self.is_done() => true,
            (Kind::Any, _)
            | (Kind::Text, Value::String(_))
            | (Kind::Flag | Kind::FlagOr(_), Value::Bool(_))
            | (Kind::Number, Value::Number(_)) => true,
            (Kind::Count, Value::Number(number)) if number.is_u64() => true,
            (Kind::Word(words), Value::String(word)) if words.contains(&word.as_str()) => true,
            (Kind::FlagOr(kind), _) if value.is_object() => self.value(kind, value),
            (Kind::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.value(kind, item);
                    self.path.pop();
                }
                true
            }
            (Kind::Map(names, kind), Value::Object(entries)) => {
                for (name, value) in entries {
                    self.under(name, |walk| walk.entry(*names, kind, name, value));
                }
                true
            }
            (Kind::RefOr(rule), Value::Object(entries)) if entries.contains_key("$ref") => {
                reference::check(self, rule, entries);
                true
            }
            (Kind::Object(rule) | Kind::RefOr(rule), Value::Object(entries)) => {
                self.object(rule, entries);
                true
            }
            _ => {
                let mismatch = self.mismatch(kind, value);
                self.push(mismatch);
                false
            }
        }
    }

    /// Checks an entry of a mapping: its name, then its value.
    fn entry(&mut self, names: Names, kind: &'static Kind, name: &'a str, value: &'a Value) {
        if matches!(names, Names::Paths | Names::Statuses) && name.starts_with("x-") {
            return;
        }
        let wrong = match names {
            Names::Free | Names::Paths => None,
            Names::Statuses => status::wrong_name(name),
            Names::MediaTypes => media::wrong_name(name),
            Names::Headers => media::wrong_header(name),
        };
        if let Some((message, help)) = wrong {
            let error = self.places.error_at_key(&self.here(), message).with_help(help);
            self.push(error);
        }
        self.value(kind, value);
    }

    /// Checks an object: unknown keys, missing keys, values; then its hook, if its own keys are right.
    fn object(&mut self, rule: &'static Rule, entries: &'a Map<String, Value>) {
        let mut sound = true;
        let mut misspelt = Vec::new();
        for (name, value) in entries {
            if let Some(key) = rule.keys.iter().find(|key| key.name == name) {
                sound &= self.under(key.name, |walk| walk.value(&key.kind, value));
            } else if !name.starts_with("x-") {
                let meant = self.under(name, |walk| walk.unknown(rule, entries));
                sound &= self.is_tolerant();
                misspelt.extend(meant);
            }
        }
        for key in rule.keys.iter().filter(|key| key.required && !entries.contains_key(key.name)) {
            sound = false;
            if !misspelt.contains(&key.name) {
                let missing = self.missing(rule.what, key.name, &format!("`{}`", key.name));
                self.push(missing);
            }
        }
        if let Some(hook) = rule.hook.filter(|_| sound) {
            hook(self, entries);
        }
    }

    /// Reports the key the walk is at; returns the key that was meant, if that is clear.
    fn unknown(&mut self, rule: &Rule, entries: &Map<String, Value>) -> Option<&'static str> {
        let Some(&Step::Key(name)) = self.path.last() else { return None };
        let here = self.here();
        let known = rule.keys.iter().map(|key| key.name);
        if rule.later.contains(&name) {
            let warning = self
                .places
                .warning_at_key(&here, format!("`{name}` is ignored: OpenAPI 3.0 does not have it in {}", rule.what));
            self.push(warning);
            return None;
        }
        let referable = (!rule.section.is_empty()).then_some("$ref");
        let meant = nearest(name, known.chain(referable).filter(|known| !entries.contains_key(*known)));
        let error = self.places.error_at_key(&here, format!("unknown key `{name}` in {}", rule.what));
        let help = match meant {
            Some(meant) => did_you_mean(meant),
            None if name == "$ref" => format!("{} cannot be a reference: write it out here", rule.what),
            None if name == "<<" => "merge keys are not supported; write the keys out".to_owned(),
            None => "check the indentation of this line; start the name of an extension with `x-`".to_owned(),
        };
        self.push_harmless(error.with_help(help));
        meant.and_then(|meant| rule.keys.iter().map(|key| key.name).find(|name| *name == meant))
    }

    /// An error about a key that the object the walk is at lacks; `lacking` says it in words.
    pub(super) fn missing(&self, what: &str, key: &str, lacking: &str) -> Diagnostic {
        let here = self.here();
        self.places.error_about(&here, format!("{what} needs {lacking}")).with_help(format!("add `{key}`"))
    }

    /// Warns about items of a list that appear twice.
    pub(super) fn no_repeats(&mut self, list: &Pointer, items: &[Value]) {
        let mut first = BTreeMap::new();
        let mut repeats = 0;
        for (index, item) in items.iter().enumerate() {
            if repeats == MAX_REPEATS {
                return;
            }
            match first.entry(item.to_string()) {
                Entry::Vacant(free) => drop(free.insert(index)),
                Entry::Occupied(taken) => {
                    repeats += 1;
                    let what = item.get("$ref").unwrap_or(item);
                    let name = list.last().unwrap_or_default();
                    let warning = self
                        .places
                        .warning(&list.index(index), format!("{} appears twice in `{name}`", describe(what)));
                    let place = self.places.location(&list.index(*taken.get()));
                    self.push(warning.with_related("first here", place).with_help("remove one of the two"));
                }
            }
        }
    }

    fn mismatch(&self, kind: &Kind, value: &Value) -> Diagnostic {
        let message = match value {
            Value::Null => format!("{} has no value; it must be {}", self.name(), kind.expected()),
            _ => format!("{} must be {}, not {}", self.name(), kind.expected(), describe(value)),
        };
        let error = self.places.error(&self.here(), message);
        match help(kind, value) {
            Some(help) => error.with_help(help),
            None => error,
        }
    }
}

/// What to do about a value of the wrong kind.
fn help(kind: &Kind, value: &Value) -> Option<String> {
    match (kind, value) {
        (_, Value::Null) => Some("write a value, or remove the key".to_owned()),
        (Kind::Text, Value::Bool(_) | Value::Number(_)) => Some(format!("quote it: '{value}'")),
        (Kind::Word(words), Value::String(word)) => nearest(word, words.iter().copied()).map(did_you_mean),
        (Kind::Word(_), Value::Array(_)) => {
            Some("OpenAPI 3.0 has one type in a schema; use `nullable: true` for null".to_owned())
        }
        (Kind::Flag, Value::Number(_)) => {
            Some("OpenAPI 3.0 has the limit in `minimum` or `maximum`, and `true` here".to_owned())
        }
        (Kind::Flag, Value::Array(_)) => {
            Some("a list of required properties belongs into the schema of an object".to_owned())
        }
        (Kind::List(_), Value::Bool(_)) => {
            Some("list the names of the required properties in the schema around this one".to_owned())
        }
        (Kind::List(_), Value::Object(_)) => Some("start each item with `- `".to_owned()),
        (Kind::Map(..) | Kind::Object(_) | Kind::RefOr(_), Value::Array(_)) => {
            Some("remove the `- ` before its keys".to_owned())
        }
        (Kind::Flag | Kind::Count | Kind::Number, Value::String(text))
            if text.parse::<f64>().is_ok() || text == "true" || text == "false" =>
        {
            Some("remove the quotation marks".to_owned())
        }
        (Kind::Object(_) | Kind::RefOr(_) | Kind::Map(..), _) => {
            Some("check the indentation of this line and the next".to_owned())
        }
        _ => None,
    }
}

/// A value in a few words.
pub(super) fn describe(value: &Value) -> String {
    const SHOWN: usize = 40;
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) if text.chars().count() > SHOWN => {
            let start: String = text.chars().take(SHOWN).collect();
            format!("the string `{start}...`")
        }
        Value::String(text) => format!("the string `{text}`"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_long_strings_shortly() {
        assert_eq!(describe(&Value::String("é".repeat(50))), format!("the string `{}...`", "é".repeat(40)));
        assert_eq!(describe(&Value::Null), "nothing");
    }
}
