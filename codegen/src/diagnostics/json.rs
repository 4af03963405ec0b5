//! Diagnostics for programs: one JSON object per line.

use serde_json::{Value, json};

use super::diagnostic::Diagnostic;

/// All diagnostics, each on a line of its own.
pub(super) fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().fold(String::new(), |text, diagnostic| text + &object(diagnostic).to_string() + "\n")
}

fn object(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.location.as_ref();
    let related = diagnostic.related.iter().map(|(message, place)| {
        json!({ "message": message, "file": &*place.file, "line": place.line, "column": place.column })
    });
    let mut object = json!({
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": place.map(|place| &*place.file),
        "line": diagnostic.line(),
        "column": diagnostic.column(),
        "pointer": diagnostic.pointer.as_ref().map(ToString::to_string),
        "help": diagnostic.help,
        "notes": diagnostic.notes,
        "related": related.collect::<Vec<_>>(),
    });
    if let Some(entries) = object.as_object_mut() {
        entries.retain(|_, value| !value.is_null() && !value.as_array().is_some_and(Vec::is_empty));
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;

    #[test]
    fn all_parts_of_a_diagnostic() {
        let place = |at: usize| Location::in_text("a \"b\".yaml", "x: 1\ny: 2\n", at..at + 1);
        let diagnostic = Diagnostic::error("no `x`\n").at(place(8)).with_note("one").with_help("write `x`");
        let diagnostic = diagnostic.with_related("here", place(0));
        let line = lines(&[diagnostic, Diagnostic::warning("odd").into_remark()]);
        assert_eq!(line.lines().count(), 2);
        let objects: Vec<Value> = line.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let first = json!({
            "severity": "error", "message": "no `x`\n", "file": "a \"b\".yaml", "line": 2, "column": 4, "help": "write `x`",
            "notes": ["one"], "related": [{ "message": "here", "file": "a \"b\".yaml", "line": 1, "column": 1 }],
        });
        assert_eq!(objects, [first, json!({ "severity": "remark", "message": "odd" })]);
    }
}
