//! Our document as lines: a reading of block-style YAML that is independent of the code under test, and does for
//! this one file.

/// A line with a key or a list item.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Index of the line.
    pub(crate) at: usize,
    /// Column of the key or item, after the dashes.
    pub(crate) column: usize,
    /// Whether the line starts a list item.
    pub(crate) item: bool,
    /// The key, without quotation marks. Nothing for an item that is a scalar.
    pub(crate) key: Option<String>,
    /// The value on the line, as written; empty when it follows below.
    pub(crate) value: String,
    /// Keys from the root to the parent; `-` for a list.
    pub(crate) path: Vec<String>,
    /// Index of the first line after everything that belongs to the key or item.
    pub(crate) end: usize,
}

/// Reads the lines of a document. Comments, empty lines and the inside of multi-line texts are left out.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let lines: Vec<&str> = text.lines().collect();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut read = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let indent = indentation(line);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            at += 1;
            continue;
        }
        let mut content = line.trim_start();
        let mut column = indent;
        let item = content.starts_with("- ") || content == "-";
        open.retain(|(opened, name)| *opened < column || (item && *opened == column && name != "-"));
        let end = block_end(&lines, at, indent, item);
        while let Some(rest) = content.strip_prefix("- ") {
            open.retain(|(opened, _)| *opened <= column);
            open.push((column, "-".to_owned()));
            column += 2 + indentation(rest);
            content = rest.trim_start();
        }
        let path = open.iter().map(|(_, name)| name.clone()).collect();
        let (key, value) = match split(content) {
            Some((key, value)) => (Some(key.to_owned()), value.to_owned()),
            None => (None, content.to_owned()),
        };
        if let Some(key) = &key {
            open.push((column, key.clone()));
        }
        let is_text = value.starts_with(['>', '|']);
        let is_long = key.is_some() && !value.is_empty() && end > at + 1 && !item;
        read.push(Line { at, column, item, key, value, path, end });
        at = if is_text || is_long { end.max(at + 1) } else { at + 1 };
    }
    read
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The first line below that is not indented more. A list may stand as deep as its key.
fn block_end(lines: &[&str], at: usize, indent: usize, item: bool) -> usize {
    let belongs = |line: &str| {
        line.trim().is_empty()
            || indentation(line) > indent
            || (!item && indentation(line) == indent && line.trim_start().starts_with("- "))
    };
    let mut end = at + 1;
    while end < lines.len() && belongs(lines[end]) {
        end += 1;
    }
    while end > at + 1 && lines[end - 1].trim().is_empty() {
        end -= 1;
    }
    end
}

/// Key and value of `key: value`, without the quotation marks of the key.
fn split(content: &str) -> Option<(&str, &str)> {
    if let Some(rest) = content.strip_prefix('\'') {
        let (key, value) = rest.split_once("':")?;
        return Some((key, value.trim()));
    }
    if content.starts_with('"') || content.starts_with(['>', '|', '{', '[']) {
        return None;
    }
    match content.split_once(": ") {
        Some((key, value)) => Some((key, value.trim())),
        None => Some((content.strip_suffix(':')?, "")),
    }
}
