//! Names of tags, operations and parameters.

use super::keywords::KEYWORDS;
use super::scope::{Claim, Scope, Settled, Style};
use super::{Clash, Names, reserved};
use crate::case;
use crate::config::{Config, Renamed};
use crate::ir::{Api, Operation, Param, ParamLocation, Tag};

/// Names tags, then the operations of each tag, then the parameters of each operation.
pub(super) fn assign(names: &mut Names<'_>, api: &mut Api) {
    tags(names, &mut api.tags);
    for (i, tag) in api.tags.iter().enumerate() {
        let mut operations: Vec<&mut Operation> =
            api.operations.iter_mut().filter(|operation| operation.tag == i).collect();
        methods(names, tag, &mut operations);
    }
    for operation in &mut api.operations {
        parameters(names, operation);
    }
}

fn tags(names: &mut Names<'_>, tags: &mut [Tag]) {
    let config = names.config;
    let claims: Vec<Claim<'_>> = tags
        .iter()
        .map(|tag| Claim {
            wire: &tag.name,
            key: tag.name.clone(),
            fixed: config.rename(Renamed::Tag(&tag.name)),
            ..Claim::default()
        })
        .collect();
    let words = KEYWORDS.iter().chain(reserved::MODULES).copied();
    let modules = Scope::new(Style::Snake, "_api", words).settle(&claims);
    for (tag, module) in tags.iter_mut().zip(modules) {
        tag.module = module.name;
    }
    // Handle and feature follow the module, which is unique.
    let types = Scope::new(Style::Pascal, "Api", reserved::TYPES.iter().copied());
    let features = Scope::new(Style::Snake, "_api", reserved::FEATURES.iter().copied());
    let modules: Vec<String> = tags.iter().map(|tag| tag.module.clone()).collect();
    let claims = |fixed: &dyn Fn(&Tag) -> Option<String>| {
        let claim = |(tag, module): (&Tag, &String)| (module.clone(), fixed(tag));
        tags.iter().zip(&modules).map(claim).collect::<Vec<_>>()
    };
    let handles = settle_all(&types, &claims(&|_| None));
    let features = settle_all(&features, &claims(&|tag| config.feature(&tag.name).map(str::to_owned)));
    for ((tag, handle), feature) in tags.iter_mut().zip(handles).zip(features) {
        tag.rust = handle;
        tag.feature = feature.replace('_', "-");
    }
}

/// Names for wires that are unique, with those that are fixed.
fn settle_all(scope: &Scope, wires: &[(String, Option<String>)]) -> Vec<String> {
    let claims: Vec<Claim<'_>> = wires
        .iter()
        .map(|(wire, fixed)| Claim { wire, key: wire.clone(), fixed: fixed.as_deref(), ..Claim::default() })
        .collect();
    scope.settle(&claims).into_iter().map(|settled| settled.name).collect()
}

fn methods(names: &mut Names<'_>, tag: &Tag, operations: &mut [&mut Operation]) {
    let config = names.config;
    let claims: Vec<Claim<'_>> = operations
        .iter()
        .map(|operation| {
            let key = format!("{:?} {}", operation.method, operation.path);
            Claim { wire: &operation.id, key, fixed: config.rename(Renamed::Method(&operation.id)), ..Claim::default() }
        })
        .collect();
    let scope = Scope::new(Style::Snake, "_", reserved::METHODS.iter().copied());
    let settled = scope.settle(&claims);
    for (i, settled) in settled.iter().enumerate() {
        let Some(other) = settled.clash else { continue };
        let operation = &operations[i];
        names.report(&Clash {
            what: "operations of one tag",
            wires: (&operation.id, &operations[other].id),
            wanted: &scope.plain(&operation.id),
            got: &settled.name,
            origin: &operation.origin,
            renamed: Renamed::Method(&operation.id),
        });
    }
    let handle = [tag.rust.as_str()];
    let builders = Scope::new(Style::Pascal, "Call", reserved::TYPES.iter().copied().chain(handle));
    let methods: Vec<(String, Option<String>)> = settled.iter().map(|settled| (settled.name.clone(), None)).collect();
    let builders = settle_all(&builders, &methods);
    for ((operation, Settled { name, .. }), builder) in operations.iter_mut().zip(settled).zip(builders) {
        operation.rust = name;
        operation.builder = builder;
    }
}

fn parameters(names: &mut Names<'_>, operation: &mut Operation) {
    let scope = Scope::new(Style::Snake, "_", reserved::PARAMETERS.iter().copied())
        .without_prefixes(reserved::PARAMETER_PREFIXES);
    let id = &operation.id;
    let config = names.config;
    let claim = |param| parameter_claim(config, id, param);
    let claims: Vec<Claim<'_>> = operation.params.iter().map(claim).collect();
    let settled = scope.settle(&claims);
    for (i, settled) in settled.iter().enumerate() {
        let Some(other) = settled.clash else { continue };
        let wire = &operation.params[i].wire;
        names.report(&Clash {
            what: "parameters",
            wires: (wire, &operation.params[other].wire),
            wanted: &scope.plain(wire),
            got: &settled.name,
            origin: &operation.origin,
            renamed: Renamed::Parameter(&operation.id, wire),
        });
    }
    for (param, settled) in operation.params.iter_mut().zip(settled) {
        param.rust = settled.name;
    }
}

fn parameter_claim<'p>(config: &'p Config, operation: &str, param: &'p Param) -> Claim<'p> {
    let Param { wire, location, required, .. } = param;
    let place = match location {
        ParamLocation::Path => "path",
        ParamLocation::Query | ParamLocation::QueryJoined => "query",
        ParamLocation::Header => "header",
    };
    let mut longer = case::words(wire);
    longer.push(place.to_owned());
    Claim {
        wire,
        key: format!("{place} {wire}"),
        fixed: config.rename(Renamed::Parameter(operation, wire)),
        preferred: None,
        tier: if *location == ParamLocation::Path { 0 } else { 1 + u8::from(!*required) },
        longer: vec![case::snake(&longer)],
    }
}
