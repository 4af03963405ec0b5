//! The wording of errors. Shows no body and no text of the underlying error: both may hold secrets.

use std::fmt::{self, Formatter};

use http::header::{CONTENT_TYPE, LOCATION};

use super::{Answered, Error, ErrorKind};

/// How much of a text from the server is shown.
const LONGEST: usize = 500;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if !inner.operation.is_empty() {
            write!(f, "{}: ", inner.operation)?;
        }
        f.write_str(&inner.message)?;
        if let Some(decode) = &inner.decode {
            write!(f, ": {decode}")?;
        }
        let shown = match (&inner.answer, inner.kind) {
            (Some(answer), ErrorKind::Redirect) => {
                separate(f, &inner.message)?;
                redirect(f, answer)?;
                true
            }
            (Some(answer), ErrorKind::Status | ErrorKind::Credentials) => {
                separate(f, &inner.message)?;
                status(f, answer)?;
                true
            }
            _ => !inner.message.is_empty(),
        };
        if let Some(hint) = &inner.hint {
            f.write_str(if shown { "; " } else { "" })?;
            f.write_str(hint)?;
        }
        if inner.attempts > 1 {
            write!(f, " (after {} attempts)", inner.attempts)?;
        }
        Ok(())
    }
}

fn separate(f: &mut Formatter<'_>, message: &str) -> fmt::Result {
    if message.is_empty() { Ok(()) } else { f.write_str(": ") }
}

fn status(f: &mut Formatter<'_>, answer: &Answered) -> fmt::Result {
    write!(f, "{}", answer.status.as_u16())?;
    if let Some(reason) = answer.status.canonical_reason() {
        write!(f, " {reason}")?;
    }
    let Some(api) = &answer.api else {
        return unexpected_body(f, answer);
    };
    if let Some(code) = &api.code {
        write!(f, ", {}", clean(code))?;
    }
    if let Some(detail) = &api.detail {
        write!(f, ": {}", clean(detail))?;
    }
    for problem in &api.fields {
        write!(f, "; {}: {}", clean(&problem.field), clean(&problem.description))?;
    }
    Ok(())
}

/// A body that is not one of Atlas's: often a page of a gateway or proxy, whose title tells most.
fn unexpected_body(f: &mut Formatter<'_>, answer: &Answered) -> fmt::Result {
    if answer.body.is_empty() {
        return f.write_str(", without a body");
    }
    let kind = answer.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.map_or("a body of no stated type", |kind| kind.split(';').next().unwrap_or(kind));
    write!(f, ", with {} instead of an Atlas error", clean(kind))?;
    match title(&answer.body) {
        Some(title) => write!(f, ": \"{}\"", clean(&title)),
        None => Ok(()),
    }
}

/// The title of an HTML page.
fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    // Only ASCII is lowered, so that the offsets stay those of `text`.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

fn redirect(f: &mut Formatter<'_>, answer: &Answered) -> fmt::Result {
    write!(f, "the server answered {} and sent us", answer.status.as_u16())?;
    let target = answer.headers.get(LOCATION).and_then(|to| to.to_str().ok());
    match target.map(|to| url::Url::parse(to).map(|url| url.origin().ascii_serialization())) {
        Some(Ok(origin)) => write!(f, " to {origin}")?,
        Some(Err(_)) => f.write_str(" to another path")?,
        None => f.write_str(" elsewhere")?,
    }
    f.write_str("; redirects are not followed, so that credentials stay where they belong: check the base URL")
}

/// Text from the server on one line, without control characters, at a bounded length.
fn clean(text: &str) -> String {
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind).field("message", &format_args!("{self}"));
        if let Some(answer) = &inner.answer {
            out.field("status", &answer.status).field("body", &format_args!("{} bytes", answer.body.len()));
        }
        out.field("may_have_been_applied", &inner.may_have_been_applied);
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}
