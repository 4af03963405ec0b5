//! What a `[[rename]]` can name, and how a name of its kind is spelled in Rust.

use std::collections::BTreeMap;

use super::{Config, Renamed};
use crate::case::{self, Style};
use crate::diagnostics::Diagnostic;
use crate::ir::{Api, TypeDef, TypeId, TypeKind, TypeRef};

/// All keys that a `rename` can have.
pub(super) fn styles(api: &Api) -> BTreeMap<String, Style> {
    let member = |def: &TypeDef, member: &str| Renamed::Member(&def.wire, member).key();
    let mut keys = BTreeMap::new();
    for def in &api.types {
        keys.insert(Renamed::Type(&def.wire).key(), Style::Pascal);
        keys.insert(def.origin.to_string(), Style::Pascal);
        match &def.kind {
            TypeKind::Struct(shape) => {
                keys.extend(shape.fields.iter().map(|field| (member(def, &field.wire), Style::Snake)));
            }
            TypeKind::Enum(shape) => {
                keys.extend(shape.values.iter().map(|value| (member(def, &value.wire), Style::Pascal)));
            }
            TypeKind::Union(union) => keys.extend(union.variants.iter().filter_map(|variant| match variant.ty {
                TypeRef::Named(TypeId(id)) => Some((member(def, &api.types.get(id)?.wire), Style::Pascal)),
                _ => None,
            })),
        }
    }
    for operation in &api.operations {
        keys.insert(Renamed::Method(&operation.id).key(), Style::Snake);
        let params = operation.params.iter().map(|param| Renamed::Parameter(&operation.id, &param.wire).key());
        keys.extend(params.map(|key| (key, Style::Snake)));
    }
    keys.extend(api.tags.iter().map(|tag| (Renamed::Tag(&tag.name).key(), Style::Snake)));
    keys
}

/// Names that the compiler would warn about.
pub(super) fn misspelt(api: &Api, config: &Config) -> Vec<Diagnostic> {
    if config.entries.rename.is_empty() {
        return Vec::new();
    }
    let styles = styles(api);
    let wrong = config.entries.rename.iter().filter_map(|rename| {
        let to = rename.to.get_ref();
        let style = *styles.get(rename.of.get_ref())?;
        let right = style.write(&case::words(to));
        let what = match style {
            Style::Pascal => "a type or variant in camel case",
            Style::Snake => "a field, method or module in snake case",
        };
        let letters = |name: &str| name.chars().filter(|c| *c != '_').collect::<String>();
        // Where words start is the author's choice; case is not.
        (letters(&right) != letters(to)).then(|| {
            config.error(&rename.to, format!("`{to}` does not name {what}")).with_help(format!("write `{right}`"))
        })
    });
    wrong.collect()
}
