//! IR → items: what is in each file, as tokens.
//!
//! No policy and no look at the document: what is generated, under which name and in which shape was decided before.
//! One module per kind of item; each has a function from the IR to the tokens of items that notes in [`Imports`] what
//! it names.

mod call;
mod common;
mod context;
mod describe;
mod docs;
mod driver;
mod example;
mod facts;
mod file;
mod former;
mod handle;
mod handles;
mod ident;
mod imports;
mod index;
mod members;
mod model;
mod operation;
mod operation_docs;
mod patch;
mod response;
mod setters;
mod string_enum;
mod types;
mod union;
mod wrap;

use self::context::Emit;
use self::docs::{Doc, code};
use self::imports::Imports;
use crate::DocsLevel;
use proc_macro2::TokenStream;

use crate::analyze::layout::{Content, Owner, Plan};
use crate::ir::{Api, Struct, TypeDef, TypeId, TypeKind};

pub(crate) use self::docs::LINE_END;
pub(crate) use self::driver::files as driver;
pub(crate) use self::file::File;
pub(crate) use self::handles::handles;

/// The items of a file.
pub(crate) fn file(api: &Api, level: DocsLevel, plan: &Plan) -> File {
    let mut emit = Emit { api, level, imports: imports(api, &plan.content) };
    let items = match &plan.content {
        Content::Root => index::root(),
        Content::Meta => index::meta(&mut emit),
        Content::Api => index::api(&mut emit),
        Content::Tag { tag, operations } => handle::items(&mut emit, *tag, operations),
        Content::Operation(index) => operation::items(&mut emit, &api.operations[*index]),
        Content::Models(owners) => index::models(api, owners),
        Content::Owner { families, .. } => index::owner(api, families),
        Content::Family(types) => types.iter().flat_map(|id| type_items(&mut emit, api.type_def(*id))).collect(),
    };
    let mut all: Vec<_> = emit.imports.into_items().into_iter().collect();
    all.extend(items);
    File { path: plan.path.clone(), docs: module_docs(api, level, &plan.content).into_module_lines(), items: all }
}

/// No imports yet, but the names that the file defines.
fn imports(api: &Api, content: &Content) -> Imports {
    match content {
        Content::Tag { operations, .. } => {
            Imports::with_others(operations.iter().map(|(index, _)| api.operations[*index].builder.as_str()))
        }
        Content::Operation(index) => {
            let operation = &api.operations[*index];
            Imports::with_others([operation.builder.as_str(), api.tags[operation.tag].rust.as_str()])
        }
        Content::Family(types) => Imports::with_models(types.iter().map(|id| api.type_def(*id).rust.as_str())),
        _ => Imports::default(),
    }
}

fn type_items(emit: &mut Emit, def: &TypeDef) -> Vec<TokenStream> {
    match &def.kind {
        TypeKind::Struct(shape) => model::items(emit, def, shape),
        TypeKind::Enum(shape) => string_enum::items(emit, def, shape),
        TypeKind::Union(shape) => union::items(emit, def, shape),
    }
}

fn module_docs(api: &Api, level: DocsLevel, content: &Content) -> Doc {
    match content {
        Content::Root => Doc::of("Everything that is generated from the OpenAPI document."),
        Content::Meta => Doc::of("Title and version of the OpenAPI document, and the list of its operations."),
        Content::Api => Doc::of_each([
            "Operations: a module per tag, with the tag's handle and one builder per operation.",
            "Start from a method of [`Client`](crate::Client); every module is a feature of the crate.",
        ]),
        Content::Tag { tag, .. } => handle::docs(level, &api.tags[*tag]),
        Content::Operation(index) => {
            let operation = &api.operations[*index];
            Doc::of(format!("`{}`: `{}`.", operation.id, operation.call()))
        }
        Content::Models(_) => Doc::of_each([
            "Types of request and response bodies.",
            "Structs have public fields, `Default`, and `with_…` setters where a request can contain them. They are \
             `#[non_exhaustive]`: start from `default()`.",
            "Enums are open. A value that this version of the crate does not know arrives as `Unknown`, with its text, and \
             goes out again unchanged; comparing and hashing go by the text, so `Unknown(\"a\")` equals the variant for \
             `a`. Unions are open in the same way: an object that none of the known variants fits arrives as `Unknown`, \
             whole.",
        ]),
        Content::Owner { owner: Owner { tag: Some(tag), .. }, .. } => {
            Doc::of(format!("Types that only the tag {} uses.", code(&api.tags[*tag].name)))
        }
        Content::Owner { .. } => Doc::of("Types that several tags use."),
        Content::Family(types) => Doc::of(family_docs(api, types)),
    }
}

fn family_docs(api: &Api, types: &[TypeId]) -> String {
    match types.first().map(|id| api.type_def(*id)) {
        Some(TypeDef { kind: TypeKind::Struct(Struct { patch_of: Some(full), .. }), .. }) => {
            format!("Schema `{}` as the body of a PATCH.", api.type_def(*full).wire)
        }
        Some(def) if def.component && types.len() == 1 => {
            format!("Schema `{}`.", def.wire)
        }
        Some(def) if def.component => format!("Schema `{}` and what belongs to it.", def.wire),
        Some(def) => match def.origin.operation() {
            Some((path, method)) => format!("Inline schemas of `{} {path}`.", method.to_uppercase()),
            None => "Inline schemas.".to_owned(),
        },
        None => String::new(),
    }
}
