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

/// What is said, where, and what to do.
struct Explained {
    message: String,
    place: Range<usize>,
    help: String,
}

/// The diagnostic for an error of the reader.
pub(super) fn explain(name: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let place = error.span().unwrap_or(0..0);
    let said = error.message();
    let found = known(said).or_else(|| table(text, &place, said)).or_else(|| value(text, &place, said));
    let Explained { message, place, help } = found.unwrap_or_else(|| syntax(text, place.clone(), said)).placed(place);
    Diagnostic::error(message).at(Location::in_text(name, text, place)).with_help(help)
}

impl Explained {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), place: 0..0, help: help.into() }
    }

    fn at(self, place: Range<usize>) -> Self {
        Self { place, ..self }
    }

    /// With the place of the reader's error, unless it has a better one.
    fn placed(self, place: Range<usize>) -> Self {
        if self.place == (0..0) { self.at(place) } else { self }
    }
}

/// Keys: the texts read "unknown field `a`, expected one of `b`, `c`" and "missing field `a`".
fn known(said: &str) -> Option<Explained> {
    let mut words = said.split('`').skip(1).step_by(2);
    let word = words.next()?;
    if said.starts_with("unknown field") {
        let keys: Vec<_> = words.collect();
        let help = match nearest(word, keys.iter().copied()) {
            Some(key) => did_you_mean(key),
            None => format!("the keys here are `{}`", keys.join("`, `")),
        };
        return Some(Explained::new(format!("unknown key `{word}`"), help));
    }
    if !said.starts_with("missing field") {
        return None;
    }
    let example = LISTS.iter().find(|(_, key, _)| *key == word).map(|(.., example)| *example);
    let example = example.or_else(|| NEEDED.iter().find(|(key, _)| *key == word).map(|(_, example)| *example));
    let example = example.unwrap_or("…");
    let written = if example.starts_with('[') { example.to_owned() } else { format!("\"{example}\"") };
    Some(Explained::new(format!("the key `{word}` is missing"), format!("add `{word} = {written}`")))
}

/// Tables with one bracket too few or too many, and what is there twice.
fn table(text: &str, place: &Range<usize>, said: &str) -> Option<Explained> {
    let line = line_of(text, place.start).trim();
    let name = line.trim_matches(['[', ']']);
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_list = LISTS.iter().any(|(table, ..)| *table == last);
    let doubled = line.starts_with("[[");
    if line.starts_with('[') && is_list && !doubled && (said.contains("duplicate key") || said.contains("a sequence")) {
        let message = format!("`{name}` is a list of tables");
        return Some(Explained::new(message, format!("write `[[{name}]]`")));
    }
    if doubled && !is_list {
        return Some(Explained::new(format!("`{name}` is one table"), format!("write `[{name}]`")));
    }
    if said.contains("duplicate key") {
        let what = if line.starts_with('[') { name } else { line.split('=').next().unwrap_or_default().trim() };
        return Some(Explained::new(format!("`{what}` is there twice"), "remove one of the two, or put both together"));
    }
    None
}

/// Values of another type: the texts read "invalid type: integer `3`, expected a string".
fn value(text: &str, place: &Range<usize>, said: &str) -> Option<Explained> {
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
    Some(Explained::new(format!("`{key}` must be {what}"), help))
}

/// What is not TOML.
fn syntax(text: &str, place: Range<usize>, said: &str) -> Explained {
    let line = line_of(text, place.start);
    let (key, value) = line.split_once(['=', ':']).unwrap_or((line, ""));
    let (key, value) = (key.trim(), value.trim());
    if said.contains("string values must be quoted") {
        return Explained::new("this string has no quotation marks", format!("write `{key} = \"{value}\"`"));
    }
    if said.starts_with("invalid basic string") || said.starts_with("invalid literal string") {
        let mark = if said.contains("literal") { '\'' } else { '"' };
        return Explained::new("this string is not closed", format!("add `{mark}` at its end"));
    }
    if said.starts_with("unclosed table") {
        return Explained::new("this table's name is not closed", "add `]` at its end");
    }
    if said.contains("comma between array elements") || said.contains("unclosed array") {
        return match unclosed(text, place.start) {
            Some(open) => Explained::new("this list is not closed", "add `]` at its end").at(open..open + 1),
            None => Explained::new("a `,` is missing between two items", "add a `,` before this item"),
        };
    }
    if said.contains("key with no value") {
        return key_without_value(line, key, value);
    }
    if said.contains("boolean") {
        return Explained::new("this is not a valid value", "write `true` or `false` in lower case, or quote a string");
    }
    Explained::new(said, "write each entry as `key = \"value\"`, on a line of its own")
}

fn key_without_value(line: &str, key: &str, value: &str) -> Explained {
    if !line.contains('=') && line.contains(':') {
        return Explained::new("a `:` where TOML has `=`", format!("write `{key} = {value}`"));
    }
    if !line.contains('=') {
        let (key, value) = key.split_once(' ').unwrap_or((key, "\"…\""));
        return Explained::new(format!("`{key}` has no value"), format!("write `{key} = {}`", value.trim()));
    }
    Explained::new("a key with spaces has quotation marks", format!("write `\"{key}\" = {value}`"))
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
