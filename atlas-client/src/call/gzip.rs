//! Compressed JSON: `Content-Encoding: gzip`. Byte streams never come here.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

use crate::error::ErrorKind;

/// How many times larger a body may get. Real JSON does not compress by more than a factor of about 50.
const MOST_EXPANSION: usize = 200;
/// The size up to which it may get that much larger still.
const HARMLESS: usize = 1 << 20;

/// What is wrong with a compressed body.
type Problem = (ErrorKind, Cow<'static, str>);

/// The body decompressed, if it has at most `limit` bytes then.
pub(crate) fn decode(headers: &HeaderMap, body: &Bytes, limit: usize) -> Result<Bytes, Problem> {
    match encoding(headers) {
        Encoding::None => Ok(body.clone()),
        Encoding::Gzip if body.is_empty() => Ok(Bytes::new()),
        Encoding::Gzip if cfg!(feature = "gzip") => {
            let harmless = HARMLESS.max(body.len().saturating_mul(MOST_EXPANSION));
            let (out, whole) = inflate(body, limit.min(harmless));
            match whole {
                Ok(true) => Ok(out),
                Ok(false) if harmless < limit => Err((
                    ErrorKind::TooLarge,
                    format!("the response gets more than {MOST_EXPANSION} times larger when it is decompressed").into(),
                )),
                Ok(false) => Err((
                    ErrorKind::TooLarge,
                    format!("the response has more than {limit} bytes, the limit of this client").into(),
                )),
                Err(()) => {
                    Err((ErrorKind::Decode, "the response is not valid gzip, although it says that it is".into()))
                }
            }
        }
        Encoding::Gzip => {
            let message =
                "the response is compressed with gzip, which was not asked for: enable the crate's feature `gzip`";
            Err((ErrorKind::Decode, message.into()))
        }
        Encoding::Other => {
            let message = format!(
                "the response is encoded as `{}`, which was not asked for: check what sets `accept-encoding`, and that \
                 no proxy encodes responses; `Client::request` with `stream` returns the bytes as they are",
                named(headers)
            );
            Err((ErrorKind::Decode, message.into()))
        }
    }
}

/// What `Content-Encoding` says, or the beginning of it.
fn named(headers: &HeaderMap) -> String {
    let values = headers.get_all(CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap_or("unknown"));
    values.collect::<Vec<_>>().join(", ").chars().take(100).collect()
}

/// The body decompressed, if it has at most `limit` bytes before and after, and nothing is wrong with it.
pub(crate) fn decode_small(headers: &HeaderMap, body: &Bytes, limit: usize) -> Option<Bytes> {
    match encoding(headers) {
        Encoding::None => (body.len() <= limit).then(|| body.clone()),
        // Many empty parts take long to read and are nothing.
        Encoding::Gzip if body.len() <= limit => match inflate(body, limit) {
            (out, Ok(true)) => Some(out),
            _ => None,
        },
        Encoding::Gzip | Encoding::Other => None,
    }
}

/// The same for an error's body: as much as can be decompressed, or the body itself. The headers become those of what
/// is returned.
pub(crate) fn decode_some(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Bytes {
    if encoding(headers) != Encoding::Gzip {
        return body;
    }
    match inflate(&body, limit) {
        (out, Err(())) if out.is_empty() => body,
        (out, _) => {
            decompressed(headers);
            out
        }
    }
}

/// Makes the headers of a response those of its body once [`decode`] has decompressed it.
pub(crate) fn decompressed(headers: &mut HeaderMap) {
    if encoding(headers) == Encoding::Gzip {
        headers.remove(CONTENT_ENCODING);
        headers.remove(CONTENT_LENGTH);
    }
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    None,
    Gzip,
    Other,
}

/// Reads `Content-Encoding`: a list, in any case, over any number of headers. `identity` says nothing.
fn encoding(headers: &HeaderMap) -> Encoding {
    let mut encoding = Encoding::None;
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.to_str().unwrap_or("unknown").split(',').map(str::trim) {
            let is = |other| name.eq_ignore_ascii_case(other);
            encoding = match encoding {
                _ if name.is_empty() || is("identity") => encoding,
                Encoding::None if is("gzip") || is("x-gzip") => Encoding::Gzip,
                _ => Encoding::Other,
            };
        }
    }
    encoding
}

/// At most `limit` bytes, and whether that is all.
#[cfg(feature = "gzip")]
fn inflate(body: &[u8], limit: usize) -> (Bytes, Result<bool, ()>) {
    use std::io::Read as _;

    let mut out = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut decoder = flate2::read::MultiGzDecoder::new(body).take(most);
    let read = decoder.read_to_end(&mut out);
    let whole = out.len() <= limit;
    out.truncate(limit);
    (out.into(), read.map(|_| whole).map_err(drop))
}

#[cfg(not(feature = "gzip"))]
fn inflate(_: &[u8], _: usize) -> (Bytes, Result<bool, ()>) {
    (Bytes::new(), Err(()))
}

#[cfg(test)]
#[cfg(feature = "gzip")]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(text: &str) -> Bytes {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap().into()
    }

    fn headers(encoding: &str) -> HeaderMap {
        [(CONTENT_ENCODING, encoding.parse().unwrap())].into_iter().collect()
    }

    #[test]
    fn bodies_up_to_the_limit() {
        let body = gzip(&"a".repeat(1000));
        assert!(body.len() < 100);
        assert_eq!(decode(&headers("gzip"), &body, 1000).unwrap(), "a".repeat(1000));
        assert_eq!(decode(&headers("gzip"), &body, 999).unwrap_err().0, ErrorKind::TooLarge);
        assert_eq!(decode_some(&mut headers("gzip"), body, 10), "a".repeat(10));
    }

    #[test]
    fn other_encodings() {
        let plain = Bytes::from_static(b"{}");
        assert_eq!(decode(&HeaderMap::new(), &plain, 9).unwrap(), plain);
        assert_eq!(decode(&headers("identity"), &plain, 9).unwrap(), plain);
        assert_eq!(decode(&headers("gzip"), &plain, 9).unwrap_err().0, ErrorKind::Decode);
        assert_eq!(decode(&headers("br"), &plain, 9).unwrap_err().0, ErrorKind::Decode);
        let cut = gzip("some text of some length").slice(..20);
        assert_eq!(decode(&headers("gzip"), &cut, 99).unwrap_err().0, ErrorKind::Decode);
    }

    #[test]
    fn headers_of_a_decompressed_body() {
        let text = "some text of some length";
        let (plain, whole) = (Bytes::from_static(b"{}"), gzip(text));
        let some = |encoding: &str, body: &Bytes| {
            let mut headers = headers(encoding);
            headers.insert(CONTENT_LENGTH, body.len().into());
            let body = decode_some(&mut headers, body.clone(), 99);
            (body, headers.len())
        };
        assert_eq!(some("gzip", &whole), (text.into(), 0));
        assert_eq!(some("gzip", &gzip("")), (Bytes::new(), 0));
        assert_eq!(some("gzip", &whole.slice(..whole.len() - 4)), (text.into(), 0), "cut, and yet of use");
        // What stays compressed, or was not, keeps what the server says of it.
        for (encoding, body) in [("gzip", &plain), ("br", &whole), ("identity", &plain)] {
            assert_eq!(some(encoding, body), (body.clone(), 2), "{encoding}");
        }
    }

    #[test]
    fn limits_without_bounds() {
        let body = gzip("{}");
        assert_eq!(decode(&headers("gzip"), &body, usize::MAX).unwrap(), "{}");
        assert_eq!(decode(&headers("gzip"), &body, 0).unwrap_err().0, ErrorKind::TooLarge);
    }

    #[test]
    fn spellings_of_gzip() {
        let body = gzip("{}");
        for text in ["gzip", "GZIP", "x-gzip", "gzip, identity", "identity,gzip", " gzip ,"] {
            assert_eq!(decode(&headers(text), &body, 9).unwrap(), "{}", "{text}");
        }
        for text in ["gzip, gzip", "br, gzip", "gzip, br", "unknown"] {
            assert_eq!(decode(&headers(text), &body, 9).unwrap_err().0, ErrorKind::Decode, "{text}");
        }
        assert_eq!(decode(&headers("gzip"), &Bytes::new(), 9).unwrap(), "");
    }

    #[test]
    fn long_bodies_of_nothing() {
        let empty: Bytes = gzip("").repeat(100).into();
        assert_eq!(decode_small(&headers("gzip"), &empty, empty.len()).unwrap(), "");
        assert!(decode_small(&headers("gzip"), &empty, empty.len() - 1).is_none());
        assert_eq!(decode(&headers("gzip"), &empty, 0).unwrap(), "");
    }

    #[test]
    fn expansion_is_bounded() {
        let (small, large) = (gzip(&"a".repeat(HARMLESS)), gzip(&"a".repeat(8 << 20)));
        assert!(decode(&headers("gzip"), &small, usize::MAX).is_ok());
        let (kind, message) = decode(&headers("gzip"), &large, usize::MAX).unwrap_err();
        assert!(kind == ErrorKind::TooLarge && message.contains("200 times"), "{message}");
    }
}
