//! What was called otherwise before: deprecated methods, builders and types that lead to the new names.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{Arguments, Signature};
use super::context::{Emit, Module};
use super::ident::ident;
use crate::ir::{Operation, TypeDef};

/// A method for each former name of an operation.
pub(super) fn methods(emit: &mut Emit, operation: &Operation, arguments: &Arguments) -> Option<TokenStream> {
    if operation.former.is_empty() {
        return None;
    }
    let (handle, builder) = (emit.import(Module::Super, &emit.api.tags[operation.tag].rust), ident(&operation.builder));
    let Signature { many, generics, names, declarations, .. } = arguments.signature(emit);
    let new = ident(&operation.rust);
    let allowed = operation
        .deprecated
        .then(|| quote!(#[allow(deprecated, reason = "the API deprecates the operation under any name")]));
    let methods = operation.former.iter().map(|(method, _)| {
        let (attributes, method) = (renamed(&operation.rust), ident(method));
        quote! {
            #attributes
            #allowed
            #many
            pub fn #method #generics(&self, #(#declarations),*) -> #builder {
                self.#new(#(#names),*)
            }
        }
    });
    Some(quote!(impl #handle { #(#methods)* }))
}

/// A type for each former name of the builders.
pub(super) fn builders<'o>(operations: impl Iterator<Item = &'o Operation>) -> Vec<TokenStream> {
    let all = operations.flat_map(|operation| operation.former.iter().map(move |(_, old)| (old, &operation.builder)));
    all.filter(|(old, new)| old != new).map(|(old, new)| alias(old, new)).collect()
}

/// A type for each former name of types.
pub(super) fn types<'t>(types: impl Iterator<Item = &'t TypeDef>) -> Vec<TokenStream> {
    types.flat_map(|def| def.former.iter().map(|old| alias(old, &def.rust))).collect()
}

fn alias(old: &str, new: &str) -> TokenStream {
    let (attributes, old, new) = (renamed(new), ident(old), ident(new));
    quote!(#attributes pub type #old = #new;)
}

fn renamed(new: &str) -> TokenStream {
    let (doc, note) = (format!(" Former name of `{new}`."), format!("renamed to `{new}`"));
    quote!(#[doc = #doc] #[deprecated(note = #note)])
}
