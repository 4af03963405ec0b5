//! Names of types.

use std::collections::BTreeSet;

use super::context::Names;
use super::reserved;
use super::scope::{Claim, Scope, Style};
use crate::config::Renamed;
use crate::ir::{TypeDef, TypeKind};
use crate::lock::{TypeNames, inline_key};

/// Names all types. The name of a component is its own in Rust's spelling; that of an inline schema is its parent's and its field's.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    let known = names.known;
    // With `rename`, types that are there have new names too, and leave their old ones as aliases.
    let is_held = |key: &str| names.rename || !known.used.contains(key);
    let held = names.lock.types.iter().filter(|(key, _)| is_held(key)).map(|(_, names)| names.name.clone());
    let former = names.lock.types.values().flat_map(|names| names.former.iter().cloned());
    let scope = Scope::new(Style::Pascal, "Model", reserved::TYPES.iter().copied()).holding(held.chain(former));
    let pointers: Vec<String> = types.iter().map(|def| def.origin.to_string()).collect();
    let claims = types.iter().zip(&pointers).enumerate().map(|(index, (def, pointer))| Claim {
        what: Some(what(def, types, pointer)),
        ..claim(names, &scope, def, pointer, names.known(index))
    });
    let claims: Vec<Claim<'_>> = claims.collect();
    let settled = names.settle(&scope, "types", &claims, |i, other| {
        // Inline types can share the name they propose.
        let key = if types[i].wire == types[other].wire { &pointers[i] } else { &types[i].wire };
        (&types[i].origin, Renamed::Type(key))
    });
    for (index, (def, settled)) in types.iter_mut().zip(settled).enumerate() {
        def.rust = settled.name;
        def.former = former_names(names, def, names.known(index));
    }
}

fn claim<'t>(
    names: &Names<'t>,
    scope: &Scope,
    def: &'t TypeDef,
    pointer: &'t str,
    known: Option<&'t TypeNames>,
) -> Claim<'t> {
    let (config, rename) = (names.config, names.rename);
    let wanted = if def.component { scope.plain(&def.wire) } else { def.wire.clone() };
    // What an inline type proposes is spelled as Rust does already.
    let inline = (!def.component).then(|| def.wire.clone());
    Claim {
        wire: &def.wire,
        key: format!("{pointer} {}", def.wire),
        fixed: config.rename(Renamed::Type(&def.wire)).or_else(|| config.rename(Renamed::Type(pointer))),
        kept: known.map(|known| known.name.as_str()).filter(|name| !rename || *name == wanted),
        // An enum of many variants is asked for more often than one of a single schema.
        tier: match (def.component, def.merged.is_empty()) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        },
        longer: inline.iter().map(|name| format!("{name}{}", kind(def))).collect(),
        preferred: inline,
        what: None,
    }
}

/// The names that a type had before.
fn former_names(names: &Names<'_>, def: &TypeDef, known: Option<&TypeNames>) -> Vec<String> {
    let mut former = known.map(|known| known.former.clone()).unwrap_or_default();
    former.extend(known.filter(|_| names.rename).map(|known| known.name.clone()));
    let merged = merged_names(names, def).into_iter().filter(|name| !former.contains(name));
    let merged: Vec<String> = merged.collect();
    former.extend(merged);
    former.retain(|name| *name != def.rust);
    former
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
    gone.map(|(_, known)| known.name.clone()).collect()
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
