//! Diagnostics as commands of GitHub Actions: `::error file=spec/openapi.yaml,line=3,col=7::message`.

use super::diagnostic::{Diagnostic, Severity};
use super::location::push_printable;

/// All diagnostics, each on a line of its own.
pub(super) fn commands(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().fold(String::new(), |text, diagnostic| text + &command(diagnostic) + "\n")
}

fn command(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "notice",
    };
    let place = diagnostic
        .location
        .as_ref()
        .map(|location| format!(" file={},line={},col={}", property(&location.file), location.line, location.column));
    let notes = diagnostic.notes.iter().map(|note| ("note", note));
    let lines = notes.chain(diagnostic.help.iter().map(|help| ("help", help)));
    // `%0A` is a line break of the message.
    let more = lines.fold(String::new(), |text, (label, line)| text + "%0A" + label + ": " + &message(line));
    format!("::{command}{}::{}{more}", place.unwrap_or_default(), message(&diagnostic.message))
}

/// A text that neither ends a command nor starts one.
fn message(text: &str) -> String {
    let mut printable = String::new();
    push_printable(&mut printable, text);
    printable.replace('%', "%25")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;

    #[test]
    fn one_command_per_diagnostic() {
        let place = Location::in_text("a,b:c.yaml", "x: 1\n", 3..4);
        let error = Diagnostic::error("100% wrong").at(place).with_note("one").with_help("write `2`");
        let text = commands(&[error, Diagnostic::warning("odd"), Diagnostic::warning("small").into_remark()]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "::error file=a%2Cb%3Ac.yaml,line=1,col=4::100%25 wrong%0Anote: one%0Ahelp: write `2`",
                "::warning::odd",
                "::notice::small",
            ]
        );
    }

    #[test]
    fn hostile_messages_are_one_line() {
        let text = commands(&[Diagnostic::error("a\n::set-env name=A::b\r\u{1b}[31m")]);
        assert_eq!(text, "::error::a\\u{a}::set-env name=A::b\\u{d}\\u{1b}[31m\n");
    }
}
