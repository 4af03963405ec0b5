//! From parser events to values and spans, without recursion.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::scalar::{self, Unrepresentable};
use super::syntax;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::spans::{Span, Spans, Text, TextStyle};

/// How deep values may nest. The official description nests 24 deep; what reads the values later recurses.
const MAX_DEPTH: usize = 64;

/// Features of YAML that a description must not use, and what to do instead. JSON has none of them, and an alias can
/// make a short text a huge document.
const FEATURES: [(&str, &str); 3] = [
    (
        "anchors (`&name`) are not supported",
        "remove the anchor; to share a value, move it to `components` and use `$ref`",
    ),
    ("aliases (`*name`) are not supported", "write the value out, or move it to `components` and use `$ref`"),
    ("tags (`!name`) are not supported", "remove the tag; quote the value if it is a string"),
];
const ANCHOR: usize = 0;
const ALIAS: usize = 1;
const TAG: usize = 2;

/// Reads the one document of a text. Fails where there is nothing to go on with, with all that was found until there.
pub(super) fn build(text: &Text) -> Result<(Value, Spans, Diagnostics), Diagnostics> {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        spans: Spans::default(),
        root: None,
        features: Default::default(),
        diagnostics: Diagnostics::default(),
    };
    let read = builder.read();
    builder.refuse_features();
    match read {
        Ok(()) => Ok((builder.root.unwrap_or_default(), builder.spans, builder.diagnostics)),
        Err(fatal) => {
            builder.diagnostics.push(*fatal);
            Err(builder.diagnostics)
        }
    }
}

/// Ends reading.
type Fatal = Box<Diagnostic>;

struct Builder<'a> {
    text: &'a Text,
    /// Objects and lists that have started and not ended, outermost first.
    open: Vec<Open>,
    spans: Spans,
    root: Option<Value>,
    /// Where each of [`FEATURES`] is used.
    features: [Vec<Span>; 3],
    diagnostics: Diagnostics,
}

struct Open {
    /// Its index in the spans.
    node: usize,
    content: Content,
}

enum Content {
    List(Vec<Value>),
    /// Entries, and the key whose value comes next.
    Object(Map<String, Value>, Option<Key>),
}

struct Key {
    text: String,
    span: Span,
    /// Whether the object has this key already: the value is read and dropped.
    duplicate: bool,
}

impl Builder<'_> {
    fn read(&mut self) -> Result<(), Fatal> {
        let mut parser = Parser::new_from_str(self.text.as_str());
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| syntax::explain(self.text, &error))?;
            let span = self.text.span(span.start.index(), span.end.index());
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        let error = self.error(span, "a second YAML document starts here");
                        return Err(error.with_help("a description is one document: remove the `---` line").into());
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.note_features(span, anchor, tag.is_some());
                    self.scalar(&text, style, span)?;
                }
                Event::Alias(_) => {
                    self.features[ALIAS].push(span);
                    self.scalar("", ScalarStyle::Plain, span)?;
                }
                Event::SequenceStart(anchor, tag) => {
                    self.note_features(span, anchor, tag.is_some());
                    self.start(span, Content::List(Vec::new()))?;
                }
                Event::MappingStart(anchor, tag) => {
                    self.note_features(span, anchor, tag.is_some());
                    self.start(span, Content::Object(Map::new(), None))?;
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

    fn report(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let diagnostic = self.error(span, message).with_help(help);
        self.diagnostics.push(diagnostic);
    }

    fn note_features(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            self.features[ANCHOR].push(span);
        }
        if tagged {
            self.features[TAG].push(span);
        }
    }

    /// Reports the features of YAML that are used, each once: their values would be lost.
    fn refuse_features(&mut self) {
        for ((message, help), spans) in FEATURES.iter().zip(std::mem::take(&mut self.features)) {
            let Some((first, rest)) = spans.split_first() else { continue };
            let error = self.error(*first, *message).with_help(*help);
            let error = if rest.is_empty() { error } else { error.with_note(format!("{} more below", rest.len())) };
            self.diagnostics.push(error);
        }
    }

    /// Whether the next scalar is a key.
    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Object(_, None), .. }))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Fatal> {
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
            self.spans.add_text(span, written);
        }
        if text.is_empty() && style == ScalarStyle::Plain {
            self.spans.add_empty(self.key_span().unwrap_or(span));
        }
        let value = if style == ScalarStyle::Plain { self.plain(text, span) } else { Value::String(text.to_owned()) };
        let node = self.spans.open(self.key_span(), span);
        self.insert(node, value);
        Ok(())
    }

    fn plain(&mut self, text: &str, span: Span) -> Value {
        scalar::resolve(text).unwrap_or_else(|reason| {
            let message = match reason {
                Unrepresentable::NotFinite => format!("`{text}` is no number in JSON"),
                Unrepresentable::TooLarge => format!("the integer `{text}` does not fit into 64 bits"),
            };
            self.report(span, message, "quote it if it is a string");
            Value::Null
        })
    }

    fn key(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Fatal> {
        let Some(Open { node, content: Content::Object(entries, key) }) = self.open.last_mut() else { return Ok(()) };
        if text.is_empty() && style == ScalarStyle::Plain {
            return Err(self.error(span, "a key is missing before this `:`").into());
        }
        let first = entries.contains_key(text).then(|| entries.keys().position(|key| key == text)).flatten();
        *key = Some(Key { text: text.to_owned(), span, duplicate: first.is_some() });
        let first = first.and_then(|first| self.spans.child_key(*node, first));
        if let Some(first) = first {
            let diagnostic = self
                .error(span, format!("duplicate key `{text}`"))
                .with_related("first here", self.text.location(first));
            self.diagnostics.push(diagnostic.with_help("remove one of the two, or rename it"));
        }
        Ok(())
    }

    fn key_span(&self) -> Option<Span> {
        match self.open.last() {
            Some(Open { content: Content::Object(_, Some(key)), .. }) => Some(key.span),
            _ => None,
        }
    }

    fn start(&mut self, span: Span, content: Content) -> Result<(), Fatal> {
        if self.expects_key() {
            return Err(self
                .error(span, "a key must be a scalar, not a list or a mapping")
                .with_help("quote it if it is a string")
                .into());
        }
        if self.open.len() == MAX_DEPTH {
            return Err(self.error(span, format!("values are nested more than {MAX_DEPTH} deep")).into());
        }
        let node = self.spans.open(self.key_span(), span);
        self.open.push(Open { node, content });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(Open { node, content }) = self.open.pop() else { return };
        self.spans.close(node, span.end);
        let value = match content {
            Content::List(items) => Value::Array(items),
            Content::Object(entries, _) => Value::Object(entries),
        };
        self.insert(node, value);
    }

    /// Puts a finished value into what is open around it.
    fn insert(&mut self, node: usize, value: Value) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(value),
            Some(Content::List(items)) => items.push(value),
            Some(Content::Object(entries, key)) => match key.take() {
                Some(key) if !key.duplicate => drop(entries.insert(key.text, value)),
                _ => self.spans.truncate(node),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Value, Spans, Diagnostics), Diagnostics> {
        build(&Text::new("a.yaml".into(), text.to_owned()))
    }

    #[test]
    fn reads_yaml_as_serde_yaml_does() {
        let texts = [
            "a: 1\nb:\n- x\n-\n  - y\n  - {c: [d, 'e f', \"g\\n\"]}\n",
            "a: |\n  b\n   c\n\n  d\n\n\ne: |-\n  f\ng: |+\n  h\n\ni: >\n  j\n  k\n\n  l\n   m\n  n\no: >-\n  p\n",
            "a: b c\n  d # e\nf: 'it''s'\ng: \"tab\\t \\u00e9 \\x41 \\/ fold\n  ed\"\n",
            "200: a\ntrue: b\n'c d': e\n\"f\\ng\": h\n1.5: i\n? j\n: k\n",
            "# c\n---\na:\nb: ~\nc: null\nd: ''\n...\n",
            "{\"a\": [1, 2.5, -3, true, null], \"b\": {}, \"c\": [], \"d\": \"\\u00e9\"}",
            "a: 2023-01-01\nb: off\nc: 0777\nd: 0o17\ne: 1_000\nf: 1e3\ng: 12:30\nh: =\ni: '1'\n",
            "- a: 1\n  b: 2\n- - c\n  - d\n",
            "a: x#y\nb: http://c\nd: '#/e'\nf: - g\n",
            "é: ü\r\nb: c\r\n",
        ];
        for text in texts {
            let theirs: Result<Value, _> = serde_yaml::from_str(text);
            match (read(text), theirs) {
                (Ok((ours, _, found)), Ok(theirs)) => assert_eq!((ours, found.len()), (theirs, 0), "{text}"),
                (Err(_), Err(_)) => {}
                (ours, theirs) => panic!("{text}\n{ours:?}\n{theirs:?}"),
            }
        }
    }

    #[test]
    fn the_first_of_two_equal_keys_stays() {
        let (value, spans, found) = read("a: 1\nb:\n  c: {d: 2}\n  c: {e: [3]}\nf: 4\n").unwrap();
        assert_eq!(value, serde_json::json!({ "a": 1, "b": { "c": { "d": 2 } }, "f": 4 }));
        assert_eq!(found.iter().map(|error| error.line().unwrap()).collect::<Vec<_>>(), [4]);
        // What was dropped does not move the places of what follows.
        let place = spans.find(&value, &crate::pointer::Pointer::root().push("f")).unwrap();
        assert_eq!(place.value.start, 37);
    }

    #[test]
    fn nothing_is_read_of_an_empty_text() {
        for text in ["", "\n\n", "# c\n", "---\n"] {
            let (value, ..) = read(text).unwrap();
            assert_eq!(value, Value::Null, "{text}");
        }
    }

    #[test]
    fn what_was_found_before_the_end_is_kept() {
        let found = read("a: 1\na: 2\nb: [\n").unwrap_err();
        assert_eq!(found.len(), 2, "{found}");
    }
}
