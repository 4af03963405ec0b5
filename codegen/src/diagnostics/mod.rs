//! What is wrong with an input, and where: values to collect, sort and render; nothing here prints.
//!
//! A diagnostic carries the source lines it shows, so that it outlives the text it is about and one list can hold
//! diagnostics of several files. How it looks is in `render`.

mod diagnostic;
mod github;
mod json;
mod location;
mod render;

use std::fmt;
use std::ops::{Deref, DerefMut};

pub use diagnostic::{Diagnostic, Severity};
pub use location::Location;

/// A list of diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Errors first, then by file, line and column; what says the same about the same place is kept once.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| order(a).cmp(&order(b)));
        self.0.dedup();
    }

    /// All of them as text for people, in the order of [`sort`](Self::sort), with the source lines; with ANSI colours
    /// on request.
    ///
    /// At most 20 errors, or with errors 20 in all, are shown, then how many there are more. Warnings alone are never
    /// cut; of remarks only the number is told, in one line. Ends with a line feed unless there are none.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        render::render(&self.sorted().0, color, false)
    }

    /// The same with the first 20 remarks.
    #[must_use]
    pub fn render_verbose(&self, color: bool) -> String {
        render::render(&self.sorted().0, color, true)
    }

    /// All of them for programs, one JSON object per line, in the order of [`sort`](Self::sort).
    ///
    /// Each has `severity` (`error`, `warning` or `remark`) and `message`; what it has of `file`, `line`, `column`,
    /// `pointer`, `help`, `notes` and `related`, a list of objects with `message`, `file`, `line` and `column`. Lines
    /// and columns count from one.
    #[must_use]
    pub fn json(&self) -> String {
        json::lines(&self.sorted().0)
    }

    /// All of them as commands of GitHub Actions, which shows them at their lines in a pull request.
    #[must_use]
    pub fn github(&self) -> String {
        github::commands(&self.sorted().0)
    }

    fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.sort();
        sorted
    }
}

/// Sort key: severity, then place. What has no place comes first, since it concerns the whole input.
fn order(diagnostic: &Diagnostic) -> (Severity, Option<(&str, usize, usize)>, &str) {
    let place = diagnostic.location.as_ref().map(|location| (&*location.file, location.line, location.column));
    (diagnostic.severity, place, &diagnostic.message)
}

impl Deref for Diagnostics {
    type Target = Vec<Diagnostic>;

    fn deref(&self) -> &Vec<Diagnostic> {
        &self.0
    }
}

impl DerefMut for Diagnostics {
    fn deref_mut(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.0
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, message: &str) -> Diagnostic {
        let text = "a: 1\n".repeat(9);
        let start = (line - 1) * 5;
        Diagnostic::error(message).at(Location::in_text("a.yaml", &text, start..start + 1))
    }

    #[test]
    fn sorts_errors_first_then_by_place() {
        let warning = Diagnostic { severity: Severity::Warning, ..at(1, "w") };
        let mut list: Diagnostics = [warning, at(9, "z"), at(2, "y"), at(2, "x"), at(2, "y")].into_iter().collect();
        list.push(Diagnostic::error("whole file"));
        list.sort();
        let order: Vec<_> = list.iter().map(|diagnostic| (diagnostic.message.as_str(), diagnostic.line())).collect();
        assert_eq!(order, [("whole file", None), ("x", Some(2)), ("y", Some(2)), ("z", Some(9)), ("w", Some(1))]);
    }

    #[test]
    fn warnings_are_no_errors() {
        let mut list = Diagnostics::from(Diagnostic::warning("w"));
        assert!(!list.has_errors());
        list.push(Diagnostic::error("e"));
        assert!(list.has_errors());
        assert_eq!(list.len(), 2);
    }
}
