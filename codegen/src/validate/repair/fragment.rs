//! The lines around a mistake that make a document by themselves, so that a repair is tried on little text.

use crate::yaml::spans::Text;

/// Lines of a fragment beside those that only say where it is in the document.
const LIMIT: usize = 120;

/// Some lines of a text, and the lines that enclose them.
pub(super) struct Fragment<'a> {
    text: &'a Text,
    /// Numbers of the lines in the text, counted from zero.
    lines: Vec<usize>,
    /// What is put before them, so that nothing is missing that every document needs.
    head: String,
}

impl<'a> Fragment<'a> {
    /// All lines.
    pub(super) fn whole(text: &'a Text) -> Self {
        Self { text, lines: (0..text.lines()).collect(), head: String::new() }
    }

    /// The lines around one: the outermost block around it that is short enough.
    pub(super) fn around(text: &'a Text, line: usize) -> Self {
        let count = text.lines();
        if count <= LIMIT {
            return Self::whole(text);
        }
        // The line itself may have the wrong indentation, so what encloses it is read off the one before.
        let anchor = (0..line).rev().find(|above| indentation(text.line(*above)).is_some()).unwrap_or(line);
        let parents = parents(text, anchor);
        let end = |start: usize| block_end(text, start, line);
        let short = parents.iter().position(|start| end(*start) - start <= LIMIT);
        let depth = short.unwrap_or(parents.len().saturating_sub(1));
        let Some(start) = parents.get(depth).copied() else {
            return Self { text, lines: vec![line], head: String::new() };
        };
        let block = start..end(start).min(start + LIMIT).max(line + 1).min(count);
        let lines: Vec<_> = parents[..depth].iter().copied().chain(block).collect();
        let root = lines.first().map(|line| text.line(*line)).unwrap_or_default();
        let needed = [("openapi:", " 3.0.3\n"), ("info:", " {title: a, version: b}\n"), ("paths:", " {}\n")];
        let missing = needed.iter().filter(|(key, _)| !root.starts_with(key.trim_end_matches(':')));
        Self { text, lines, head: missing.fold(String::new(), |head, (key, value)| head + key + value) }
    }

    /// Its text with some lines replaced.
    pub(super) fn with(&self, replaced: &[(usize, String)]) -> String {
        let replacement = |line| replaced.iter().find(|(number, _)| number == line).map(|(_, text)| text.as_str());
        let lines = self.lines.iter().map(|line| replacement(line).unwrap_or_else(|| self.text.line(*line)));
        lines.fold(self.head.clone(), |text, line| text + line + "\n")
    }

    /// Where a line of the text is in the fragment.
    pub(super) fn position(&self, line: usize) -> Option<usize> {
        let index = self.lines.iter().position(|own| *own == line)?;
        Some(self.head.lines().count() + index)
    }
}

/// The lines that enclose a line, outermost first, and the line itself.
pub(super) fn parents(text: &Text, line: usize) -> Vec<usize> {
    let mut found = vec![line];
    let mut depth = indentation(text.line(line)).unwrap_or_default();
    for above in (0..line).rev() {
        if let Some(indent) = indentation(text.line(above)).filter(|indent| *indent < depth) {
            found.push(above);
            depth = indent;
        }
    }
    found.reverse();
    found
}

/// Behind the last line of the block that a line starts. A suspect line does not end it.
fn block_end(text: &Text, start: usize, suspect: usize) -> usize {
    let depth = indentation(text.line(start)).unwrap_or_default();
    let ends = |line: &usize| *line != suspect && indentation(text.line(*line)).is_some_and(|indent| indent <= depth);
    (start + 1..text.lines()).find(ends).unwrap_or(text.lines())
}

/// Leading spaces; nothing for an empty line, a comment, or a tab.
pub(super) fn indentation(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    (!content.trim().is_empty() && !content.starts_with(['#', '\t'])).then_some(line.len() - content.len())
}
