//! Open string enums.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Emit, Module};
use super::describe;
use super::docs::{Doc, code, sample};
use super::ident::ident;
use crate::DocsLevel;
use crate::ir::{EnumValue, StringEnum, TypeDef};

/// The enum and its description to the engine.
pub(super) fn items(emit: &mut Emit, def: &TypeDef, shape: &StringEnum) -> Vec<TokenStream> {
    let name = ident(&def.rust);
    let attributes = describe::type_attributes(emit.level, def, || {
        format!("Known values: {}.", sample(shape.values.iter().map(|value| value.wire.as_str()), 6))
    });
    let variants = shape.values.iter().map(|value| variant(emit.level, value));
    let item = quote! {
        #attributes
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Any other value, preserved verbatim.
            Unknown(String),
        }
    };
    emit.import(Module::Crate, "model");
    let variants: Vec<_> = shape.values.iter().map(|value| ident(&value.rust)).collect();
    let wires: Vec<_> = shape.values.iter().map(|value| value.wire.as_str()).collect();
    let methods = quote! {
        impl #name {
            /// The values that this version of the crate knows.
            pub const VALUES: &'static [&'static str] = &[#(#wires),*];

            const VARIANTS: &'static [Self] = &[#(Self::#variants),*];

            /// The value itself, as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    };
    vec![item, methods, quote!(model::string_enum_traits!(#name);)]
}

fn variant(level: DocsLevel, value: &EnumValue) -> TokenStream {
    let name = ident(&value.rust);
    let wire = if value.wire.is_empty() { "The empty string".to_owned() } else { code(&value.wire) };
    let mut doc = Doc::default();
    if level == DocsLevel::None || value.docs.summary.is_empty() {
        doc.paragraph(wire);
    } else {
        doc.paragraph(format!("{wire}: {}", value.docs.summary));
        if level == DocsLevel::Full {
            doc.lines(&value.docs.body);
        }
    }
    let doc = doc.attributes(4);
    quote!(#doc #name,)
}
