//! Which file holds a type.

use std::collections::BTreeMap;

use heck::ToSnakeCase as _;

use crate::case;
use crate::ir::{Api, Operation, TypeDef, TypeId, TypeKind};
use crate::names::keywords::{is_device, is_keyword};
use crate::pointer::Pointer;

/// A module of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    /// The tag that alone uses the types, or none for those that several use.
    pub(crate) tag: Option<usize>,
    /// Name of the module.
    pub(crate) module: String,
}

/// The types of an owner by module: the component first, then its inline types, in document order.
pub(super) fn families(api: &Api, homes: &Homes, owner: &Owner) -> Vec<(String, Vec<TypeId>)> {
    let mut families: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    // A type that several tags use belongs to none of them.
    let belongs = |def: &TypeDef| if let [tag] = *def.tags { owner.tag == Some(tag) } else { owner.tag.is_none() };
    for (index, def) in api.types.iter().enumerate().filter(|(_, def)| belongs(def)) {
        let module = module_name(&homes.family(def), &owner.module);
        families.entry(module).or_default().push(TypeId(index));
    }
    for types in families.values_mut() {
        types.sort_by_key(|id| !api.type_def(*id).component);
    }
    families.into_iter().collect()
}

/// Where types that are defined in place can be.
pub(super) struct Homes<'a> {
    /// Components by their name in the document.
    components: BTreeMap<&'a str, &'a TypeDef>,
    operations: BTreeMap<&'a Pointer, &'a Operation>,
}

impl<'a> Homes<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        Self {
            components: api.types.iter().filter(|def| def.component).map(|def| (def.wire.as_str(), def)).collect(),
            operations: api.operations.iter().map(|operation| (&operation.origin, operation)).collect(),
        }
    }

    /// What a type belongs to: the component or the operation that defines it.
    fn family(&self, def: &TypeDef) -> String {
        // A patch type is as long as what it is made from.
        let is_patch_type = matches!(def.kind, TypeKind::Struct(_)) && def.patch_of().is_some();
        if def.component || is_patch_type {
            return def.rust.to_snake_case();
        }
        if let Some((_, name)) = def.origin.component().filter(|(section, _)| section == "schemas") {
            return self.components.get(&*name).map_or(&*name, |component| component.rust.as_str()).to_snake_case();
        }
        let operation = def
            .origin
            .operation()
            .and_then(|(path, method)| self.operations.get(&Pointer::root().push("paths").push(&path).push(&method)));
        operation.map_or_else(|| def.rust.to_snake_case(), |operation| operation.rust.clone())
    }
}

/// `wanted` as a module that can be a file on every system and differs from the module around it.
pub(super) fn module_name(wanted: &str, parent: &str) -> String {
    let mut name: String =
        wanted.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "n_");
    }
    if name == parent || is_keyword(&name) || is_device(&name) {
        name.push('_');
    }
    case::short(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_can_be_files_everywhere() {
        for (wanted, expected) in [
            ("type", "type_"),
            ("con", "con_"),
            ("com1", "com1_"),
            ("a".repeat(300).as_str(), &format!("{}_hee7717eb", "a".repeat(110))),
            ("streams", "streams_"),
            ("a", "a"),
            ("2d", "n_2d"),
            ("Größe", "gr__e"),
        ] {
            assert_eq!(module_name(wanted, "streams"), expected);
        }
    }
}
