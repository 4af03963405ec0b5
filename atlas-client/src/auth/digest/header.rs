//! The `Authorization` header of HTTP digest (RFC 7616 3.4).

use md5::Md5;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::challenge::Algorithm;
use super::pool::Nonce;
use crate::auth::hex::hex;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;

/// A user and a password.
pub(super) struct Keys<'a> {
    pub(super) user: &'a str,
    pub(super) password: &'a str,
}

/// The header for a request with this method and target. It has the bytes of the challenge, whatever they are.
pub(super) fn authorization(
    keys: &Keys<'_>,
    nonce: &Nonce,
    method: &str,
    uri: &str,
    cnonce: &str,
) -> Zeroizing<Vec<u8>> {
    let challenge = &*nonce.challenge;
    let hash = |parts: &[&[u8]]| match challenge.algorithm {
        Algorithm::Md5 => hash::<Md5>(parts),
        Algorithm::Sha256 => hash::<Sha256>(parts),
    };
    // As good as the password, for this realm.
    let ha1 = Secret::from(hash(&[keys.user.as_bytes(), &challenge.realm, keys.password.as_bytes()]));
    let ha1 = ha1.expose().as_bytes();
    let ha2 = hash(&[method.as_bytes(), uri.as_bytes()]);
    let count = format!("{:08x}", nonce.count);
    let response = if challenge.qop {
        hash(&[ha1, &nonce.text, count.as_bytes(), cnonce.as_bytes(), b"auth", ha2.as_bytes()])
    } else {
        hash(&[ha1, &nonce.text, ha2.as_bytes()])
    };
    let mut out = b"Digest".to_vec();
    quote(&mut out, " username=", keys.user.as_bytes());
    quote(&mut out, ", realm=", &challenge.realm);
    quote(&mut out, ", nonce=", &nonce.text);
    quote(&mut out, ", uri=", uri.as_bytes());
    if let Some(algorithm) = &challenge.algorithm_text {
        out.extend(format!(", algorithm={algorithm}").into_bytes());
    }
    quote(&mut out, ", response=", response.as_bytes());
    if challenge.qop {
        out.extend(format!(", qop=auth, nc={count}, cnonce=\"{cnonce}\"").into_bytes());
    }
    if let Some(opaque) = &challenge.opaque {
        quote(&mut out, ", opaque=", opaque);
    }
    Zeroizing::new(out)
}

/// Adds a parameter whose value is a quoted string.
fn quote(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    out.extend_from_slice(name.as_bytes());
    out.push(b'"');
    for &byte in value {
        if matches!(byte, b'\\' | b'"') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// The hash of these parts, with colons between them.
fn hash<H: Digest>(parts: &[&[u8]]) -> String {
    let mut hash = H::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            hash.update(b":");
        }
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// A nonce of the client: 128 bits that nobody can guess.
pub(super) fn client_nonce() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(ErrorKind::Request, "the system has no random numbers for HTTP digest").with_source(error)
    })?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::super::challenge::Challenge;
    use super::*;

    fn challenge(algorithm: Algorithm) -> Challenge {
        Challenge {
            algorithm,
            algorithm_text: Some(if algorithm == Algorithm::Md5 { "MD5" } else { "SHA-256" }.into()),
            realm: "http-auth@example.org".into(),
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v".into(),
            opaque: Some("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS".into()),
            qop: true,
            stale: false,
        }
    }

    fn nonce(text: Vec<u8>, challenge: Challenge, count: u32) -> Nonce {
        let (made, age) = (Instant::now(), Duration::ZERO);
        Nonce { challenge: Arc::new(challenge), text, count, made, age, verdicts: 0 }
    }

    fn header(keys: &Keys<'_>, nonce: &Nonce, cnonce: &str) -> String {
        String::from_utf8(authorization(keys, nonce, "GET", "/dir/index.html", cnonce).to_vec()).unwrap()
    }

    /// RFC 7616 3.9.1.
    #[test]
    fn rfc_7616_examples() {
        let keys = Keys { user: "Mufasa", password: "Circle of Life" };
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        for (algorithm, response) in [
            (Algorithm::Md5, "8ca523f5e9506fed4657c9700eebdbec"),
            (Algorithm::Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = challenge(algorithm);
            let nonce = nonce(challenge.nonce.clone(), challenge, 1);
            let header = header(&keys, &nonce, cnonce);
            assert!(header.contains(&format!("response=\"{response}\"")), "{header}");
            assert!(header.contains("qop=auth, nc=00000001, cnonce="), "{header}");
            assert!(header.contains("opaque=\"FQhe/"), "{header}");
        }
    }

    /// RFC 2617 3.5, and RFC 2069 2.4 as corrected by its errata.
    #[test]
    fn rfc_2617_and_2069_examples() {
        let keys = Keys { user: "Mufasa", password: "Circle Of Life" };
        let nonce = |qop, count| {
            let challenge = Challenge { realm: "testrealm@host.com".into(), qop, ..challenge(Algorithm::Md5) };
            nonce("dcd98b7102dd2f0e8b11d0f600bfb0c093".into(), challenge, count)
        };
        let with_qop = header(&keys, &nonce(true, 1), "0a4f113b");
        assert!(with_qop.contains("response=\"6629fae49393a05397450978507c4ef1\""), "{with_qop}");
        let keys = Keys { user: "Mufasa", password: "CircleOfLife" };
        let header = header(&keys, &nonce(false, 1), "");
        assert!(header.contains("response=\"1949323746fe6a43ef61f9606e7febea\""), "{header}");
        assert!(!header.contains("qop") && !header.contains("nc="), "{header}");
    }
}
