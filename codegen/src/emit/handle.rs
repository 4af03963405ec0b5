//! A tag's module: the client's method, the handle, and the list of the tag's operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Emit, Module};
use super::docs::{Doc, aliases, code};
use super::former;
use super::ident::{ident, static_ident};
use crate::DocsLevel;
use crate::ir::{Operation, Tag};

/// The items of the module of the tag at `index`, whose operations have a module each, named in `modules`.
pub(super) fn items(emit: &mut Emit, index: usize, modules: &[(usize, String)]) -> Vec<TokenStream> {
    let tag = &emit.api.tags[index];
    let operations: Vec<_> =
        modules.iter().map(|(operation, module)| (&emit.api.operations[*operation], module.as_str())).collect();
    let (modules, exports) = module_lines(&operations);
    let mut items = vec![modules, exports, client_method(emit, tag), handle(emit.level, tag), list(emit, &operations)];
    items.extend(former::builders(operations.iter().map(|(operation, _)| *operation)));
    items
}

/// What the handle is for.
pub(super) fn docs(level: DocsLevel, tag: &Tag) -> Doc {
    Doc::prose(&tag.docs, level).or_else(|| format!("Operations of the tag {}.", code(&tag.name)))
}

fn module_lines(operations: &[(&Operation, &str)]) -> (TokenStream, TokenStream) {
    let mut operations = operations.to_vec();
    operations.sort_by_key(|(_, module)| *module);
    let modules = operations.iter().map(|(_, module)| {
        let module = ident(module);
        quote!(mod #module;)
    });
    let exports = operations.iter().map(|(operation, module)| {
        let (module, builder) = (ident(module), ident(&operation.builder));
        quote!(pub use self::#module::#builder;)
    });
    (quote!(#(#modules)*), quote!(#(#exports)*))
}

fn client_method(emit: &mut Emit, tag: &Tag) -> TokenStream {
    let (client, method, handle) = (emit.import(Module::Crate, "Client"), ident(&tag.module), ident(&tag.rust));
    let doc = docs(emit.level, tag).attributes(4);
    quote! {
        impl #client {
            #doc
            #[must_use]
            pub fn #method(&self) -> #handle { #handle { client: self.clone() } }
        }
    }
}

fn handle(level: DocsLevel, tag: &Tag) -> TokenStream {
    let (name, method) = (ident(&tag.rust), &tag.module);
    let mut doc = docs(level, tag);
    doc.paragraph(format!("Made by [`Client::{method}`]; cheap to clone."));
    let (doc, aliases) = (doc.attributes(0), aliases(&tag.rust, [tag.name.as_str()]));
    quote! {
        #doc
        #aliases
        #[derive(Clone, Debug)]
        pub struct #name { client: Client }
    }
}

/// `OPERATIONS`
fn list(emit: &mut Emit, operations: &[(&Operation, &str)]) -> TokenStream {
    let ty = emit.import(Module::Runtime, "Operation");
    let paths = operations.iter().map(|(operation, module)| {
        let (module, data) = (ident(module), static_ident(operation));
        quote!(&#module::#data)
    });
    quote! {
        /// The operations of this tag, in the order of the document.
        pub(crate) static OPERATIONS: &[&#ty] = &[#(#paths),*];
    }
}
