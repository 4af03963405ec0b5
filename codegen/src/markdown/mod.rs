//! Markdown for rustdoc.

mod span;

pub(crate) use span::code;
