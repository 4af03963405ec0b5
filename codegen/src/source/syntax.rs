//! YAML errors in plainer words, with the line that probably caused them.
//!
//! A parser sees a wrong indentation only where the lines stop fitting together, which can be far below its cause.

use saphyr_parser::ScanError;

use crate::diagnostics::Diagnostic;
use crate::spans::Text;

/// What to do about an error of the parser, by a part of its message.
const HELP: &[(&str, &str)] = &[
    ("mapping values are not allowed", "check the indentation of this line and the one above; quote a value that contains `: `"),
    ("did not find expected key", "check the indentation of this line and of the block above it"),
    ("did not find expected '-' indicator", "check the indentation of this line and of the list above it"),
    ("block sequence entries are not allowed", "check the indentation of this line and the one above; a list starts on a line of its own"),
    ("simple key expect", "a `:` is missing, or the indentation of this line is wrong"),
    ("invalid indentation", "check the indentation of this line and the one above"),
    ("wrongly indented line in block scalar", "indent all lines of a block of text alike"),
    ("tab", "indent with spaces"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("quoted scalar", "check where the quoted text ends"),
    ("double-quoted scalar", "check where the quoted text ends"),
    ("unexpected character", "quote the value"),
    ("recursion limit", "brackets are nested too deep"),
    ("flow mapping", "a `}` or `,` is missing or misplaced"),
    ("flow sequence", "a `]` or `,` is missing or misplaced"),
    ("bracket", "this bracket closes nothing"),
    ("unknown anchor", "aliases (`*name`) are not supported; quote the value if it is a string"),
];

/// The diagnostic for an error of the parser.
pub(super) fn explain(text: &Text, error: &ScanError) -> Box<Diagnostic> {
    let marker = error.marker();
    let span = text.span(marker.index(), marker.index());
    let line = text.line_of(span.start);
    let info = error.info();
    let diagnostic = Diagnostic::error(format!("invalid YAML: {info}")).at(text.location(span));
    let diagnostic = match HELP.iter().find(|(part, _)| info.contains(part)) {
        Some((_, help)) => diagnostic.with_help(*help),
        None => diagnostic,
    };
    Box::new(match parent_line(text, line) {
        Some(parent) => diagnostic.with_related("the block around it starts here", text.line_location(parent)),
        None => diagnostic,
    })
}

/// The nearest line above that is indented less: what the line belongs to, or the line whose indentation is wrong.
fn parent_line(text: &Text, line: usize) -> Option<usize> {
    let indent = indentation(text.line(line))?;
    (0..line).rev().find(|&above| indentation(text.line(above)).is_some_and(|above| above < indent))
}

/// Leading spaces; nothing for an empty line or a comment.
fn indentation(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    (!content.trim().is_empty() && !content.starts_with('#')).then_some(line.len() - content.len())
}
