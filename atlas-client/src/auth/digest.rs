//! HTTP digest authentication (RFC 7616): MD5 and SHA-256, `qop=auth`.
//!
//! Nonces live in a pool. A request leases one, alone, so that its counter never arrives out of order:
//! servers that check counters refuse the later of two requests otherwise, without calling the nonce
//! stale. A request that finds the pool empty goes out without credentials and answers the challenge
//! it gets. `-sess` algorithms and `auth-int` are not supported.

use std::collections::hash_map::RandomState;
use std::fmt::Write as _;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderMap, Method, StatusCode, Uri};
use md5::Md5;
use sha2::{Digest as _, Sha256};

use super::challenge::{Algorithm, Challenge, Offer, next_nonce, strongest};
use super::{Authorization, Next};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;

/// How many nonces are kept: as many as requests in flight at once are of use.
const POOL: usize = 64;

/// A key pair and the nonces that are free.
pub(crate) struct Digest {
    public: String,
    private: Secret,
    /// The freshest last.
    pool: Mutex<Vec<Nonce>>,
}

/// A nonce and how often it was used.
struct Nonce {
    challenge: Arc<Challenge>,
    /// The challenge's own, or one announced later.
    text: String,
    count: u32,
}

/// A nonce, or none, for one request.
pub(crate) struct Lease {
    nonce: Option<Nonce>,
    /// Whether the nonce comes from a challenge to this very request.
    fresh: bool,
}

impl Digest {
    pub(super) fn new(public: String, private: Secret) -> Self {
        Self { public, private, pool: Mutex::default() }
    }

    /// A nonce for a request, if one is free.
    pub(super) fn lease(&self) -> Lease {
        let mut nonce = self.pool.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(nonce) = &mut nonce {
            nonce.count += 1;
        }
        Lease { nonce, fresh: false }
    }

    /// Takes the nonce back after a response, or has the request sent once more with a fresh one.
    pub(super) fn check(&self, lease: Lease, status: StatusCode, headers: &HeaderMap) -> Result<Next> {
        if status != StatusCode::UNAUTHORIZED {
            if let Some(nonce) = lease.nonce {
                self.give_back(nonce, next_nonce(headers));
            }
            return Ok(Next::Done);
        }
        if lease.fresh {
            return Ok(Next::Done);
        }
        match strongest(headers) {
            Offer::Digest(challenge) => {
                tracing::debug!(algorithm = ?challenge.algorithm, "answering a digest challenge");
                let nonce = Nonce { text: challenge.nonce.clone(), challenge: Arc::new(challenge), count: 1 };
                Ok(Next::Again(Authorization::Digest(Lease { nonce: Some(nonce), fresh: true })))
            }
            Offer::Unsupported(what) => Err(Error::new(
                ErrorKind::Credentials,
                format!("the server asks for a digest that is not supported: {what}"),
            )),
            Offer::None => Ok(Next::Done),
        }
    }

    fn give_back(&self, mut nonce: Nonce, next: Option<String>) {
        if let Some(next) = next {
            nonce.text = next;
            nonce.count = 0;
        }
        if nonce.count == u32::MAX {
            return;
        }
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if pool.len() == POOL {
            pool.remove(0);
        }
        pool.push(nonce);
    }

    /// The `Authorization` header, or `None` for the first request of all.
    pub(super) fn authorization(&self, lease: &Lease, method: &Method, uri: &Uri) -> Option<Secret> {
        let nonce = lease.nonce.as_ref()?;
        let uri = uri.path_and_query().map_or("/", |target| target.as_str());
        let keys = Keys { user: &self.public, password: self.private.expose() };
        Some(Secret::from(authorization(&keys, nonce, method.as_str(), uri, &client_nonce())))
    }
}

struct Keys<'a> {
    user: &'a str,
    password: &'a str,
}

fn authorization(keys: &Keys<'_>, nonce: &Nonce, method: &str, uri: &str, cnonce: &str) -> String {
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

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// 128 bits that a server cannot guess: the standard library's hasher under fresh random keys.
fn client_nonce() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(algorithm: Algorithm) -> Challenge {
        Challenge {
            algorithm,
            algorithm_text: Some(if algorithm == Algorithm::Md5 { "MD5" } else { "SHA-256" }.into()),
            realm: "http-auth@example.org".into(),
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v".into(),
            opaque: Some("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS".into()),
            qop: true,
        }
    }

    /// RFC 7616 3.9.1.
    #[test]
    fn the_examples_of_the_rfc() {
        let keys = Keys { user: "Mufasa", password: "Circle of Life" };
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        for (algorithm, response) in [
            (Algorithm::Md5, "8ca523f5e9506fed4657c9700eebdbec"),
            (Algorithm::Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = challenge(algorithm);
            let nonce = Nonce { text: challenge.nonce.clone(), challenge: challenge.into(), count: 1 };
            let header = authorization(&keys, &nonce, "GET", "/dir/index.html", cnonce);
            assert!(header.contains(&format!("response=\"{response}\"")), "{header}");
            assert!(header.contains("qop=auth, nc=00000001, cnonce="), "{header}");
            assert!(header.contains("opaque=\"FQhe/"), "{header}");
        }
    }

    /// RFC 2617 3.5, and RFC 2069 2.4 as corrected by its errata.
    #[test]
    fn older_examples() {
        let keys = Keys { user: "Mufasa", password: "Circle Of Life" };
        let nonce = |qop, count| Nonce {
            text: "dcd98b7102dd2f0e8b11d0f600bfb0c093".into(),
            challenge: Arc::new(Challenge { realm: "testrealm@host.com".into(), qop, ..challenge(Algorithm::Md5) }),
            count,
        };
        let header = authorization(&keys, &nonce(true, 1), "GET", "/dir/index.html", "0a4f113b");
        assert!(header.contains("response=\"6629fae49393a05397450978507c4ef1\""), "{header}");
        let keys = Keys { user: "Mufasa", password: "CircleOfLife" };
        let header = authorization(&keys, &nonce(false, 1), "GET", "/dir/index.html", "");
        assert!(header.contains("response=\"1949323746fe6a43ef61f9606e7febea\""), "{header}");
        assert!(!header.contains("qop") && !header.contains("nc="), "{header}");
    }

    #[test]
    fn nonces_are_leased_to_one_request_and_counted() {
        let digest = Digest::new("u".into(), "p".into());
        assert!(digest.lease().nonce.is_none());
        let challenge = Arc::new(challenge(Algorithm::Md5));
        digest.give_back(Nonce { challenge, text: "n".into(), count: 1 }, None);

        let first = digest.lease();
        assert_eq!(first.nonce.as_ref().map(|nonce| nonce.count), Some(2));
        assert!(digest.lease().nonce.is_none(), "leased to one request at a time");
        assert!(matches!(digest.check(first, StatusCode::NOT_FOUND, &HeaderMap::new()), Ok(Next::Done)));
        assert_eq!(digest.lease().nonce.map(|nonce| nonce.count), Some(3));
    }

    #[test]
    fn client_nonces_differ() {
        let nonce = client_nonce();
        assert_eq!(nonce.len(), 32);
        assert_ne!(nonce, client_nonce());
    }
}
