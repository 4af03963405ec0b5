//! Errors of a text that is meant as JSON, by which a parser of YAML is misled.

use serde::de::IgnoredAny;

use super::spans::Text;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// What is wrong with a text that begins like JSON: with a brace and a key in quotation marks.
pub(super) fn explain(text: &Text) -> Option<Diagnostics> {
    text.as_str().trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    let error = serde_json::from_str::<IgnoredAny>(text.as_str()).err()?;
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let (message, help) = match message.strip_prefix("EOF while parsing ") {
        Some(what) => (format!("the document ends within {what}"), "check that the file is complete"),
        None => (message.to_owned(), "check the commas, brackets and quotation marks before this place"),
    };
    let at = text.location_from((error.line().saturating_sub(1), error.column().saturating_sub(1)));
    Some(Diagnostic::error(format!("invalid JSON: {message}")).at(at).with_help(help).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> Option<String> {
        explain(&Text::new("a.json".into(), text.to_owned()))?.iter().next().map(|error| error.message.clone())
    }

    #[test]
    fn json_that_is_not_valid() {
        for (text, expected) in [
            (r#"{"a": {"b": "c""#, "the document ends within an object"),
            (r#"{"a": "b"#, "the document ends within a string"),
            (r#"{"a": [1, 2"#, "the document ends within a list"),
            (r#"{"a": 1 "b": 2}"#, "expected `,` or `}`"),
            (r#"{"a": 1}}"#, "trailing characters"),
        ] {
            assert_eq!(message(text), Some(format!("invalid JSON: {expected}")), "{text}");
        }
        for text in ["{a: 1", "a: {\"b\"", r#"{"a": 1}"#] {
            assert_eq!(message(text), None, "{text}");
        }
    }
}
