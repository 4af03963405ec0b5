//! Names of tags, operations and parameters.

use super::context::Names;
use super::keywords::{DEVICES, KEYWORDS};
use super::reserved;
use super::scope::{Claim, Scope, Settled, Style};
use crate::case;
use crate::config::Renamed;
use crate::ir::{Api, Operation, Param, ParamLocation, Tag};
use crate::kept::tag_names;
use crate::lock::{OperationNames, TagNames, parameter_key};

/// Names tags, then the operations of each tag, then the parameters of each operation.
pub(super) fn assign(names: &mut Names<'_>, api: &mut Api) {
    tags(names, api);
    for (i, tag) in api.tags.iter().enumerate() {
        let mut operations: Vec<&mut Operation> =
            api.operations.iter_mut().filter(|operation| operation.tag == i).collect();
        methods(names, tag, &mut operations);
    }
    for operation in &mut api.operations {
        parameters(names, operation);
    }
}

fn tags(names: &mut Names<'_>, api: &mut Api) {
    let (config, lock) = (names.config, names.lock);
    let known = tag_names(api, lock);
    let is_known = |names: &TagNames| known.iter().flatten().any(|known| known.module == names.module);
    let gone: Vec<&TagNames> = lock.tags.values().filter(|names| !is_known(names)).collect();
    let tags = &mut api.tags;
    let claims: Vec<Claim<'_>> = tags
        .iter()
        .zip(&known)
        .map(|(tag, known)| Claim {
            fixed: config.rename(Renamed::Tag(&tag.name)),
            kept: known.map(|known| known.module.as_str()),
            preferred: Some(case::short(&case::snake(&case::words(&tag.name)))),
            ..Claim::of(&tag.name)
        })
        .collect();
    let words = KEYWORDS.iter().chain(reserved::MODULES).chain(DEVICES).copied();
    let modules = Scope::new(Style::Snake, "_api", words).holding(gone.iter().map(|names| names.module.clone()));
    let modules: Vec<String> = modules.settle(&claims).into_iter().map(|settled| settled.name).collect();
    // Handle and feature follow the module, which is unique.
    let types = Scope::new(Style::Pascal, "Api", reserved::TYPES.iter().copied());
    let handles = types.holding(gone.iter().map(|names| names.handle.clone()));
    let handles = handles.settle(&follow(&modules, |i| (None, known[i].map(|known| known.handle.as_str()))));
    let features = Scope::new(Style::Snake, "_api", reserved::FEATURES.iter().copied());
    let features = features.without(config.reserved_features().map(|name| name.replace('-', "_")));
    let features = features.holding(gone.iter().map(|names| names.feature.replace('-', "_")));
    let fixed = |i: usize| config.feature(&tags[i].name);
    let features = features.settle(&follow(&modules, |i| (fixed(i), known[i].map(|known| known.feature.as_str()))));
    for (i, tag) in tags.iter_mut().enumerate() {
        tag.module.clone_from(&modules[i]);
        tag.rust.clone_from(&handles[i].name);
        tag.feature = features[i].name.replace('_', "-");
    }
}

/// Claims of names that follow others, which are unique: with those that are chosen, and those of the lock.
fn follow<'a>(wires: &'a [String], names: impl Fn(usize) -> (Option<&'a str>, Option<&'a str>)) -> Vec<Claim<'a>> {
    let claim = |(i, wire): (usize, &'a String)| {
        let (fixed, kept) = names(i);
        Claim { fixed, kept, ..Claim::of(wire) }
    };
    wires.iter().enumerate().map(claim).collect()
}

/// Names the methods of a handle, and the builders after them.
fn methods(names: &mut Names<'_>, tag: &Tag, operations: &mut [&mut Operation]) {
    let (config, lock) = (names.config, names.lock);
    let calls: Vec<String> = operations.iter().map(|operation| operation.call()).collect();
    let known: Vec<Option<&OperationNames>> = calls.iter().map(|call| lock.operations.get(call)).collect();
    // Whatever was called on this handle, and is not any more, holds its names; so does what goes on as an alias.
    let was_here = |names: &OperationNames| lock.tags.get(&names.tag).is_some_and(|old| old.module == tag.module);
    let rename = names.rename;
    let held = lock.operations.iter().filter(|(_, names)| was_here(names)).flat_map(|(call, names)| {
        let gone = (rename || !calls.contains(call)).then(|| (names.method.clone(), names.builder.clone()));
        names.former.iter().cloned().chain(gone)
    });
    let (held_methods, held_builders): (Vec<_>, Vec<_>) = held.unzip();
    let scope = Scope::new(Style::Snake, "_", reserved::METHODS.iter().copied()).holding(held_methods);
    let claims: Vec<Claim<'_>> = operations
        .iter()
        .zip(&known)
        .map(|(operation, known)| Claim {
            wire: &operation.id,
            key: format!("{:?} {}{}", operation.method, operation.path, operation.behind_path),
            fixed: config.rename(Renamed::Method(&operation.id)),
            longer: longer(operation),
            // An id that is pinned since is meant to be the name. Where the method is called that already, it keeps it:
            // the lock's names are held for aliases, so that this one would not be free.
            kept: known
                .map(|known| known.method.as_str())
                .filter(|name| *name == scope.plain(&operation.id) || !rename && !config.pins(&operation.call())),
            ..Claim::default()
        })
        .collect();
    let settled = names.settle(&scope, "operations of one tag", &claims, |i, _| {
        (&operations[i].origin, Renamed::Method(&operations[i].id))
    });
    let handle = [tag.rust.as_str()];
    let builders = Scope::new(Style::Pascal, "Call", reserved::TYPES.iter().copied().chain(handle));
    let builders = builders.holding(held_builders);
    let methods: Vec<String> = settled.iter().map(|settled| settled.name.clone()).collect();
    // A method that was named anew has a builder that is named anew.
    let kept = |i: usize| known[i].filter(|known| known.method == methods[i]).map(|known| known.builder.as_str());
    let builders: Vec<Settled> = builders.settle(&follow(&methods, |i| (None, kept(i))));
    for (((operation, Settled { name, .. }), builder), known) in
        operations.iter_mut().zip(settled).zip(builders).zip(known)
    {
        operation.rust = name;
        operation.builder = builder.name;
        operation.former = known.map(|known| known.former.clone()).unwrap_or_default();
        operation.former.extend(known.filter(|_| rename).map(|known| (known.method.clone(), known.builder.clone())));
        operation.former.retain(|(method, _)| *method != operation.rust);
    }
}

/// The id with the path's last fixed segment, and with all of them: `delete_item_orgs`.
fn longer(operation: &Operation) -> Vec<String> {
    let fixed: Vec<&str> = operation.path.split('/').filter(|part| !part.is_empty() && !part.contains('{')).collect();
    let name = |parts: &[&str]| {
        let parts = std::iter::once(operation.id.as_str()).chain(parts.iter().copied());
        case::snake(&parts.flat_map(case::words).collect::<Vec<_>>())
    };
    vec![name(&fixed[fixed.len().saturating_sub(1)..]), name(&fixed)]
}

fn parameters(names: &mut Names<'_>, operation: &mut Operation) {
    let known = names.lock.operations.get(&operation.call()).map(|names| &names.parameters);
    let scope = Scope::new(Style::Snake, "_", reserved::PARAMETERS.iter().copied())
        .without_prefixes(reserved::PARAMETER_PREFIXES);
    let claims = operation.params.iter().map(|param| {
        let Param { wire, location, required, .. } = param;
        let tier = if *location == ParamLocation::Path { 0 } else { 1 + u8::from(!*required) };
        let longer = [case::words(wire), vec![location.word().to_owned()]].concat();
        let longer = is_told_by_location(&scope, param, &operation.params).then(|| case::snake(&longer));
        Claim { wire, key: parameter_key(param), tier, longer: longer.into_iter().collect(), ..Claim::default() }
    });
    let place = |_, wire| (&operation.origin, Renamed::Parameter(&operation.id, wire));
    let claims = claims.collect();
    let settled = names.settle_members(scope, "parameters", known, claims, place);
    for (param, settled) in operation.params.iter_mut().zip(settled) {
        param.rust = settled.name;
    }
}

/// Whether no other parameter of its location wants the name of `param`: of `ids[]` and `ids` in the query, `ids_query`
/// could be either.
fn is_told_by_location(scope: &Scope, param: &Param, all: &[Param]) -> bool {
    let wanted = scope.plain(&param.wire);
    let there = all.iter().filter(|other| other.location.word() == param.location.word());
    there.filter(|other| scope.plain(&other.wire) == wanted).count() == 1
}
