//! Errors of the TOML reader in plainer words, with what to write instead.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location};
use crate::validate::suggest::{did_you_mean, nearest};

/// Tables that can be there many times, each with its one needed key and what that looks like.
const LISTS: &[(&str, &str, &str)] = &[
    ("operation", "call", "GET /api/atlas/v2/orgs"),
    ("keep", "property", "Schema.property"),
    ("accept", "at", "#/components/schemas/NAME"),
    ("model", "name", "NAME"),
    ("rename", "of", "Schema.property"),
];

/// Needed keys that several tables have, and an example of each.
const NEEDED: &[(&str, &str)] =
    &[("reason", "why it is so"), ("to", "name"), ("aliases", "[\"OtherName\"]"), ("property", "Schema.property")];

/// The diagnostic for an error of the reader.
pub(super) fn explain(name: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let place = error.span().unwrap_or(0..0);
    let said = error.message();
    let found = known(said).or_else(|| table(text, &place, said)).or_else(|| value(text, &place, said));
    let found = found.unwrap_or_else(|| syntax(name, text, place.start, said));
    if found.location.is_some() { found } else { found.at(Location::in_text(name, text, place)) }
}

/// An error whose place is the reader's, unless it is given a better one.
fn error(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(message).with_help(help)
}

/// Keys: the texts read "unknown field `a`, expected one of `b`, `c`" and "missing field `a`".
fn known(said: &str) -> Option<Diagnostic> {
    let mut words = said.split('`').skip(1).step_by(2);
    let word = words.next()?;
    if said.starts_with("unknown field") {
        let keys: Vec<_> = words.collect();
        let help = match nearest(word, keys.iter().copied()) {
            Some(key) => did_you_mean(key),
            None => format!("the keys here are `{}`", keys.join("`, `")),
        };
        return Some(error(format!("unknown key `{word}`"), help));
    }
    if !said.starts_with("missing field") {
        return None;
    }
    let example = LISTS.iter().find(|(_, key, _)| *key == word).map(|(.., example)| *example);
    let example = example.or_else(|| NEEDED.iter().find(|(key, _)| *key == word).map(|(_, example)| *example));
    let example = example.unwrap_or("…");
    let written = if example.starts_with('[') { example.to_owned() } else { format!("\"{example}\"") };
    Some(error(format!("the key `{word}` is missing"), format!("add `{word} = {written}`")))
}

/// Tables with one bracket too few or too many, and what is there twice.
fn table(text: &str, place: &Range<usize>, said: &str) -> Option<Diagnostic> {
    let line = line_of(text, place.start).trim();
    let name = line.trim_matches(['[', ']']);
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_list = LISTS.iter().any(|(table, ..)| *table == last);
    let doubled = line.starts_with("[[");
    if line.starts_with('[') && is_list && !doubled && (said.contains("duplicate key") || said.contains("a sequence")) {
        let message = format!("`{name}` is a list of tables");
        return Some(error(message, format!("write `[[{name}]]`")));
    }
    if doubled && !is_list {
        return Some(error(format!("`{name}` is one table"), format!("write `[{name}]`")));
    }
    if said.contains("duplicate key") {
        let what = if line.starts_with('[') { name } else { line.split('=').next().unwrap_or_default().trim() };
        return Some(error(format!("`{what}` is there twice"), "remove one of the two, or put both together"));
    }
    None
}

/// Values of another type: the texts read "invalid type: integer `3`, expected a string".
fn value(text: &str, place: &Range<usize>, said: &str) -> Option<Diagnostic> {
    let expected = said.strip_prefix("invalid type: ")?.split(", expected ").nth(1)?;
    let written = text.get(place.clone()).unwrap_or_default();
    let key = line_of(text, place.start).split('=').next().unwrap_or_default().trim();
    let (what, help) = match expected {
        "a sequence" => ("a list", format!("write `{key} = [{written}]`")),
        "a string" => ("a string", format!("write `{key} = \"{}\"`", written.trim_matches(['[', ']', '"']))),
        "a boolean" => ("`true` or `false`", "write `true` or `false`, without quotation marks".to_owned()),
        _ if expected.contains("map") || expected.contains("struct") => {
            ("a table", format!("write `[{key}]` on a line of its own, and its keys below"))
        }
        _ => return None,
    };
    Some(error(format!("`{key}` must be {what}"), help))
}

/// What is not TOML.
fn syntax(name: &str, text: &str, place: usize, said: &str) -> Diagnostic {
    let line = line_of(text, place);
    let (key, value) = line.split_once(['=', ':']).unwrap_or((line, ""));
    let (key, value) = (key.trim(), value.trim());
    if said.contains("string values must be quoted") {
        return error("this string has no quotation marks", format!("write `{key} = \"{value}\"`"));
    }
    if said.starts_with("invalid basic string") || said.starts_with("invalid literal string") {
        let mark = if said.contains("literal") { '\'' } else { '"' };
        return error("this string is not closed", format!("add `{mark}` at its end"));
    }
    if said.starts_with("unclosed table") {
        return error("this table's name is not closed", "add `]` at its end");
    }
    if said.contains("comma between array elements") || said.contains("unclosed array") {
        return match unclosed(text, place) {
            Some(open) => {
                error("this list is not closed", "add `]` at its end").at(Location::in_text(name, text, open..open + 1))
            }
            None => error("a `,` is missing between two items", "add a `,` before this item"),
        };
    }
    if said.contains("key with no value") {
        return key_without_value(line, key, value);
    }
    if said.contains("boolean") {
        return error("this is not a valid value", "write `true` or `false` in lower case, or quote a string");
    }
    error(said, "write each entry as `key = \"value\"`, on a line of its own")
}

fn key_without_value(line: &str, key: &str, value: &str) -> Diagnostic {
    if !line.contains('=') && line.contains(':') {
        return error("a `:` where TOML has `=`", format!("write `{key} = {value}`"));
    }
    if !line.contains('=') {
        let (key, value) = key.split_once(' ').unwrap_or((key, "\"…\""));
        return error(format!("`{key}` has no value"), format!("write `{key} = {}`", value.trim()));
    }
    error("a key with spaces has quotation marks", format!("write `\"{key}\" = {value}`"))
}

/// Where the list starts that an earlier line leaves open.
fn unclosed(text: &str, at: usize) -> Option<usize> {
    let line = text.get(..at)?.rfind('\n')? + 1;
    let before = &text[..line];
    let open = before.rfind('[')?;
    (!before[open..].contains(']') && line_of(text, line).contains(['=', '['])).then_some(open)
}

/// The line that has a byte.
fn line_of(text: &str, at: usize) -> &str {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text[at..].find('\n').map_or(text.len(), |line| at + line);
    text[start..end].trim_end_matches('\r')
}
