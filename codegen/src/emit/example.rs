//! The example in the docs of an operation: the call with its required arguments.
//!
//! It is not compiled: what the crate is called is not known here, and five hundred doctests would take minutes. A test
//! parses those of our own document and of the cases.

use super::call::Arguments;
use super::ident::ident;
use super::response;
use crate::ir::{Api, Body, Field, Operation, ParamLocation, ResponseBody, Struct, TypeKind, TypeRef};

/// Columns that a line of an example should not exceed.
const WIDTH: usize = 84;

/// The lines of the example, with its fence.
pub(super) fn lines(api: &Api, operation: &Operation, arguments: &Arguments<'_>) -> Vec<String> {
    let mut names: Vec<String> = arguments.positional.iter().map(|param| rust(&param.rust)).collect();
    let mut lines = vec!["```ignore".to_owned()];
    if let Some(body) = arguments.required_body {
        lines.extend(body_lines(api, operation, body, &arguments.body));
        names.push(arguments.body.clone());
    }
    let handle = format!(".{}()", rust(&api.tags[operation.tag].module));
    let call = format!(".{}({})", rust(&operation.rust), names.join(", "));
    if response::page(api, operation).is_some() {
        lines.extend(chain("let mut items = client", &[&handle, &call, ".items()"]));
        lines.push("while let Some(item) = items.try_next().await? {".to_owned());
        lines.push("    println!(\"{item:?}\");".to_owned());
        lines.push("}".to_owned());
    } else {
        let receiver = match operation.response.body {
            ResponseBody::Empty => "client",
            ResponseBody::Stream(_) => "let bytes = client",
            ResponseBody::Text(_) | ResponseBody::OptionalText(_) => "let text = client",
            _ => "let response = client",
        };
        lines.extend(chain(receiver, &[&handle, &call, ".send()", ".await?"]));
    }
    lines.push("```".to_owned());
    lines
}

/// `let body = Model::default().with_name(name);`, of what the body must have; nothing of a body that is not a struct.
fn body_lines(api: &Api, operation: &Operation, body: &Body, name: &str) -> Vec<String> {
    let Some(TypeRef::Named(id)) = body.ty.as_ref().map(TypeRef::not_null) else { return Vec::new() };
    let def = api.type_def(*id);
    let TypeKind::Struct(shape) = &def.kind else { return Vec::new() };
    let setters: Vec<String> = settable(operation, shape)
        .into_iter()
        .map(|field| format!(".with_{0}({1})", field.rust, rust(&field.rust)))
        .collect();
    let setters: Vec<&str> = setters.iter().map(String::as_str).collect();
    chain(&format!("let {name} = {}::default()", def.rust), &setters)
}

/// The properties that a body must have, or the first one that it can have. What the path says is filled in from it.
fn settable<'a>(operation: &Operation, shape: &'a Struct) -> Vec<&'a Field> {
    let is_in_path = |field: &Field| {
        operation.params.iter().any(|param| param.location == ParamLocation::Path && param.wire == field.wire)
    };
    let is_open = |field: &&Field| !field.omit_in_request && !field.deprecated && !field.removed && !is_in_path(field);
    let required: Vec<_> = shape.fields.iter().filter(is_open).filter(|field| field.required).collect();
    if required.is_empty() { shape.fields.iter().find(is_open).into_iter().collect() } else { required }
}

/// A statement of calls on `receiver`: on one line, or one line for each call.
fn chain(receiver: &str, calls: &[&str]) -> Vec<String> {
    let line = format!("{receiver}{};", calls.concat());
    if line.chars().count() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![receiver.to_owned()];
    lines.extend(calls.iter().flat_map(|call| call_lines(call)));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

/// One call, with a line for each argument if it is long.
fn call_lines(call: &str) -> Vec<String> {
    match call.strip_suffix(')').and_then(|call| call.split_once('(')) {
        Some((method, arguments)) if call.chars().count() + 4 > WIDTH => {
            let arguments = arguments.split(", ").map(|argument| format!("        {argument},"));
            [format!("    {method}(")].into_iter().chain(arguments).chain(["    )".to_owned()]).collect()
        }
        _ => vec![format!("    {call}")],
    }
}

fn rust(name: &str) -> String {
    ident(name).to_string()
}
