//! Identifiers as tokens.
//!
//! Names are decided by the naming pass; this only spells them. Total: whatever the name is, an identifier comes out.

use std::borrow::Cow;

use proc_macro2::{Ident, Span};

use crate::ir::Operation;
use crate::names::keywords::is_keyword;

/// The identifier `name`, as `r#name` where it is a keyword.
///
/// The four words that cannot be raw get a `_` behind them.
pub(super) fn ident(name: &str) -> Ident {
    let name = spellable(name);
    let span = Span::call_site();
    match name.as_ref() {
        "self" | "Self" | "super" | "crate" => Ident::new(&format!("{name}_"), span),
        "_" => Ident::new("__", span),
        word if is_keyword(word) => Ident::new_raw(word, span),
        word => Ident::new(word, span),
    }
}

/// The name of the static beside an operation's method: `create_user` → `CREATE_USER`. The builder `S3` of a method
/// `s3` has that name already.
pub(super) fn static_ident(operation: &Operation) -> Ident {
    let name = operation.rust.to_ascii_uppercase();
    if name == operation.builder { ident(&format!("{name}_OPERATION")) } else { ident(&name) }
}

/// `name` if it consists of what identifiers consist of, else the nearest that does.
fn spellable(name: &str) -> Cow<'_, str> {
    let is_part = |c: char| c == '_' || c.is_ascii_alphanumeric();
    if name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic()) && name.chars().all(is_part) {
        return Cow::Borrowed(name);
    }
    let parts = name.chars().map(|c| if is_part(c) { c } else { '_' });
    Cow::Owned(std::iter::once('_').chain(parts).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::keywords::KEYWORDS;

    #[test]
    fn keywords_become_raw() {
        for word in KEYWORDS {
            let ident = ident(word).to_string();
            let expected = match *word {
                "self" | "Self" | "super" | "crate" => format!("{word}_"),
                _ => format!("r#{word}"),
            };
            assert_eq!(ident, expected);
        }
        assert_eq!(ident("union").to_string(), "union");
    }

    #[test]
    fn any_text_gives_an_identifier() {
        for (text, expected) in
            [("", "_"), ("_", "__"), ("2dsphere", "_2dsphere"), ("$external", "__external"), ("é", "__"), ("a", "a")]
        {
            let ident = if text.is_empty() { ident("").to_string() } else { ident(text).to_string() };
            assert_eq!(ident.trim_end_matches('_'), expected.trim_end_matches('_'), "{text}");
            assert!(syn::parse_str::<syn::Ident>(&ident).is_ok(), "{ident}");
        }
    }
}
