//! A program that uses all that a lock names: what a user could have written against the crate.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use codegen::Lock;

/// A module of functions for each prefix. Each function uses one thing, so that an error names it.
pub(super) fn modules(lock: &Lock, prefixes: &[String]) -> BTreeMap<String, String> {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    let of = |name: &str| prefixes.iter().find(|prefix| name.starts_with(prefix.as_str())).cloned();
    let mut add = |name: &str, function: String| {
        let Some(prefix) = of(name) else { return };
        let module = modules.entry(prefix).or_default();
        let count = module.matches("fn ").count();
        let _ = writeln!(module, "    {}", function.replace("fn f(", &format!("fn f{count}(")));
    };
    let live = lock.types.values().filter(|names| names.kind.is_some());
    let is_type = |name: &str| lock.types.values().any(|names| names.name == name);
    for names in live {
        let ty = &names.name;
        for (field, held) in names.fields.values().filter_map(|entry| entry_of(entry)) {
            add(ty, format!("fn f(v: {ty}) -> {} {{ v.r#{field} }}", rust(held)));
            if names.request {
                let given = given(held);
                add(ty, format!("fn f(v: {ty}, x: {given}) -> {ty} {{ v.with_{field}(x) }}"));
            }
        }
        for (variant, _) in names.values.values().filter_map(|entry| entry_of(entry)) {
            add(ty, format!("fn f() -> {ty} {{ {ty}::{variant} }}"));
        }
        for (variant, held) in names.variants.values().filter_map(|entry| entry_of(entry)) {
            let value = if is_type(held) { "Box::new(x)" } else { "x" };
            add(ty, format!("fn f(x: {}) -> {ty} {{ {ty}::{variant}({value}) }}", rust(held)));
        }
        for (getter, _) in names.getters.values().filter_map(|entry| entry_of(entry)) {
            add(ty, format!("fn f(v: &{ty}) {{ let _ = v.r#{getter}(); }}"));
        }
        if let Some(full) = &names.from {
            add(ty, format!("fn f(v: {full}) -> {ty} {{ v.into() }}"));
        }
        if names.additional.is_some() {
            add(ty, format!("fn f(v: {ty}) {{ let _ = v.additional; }}"));
        }
    }
    for names in lock.operations.values() {
        let (Some(response), Some(tag)) = (&names.response, lock.tags.get(&names.tag)) else { continue };
        let (module, method, builder) = (&tag.module, &names.method, &names.builder);
        let arguments: Vec<_> = names.arguments.iter().filter_map(|entry| entry_of(entry)).collect();
        let typed: Vec<String> =
            arguments.iter().enumerate().map(|(i, (_, ty))| format!(", a{i}: {}", argument(ty))).collect();
        let typed = typed.concat();
        let given: Vec<String> = (0..arguments.len()).map(|i| format!("a{i}")).collect();
        let call = format!("c.{module}().r#{method}({})", given.join(", "));
        let path = format!("atlas_client::api::{module}::{builder}");
        add(&names.tag, format!("fn f(c: &Client{typed}) -> {path} {{ {call} }}"));
        let read = match response.as_str() {
            "nothing" => "()".to_owned(),
            text if text.starts_with("stream") => "atlas_client::ByteStream".to_owned(),
            text => rust(text.strip_prefix("pages of ").unwrap_or(text)),
        };
        add(&names.tag, format!("async fn f(b: {path}) -> atlas_client::Result<{read}> {{ b.send().await }}"));
        for format in &names.formats {
            let format = if format == "text/csv" { "csv" } else { format };
            add(&names.tag, format!("async fn f(b: {path}) {{ let _ = b.send_{format}().await; }}"));
        }
        for entry in names.parameters.values().filter(|entry| entry.contains("; setter")) {
            if let Some((setter, ty)) = entry_of(entry) {
                add(&names.tag, format!("fn f(b: {path}, x: {}) -> {path} {{ b.r#{setter}(x) }}", argument(ty)));
            }
        }
        if let Some(body) = &names.body {
            add(&names.tag, format!("fn f(b: {path}, x: {}) -> {path} {{ b.body(x) }}", rust(body)));
        }
    }
    modules
}

/// Name and type of an entry that is not gone.
fn entry_of(entry: &str) -> Option<(&str, &str)> {
    let (name, rest) = entry.split_once(": ")?;
    Some((name, rest.split("; ").next()?))
}

/// A type as a program writes it.
fn rust(ty: &str) -> String {
    ty.replace("DateTime", "DateTime<Utc>")
}

/// What the setter of a field of this type takes.
fn given(ty: &str) -> String {
    let inside = |of: &str| ty.strip_prefix(of)?.strip_suffix('>');
    argument(inside("Option<").or(inside("Nullable<")).unwrap_or(ty))
}

/// What an argument of this type is given as. Text is borrowed, which only what takes any text accepts.
fn argument(ty: &str) -> String {
    if ty == "String" { "&String".to_owned() } else { rust(ty) }
}

/// The module of a prefix.
pub(super) fn module(prefix: &str) -> String {
    format!("of_{}", prefix.to_lowercase())
}

/// The source of a program of these modules.
pub(super) fn source(modules: &BTreeMap<String, String>) -> String {
    let mut text = "#![allow(warnings)]\n".to_owned();
    for (prefix, functions) in modules {
        let module = module(prefix);
        let _ = writeln!(
            text,
            "mod {module} {{\n    use atlas_client::models::*;\n    use atlas_client::*;\n{functions}}}"
        );
    }
    text.push_str("fn main() {}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_use_what_the_lock_names() {
        let lock = "\
            [tags.T]\nmodule = \"t\"\nhandle = \"T\"\nfeature = \"t\"\n\
            [operations.\"GET /a\"]\ntag = \"T\"\nmethod = \"get\"\nbuilder = \"Get\"\nresponse = \"pages of TPage\"\n\
            arguments = [\"id: String\"]\n\
            [types.\"#/T\"]\nname = \"TPage\"\nkind = \"struct\"\nrequest = true\nfields = { at = \"at: Option<DateTime>; required\" }\n";
        let lock = Lock::parse("names.lock", lock).expect("a lock");
        let modules = modules(&lock, &["T".to_owned()]);
        let text = source(&modules);
        for line in [
            "fn f0(v: TPage) -> Option<DateTime<Utc>> { v.r#at }",
            "fn f1(v: TPage, x: DateTime<Utc>) -> TPage { v.with_at(x) }",
            "fn f2(c: &Client, a0: &String) -> atlas_client::api::t::Get { c.t().r#get(a0) }",
            "async fn f3(b: atlas_client::api::t::Get) -> atlas_client::Result<TPage> { b.send().await }",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}
