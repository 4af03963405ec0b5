//! The places of keys and values, from the events of a parser, without recursion.
//!
//! What the values do not show is found here as well: duplicate keys, tags, a second document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::spans::{Span, Spans, Text, TextStyle};
use super::{escapes, syntax};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// How deep values may nest. The official document nests 24 deep; what reads the values later recurses.
const MAX_DEPTH: usize = 64;

/// How many values all aliases of a document may stand for: an alias can make a short text a huge document.
const MAX_ALIASED: usize = 100_000;

/// Finds the places of all values of a text, the integers that do not fit into 64 bits, and what is wrong. Fails where
/// there is nothing to go on with, with all that was found until there.
pub(super) fn index(text: &Text) -> Result<(Spans, Vec<Span>, Diagnostics), Diagnostics> {
    // The parser refuses what YAML allows (a tab after `:`) and JSON needs (pairs of escapes); neither changes a place.
    let lenient = lenient(text.as_str());
    let mut index = Index {
        text,
        open: Vec::new(),
        spans: Spans::default(),
        anchors: BTreeMap::new(),
        aliased: 0,
        tags: Vec::new(),
        large: Vec::new(),
        diagnostics: Diagnostics::default(),
    };
    let read = index.read(&lenient);
    index.refuse_tags();
    match read {
        Ok(()) => Ok((index.spans, index.large, index.diagnostics)),
        Err(fatal) => {
            index.diagnostics.push(*fatal);
            Err(index.diagnostics)
        }
    }
}

/// Ends reading.
type Fatal = Box<Diagnostic>;

struct Index<'a> {
    text: &'a Text,
    /// Objects and lists that have started and not ended, outermost first.
    open: Vec<Open<'a>>,
    spans: Spans,
    /// How many values each anchor represents, and how deep they nest.
    anchors: BTreeMap<usize, Size>,
    aliased: usize,
    tags: Vec<Span>,
    large: Vec<Span>,
    diagnostics: Diagnostics,
}

#[derive(Clone, Copy, Default)]
struct Size {
    values: usize,
    depth: usize,
}

struct Open<'a> {
    /// Its index in the spans.
    node: usize,
    anchor: usize,
    size: Size,
    content: Content<'a>,
}

enum Content<'a> {
    List,
    /// The keys until now, each with the span of the first, and the key whose value comes next.
    Object(BTreeMap<Cow<'a, str>, Span>, Option<Key>),
}

struct Key {
    span: Span,
    /// Whether the object has this key already: the place of its value is dropped.
    duplicate: bool,
}

impl<'a> Index<'a> {
    fn read(&mut self, text: &'a str) -> Result<(), Fatal> {
        let mut documents = 0;
        for next in Parser::new_from_str(text) {
            let (event, span) = next.map_err(|error| syntax::explain(self.text, &error))?;
            let span = self.text.span(span.start.index(), span.end.index());
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        let help = "an OpenAPI document is one document: remove the `---` line";
                        return Err(self.fatal(span, "a second YAML document starts here", help));
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.tags.extend(tag.map(|_| span));
                    self.scalar(text, style, anchor, span)?;
                }
                Event::Alias(anchor) => self.alias(anchor, span)?,
                Event::SequenceStart(anchor, tag) => {
                    self.tags.extend(tag.map(|_| span));
                    self.start(span, anchor, Content::List)?;
                }
                Event::MappingStart(anchor, tag) => {
                    self.tags.extend(tag.map(|_| span));
                    self.start(span, anchor, Content::Object(BTreeMap::new(), None))?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span),
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    fn error(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(self.text.location(span))
    }

    fn fatal(&self, span: Span, message: impl Into<String>, help: &str) -> Fatal {
        self.error(span, message).with_help(help).into()
    }

    /// Reports that tags are used, once: what they mean would be lost.
    fn refuse_tags(&mut self) {
        let Some((first, rest)) = self.tags.split_first() else { return };
        let error = self.error(*first, "tags (`!name`) are not supported");
        let error = error.with_help("remove the tag; quote the value if it is a string");
        let error = if rest.is_empty() { error } else { error.with_note(format!("{} more below", rest.len())) };
        self.diagnostics.push(error);
    }

    /// Whether the next scalar is a key.
    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Object(_, None), .. }))
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, anchor: usize, span: Span) -> Result<(), Fatal> {
        if self.expects_key() {
            return self.key(text, style, span);
        }
        let written = match style {
            ScalarStyle::Plain => Some(TextStyle::Plain),
            ScalarStyle::Folded => Some(TextStyle::Folded),
            ScalarStyle::Literal => Some(TextStyle::Literal),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => None,
        };
        if let Some(written) = written.filter(|_| self.text.line_of(span.start) < self.text.line_of(span.end)) {
            self.spans.texts.push((span, written));
        }
        if style == ScalarStyle::Plain {
            if text.is_empty() {
                self.spans.empty.push(self.key_span().unwrap_or(span));
            } else if is_infinite(&text) {
                let error = self.error(span, format!("`{text}` is not a valid number in JSON"));
                self.diagnostics.push(error.with_help("quote it if it is a string"));
            } else if is_large(&text) {
                self.large.push(span);
            }
        }
        let node = self.spans.open(self.key_span(), span);
        self.insert(node, anchor, Size { values: 1, depth: 0 });
        Ok(())
    }

    /// What an alias refers to has the place of the alias.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fatal> {
        if self.expects_key() {
            return Err(self.fatal(span, "a key must be a scalar, not an alias", "write the key out"));
        }
        // The parser knows each anchor that has an alias; one that is still open contains its alias.
        let Some(size) = self.anchors.get(&anchor).copied() else {
            let help = "move the value to `components` and use `$ref`";
            return Err(self.fatal(span, "this alias is inside the value that it repeats", help));
        };
        self.aliased = self.aliased.saturating_add(size.values);
        if self.aliased > MAX_ALIASED {
            let message = format!("the aliases of this document stand for more than {MAX_ALIASED} values");
            return Err(self.fatal(span, message, "move what is shared to `components` and use `$ref`"));
        }
        if self.open.len() + size.depth > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let node = self.spans.open(self.key_span(), span);
        self.insert(node, 0, size);
        Ok(())
    }

    fn key(&mut self, text: Cow<'a, str>, style: ScalarStyle, span: Span) -> Result<(), Fatal> {
        let Some(Open { content: Content::Object(keys, key), .. }) = self.open.last_mut() else { return Ok(()) };
        if text.is_empty() && style == ScalarStyle::Plain {
            let help = "write a key before it, or quote the value that it is part of";
            return Err(self.fatal(span, "a key is missing before this `:`", help));
        }
        let first = keys.get(&text).copied();
        *key = Some(Key { span, duplicate: first.is_some() });
        match first {
            None => drop(keys.insert(text, span)),
            Some(first) => {
                let error = self.error(span, format!("duplicate key `{text}`"));
                let error = error.with_related("first here", self.text.location(first));
                self.diagnostics.push(error.with_help("remove one of the two, or rename it"));
            }
        }
        Ok(())
    }

    fn key_span(&self) -> Option<Span> {
        match self.open.last() {
            Some(Open { content: Content::Object(_, Some(key)), .. }) => Some(key.span),
            _ => None,
        }
    }

    fn too_deep(&self, span: Span) -> Fatal {
        let message = format!("values are nested more than {MAX_DEPTH} deep");
        self.fatal(span, message, "move inner schemas to `components` and refer to them")
    }

    fn start(&mut self, span: Span, anchor: usize, content: Content<'a>) -> Result<(), Fatal> {
        if self.expects_key() {
            let message = "a key must be a scalar, not a list or a mapping";
            return Err(self.fatal(span, message, "quote it if it is a string"));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let node = self.spans.open(self.key_span(), span);
        self.open.push(Open { node, anchor, size: Size { values: 1, depth: 1 }, content });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(Open { node, anchor, size, .. }) = self.open.pop() else { return };
        self.spans.close(node, span.end);
        self.insert(node, anchor, size);
    }

    /// Ends a value inside what is open around it.
    fn insert(&mut self, node: usize, anchor: usize, size: Size) {
        if anchor > 0 {
            self.anchors.insert(anchor, size);
        }
        let Some(open) = self.open.last_mut() else { return };
        open.size.values = open.size.values.saturating_add(size.values);
        open.size.depth = open.size.depth.max(size.depth + 1);
        if let Content::Object(_, key) = &mut open.content
            && key.take().is_none_or(|key| key.duplicate)
        {
            self.spans.truncate(node);
        }
    }
}

/// Whether an unquoted scalar is a number that JSON does not have.
fn is_infinite(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(digits, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
}

/// Whether an unquoted scalar is an integer beyond 64 bits.
fn is_large(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let integer = !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    integer && text.parse::<i64>().is_err() && text.parse::<u64>().is_err()
}

/// The text with a space for each tab after a `:`, and in JSON another escape for each half of a surrogate pair. Each
/// character keeps its place.
fn lenient(text: &str) -> Cow<'_, str> {
    let text = if text.contains(":\t") { Cow::Owned(text.replace(":\t", ": ")) } else { text.into() };
    if !text.trim_start().starts_with('{') {
        return text;
    }
    let replaced = match escapes::replace_surrogates(&text, escapes::same_length) {
        Cow::Borrowed(_) => None,
        Cow::Owned(replaced) => Some(replaced),
    };
    replaced.map_or(text, Cow::Owned)
}

#[cfg(test)]
mod tests {
    use crate::pointer::Pointer;
    use crate::yaml::{Parsed, Source, parse};

    fn parsed(text: &str) -> Parsed {
        parse(&Source::new("a.yaml", text)).unwrap()
    }

    fn message(text: &str) -> String {
        parse(&Source::new("a.yaml", text)).unwrap_err().iter().next().unwrap().message.clone()
    }

    fn place(parsed: &Parsed, pointer: &str) -> (usize, usize) {
        let found = parsed.spans.find(&parsed.value, &Pointer::parse(pointer).unwrap()).unwrap();
        let location = parsed.text.location(found.value);
        (location.line, location.column)
    }

    #[test]
    fn the_first_of_two_equal_keys_counts() {
        let parsed = parsed("a: 1\nb:\n  c: {d: 2}\n  c: {e: [3]}\nf: 4\n");
        assert_eq!(parsed.value, serde_json::json!({ "a": 1, "b": { "c": { "d": 2 } }, "f": 4 }));
        assert_eq!(parsed.diagnostics.iter().map(|error| error.line().unwrap()).collect::<Vec<_>>(), [4]);
        // What was dropped does not move the places of what follows.
        assert_eq!(place(&parsed, "#/f"), (5, 4));
    }

    #[test]
    fn an_empty_text_has_no_values() {
        for text in ["", "\n\n", "# c\n", "---\n"] {
            assert_eq!(parsed(text).value, serde_json::Value::Null, "{text}");
        }
    }

    #[test]
    fn aliased_values_are_where_the_alias_is() {
        let parsed = parsed("a: &x {b: [1, 2]}\nc: &y 5\nd: [*x, *y]\ne: *x\n");
        assert_eq!(parsed.value["d"], serde_json::json!([{ "b": [1, 2] }, 5]));
        assert_eq!(
            [place(&parsed, "#/d/0/b/1"), place(&parsed, "#/d/1"), place(&parsed, "#/e/b")],
            [(3, 5), (3, 9), (4, 4)]
        );
    }

    #[test]
    fn an_alias_inside_its_anchor() {
        assert_eq!(message("a: &x [1, *x]\n"), "this alias is inside the value that it repeats");
    }

    #[test]
    fn aliases_are_bounded() {
        let list = |of: &str| format!("[{}]", vec![of; 50].join(", "));
        let text = format!("a: &a {}\nb: &b {}\nc: &c {}\nd: {}\n", list("1"), list("*a"), list("*b"), list("*c"));
        assert_eq!(message(&text), "the aliases of this document stand for more than 100000 values");
        let deep = "[".repeat(40) + &"]".repeat(40);
        let text = format!("a: &a {deep}\nb: {}*a{}\n", "[".repeat(30), "]".repeat(30));
        assert_eq!(message(&text), "values are nested more than 64 deep");
    }

    #[test]
    fn numbers_outside_json() {
        for word in [".inf", "-.inf", ".nan"] {
            let found = parsed(&format!("a: 1\nb: {word}\n")).diagnostics;
            assert_eq!(found.iter().map(|error| error.line().unwrap()).collect::<Vec<_>>(), [2], "{word}");
        }
        for word in ["18446744073709551616", "-9223372036854775809", "9".repeat(60).as_str()] {
            let parsed = parsed(&format!("a: 1\nb: {word}\n"));
            assert_eq!(parsed.large.iter().map(|span| parsed.text.covered(*span)).collect::<Vec<_>>(), [word]);
            assert_eq!(parsed.value["b"], word.parse::<f64>().unwrap());
        }
        for word in ["18446744073709551615", "-9223372036854775808", "1e400x", "'.inf'", "00000000000000000000001"] {
            let parsed = parsed(&format!("a: {word}\n"));
            assert!(parsed.diagnostics.is_empty() && parsed.large.is_empty(), "{word}");
        }
    }

    #[test]
    fn escapes_keep_their_places() {
        let parsed = parsed(r#"{"a": "\\\ud83d\ude00é", "b": 1}"#);
        assert_eq!((parsed.value["a"].as_str(), place(&parsed, "#/b")), (Some("\\😀é"), (1, 31)));
    }
}
