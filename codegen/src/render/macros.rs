//! Calls of the runtime's macros: short ones on one line, the others with a row per line.

use super::tokens::line;
use crate::emit::{MacroCall, MacroInput};

/// Columns that a call on one line should not exceed.
const WIDTH: usize = 100;

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
            let rows = rows.iter().map(|row| format!("        {},\n", line(row)));
            let rows: String = rows.chain(tail.iter().map(|row| format!("        {}\n", line(row)))).collect();
            let inner = if rows.is_empty() { "{}".to_owned() } else { format!("{{\n{rows}    }}") };
            format!("{name}! {{\n    {head} {inner}\n}}\n")
        }
    }
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
}
