//! Whether our own document and `codegen.toml` agree: every entry has something to apply to, and what needs an entry
//! has one.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{Config, Renamed, Secrets, near, renames};
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::ir::{Api, Field, Operation, Presence, TypeDef, TypeRef, Untyped};
use crate::openapi::Document;
use crate::validate::suggest::did_you_mean;

/// Checks the named representation: of our own document that everything in the file applies, of another that its tags
/// got the features that one would expect.
pub(crate) fn check(api: &Api, document: &Document, config: &Config, own: bool, diagnostics: &mut Diagnostics) {
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
    let mut report = |message: &str, entries: Vec<&Spanned<String>>, known: BTreeSet<String>, help: &str| {
        for entry in entries.into_iter().filter(|entry| !known.contains(entry.get_ref())) {
            let near = near::nearest_name(entry.get_ref(), known.iter().map(String::as_str));
            let help = near.map_or_else(|| help.to_owned(), did_you_mean);
            diagnostics.push(config.error(entry, message).with_help(help));
        }
    };
    let elsewhere =
        |table: &str| format!("remove the entry, or write `[[elsewhere.{table}]]` if another document has it");
    let operations = entries.operation.iter().map(|operation| &operation.call).collect();
    let skipped = api.skipped.iter().map(|skipped| skipped.call.clone());
    let calls = api.operations.iter().map(Operation::call).chain(skipped).collect();
    report("no operation has this method and path", operations, calls, &elsewhere("operation"));
    let tags = api.tags.iter().map(|tag| tag.name.clone()).collect();
    report("no operation has this tag", entries.features.keys().collect(), tags, "remove the entry");
    let properties: BTreeSet<String> = fields(api).map(|(def, field)| key(def, &field.wire)).collect();
    let keeps = entries.keep.iter().map(|keep| &keep.property).collect();
    report("no type has this property", keeps, properties.clone(), &elsewhere("keep"));
    let help = "remove it, or move it to `[elsewhere.returned]` if another document has it";
    report("no type has this property", entries.returned.ids.iter().collect(), properties, help);
    let accepts = entries.accept.iter().map(|accept| &accept.at).collect();
    let accepted = lossy(api).map(|untyped| untyped.origin.to_string()).collect();
    report("this place has a faithful type, or does not exist", accepts, accepted, "remove the entry");
    let models = entries.model.iter().map(|model| &model.name).collect();
    let components = api.types.iter().filter(|def| def.component).map(|def| def.wire.clone()).collect();
    report("no operation reaches a component schema of this name", models, components, &elsewhere("model"));
    let renamed = entries.rename.iter().map(|rename| &rename.of).collect();
    let names = renames::styles(api).into_keys().collect();
    report("nothing has this name", renamed, names, &elsewhere("rename"));
    diagnostics.extend(unmatched_secrets(api, config));
    diagnostics.extend(needless_keeps(api, config));
    diagnostics.extend(unfit_ids(api, config));
    diagnostics.extend(renames::misspelt(api, config));
}

/// Properties that requests carry without an entry, since they are not read-only.
fn needless_keeps<'a>(api: &'a Api, config: &'a Config) -> impl Iterator<Item = Diagnostic> + 'a {
    let needless = |entry: &Spanned<String>| {
        let mut found = fields(api).filter(|(def, field)| key(def, &field.wire) == *entry.get_ref()).peekable();
        found.peek().is_some() && found.all(|(_, field)| !field.read_only)
    };
    let keeps = config.entries.keep.iter().map(|keep| &keep.property).filter(move |entry| needless(entry));
    keeps.map(|entry| {
        let message = format!("`{}` is not read-only, so requests carry it without this entry", entry.get_ref());
        config.error(entry, message).with_help("remove the entry")
    })
}

/// Entries whose property is not an optional string that only responses have.
fn unfit_ids<'a>(api: &'a Api, config: &'a Config) -> impl Iterator<Item = Diagnostic> + 'a {
    let reason = |field: &Field| match field {
        field if field.required => Some("is required already"),
        field if field.ty != TypeRef::String => Some("is not a string"),
        field if !field.omit_in_request => Some("is not read-only, so that a request can carry it"),
        field if field.presence == Presence::Nullable => Some("can be null"),
        _ => None,
    };
    config.entries.returned.ids.iter().filter_map(move |entry| {
        let mut fields = fields(api).filter(|(def, field)| key(def, &field.wire) == *entry.get_ref());
        let reason = fields.find_map(|(_, field)| reason(field))?;
        let message = format!("`{}` {reason}", entry.get_ref());
        Some(config.error(entry, message).with_help("remove the entry"))
    })
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
    let help = |rule: &Spanned<String>| {
        let rule = rule.get_ref();
        let near = if rule.contains('.') {
            let names: BTreeSet<_> = fields(api).map(|(def, field)| key(def, &field.wire)).collect();
            near::nearest_name(rule, names.iter().map(String::as_str)).map(did_you_mean)
        } else {
            near::nearest_name(rule, fields(api).map(|(_, field)| field.wire.as_str())).map(did_you_mean)
        };
        near.unwrap_or_else(|| "remove it, or move it to `[elsewhere.secrets]` if another document needs it".to_owned())
    };
    let unused = rules.texts.iter().chain(&rules.containers).filter(move |rule| !fits(rule));
    let unused = unused.map(move |rule| (rule, "no property has a name that this rule fits", help(rule)));
    let idle = rules.except.iter().filter(move |rule| !excepts(rule));
    let idle_help = "remove it: without a rule that fits, nothing needs an exception";
    let idle = idle.map(|rule| (rule, "no rule fits a property that this exception names", idle_help.to_owned()));
    unused.chain(idle).map(|(rule, message, help)| config.error(rule, message).with_help(help))
}

/// Places without an entry that they need.
fn missing(api: &Api, document: &Document, config: &Config, diagnostics: &mut Diagnostics) {
    let misspelt = |tag: &str| {
        let names = config.entries.features.keys().map(|name| name.get_ref().as_str());
        near::nearest_name(tag, names.filter(|name| api.tags.iter().all(|tag| tag.name != *name))).is_some()
    };
    // An entry whose tag is misspelt is reported where it is.
    for tag in api.tags.iter().filter(|tag| config.feature(&tag.name).is_none() && !misspelt(&tag.name)) {
        let message = format!("the tag `{}` has no feature", tag.name);
        let help = format!("add `{:?} = {:?}` under `[features]` in {}", tag.name, tag.feature, config.name);
        let table = config.text.find("[features]").map(|at| at..at + "[features]".len()).unwrap_or_default();
        let place = Location::in_text(config.name.as_str(), &config.text, table);
        diagnostics.push(Diagnostic::error(message).at(place).with_help(help));
    }
    for untyped in lossy(api).filter(|untyped| !config.accepts(&untyped.origin.to_string())) {
        let message = format!("no faithful type: {}", untyped.reason);
        let help = format!(
            "write the schema in another way, or add an `[[accept]]` with `at = \"{}\"` to {}",
            untyped.origin, config.name
        );
        diagnostics.push(document.error(&untyped.origin, message).with_help(help));
    }
}

fn fields(api: &Api) -> impl Iterator<Item = (&TypeDef, &Field)> {
    api.types.iter().flat_map(|def| def.fields().iter().map(move |field| (def, field)))
}

fn key(def: &TypeDef, member: &str) -> String {
    Renamed::Member(&def.wire, member).key()
}

/// Values that the document types and we do not.
fn lossy(api: &Api) -> impl Iterator<Item = &Untyped> {
    api.untyped().filter(|untyped| !untyped.free_form)
}
