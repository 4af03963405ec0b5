//! Code spans.

/// `text` as a code span, whatever it contains.
pub(crate) fn code(text: &str) -> String {
    let text = escaped(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let edge = |at_edge: bool| {
        if at_edge || text.trim().is_empty() { " " } else { "" }
    };
    let (before, after) = (edge(text.starts_with('`')), edge(text.ends_with('`')));
    format!("{fence}{before}{text}{after}{fence}")
}

/// `text` with control characters written as escapes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            escaped.extend(c.escape_default());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_survive_backticks_and_control_characters() {
        assert_eq!(code("admin"), "`admin`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`x`"), "`` `x` ``");
        assert_eq!(code("a\tb"), "`a\\tb`");
        assert_eq!(code(" "), "`   `");
    }
}
