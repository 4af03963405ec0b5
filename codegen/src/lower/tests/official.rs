//! Invariants on whole documents: our own, and the official ones where `ATLAS_OFFICIAL_SPECS` names a folder that has them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::support::{Lowered, outline, run};
use crate::ir::{Api, Presence, ResponseBody, TypeDef, TypeKind, TypeRef, Untyped};
use crate::version::VersionChoice;

const OWN: &str = include_str!("../../../../spec/openapi.yaml");
const CONFIG: &str = include_str!("../../../../spec/codegen.toml");

#[test]
fn our_own_description_is_faithful_and_matches_every_entry() {
    let lowered = own();
    assert!(lowered.diagnostics.is_empty(), "{}", lowered.diagnostics.render(false));
    assert_eq!(lowered.api.operations.len(), OWN.matches(" operationId: ").count());
    assert_eq!(untyped(&lowered.api), Vec::<&Untyped>::new(), "every place has a type");
    invariants("spec/openapi.yaml", &lowered);
}

#[test]
fn lowering_twice_gives_the_same() {
    assert_eq!(outline(&own().api), outline(&own().api));
}

#[test]
fn official_descriptions_lower_without_errors() {
    for file in official() {
        let (name, lowered) = read(&file, None);
        assert!(!lowered.diagnostics.has_errors(), "{}", lowered.diagnostics.render(false));
        census(&name, &lowered);
        invariants(&name, &lowered);
        let lossy: Vec<_> = untyped(&lowered.api).into_iter().filter(|place| !place.free_form).collect();
        assert_eq!(lossy, Vec::<&Untyped>::new(), "only what is free-form has no type");
        contains_our_own(&name, &lowered.api);
    }
}

#[test]
fn every_version_of_the_official_descriptions_lowers() {
    for file in official() {
        for date in ["2023-01-01", "2023-02-01", "2024-08-05", "2024-11-13", "2025-03-12"] {
            let (name, lowered) = read(&file, Some(date));
            assert!(!lowered.diagnostics.has_errors(), "{}", lowered.diagnostics.render(false));
            invariants(&format!("{name} until {date}"), &lowered);
        }
    }
}

fn own() -> Lowered {
    run("spec/openapi.yaml", OWN, CONFIG, true, &VersionChoice::default())
}

/// The official documents, none when there is no folder for them.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn official() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ATLAS_OFFICIAL_SPECS") else {
        eprintln!("skipped: ATLAS_OFFICIAL_SPECS names no folder with documents");
        return Vec::new();
    };
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "yaml")).collect();
    files.sort();
    assert!(!files.is_empty(), "ATLAS_OFFICIAL_SPECS names a folder without documents");
    files
}

fn read(file: &Path, until: Option<&str>) -> (String, Lowered) {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let choice = VersionChoice { until: until.map(str::to_owned), ..VersionChoice::default() };
    let lowered = run(&name, &std::fs::read_to_string(file).unwrap(), CONFIG, false, &choice);
    (name, lowered)
}

fn invariants(name: &str, lowered: &Lowered) {
    let api = &lowered.api;
    assert!(!api.operations.is_empty(), "{name}");
    unique(name, api.types.iter().map(|def| def.rust.clone()));
    unique(name, api.tags.iter().map(|tag| tag.module.clone()));
    unique(name, api.tags.iter().map(|tag| tag.feature.clone()));
    unique(name, api.operations.iter().map(|operation| format!("{}.{}", operation.tag, operation.rust)));
    unique(name, api.operations.iter().map(|operation| format!("{}.{}", operation.tag, operation.builder)));
    for operation in &api.operations {
        unique(&operation.id, operation.params.iter().map(|param| param.rust.clone()));
        identifiers(
            [&operation.rust, &operation.builder].into_iter().chain(operation.params.iter().map(|param| &param.rust)),
        );
        let text = std::iter::once(&operation.docs).chain(operation.params.iter().map(|param| &param.docs));
        text.for_each(|docs| prose(&operation.id, docs));
        assert!(!operation.docs.summary.is_empty(), "{}", operation.id);
    }
    for def in &api.types {
        assert!(!def.tags.is_empty(), "{} belongs to no tag", def.rust);
        prose(&def.rust, &def.docs);
        identifiers([&def.rust]);
        members(api, def);
    }
}

fn members(api: &Api, def: &TypeDef) {
    match &def.kind {
        TypeKind::Struct(shape) => {
            unique(&def.rust, shape.fields.iter().map(|field| field.rust.clone()));
            unique(&def.rust, shape.fields.iter().map(|field| field.wire.clone()));
            identifiers(shape.fields.iter().map(|field| &field.rust));
            for field in &shape.fields {
                prose(&field.rust, &field.docs);
                let is_returned = field.omit_in_request && field.ty == TypeRef::String;
                assert!(field.required || is_returned || field.presence != Presence::Required);
                assert!(field.secret || field.ty != TypeRef::Secret, "{}.{}", def.rust, field.rust);
            }
        }
        TypeKind::Enum(shape) => {
            assert!(!shape.values.is_empty(), "{}", def.rust);
            unique(&def.rust, shape.values.iter().map(|value| value.rust.clone()).chain(["Unknown".to_owned()]));
            unique(&def.rust, shape.values.iter().map(|value| value.wire.clone()));
            identifiers(shape.values.iter().map(|value| &value.rust));
        }
        TypeKind::Union(union) => {
            assert!(!union.variants.is_empty(), "{}", def.rust);
            unique(&def.rust, union.variants.iter().map(|variant| variant.rust.clone()).chain(["Unknown".to_owned()]));
            identifiers(union.variants.iter().map(|variant| &variant.rust));
            if let Some(tag) = &union.tag {
                unique(
                    &def.rust,
                    union
                        .variants
                        .iter()
                        .flat_map(|variant| variant.clauses.iter().flat_map(|clause| clause.values.clone())),
                );
                for variant in &union.variants {
                    assert!(
                        matches!(variant.clauses.as_slice(), [clause] if clause.property == *tag && !clause.values.is_empty())
                    );
                }
            }
            for id in union.variants.iter().flat_map(|variant| &variant.clauses).filter_map(|clause| clause.values_of) {
                assert!(matches!(api.type_def(id).kind, TypeKind::Enum(_)));
            }
        }
    }
}

fn unique(scope: &str, names: impl Iterator<Item = String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.clone()), "{scope}: {name} twice");
    }
}

fn identifiers<'n>(names: impl IntoIterator<Item = &'n String>) {
    for name in names {
        let valid =
            syn::parse_str::<syn::Ident>(name).is_ok() || syn::parse_str::<syn::Ident>(&format!("r#{name}")).is_ok();
        assert!(valid, "{name:?} is no identifier");
    }
}

/// Nothing that rustdoc warns about, as far as a glance tells.
fn prose(owner: &str, docs: &crate::ir::Docs) {
    assert!(docs.summary.is_empty() || docs.summary.ends_with(['.', '!', '?']), "{owner}: {}", docs.summary);
    let mut code = false;
    for line in std::iter::once(&docs.summary).chain(&docs.body) {
        assert!(!line.contains('\n') && !line.contains('\r'), "{owner}: {line:?}");
        if line.starts_with("```") {
            assert!(code || line == "```text" || line == "````text", "{owner}: {line}");
            code = !code;
        } else if !code {
            let nested = line.trim_start().starts_with(|c: char| c == '-' || c.is_ascii_digit());
            assert!(nested || !line.starts_with("    "), "{owner}: code by indentation: {line}");
            let spans: String = line.split('`').step_by(2).collect();
            for tag in ["<a ", "</", "<br", "<p>", "<li>", "<abbr"] {
                assert!(!spans.contains(tag), "{owner}: {line}");
            }
            for link in ["](#", "](/"] {
                assert!(!spans.contains(link), "{owner}: {line}");
            }
        }
    }
    assert!(!code, "{owner}: a fence without an end");
}

/// The default client is a subset of the whole one: same handles, methods and types under the same names.
fn contains_our_own(name: &str, api: &Api) {
    let call = |api: &Api, operation: &crate::ir::Operation| {
        (
            api.tags[operation.tag].module.clone(),
            operation.rust.clone(),
            format!("{:?} {}", operation.method, operation.path),
        )
    };
    let own = own().api;
    let all: BTreeSet<_> = api.operations.iter().map(|operation| call(api, operation)).collect();
    for operation in &own.operations {
        assert!(all.contains(&call(&own, operation)), "{name} lacks {}", operation.id);
    }
    let types: BTreeSet<&str> = api.types.iter().map(|def| def.rust.as_str()).collect();
    let missing: Vec<&str> =
        own.types.iter().map(|def| def.rust.as_str()).filter(|name| !types.contains(name)).collect();
    assert!(missing.is_empty(), "{name} lacks {missing:?}");
}

/// Counts, for people.
#[expect(clippy::print_stdout, reason = "shown with --nocapture")]
fn census(name: &str, lowered: &Lowered) {
    let api = &lowered.api;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for def in &api.types {
        let kind = match &def.kind {
            TypeKind::Struct(shape) if shape.patch_of.is_some() => "patch types",
            TypeKind::Struct(_) => "structs",
            TypeKind::Enum(_) => "enums",
            TypeKind::Union(union) if union.patch_of.is_some() => "patch types",
            TypeKind::Union(union) if union.tag.is_some() => "unions with a tag",
            TypeKind::Union(_) => "unions without",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    let mut reasons: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for place in untyped(api) {
        *reasons.entry((place.free_form, &place.reason)).or_default() += 1;
    }
    let (emitted, skipped) = (api.operations.len(), api.skipped.len());
    println!("{name}: {emitted} operations, {skipped} skipped, {} warnings, {kinds:?}", lowered.diagnostics.len());
    println!("  schemas not reached: {}, untyped (free-form, reason): {reasons:?}", api.unreached_schemas);
}

fn untyped(api: &Api) -> Vec<&Untyped> {
    let mut all = Vec::new();
    for def in &api.types {
        match &def.kind {
            TypeKind::Struct(shape) => {
                shape.fields.iter().map(|field| &field.ty).chain(&shape.additional).for_each(|ty| find(ty, &mut all));
            }
            TypeKind::Union(union) => union.variants.iter().for_each(|variant| find(&variant.ty, &mut all)),
            TypeKind::Enum(_) => {}
        }
    }
    for operation in &api.operations {
        operation.body.iter().for_each(|body| body.ty.iter().for_each(|ty| find(ty, &mut all)));
        if let ResponseBody::Json(ty) | ResponseBody::OptionalJson(ty) = &operation.response.body {
            find(ty, &mut all);
        }
    }
    all
}

fn find<'a>(ty: &'a TypeRef, all: &mut Vec<&'a Untyped>) {
    match ty {
        TypeRef::Json(untyped) => all.push(untyped),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => find(inner, all),
        _ => {}
    }
}
