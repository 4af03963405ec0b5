//! What is wrong with a line that a change has mended.

use super::candidates::{Change, Kind, value_of};
use crate::diagnostics::Diagnostic;
use crate::yaml::spans::Text;
use crate::yaml::syntax::INVALID;

/// Characters of a line that are shown in a help.
const SHOWN: usize = 60;

/// The error about the line that a change mends. `fatal` is what the parser says.
pub(super) fn diagnostic(text: &Text, change: &Change, fatal: Option<&Diagnostic>) -> Diagnostic {
    let line = text.line(change.line);
    let indent = line.chars().count() - line.trim_start().chars().count();
    let new = change.lines.first().map(|(_, line)| line.trim_start()).unwrap_or_default();
    let shown: String = new.chars().take(SHOWN).collect();
    let new = if shown.len() < new.len() { format!("{shown}…") } else { shown };
    let write = format!("write `{new}`");
    let column = |bytes: usize| line.get(..bytes).unwrap_or(line).chars().count();
    let value = indent + line.trim_start().chars().count() - value_of(line.trim_start()).chars().count();
    let (message, at, help) = match change.kind {
        Kind::Tab(to) => {
            let tab = line.find('\t').map(column).unwrap_or_default();
            ("a tab cannot indent a line".to_owned(), tab, format!("indent it by {}", columns(to)))
        }
        Kind::Indentation { from, to, block } => {
            let what = if block { "it and the lines that belong to it" } else { "it" };
            let message = format!("this line is indented by {}, where {to} would fit", columns(from));
            (message, indent, format!("indent {what} by {}", columns(to)))
        }
        Kind::Item => ("this line starts a list item without `- `".to_owned(), indent, write),
        Kind::NoItem => {
            ("this `- ` starts a list item where a key belongs".to_owned(), indent, "remove the `- `".to_owned())
        }
        Kind::ItemSpace => ("a `-` without a space after it does not start a list item".to_owned(), indent, write),
        Kind::ColonSpace => ("a `:` without a space after it does not end a key".to_owned(), indent, write),
        Kind::Colon => ("a `:` is missing after this key".to_owned(), indent, write),
        Kind::Quote(mark) => ("this quoted string is not closed".to_owned(), value, format!("add `{mark}` at its end")),
        Kind::Bracket(close) => {
            let open = if close == ']' { '[' } else { '{' };
            (format!("this `{open}` is not closed"), value, format!("add `{close}` at its end"))
        }
        Kind::InnerQuote(at) => {
            ("this `'` ends the quoted string".to_owned(), column(at), "write `''` for a `'` inside `'…'`".to_owned())
        }
        Kind::Escape(at) => {
            let escape: String = line.get(at..).unwrap_or_default().chars().take(2).collect();
            (
                format!("`{escape}` is not an escape"),
                column(at),
                format!("write `\\{escape}`, or quote the text with `'`"),
            )
        }
        Kind::Value => {
            let (message, at) = unquoted(value_of(line.trim_start()), value);
            (message, at, write)
        }
    };
    let message = if fatal.is_some() { format!("{INVALID}{message}") } else { message };
    let error = Diagnostic::error(message).at(text.location_from((change.line, at))).with_help(help);
    let elsewhere = fatal.and_then(|fatal| fatal.location.clone()).filter(|place| place.line != change.line + 1);
    match elsewhere {
        Some(place) => error.with_related("from here on the lines do not fit together", place),
        None => error,
    }
}

fn columns(count: usize) -> String {
    format!("{count} column{}", if count == 1 { "" } else { "s" })
}

/// Why a value must be quoted, and from which column on.
fn unquoted(value: &str, column: usize) -> (String, usize) {
    match value.chars().next() {
        Some('#') => ("a `#` behind a space starts a comment, so that the value is missing".to_owned(), column),
        Some('*') => ("a value that starts with `*` is an alias".to_owned(), column),
        Some('&') => ("a value that starts with `&` has an anchor".to_owned(), column),
        Some('!') => ("a value that starts with `!` has a tag".to_owned(), column),
        Some('{') => ("a value that starts with `{` is a mapping".to_owned(), column),
        Some('[') => ("a value that starts with `[` is a list".to_owned(), column),
        Some(first @ ('@' | '`' | '%' | '|' | '>' | ',' | ']' | '}')) => {
            (format!("an unquoted value cannot start with `{first}`"), column)
        }
        _ => match value.find(": ") {
            Some(at) => ("a `: ` inside an unquoted value".to_owned(), column + value[..at].chars().count()),
            None => ("this value must be quoted".to_owned(), column),
        },
    }
}
