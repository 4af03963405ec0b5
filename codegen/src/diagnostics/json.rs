//! Diagnostics for programs: one JSON object per line.

use serde_json::{Map, Value, json};

use super::diagnostic::{Diagnostic, Severity};
use super::location::Location;

/// All diagnostics, each on a line of its own.
pub(super) fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().fold(String::new(), |text, diagnostic| text + &object(diagnostic).to_string() + "\n")
}

fn object(diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "remark",
    };
    let mut object = Map::new();
    object.insert("severity".to_owned(), severity.into());
    object.insert("message".to_owned(), diagnostic.message.as_str().into());
    if let Some(location) = &diagnostic.location {
        place(&mut object, location);
    }
    if let Some(pointer) = &diagnostic.pointer {
        object.insert("pointer".to_owned(), pointer.to_string().into());
    }
    if let Some(help) = &diagnostic.help {
        object.insert("help".to_owned(), help.as_str().into());
    }
    if !diagnostic.notes.is_empty() {
        object.insert("notes".to_owned(), json!(diagnostic.notes));
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(message, location)| {
            let mut object = Map::from_iter([("message".to_owned(), message.as_str().into())]);
            place(&mut object, location);
            Value::Object(object)
        });
        object.insert("related".to_owned(), related.collect());
    }
    Value::Object(object)
}

fn place(object: &mut Map<String, Value>, location: &Location) {
    object.insert("file".to_owned(), (&*location.file).into());
    object.insert("line".to_owned(), location.line.into());
    object.insert("column".to_owned(), location.column.into());
}

#[cfg(test)]
mod tests {
    use super::*;

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
