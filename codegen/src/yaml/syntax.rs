//! YAML errors in plainer words, with the line that probably caused them.
//!
//! A parser sees a wrong indentation only where the lines stop fitting together, which can be far below its cause.

use saphyr_parser::ScanError;

use super::spans::Text;
use crate::diagnostics::Diagnostic;

/// How the message of an error starts that the parser has found.
pub(crate) const INVALID: &str = "invalid YAML: ";

/// What is wrong where the parser gives up.
const TOO_DEEP: &str = "brackets are nested too deep";

/// Errors of the parser, each by a part of its message: what it means (nothing: as the parser says it) and what to do.
const ERRORS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a `:` without a key before it",
        "check the indentation of this line and the one above; quote a value that contains `: `",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check the indentation of this line and of the block above it",
    ),
    (
        "did not find expected '-'",
        "this line does not fit the list above it",
        "check the indentation of this line and of the list above it",
    ),
    (
        "block sequence entries are not",
        "a list item cannot be here",
        "check the indentation of this line and the one above; a list starts on a line of its own",
    ),
    (
        "expected <document",
        "this line does not fit the lines above it",
        "check the indentation of the first line and of this one",
    ),
    (
        "simple key expect",
        "a `:` is missing here",
        "check the indentation of this line, and that its key is followed by `: `",
    ),
    ("invalid indentation in quoted scalar", "a quoted string is not closed", "add the quotation mark at its end"),
    ("invalid indentation", "", "check the indentation of this line and the one above"),
    ("wrongly indented line in block scalar", "", "indent all lines of a block of text alike"),
    ("tab", "a tab cannot be used here", "indent with spaces"),
    ("unexpected end of stream", "a quoted string is not closed", "add the quotation mark at its end"),
    (
        "invalid Unicode character escape",
        "not a valid escape of a character",
        "write the character itself; JSON's pairs of escapes are not YAML",
    ),
    (
        "trailing content after",
        "text behind a closing quotation mark",
        "check where the quoted string ends, or quote the whole value",
    ),
    ("quoted scalar", "", "check where the quoted string ends"),
    ("unexpected character", "", "quote the value"),
    ("recursion limit", TOO_DEEP, "write the document with less nesting"),
    ("flow mapping", "a `,` or `}` is missing or misplaced", "check the braces; quote a value that contains one"),
    ("flow sequence", "a `,` or `]` is missing or misplaced", "check the brackets; quote a value that contains one"),
    ("bracket", "this bracket closes nothing", "remove it, or quote the value"),
    ("byte order mark", "a byte order mark inside the document", "remove this character, which cannot be seen"),
    ("block scalar", "text behind `|` or `>`", "start the text on the next line, indented deeper than its key"),
    (
        "comments must be separated",
        "a `#` without a space before it",
        "put a space before the comment, or quote the value",
    ),
    ("only valid inside a block", "a list item cannot be here", "check the indentation of this line and the one above"),
    ("anchor or alias", "a `*` or `&` without a name", "quote the value"),
    (
        "illegal placement",
        "a `:` without a key before it",
        "check the brackets above; quote a value that contains `: `",
    ),
    ("unknown anchor", "an alias (`*name`) without its anchor", "quote the value if it is a string"),
];

/// Whether an error that ends reading can be a slip in one line. Too much nesting is none.
pub(crate) fn is_slip(error: &Diagnostic) -> bool {
    error.message.starts_with(INVALID) && !error.message.ends_with(TOO_DEEP)
}

/// The diagnostic for an error of the parser.
pub(super) fn explain(text: &Text, error: &ScanError) -> Box<Diagnostic> {
    let marker = error.marker();
    let span = text.span(marker.index(), marker.index());
    let line = text.line_of(span.start);
    let info = error.info();
    let (meaning, help) = match ERRORS.iter().find(|(part, ..)| info.contains(part)) {
        Some((_, "", help)) => (info, Some(help)),
        Some((_, meaning, help)) => (*meaning, Some(help)),
        None => (info, Some(&"check the indentation and the quotation marks of this line and the one above")),
    };
    let diagnostic = Diagnostic::error(format!("{INVALID}{meaning}")).at(text.location(span));
    let diagnostic = help.into_iter().fold(diagnostic, |diagnostic, help| diagnostic.with_help(*help));
    let parent = parent_line(text, line).map(|parent| ("the block around it starts here", parent));
    let related = parent.or_else(|| Some(("the first line is indented more than this one", deeper_start(text, line)?)));
    Box::new(match related {
        Some((message, line)) => diagnostic.with_related(message, text.line_location(line)),
        None => diagnostic,
    })
}

/// The nearest line above that is indented less: what the line belongs to, or the line whose indentation is wrong.
fn parent_line(text: &Text, line: usize) -> Option<usize> {
    let indent = indentation(text.line(line))?;
    (0..line).rev().find(|&above| indentation(text.line(above)).is_some_and(|above| above < indent))
}

/// The first line of the text, if it is indented more than a line: then nothing can follow it.
fn deeper_start(text: &Text, line: usize) -> Option<usize> {
    let indent = indentation(text.line(line))?;
    let first = (0..line).find(|&first| indentation(text.line(first)).is_some())?;
    (indentation(text.line(first))? > indent).then_some(first)
}

/// Leading spaces; nothing for an empty line or a comment.
fn indentation(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    (!content.trim().is_empty() && !content.starts_with('#')).then_some(line.len() - content.len())
}
