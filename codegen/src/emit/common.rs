//! Getters and setters of a union: for what all its variants have, without knowing the variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::describe;
use super::docs::{Doc, code};
use super::file::braced;
use super::ident::ident;
use super::imports::Imports;
use super::types::{self, Target};
use crate::DocsLevel;
use crate::ir::{Api, Common, TypeDef, TypeKind, TypeRef, Union};

/// The `impl` with a getter for each property that all variants have, and setters where requests contain the union.
pub(super) fn items(
    api: &Api,
    level: DocsLevel,
    imports: &mut Imports,
    def: &TypeDef,
    shape: &Union,
) -> Option<TokenStream> {
    let mut methods: Vec<_> = shape.common.iter().map(|property| getter(api, level, imports, property)).collect();
    let settable = shape.common.iter().filter(|property| property.settable && def.in_request);
    methods.extend(settable.map(|property| setter(api, imports, property)));
    let name = ident(&def.rust);
    (!methods.is_empty()).then(|| {
        let body = braced(methods);
        quote!(impl #name #body)
    })
}

fn getter(api: &Api, level: DocsLevel, imports: &mut Imports, property: &Common) -> TokenStream {
    use TypeRef::{Bool, Date, DateTime, Float, Int, String, UInt};
    let (name, wire) = (ident(&property.rust), &property.wire);
    let get = quote!(model::get(self, #wire));
    let (ty, value) = match &property.ty {
        String => (quote!(&str), get),
        TypeRef::Named(id) if matches!(api.type_def(*id).kind, TypeKind::Enum(_)) => {
            let ty = imports.model(&api.type_def(*id).rust);
            (ty.clone(), quote!(model::get::<&str>(self, #wire).map(#ty::from)))
        }
        ty @ (Bool | Date | DateTime | Float | Int | UInt) => (types::value(api, imports, ty), get),
        ty => {
            let ty = types::value(api, imports, ty);
            (quote!(std::borrow::Cow<'_, #ty>), get)
        }
    };
    let mut doc = Doc::default();
    doc.paragraph(describe::sentence(api, level, &property.docs, &property.ty));
    let doc = doc.attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            #value
        }
    }
}

fn setter(api: &Api, imports: &mut Imports, property: &Common) -> TokenStream {
    let (name, wire) = (ident(&property.rust), &property.wire);
    let method = ident(&format!("with_{}", property.rust));
    let argument = types::argument(api, imports, &property.ty, &name, Target::Generic);
    let (ty, value) = (argument.ty, argument.value);
    let mut doc = Doc::default();
    doc.paragraph(format!("Sets {} of whatever this is.", code(&property.rust)));
    let doc = doc.attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #method(mut self, #name: #ty) -> Self {
            model::set(&mut self, #wire, #value);
            self
        }
    }
}
