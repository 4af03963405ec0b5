//! Compressed JSON: `Content-Encoding: gzip`. Byte streams never come here.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::error::ErrorKind;

/// What is wrong with a compressed body.
type Problem = (ErrorKind, Cow<'static, str>);

/// The body as it was before it was compressed, if it has at most `limit` bytes.
pub(crate) fn decode(headers: &HeaderMap, body: &Bytes, limit: usize) -> Result<Bytes, Problem> {
    match encoding(headers) {
        None => Ok(body.clone()),
        Some("gzip" | "x-gzip") if cfg!(feature = "gzip") => {
            let (out, whole) = inflate(body, limit);
            match whole {
                Ok(true) => Ok(out),
                Ok(false) => Err((
                    ErrorKind::TooLarge,
                    format!("the response has more than {limit} bytes, the limit of this client").into(),
                )),
                Err(()) => Err((ErrorKind::Decode, "the response says it is gzip and is not".into())),
            }
        }
        Some(_) => Err((ErrorKind::Decode, "the response is compressed in a way that was not asked for".into())),
    }
}

/// The same for an error's body: what can be had of it, or the body as it came.
pub(crate) fn decode_some(headers: &HeaderMap, body: &Bytes, limit: usize) -> Bytes {
    match encoding(headers) {
        Some("gzip" | "x-gzip") if cfg!(feature = "gzip") => {
            let (out, _) = inflate(body, limit);
            if out.is_empty() { body.clone() } else { out }
        }
        _ => body.clone(),
    }
}

fn encoding(headers: &HeaderMap) -> Option<&str> {
    let encoding = headers.get(CONTENT_ENCODING)?.to_str().unwrap_or("unknown").trim();
    (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then_some(encoding)
}

/// At most `limit` bytes, and whether that is all.
#[cfg(feature = "gzip")]
fn inflate(body: &[u8], limit: usize) -> (Bytes, Result<bool, ()>) {
    use std::io::Read as _;

    let mut out = Vec::new();
    let mut decoder = flate2::read::MultiGzDecoder::new(body).take(limit as u64 + 1);
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
    fn bodies_are_inflated_up_to_the_limit() {
        let body = gzip(&"a".repeat(1000));
        assert!(body.len() < 100);
        assert_eq!(decode(&headers("gzip"), &body, 1000).unwrap(), "a".repeat(1000));
        assert_eq!(decode(&headers("gzip"), &body, 999).unwrap_err().0, ErrorKind::TooLarge);
        assert_eq!(decode_some(&headers("gzip"), &body, 10), "a".repeat(10));
    }

    #[test]
    fn other_bodies_stay_as_they_are_or_are_refused() {
        let plain = Bytes::from_static(b"{}");
        assert_eq!(decode(&HeaderMap::new(), &plain, 9).unwrap(), plain);
        assert_eq!(decode(&headers("identity"), &plain, 9).unwrap(), plain);
        assert_eq!(decode(&headers("gzip"), &plain, 9).unwrap_err().0, ErrorKind::Decode);
        assert_eq!(decode(&headers("br"), &plain, 9).unwrap_err().0, ErrorKind::Decode);
        assert_eq!(decode_some(&headers("gzip"), &plain, 9), plain);
        let cut = gzip("some text of some length").slice(..20);
        assert_eq!(decode(&headers("gzip"), &cut, 99).unwrap_err().0, ErrorKind::Decode);
    }
}
