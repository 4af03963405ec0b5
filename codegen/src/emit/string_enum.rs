//! Open string enums.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, code};
use super::file::{Item, MacroCall};
use super::ident::ident;
use super::imports::Imports;
use super::{describe, facts};
use crate::DocsLevel;
use crate::ir::{EnumValue, StringEnum, TypeDef};

/// The enum and its description to the engine.
pub(super) fn items(level: DocsLevel, imports: &mut Imports, def: &TypeDef, shape: &StringEnum) -> Vec<Item> {
    let name = ident(&def.rust);
    let attributes = describe::type_attributes(level, def, || {
        format!("Known values: {}.", facts::values(shape.values.iter().map(|value| value.wire.as_str())))
    });
    let variants = shape.values.iter().map(|value| variant(level, value));
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
    let rows = shape.values.iter().map(|value| {
        let (variant, wire) = (ident(&value.rust), &value.wire);
        quote!(#variant = #wire)
    });
    imports.engine("string_enum");
    vec![Item::Code(item), Item::Macro(MacroCall::block("string_enum", quote!(#name), rows.collect()))]
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
