//! Percent-encoding of URLs, written from RFC 3986 alone.

/// Encodes every byte that is not an unreserved character, once.
#[must_use]
pub fn encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Decodes each `%XX`, once.
///
/// # Errors
///
/// A percent sign without two hexadecimal digits, a character that no URL has as it is, or bytes
/// that are not UTF-8.
pub fn decode(text: &str) -> Result<String, String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let value = digit(bytes.next()).zip(digit(bytes.next())).map(|(high, low)| 16 * high + low);
                let value = value.ok_or_else(|| format!("{text}: a percent sign without two digits"))?;
                u8::try_from(value).map_err(|e| e.to_string())?
            }
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | ..=b' ' | 0x7f.. => {
                return Err(format!("{text}: {:?} is not encoded", char::from(byte)));
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).map_err(|e| format!("{text}: {e}"))
}

/// The text that was encoded, or why it cannot be decoded.
#[must_use]
pub fn readable(text: &str) -> String {
    decode(text).unwrap_or_else(|problem| problem)
}

/// The names and values of a query as [`readable`] text, sorted.
#[must_use]
pub fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    let pairs = query.into_iter().flat_map(|query| query.split('&'));
    let mut pairs: Vec<_> = pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // In a query, a plus sign means a space.
            (readable(name), readable(&value.replace('+', "%20")))
        })
        .collect();
    pairs.sort();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_all_but_unreserved_characters() {
        assert_eq!(encode("a-Z.0_~"), "a-Z.0_~");
        assert_eq!(encode("1/2 %2F\t\\é$"), "1%2F2%20%252F%09%5C%C3%A9%24");
    }

    #[test]
    fn decodes_once() {
        let text = "1/2 %2F\t\\é$&+";
        assert_eq!(decode(&encode(text)).as_deref(), Ok(text));
        assert_eq!(decode("$external:a,b").as_deref(), Ok("$external:a,b"));
    }

    #[test]
    fn refuses_what_is_not_encoded() {
        for text in ["a b", "%2", "%zz", "a\tb", "a\\b", "é", "%FF"] {
            assert!(decode(text).is_err(), "{text}");
        }
    }
}
