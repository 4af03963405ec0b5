//! A program that uses all that a lock names: what a user could have written against the crate.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codegen::{Entry, Flag, Lock, OperationNames, Returned, ReturnedBody, TypeNames};

/// Functions that each use one thing, so that an error names it.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) functions: Vec<Function>,
}

/// A function, and the type or operation that it uses.
#[derive(Clone, Debug)]
pub(super) struct Function {
    /// `CloudDatabaseUser`, or `clusters::list_clusters`.
    pub(super) owner: String,
    pub(super) text: String,
}

/// What comes before the first function.
const HEAD: &str = "#![allow(warnings)]\nuse atlas_client::models::*;\nuse atlas_client::*;\n";

impl Program {
    /// A program that uses all that is not gone.
    pub(super) fn of(lock: &Lock) -> Self {
        let mut functions = Vec::new();
        let mut add = |owner: &str, texts: Vec<String>| {
            functions.extend(texts.into_iter().map(|text| Function { owner: owner.to_owned(), text }));
        };
        for names in lock.types.values().filter(|names| names.kind.is_some()) {
            add(&names.name, of_type(lock, names));
        }
        for names in lock.operations.values() {
            let (Some(response), Some(tag)) = (&names.response, lock.tags.get(&names.tag)) else { continue };
            let owner = format!("{}::{}", tag.module, names.method);
            add(&owner, of_operation(&tag.module, names, response));
        }
        Self { functions }
    }

    /// The source: a function a line, so that the line of an error tells the function.
    pub(super) fn source(&self) -> String {
        let mut text = HEAD.to_owned();
        for (index, function) in self.functions.iter().enumerate() {
            let _ = writeln!(text, "{}", function.text.replace("fn f(", &format!("fn f{index}(")));
        }
        text.push_str("fn main() {}\n");
        text
    }

    /// The function at a line of the source, counted from 1.
    pub(super) fn at_line(&self, line: usize) -> Option<usize> {
        let index = line.checked_sub(HEAD.lines().count() + 1)?;
        (index < self.functions.len()).then_some(index)
    }

    /// Without some of the functions.
    pub(super) fn without(self, indices: &BTreeSet<usize>) -> Self {
        let kept = self.functions.into_iter().enumerate().filter(|(index, _)| !indices.contains(index));
        Self { functions: kept.map(|(_, function)| function).collect() }
    }
}

fn of_type(lock: &Lock, names: &TypeNames) -> Vec<String> {
    let is_type = |name: &str| lock.types.values().any(|names| names.name == name);
    let ty = &names.name;
    let mut functions = Vec::new();
    for (field, held) in names.fields.values().filter_map(entry_of) {
        functions.push(format!("fn f(v: {ty}) -> {} {{ v.r#{field} }}", rust(held)));
        if names.request {
            let given = given(held);
            functions.push(format!("fn f(v: {ty}, x: {given}) -> {ty} {{ v.with_{field}(x) }}"));
        }
    }
    for (variant, _) in names.values.values().filter_map(entry_of) {
        functions.push(format!("fn f() -> {ty} {{ {ty}::{variant} }}"));
    }
    for (variant, held) in names.variants.values().filter_map(entry_of) {
        let value = if is_type(held) { "Box::new(x)" } else { "x" };
        functions.push(format!("fn f(x: {}) -> {ty} {{ {ty}::{variant}({value}) }}", rust(held)));
    }
    for entry in names.getters.values() {
        let Some((getter, held)) = entry_of(entry) else { continue };
        functions.push(format!("fn f(v: &{ty}) -> Option<{}> {{ v.r#{getter}() }}", got(lock, held)));
        if names.request && entry.has(Flag::Setter) {
            functions.push(format!("fn f(v: {ty}, x: {}) -> {ty} {{ v.with_{getter}(x) }}", argument(held)));
        }
    }
    if let Some(full) = &names.from {
        functions.push(format!("fn f(v: {full}) -> {ty} {{ v.into() }}"));
    }
    if names.additional.is_some() {
        functions.push(format!("fn f(v: {ty}) {{ let _ = v.additional; }}"));
    }
    functions
}

fn of_operation(module: &str, names: &OperationNames, response: &Returned) -> Vec<String> {
    let (method, builder) = (&names.method, &names.builder);
    let arguments: Vec<_> = names.arguments.iter().filter_map(entry_of).collect();
    let typed: Vec<String> =
        arguments.iter().enumerate().map(|(i, (_, ty))| format!(", a{i}: {}", argument(ty))).collect();
    let typed = typed.concat();
    let given: Vec<String> = (0..arguments.len()).map(|i| format!("a{i}")).collect();
    let call = format!("c.{module}().r#{method}({})", given.join(", "));
    let path = format!("atlas_client::api::{module}::{builder}");
    let mut functions = vec![format!("fn f(c: &Client{typed}) -> {path} {{ {call} }}")];
    let read = match &response.body {
        ReturnedBody::Nothing => "()".to_owned(),
        ReturnedBody::Stream(_) => "atlas_client::ByteStream".to_owned(),
        ReturnedBody::Type(ty) => rust(ty),
    };
    functions.push(format!("async fn f(b: {path}) -> atlas_client::Result<{read}> {{ b.send().await }}"));
    for format in &names.formats {
        let format = if format == "text/csv" { "csv" } else { format };
        functions.push(format!("async fn f(b: {path}) {{ let _ = b.send_{format}().await; }}"));
    }
    for entry in names.parameters.values().filter(|entry| entry.has(Flag::Setter)) {
        if let Some((setter, ty)) = entry_of(entry) {
            functions.push(format!("fn f(b: {path}, x: {}) -> {path} {{ b.r#{setter}(x) }}", argument(ty)));
        }
    }
    if let Some(body) = &names.body {
        functions.push(format!("fn f(b: {path}, x: {}) -> {path} {{ b.body(x) }}", rust(body)));
    }
    functions
}

/// Name and type of an entry that is not gone.
fn entry_of(entry: &Entry) -> Option<(&str, &str)> {
    Some((&entry.name, entry.ty.as_deref()?))
}

/// A type as a program writes it.
fn rust(ty: &str) -> String {
    ty.replace("DateTime", "DateTime<Utc>")
}

/// What the getter of a union gives for a property of this type.
fn got(lock: &Lock, ty: &str) -> String {
    let is_enum = |names: &TypeNames| names.name == ty && names.kind.as_deref() == Some("enum");
    match ty {
        "String" => "&str".to_owned(),
        "bool" | "NaiveDate" | "DateTime" | "f64" | "i64" | "u64" => rust(ty),
        _ if lock.types.values().any(is_enum) => ty.to_owned(),
        _ => format!("std::borrow::Cow<'_, {}>", rust(ty)),
    }
}

/// What the setter of a field of this type takes.
fn given(ty: &str) -> String {
    let inside = |of: &str| ty.strip_prefix(of)?.strip_suffix('>');
    argument(inside("Option<").or(inside("Nullable<")).unwrap_or(ty))
}

/// What an argument of this type is given as. Text is borrowed, which only what takes any text accepts, and items of
/// lists that can be null are given as values.
fn argument(ty: &str) -> String {
    let items = ty.strip_prefix("Vec<Option<").and_then(|items| items.strip_suffix(">>"));
    match items {
        Some(item) => format!("Vec<{}>", rust(item)),
        None if ty == "String" => "&String".to_owned(),
        None => rust(ty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_as_setters_take_them() {
        for (ty, given) in [
            ("String", "&String"),
            ("Vec<String>", "Vec<String>"),
            ("Vec<Option<DateTime>>", "Vec<DateTime<Utc>>"),
            ("Vec<Vec<Option<i64>>>", "Vec<Vec<Option<i64>>>"),
        ] {
            assert_eq!(argument(ty), given);
        }
    }

    #[test]
    fn programs_use_what_the_lock_names() {
        let lock = "\
            [tags.T]\nmodule = \"t\"\nhandle = \"T\"\nfeature = \"t\"\n\
            [operations.\"GET /a\"]\ntag = \"T\"\nmethod = \"get\"\nbuilder = \"Get\"\nresponse = \"pages of TPage\"\n\
            arguments = [\"id: String\"]\n\
            [types.\"#/T\"]\nname = \"TPage\"\nkind = \"struct\"\nrequest = true\nfields = { at = \"at: Option<DateTime>; required\" }\n";
        let program = Program::of(&Lock::parse("names.lock", lock).expect("a lock"));
        let source = program.source();
        for (index, (owner, line)) in [
            ("TPage", "fn f0(v: TPage) -> Option<DateTime<Utc>> { v.r#at }"),
            ("TPage", "fn f1(v: TPage, x: DateTime<Utc>) -> TPage { v.with_at(x) }"),
            ("t::get", "fn f2(c: &Client, a0: &String) -> atlas_client::api::t::Get { c.t().r#get(a0) }"),
            ("t::get", "async fn f3(b: atlas_client::api::t::Get) -> atlas_client::Result<TPage> { b.send().await }"),
        ]
        .into_iter()
        .enumerate()
        {
            let at = source.lines().position(|text| text == line).unwrap_or_else(|| panic!("{line}\n{source}")) + 1;
            assert_eq!(program.at_line(at), Some(index));
            assert_eq!(program.functions[index].owner, owner);
        }
        assert_eq!((program.at_line(2), program.at_line(source.lines().count())), (None, None));
        assert_eq!(program.without(&BTreeSet::from([0, 1])).functions.len(), 2);
    }
}
