//! The escapes of JSON that YAML does not have: a character beyond U+FFFF is a surrogate pair in JSON, as in
//! `\ud83d\ude00`, and one escape in YAML, as in `\U0001F600`.

use std::borrow::Cow;

/// Replaces the escapes of surrogates in a text of JSON, those that follow one another at once.
pub(super) fn replace_surrogates(text: &str, replacement: impl Fn(&[u16]) -> String) -> Cow<'_, str> {
    if !text.contains("\\u") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut units) = (text, Vec::new());
    while let Some(at) = rest.find('\\') {
        units.clear();
        let mut end = at;
        while let Some(unit) = rest.get(end..end + 6).and_then(surrogate) {
            units.push(unit);
            end += 6;
        }
        out.push_str(&rest[..at]);
        if units.is_empty() {
            // A backslash and what it escapes: `\\` does not start another escape.
            end = rest[at..].char_indices().nth(2).map_or(rest.len(), |(length, _)| at + length);
            out.push_str(&rest[at..end]);
        } else {
            out.push_str(&replacement(&units));
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.into()
}

/// As long as what it replaces.
pub(super) fn same_length(units: &[u16]) -> String {
    "\\uFFFD".repeat(units.len())
}

/// The escapes of YAML for the same characters; a half of a pair alone is none.
pub(super) fn of_yaml(units: &[u16]) -> String {
    let characters = char::decode_utf16(units.iter().copied()).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    characters.map(|character| format!("\\U{:08X}", u32::from(character))).collect::<Vec<_>>().concat()
}

fn surrogate(escape: &str) -> Option<u16> {
    let code = escape.strip_prefix("\\u").and_then(|code| u16::from_str_radix(code, 16).ok());
    code.filter(|code| (0xD800..0xE000).contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_of_json() {
        let text = r#"{"a": "\\\ud83d\ude00\ud83dé\\ud83d\u00e9", "b": 1e400}"#;
        assert_eq!(replace_surrogates(text, same_length).len(), text.len());
        let yaml = r#"{"a": "\\\U0001F600\U0000FFFDé\\ud83d\u00e9", "b": 1e400}"#;
        assert_eq!(replace_surrogates(text, of_yaml), yaml);
        for text in ["\\", "a\\u", "\\ud83", "\\é", "\\\\"] {
            assert_eq!(replace_surrogates(text, of_yaml), text);
        }
    }
}
