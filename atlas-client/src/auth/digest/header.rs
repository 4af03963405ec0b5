//! The `Authorization` header of HTTP digest (RFC 7616 3.4).

use std::fmt::Write as _;

use md5::Md5;
use sha2::{Digest as _, Sha256};

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

/// The header for a request with this method and target.
pub(super) fn authorization(keys: &Keys<'_>, nonce: &Nonce, method: &str, uri: &str, cnonce: &str) -> String {
    let challenge = &*nonce.challenge;
    let hash = |text: String| hash(challenge.algorithm, &Secret::from(text));
    // As good as the password, for this realm.
    let ha1 = Secret::from(hash(format!("{}:{}:{}", keys.user, challenge.realm, keys.password)));
    let ha2 = hash(format!("{method}:{uri}"));
    let count = format!("{:08x}", nonce.count);
    let response = hash(if challenge.qop {
        format!("{}:{}:{count}:{cnonce}:auth:{ha2}", ha1.expose(), nonce.text)
    } else {
        format!("{}:{}:{ha2}", ha1.expose(), nonce.text)
    });
    let mut out = String::from("Digest ");
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "username={}, realm={}, nonce={}, uri={}",
        quoted(keys.user),
        quoted(&challenge.realm),
        quoted(&nonce.text),
        quoted(uri)
    );
    if let Some(algorithm) = &challenge.algorithm_text {
        let _ = write!(out, ", algorithm={algorithm}");
    }
    let _ = write!(out, ", response=\"{response}\"");
    if challenge.qop {
        let _ = write!(out, ", qop=auth, nc={count}, cnonce=\"{cnonce}\"");
    }
    if let Some(opaque) = &challenge.opaque {
        let _ = write!(out, ", opaque={}", quoted(opaque));
    }
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn hash(algorithm: Algorithm, text: &Secret) -> String {
    match algorithm {
        Algorithm::Md5 => hex(&Md5::digest(text.expose())),
        Algorithm::Sha256 => hex(&Sha256::digest(text.expose())),
    }
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

    fn nonce(text: String, challenge: Challenge, count: u32) -> Nonce {
        let (made, age) = (Instant::now(), Duration::ZERO);
        Nonce { challenge: Arc::new(challenge), text, count, made, age, verdicts: 0 }
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
            let header = authorization(&keys, &nonce, "GET", "/dir/index.html", cnonce);
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
        let header = authorization(&keys, &nonce(true, 1), "GET", "/dir/index.html", "0a4f113b");
        assert!(header.contains("response=\"6629fae49393a05397450978507c4ef1\""), "{header}");
        let keys = Keys { user: "Mufasa", password: "CircleOfLife" };
        let header = authorization(&keys, &nonce(false, 1), "GET", "/dir/index.html", "");
        assert!(header.contains("response=\"1949323746fe6a43ef61f9606e7febea\""), "{header}");
        assert!(!header.contains("qop") && !header.contains("nc="), "{header}");
    }
}
