//! Unions: one of several types, or whatever came.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Emit, Module};
use super::describe;
use super::docs::{Doc, code, listed};
use super::ident::ident;
use super::{common, facts, patch, types};
use crate::DocsLevel;
use crate::ir::{Api, Clause, TypeDef, TypeRef, Union, Variant};

/// The enum and its description to the engine.
pub(super) fn items(emit: &mut Emit, def: &TypeDef, shape: &Union) -> Vec<TokenStream> {
    let name = ident(&def.rust);
    let attributes = describe::type_attributes(emit.level, def, || fallback(emit.api, shape));
    let variants: Vec<_> = shape.variants.iter().map(|variant| definition(emit, shape, variant)).collect();
    let json = emit.import(Module::Engine, "Json");
    let item = quote! {
        #attributes
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Any other value, preserved verbatim but for numbers beyond 64 bits.
            Unknown(#json),
        }
    };
    emit.import(Module::Crate, "model");
    let mut items = vec![item, union(emit, &name, shape), quote!(model::union_traits!(#name);)];
    items.extend(common::items(emit, def, shape));
    items.extend(conversions(emit, def, shape));
    let conversion = shape.patch_of.map(|full| patch::union_conversion(emit, def, shape, full));
    items.extend(conversion);
    items
}

fn fallback(api: &Api, shape: &Union) -> String {
    let variants: Vec<_> = shape.variants.iter().map(|variant| variant_type_name(api, shape, &variant.ty)).collect();
    if variants.is_empty() {
        return "A value of any kind.".to_owned();
    }
    let by = shape.tag.as_ref().map(|tag| format!(", by {}", code(tag))).unwrap_or_default();
    format!("One of {}{by}.", listed(&variants, "or"))
}

fn variant_type_name(api: &Api, shape: &Union, ty: &TypeRef) -> String {
    let is_list = |ty: &TypeRef| matches!(ty, TypeRef::List(_));
    match ty {
        TypeRef::Named(id) => format!("[`{}`]", api.type_def(*id).rust),
        // "A list" says which one as long as there is one.
        list if is_list(list) && shape.variants.iter().filter(|variant| is_list(&variant.ty)).count() > 1 => {
            code(&api.spelled(list))
        }
        other => facts::kind(api, other).to_owned(),
    }
}

fn definition(emit: &mut Emit, shape: &Union, variant: &Variant) -> TokenStream {
    let (name, ty) = (ident(&variant.rust), types::value(emit, &variant.ty));
    let ty = if matches!(variant.ty, TypeRef::Named(_)) { quote!(Box<#ty>) } else { ty };
    let mut doc = Doc::default();
    if emit.level != DocsLevel::None {
        doc.paragraph(variant.docs.summary.as_str());
    }
    if let Some(values) = tag_values(shape, variant) {
        doc.paragraph(format!("{} is {values}.", code(shape.tag.as_deref().unwrap_or_default())));
    }
    let doc = doc.or_else(|| format!("Holds {}.", variant_type_name(emit.api, shape, &variant.ty))).attributes(4);
    quote!(#doc #name(#ty),)
}

/// The values of the tag that lead to `variant`, as a phrase.
fn tag_values(shape: &Union, variant: &Variant) -> Option<String> {
    shape.tag.as_ref()?;
    let values = &variant.clauses.first()?.values;
    let values: Vec<_> = values.iter().map(|value| code(value)).collect();
    Some(listed(&values, "or"))
}

/// `impl Union`: the table of the variants, and the variants themselves.
fn union(emit: &mut Emit, name: &Ident, shape: &Union) -> TokenStream {
    let tag = shape.tag.as_ref().map_or_else(|| quote!(None), |tag| quote!(Some(#tag)));
    let rows: Vec<_> = shape.variants.iter().map(|variant| row(emit, variant)).collect();
    let variants: Vec<_> = shape.variants.iter().map(|variant| ident(&variant.rust)).collect();
    let names: Vec<_> = shape.variants.iter().map(|variant| variant.rust.as_str()).collect();
    let activate = if names.is_empty() {
        quote!(
            fn activate(&mut self, _: &str) -> bool {
                false
            }
        )
    } else {
        quote! {
            fn activate(&mut self, name: &str) -> bool {
                *self = match name {
                    #(#names => Self::#variants(model::Slot::empty()),)*
                    _ => return false,
                };
                true
            }
        }
    };
    quote! {
        impl model::Union for #name {
            fn variants(&self) -> &'static model::Variants {
                static VARIANTS: model::Variants = model::Variants { tag: #tag, variants: &[#(#rows),*] };
                &VARIANTS
            }
            fn active(&self) -> model::Active<'_> {
                match self {
                    #(Self::#variants(value) => model::Active::Variant(#names, value),)*
                    Self::Unknown(value) => model::Active::Unknown(value),
                }
            }
            fn active_mut(&mut self) -> model::ActiveMut<'_> {
                match self {
                    #(Self::#variants(value) => model::ActiveMut::Variant(value),)*
                    Self::Unknown(value) => model::ActiveMut::Unknown(value),
                }
            }
            #activate
            fn set_unknown(&mut self, value: Json) {
                *self = Self::Unknown(value);
            }
        }
    }
}

/// `model::Variant::new("Name", &[model::When::new("property", &["value"])])`
fn row(emit: &mut Emit, variant: &Variant) -> TokenStream {
    let name = &variant.rust;
    let clauses = variant.clauses.iter().map(|clause| {
        let (property, values) = (&clause.property, values(emit, clause));
        if clause.is_scalar {
            quote!(model::When::scalar(#property, #values))
        } else {
            quote!(model::When::new(#property, #values))
        }
    });
    let parents = &variant.parents;
    let within = (!parents.is_empty()).then(|| quote!(.within(&[#(#parents),*])));
    quote!(model::Variant::new(#name, &[#(#clauses),*])#within)
}

/// `From` each type that means one variant, except the union itself.
fn conversions(emit: &mut Emit, def: &TypeDef, shape: &Union) -> Vec<TokenStream> {
    let is_only = |variant: &&Variant| shape.variants.iter().filter(|other| other.ty == variant.ty).count() == 1;
    let api = emit.api;
    let is_itself = |ty: &TypeRef| ty.def(&api.types).is_some_and(|other| other.rust == def.rust);
    let only = shape.variants.iter().filter(is_only).filter(|variant| !is_itself(&variant.ty));
    let conversion = |variant: &Variant| {
        let (name, variant_name) = (ident(&def.rust), ident(&variant.rust));
        let ty = types::value(emit, &variant.ty);
        let value = held(variant, quote!(value));
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        }
    };
    let mut conversions: Vec<_> = only.map(conversion).collect();
    conversions.extend(from_text(emit.api, def, shape));
    conversions
}

/// `From<&str>` and `From<&String>`, where exactly one variant holds text: a string, a string enum or a secret.
fn from_text(api: &Api, def: &TypeDef, shape: &Union) -> Option<TokenStream> {
    let is_text = |ty: &TypeRef| *ty == TypeRef::Secret || ty.is_text(&api.types);
    let mut texts = shape.variants.iter().filter(|variant| is_text(&variant.ty));
    let (Some(variant), None) = (texts.next(), texts.next()) else { return None };
    let (name, variant_name) = (ident(&def.rust), ident(&variant.rust));
    let value = held(variant, quote!(value.into()));
    Some(quote! {
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                Self::#variant_name(#value)
            }
        }
        impl From<&String> for #name {
            fn from(value: &String) -> Self {
                value.as_str().into()
            }
        }
    })
}

/// A value as a variant holds it.
fn held(variant: &Variant, value: TokenStream) -> TokenStream {
    if matches!(variant.ty, TypeRef::Named(_)) { quote!(Box::new(#value)) } else { value }
}

fn values(emit: &mut Emit, clause: &Clause) -> TokenStream {
    if let Some(id) = clause.values_of {
        let values = emit.model(id);
        quote!(#values::VALUES)
    } else {
        let values = &clause.values;
        quote!(&[#(#values),*])
    }
}
