//! What a generated file imports: exactly what its items name.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident::ident;
use crate::names::reserved::TYPES;

/// Collected while the items of one file are emitted.
#[derive(Debug, Default)]
pub(super) struct Imports {
    /// The models that the file defines.
    models: BTreeSet<String>,
    /// What else it defines.
    others: BTreeSet<String>,
    groups: BTreeMap<Module, BTreeSet<String>>,
}

/// Where names are imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Module {
    /// The module above.
    Super,
    /// The model engine.
    Engine,
    /// Generated models.
    Models,
    /// What generated operations call.
    Runtime,
    /// The root of the crate, with its modules.
    Crate,
}

impl Imports {
    /// For a file that defines these models.
    pub(super) fn with_models<'a>(models: impl IntoIterator<Item = &'a str>) -> Self {
        Self { models: models.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// For a file in which these names are something other than models.
    pub(super) fn with_others<'a>(others: impl IntoIterator<Item = &'a str>) -> Self {
        Self { others: others.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// A generated model: by name where the name is free, else by path, as one that was renamed to `Request`.
    pub(super) fn model(&mut self, name: &str) -> TokenStream {
        let ident = ident(name);
        if TYPES.binary_search(&name).is_ok() || self.others.contains(name) {
            return quote!(crate::models::#ident);
        }
        if !self.models.contains(name) {
            self.add(Module::Models, name);
        }
        quote!(#ident)
    }

    /// A name of another module, a macro included.
    pub(super) fn add(&mut self, module: Module, name: &str) -> Ident {
        let names = self.groups.entry(module).or_default();
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
        ident(name)
    }

    /// The `use` lines, in the order of rustfmt: `super` first, then by their text, lists after single names.
    pub(super) fn into_items(self) -> Vec<TokenStream> {
        let mut trees: Vec<_> = self.groups.into_iter().map(|(module, names)| (module, module.tree(&names))).collect();
        trees.sort_by_cached_key(|(module, tree)| (*module != Module::Super, tree.to_string()));
        let lines: TokenStream = trees.into_iter().map(|(_, tree)| quote!(use #tree;)).collect();
        Some(lines).filter(|lines| !lines.is_empty()).into_iter().collect()
    }
}

impl Module {
    /// The path to names of this module, without `use`.
    fn tree(self, names: &BTreeSet<String>) -> TokenStream {
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        let names = match names.as_slice() {
            [name] => quote!(#name),
            names => quote!({#(#names),*}),
        };
        match self {
            Self::Super => quote!(super::#names),
            Self::Crate => quote!(crate::#names),
            Self::Engine => quote!(crate::model::#names),
            Self::Models => quote!(crate::models::#names),
            Self::Runtime => quote!(crate::runtime::#names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(imports: Imports) -> Vec<String> {
        imports.into_items().iter().map(|lines| lines.to_string().replace(' ', "")).collect()
    }

    #[test]
    fn groups_and_sorts() {
        let mut imports = Imports::default();
        imports.add(Module::Engine, "object");
        imports.add(Module::Engine, "Json");
        imports.model("Group");
        imports.add(Module::Engine, "Map");
        imports.model("Group");
        imports.add(Module::Crate, "Pending");
        imports.add(Module::Crate, "model");
        imports.add(Module::Super, "Groups");
        assert_eq!(
            text(imports),
            ["usesuper::Groups;usecrate::model::{Json,Map,object};usecrate::models::Group;usecrate::{Pending,model};"]
        );
    }

    #[test]
    fn own_types_need_no_import_and_common_names_a_path() {
        let mut imports = Imports::with_models(["Group"]);
        assert_eq!(imports.model("Group").to_string(), "Group");
        assert_eq!(imports.model("Request").to_string().replace(' ', ""), "crate::models::Request");
        assert!(text(imports).is_empty());
        let mut imports = Imports::with_others(["Group"]);
        assert_eq!(imports.model("Group").to_string().replace(' ', ""), "crate::models::Group");
        assert!(text(imports).is_empty());
    }
}
