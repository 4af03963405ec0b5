//! A walk along the tables of objects, with what it has found.
//!
//! What a table cannot say is checked by the [`Check`] of its object.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::fallback::Profile;
use crate::openapi::kinds::Kind;
use crate::openapi::places::Places;
use crate::pointer::Pointer;

/// How many errors are looked for. Only a few are shown, and a hostile input could have any number.
const MAX_ERRORS: usize = 500;

/// What is checked about an object that no table can say.
pub(super) type Check = for<'a> fn(&mut Walk<'a>, &'a Map<String, Value>);

/// Where references are, by the section and name of the component they lead to.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Components that are referred to.
    pub(super) found: BTreeSet<(&'static str, String)>,
    /// Components that are missing, and what refers to them.
    pub(super) unresolved: BTreeMap<(&'static str, String), Vec<Pointer>>,
    /// Sections of components that are there under another name, or in another place.
    pub(super) misspelt: BTreeSet<&'static str>,
}

/// By the place of a schema, the components that have it in their `allOf`, with their places.
pub(super) type Heirs<'a> = BTreeMap<Pointer, Vec<(Pointer, &'a Map<String, Value>)>>;

/// A walk, and what it has found.
pub(super) struct Walk<'a> {
    pub(super) places: Places<'a>,
    /// The whole document.
    pub(super) root: &'a Value,
    profile: Profile,
    pub(super) references: References,
    /// The links of responses, and where they are.
    pub(super) links: Vec<(Pointer, &'a Map<String, Value>)>,
    pub(super) path: Vec<Step<'a>>,
    /// The objects and mappings around the place, outermost first.
    pub(super) outer: Vec<&'static Kind>,
    /// Found when they are first asked for.
    pub(super) heirs: OnceCell<Heirs<'a>>,
    found: Diagnostics,
    errors: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
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
            links: Vec::new(),
            path: Vec::new(),
            outer: Vec::new(),
            heirs: OnceCell::new(),
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

    /// Reports an error about a value, and what to do.
    pub(super) fn error(&mut self, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(self.places.error(at, message).with_help(help));
    }

    /// Reports a warning about a value, and what to do.
    pub(super) fn warning(&mut self, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(self.places.warning(at, message).with_help(help));
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

    /// An error about a key that the object the walk is at lacks; `lacking` says it in words.
    pub(super) fn missing(&self, what: &str, key: &str, lacking: &str) -> Diagnostic {
        let here = self.here();
        self.places.error_about(&here, format!("{what} needs {lacking}")).with_help(format!("add `{key}`"))
    }
}
