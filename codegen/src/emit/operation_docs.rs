//! The doc comment of an operation's method: what it does, the call, its arguments, who may do it, and how it fails.

use super::call::Arguments;
use super::context::Emit;
use super::docs::{Doc, code, listed};
use super::{example, facts};
use crate::DocsLevel;
use crate::ir::{Api, Body, Operation, Param, ResponseBody};

/// The doc comment of the method.
pub(super) fn method(emit: &Emit, operation: &Operation, arguments: &Arguments) -> Doc {
    let mut doc = Doc::prose(&operation.docs, emit.level);
    doc.paragraph(call_line(operation));
    let mut items: Vec<_> = arguments.positional.iter().map(|param| argument(emit.level, param)).collect();
    if let Some(body) = arguments.required_body {
        let summary = if emit.level == DocsLevel::None { "" } else { &body.docs.summary };
        items.push(about(&arguments.body, summary, &media(body)));
    }
    doc.list(items.into_iter().filter(|item| !item.is_empty()));
    if !operation.roles.is_empty() {
        let roles: Vec<_> = operation.roles.iter().map(|role| code(role)).collect();
        doc.paragraph(format!("Roles: {}.", listed(&roles, "or")));
    }
    if !operation.auth {
        doc.paragraph("Sent without credentials.");
    }
    if emit.level != DocsLevel::None {
        doc.paragraph("# Examples");
        doc.lines(&example::lines(emit.api, operation, arguments));
    }
    doc.paragraph("# Errors");
    doc.paragraph(errors(operation));
    doc
}

/// The doc comment of the setter of a body that can be left out.
pub(super) fn body(emit: &Emit, body: &Body) -> Doc {
    let kind = body.ty.as_ref().map_or_else(|| code("Bytes"), |ty| facts::kind(emit.api, ty).to_owned());
    let mut doc =
        Doc::prose(&body.docs, emit.level).or_else(|| format!("The request body: {kind}. Without it none is sent."));
    doc.paragraph(media(body));
    doc
}

/// What a body that is not JSON is sent as; empty for JSON.
fn media(body: &Body) -> String {
    if body.ty.is_some() { String::new() } else { format!("Sent as it is, as {}.", code(&body.media_type)) }
}

/// The doc comment of the builder: whose request it is, the call, and what `send` returns.
pub(super) fn builder(api: &Api, operation: &Operation) -> Doc {
    let mut doc = Doc::of(format!("Request of [`{}::{}`].", api.tags[operation.tag].rust, operation.rust));
    doc.paragraph(format!("{} {}", call_line(operation), sent(api, operation)));
    doc
}

/// What `send` returns, as a sentence.
fn sent(api: &Api, operation: &Operation) -> String {
    let value = match &operation.response.body {
        ResponseBody::Stream(_) => code("ByteStream"),
        body => body.value().map_or_else(|| "nothing".to_owned(), |ty| code(&api.spelled(&ty))),
    };
    format!("[`send`](Self::send) returns {value}.")
}

/// `` `GET /api/…`, version 2023-01-01, removed after 2027-07-01. Responds with 200. ``
fn call_line(operation: &Operation) -> String {
    let mut line = code(&operation.call());
    line.extend(operation.version.iter().map(|version| format!(", version {version}")));
    line.extend(operation.sunset.iter().map(|sunset| format!(", removed after {sunset}")));
    line.push('.');
    let statuses = &operation.response.statuses;
    line.extend((!statuses.is_empty()).then(|| format!(" Responds with {}.", listed(statuses, "or"))));
    line
}

/// What is known of an argument; empty when nothing is.
fn argument(level: DocsLevel, param: &Param) -> String {
    let summary = if level == DocsLevel::None { "" } else { &param.docs.summary };
    about(&param.rust, summary, &facts::of_param(param))
}

/// A name and what is known of what it names; empty when nothing is.
fn about(name: &str, summary: &str, facts: &str) -> String {
    let known: Vec<&str> = [summary, facts].into_iter().filter(|known| !known.is_empty()).collect();
    if known.is_empty() { String::new() } else { format!("{}: {}", code(name), known.join(" ")) }
}

fn errors(operation: &Operation) -> String {
    let has = |status: &str| operation.errors.iter().any(|other| other == status);
    // `4XX` says `404` as well.
    let within = |status: &str| status.chars().next().is_some_and(|class| has(&format!("{class}XX")));
    let is_said = |status: &&String| *status != "default" && (status.ends_with("XX") || !within(status));
    let mut statuses: Vec<String> = operation.errors.iter().filter(is_said).cloned().collect();
    if statuses.is_empty() {
        return "Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.".to_owned();
    }
    statuses.extend(has("default").then(|| "another error status".to_owned()));
    format!("Returns [`Error`](crate::Error) on transport failure or on HTTP {}.", listed(&statuses, "or"))
}
