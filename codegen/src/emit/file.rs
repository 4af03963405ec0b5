//! A generated file before it is text.

use proc_macro2::{Delimiter, Group, TokenStream};

/// A generated file.
#[derive(Debug)]
pub(crate) struct File {
    /// Path below `generated/`, with `/`.
    pub(crate) path: String,
    /// Lines of the module's doc comment.
    pub(crate) docs: Vec<String>,
    /// What follows, in order, with a blank line between two items.
    pub(crate) items: Vec<Item>,
}

/// A part of a file that stands by itself.
#[derive(Debug)]
pub(crate) enum Item {
    /// One Rust item, or several that stand without blank lines between them.
    Code(TokenStream),
    /// A call of one of the runtime's macros.
    Macro(MacroCall),
}

/// A call of a macro, kept apart because only we know how its input is laid out.
#[derive(Debug)]
pub(crate) struct MacroCall {
    /// The macro: `object`.
    pub(crate) name: &'static str,
    /// Its input.
    pub(crate) input: MacroInput,
}

/// What a macro is called with.
#[derive(Debug)]
pub(crate) enum MacroInput {
    /// `name!(a, b);`
    Arguments(Vec<TokenStream>),
    /// `name! { head { row, row, tail } }`, one row per line.
    Block {
        /// What stands before the inner brace.
        head: TokenStream,
        /// Each followed by a comma.
        rows: Vec<TokenStream>,
        /// The last row, without a comma.
        tail: Option<TokenStream>,
    },
}

impl MacroCall {
    /// `name!(arguments);`
    pub(crate) fn arguments(name: &'static str, arguments: Vec<TokenStream>) -> Self {
        Self { name, input: MacroInput::Arguments(arguments) }
    }

    /// `name! { head { rows } }`
    pub(crate) fn block(name: &'static str, head: TokenStream, rows: Vec<TokenStream>) -> Self {
        Self { name, input: MacroInput::Block { head, rows, tail: None } }
    }
}

/// `{ … }` around all of `parts`, which are moved: interpolating them would copy every token.
pub(super) fn braced(parts: impl IntoIterator<Item = TokenStream>) -> Group {
    let mut body = TokenStream::new();
    body.extend(parts);
    Group::new(Delimiter::Brace, body)
}
