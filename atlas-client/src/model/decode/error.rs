//! Why a decode failed, and where.

use std::fmt::{self, Write as _};

/// How many characters of a key of the response are shown.
const LONGEST_KEY: usize = 100;

/// Why a document could not be decoded.
///
/// Says where and what kind of value was expected, never what the value was: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
    line: usize,
    column: usize,
    too_large: bool,
}

impl DecodeError {
    pub(super) fn new(path: String, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let mut message = error.to_string();
        if let Some(start) = message.rfind(&format!(" at line {line} column {column}")) {
            message.truncate(start);
        }
        Self { path, message, line, column, too_large: false }
    }

    /// The text is UTF-8 for the first `valid` bytes only.
    pub(super) fn not_utf8(json: &[u8], valid: usize) -> Self {
        let before = json.get(..valid).unwrap_or_default();
        let last_line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        Self {
            path: String::new(),
            message: "the text is not UTF-8".to_owned(),
            line: before.split(|byte| *byte == b'\n').count(),
            column: last_line.len() + 1,
            too_large: false,
        }
    }

    /// About the document as a whole.
    pub(super) fn whole(message: &str) -> Self {
        Self { path: String::new(), message: message.to_owned(), line: 1, column: 1, too_large: false }
    }

    pub(super) fn with_too_large(mut self, too_large: bool) -> Self {
        self.too_large = too_large;
        self
    }

    /// Whether the document would take more memory than it may.
    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// The place in the document, such as `results[3].roles[0].roleName`; empty for the document itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line in the text, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, from 1, or 0 before its first byte.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} at line {} column {}", self.message, self.line, self.column)
    }
}

impl std::error::Error for DecodeError {}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its kind.
    Kind { expected: &'static str, found: &'static str },
    /// It is required and missing.
    Missing,
    /// It is required and null.
    Null,
    /// It is null in a list or map whose elements may not be.
    NullItem,
    /// It nests too deep.
    TooDeep,
    /// It would take more memory than its document may.
    TooLarge,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Missing => f.write_str("required, but missing"),
            Self::Null => f.write_str("required, but null"),
            Self::NullItem => f.write_str("null where only values are allowed"),
            Self::TooDeep => f.write_str("nested too deep"),
            Self::TooLarge => f.write_str("more values than the memory limit allows"),
        }
    }
}

/// One step from a value into its parts.
pub(in crate::model) enum Segment {
    Field(&'static str),
    /// A key of the response, cut.
    Key(String),
    Index(usize),
}

impl Segment {
    pub(in crate::model) fn key(key: &str) -> Self {
        Self::Key(key.chars().take(LONGEST_KEY).collect())
    }
}

/// The path whose steps are `trace`, innermost first.
pub(in crate::model) fn path(trace: &[Segment]) -> String {
    let mut path = String::new();
    for segment in trace.iter().rev() {
        let key = match segment {
            Segment::Field(name) => name,
            Segment::Key(key) => key.as_str(),
            Segment::Index(index) => {
                // Writing to a string cannot fail.
                let _ = write!(path, "[{index}]");
                continue;
            }
        };
        if key.is_empty() || key.contains(|c: char| !c.is_alphanumeric() && !"_-$".contains(c)) {
            let _ = write!(path, "[{key:?}]");
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(key);
        }
    }
    path
}
