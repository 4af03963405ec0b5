//! Characters that no identifier has, as words.

/// One character as words: `<` is `less`, `than`, a letter outside ASCII its code point.
pub(super) fn char_words(c: char) -> Vec<String> {
    match punctuation(c) {
        Some(words) => words.split('_').map(str::to_owned).collect(),
        None if c.is_ascii_alphanumeric() => vec![c.to_ascii_lowercase().to_string()],
        None => vec![code_point(c)],
    }
}

/// Every character as a word, for text without a letter or digit. `empty` when there is nothing.
pub(super) fn every_char(text: &str) -> Vec<String> {
    if text.is_empty() {
        return vec!["empty".to_owned()];
    }
    text.chars().flat_map(char_words).collect()
}

/// A character by its code point: `u00e9`.
pub(super) fn code_point(c: char) -> String {
    format!("u{:04x}", u32::from(c))
}

/// The word for a single decimal digit.
pub(super) fn digit(text: &str) -> Option<&'static str> {
    let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    if text.len() == 1 { words.get(text.parse::<usize>().ok()?).copied() } else { None }
}

fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open_paren",
        ')' => "close_paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "dash",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less_than",
        '=' => "equals",
        '>' => "greater_than",
        '?' => "question",
        '@' => "at",
        '[' => "open_bracket",
        '\\' => "backslash",
        ']' => "close_bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open_brace",
        '|' => "pipe",
        '}' => "close_brace",
        '~' => "tilde",
        _ => return None,
    })
}
