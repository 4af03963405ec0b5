//! Whether our own document and `codegen.toml` agree: every entry has something to apply to, and what needs an entry
//! has one.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{Config, Renamed, Secrets};
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::ir::{Api, Field, Operation, Struct, TypeDef, TypeId, TypeKind, TypeRef, Untyped};
use crate::openapi::Document;
use crate::validate::suggest::{did_you_mean, nearest};

/// Checks the named representation: of our own document that everything in the file applies, of another that its tags
/// got the features that one would expect.
pub fn check(api: &Api, document: &Document, config: &Config, own: bool, diagnostics: &mut Diagnostics) {
    diagnostics.extend(other_features(api, config));
    if own {
        unmatched(api, config, diagnostics);
        missing(api, document, config, diagnostics);
    }
}

/// Tags whose feature has another name, since the client has one of that name already.
fn other_features<'a>(api: &'a Api, config: &'a Config) -> impl Iterator<Item = Diagnostic> + 'a {
    api.tags.iter().filter_map(|tag| {
        let wanted = tag.module.replace('_', "-");
        let reserved = config.feature(&tag.name).is_none() && config.reserved_features().any(|name| name == wanted);
        (reserved && tag.feature != wanted).then(|| {
            let message =
                format!("the tag `{}` has the feature `{}`: the client has `{wanted}` already", tag.name, tag.feature);
            let help =
                format!("to choose another name, add `{:?} = \"…\"` under `[features]` in {}", tag.name, config.name);
            Diagnostic::warning(message).with_help(help)
        })
    })
}

/// Entries that apply to nothing.
fn unmatched(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let entries = &config.entries;
    let mut report = |entries: &mut dyn Iterator<Item = &Spanned<String>>, known: &BTreeSet<String>, message: &str| {
        for entry in entries.filter(|entry| !known.contains(entry.get_ref())) {
            let error = config.error(entry, message);
            let near = nearest(entry.get_ref(), known.iter().map(String::as_str));
            diagnostics.push(near.map(did_you_mean).into_iter().fold(error, Diagnostic::with_help));
        }
    };
    let calls =
        api.operations.iter().map(Operation::call).chain(api.skipped.iter().map(|skipped| skipped.call.clone()));
    report(
        &mut entries.operation.iter().map(|operation| &operation.call),
        &calls.collect(),
        "no operation has this method and path",
    );
    let tags = api.tags.iter().map(|tag| tag.name.clone()).collect();
    report(&mut entries.features.keys(), &tags, "no operation has this tag");
    let fields: BTreeSet<String> = fields(api).map(|(def, field)| key(def, &field.wire)).collect();
    report(&mut entries.keep.iter().map(|keep| &keep.property), &fields, "no type has this property");
    let accepted = lossy(api).map(|untyped| untyped.origin.to_string()).collect();
    let at = "this place has a faithful type, or does not exist";
    report(&mut entries.accept.iter().map(|accept| &accept.at), &accepted, at);
    let components = api.types.iter().filter(|def| def.component).map(|def| def.wire.clone()).collect();
    let model = "no operation reaches a component schema of this name";
    report(&mut entries.model.iter().map(|model| &model.name), &components, model);
    report(&mut entries.rename.iter().map(|rename| &rename.of), &renamable(api), "nothing has this name");
    diagnostics.extend(unmatched_secrets(api, config));
}

/// Rules that fit no property, and exceptions from nothing.
fn unmatched_secrets<'a>(api: &'a Api, config: &'a Config) -> impl Iterator<Item = Diagnostic> + 'a {
    let rules = &config.entries.secrets;
    let fits =
        |rule: &Spanned<String>| fields(api).any(|(def, field)| Secrets::rule_fits(rule, &def.wire, &field.wire));
    let excepts = |rule: &Spanned<String>| {
        fields(api).any(|(def, field)| {
            Secrets::rule_fits(rule, &def.wire, &field.wire)
                && config.secrets.fits_without_exceptions(&def.wire, &field.wire)
        })
    };
    let help = "if it is for parts of Atlas that this document lacks, move it to `[elsewhere.secrets]`";
    let unused = rules.texts.iter().chain(&rules.containers).filter(move |rule| !fits(rule));
    let unused = unused.map(|rule| (rule, "no property has a name that this rule fits"));
    let idle = rules.except.iter().filter(move |rule| !excepts(rule));
    let idle = idle.map(|rule| (rule, "no rule fits a property that this exception names"));
    unused.chain(idle).map(move |(rule, message)| config.error(rule, message).with_help(help))
}

/// Places without an entry that they need.
fn missing(api: &Api, document: &Document, config: &Config, diagnostics: &mut Diagnostics) {
    for tag in api.tags.iter().filter(|tag| config.feature(&tag.name).is_none()) {
        let message = format!("the tag `{}` has no feature", tag.name);
        let help = format!("add `{:?} = {:?}` under `[features]` in {}", tag.name, tag.feature, config.name);
        let table = config.text.find("[features]").map(|at| at..at + "[features]".len()).unwrap_or_default();
        let place = Location::in_text(config.name.as_str(), &config.text, table);
        diagnostics.push(Diagnostic::error(message).at(place).with_help(help));
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

fn fields(api: &Api) -> impl Iterator<Item = (&TypeDef, &Field)> {
    structs(api).flat_map(|(def, shape)| shape.fields.iter().map(move |field| (def, field)))
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
