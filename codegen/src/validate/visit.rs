//! Walks the values of a document along the tables of its objects: keys, kinds, names and references.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use super::mismatch::{self, describe, expected};
use super::suggest::{did_you_mean, nearest};
use super::walk::{Check, Step, Walk};
use super::{media, media_name, misplaced, parameter, reference, schema, security, status};
use crate::diagnostics::Diagnostic;
use crate::openapi::kinds::{Kind, Names, Rule};
use crate::openapi::tables::DEFINITIONS;
use crate::pointer::Pointer;
use crate::version::MediaType;

/// How many repetitions are looked for in one list.
const MAX_REPEATS: usize = 10;

/// What is checked about an object whose keys are right.
fn check_of(rule: &Rule) -> Option<Check> {
    Some(match (rule.section, rule.what) {
        ("headers", _) => parameter::header,
        ("links", _) => media::link,
        ("parameters", _) => parameter::parameter,
        ("requestBodies", _) => media::request_body,
        ("schemas", _) => schema::check,
        ("securitySchemes", _) => security::scheme,
        (_, "an OpenAPI document") => security::document,
        (_, "a media type") => media::media_type,
        _ => return None,
    })
}

impl<'a> Walk<'a> {
    /// Checks a value; returns whether it is of its kind, apart from what is inside it.
    pub(super) fn value(&mut self, kind: &'static Kind, value: &'a Value) -> bool {
        if self.is_done() {
            return true;
        }
        if !kind.fits(value) {
            self.push(self.mismatch(kind, value));
            return false;
        }
        let kind = kind.or_flag();
        match (kind, value) {
            (Kind::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.value(kind, item);
                    self.path.pop();
                }
            }
            (Kind::Map(names, inner), Value::Object(entries)) => {
                self.outer.push(kind);
                for (name, value) in entries {
                    self.under(name, |walk| walk.entry(*names, inner, name, value));
                }
                self.outer.pop();
            }
            (Kind::RefOr(rule), Value::Object(entries)) if entries.contains_key("$ref") => {
                reference::check(self, rule, entries);
            }
            (Kind::Object(rule) | Kind::RefOr(rule), Value::Object(entries)) => {
                self.outer.push(kind);
                self.object(rule, entries);
                self.outer.pop();
            }
            _ => {}
        }
        true
    }

    /// Checks an entry of a mapping: its name, then its value.
    fn entry(&mut self, names: Names, kind: &'static Kind, name: &'a str, value: &'a Value) {
        if names.has_extension(name) {
            return;
        }
        let wrong = match names {
            Names::Free | Names::Paths => None,
            Names::Statuses => status::wrong_name(name),
            Names::MediaTypes => media_name::wrong_name(name),
            Names::Headers => media_name::wrong_header(name),
        };
        if let Some((message, help)) = wrong {
            let error = self.places.error_at_key(&self.here(), message).with_help(help);
            // Headers of responses are not read, and the fallbacks have read media types that are not valid where they
            // would matter.
            let is_read = matches!(names, Names::MediaTypes) && MediaType::parse(name).is_ok();
            if is_read || matches!(names, Names::Headers) {
                self.push_harmless(error);
            } else {
                self.push(error);
            }
        }
        self.value(kind, value);
    }

    /// Checks an object: unknown keys, missing keys, values; then its check, if its own keys are right.
    fn object(&mut self, rule: &'static Rule, entries: &'a Map<String, Value>) {
        let mut sound = true;
        let mut misspelt = Vec::new();
        for (name, value) in entries {
            if let Some(key) = rule.key(name) {
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
                self.push(self.missing(rule.what, key.name, &format!("`{}`", key.name)));
            }
        }
        if let Some(check) = check_of(rule).filter(|_| sound) {
            check(self, entries);
        }
    }

    /// Reports the key the walk is at; returns the key that was meant, if that is clear.
    fn unknown(&mut self, rule: &Rule, entries: &Map<String, Value>) -> Option<&'static str> {
        let Some(&Step::Key(name)) = self.path.last() else { return None };
        let here = self.here();
        let known = rule.keys.iter().map(|key| key.name);
        if self.is_tolerant() && DEFINITIONS.contains(&name) && rule.other(name).is_some() {
            // References into it are followed.
            if let Some(definitions) = entries.get(name) {
                reference::refer_within(self, definitions);
            }
            return None;
        }
        if rule.other(name).is_some() {
            let message = format!("`{name}` is ignored: OpenAPI 3.0 does not have it in {}", rule.what);
            self.push(self.places.warning_at_key(&here, message).with_help(misplaced::earlier(name)));
            return None;
        }
        let referable = (!rule.section.is_empty()).then_some("$ref");
        let inside = misplaced::inside(rule, name, entries);
        let near = || nearest(name, known.chain(referable).filter(|known| !entries.contains_key(*known)));
        // What another object has under just this name is hardly a misspelling.
        let meant = misplaced::renamed(rule, name).or_else(|| if inside.is_none() { near() } else { None });
        let error = self.places.error_at_key(&here, format!("unknown key `{name}` in {}", rule.what));
        let help = match (meant, inside) {
            (Some(meant), _) => did_you_mean(meant),
            (None, Some(inside)) => inside,
            (None, None) if name == "<<" => "merge keys are not supported; write the keys out".to_owned(),
            (None, None) => misplaced::help(rule, &self.outer, name),
        };
        self.push_harmless(error.with_help(help));
        let meant = meant.and_then(|meant| rule.key(meant)).map(|key| key.name);
        match self.path.as_slice() {
            [Step::Key("components"), _] => self.references.misspelt.extend(meant),
            [Step::Key(section)] => self.references.misspelt.extend(misplaced::section(rule, section)),
            _ => {}
        }
        meant
    }

    /// Reports items of a list that appear twice.
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
                    let message = format!("{} appears twice in `{name}`", describe(what));
                    let error = self.places.error(&list.index(index), message);
                    let place = self.places.location(&list.index(*taken.get()));
                    self.push_harmless(error.with_related("first here", place).with_help("remove one of the two"));
                }
            }
        }
    }

    fn mismatch(&self, kind: &Kind, value: &Value) -> Diagnostic {
        let message = match value {
            Value::Null => format!("{} has no value; it must be {}", self.name(), expected(kind)),
            _ => format!("{} must be {}, not {}", self.name(), expected(kind), describe(value)),
        };
        let here = self.here();
        // The first `- ` of a list, or where it is missing, is what is wrong.
        let is_item = matches!(kind, Kind::List(_)) && value.is_object();
        let place =
            if value.is_array() || is_item { self.places.value_location(&here) } else { self.places.location(&here) };
        let key = here.last().unwrap_or_default();
        let help = misplaced::property(&self.outer, &key).unwrap_or_else(|| match (kind, value) {
            (Kind::Text, Value::Bool(_) | Value::Number(_)) => mismatch::quoted(self.places, &here, value),
            _ => mismatch::help(kind, value, &key),
        });
        Diagnostic::error(message).at(place).with_pointer(here).with_help(help)
    }
}
