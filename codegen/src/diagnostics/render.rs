//! Diagnostics as text, in the form rustc's have.

use annotate_snippets::{AnnotationKind, Group, Level, Padding, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Severity};
use super::location::{self, Location};

/// How many errors are shown, and how many remarks.
const SHOWN: usize = 20;
/// Characters of a message, label, note or help that are shown; an input can put anything into them.
const MESSAGE: usize = 600;

/// Renders diagnostics, which must be sorted. Of remarks only the number is told unless they are wanted.
pub(super) fn render(diagnostics: &[Diagnostic], color: bool, remarks: bool) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    let errors = of(Severity::Error).count();
    // Beside errors the warnings can wait; without, each of them concerns the Rust API.
    let warnings = if errors > 0 { SHOWN.saturating_sub(errors) } else { usize::MAX };
    let remarks = if remarks { SHOWN } else { 0 };
    let mut out = String::new();
    for (severity, shown) in [(Severity::Error, SHOWN), (Severity::Warning, warnings), (Severity::Remark, remarks)] {
        for diagnostic in of(severity).take(shown) {
            out.push_str(&one(diagnostic, &renderer));
            out.push_str("\n\n");
        }
        let rest = of(severity).count().saturating_sub(shown);
        if rest > 0 {
            out.push_str(&more(severity, rest));
            out.push_str("\n\n");
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// `and 2 more errors`.
fn more(severity: Severity, rest: usize) -> String {
    let s = if rest == 1 { "" } else { "s" };
    match severity {
        Severity::Error => format!("and {rest} more error{s}"),
        Severity::Warning => format!("and {rest} more warning{s}"),
        Severity::Remark => format!("{rest} remark{s} on the document itself, without effect on the Rust API"),
    }
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Remark => Level::INFO.with_name("remark"),
    };
    let mut main = Group::with_title(level.primary_title(printable(&diagnostic.message)));
    if let Some(location) = &diagnostic.location {
        main = snippet(main, location, AnnotationKind::Primary);
    }
    let pointer = diagnostic.pointer.as_ref().filter(|pointer| pointer.last().is_some());
    let pointer = pointer.map(|pointer| format!("at {pointer}"));
    let facts: Vec<_> =
        pointer.iter().chain(&diagnostic.notes).map(|note| Level::NOTE.message(printable(note))).collect();
    let help = diagnostic.help.as_ref().map(|help| Level::HELP.message(printable(help)));
    if diagnostic.location.is_some() && (!facts.is_empty() || help.is_some()) {
        main = main.element(Padding);
    }
    main = main.elements(facts).elements(help);
    let mut groups = vec![main];
    for (message, location) in &diagnostic.related {
        let group = Group::with_title(Level::NOTE.secondary_title(printable(message)));
        groups.push(snippet(group, location, AnnotationKind::Context));
    }
    let mut text = renderer.render(&groups);
    let places = diagnostic.location.iter().chain(diagnostic.related.iter().map(|(_, location)| location));
    let mut from = 0;
    for location in places {
        from = correct_column(&mut text, from, location);
    }
    text
}

/// Adds `--> file:line:column` and the source line.
fn snippet<'a>(group: Group<'a>, location: &'a Location, kind: AnnotationKind) -> Group<'a> {
    let label = location.last_line.map(|line| format!("up to line {line}"));
    let annotation = kind.span(location.caret.clone()).label(label);
    let snippet = Snippet::source(&location.excerpt).path(printable(&location.file));
    group.element(snippet.line_start(location.line).annotation(annotation))
}

/// Puts in the column of a place where the renderer has counted another one, since the line it has is cut or has
/// wider characters. Looks from a position on, and returns the position behind the place.
fn correct_column(text: &mut String, from: usize, location: &Location) -> usize {
    let shown = location.excerpt[..location.caret.start].chars().count() + 1;
    let place = format!("{}:{}:", printable(&location.file), location.line);
    let Some(at) = text[from..].find(&format!("{place}{shown}")).map(|at| from + at + place.len()) else { return from };
    let column = location.column.to_string();
    text.replace_range(at..at + shown.to_string().len(), &column);
    at + column.len()
}

/// One line without control characters, cut to a readable length.
fn printable(text: &str) -> String {
    let mut out = String::new();
    let cut = text.char_indices().nth(MESSAGE).map_or(text.len(), |(at, _)| at);
    location::push_printable(&mut out, &text[..cut]);
    if cut < text.len() {
        out.push_str("...");
    }
    out
}
