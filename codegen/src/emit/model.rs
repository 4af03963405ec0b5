//! Structs: the definition, its description to the engine, setters and what else belongs to them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Emit, Module};
use super::docs::sample;
use super::file::braced;
use super::ident::ident;
use super::members::{additional_ident, is_only_sent, is_plain, is_required, set_ident};
use super::{describe, patch, setters, types};
use crate::DocsLevel;
use crate::ir::{Api, Field, Page, Presence, Struct, TypeDef, TypeKind, TypeRef};

/// All items of a struct.
pub(super) fn items(emit: &mut Emit, def: &TypeDef, shape: &Struct) -> Vec<TokenStream> {
    let name = ident(&def.rust);
    emit.import(Module::Crate, "model");
    let default = default(emit.api, &name, shape);
    let mut items = vec![definition(emit, def, shape, default.is_none())];
    items.extend(default);
    items.push(object(&name, def, shape));
    items.push(quote!(model::object_traits!(#name);));
    items.extend(shape.page.as_ref().map(|page| page_impl(emit, &name, shape, page)));
    if def.in_request {
        items.extend(setters::items(emit, def, shape));
    }
    items.extend(shape.patch_of.map(|full| patch::conversion(emit, def, shape, full)));
    items
}

fn definition(emit: &mut Emit, def: &TypeDef, shape: &Struct, derives_default: bool) -> TokenStream {
    let name = ident(&def.rust);
    let attributes = match shape.patch_of {
        Some(full) => describe::patch_attributes(emit, def, full),
        None => describe::type_attributes(emit.level, def, || fallback(shape)),
    };
    // The original says the rest.
    let is_short = shape.patch_of.is_some() && emit.level == DocsLevel::Full;
    let level = if is_short { DocsLevel::Summary } else { emit.level };
    let fields = shape.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.rust), types::field(emit, field));
        let attributes = describe::field_attributes(emit.api, level, field);
        quote!(#attributes pub #name: #ty,)
    });
    let fields: Vec<_> = fields.collect();
    let additional = additional_ident(shape).zip(shape.additional.as_ref()).map(|(name, ty)| {
        let map = types::value(emit, &TypeRef::Map(Box::new(ty.clone())));
        quote! {
            /// Properties under any other name.
            pub #name: #map,
        }
    });
    let set = set_ident(shape).map(|name| quote!(pub(crate) #name: model::SetFields,));
    let body = braced(fields.into_iter().chain(additional).chain(set));
    let default = derives_default.then(|| quote!(, Default));
    quote! {
        #attributes
        #[derive(Clone #default)]
        #[non_exhaustive]
        pub struct #name #body
    }
}

/// `impl Default` of a struct that must have a union: of a union no variant is the default one.
fn default(api: &Api, name: &Ident, shape: &Struct) -> Option<TokenStream> {
    let is_union = |ty: &TypeRef| ty.def(&api.types).is_some_and(|def| matches!(def.kind, TypeKind::Union(_)));
    let is_undecided = |field: &Field| field.presence == Presence::Required && is_union(&field.ty);
    if !shape.fields.iter().any(is_undecided) {
        return None;
    }
    let fields = shape.fields.iter().map(|field| {
        let name = ident(&field.rust);
        let value = if is_undecided(field) { quote!(model::Slot::empty()) } else { quote!(Default::default()) };
        quote!(#name: #value,)
    });
    let others = additional_ident(shape).into_iter().chain(set_ident(shape));
    let others = others.map(|name| quote!(#name: Default::default(),));
    Some(quote! {
        impl Default for #name {
            fn default() -> Self {
                Self { #(#fields)* #(#others)* }
            }
        }
    })
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

/// `impl Object`: the table of the fields, and the fields themselves in the same order.
fn object(name: &Ident, def: &TypeDef, shape: &Struct) -> TokenStream {
    let rust_name = &def.rust;
    let rows = shape.fields.iter().map(row);
    let has_additional = shape.additional.is_some();
    let names = shape.fields.iter().map(|field| ident(&field.rust));
    let names: Vec<_> = names.chain(additional_ident(shape)).collect();
    let (set, set_mut) = match set_ident(shape) {
        Some(set) => (quote!(self.#set), quote!(&mut self.#set)),
        None => (quote!(model::SetFields::default()), quote!(&mut model::SetFields::default())),
    };
    quote! {
        impl model::Object for #name {
            fn schema(&self) -> &'static model::Schema {
                static SCHEMA: model::Schema = model::Schema {
                    name: #rust_name,
                    fields: &[#(#rows),*],
                    additional: #has_additional,
                };
                &SCHEMA
            }
            fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
                reader(&[#(&self.#names),*], #set);
            }
            fn write(&mut self, writer: &mut model::Writer<'_>) {
                writer(&mut [#(&mut self.#names),*], #set_mut);
            }
        }
    }
}

/// `model::Field::required("rust_name", "wireName").secret()`
fn row(field: &Field) -> TokenStream {
    let (name, wire) = (&field.rust, &field.wire);
    let constructor = match field {
        field if is_required(field) => quote!(required),
        field if is_plain(field) => quote!(plain),
        _ => quote!(optional),
    };
    let mut row = quote!(model::Field::#constructor(#name, #wire));
    // A Secret hides itself.
    let secret = field.secret && !matches!(field.ty, TypeRef::Secret);
    let rules = [
        (field.omit_in_request, quote!(.read_only())),
        (is_only_sent(field), quote!(.write_only())),
        (secret, quote!(.secret())),
    ];
    row.extend(rules.into_iter().filter(|(is_set, _)| *is_set).map(|(_, rule)| rule));
    row
}

/// `impl Page`: where a page keeps its items and links.
fn page_impl(emit: &mut Emit, name: &Ident, shape: &Struct, page: &Page) -> TokenStream {
    emit.import(Module::Crate, "runtime");
    let field = |index: usize| shape.fields.get(index).map(|field| ident(&field.rust));
    let (items, item) = (field(page.items), types::value(emit, &page.item));
    let links = page.links.and_then(field).map_or_else(|| quote!(None), |links| quote!(Some(&self.#links)));
    quote! {
        impl runtime::Page for #name {
            type Item = #item;

            fn items(&mut self) -> &mut dyn runtime::Listing<Item = #item> {
                &mut self.#items
            }
            fn links(&self) -> Option<&dyn model::Slot> {
                #links
            }
        }
    }
}
