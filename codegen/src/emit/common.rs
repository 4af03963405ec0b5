//! Getters and setters of a union: for what all its variants have, without knowing the variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Emit;
use super::describe;
use super::docs::{Doc, code};
use super::file::braced;
use super::ident::ident;
use super::types::{self, Argument, Target};
use crate::ir::{Common, TypeDef, TypeRef, Union};

/// The `impl` with a getter for each property that all variants have, and setters where requests contain the union.
pub(super) fn items(emit: &mut Emit, def: &TypeDef, shape: &Union) -> Option<TokenStream> {
    let mut methods: Vec<_> = shape.common.iter().map(|property| getter(emit, property)).collect();
    let settable = shape.common.iter().filter(|property| property.settable && def.in_request);
    methods.extend(settable.map(|property| setter(emit, property)));
    let name = ident(&def.rust);
    (!methods.is_empty()).then(|| {
        let body = braced(methods);
        quote!(impl #name #body)
    })
}

fn getter(emit: &mut Emit, property: &Common) -> TokenStream {
    use TypeRef::{Bool, Date, DateTime, Float, Int, String, UInt};
    let (name, wire) = (ident(&property.rust), &property.wire);
    let get = quote!(model::get(self, #wire));
    let (ty, value) = match &property.ty {
        String => (quote!(&str), get),
        TypeRef::Named(id) if emit.api.type_def(*id).is_enum() => {
            let ty = emit.model(*id);
            (ty.clone(), quote!(model::get::<&str>(self, #wire).map(#ty::from)))
        }
        ty @ (Bool | Date | DateTime | Float | Int | UInt) => (types::value(emit, ty), get),
        ty => {
            let ty = types::value(emit, ty);
            (quote!(std::borrow::Cow<'_, #ty>), get)
        }
    };
    let doc = Doc::of(describe::property(emit, wire, &property.docs, &property.ty)).attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            #value
        }
    }
}

fn setter(emit: &mut Emit, property: &Common) -> TokenStream {
    let (name, wire) = (ident(&property.rust), &property.wire);
    let method = ident(&format!("with_{}", property.rust));
    let Argument { ty, value, generics } = types::argument(emit, &property.ty, &name, Target::Generic);
    let doc = Doc::of(format!("Sets {}, whichever variant this is.", code(&property.rust))).attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #method #generics(mut self, #name: #ty) -> Self {
            model::set(&mut self, #wire, #value);
            self
        }
    }
}
