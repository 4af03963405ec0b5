//! Names whose Rust form is not the document's in another case.

use super::table::code;
use crate::ir::{Api, StringEnum, TypeKind};

/// Names whose Rust form differs in more than case and word breaks.
pub(super) fn renames(api: &Api) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let mut note = |kind: &str, wire: &str, rust: &str, owner: &str| {
        rows.push([kind.to_owned(), code(wire), code(&format!("{owner}{rust}"))]);
    };
    for operation in &api.operations {
        if !same(&operation.id, &operation.rust) {
            note("operation", &operation.id, &operation.rust, "");
        }
        let owner = format!("{}::", operation.rust);
        for param in operation.params.iter().filter(|param| !same(&param.wire, &param.rust)) {
            note("parameter", &param.wire, &param.rust, &owner);
        }
    }
    for def in &api.types {
        if def.component && !same(&def.wire, &def.rust) {
            note("type", &def.wire, &def.rust, "");
        }
        let owner = format!("{}::", def.rust);
        match &def.kind {
            TypeKind::Struct(shape) => {
                for field in shape.fields.iter().filter(|field| !same(&field.wire, &field.rust)) {
                    note("property", &field.wire, &field.rust, &owner);
                }
            }
            TypeKind::Enum(StringEnum { values }) => {
                for value in values.iter().filter(|value| letters(&value.wire) != letters(&value.rust)) {
                    note("value", &value.wire, &value.rust, &owner);
                }
            }
            TypeKind::Union(_) => {}
        }
    }
    rows
}

/// What operations and types are known as elsewhere: in the document when the configuration names them, and in its older versions.
pub(super) fn other_names(api: &Api) -> Vec<[String; 3]> {
    let operations = api.operations.iter().map(|operation| ("operation", &operation.rust, &operation.aliases));
    let types = api.types.iter().map(|def| ("type", &def.rust, &def.aliases));
    let named = operations.chain(types).filter(|(_, _, aliases)| !aliases.is_empty());
    let list = |aliases: &[String]| aliases.iter().map(|alias| code(alias)).collect::<Vec<_>>().join(", ");
    named.map(|(kind, rust, aliases)| [kind.to_owned(), code(rust), list(aliases)]).collect()
}

/// Whether two names differ in case and `_` between words at most.
fn same(wire: &str, rust: &str) -> bool {
    words(wire) == words(rust)
}

/// A name in small letters, with `_` at its ends only.
fn words(name: &str) -> String {
    let inner = name.trim_matches('_');
    name.replace(inner, &inner.replace('_', "")).to_lowercase()
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_renames_count() {
        assert!(same("awsIAMType", "aws_iam_type") && same("ApiKeyView", "ApiKeyView"));
        assert!(same("with_case", "with_case") && same("with_case", "WithCase"));
        assert!(!same("_id", "id") && !same("type", "type_of") && !same("new", "new_"));
        assert_eq!(letters("$external"), letters("External"));
        assert_ne!(letters("<"), letters("LessThan"));
    }
}
