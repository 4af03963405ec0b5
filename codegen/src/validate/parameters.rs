//! How the parameters of operations fit their paths.
//!
//! Mismatches are collected first and reported at the end, so that a misspelling in a shared parameter is one
//! diagnostic and not one for each of the operations that use it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::reference::resolve;
use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::openapi::words::LOCATIONS;
use crate::pointer::Pointer;

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Parameters<'a> {
    /// How many operations use each shared path parameter.
    uses: BTreeMap<Pointer, usize>,
    /// The names in each path, once for each of its operations.
    paths: BTreeMap<Pointer, Vec<&'a str>>,
    mismatches: Vec<Mismatch<'a>>,
}

/// What does not fit, and where: a name, a parameter, or one of each that probably belong together.
struct Mismatch<'a> {
    path: Pointer,
    operation: Pointer,
    /// A name in the path that no path parameter has.
    name: Option<&'a str>,
    /// A path parameter whose name is not in the path, or one of another kind that has the name.
    parameter: Option<Declared<'a>>,
}

#[derive(Clone)]
struct Declared<'a> {
    name: &'a str,
    location: &'a str,
    /// Where it is used.
    used: Pointer,
    /// Where it is defined: the same, or a component.
    defined: Pointer,
}

impl Declared<'_> {
    fn is_shared(&self) -> bool {
        self.used != self.defined
    }
}

impl<'a> Parameters<'a> {
    /// Takes in an operation of a path.
    pub(super) fn operation(
        &mut self,
        walk: &mut Walk<'a>,
        (path, item): (&Pointer, &'a Map<String, Value>),
        (here, operation): (&Pointer, &'a Map<String, Value>),
        names: &[&'a str],
    ) {
        let (own, shared) = (declared(walk.root, operation, here), declared(walk.root, item, path));
        let (Some(own), Some(shared)) = (own, shared) else { return };
        duplicates(walk, &own);
        duplicates(walk, &shared);
        let inherited = shared.into_iter().filter(|other| !own.iter().any(|own| same(own, other)));
        let all: Vec<_> = inherited.chain(own.iter().cloned()).collect();
        self.compare(path, here, names, &all);
    }

    fn compare(&mut self, path: &Pointer, here: &Pointer, names: &[&'a str], declared: &[Declared<'a>]) {
        self.paths.entry(path.clone()).or_default().extend(names);
        let in_path = |parameter: &&Declared<'a>| parameter.location == "path";
        for parameter in declared.iter().filter(in_path).filter(|parameter| parameter.is_shared()) {
            *self.uses.entry(parameter.defined.clone()).or_default() += 1;
        }
        let mut unused: Vec<_> =
            declared.iter().filter(in_path).filter(|parameter| !names.contains(&parameter.name)).cloned().collect();
        let is_declared = |name: &str| declared.iter().filter(in_path).any(|parameter| parameter.name == name);
        let undeclared: Vec<&str> = names.iter().copied().filter(|name| !is_declared(name)).collect();
        let mut add = |name: Option<&'a str>, parameter: Option<Declared<'a>>| {
            self.mismatches.push(Mismatch { path: path.clone(), operation: here.clone(), name, parameter });
        };
        for &name in &undeclared {
            // What was probably meant: the same name elsewhere, a similar one, or the only one that is left.
            let similar = nearest(name, unused.iter().map(|parameter| parameter.name));
            let similar = similar.and_then(|similar| unused.iter().position(|parameter| parameter.name == similar));
            let only = (undeclared.len() == 1 && unused.len() == 1).then_some(0);
            let elsewhere = declared.iter().find(|parameter| parameter.name == name).cloned();
            add(Some(name), elsewhere.or_else(|| similar.or(only).map(|index| unused.remove(index))));
        }
        for parameter in unused {
            add(None, Some(parameter));
        }
    }

    /// Reports what does not fit.
    pub(super) fn report(self, walk: &mut Walk<'a>) {
        let mut wrong: BTreeMap<&Pointer, usize> = BTreeMap::new();
        for parameter in self.mismatches.iter().filter_map(|mismatch| mismatch.parameter.as_ref()) {
            *wrong.entry(&parameter.defined).or_default() += 1;
        }
        let everywhere = |parameter: &&Declared<'_>| {
            let uses = self.uses.get(&parameter.defined).copied().unwrap_or_default();
            uses > 1 && wrong.get(&parameter.defined) == Some(&uses)
        };
        let mut seen = BTreeSet::new();
        for mismatch in &self.mismatches {
            let parameter = mismatch.parameter.as_ref();
            let shared = parameter.filter(everywhere);
            let place = match shared {
                Some(shared) => (None, None, Some(&shared.defined)),
                None => (Some(&mismatch.path), mismatch.name, parameter.map(|parameter| &parameter.defined)),
            };
            if seen.insert(place) {
                walk.push(match shared {
                    Some(shared) => misnamed_everywhere(walk, mismatch, shared),
                    None => self.diagnose(walk, mismatch),
                });
            }
        }
    }

    /// Whether of two names that do not match the one in the path is more likely the misspelt one: another path has
    /// the name of the parameter, or all operations of the path have it.
    fn is_path_misspelt(&self, path: &Pointer, name: &str, parameter: &Declared<'_>) -> bool {
        let elsewhere = |name: &str| self.paths.iter().any(|(other, names)| other != path && names.contains(&name));
        if elsewhere(name) != elsewhere(parameter.name) {
            return elsewhere(parameter.name);
        }
        let operations = self.paths.get(path).into_iter().flatten().filter(|other| **other == name).count();
        let wrong = self.mismatches.iter().filter(|mismatch| mismatch.path == *path);
        let wrong = wrong.filter(|mismatch| mismatch.name == Some(name)).count();
        parameter.is_shared() || (operations > 1 && wrong == operations)
    }

    fn diagnose(&self, walk: &Walk<'_>, mismatch: &Mismatch<'_>) -> Diagnostic {
        let places = walk.places;
        let path = places.key_location(&mismatch.path);
        match (mismatch.name, &mismatch.parameter) {
            (name, None) => {
                let message = format!("the path parameter `{}` is not declared", name.unwrap_or_default());
                let error = places.error_about(&mismatch.operation, message).with_related("the path", path);
                error.with_help("add it to `parameters`, with `in: path` and `required: true`")
            }
            (None, Some(parameter)) => {
                let place = if parameter.is_shared() { parameter.used.clone() } else { parameter.defined.push("name") };
                let error = places.error(&place, format!("the path has no `{{{}}}`", parameter.name));
                error.with_related("the path", path).with_help("remove this parameter, or add it to the path")
            }
            (Some(name), Some(parameter)) if parameter.name == name => {
                let message = format!("`{name}` is in the path, but declared as a {} parameter", parameter.location);
                let error = places.error(&parameter.defined.push("in"), message).with_related("the path", path);
                error.with_help("write `in: path` and `required: true`")
            }
            (Some(name), Some(parameter)) if self.is_path_misspelt(&mismatch.path, name, parameter) => {
                let error = places.error_at_key(&mismatch.path, format!("`{{{name}}}` in this path is not declared"));
                let message = format!("`{}`, which is not in the path, is declared here", parameter.name);
                let error = error.with_related(message, places.location(&parameter.defined.push("name")));
                let used = parameter.is_shared().then(|| places.location(&parameter.used));
                let error = used.into_iter().fold(error, |error, used| error.with_related("and used here", used));
                let error = error.with_related("by this operation", places.key_location(&mismatch.operation));
                error.with_help("use one name in both places")
            }
            (Some(name), Some(parameter)) => {
                let message = format!("the path has no `{{{}}}`", parameter.name);
                let error = places.error(&parameter.defined.push("name"), message).with_related("the path", path);
                error.with_help(did_you_mean(name))
            }
        }
    }
}

/// A shared parameter that fits no path: the mistake is most likely its own.
fn misnamed_everywhere(walk: &Walk<'_>, mismatch: &Mismatch<'_>, parameter: &Declared<'_>) -> Diagnostic {
    let message = format!("no path that uses this parameter has `{{{}}}`", parameter.name);
    let error = walk.places.error(&parameter.defined.push("name"), message);
    let error = error.with_related("one of these paths", walk.places.key_location(&mismatch.path));
    mismatch.name.into_iter().fold(error, |error, name| error.with_help(did_you_mean(name)))
}

fn same(one: &Declared<'_>, other: &Declared<'_>) -> bool {
    one.name == other.name && one.location == other.location
}

/// The parameters that an operation or a path item lists. Nothing when one of them is malformed, which is reported
/// elsewhere.
fn declared<'a>(root: &'a Value, owner: &'a Map<String, Value>, at: &Pointer) -> Option<Vec<Declared<'a>>> {
    let at = at.push("parameters");
    let list = owner.get("parameters").map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
    let read = list.iter().enumerate().map(|(index, parameter)| {
        let used = at.index(index);
        let (defined, parameter) = resolve(root, parameter, "parameters")?;
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        let location = text("in").filter(|location| LOCATIONS.contains(location))?;
        Some(Declared { name: text("name")?, location, defined: defined.unwrap_or_else(|| used.clone()), used })
    });
    read.collect()
}

fn duplicates<'a>(walk: &mut Walk<'a>, list: &[Declared<'a>]) {
    for (index, parameter) in list.iter().enumerate() {
        let Some(first) = list.iter().take(index).find(|first| same(first, parameter)) else { continue };
        let message = format!("two {} parameters are called `{}`", parameter.location, parameter.name);
        let error = walk.places.error(&parameter.used, message);
        let error = error.with_related("the first one", walk.places.location(&first.used));
        walk.push(error.with_help("remove one of the two, or rename it"));
    }
}
