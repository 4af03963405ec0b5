//! Long lines of doc comments, broken at spaces.
//!
//! Knows as much of `CommonMark` as it takes not to change what the text means: paragraphs are wrapped, everything else
//! stays.

/// The lines at most `width` columns wide, where that is possible without changing what they mean.
pub(super) fn wrapped(lines: &[String], width: usize) -> Vec<String> {
    let mut wrapped = Vec::with_capacity(lines.len());
    let mut fence = false;
    for line in lines {
        let line = printable(line);
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fence ^= is_fence;
        let marker = list_marker(&line);
        // A part of something larger than a paragraph stays as it is.
        let is_structure = line.starts_with("    ") || starts_structure(line.trim_start());
        if fence || is_fence || line.chars().count() <= width || marker == 0 && is_structure {
            wrapped.push(line);
        } else {
            wrap(&line, marker, width, &mut wrapped);
        }
    }
    wrapped
}

/// The width of what comes before the text of a list item; 0 for any other line.
fn list_marker(line: &str) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let word = text.split(' ').next().unwrap_or_default();
    let marks = matches!(word, "-" | "*" | "+") || is_ordinal(word);
    if marks && indent < 4 && text.len() > word.len() + 1 { indent + word.len() + 1 } else { 0 }
}

/// Whether a word begins an item of a numbered list: `1.`
fn is_ordinal(word: &str) -> bool {
    word.strip_suffix(['.', ')']).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line that begins like this is not plain text in `CommonMark`.
fn starts_structure(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    matches!(word, "-" | "*" | "+")
        || word.starts_with(['#', '>', '|', '=', '~'])
        || word.starts_with("--")
        || word.starts_with("```")
        || is_ordinal(word)
}

/// Breaks a paragraph or a list item at spaces, but not inside code spans or links, nor where the rest would begin like
/// a list or a heading. Lines after the first are indented by `indent`, the width of the list item's marker.
fn wrap(text: &str, indent: usize, width: usize, lines: &mut Vec<String>) {
    let (marker, text) = text.split_at(indent);
    let mut line = marker.to_owned();
    let mut columns = indent;
    for piece in pieces(text) {
        let wide = piece.chars().count();
        if columns > indent && columns + 1 + wide > width && !starts_structure(piece) {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            columns = indent;
        }
        if columns > indent {
            line.push(' ');
            columns += 1;
        }
        line.push_str(piece);
        columns += wide;
    }
    lines.push(line);
}

/// The words of `text`, with code spans and links in one piece.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(' ') {
            pieces.push(&text[start..at]);
            at += 1;
            start = at;
        } else {
            at += unbroken(rest);
        }
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// How many bytes at the start of `text`, which is not empty, belong together: a code span, a link, or one character.
fn unbroken(text: &str) -> usize {
    let one = text.chars().next().map_or(1, char::len_utf8);
    match text.as_bytes() {
        [b'`', ..] => code_span(text).unwrap_or_else(|| text.len() - text.trim_start_matches('`').len()),
        [b'[', ..] => link(text).unwrap_or(one),
        _ => one,
    }
}

/// The length of the code span that `text` begins with, if its backticks are closed.
fn code_span(text: &str) -> Option<usize> {
    let fence = text.len() - text.trim_start_matches('`').len();
    let mut at = fence;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == fence {
            return Some(at);
        }
    }
}

/// The length of the link that `text` begins with: `[text](target)`, `[text][label]` or `[text]`.
fn link(text: &str) -> Option<usize> {
    let end = text.find(']')? + 1;
    let close = match text.as_bytes().get(end) {
        Some(b'(') => ')',
        Some(b'[') => ']',
        _ => return Some(end),
    };
    Some(end + text[end + 1..].find(close).map_or(0, |at| at + 2))
}

/// A line without characters that rustc refuses in comments or that would end the line, and without the tabs that
/// clippy does not want there.
fn printable(line: &str) -> String {
    let turns_text = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = line.chars().filter(|c| !turns_text(*c));
    let text = kept.map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect::<String>();
    text.replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        wrapped(&lines, width)
    }

    #[test]
    fn wraps_paragraphs_at_spaces() {
        assert_eq!(lines("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(lines("one  two", 6), ["one", "two"]);
        assert_eq!(lines("überlang ist es", 8), ["überlang", "ist es"]);
    }

    #[test]
    fn keeps_code_links_and_blocks_whole() {
        assert_eq!(lines("see `a b c d` now", 8), ["see", "`a b c d`", "now"]);
        assert_eq!(
            lines("see [the long page](https://e.x/a b) now", 8),
            ["see", "[the long page](https://e.x/a b)", "now"]
        );
        for line in ["| a | b | c | d |", "> a quote of words", "    let code = 1;"] {
            assert_eq!(lines(line, 8), [line]);
        }
        assert_eq!(lines("```text\na line of code\n```", 8), ["```text", "a line of code", "```"]);
    }

    #[test]
    fn list_items_hang() {
        assert_eq!(lines("- one two three", 8), ["- one", "  two", "  three"]);
        assert_eq!(lines("  * one two", 8), ["  * one", "    two"]);
        assert_eq!(lines("10. one two", 8), ["10. one", "    two"]);
        assert_eq!(lines("-", 0), ["-"]);
    }

    #[test]
    fn what_is_not_closed_does_not_swallow_the_text() {
        assert_eq!(lines("a [b c d e f g", 5), ["a [b", "c d e", "f g"]);
        assert_eq!(lines("a `b c ``d e f", 5), ["a `b", "c ``d", "e f"]);
        assert_eq!(lines("a (b c d e) f", 5), ["a (b", "c d", "e) f"]);
    }

    #[test]
    fn code_spans_may_contain_shorter_runs() {
        assert_eq!(pieces("a ``b ` c`` d é"), ["a", "``b ` c``", "d", "é"]);
    }

    #[test]
    fn never_starts_a_line_with_a_marker() {
        assert_eq!(lines("between 1 - 2 and # 3. Then", 9), ["between 1 -", "2 and # 3.", "Then"]);
        for line in lines("a b + c d - e 1. f 2) g # h | i > j == k", 5).iter().skip(1) {
            assert!(!starts_structure(line), "{line}");
        }
    }

    #[test]
    fn lines_are_free_of_control_characters() {
        assert_eq!(lines("a\u{202e}b\rc", 80), ["ab c"]);
        assert_eq!(lines("\ta\tb", 80), ["    a    b"]);
    }
}
