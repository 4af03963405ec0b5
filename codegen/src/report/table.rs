//! Tables in Markdown.

use std::fmt::Write as _;

/// A heading and a table, or `none` when there are no rows.
pub(super) fn table<const N: usize>(
    title: &str,
    head: [&str; N],
    rows: Vec<[String; N]>,
    none: &str,
    text: &mut String,
) {
    let _ = write!(text, "\n## {title}\n\n");
    if rows.is_empty() {
        let _ = writeln!(text, "{none}");
        return;
    }
    let _ = writeln!(text, "| {} |\n|{}", head.join(" | "), " --- |".repeat(N));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
}

/// Text of a table cell.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// A code span in a table cell.
pub(super) fn code(text: &str) -> String {
    cell(&crate::markdown::code(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_survive_pipes() {
        assert_eq!(code("a|b"), "`a\\|b`");
    }
}
