//! Unions: one of several types, or whatever came.

use proc_macro2::TokenStream;
use quote::quote;

use super::describe;
use super::docs::{Doc, code, listed};
use super::file::{Item, MacroCall};
use super::ident::ident;
use super::imports::Imports;
use super::{facts, patch, types};
use crate::DocsLevel;
use crate::ir::{Api, Clause, TypeDef, TypeRef, Union, Variant};

/// The enum and its description to the engine.
pub(super) fn items(api: &Api, level: DocsLevel, imports: &mut Imports, def: &TypeDef, shape: &Union) -> Vec<Item> {
    let name = ident(&def.rust);
    let attributes = describe::type_attributes(level, def, || fallback(api, shape));
    let variants: Vec<_> =
        shape.variants.iter().map(|variant| definition(api, level, imports, shape, variant)).collect();
    let json = imports.engine("Json");
    let item = quote! {
        #attributes
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Any other value, preserved verbatim.
            Unknown(#json),
        }
    };
    let rows = rows(api, imports, def, shape);
    let by = shape.tag.as_ref().map(|tag| quote!(by #tag));
    let head = quote!(#name #by);
    imports.engine("union");
    let mut items = vec![Item::Code(item), Item::Macro(MacroCall::block("union", head, rows))];
    let conversion = shape.patch_of.map(|full| patch::union_conversion(api, imports, def, shape, full));
    items.extend(conversion.map(Item::Code));
    items
}

fn fallback(api: &Api, shape: &Union) -> String {
    let variants: Vec<_> = shape.variants.iter().map(|variant| variant_type_name(api, &variant.ty)).collect();
    let by = shape.tag.as_ref().map(|tag| format!(", by {}", code(tag))).unwrap_or_default();
    format!("One of {}{by}.", listed(&variants, "or"))
}

fn variant_type_name(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => format!("[`{}`]", api.type_def(*id).rust),
        other => facts::kind(api, other).to_owned(),
    }
}

fn definition(api: &Api, level: DocsLevel, imports: &mut Imports, shape: &Union, variant: &Variant) -> TokenStream {
    let (name, ty) = (ident(&variant.rust), types::value(api, imports, &variant.ty));
    let ty = if matches!(variant.ty, TypeRef::Named(_)) { quote!(Box<#ty>) } else { ty };
    let mut doc = Doc::default();
    if level != DocsLevel::None {
        doc.paragraph(variant.docs.summary.as_str());
    }
    if let Some(values) = tag_values(shape, variant) {
        doc.paragraph(format!("{} is {values}.", code(shape.tag.as_deref().unwrap_or_default())));
    }
    if doc.is_empty() {
        doc.paragraph(format!("Holds {}.", variant_type_name(api, &variant.ty)));
    }
    let doc = doc.attributes(4);
    quote!(#doc #name(#ty),)
}

/// The values of the tag that lead to `variant`, as a phrase.
fn tag_values(shape: &Union, variant: &Variant) -> Option<String> {
    shape.tag.as_ref()?;
    let values = &variant.clauses.first()?.values;
    let values: Vec<_> = values.iter().map(|value| code(value)).collect();
    Some(listed(&values, "or"))
}

/// `Variant(Type) when "property" in [values]` for each variant.
fn rows(api: &Api, imports: &mut Imports, def: &TypeDef, shape: &Union) -> Vec<TokenStream> {
    let types: Vec<_> =
        shape.variants.iter().map(|variant| types::value(api, imports, &variant.ty).to_string()).collect();
    let mut row = |variant: &Variant, ty_text: &String| {
        let (name, ty) = (ident(&variant.rust), types::value(api, imports, &variant.ty));
        // `From` is only for a type that means one variant, and not for the union itself.
        let is_shared = types.iter().filter(|other| *other == ty_text).count() > 1 || is_type(api, &variant.ty, def);
        let shared = is_shared.then(|| quote!(; shared));
        let clauses = variant.clauses.iter().map(|clause| {
            let (property, values) = (&clause.property, values(api, imports, clause));
            let when = shape.tag.is_none().then(|| quote!(when #property));
            quote!(#when in #values)
        });
        quote!(#name(#ty #shared) #(#clauses)*)
    };
    shape.variants.iter().zip(&types).map(|(variant, ty_text)| row(variant, ty_text)).collect()
}

fn is_type(api: &Api, ty: &TypeRef, def: &TypeDef) -> bool {
    matches!(ty, TypeRef::Named(id) if api.type_def(*id).rust == def.rust)
}

fn values(api: &Api, imports: &mut Imports, clause: &Clause) -> TokenStream {
    if let Some(id) = clause.values_of {
        let values = imports.model(&api.type_def(id).rust);
        quote!((#values::VALUES))
    } else {
        let values = &clause.values;
        quote!([#(#values),*])
    }
}
