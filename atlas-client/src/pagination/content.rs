//! Whether a page came again: whether its text is that of the one before but for its links, since those of equal pages
//! can each lead to another.
//!
//! The texts of two pages differ soon, so that comparing them costs next to nothing. A hash of each page took up to a
//! fifth of the time of decoding it.

use serde::de::IgnoredAny;
use serde_json::Deserializer;

/// The property of a page with its links, in quotes.
const LINKS: &[u8] = b"\"links\"";

/// Whether two pages differ in their links at most.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    if same == one.len() && same == other.len() {
        return true;
    }
    let Some(start) = open_links(&one[..same]) else { return false };
    match (end_of_value(one, start), end_of_value(other, start)) {
        (Some(end), Some(other_end)) => one[end..] == other[other_end..],
        _ => false,
    }
}

/// Where the links begin, if the text ends within them or just after them.
fn open_links(text: &[u8]) -> Option<usize> {
    let mut at = after(text, 0, b'{')?;
    loop {
        let end_of_name = end_of_value(text, at)?;
        let start = after(text, end_of_name, b':')?;
        match end_of_value(text, start) {
            Some(end) if end < text.len() => at = after(text, end, b',')?,
            _ => return (text[at..end_of_name].trim_ascii() == LINKS).then_some(start),
        }
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
    fn links_that_a_text_ends_in() {
        let open = |text: &'static str| open_links(text.as_bytes()).map(|start| text[start..].trim_start());
        assert_eq!(open(r#"{"links":[1"#), Some("[1"));
        assert_eq!(open(r#"{"links":[1]"#), Some("[1]"));
        assert_eq!(
            open(r#" { "a" : {"links":0} , "b":7,"c":"\"links\"", "links" : [ {"x":"]"}"#),
            Some(r#"[ {"x":"]"}"#)
        );
        for text in [
            "", "[", "{", "7", r#"{"results":[{"links":1"#, r#"{"a":1"#, r#"{"links""#, r#"{"links":[],"a":[1"#,
            r#"{"links":[]}"#, "{7:8",
        ] {
            assert_eq!(open(text), None, "{text}");
        }
    }

    #[test]
    fn pages_that_are_equal_but_for_links() {
        let same = |one: &str, other: &str| is_same(one.as_bytes(), other.as_bytes());
        let before = |links: &str, results: &str| format!(r#"{{"links":{links},"results":{results}}}"#);
        let after = |links: &str, results: &str| format!(r#"{{"results":{results},"links":{links}}}"#);
        for page in [before, after] {
            let one = page(r#"[{"href":"/a?page=1"}]"#, "[2,3]");
            for links in [r#"[{"href":"/a?page=1"}]"#, r#"[{"href":"/a?page=23"}]"#, "[]", "null", "7"] {
                assert!(same(&one, &page(links, "[2,3]")), "{links}");
                assert!(!same(&one, &page(links, "[2,4]")) && !same(&one, &page(links, "[2,30]")), "{links}");
                assert!(!same(&one, &page(links, "[2]")) && !same(&one, &page(links, "[]")), "{links}");
            }
        }
        assert!(!same(&before("[]", "[]"), &after("[]", "[]")) && !same("[1]", "[2]"));
        assert!(!same(r#"{"a":1}"#, r#"{"a":1,"links":[]}"#) && !same(r#"{"a":1}"#, r#"{"a":12}"#));
    }
}
