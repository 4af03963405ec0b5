//! Patch types: all-optional bodies of PATCH requests: the conversion from the type they are made from.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Emit, Module};
use super::ident::ident;
use super::members::{additional_ident, set_ident};
use crate::ir::{Field, Presence, Struct, TypeDef, TypeId, TypeKind, Union};

/// `impl From<Full> for Patch`: every property is set to what the full value has.
pub(super) fn conversion(emit: &mut Emit, def: &TypeDef, shape: &Struct, full: TypeId) -> TokenStream {
    let (name, full_name) = (ident(&def.rust), emit.model(full));
    let full = if let TypeKind::Struct(shape) = &emit.api.type_def(full).kind { shape } else { &Struct::default() };
    let (set, additional) = (set_ident(full), additional_ident(full));
    let empty = || quote!(Default::default());
    let fields = shape.fields.iter().map(|field| {
        let name = ident(&field.rust);
        let value = field_value(emit, field, full, set.as_ref()).unwrap_or_else(empty);
        quote!(#name: #value,)
    });
    let mut values: TokenStream = fields.collect();
    if let Some(name) = additional_ident(shape) {
        let value = additional.map_or_else(empty, |additional| quote!(full.#additional));
        values.extend(quote!(#name: #value,));
    }
    values.extend(set_ident(shape).map(|name| quote!(#name: Default::default(),)));
    quote! {
        impl From<#full_name> for #name {
            fn from(full: #full_name) -> Self {
                Self { #values }
            }
        }
    }
}

/// `impl From<Full> for Patch` of a union: the same variant, with its own patch type where it has one.
pub(super) fn union_conversion(emit: &mut Emit, def: &TypeDef, shape: &Union, full: TypeId) -> TokenStream {
    let TypeKind::Union(original) = &emit.api.type_def(full).kind else { return TokenStream::new() };
    let (name, full_name) = (ident(&def.rust), emit.model(full));
    let arms = original.variants.iter().zip(&shape.variants).map(|(original, variant)| {
        let (from, to) = (ident(&original.rust), ident(&variant.rust));
        let is_same = original.ty == variant.ty;
        let value = if is_same { quote!(value) } else { quote!(Box::new((*value).into())) };
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

/// What a field of the patch type gets from the full value, if that has it. `set` notes which required fields are set.
fn field_value(emit: &mut Emit, field: &Field, full: &Struct, set: Option<&Ident>) -> Option<TokenStream> {
    let (index, original) = full.fields.iter().enumerate().find(|(_, original)| original.wire == field.wire)?;
    let (from, index) = (ident(&original.rust), Literal::usize_unsuffixed(index));
    // The patch type is not part of the cycles of its original.
    let moved = |value: TokenStream| match (original.boxed, field.boxed) {
        (true, false) => quote!(*#value),
        (false, true) => quote!(Box::new(#value)),
        _ => value,
    };
    let in_option = |option: TokenStream| {
        if original.boxed == field.boxed {
            return option;
        }
        let value = moved(quote!(value));
        quote!(#option.map(|value| #value))
    };
    // A struct with a required field has `set`.
    let given = || quote!(full.#set.given(#index, full.#from));
    // Apart from boxes, a patch type differs from its original in what it requires only.
    Some(match (original.presence, field.presence) {
        (Presence::Required, Presence::Optional) => in_option(given()),
        (Presence::Required, Presence::Nullable) => {
            let (nullable, value) = (emit.import(Module::Engine, "Nullable"), in_option(given()));
            quote!(#value.map_or(#nullable::Absent, #nullable::Value))
        }
        (Presence::Required, Presence::Required) => moved(quote!(full.#from)),
        _ => in_option(quote!(full.#from)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::imports::Imports;
    use super::*;
    use crate::DocsLevel;
    use crate::ir::fixture::{field, required};
    use crate::ir::{Api, TypeRef};

    /// How the patch type's field is made, without spaces.
    fn made(original: &Field, patch_type: &Field) -> String {
        let full = Struct { fields: vec![original.clone()], ..Struct::default() };
        let api = Api::default();
        let mut emit = Emit { api: &api, level: DocsLevel::Full, imports: Imports::default() };
        let value = field_value(&mut emit, patch_type, &full, set_ident(&full).as_ref());
        value.map_or_else(String::new, |value| value.to_string().replace(' ', ""))
    }

    #[test]
    fn what_was_required_is_there() {
        let patch_type = field("a", "a", TypeRef::String);
        assert_eq!(made(&required("a", "a", TypeRef::String), &patch_type), "full.set_fields.given(0,full.a)");
        assert_eq!(made(&field("a", "a", TypeRef::String), &patch_type), "full.a");
        assert_eq!(made(&field("b", "b", TypeRef::String), &patch_type), "");
    }

    #[test]
    fn boxes_are_those_of_the_patch_type() {
        let plain = field("a", "a", TypeRef::String);
        let boxed = Field { boxed: true, ..plain.clone() };
        assert_eq!(made(&boxed, &boxed), "full.a");
        assert_eq!(made(&boxed, &plain), "full.a.map(|value|*value)");
        assert_eq!(made(&plain, &boxed), "full.a.map(|value|Box::new(value))");
        let given = Field { boxed: true, ..required("a", "a", TypeRef::String) };
        assert_eq!(made(&given, &plain), "full.set_fields.given(0,full.a).map(|value|*value)");
    }
}
