//! How the parameters of operations fit their paths.
//!
//! Mismatches are collected first and reported at the end, so that a misspelling in a shared parameter is one
//! diagnostic and not one for each of the operations that use it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::reference::resolve;
use super::suggest::nearest;
use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::pointer::Pointer;

/// Where a parameter can be.
pub(super) const LOCATIONS: &[&str] = &["path", "query", "header", "cookie"];

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Parameters<'a> {
    /// How many operations use each shared path parameter.
    uses: BTreeMap<Pointer, usize>,
    mismatches: Vec<Mismatch<'a>>,
}

/// A name in a path without a parameter, a path parameter without its name in the path, or one of each that belong
/// together.
struct Mismatch<'a> {
    /// The path.
    path: Pointer,
    operation: Pointer,
    /// Name in the path.
    name: Option<&'a str>,
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
        let in_path = |parameter: &&Declared<'a>| parameter.location == "path";
        for parameter in declared.iter().filter(in_path).filter(|parameter| parameter.is_shared()) {
            *self.uses.entry(parameter.defined.clone()).or_default() += 1;
        }
        let mut unused: Vec<_> =
            declared.iter().filter(in_path).filter(|parameter| !names.contains(&parameter.name)).cloned().collect();
        let undeclared: Vec<_> = names
            .iter()
            .filter(|name| !declared.iter().filter(in_path).any(|parameter| parameter.name == **name))
            .collect();
        for name in &undeclared {
            // What was probably meant: the same name elsewhere, a similar one, or the only one that is left.
            let elsewhere = declared.iter().find(|parameter| parameter.name == **name).cloned();
            let similar = nearest(name, unused.iter().map(|parameter| parameter.name));
            let only = (undeclared.len() == 1 && unused.len() == 1).then_some(0);
            let at = similar.and_then(|similar| unused.iter().position(|parameter| parameter.name == similar)).or(only);
            let parameter = elsewhere.or_else(|| at.map(|at| unused.remove(at)));
            self.mismatches.push(Mismatch { path: path.clone(), operation: here.clone(), name: Some(name), parameter });
        }
        let rest = unused.into_iter();
        self.mismatches.extend(rest.map(|parameter| Mismatch {
            path: path.clone(),
            operation: here.clone(),
            name: None,
            parameter: Some(parameter),
        }));
    }

    /// Reports what does not fit.
    pub(super) fn report(self, walk: &mut Walk<'a>) {
        let mut wrong: BTreeMap<&Pointer, usize> = BTreeMap::new();
        for parameter in self.mismatches.iter().filter_map(|mismatch| mismatch.parameter.as_ref()) {
            *wrong.entry(&parameter.defined).or_default() += 1;
        }
        let everywhere = |defined: &&Pointer| {
            self.uses.get(*defined).is_some_and(|uses| *uses > 1 && wrong.get(*defined) == Some(uses))
        };
        let mut seen = BTreeSet::new();
        for mismatch in &self.mismatches {
            let defined = mismatch.parameter.as_ref().map(|parameter| &parameter.defined);
            let shared = defined.filter(everywhere);
            let place =
                shared.map_or((Some(&mismatch.path), mismatch.name, defined), |shared| (None, None, Some(shared)));
            if seen.insert(place) {
                let diagnostic = diagnose(walk, mismatch, shared.is_some());
                walk.push(diagnostic);
            }
        }
    }
}

fn diagnose(walk: &Walk<'_>, mismatch: &Mismatch<'_>, everywhere: bool) -> Diagnostic {
    let path = walk.places.key_location(&mismatch.path);
    match (mismatch.name, &mismatch.parameter) {
        (_, Some(parameter)) if everywhere => {
            let message = format!("no path that uses this parameter has `{{{}}}`", parameter.name);
            let error =
                walk.places.error(&parameter.defined.push("name"), message).with_related("one of these paths", path);
            match mismatch.name {
                Some(name) => error.with_help(format!("did you mean `{name}`?")),
                None => error,
            }
        }
        (Some(name), Some(parameter)) if parameter.name == name => {
            let place = parameter.defined.push("in");
            let error = walk
                .places
                .error(&place, format!("`{name}` is in the path, but declared as a {} parameter", parameter.location));
            error.with_related("the path", path).with_help("write `in: path` and `required: true`")
        }
        (Some(name), Some(parameter)) => {
            let error = walk.places.error_at_key(&mismatch.path, format!("`{{{name}}}` in this path is not declared"));
            let place = walk.places.location(&parameter.defined.push("name"));
            let error =
                error.with_related(format!("`{}`, which is not in the path, is declared here", parameter.name), place);
            let error = if parameter.is_shared() {
                error.with_related("and used here", walk.places.location(&parameter.used))
            } else {
                error
            };
            error.with_help("use one name in both places")
        }
        (Some(name), None) => {
            let error =
                walk.places.error_about(&mismatch.operation, format!("the path parameter `{name}` is not declared"));
            error
                .with_related("the path", path)
                .with_help("add it to `parameters`, with `in: path` and `required: true`")
        }
        (None, Some(parameter)) => {
            let place = if parameter.is_shared() { parameter.used.clone() } else { parameter.defined.push("name") };
            let error = walk.places.error(&place, format!("the path has no `{{{}}}`", parameter.name));
            error.with_related("the path", path).with_help("remove this parameter, or add it to the path")
        }
        (None, None) => walk.places.error(&mismatch.path, "the parameters do not fit this path"),
    }
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
        let error = walk
            .places
            .error(&parameter.used, format!("two {} parameters are called `{}`", parameter.location, parameter.name));
        walk.push(
            error
                .with_related("the first one", walk.places.location(&first.used))
                .with_help("remove one of the two, or rename it"),
        );
    }
}
