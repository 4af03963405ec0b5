//! Names of types.

use std::collections::BTreeSet;

use super::context::Names;
use super::reserved;
use super::scope::{Claim, Scope, Style};
use crate::config::Renamed;
use crate::ir::{TypeDef, TypeKind};
use crate::lock::inline_key;

/// Names all types. The name of a component is its own in Rust's spelling; that of an inline schema is its parent's and its field's.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    let scope = Scope::new(Style::Pascal, "Model", reserved::TYPES.iter().copied());
    let config = names.config;
    let (rename, known) = (names.rename, names.known);
    let is_held = |key: &str| rename || !known.used.contains(key);
    let held = names.lock.types.iter().filter(|(key, _)| is_held(key)).map(|(_, names)| names.name.clone());
    let former = names.lock.types.values().flat_map(|names| names.former.iter().cloned());
    let scope = scope.holding(held.chain(former));
    let pointers: Vec<String> = types.iter().map(|def| def.origin.to_string()).collect();
    let claims: Vec<Claim<'_>> = types
        .iter()
        .zip(&pointers)
        .zip(&known.types)
        .map(|((def, pointer), known)| {
            let wanted = if def.component { scope.plain(&def.wire) } else { def.wire.clone() };
            let kept = known.as_ref().map(|known| known.name.as_str()).filter(|name| !rename || *name == wanted);
            let fixed = config.rename(Renamed::Type(&def.wire)).or_else(|| config.rename(Renamed::Type(pointer)));
            // What an inline type proposes is spelled as Rust does already.
            let inline = (!def.component).then(|| def.wire.clone());
            let longer = inline.iter().map(|name| format!("{name}{}", kind(def))).collect();
            // An enum of many variants is asked for more often than one of a single schema.
            let tier = match (def.component, def.merged.is_empty()) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            Claim {
                wire: &def.wire,
                what: Some(what(def, types, pointer)),
                key: format!("{pointer} {}", def.wire),
                fixed,
                kept,
                tier,
                preferred: inline,
                longer,
            }
        })
        .collect();
    let settled = names.settle(&scope, "types", &claims, |i, other| {
        // Inline types can share the name they propose.
        let key = if types[i].wire == types[other].wire { &pointers[i] } else { &types[i].wire };
        (&types[i].origin, Renamed::Type(key))
    });
    for ((def, settled), known) in types.iter_mut().zip(settled).zip(&known.types) {
        def.rust = settled.name;
        def.former = known.as_ref().map(|known| known.former.clone()).unwrap_or_default();
        def.former.extend(known.as_ref().filter(|_| rename).map(|known| known.name.clone()));
        def.former.extend(merged_names(names, def));
        def.former.retain(|name| *name != def.rust);
    }
}

/// The names of types that are one with another since: they stay as aliases.
fn merged_names(names: &Names<'_>, def: &TypeDef) -> Vec<String> {
    if def.merged.is_empty() {
        return Vec::new();
    }
    let pointers: BTreeSet<String> = def.places().map(ToString::to_string).collect();
    let is_merged = |key: &str| inline_key(key).is_some_and(|(pointer, _)| pointers.contains(pointer));
    let gone = names.lock.types.iter().filter(|(key, known)| {
        known.kind.as_deref() == Some("enum") && !names.known.used.contains(key.as_str()) && is_merged(key)
    });
    gone.map(|(_, known)| known.name.clone()).filter(|name| !def.former.contains(name)).collect()
}

/// What sets an inline type apart from another one of its name.
fn kind(def: &TypeDef) -> &'static str {
    match def.kind {
        TypeKind::Struct(_) => "Object",
        TypeKind::Enum(_) => "Enum",
        TypeKind::Union(_) => "Union",
    }
}

/// What a type is, for messages about two of one name.
fn what(def: &TypeDef, types: &[TypeDef], pointer: &str) -> String {
    match def.patch_of().and_then(|full| types.get(full.0)) {
        Some(full) => format!("the patch type of `{}`", full.wire),
        None if def.component => format!("the schema `{}`", def.wire),
        None => format!("the inline type at {pointer}"),
    }
}
