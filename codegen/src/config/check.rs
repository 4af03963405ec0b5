//! Whether our own document and `codegen.toml` agree: every entry has something to apply to, and what needs an entry has one.

use std::collections::BTreeSet;

use super::{Config, Renamed};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::ir::{Api, Operation, Struct, TypeDef, TypeId, TypeKind, TypeRef, Untyped};

/// Checks the named representation of our own document. Nothing is checked for another one.
pub fn check(api: &Api, document: &Document, config: &Config, own: bool, diagnostics: &mut Diagnostics) {
    if own {
        unmatched(api, config, diagnostics);
        missing(api, document, config, diagnostics);
    }
}

/// Entries that apply to nothing.
fn unmatched(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let entries = &config.entries;
    let calls: BTreeSet<String> = api
        .operations
        .iter()
        .map(Operation::call)
        .chain(api.skipped.iter().map(|skipped| skipped.call.clone()))
        .collect();
    for entry in
        entries.operation.iter().map(|operation| &operation.call).filter(|call| !calls.contains(call.get_ref()))
    {
        diagnostics.push(config.error(entry, "no operation has this method and path".to_owned()));
    }
    for tag in entries.features.keys().filter(|tag| api.tags.iter().all(|known| known.name != **tag)) {
        diagnostics.push(Diagnostic::error(format!(
            "{}: no operation has the tag `{tag}` that a feature is named for",
            config.name
        )));
    }
    let fields: BTreeSet<String> =
        structs(api).flat_map(|(def, shape)| shape.fields.iter().map(|field| key(def, &field.wire))).collect();
    for entry in entries.keep.iter().map(|keep| &keep.property).filter(|property| !fields.contains(property.get_ref()))
    {
        diagnostics.push(config.error(entry, "no type has this property".to_owned()));
    }
    let accepted: BTreeSet<String> = lossy(api).map(|untyped| untyped.origin.to_string()).collect();
    for entry in entries.accept.iter().map(|accept| &accept.at).filter(|at| !accepted.contains(at.get_ref())) {
        diagnostics.push(config.error(entry, "this place has a faithful type, or is none".to_owned()));
    }
    let components: BTreeSet<&str> =
        api.types.iter().filter(|def| def.component).map(|def| def.wire.as_str()).collect();
    for entry in
        entries.model.iter().map(|model| &model.name).filter(|name| !components.contains(name.get_ref().as_str()))
    {
        diagnostics.push(config.error(entry, "no operation reaches a component schema of this name".to_owned()));
    }
    let renamable = renamable(api);
    for entry in entries.rename.iter().map(|rename| &rename.of).filter(|of| !renamable.contains(of.get_ref())) {
        diagnostics.push(config.error(entry, "nothing is called that".to_owned()));
    }
}

/// Places without an entry that they need.
fn missing(api: &Api, document: &Document, config: &Config, diagnostics: &mut Diagnostics) {
    for tag in api.tags.iter().filter(|tag| config.feature(&tag.name).is_none()) {
        let message = format!("the tag `{}` has no feature", tag.name);
        let help = format!("add `{:?} = {:?}` under `[features]` in {}", tag.name, tag.feature, config.name);
        diagnostics.push(Diagnostic::error(message).with_help(help));
    }
    for untyped in lossy(api).filter(|untyped| !config.accepts(&untyped.origin.to_string())) {
        let message = format!("no faithful type: {}", untyped.reason);
        let help = format!(
            "describe it otherwise, or add an `[[accept]]` with `at = \"{}\"` to {}",
            untyped.origin, config.name
        );
        diagnostics.push(document.error(&untyped.origin, message).with_help(help));
    }
}

fn structs(api: &Api) -> impl Iterator<Item = (&TypeDef, &Struct)> {
    api.types.iter().filter_map(|def| if let TypeKind::Struct(shape) = &def.kind { Some((def, shape)) } else { None })
}

fn key(def: &TypeDef, member: &str) -> String {
    Renamed::Member(&def.wire, member).key()
}

/// All keys that a `rename` can have.
fn renamable(api: &Api) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for def in &api.types {
        keys.insert(Renamed::Type(&def.wire).key());
        keys.insert(def.origin.to_string());
        match &def.kind {
            TypeKind::Struct(shape) => keys.extend(shape.fields.iter().map(|field| key(def, &field.wire))),
            TypeKind::Enum(shape) => keys.extend(shape.values.iter().map(|value| key(def, &value.wire))),
            TypeKind::Union(union) => keys.extend(union.variants.iter().filter_map(|variant| match variant.ty {
                TypeRef::Named(TypeId(id)) => Some(key(def, &api.types.get(id)?.wire)),
                _ => None,
            })),
        }
    }
    for operation in &api.operations {
        keys.insert(Renamed::Method(&operation.id).key());
        keys.extend(operation.params.iter().map(|param| Renamed::Parameter(&operation.id, &param.wire).key()));
    }
    keys.extend(api.tags.iter().map(|tag| Renamed::Tag(&tag.name).key()));
    keys
}

/// Values that the document types and we do not.
fn lossy(api: &Api) -> impl Iterator<Item = &Untyped> {
    api.untyped().filter(|untyped| !untyped.free_form)
}
