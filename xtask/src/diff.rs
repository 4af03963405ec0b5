//! Bounded unified diffs.

use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

/// A unified diff from `found` to `expected` of at most `max_lines` lines; what is left out is counted.
#[must_use]
pub fn unified(name: &str, found: &str, expected: &str, max_lines: usize) -> String {
    let found = found.replace("\r\n", "\n");
    // A deadline bounds the time on files that have little in common; the diff is then coarser, never wrong.
    let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(found.as_str(), expected);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(&format!("{name} (on disk)"), &format!("{name} (generated)"))
        .to_string();
    let total = text.lines().count();
    let mut bounded = String::new();
    for line in text.lines().take(max_lines) {
        let _ = writeln!(bounded, "{line}");
    }
    if total > max_lines {
        let _ = writeln!(bounded, "… {} more lines", total - max_lines);
    }
    bounded
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn shows_both_sides() {
        let text = unified("a.rs", "one\ntwo\n", "one\nthree\n", 40);
        assert!(text.contains("-two\n+three\n"), "{text}");
        assert!(text.contains("a.rs (on disk)"), "{text}");
    }

    #[test]
    fn is_bounded_and_counts_the_rest() {
        let new = "line\n".repeat(100);
        let text = unified("a.rs", "", &new, 10);
        assert_eq!(text.lines().count(), 11);
        assert!(text.ends_with("… 93 more lines\n"), "{text}");
    }

    #[test]
    fn line_endings_do_not_count() {
        assert_eq!(unified("a.rs", "one\r\ntwo\r\n", "one\ntwo\n", 10), "");
    }
}
