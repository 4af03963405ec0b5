//! Invariants on whole descriptions: our own, and the official ones where `ATLAS_OFFICIAL_SPECS` names a folder that has them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::support::{Lowered, run};
use crate::ir::{Api, ReplyBody, TypeKind, TypeRef, Untyped};
use crate::version::VersionChoice;

const OWN: &str = include_str!("../../../../spec/openapi.yaml");
const CONFIG: &str = include_str!("../../../../spec/codegen.toml");

#[test]
fn our_own_description() {
    let lowered = run("spec/openapi.yaml", OWN, CONFIG, true, &VersionChoice::default());
    assert!(lowered.diagnostics.is_empty(), "{}", lowered.diagnostics.render(false));
    census("own", &lowered);
}

#[test]
fn official() {
    let Some(folder) = std::env::var_os("ATLAS_OFFICIAL_SPECS") else {
        eprintln!("skipped: ATLAS_OFFICIAL_SPECS names no folder with descriptions");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "yaml")) {
        let text = std::fs::read_to_string(file).unwrap();
        let name = Path::file_name(file).unwrap().to_string_lossy();
        let lowered = run(&name, &text, CONFIG, false, &VersionChoice::default());
        println!("{}", lowered.diagnostics.render(false));
        census(&name, &lowered);
        if let Some(dump) = std::env::var_os("DUMP") {
            let mut text = super::support::outline(&lowered.api);
            for operation in &lowered.api.operations {
                text.push_str(&super::support::call(&lowered.api, operation));
                text.push(char::from(10));
            }
            for def in &lowered.api.types {
                text.push_str(&format!("DOC {} {:?}\n", def.rust, def.docs));
            }
            for operation in &lowered.api.operations {
                text.push_str(&format!("DOC {} {:#?}\n", operation.rust, operation.docs));
            }
            std::fs::write(Path::new(&dump).join(format!("{name}.txt")), text).unwrap();
        }
    }
}

fn census(name: &str, lowered: &Lowered) {
    let api = &lowered.api;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for def in &api.types {
        let kind = match &def.kind {
            TypeKind::Struct(shape) if shape.patch_of.is_some() => "twin",
            TypeKind::Struct(_) => "struct",
            TypeKind::Enum(_) => "enum",
            TypeKind::Union(union) if union.tag.is_some() => "tagged union",
            TypeKind::Union(_) => "union",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    println!("{name}: operations {} skipped {} types {} {kinds:?} unreached {}", api.operations.len(), api.skipped.len(), api.types.len(), api.unreached_schemas);
    let untyped = untyped(api);
    let mut reasons: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for place in &untyped {
        *reasons.entry((place.free_form, &place.reason)).or_default() += 1;
    }
    println!("untyped {reasons:#?}");
    for place in &untyped {
        println!("   {} {} {}", place.free_form, place.reason, place.origin);
    }
    let unique: BTreeSet<&str> = api.types.iter().map(|def| def.rust.as_str()).collect();
    assert_eq!(unique.len(), api.types.len());
}

fn untyped(api: &Api) -> Vec<&Untyped> {
    let mut all = Vec::new();
    for def in &api.types {
        match &def.kind {
            TypeKind::Struct(shape) => shape.fields.iter().map(|field| &field.ty).chain(&shape.additional).for_each(|ty| find(ty, &mut all)),
            TypeKind::Union(union) => union.arms.iter().for_each(|arm| find(&arm.ty, &mut all)),
            TypeKind::Enum(_) => {}
        }
    }
    for operation in &api.operations {
        operation.body.iter().for_each(|body| find(&body.ty, &mut all));
        if let ReplyBody::Json(ty) | ReplyBody::OptionalJson(ty) = &operation.reply.body {
            find(ty, &mut all);
        }
    }
    all
}

fn find<'a>(ty: &'a TypeRef, all: &mut Vec<&'a Untyped>) {
    match ty {
        TypeRef::Json(untyped) => all.push(untyped),
        TypeRef::List(inner) | TypeRef::Map(inner) => find(inner, all),
        _ => {}
    }
}
