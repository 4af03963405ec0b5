//! What the emission of one file has at hand.

use proc_macro2::{Ident, TokenStream};

use super::imports::Imports;
pub(super) use super::imports::Module;
use crate::DocsLevel;
use crate::ir::{Api, TypeId};

/// What the items of a file are made from, and what they import.
pub(super) struct Emit<'a> {
    /// What is generated.
    pub(super) api: &'a Api,
    /// How much of the document's prose goes into doc comments.
    pub(super) level: DocsLevel,
    /// What the items of this file name.
    pub(super) imports: Imports,
}

impl Emit<'_> {
    /// A name of another module, a macro included.
    pub(super) fn import(&mut self, module: Module, name: &str) -> Ident {
        self.imports.add(module, name)
    }

    /// A generated model: by name where the name is free, else by path.
    pub(super) fn model(&mut self, id: TypeId) -> TokenStream {
        self.imports.model(&self.api.type_def(id).rust)
    }
}
