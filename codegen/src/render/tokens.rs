//! A row of macro input as text: the tokens on one line, spaced as people space them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens on one line.
pub(super) fn line(tokens: &TokenStream) -> String {
    let mut text = String::new();
    write(tokens.clone(), &mut text);
    text
}

/// What the last token was, as far as the space behind it goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing yet, or a token that sticks to the next one.
    Glue,
    /// A word, a literal or a closing bracket.
    Word,
    /// The word `in`, which keeps its distance from a bracket.
    In,
    /// A sign with a space behind it.
    Sign,
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut last = Last::Glue;
    // The sign before, if this one is its second half, as in `::`, `->` and `..`.
    let mut joint = None;
    for token in tokens {
        let first = joint.take();
        match token {
            TokenTree::Group(group) => {
                let (open, close, sticks) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")", last == Last::Word),
                    Delimiter::Bracket => ("[", "]", false),
                    Delimiter::Brace => ("{", "}", false),
                    Delimiter::None => ("", "", false),
                };
                space(text, last, sticks);
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
                last = Last::Word;
            }
            TokenTree::Ident(word) => {
                space(text, last, false);
                text.push_str(&word.to_string());
                last = if word == "in" { Last::In } else { Last::Word };
            }
            TokenTree::Literal(literal) => {
                space(text, last, false);
                text.push_str(&literal.to_string());
                last = Last::Word;
            }
            TokenTree::Punct(sign) => {
                let sign_char = sign.as_char();
                let sticks = first.is_some() || matches!(sign_char, ',' | ';' | ':' | '<' | '>');
                space(text, last, sticks);
                text.push(sign_char);
                last = match (first, sign_char) {
                    (Some(':'), ':') | (Some('.'), '.') | (None, '<') => Last::Glue,
                    (None, '>') => Last::Word,
                    _ => Last::Sign,
                };
                joint = (sign.spacing() == Spacing::Joint).then_some(sign_char);
            }
        }
    }
}

fn space(text: &mut String, last: Last, sticks: bool) {
    if last != Last::Glue && !sticks {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn spaces_what_our_macros_take() {
        for (tokens, expected) in [
            (quote!(r#type: "type" required write_only), "r#type: \"type\" required write_only"),
            (quote!(..additional), "..additional"),
            (quote!(Admin = "admin"), "Admin = \"admin\""),
            (
                quote!(Kafka(StreamsKafkaConnection) in ["Kafka", "x"]),
                "Kafka(StreamsKafkaConnection) in [\"Kafka\", \"x\"]",
            ),
            (
                quote!(A(Vec<B>; shared) when "t" in (crate::models::C::VALUES)),
                "A(Vec<B>; shared) when \"t\" in (crate::models::C::VALUES)",
            ),
            (quote!(X -> json BTreeMap<String, Vec<DateTime<Utc>>>), "X -> json BTreeMap<String, Vec<DateTime<Utc>>>"),
            (quote!(items: results: X), "items: results: X"),
            (quote!(P by "type"), "P by \"type\""),
        ] {
            assert_eq!(line(&tokens), expected);
        }
    }
}
