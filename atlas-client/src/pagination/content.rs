//! What a page says apart from its links: by that, pages are equal although each has a link to another.

use std::hash::{DefaultHasher, Hasher as _};
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

/// The property of a page with its links, in quotes.
const LINKS: &[u8] = b"\"links\"";

/// A fingerprint of the text of a page without its links.
pub(super) fn fingerprint(text: &[u8]) -> u64 {
    let links = links(text).unwrap_or(0..0);
    let mut hasher = DefaultHasher::new();
    hasher.write(&text[..links.start]);
    hasher.write(&text[links.end..]);
    hasher.finish()
}

/// Where the links of a page are.
fn links(text: &[u8]) -> Option<Range<usize>> {
    let mut at = after(text, 0, b'{')?;
    loop {
        let end_of_name = end_of_value(text, at)?;
        let start = after(text, end_of_name, b':')?;
        let end = end_of_value(text, start)?;
        if text[at..end_of_name].trim_ascii() == LINKS {
            return Some(start..end);
        }
        at = after(text, end, b',')?;
    }
}

/// The place after this character, if it is the next one.
fn after(text: &[u8], at: usize, character: u8) -> Option<usize> {
    let next = at + text[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    (text[next] == character).then_some(next + 1)
}

fn end_of_value(text: &[u8], at: usize) -> Option<usize> {
    let mut values = Deserializer::from_slice(&text[at..]).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(at + values.byte_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_page() {
        let found = |text: &'static str| links(text.as_bytes()).map(|range| text[range].trim());
        assert_eq!(found(r#"{"links":[1],"results":[]}"#), Some("[1]"));
        assert_eq!(
            found(r#" { "a" : {"links":0} , "b":7,"c":"\"links\"", "links" : [ {"x":"]"} ] } "#),
            Some(r#"[ {"x":"]"} ]"#)
        );
        for text in
            ["", "[]", "{}", "7", r#"{"results":[{"links":1}]}"#, r#"{"a":1"#, r#"{"links""#, r#"{"links":"#, "{7:8}"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn pages_that_are_equal_but_for_links() {
        let page =
            |links: &str, results: &str| fingerprint(format!(r#"{{"links":{links},"results":{results}}}"#).as_bytes());
        assert_eq!(page("[1]", "[2]"), page(r#"["other"]"#, "[2]"));
        assert_ne!(page("[1]", "[2]"), page("[1]", "[3]"));
        assert_ne!(fingerprint(b"[1]"), fingerprint(b"[2]"));
    }
}
