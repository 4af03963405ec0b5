//! Patch types: all-optional bodies of PATCH requests: the conversion from the type they are made from.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Emit;
use super::ident::ident;
use super::imports::Module;
use super::members::{additional_ident, set_ident};
use crate::ir::{Field, Presence, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union};

/// `impl From<Full> for Patch`: every property is set to what the full value has.
pub(super) fn conversion(emit: &mut Emit, def: &TypeDef, shape: &Struct, full: TypeId) -> TokenStream {
    let full = emit.api.type_def(full);
    let (name, full_name) = (ident(&def.rust), emit.imports.model(&full.rust));
    let source = ident("full");
    let empty = Struct::default();
    let full_shape = if let TypeKind::Struct(shape) = &full.kind { shape } else { &empty };
    let mut values: Vec<_> = shape.fields.iter().map(|field| field_value(emit, field, full_shape, &source)).collect();
    values.extend(shape.additional.as_ref().map(|_| {
        let (name, value) = (additional_ident(shape), additional_value(full_shape, &source));
        quote!(#name: #value)
    }));
    values.extend(set_ident(shape).map(|name| quote!(#name: Default::default())));
    quote! {
        impl From<#full_name> for #name {
            fn from(#source: #full_name) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// `impl From<Full> for Patch` of a union: the same variant, with its own patch type where it has one.
pub(super) fn union_conversion(emit: &mut Emit, def: &TypeDef, shape: &Union, full: TypeId) -> TokenStream {
    let full = emit.api.type_def(full);
    let TypeKind::Union(original) = &full.kind else { return TokenStream::new() };
    let (name, full_name) = (ident(&def.rust), emit.imports.model(&full.rust));
    let arms = original.variants.iter().zip(&shape.variants).map(|(original, variant)| {
        let (from, to) = (ident(&original.rust), ident(&variant.rust));
        let value = match &variant.ty {
            ty if *ty == original.ty => quote!(value),
            TypeRef::Named(_) => quote!(Box::new((*value).into())),
            _ => quote!(value.into()),
        };
        quote!(#full_name::#from(value) => Self::#to(#value),)
    });
    quote! {
        impl From<#full_name> for #name {
            fn from(full: #full_name) -> Self {
                match full {
                    #(#arms)*
                    #full_name::Unknown(value) => Self::Unknown(value),
                }
            }
        }
    }
}

fn field_value(emit: &mut Emit, field: &Field, full: &Struct, source: &Ident) -> TokenStream {
    let name = ident(&field.rust);
    let position = full.fields.iter().position(|original| original.wire == field.wire);
    let Some((index, original)) = position.and_then(|index| Some((index, full.fields.get(index)?))) else {
        return quote!(#name: Default::default());
    };
    let from = ident(&original.rust);
    let value = quote!(#source.#from);
    let is_same = original.ty == field.ty && original.boxed == field.boxed;
    // A patch type differs from its original in what it requires, at this level or further in.
    let value = match (original.presence, field.presence) {
        (Presence::Required, Presence::Optional) => {
            given(full, source, index, value, |value| converted(original, field, value))
        }
        (Presence::Required, Presence::Nullable) => {
            let (nullable, value) = (
                emit.import(Module::Engine, "Nullable"),
                given(full, source, index, value, |value| converted(original, field, value)),
            );
            quote!(#value.map_or(#nullable::Absent, #nullable::Value))
        }
        _ if is_same => value,
        (Presence::Required, Presence::Required) => converted(original, field, value),
        _ => {
            let inner = ident("value");
            let converted = converted(original, field, quote!(#inner));
            quote!(#value.map(|#inner| #converted))
        }
    };
    quote!(#name: #value)
}

/// `value` of a required field as an `Option`: nothing where nobody set it.
fn given(
    full: &Struct,
    source: &Ident,
    index: usize,
    value: TokenStream,
    convert: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    let Some(set) = set_ident(full) else {
        let value = convert(value);
        return quote!(Some(#value));
    };
    let index = Literal::usize_unsuffixed(index);
    let inner = quote!(value);
    let converted = convert(inner.clone());
    let given = quote!(#source.#set.given(#index, #value));
    if converted.to_string() == inner.to_string() { given } else { quote!(#given.map(|value| #converted)) }
}

/// `value` of the original's type as one of the patch type's.
fn converted(original: &Field, field: &Field, value: TokenStream) -> TokenStream {
    if original.ty == field.ty && original.boxed == field.boxed {
        return value;
    }
    if original.ty == field.ty {
        let value = if original.boxed { quote!(*#value) } else { value };
        return if field.boxed { quote!(Box::new(#value)) } else { value };
    }
    let value = if original.boxed { quote!((*#value)) } else { value };
    let value = match (&original.ty, &field.ty) {
        (TypeRef::List(from), TypeRef::List(_)) if matches!(**from, TypeRef::Option(_)) => {
            quote!(#value.into_iter().map(|item| item.map(Into::into)).collect())
        }
        (TypeRef::Map(from), TypeRef::Map(_)) if matches!(**from, TypeRef::Option(_)) => {
            quote!(#value.into_iter().map(|(key, item)| (key, item.map(Into::into))).collect())
        }
        (TypeRef::List(_), TypeRef::List(_)) => {
            quote!(#value.into_iter().map(Into::into).collect())
        }
        (TypeRef::Map(_), TypeRef::Map(_)) => {
            quote!(#value.into_iter().collect())
        }
        _ => quote!(#value.into()),
    };
    if field.boxed { quote!(Box::new(#value)) } else { value }
}

fn additional_value(full: &Struct, source: &Ident) -> TokenStream {
    if full.additional.is_some() {
        let name = additional_ident(full);
        quote!(#source.#name)
    } else {
        quote!(Default::default())
    }
}

#[cfg(test)]
mod tests {
    use super::super::imports::Imports;
    use super::*;
    use crate::DocsLevel;
    use crate::ir::Api;
    use crate::ir::fixture::{field, required};

    /// How the patch type's field is made, without spaces.
    fn made(original: &Field, patch_type: &Field) -> String {
        let full = Struct { fields: vec![original.clone()], ..Struct::default() };
        let api = Api::default();
        let mut emit = Emit { api: &api, level: DocsLevel::Full, imports: Imports::default() };
        let value = field_value(&mut emit, patch_type, &full, &ident("full"));
        value.to_string().replace(' ', "")
    }

    #[test]
    fn what_was_required_is_there() {
        let patch_type = field("a", "a", TypeRef::String);
        assert_eq!(made(&required("a", "a", TypeRef::String), &patch_type), "a:full.set_fields.given(0,full.a)");
        assert_eq!(made(&field("a", "a", TypeRef::String), &patch_type), "a:full.a");
        assert_eq!(made(&field("b", "b", TypeRef::String), &patch_type), "a:Default::default()");
    }

    #[test]
    fn inner_patch_types_are_converted() {
        let named = |id| TypeRef::Named(TypeId(id));
        let list = |id| TypeRef::List(Box::new(named(id)));
        let patch_type = field("a", "a", named(1));
        assert_eq!(
            made(&required("a", "a", named(0)), &patch_type),
            "a:full.set_fields.given(0,full.a).map(|value|value.into())"
        );
        assert_eq!(made(&field("a", "a", named(0)), &patch_type), "a:full.a.map(|value|value.into())");
        let patch_type = field("a", "a", list(1));
        assert_eq!(
            made(&field("a", "a", list(0)), &patch_type),
            "a:full.a.map(|value|value.into_iter().map(Into::into).collect())"
        );
        let boxed = Field { boxed: true, ..field("a", "a", named(1)) };
        assert_eq!(
            made(&required("a", "a", named(0)), &boxed),
            "a:full.set_fields.given(0,full.a).map(|value|Box::new(value.into()))"
        );
    }
}
