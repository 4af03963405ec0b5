//! How diagnostics are shown: to people, to programs, or at their lines in a pull request.

use clap::ValueEnum;
use codegen::Diagnostics;
use codegen::diagnostics::Severity;

/// The form of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the lines of the file, on standard error.
    #[default]
    Text,
    /// For editors and scripts: one JSON object per line, on standard output.
    Json,
    /// For GitHub Actions: annotations of the lines, on standard output.
    Github,
}

impl Format {
    /// Shows diagnostics. Remarks are shown on request; as text, their number is told otherwise.
    pub(crate) fn show(self, diagnostics: &Diagnostics, verbose: bool) {
        if diagnostics.is_empty() {
            return;
        }
        let shown = |found: &&codegen::Diagnostic| verbose || found.severity != Severity::Remark;
        let wanted = || diagnostics.iter().filter(shown).cloned().collect::<Diagnostics>();
        match self {
            Self::Text if verbose => anstream::eprint!("{}", diagnostics.render_verbose(true)),
            Self::Text => anstream::eprint!("{}", diagnostics.render(true)),
            Self::Json => anstream::print!("{}", wanted().json()),
            Self::Github => anstream::print!("{}", wanted().github()),
        }
    }

    /// Shows what was done, away from the output that a program reads.
    pub(crate) fn summary(self, text: &str) {
        match self {
            Self::Text => anstream::print!("{text}"),
            Self::Json | Self::Github => anstream::eprint!("{text}"),
        }
    }
}
