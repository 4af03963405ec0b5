//! One thing that is wrong with an input.

use serde::Serialize;

use super::location::Location;
use crate::pointer::Pointer;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generation goes on.
    Warning,
    /// Generation goes on, and the Rust API is not concerned: the document of somebody else could be better.
    Remark,
}

/// One thing that is wrong, with its place and a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// Where; nothing for what concerns no place in a file.
    pub location: Option<Location>,
    /// Where in the document.
    pub pointer: Option<Pointer>,
    /// Other places that explain it: what is there, and the place.
    pub related: Vec<(String, Location)>,
    /// Facts that explain it.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message.into())
    }

    /// A warning without a place yet.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message.into())
    }

    fn new(severity: Severity, message: String) -> Self {
        Self { severity, message, location: None, pointer: None, related: Vec::new(), notes: Vec::new(), help: None }
    }

    /// Makes a remark of a warning.
    #[must_use]
    pub fn into_remark(self) -> Self {
        match self.severity {
            Severity::Warning => Self { severity: Severity::Remark, ..self },
            Severity::Error | Severity::Remark => self,
        }
    }

    /// Puts it at a place in a file.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Says where in the document it is.
    #[must_use]
    pub fn with_pointer(mut self, pointer: Pointer) -> Self {
        self.pointer = Some(pointer);
        self
    }

    /// Adds another place: what is there, as `first defined here`.
    #[must_use]
    pub fn with_related(mut self, message: impl Into<String>, location: Location) -> Self {
        self.related.push((message.into(), location));
        self
    }

    /// Adds a fact that explains it.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Line, counted from one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.location.as_ref().map(|location| location.line)
    }

    /// Column in characters, counted from one.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.location.as_ref().map(|location| location.column)
    }
}
