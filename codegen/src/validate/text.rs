//! Texts of several lines that have swallowed what was to be a key or a list item, since it is indented too deep; and
//! keys that have lost their value, since it is not indented enough.
//!
//! Such a document is well-formed and has lost part of its meaning. These are warnings and not errors: it may be
//! on purpose.

use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::yaml::spans::{Span, TextStyle};

/// Keys that a line of prose hardly starts with.
const KEYS: &[&str] = &[
    "$ref", "additionalProperties", "allOf", "anyOf", "content", "default", "deprecated", "description",
    "discriminator", "enum", "example", "examples", "explode", "format", "headers", "items", "mapping", "maxLength",
    "maximum", "minLength", "minimum", "nullable", "oneOf", "operationId", "name", "parameters", "pattern",
    "properties", "readOnly", "requestBody", "required", "responses", "schema", "summary", "tags", "type",
    "uniqueItems", "writeOnly",
];

/// Looks through all texts, and for keys without a value.
pub(super) fn check(walk: &mut Walk<'_>) {
    let reported = walk.reported_lines();
    for key in &walk.places.spans.empty {
        let place = walk.places.text.location(*key);
        // Where a value is needed, that has been said.
        if !reported.contains(&place.line) {
            let help = "write `null` if it is meant to have none, or check the indentation of the next line";
            walk.push(Diagnostic::warning("this key or item has no value").at(place).with_help(help));
        }
    }
    for &(span, style) in &walk.places.spans.texts {
        if let Some(warning) = swallowed(walk, span, style) {
            walk.push(warning);
        }
    }
}

/// The first line of a text that does not look like text.
fn swallowed(walk: &Walk<'_>, span: Span, style: TextStyle) -> Option<Diagnostic> {
    let text = walk.places.text;
    let first = text.line_of(span.start);
    let last = text.last_line_before(span.end);
    let start = if style == TextStyle::Plain { first + 1 } else { first };
    for line in start..=last {
        let content = text.line(line).trim_start();
        // In a folded text an item right after a line of the same depth is joined to it, so it is not a list either.
        let joined = line > first && indentation(text.line(line - 1)) == indentation(text.line(line));
        let item = content.starts_with("- ") && (style == TextStyle::Plain || (style == TextStyle::Folded && joined));
        if item || is_key(content) {
            let place = text.line_location(line);
            let what = if item { "list item" } else { "key" };
            let message = format!("this line looks like a {what}, and is part of a text");
            let above = text.line_location(first.saturating_sub(usize::from(style != TextStyle::Plain)));
            let warning = Diagnostic::warning(message).at(place).with_related("the text starts here", above);
            return Some(warning.with_help("check the indentation of this line"));
        }
    }
    None
}

/// Columns before the text of a line; nothing for an empty line.
fn indentation(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    (!content.trim().is_empty()).then_some(line.len() - content.len())
}

/// Whether a line reads `key:` or `key: value` with a key of OpenAPI.
fn is_key(content: &str) -> bool {
    let Some((key, value)) = content.split_once(':') else { return false };
    KEYS.contains(&key) && (value.is_empty() || value.starts_with(' '))
}
