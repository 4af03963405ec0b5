//! Where every key and value of the document is in its text.
//!
//! [`Text`] turns positions into lines; [`Spans`] is the shape of the document without its values: one small node per
//! value in document order, so that a pointer is looked up by walking down beside the values. Keys are not stored a
//! second time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::diagnostics::Location;
use crate::pointer::Pointer;

/// A range of the text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The text of a file, with the start of each line.
#[derive(Debug)]
pub(crate) struct Text {
    name: Arc<str>,
    content: String,
    /// Start of each line, in characters and in bytes.
    lines: Vec<(u32, u32)>,
    /// The same for every so many characters, since a line can be as long as the text.
    marks: Vec<(u32, u32)>,
    /// Characters in all.
    chars: u32,
}

/// Characters between two marks.
const MARK: u32 = 512;

impl Text {
    /// Takes a text of less than 4 GiB.
    pub(crate) fn new(name: Arc<str>, text: String) -> Self {
        let (mut lines, mut marks) = (vec![(0, 0)], Vec::new());
        let mut chars = 0_u32;
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            let next = u32::try_from(at + 1).unwrap_or(u32::MAX);
            // Continuation bytes are not characters of their own.
            if byte & 0xC0 != 0x80 {
                if chars.is_multiple_of(MARK) {
                    marks.push((chars, next - 1));
                }
                chars = chars.saturating_add(1);
            }
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push((chars, next));
            }
        }
        Self { name, content: text, lines, marks, chars }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.content
    }

    /// A span over a range of characters, which is moved into the text where it is not.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).min(self.chars);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// What a span covers.
    pub(crate) fn covered(&self, span: Span) -> &str {
        &self.content[self.byte_of(span.start)..self.byte_of(span.end)]
    }

    /// Byte position of a character position.
    fn byte_of(&self, at: u32) -> usize {
        let Some((chars, bytes)) = self.marks.get((at / MARK) as usize) else { return self.content.len() };
        let rest = &self.content[*bytes as usize..];
        let offset = rest.char_indices().nth((at - chars) as usize).map_or(rest.len(), |(byte, _)| byte);
        *bytes as usize + offset
    }

    /// Line of a character position, counted from zero.
    pub(crate) fn line_of(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.0 <= at).saturating_sub(1)
    }

    /// Text of a line, counted from zero, without its break. Empty past the end.
    pub(crate) fn line(&self, line: usize) -> &str {
        let start = self.lines.get(line).map_or(self.content.len(), |line| line.1 as usize);
        let end = self.lines.get(line + 1).map_or(self.content.len(), |line| line.1 as usize);
        self.content[start..end].trim_end_matches(['\n', '\r'])
    }

    /// How many lines there are, the empty one behind the last break not counted.
    pub(crate) fn lines(&self) -> usize {
        self.lines.len() - usize::from(self.lines.last().is_some_and(|last| last.0 == self.chars && last.0 > 0))
    }

    /// Character position of a column of a line, both counted from zero.
    pub(crate) fn position(&self, line: usize, column: usize) -> u32 {
        let start = self.lines.get(line).map_or(self.chars, |line| line.0);
        start.saturating_add(as_index(column)).min(self.chars)
    }

    /// The place of a span.
    pub(crate) fn location(&self, span: Span) -> Location {
        let line = self.line_of(span.start);
        let (chars, bytes) = self.lines[line];
        let text = self.line(line);
        let in_line = |at: u32| (self.byte_of(at) - bytes as usize).min(text.len());
        let next_line = self.lines.get(line + 1).map_or(self.chars, |line| line.0);
        let caret = in_line(span.start)..in_line(span.end.min(next_line));
        let column = (span.start - chars) as usize + 1;
        Location::new(Arc::clone(&self.name), (line + 1, column), text, caret)
    }

    /// The place from a line and column, counted from zero, to the end of the line.
    pub(crate) fn location_from(&self, (line, column): (usize, usize)) -> Location {
        let (start, _) = self.lines.get(line).copied().unwrap_or((self.chars, 0));
        let end = start as usize + self.line(line).chars().count();
        self.location(self.span(start as usize + column, end))
    }

    /// The place of a whole line, counted from zero, without its indentation.
    pub(crate) fn line_location(&self, line: usize) -> Location {
        let text = self.line(line);
        let indent = text.len() - text.trim_start().len();
        let column = text[..indent].chars().count() + 1;
        Location::new(Arc::clone(&self.name), (line + 1, column), text, indent..text.trim_end().len().max(indent))
    }

    /// Line of the last character before a position that is not white space, counted from zero.
    pub(crate) fn last_line_before(&self, end: u32) -> usize {
        let last = self.line_of(end);
        let column = end - self.lines[last].0;
        let blank = self.line(last).chars().take(column as usize).all(char::is_whitespace);
        let lines = (0..last + usize::from(!blank)).rev();
        lines.into_iter().find(|line| !self.line(*line).trim().is_empty()).unwrap_or(0)
    }
}

/// A value of the document.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Its key, for a value of an object.
    key: Option<Span>,
    /// The value from its first to its last character.
    value: Span,
    /// Index of the next node that is not inside this one.
    next: u32,
    /// Where its children are listed.
    children: u32,
}

/// All values of the document in document order, parents before children.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    nodes: Vec<Node>,
    /// Indexes of the children of each object and list, one after the other.
    children: Vec<u32>,
    /// Texts without quotation marks that have more than one line.
    pub(crate) texts: Vec<(Span, TextStyle)>,
    /// Keys and items whose values are not written at all.
    pub(crate) empty: Vec<Span>,
    /// For large objects in which something was looked up: which child has which key.
    keys: Mutex<BTreeMap<usize, BTreeMap<String, usize>>>,
}

/// Objects with more keys than this are indexed when they are looked into.
const LARGE: usize = 64;

/// How a text without quotation marks is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextStyle {
    /// As it is.
    Plain,
    /// After `>`: lines are joined.
    Folded,
    /// After `|`: lines are kept.
    Literal,
}

/// What is at a pointer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// The key of the value, if it has one.
    pub(crate) key: Option<Span>,
    /// The value from its first to its last character.
    pub(crate) value: Span,
    /// Whether the value is an object or a list.
    pub(crate) container: bool,
}

impl Found {
    /// What to underline: a scalar itself, or the key of an object or list.
    pub(crate) fn best(&self) -> Span {
        self.key.filter(|_| self.container).unwrap_or(self.value)
    }

    /// The key, or the value where there is none.
    pub(crate) fn key_or_value(&self) -> Span {
        self.key.unwrap_or(self.value)
    }
}

impl Spans {
    /// Adds a value, and gives its index for [`close`](Self::close).
    pub(crate) fn open(&mut self, key: Option<Span>, value: Span) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node { key, value, next: as_index(index + 1), children: 0 });
        index
    }

    /// Ends an object or a list: everything added since is inside it. `end` is where an empty one ends.
    pub(crate) fn close(&mut self, index: usize, end: u32) {
        let next = as_index(self.nodes.len());
        let end = self.nodes.get(index + 1..).and_then(<[Node]>::last).map_or(end, |last| last.value.end);
        if let Some(node) = self.nodes.get_mut(index) {
            node.value.end = end.max(node.value.start);
            node.next = next;
            node.children = as_index(self.children.len());
        }
        let mut child = index + 1;
        while let Some(node) = self.nodes.get(child) {
            self.children.push(as_index(child));
            child = node.next as usize;
        }
    }

    /// Forgets the values from an index on.
    pub(crate) fn truncate(&mut self, index: usize) {
        self.nodes.truncate(index);
    }

    /// Whether a key or a value starts at a character position.
    pub(crate) fn starts_at(&self, at: u32) -> bool {
        self.nodes.iter().any(|node| node.value.start == at || node.key.is_some_and(|key| key.start == at))
    }

    /// What is at a pointer, or at the nearest parent that exists. Nothing for an empty document.
    pub(crate) fn find(&self, root: &Value, pointer: &Pointer) -> Option<Found> {
        let (mut index, mut value) = (0, root);
        for segment in pointer.segments() {
            let Some((nth, child)) = self.lookup(index, value, &segment) else { break };
            let Some(next) = self.child(index, nth) else { break };
            (index, value) = (next, child);
        }
        let node = self.nodes.get(index)?;
        Some(Found { key: node.key, value: node.value, container: value.is_object() || value.is_array() })
    }

    /// The child of a value under a key or index, with its number among its siblings.
    fn lookup<'a>(&self, node: usize, value: &'a Value, segment: &str) -> Option<(usize, &'a Value)> {
        match value {
            Value::Object(map) if map.len() > LARGE => {
                let child = map.get(segment)?;
                let mut indexes = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
                let index = indexes.entry(node).or_insert_with(|| map.keys().cloned().zip(0..).collect());
                Some((*index.get(segment)?, child))
            }
            Value::Object(map) => Some((map.keys().position(|key| key == segment)?, map.get(segment)?)),
            Value::Array(items) => {
                let nth = segment.parse().ok()?;
                Some((nth, items.get(nth)?))
            }
            _ => None,
        }
    }

    /// Index of the nth child of a node that is closed. Nothing inside an alias, which is a node without children.
    fn child(&self, parent: usize, nth: usize) -> Option<usize> {
        let node = self.nodes.get(parent)?;
        let child = *self.children.get(node.children as usize + nth)? as usize;
        (parent < child && child < node.next as usize).then_some(child)
    }
}

fn as_index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{self, Source};

    const TEXT: &str = "a: 1\nb:\n  - x\n  - cé: 'y'\n    d: |\n      text\n      more\n\ne: {f: [2, 3]}\n";

    /// What the caret of `best` and of `key_or_value` underlines, and the last line.
    fn find(pointer: &str) -> (String, String, usize) {
        let parsed = yaml::parse(&Source::new("a.yaml", TEXT)).unwrap();
        let found = parsed.spans.find(&parsed.value, &Pointer::parse(pointer).unwrap()).unwrap();
        let text: Vec<char> = TEXT.chars().collect();
        let cut = |span: Span| text[span.start as usize..span.end as usize].iter().collect::<String>();
        (cut(found.best()), cut(found.key_or_value()), parsed.text.last_line_before(found.value.end) + 1)
    }

    #[test]
    fn scalars_by_value_containers_by_key() {
        assert_eq!(find("#/a"), ("1".into(), "a".into(), 1));
        assert_eq!(find("#/b"), ("b".into(), "b".into(), 7));
        assert_eq!(find("#/b/0"), ("x".into(), "x".into(), 3));
        assert_eq!(find("#/b/1/cé"), ("'y'".into(), "cé".into(), 4));
        assert_eq!(find("#/b/1/d").1, "d");
        assert_eq!(find("#/b/1/d").2, 7);
        assert_eq!(find("#/e/f/1"), ("3".into(), "3".into(), 9));
        assert_eq!(find("#/e/f"), ("f".into(), "f".into(), 9));
    }

    #[test]
    fn nearest_parent_of_a_missing_value() {
        assert_eq!(find("#/e/zzz/0").0, "e");
        assert_eq!(find("#/b/7").0, "b");
        assert_eq!(find("#/a/b/c").0, "1");
        assert_eq!(find("#/b/1/zzz").2, 7);
    }

    #[test]
    fn places_count_characters() {
        let parsed = yaml::parse(&Source::new("a.yaml", TEXT)).unwrap();
        let found = parsed.spans.find(&parsed.value, &Pointer::root().push("b").index(1).push("cé")).unwrap();
        let place = parsed.text.location(found.value);
        assert_eq!((place.line, place.column), (4, 9));
    }

    #[test]
    fn lines_end_with_any_break() {
        let text = Text::new("a".into(), "a\r\nb\rc\n".into());
        assert_eq!((0..5).map(|line| text.line(line)).collect::<Vec<_>>(), ["a", "b", "c", "", ""]);
        assert_eq!([0, 2, 3, 4, 5, 7].map(|at| text.line_of(at)), [0, 0, 1, 1, 2, 3]);
    }

    #[test]
    fn spans_stay_inside_the_text() {
        let text = Text::new("a".into(), "ab".into());
        assert_eq!(text.span(7, 9), Span { start: 2, end: 2 });
        assert_eq!(text.location(text.span(7, 9)).column, 3);
    }
}
