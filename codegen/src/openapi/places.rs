//! Diagnostics about what is at a pointer: the values, their spans and the text together.

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Location};
use crate::pointer::Pointer;
use crate::yaml;
use crate::yaml::spans::{Found, Span, Spans, Text};

/// What finds the place of a pointer in a text.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    pub(crate) text: &'a Text,
    pub(crate) raw: &'a Value,
    pub(crate) spans: &'a Spans,
}

impl Places<'_> {
    /// A scalar itself, the key of an object or list, or the nearest parent that exists.
    pub(crate) fn location(&self, pointer: &Pointer) -> Location {
        self.locate(pointer, Found::best)
    }

    /// The key, or the value where there is none.
    pub(crate) fn key_location(&self, pointer: &Pointer) -> Location {
        self.locate(pointer, Found::key_or_value)
    }

    /// The first character of a value.
    pub(crate) fn value_location(&self, pointer: &Pointer) -> Location {
        self.locate(pointer, |found| found.value)
    }

    /// The text of a scalar that is in place of a string: `4.10` as it is written, though its value is 4.1.
    pub(crate) fn text_of(&self, pointer: &Pointer, value: &Value) -> String {
        if let Value::String(text) = value {
            return text.clone();
        }
        let found = self.spans.find(self.raw, pointer).filter(|found| !found.container);
        let written = found.map(|found| self.text.covered(found.value));
        // What an alias refers to, and what is read as something else, is not written there.
        let written = written.filter(|text| yaml::value(text).as_ref() == Some(value));
        written.map_or_else(|| value.to_string(), str::to_owned)
    }

    fn locate(&self, pointer: &Pointer, part: impl Fn(&Found) -> Span) -> Location {
        let found = self.spans.find(self.raw, pointer);
        self.text.location(found.map_or_else(|| self.text.span(0, 0), |found| part(&found)))
    }

    /// An error about a value.
    pub(crate) fn error(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(self.location(pointer)).with_pointer(pointer.clone())
    }

    /// A warning about a value.
    pub(crate) fn warning(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(message).at(self.location(pointer)).with_pointer(pointer.clone())
    }

    /// An error about a key.
    pub(crate) fn error_at_key(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(self.key_location(pointer)).with_pointer(pointer.clone())
    }

    /// A warning about a key.
    pub(crate) fn warning_at_key(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(message).at(self.key_location(pointer)).with_pointer(pointer.clone())
    }

    /// The key, or the value where there is none, up to the last line of the value: for what it lacks.
    pub(crate) fn block(&self, pointer: &Pointer) -> Location {
        let location = self.key_location(pointer);
        match self.spans.find(self.raw, pointer) {
            Some(found) => location.up_to_line(self.text.last_line_before(found.value.end) + 1),
            None => location,
        }
    }

    /// An error about all of an object or list.
    pub(crate) fn error_about(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(self.block(pointer)).with_pointer(pointer.clone())
    }

    /// A warning about all of an object or list.
    pub(crate) fn warning_about(&self, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(message).at(self.block(pointer)).with_pointer(pointer.clone())
    }
}
