//! Structs: the definition, its description to the engine, setters and what else belongs to them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::sample;
use super::file::{Item, MacroCall, MacroInput, braced};
use super::ident::ident;
use super::imports::Imports;
use super::{describe, patch, setters, types};
use crate::DocsLevel;
use crate::ir::{Api, Field, Page, Presence, Struct, TypeDef, TypeRef};
use crate::names::keywords::free_name;

/// All items of a struct.
pub(super) fn items(api: &Api, level: DocsLevel, imports: &mut Imports, def: &TypeDef, shape: &Struct) -> Vec<Item> {
    let name = ident(&def.rust);
    let mut items =
        vec![Item::Code(definition(api, level, imports, def, shape)), Item::Macro(description(imports, &name, shape))];
    items.extend(shape.page.as_ref().map(|page| Item::Macro(page_call(api, imports, &name, shape, page))));
    if def.in_request {
        items.extend(setters::items(api, level, imports, def, shape).map(Item::Code));
    }
    items.extend(shape.patch_of.map(|full| Item::Code(patch::conversion(api, imports, def, shape, full))));
    items
}

/// The name of the map for undeclared keys.
pub(super) fn additional_ident(shape: &Struct) -> Ident {
    ident(&free_name("additional", |name| shape.fields.iter().any(|field| field.rust == name)))
}

fn definition(api: &Api, level: DocsLevel, imports: &mut Imports, def: &TypeDef, shape: &Struct) -> TokenStream {
    let name = ident(&def.rust);
    let attributes = match shape.patch_of {
        Some(full) => describe::patch_attributes(api, level, def, full),
        None => describe::type_attributes(level, def, || fallback(shape)),
    };
    // The original says the rest.
    let level = if shape.patch_of.is_some() && level == DocsLevel::Full { DocsLevel::Summary } else { level };
    let fields: Vec<_> = shape.fields.iter().map(|field| field_definition(api, level, imports, field)).collect();
    let additional = shape.additional.as_ref().map(|ty| {
        let (name, map) = (additional_ident(shape), types::value(api, imports, &TypeRef::Map(Box::new(ty.clone()))));
        quote! {
            /// Properties under any other name.
            pub #name: #map,
        }
    });
    let body = braced(fields.into_iter().chain(additional));
    quote! {
        #attributes
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct #name #body
    }
}

fn fallback(shape: &Struct) -> String {
    match (shape.fields.is_empty(), &shape.additional) {
        (true, None) => "An object without known properties.".to_owned(),
        (true, Some(_)) => "An object with properties of any name.".to_owned(),
        _ => {
            let names = shape.fields.iter().map(|field| field.wire.as_str());
            format!("An object of {}.", sample(names, 6))
        }
    }
}

fn field_definition(api: &Api, level: DocsLevel, imports: &mut Imports, field: &Field) -> TokenStream {
    let (name, ty) = (ident(&field.rust), types::field(api, imports, field));
    let attributes = describe::field_attributes(api, level, field);
    quote!(#attributes pub #name: #ty,)
}

/// `object! { … }`
fn description(imports: &mut Imports, name: &Ident, shape: &Struct) -> MacroCall {
    imports.engine("object");
    let rows = shape.fields.iter().map(row).collect();
    let tail = shape.additional.as_ref().map(|_| {
        let name = additional_ident(shape);
        quote!(..#name)
    });
    MacroCall { name: "object", input: MacroInput::Block { head: quote!(#name), rows, tail } }
}

fn row(field: &Field) -> TokenStream {
    let (name, wire) = (ident(&field.rust), &field.wire);
    let mut row = quote!(#name: #wire);
    // A Secret hides itself.
    let secret = field.secret && !matches!(field.ty, TypeRef::Secret);
    let flags = [
        // A password is optional although its schema requires it: no answer carries it, so a strict client must not miss it.
        (field.required && (field.write_only || field.presence != Presence::Optional), quote!(required)),
        (field.omit_in_request, quote!(read_only)),
        (field.write_only, quote!(write_only)),
        (secret, quote!(secret)),
    ];
    row.extend(flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag));
    row
}

/// `page! { … }`
fn page_call(api: &Api, imports: &mut Imports, name: &Ident, shape: &Struct, page: &Page) -> MacroCall {
    imports.runtime("page");
    let field = |index: usize| shape.fields.get(index).map(|field| ident(&field.rust));
    let (items, item) = (field(page.items), types::value(api, imports, &page.item));
    let links = page.links.and_then(field).map_or_else(|| quote!(none), |links| quote!(#links));
    let (rows, tail) = (vec![quote!(items: #items: #item)], Some(quote!(links: #links)));
    MacroCall { name: "page", input: MacroInput::Block { head: quote!(#name), rows, tail } }
}

/// Whether the setters of a field include one for null.
pub(super) fn is_nullable(field: &Field) -> bool {
    field.presence == Presence::Nullable
}
