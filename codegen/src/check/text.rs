//! Texts of several lines that have swallowed what was to be a key or a list item, since it is indented too deep.
//!
//! Such a description is well-formed and has lost part of its meaning, so these are warnings and not errors: a text may look like
//! that on purpose.

use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::spans::{Span, TextStyle};

/// Keys that a line of prose hardly starts with.
const KEYS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "discriminator",
    "enum",
    "format",
    "headers",
    "items",
    "mapping",
    "maxLength",
    "maximum",
    "minLength",
    "minimum",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "pattern",
    "properties",
    "readOnly",
    "requestBody",
    "required",
    "responses",
    "schema",
    "type",
    "uniqueItems",
    "writeOnly",
];

/// Looks through all texts.
pub(super) fn check(walk: &mut Walk<'_>) {
    for &(span, style) in walk.places.spans.texts() {
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
        // In a folded text an item right after a line of the same depth is joined to it, so it is no list either.
        let joined = line > first && indentation(text.line(line - 1)) == indentation(text.line(line));
        let item = content.starts_with("- ") && (style == TextStyle::Plain || (style == TextStyle::Folded && joined));
        if item || is_key(content) {
            let place = text.line_location(line);
            let what = if item { "list item" } else { "key" };
            let warning = Diagnostic::warning(format!("this line looks like a {what}, and is part of a text")).at(place);
            let above = text.line_location(first.saturating_sub(usize::from(style != TextStyle::Plain)));
            return Some(warning.with_related("the text starts here", above).with_help("check the indentation of this line"));
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
