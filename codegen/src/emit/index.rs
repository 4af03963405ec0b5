//! The `mod.rs` files above the tags, and `meta.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Emit, Module};
use super::former;
use super::ident::ident;
use crate::analyze::layout::Owner;
use crate::ir::{Api, Tag, TypeId};

/// `generated/mod.rs`
pub(super) fn root() -> Vec<TokenStream> {
    vec![
        quote!(#![allow(
            clippy::default_trait_access,
            clippy::doc_markdown,
            reason = "a union makes any of its variants; prose names products, which are not code"
        )]),
        quote!(#![allow(
            clippy::disallowed_names,
            clippy::new_ret_no_self,
            clippy::should_implement_trait,
            reason = "the document names methods and their arguments"
        )]),
        quote! {
            pub mod api;
            pub mod meta;
            pub mod models;
        },
    ]
}

/// `api/mod.rs`: a module per tag, and the operations of all enabled tags.
pub(super) fn api(emit: &mut Emit) -> Vec<TokenStream> {
    let modules = emit.api.tags.iter().map(|tag| {
        let (cfg, module) = (cfg(tag), ident(&tag.module));
        quote!(#cfg pub mod #module;)
    });
    let lists = emit.api.tags.iter().map(|tag| {
        let (cfg, module) = (cfg(tag), ident(&tag.module));
        quote!(#cfg #module::OPERATIONS)
    });
    let operation = emit.import(Module::Runtime, "Operation");
    vec![
        quote!(#(#modules)*),
        quote! {
            /// The operations of each enabled tag.
            pub(crate) static OPERATIONS: &[&[&#operation]] = &[#(#lists),*];
        },
    ]
}

/// `models/mod.rs`: a module per owner, all of their types flat in this one.
pub(super) fn models(api: &Api, owners: &[Owner]) -> Vec<TokenStream> {
    let modules = owners.iter().map(|owner| {
        let (cfg, module) = (owner.tag.map(|tag| cfg(&api.tags[tag])), ident(&owner.module));
        quote! {
            #cfg
            mod #module;
            #cfg
            pub use self::#module::*;
        }
    });
    modules.collect()
}

/// `models/<owner>/mod.rs`: a module per family, and what each defines by name.
pub(super) fn owner(api: &Api, families: &[(String, Vec<TypeId>)]) -> Vec<TokenStream> {
    let modules = families.iter().map(|(module, _)| {
        let module = ident(module);
        quote!(mod #module;)
    });
    let exports = families.iter().map(|(module, types)| {
        let module = ident(module);
        let mut names: Vec<_> = types.iter().map(|id| api.type_def(*id).rust.as_str()).collect();
        names.sort_unstable();
        let names: Vec<_> = names.into_iter().map(ident).collect();
        match names.as_slice() {
            [name] => quote!(pub use self::#module::#name;),
            names => quote!(pub use self::#module::{#(#names),*};),
        }
    });
    let mut items = vec![quote!(#(#modules)*), quote!(#(#exports)*)];
    items.extend(former::types(families.iter().flat_map(|(_, types)| types).map(|id| api.type_def(*id))));
    items
}

/// `meta.rs`: what the document says about itself.
pub(super) fn meta(emit: &mut Emit) -> Vec<TokenStream> {
    let api = emit.api;
    let (title, version, server, is_atlas) = (&api.title, &api.version, &api.server, api.is_atlas);
    let dates = api.operations.iter().filter_map(|operation| operation.version.as_deref());
    let newest = dates.filter(|version| version.starts_with(|c: char| c.is_ascii_digit())).max();
    let server = server.as_ref().map_or_else(|| quote!(None), |url| quote!(Some(#url)));
    let newest = newest.map_or_else(|| quote!(None), |date| quote!(Some(#date)));
    let operations = emit.import(Module::Crate, "api");
    vec![
        quote!(
            pub use crate::runtime::Operation;
        ),
        quote! {
            /// What the document calls the API.
            pub const API_TITLE: &str = #title;
        },
        quote! {
            /// The version that the document gives itself. Operations have versions of their own.
            pub const API_VERSION: &str = #version;
        },
        quote! {
            /// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
            pub const SERVER: Option<&str> = #server;
        },
        quote! {
            /// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
            pub const IS_ATLAS: bool = #is_atlas;
        },
        quote! {
            /// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
            pub const NEWEST_VERSION: Option<&str> = #newest;
        },
        quote! {
            /// The operations of all enabled features, tag by tag.
            pub fn operations() -> impl Iterator<Item = &'static Operation> {
                #operations::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
            }
        },
    ]
}

fn cfg(tag: &Tag) -> TokenStream {
    let feature = &tag.feature;
    quote!(#[cfg(feature = #feature)])
}
