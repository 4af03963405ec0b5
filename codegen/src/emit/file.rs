//! A generated file before it is text.

use proc_macro2::{Delimiter, Group, TokenStream};

/// A generated file.
#[derive(Debug)]
pub(crate) struct File {
    /// Path below `generated/`, with `/`.
    pub(crate) path: String,
    /// Lines of the module's doc comment.
    pub(crate) docs: Vec<String>,
    /// What follows, in order, with a blank line between two: a Rust item each, or several without blank lines between
    /// them.
    pub(crate) items: Vec<TokenStream>,
}

/// `{ … }` around all of `parts`, which are moved: interpolating them would copy every token.
pub(super) fn braced(parts: impl IntoIterator<Item = TokenStream>) -> Group {
    let mut body = TokenStream::new();
    body.extend(parts);
    Group::new(Delimiter::Brace, body)
}
