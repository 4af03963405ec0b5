//! A place in a file, with the line that is there.

use std::ops::Range;
use std::sync::Arc;

/// Characters of a source line that are kept before the place; a document in JSON can be a single line of megabytes.
const BEFORE: usize = 60;
/// Characters of a source line that are kept from the place on.
const AFTER: usize = 100;
/// Replaces what was cut off.
const ELLIPSIS: &str = "...";

/// A place in a file: line, column and the source line, cut to a readable length and free of control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Name of the file as it is shown.
    pub file: Arc<str>,
    /// Line, counted from one.
    pub line: usize,
    /// Column in characters, counted from one.
    pub column: usize,
    /// Last line of what is there, where that is more than its first line and all of it matters.
    pub last_line: Option<usize>,
    /// The source line.
    pub(super) excerpt: String,
    /// What the caret underlines, in bytes of the excerpt. May be empty.
    pub(super) caret: Range<usize>,
}

impl Location {
    /// The place of a byte range of a text. Only the part of the range on its first line is underlined.
    ///
    /// A range that is out of bounds or splits a character is moved to the nearest place that exists.
    pub fn in_text(file: impl Into<Arc<str>>, text: &str, range: Range<usize>) -> Self {
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end.max(start));
        let line_start = text[..start].rfind(is_break).map_or(0, |at| at + 1);
        let line_end = text[start..].find(is_break).map_or(text.len(), |at| start + at);
        let line = count_breaks(&text[..line_start]) + 1;
        let column = text[line_start..start].chars().count() + 1;
        let caret = start - line_start..end.min(line_end) - line_start;
        Self::new(file.into(), (line, column), &text[line_start..line_end], caret)
    }

    /// The place of a byte range of a line whose number and column are known.
    pub(crate) fn new(file: Arc<str>, (line, column): (usize, usize), text: &str, range: Range<usize>) -> Self {
        let (excerpt, caret) = clip(text, range);
        Self { file, line, column, last_line: None, excerpt, caret }
    }

    /// The same place, reaching to the end of a line.
    #[must_use]
    pub fn up_to_line(mut self, line: usize) -> Self {
        self.last_line = Some(line).filter(|last| *last > self.line);
        self
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Line breaks of a text: `\n`, `\r\n` and a lone `\r`.
fn count_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || lone(at)).count()
}

/// The nearest character boundary at or before a byte position.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Cuts a line to what is around a range, and makes every character of it printable.
fn clip(line: &str, range: Range<usize>) -> (String, Range<usize>) {
    let before = &line[..range.start];
    let from = if before.chars().nth(BEFORE * 2).is_some() {
        before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at)
    } else {
        0
    };
    let to = line[range.start..].char_indices().nth(AFTER).map_or(line.len(), |(at, _)| range.start + at);
    let end = range.end.min(to);
    let mut excerpt = String::new();
    if from > 0 {
        excerpt.push_str(ELLIPSIS);
    }
    push_printable(&mut excerpt, &line[from..range.start]);
    let caret_start = excerpt.len();
    push_printable(&mut excerpt, &line[range.start..end]);
    let caret_end = excerpt.len();
    push_printable(&mut excerpt, &line[end..to]);
    if to < line.len() {
        excerpt.push_str(ELLIPSIS);
    }
    (excerpt, caret_start..caret_end)
}

/// Appends a text with each character that has no width of its own replaced: tabs by spaces, other control characters
/// by `\u{7}`.
pub(super) fn push_printable(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            _ if is_invisible(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
}

/// Control characters, and those that change the direction of text or cannot be seen at all.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locate(text: &str, range: Range<usize>) -> (usize, usize, String, String) {
        let location = Location::in_text("a.yaml", text, range);
        let caret = location.excerpt[location.caret.clone()].to_owned();
        (location.line, location.column, location.excerpt, caret)
    }

    #[test]
    fn counts_lines_and_characters() {
        assert_eq!(locate("a: 1\nbü: xy\n", 10..12), (2, 5, "bü: xy".into(), "xy".into()));
        assert_eq!(locate("a\r\nb\rc: d", 8..9), (3, 4, "c: d".into(), "d".into()));
        assert_eq!(locate("", 0..0), (1, 1, String::new(), String::new()));
        assert_eq!(locate("a\n", 2..2), (2, 1, String::new(), String::new()));
    }

    #[test]
    fn underlines_the_first_line_only() {
        assert_eq!(locate("a: |\n  b\n", 3..9), (1, 4, "a: |".into(), "|".into()));
    }

    #[test]
    fn moves_impossible_ranges() {
        assert_eq!(locate("é", 1..1), (1, 1, "é".into(), String::new()));
        assert_eq!(locate("ab", 70..90), (1, 3, "ab".into(), String::new()));
        #[expect(clippy::reversed_empty_ranges, reason = "what is tried")]
        let reversed = 2..1;
        assert_eq!(locate("abc", reversed), (1, 3, "abc".into(), String::new()));
    }

    #[test]
    fn cuts_long_lines_around_the_place() {
        let text = format!("{}MARK{}", "é".repeat(5000), "b".repeat(5000));
        let (line, column, excerpt, caret) = locate(&text, 10_000..10_004);
        assert_eq!((line, column, caret.as_str()), (1, 5001, "MARK"));
        assert_eq!(excerpt, format!("...{}MARK{}...", "é".repeat(BEFORE), "b".repeat(AFTER - 4)));
    }

    #[test]
    fn shows_control_characters() {
        assert_eq!(locate("a\t\u{1b}[31m\u{202e}b", 1..2), (1, 2, "a    \\u{1b}[31m\\u{202e}b".into(), "    ".into()));
    }
}
