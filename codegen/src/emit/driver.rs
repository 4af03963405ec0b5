//! The driver of `cargo xtask conformance`: tables that lead from wire names to the generated crate's functions and
//! types.
//!
//! It knows how things are called and nothing else: what a call must send and what a type must keep is
//! checked by code that reads the document on its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Arguments;
use super::file::File;
use super::ident::ident;
use super::response::alternative_methods;
use super::types::{self, Name};
use crate::ir::{Api, Body, Operation, Param, ResponseBody, TypeDef, TypeId, TypeKind, TypeRef, Union};

/// How many types one file lists: the compiler takes a module at a time.
const TYPES_PER_FILE: usize = 250;

/// The files of the driver, by path below its `src`.
pub(crate) fn files(api: &Api) -> Vec<File> {
    let mut files: Vec<_> = (0..api.tags.len()).map(|tag| operations(api, tag)).collect();
    let names = api.tags.iter().map(|tag| module(&tag.module));
    files.push(index(
        "operations",
        "Operation",
        "OPERATIONS",
        "Every operation, tag by tag.",
        &names.collect::<Vec<_>>(),
    ));

    let ids: Vec<_> = (0..api.types.len()).map(TypeId).collect();
    let parts: Vec<_> = ids.chunks(TYPES_PER_FILE).collect();
    files.extend(parts.iter().enumerate().map(|(number, ids)| models(api, number, ids)));
    let names = (0..parts.len()).map(part);
    files.push(index("models", "Model", "MODELS", "Every type.", &names.collect::<Vec<_>>()));
    files
}

fn module(name: &str) -> String {
    format!("of_{name}")
}

fn part(number: usize) -> String {
    format!("part_{number}")
}

/// The `mod.rs` over the tables of a folder.
fn index(folder: &str, entry: &str, table: &str, docs: &str, names: &[String]) -> File {
    let (entry, table) = (ident(entry), ident(table));
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    let tables = names.iter().map(|name| quote!(#name::#table));
    File {
        path: format!("{folder}/mod.rs"),
        docs: vec![docs.to_owned()],
        items: vec![
            quote!(use crate::glue::#entry;),
            quote!(#(mod #names;)*),
            quote!(pub(crate) static ALL: &[&[#entry]] = &[#(#tables),*];),
        ],
    }
}

/// The operations of a tag: a table, and for each a function that takes its values by wire name.
fn operations(api: &Api, tag: usize) -> File {
    let handle = &api.tags[tag];
    let all: Vec<_> = api.operations.iter().filter(|operation| operation.tag == tag).collect();
    let rows = all.iter().map(|operation| {
        let start = ident(&format!("call_{}", operation.rust));
        let call = operation.call();
        quote!(Operation { call: #call, start: #start })
    });
    let mut items = vec![
        quote! {
            #[allow(unused_imports, reason = "not every file needs all of them")]
            use atlas_client::{Client, models as m};
            #[allow(unused_imports, reason = "not every file needs all of them")]
            use crate::glue::{PendingCall, Given, Operation, pieces, streamed, whole};
        },
        quote!(pub(super) static OPERATIONS: &[Operation] = &[#(#rows),*];),
    ];
    items.extend(all.iter().map(|operation| operation_call(api, operation)));
    let docs = vec![format!("`{}`.", handle.name.replace('`', "'"))];
    File { path: format!("operations/{}.rs", module(&handle.module)), docs, items }
}

fn operation_call(api: &Api, operation: &Operation) -> TokenStream {
    let (name, method) = (ident(&format!("call_{}", operation.rust)), ident(&operation.rust));
    let handle = ident(&api.tags[operation.tag].module);
    let arguments = Arguments::of(operation);
    // Parameters in different places can have one name: `query/itemsPerPage`.
    let param = |param: &&Param| {
        let key = format!("{}/{}", param.location.word(), param.wire);
        (ident(&param.rust), key, value(api, &param.ty))
    };
    let body = |body: &Body| {
        // A text is one of the things that bytes are made of.
        let ty = body.ty.as_ref().map_or_else(|| quote!(String), |ty| value(api, ty));
        (ident(&arguments.body), "body".to_owned(), ty)
    };
    let given = arguments.positional.iter().map(param).chain(arguments.required_body.map(body));
    let given = given.map(|(_, key, ty)| quote!(given.take::<#ty>(#key)));
    let setters = arguments.optional.iter().map(param).chain(arguments.optional_body.map(body));
    let setters = setters.map(|(name, key, ty)| {
        quote! {
            let request = match given.find::<#ty>(#key) {
                Some(value) => request.#name(value),
                None => request,
            };
        }
    });
    let read = ident(if matches!(operation.response.body, ResponseBody::Stream(_)) { "streamed" } else { "whole" });
    let full = quote!(#read(request.send_full()));
    let others = alternative_methods(operation);
    let send = if others.is_empty() {
        full
    } else {
        let arms = others.iter().map(|(media_type, send)| quote!(Some(#media_type) => pieces(request.#send())));
        quote!(match given.format() { #(#arms,)* _ => #full })
    };
    quote! {
        fn #name(client: &Client, given: &Given) -> PendingCall {
            let request = client.#handle().#method(#(#given),*);
            #(#setters)*
            given.show(&request);
            #send
        }
    }
}

/// A table of types.
fn models(api: &Api, number: usize, ids: &[TypeId]) -> File {
    let rows = ids
        .iter()
        .map(|id| api.type_def(*id))
        .flat_map(|def| def.places().map(|origin| row(api, def, &origin.to_string())));
    File {
        path: format!("models/{}.rs", part(number)),
        docs: vec!["A part of the types.".to_owned()],
        items: vec![
            quote! {
                use atlas_client::models as m;
                use crate::glue::{Model, getters, got, no_getters, pass, sent, strict};
            },
            quote!(pub(super) static MODELS: &[Model] = &[#(#rows),*];),
        ],
    }
}

fn row(api: &Api, def: &TypeDef, pointer: &str) -> TokenStream {
    let (name, rust) = (&def.rust, ident(&def.rust));
    let (patch_type, variants, values) = match &def.kind {
        TypeKind::Struct(shape) => (shape.patch_of.is_some(), Vec::new(), quote!(&[])),
        TypeKind::Union(union) => (union.patch_of.is_some(), variants(api, union), quote!(&[])),
        TypeKind::Enum(_) => (false, Vec::new(), quote!(m::#rust::VALUES)),
    };
    let getters = getters(def);
    quote! {
        Model {
            name: #name, pointer: #pointer, patch_type: #patch_type, variants: &[#(#variants),*], values: #values,
            pass: pass::<m::#rust>, sent: sent::<m::#rust>, strict: strict::<m::#rust>,
            getters: #getters
        }
    }
}

/// A function that asks all getters of a union.
fn getters(def: &TypeDef) -> TokenStream {
    let common = if let TypeKind::Union(union) = &def.kind { union.common.as_slice() } else { &[] };
    if common.is_empty() {
        return quote!(no_getters);
    }
    let rust = ident(&def.rust);
    let asked = common.iter().map(|property| {
        let (wire, getter) = (&property.wire, ident(&property.rust));
        quote!((#wire, got(it.#getter())))
    });
    quote!(|value| getters::<m::#rust>(value, |it| vec![#(#asked),*]))
}

/// The variants of a union, each with the name of the type that it holds, if that is one of its own.
fn variants(api: &Api, union: &Union) -> Vec<TokenStream> {
    let variants = union.variants.iter().map(|variant| {
        let held = if let TypeRef::Named(id) = &variant.ty { api.type_def(*id).rust.as_str() } else { "" };
        let variant = &variant.rust;
        quote!((#variant, #held))
    });
    variants.collect()
}

/// The type of a value, as seen from outside the crate.
fn value(api: &Api, ty: &TypeRef) -> TokenStream {
    types::spelled(ty, &mut |name| match name {
        Name::Runtime(name) => {
            let name = ident(name);
            quote!(atlas_client::#name)
        }
        Name::Model(id) => {
            let name = ident(&api.type_def(id).rust);
            quote!(m::#name)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::fixture;
    use crate::render;

    fn text(path: &str) -> String {
        let file = files(&fixture::api()).into_iter().find(|file| file.path == path).unwrap();
        render::file(file).unwrap()
    }

    #[test]
    fn a_call_takes_each_value_by_its_wire_name() {
        let text = text("operations/of_widget_store.rs");
        for part in [
            "call: \"PATCH /v2/widgets\"",
            ".update_widget(given.take::<String>(\"path/groupId\"),given.take::<i64>(\"path/size\")",
            "given.take::<Vec<String>>(\"query/metrics\"),given.take::<m::WidgetPatch>(\"body\")",
            "given.find::<Vec<m::WidgetKind>>(\"query/kind\"){Some(value)=>request.kind(value)",
            "given.find::<bool>(\"header/Use-Effective\")",
            "Some(\"text/csv\")=>pieces(request.send_csv())",
        ] {
            let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join("");
            let part: String = part.split(' ').collect();
            assert!(squeezed.replace(",)", ")").contains(&part), "{part}\n{text}");
        }
    }

    #[test]
    fn a_type_is_listed_with_its_place_and_its_variants() {
        let text = text("models/part_0.rs");
        let squeezed: String = text.split_whitespace().collect();
        assert!(
            squeezed.contains("name:\"WidgetPatch\",pointer:\"#/components/schemas/WidgetPatch\",patch_type:true"),
            "{text}"
        );
        assert!(squeezed.contains("variants:&[(\"Widget\",\"Widget\"),(\"Other\",\"Widget\")]"), "{text}");
        assert!(super::files(&fixture::api()).iter().any(|file| file.path == "models/mod.rs"));
    }
}
