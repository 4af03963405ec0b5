//! From bytes to values, and to the place of every key and value.
//!
//! `serde_yaml` reads the values. A parser's events give their places, and what the values do not show: duplicate keys
//! and tags. Nothing here knows OpenAPI.

mod escapes;
mod events;
mod json;
pub(crate) mod spans;
pub(crate) mod syntax;
mod values;

use std::sync::Arc;

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use spans::{Span, Spans, Text};

/// The bytes of a document and the name it is shown under.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Source {
    /// Name in diagnostics: a path or an address.
    pub name: String,
    /// The document: OpenAPI 3.0 as YAML or JSON, in UTF-8.
    pub text: Vec<u8>,
}

impl Source {
    /// A document with the name it is shown under.
    pub fn new(name: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A text that is well-formed YAML, as values with their places.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) text: Text,
    pub(crate) value: Value,
    pub(crate) spans: Spans,
    /// The integers that do not fit into 64 bits; their values are the nearest floating-point numbers.
    pub(crate) large: Vec<Span>,
    /// What the values do not show: duplicate keys, aliases, tags.
    pub(crate) diagnostics: Diagnostics,
}

/// Largest input in bytes, sixteen times the official document.
const MAX_BYTES: usize = 64 << 20;

/// Reads a document.
///
/// # Errors
///
/// When the text is not UTF-8 or not YAML, so that there are no values to look at.
pub(crate) fn parse(source: &Source) -> Result<Parsed, Diagnostics> {
    let name: Arc<str> = source.name.as_str().into();
    let text = Text::new(Arc::clone(&name), decode(&name, &source.text)?);
    let (spans, large, diagnostics) = events::index(&text).map_err(|errors| json::explain(&text).unwrap_or(errors))?;
    let value = values::read(&text).map_err(|error| *error)?;
    Ok(Parsed { text, value, spans, large, diagnostics })
}

/// The value that a text is, if it is YAML.
pub(crate) fn value(text: &str) -> Option<Value> {
    values::read(&Text::new("".into(), text.to_owned())).ok()
}

/// The lines of a document; nothing if it is not UTF-8.
pub(crate) fn text(source: &Source) -> Option<Text> {
    let name: Arc<str> = source.name.as_str().into();
    decode(&name, &source.text).ok().map(|text| Text::new(name, text))
}

/// UTF-8 without a byte order mark.
fn decode(name: &Arc<str>, bytes: &[u8]) -> Result<String, Diagnostics> {
    if bytes.len() > MAX_BYTES {
        let message = format!("this document has {} bytes, the limit is {MAX_BYTES}", bytes.len());
        return Err(Diagnostic::error(message).at(Location::in_text(Arc::clone(name), "", 0..0)).into());
    }
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(content) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(not_utf8(name, content, error.valid_up_to()).into()),
    }
}

fn not_utf8(name: &Arc<str>, bytes: &[u8], offset: usize) -> Diagnostic {
    let shown = String::from_utf8_lossy(bytes);
    let at = Location::in_text(Arc::clone(name), &shown, offset..offset + char::REPLACEMENT_CHARACTER.len_utf8());
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let diagnostic = Diagnostic::error(format!("not UTF-8: byte 0x{byte:02X} at offset {offset}")).at(at);
    let help = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "this looks like UTF-16; save the file as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    diagnostic.with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> (String, Option<usize>, Option<usize>) {
        let errors = parse(&Source::new("a.yaml", bytes)).unwrap_err();
        let error = errors.iter().next().unwrap();
        (error.message.clone(), error.line(), error.column())
    }

    #[test]
    fn says_where_utf8_ends() {
        assert_eq!(error(b"a: 1\nb: \xC3\xA9\xFFx\n"), ("not UTF-8: byte 0xFF at offset 10".into(), Some(2), Some(5)));
        assert_eq!(error(b"a: \xC3"), ("not UTF-8: byte 0xC3 at offset 3".into(), Some(1), Some(4)));
        assert_eq!(error(b"\xFF\xFEa\0"), ("not UTF-8: byte 0xFF at offset 0".into(), Some(1), Some(1)));
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        let parsed = parse(&Source::new("a.yaml", b"\xEF\xBB\xBFa: 1")).unwrap();
        assert_eq!(parsed.value, serde_json::json!({ "a": 1 }));
    }
}
