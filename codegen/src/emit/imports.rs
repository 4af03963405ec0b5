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

/// Where names are imported from, in the order of the `use` lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Module {
    /// The module above.
    Super,
    /// The root of the crate, with its modules.
    Crate,
    /// The model engine.
    Engine,
    /// Generated models.
    Models,
    /// What generated operations call.
    Runtime,
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

    /// The `use` lines.
    pub(super) fn into_items(self) -> Vec<TokenStream> {
        let mut lines = TokenStream::new();
        for (module, names) in self.groups {
            let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
            let names = match names.as_slice() {
                [name] => quote!(#name),
                names => quote!({#(#names),*}),
            };
            match module {
                Module::Crate => lines.extend(quote!(use crate::#names;)),
                Module::Engine => lines.extend(quote!(use crate::model::#names;)),
                Module::Models => lines.extend(quote!(use crate::models::#names;)),
                Module::Runtime => lines.extend(quote!(use crate::runtime::#names;)),
                Module::Super => lines.extend(quote!(use super::#names;)),
            }
        }
        Some(lines).filter(|lines| !lines.is_empty()).into_iter().collect()
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
        assert_eq!(text(imports), ["usecrate::model::{Json,Map,object};usecrate::models::Group;"]);
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
