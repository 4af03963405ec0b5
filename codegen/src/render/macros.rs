//! Calls of the runtime's macros: short ones on one line, the others with a row per line.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens::line;
use crate::emit::{MacroCall, MacroInput};

/// Columns that a call on one line should not exceed.
const WIDTH: usize = 100;

/// What stands before a row.
const INDENT: &str = "        ";

/// The call with its last newline.
pub(super) fn text(call: &MacroCall) -> String {
    let name = call.name;
    match &call.input {
        MacroInput::Arguments(arguments) => {
            let arguments: Vec<_> = arguments.iter().map(line).collect();
            let short = format!("{name}!({});\n", arguments.join(", "));
            if short.trim_end().chars().count() <= WIDTH {
                short
            } else {
                format!("{name}!(\n    {}\n);\n", arguments.join(",\n    "))
            }
        }
        MacroInput::Block { head, rows, tail } => {
            let head = line(head);
            let rows = rows.iter().map(|row| format!("{INDENT}{},\n", row_text(row)));
            let rows: String = rows.chain(tail.iter().map(|row| format!("{INDENT}{}\n", row_text(row)))).collect();
            let inner = if rows.is_empty() { "{}".to_owned() } else { format!("{{\n{rows}    }}") };
            format!("{name}! {{\n    {head} {inner}\n}}\n")
        }
    }
}

/// A row on one line, or with the lists in it broken where that is too long.
fn row_text(row: &TokenStream) -> String {
    let short = line(row);
    if INDENT.len() + short.chars().count() < WIDTH {
        return short;
    }
    let mut text = String::new();
    let mut rest = TokenStream::new();
    for token in row.clone() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                push(&mut text, &line(&std::mem::take(&mut rest)));
                push(&mut text, &format!("[\n{}{INDENT}]", filled(group.stream())));
            }
            token => rest.extend([token]),
        }
    }
    push(&mut text, &line(&rest));
    text
}

fn push(text: &mut String, part: &str) {
    if !text.is_empty() && !part.is_empty() {
        text.push(' ');
    }
    text.push_str(part);
}

/// The elements of a list, as many on a line as fit.
fn filled(elements: TokenStream) -> String {
    let mut text = String::new();
    let mut columns = 0;
    for element in elements.into_iter().filter(|token| !matches!(token, TokenTree::Punct(_))) {
        let element = format!("{},", line(&element.into()));
        let wide = element.chars().count();
        if columns > 0 && columns + 1 + wide > WIDTH {
            text.push('\n');
            columns = 0;
        }
        let before = if columns == 0 { "            " } else { " " };
        text.push_str(before);
        text.push_str(&element);
        columns += before.len() + wide;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn rows_stand_one_per_line() {
        let mut call =
            MacroCall { name: "object", input: MacroInput::Block { head: quote!(A), rows: Vec::new(), tail: None } };
        assert_eq!(text(&call), "object! {\n    A {}\n}\n");
        call.input =
            MacroInput::Block { head: quote!(A), rows: vec![quote!(b: "b" required)], tail: Some(quote!(..rest)) };
        assert_eq!(text(&call), "object! {\n    A {\n        b: \"b\" required,\n        ..rest\n    }\n}\n");
    }

    #[test]
    fn long_calls_are_broken_at_commas() {
        let mut call =
            MacroCall { name: "builder", input: MacroInput::Arguments(vec![quote!(A), quote!(body -> json B)]) };
        assert_eq!(text(&call), "builder!(A, body -> json B);\n");
        let long = "application/vnd.atlas.2024-05-30+csv".repeat(3);
        call.input = MacroInput::Arguments(vec![quote!(A -> json B), quote!(send_csv #long)]);
        assert_eq!(text(&call), format!("builder!(\n    A -> json B,\n    send_csv \"{long}\"\n);\n"));
    }

    #[test]
    fn long_lists_are_filled() {
        let values: Vec<_> = (0..12).map(|number| format!("VALUE_NUMBER_{number}")).collect();
        let call = MacroCall::block("union", quote!(A by "b"), vec![quote!(C(D) in [#(#values),*])]);
        let text = text(&call);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(
            text.starts_with("union! {\n    A by \"b\" {\n        C(D) in [\n            \"VALUE_NUMBER_0\", \"VALUE_"),
            "{text}"
        );
        assert!(text.ends_with(",\n        ],\n    }\n}\n"), "{text}");
    }
}
