//! From text to a named representation, and short ways to ask it.

use std::fmt::Write as _;

use crate::config;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Field, Operation, Presence, Struct, TypeDef, TypeKind, TypeRef, Union};
use crate::version::{self, VersionChoice};
use crate::yaml::Source;
use crate::{Profile, load_as};
use crate::{analyze, lower, names};

/// Responses of an operation that says nothing about them.
pub(super) const OK: &str = "responses: {'204': {description: Done}}";

/// A lowered description.
pub(super) struct Lowered {
    pub(super) api: Api,
    pub(super) diagnostics: Diagnostics,
}

/// Runs everything up to emission. Panics when the document does not load.
pub(super) fn run(name: &str, text: &str, config_text: &str, own: bool, choice: &VersionChoice) -> Lowered {
    let source = Source { name: name.to_owned(), text: text.as_bytes().to_vec() };
    let profile = if own { Profile::Strict } else { Profile::Tolerant };
    let document = load_as(&source, profile).unwrap_or_else(|errors| panic!("{}", errors.render(false)));
    let config = config::parse("codegen.toml", config_text).unwrap_or_else(|errors| panic!("{}", errors.render(false)));
    let selected = version::select(&document, choice).unwrap_or_else(|errors| panic!("{}", errors.render(false)));
    let mut diagnostics = Diagnostics::default();
    let mut api = lower::lower(&document, &selected, &config, &[], &mut diagnostics);
    lower::find_common(&mut api.types);
    names::assign(&mut api, &document, &config, own, (&crate::lock::Lock::default(), false), &mut diagnostics);
    analyze::run(&mut api);
    config::check::check(&api, &document, &config, own, &mut diagnostics);
    Lowered { api, diagnostics }
}

/// The operations as text.
pub(super) fn calls(text: &str, config: &str) -> Vec<String> {
    let lowered = paths(text, config);
    assert!(!lowered.diagnostics.has_errors(), "{}", lowered.diagnostics.render(false));
    lowered.api.operations.iter().map(|operation| call(&lowered.api, operation)).collect()
}

/// The types as text, one line per member: what a reader of a test wants to see.
pub(super) fn outline(api: &Api) -> String {
    let mut out = String::new();
    for def in &api.types {
        match &def.kind {
            TypeKind::Struct(shape) => outline_struct(api, def, shape, &mut out),
            TypeKind::Enum(shape) => {
                let values: Vec<String> =
                    shape.values.iter().map(|value| format!("{}={:?}", value.rust, value.wire)).collect();
                let _ = writeln!(out, "enum {} {}", def.rust, values.join(" "));
            }
            TypeKind::Union(union) => outline_union(api, def, union, &mut out),
        }
    }
    out
}

fn outline_struct(api: &Api, def: &TypeDef, shape: &Struct, out: &mut String) {
    let patch_type = shape.patch_of.map(|full| format!(" of {}", api.type_def(full).rust)).unwrap_or_default();
    let page = shape.page.as_ref().map(|page| format!(" page of {}", rust(api, &page.item))).unwrap_or_default();
    let _ = writeln!(out, "struct {}{patch_type}{page}", def.rust);
    for field in &shape.fields {
        let _ = writeln!(out, "    {}", outline_field(api, field));
    }
    if let Some(ty) = &shape.additional {
        let _ = writeln!(out, "    ..{}", rust(api, ty));
    }
}

fn outline_field(api: &Api, field: &Field) -> String {
    let ty = rust(api, &field.ty);
    let ty = if field.boxed { format!("Box<{ty}>") } else { ty };
    let ty = match field.presence {
        Presence::Required => ty,
        Presence::Optional => format!("Option<{ty}>"),
        Presence::Nullable => format!("Nullable<{ty}>"),
    };
    let flags = [
        (field.required, "required"),
        (field.read_only, "read_only"),
        (field.read_only && !field.omit_in_request, "kept"),
        (field.write_only, "write_only"),
        (field.secret, "secret"),
        (field.deprecated, "deprecated"),
    ];
    let wire = if field.rust == field.wire { String::new() } else { format!("{:?}", field.wire) };
    let flags = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name);
    let said: Vec<&str> = [ty.as_str(), &wire].into_iter().filter(|text| !text.is_empty()).chain(flags).collect();
    format!("{}: {}", field.rust, said.join(" "))
}

fn outline_union(api: &Api, def: &TypeDef, union: &Union, out: &mut String) {
    let tag = union.tag.as_ref().map(|tag| format!(" by {tag:?}")).unwrap_or_default();
    let _ = writeln!(out, "union {}{tag}", def.rust);
    for variant in &union.variants {
        let clauses = variant.clauses.iter().map(|clause| match clause.values_of {
            Some(id) => format!(" when {:?} in {}", clause.property, api.type_def(id).rust),
            None => format!(" when {:?} in {:?}", clause.property, clause.values),
        });
        let _ = writeln!(out, "    {}({}){}", variant.rust, rust(api, &variant.ty), clauses.collect::<String>());
    }
}

/// A type as Rust writes it.
pub(super) fn rust(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "String".to_owned(),
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Int => "i64".to_owned(),
        TypeRef::UInt => "u64".to_owned(),
        TypeRef::Float => "f64".to_owned(),
        TypeRef::DateTime => "DateTime".to_owned(),
        TypeRef::Date => "Date".to_owned(),
        TypeRef::Secret => "Secret".to_owned(),
        TypeRef::Named(id) => api.type_def(*id).rust.clone(),
        TypeRef::List(item) => format!("Vec<{}>", rust(api, item)),
        TypeRef::Option(value) => format!("Option<{}>", rust(api, value)),
        TypeRef::Map(value) => format!("Map<{}>", rust(api, value)),
        TypeRef::Json(untyped) => format!("Json({}{})", if untyped.free_form { "" } else { "! " }, untyped.reason),
    }
}

/// An operation as one line: `GET /a/{id} getA(id: String) ?q: bool -> json A`.
pub(super) fn call(api: &Api, operation: &Operation) -> String {
    let mut params: Vec<String> = Vec::new();
    for param in &operation.params {
        let mark = if param.required { "" } else { "?" };
        params.push(format!("{}{mark}: {} {:?}", param.rust, rust(api, &param.ty), param.location));
    }
    if let Some(body) = &operation.body {
        let ty = body.ty.as_ref().map_or_else(|| body.media_type.clone(), |ty| rust(api, ty));
        params.push(format!("body{}: {ty}", if body.required { "" } else { "?" }));
    }
    let response = match &operation.response.body {
        crate::ir::ResponseBody::Json(ty) => format!("json {}", rust(api, ty)),
        crate::ir::ResponseBody::JsonOrNull(ty) => format!("lenient {}", rust(api, ty)),
        crate::ir::ResponseBody::OptionalJson(ty) => format!("optional {}", rust(api, ty)),
        other => format!("{other:?}"),
    };
    let page = if operation.paged { " paged" } else { "" };
    let others: Vec<String> =
        operation.response.alternatives.iter().map(|(_, format)| format!(" or {format:?}")).collect();
    let others = others.concat();
    let tag = &api.tags[operation.tag];
    format!(
        "{}.{} {} ({}) -> {response}{others}{page}",
        tag.module,
        operation.rust,
        operation.builder,
        params.join(", ")
    )
}

/// A document with one GET that responds with the schema `Root`; `text` is the component schemas, one per line that starts a name.
fn document(schemas: &str) -> String {
    let get = "/root: {get: {operationId: getRoot, responses: {'200': {description: The root., content: {application/json: \
               {schema: {$ref: '#/components/schemas/Root'}}}}}}}";
    whole(get, schemas)
}

fn whole(paths: &str, schemas: &str) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://example.com'}]\npaths:\n",
    );
    for line in paths.lines() {
        let _ = writeln!(text, "  {line}");
    }
    text.push_str(
        "components:\n  parameters:\n    sortOrder: {name: sort, in: query, schema: {type: string, enum: [asc]}}\n",
    );
    text.push_str("  schemas:\n    Unused: {type: string}\n");
    let mut depth = 0;
    for line in schemas.lines() {
        let _ = writeln!(text, "{}{}", if depth == 0 { "    " } else { "        " }, line.trim_start());
        depth += line.matches(['{', '[']).count();
        depth -= line.matches(['}', ']']).count();
    }
    text
}

/// Lowers component schemas that `Root` reaches.
pub(super) fn lowered(schemas: &str) -> Lowered {
    with_config(schemas, "")
}

/// The same, where nothing but collisions may be found wanting.
pub(super) fn schemas(schemas: &str) -> Lowered {
    let lowered = lowered(schemas);
    assert!(!lowered.diagnostics.has_errors(), "{}", lowered.diagnostics.render(false));
    lowered
}

pub(super) fn with_config(schemas: &str, config: &str) -> Lowered {
    run("test.yaml", &document(schemas), config, false, &VersionChoice::default())
}

/// The same as our own document.
pub(super) fn own(schemas: &str, config: &str) -> Lowered {
    run("test.yaml", &document(schemas), config, true, &VersionChoice::default())
}

/// Lowers paths; from the first line that starts with `%` on, what follows are component schemas.
pub(super) fn paths(text: &str, config: &str) -> Lowered {
    let at = text.find('%').unwrap_or(text.len());
    let (paths, schemas) = text.split_at(at);
    let paths: Vec<&str> =
        paths.lines().map(|line| if line.trim_start().starts_with('/') { line.trim_start() } else { line }).collect();
    run("test.yaml", &whole(&paths.join("\n"), &schemas.replace('%', "")), config, false, &VersionChoice::default())
}

/// A field by the names of the document.
pub(super) fn field<'a>(api: &'a Api, schema: &str, property: &str) -> &'a Field {
    let def = api.types.iter().find(|def| def.wire == schema).unwrap();
    let TypeKind::Struct(shape) = &def.kind else { panic!("{schema} is not a struct") };
    shape.fields.iter().find(|field| field.wire == property).unwrap()
}

/// Compares the outline with lines whose indentation does not count.
#[track_caller]
pub(super) fn assert_outline(lowered: &Lowered, expected: &str) {
    let outline = outline(&lowered.api);
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&outline), lines(expected), "\n{outline}\n{}", lowered.diagnostics.render(false));
}
