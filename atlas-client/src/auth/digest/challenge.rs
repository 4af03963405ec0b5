//! Reading `WWW-Authenticate` and `Authentication-Info` (RFC 9110 11, RFC 7616 3.3).
//!
//! Header values are bytes, in whatever encoding the server has its realm in, and a digest is made of just these bytes.
//! They are read as text in which each character is one byte.

use http::HeaderMap;
use http::header::{HeaderName, WWW_AUTHENTICATE};

use crate::error::clean;

/// Where a server announces the next nonce.
pub(super) const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// The hash functions of RFC 7616, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Algorithm {
    Md5,
    Sha256,
}

/// How many kinds of digest an error names, and how much of each name.
const MOST_NAMED: usize = 3;
const LONGEST: usize = 40;

/// What a server wants a digest of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Challenge {
    pub(super) algorithm: Algorithm,
    /// The algorithm as the server wrote it, to be repeated.
    pub(super) algorithm_text: Option<String>,
    pub(super) realm: Vec<u8>,
    pub(super) nonce: Vec<u8>,
    pub(super) opaque: Option<Vec<u8>>,
    /// Whether `qop=auth` is offered; without any `qop`, or with an empty one, RFC 2069's older form is
    /// meant.
    pub(super) qop: bool,
    /// `stale=true`: the nonce is not accepted (any more), and nothing is said about the credentials.
    pub(super) stale: bool,
}

/// What the headers of a 401 offer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// The strongest digest challenge.
    Digest(Challenge),
    /// Digest, but only in unsupported variants; which ones, for the error.
    Unsupported(String),
    /// No digest at all.
    None,
}

/// The strongest digest challenge of all `WWW-Authenticate` headers.
pub(super) fn strongest(headers: &HeaderMap) -> Offer {
    let mut best: Option<Challenge> = None;
    let mut unsupported = Vec::new();
    for header in headers.get_all(WWW_AUTHENTICATE) {
        for (scheme, params) in challenges(&text(header.as_bytes())) {
            if !scheme.eq_ignore_ascii_case("digest") {
                continue;
            }
            match read(&params) {
                Ok(challenge) if best.as_ref().is_none_or(|best| challenge.algorithm > best.algorithm) => {
                    best = Some(challenge);
                }
                Err(problem) if unsupported.len() < MOST_NAMED && !unsupported.contains(&problem) => {
                    unsupported.push(problem);
                }
                Ok(_) | Err(_) => {}
            }
        }
    }
    match best {
        Some(challenge) => Offer::Digest(challenge),
        None if unsupported.is_empty() => Offer::None,
        None => Offer::Unsupported(unsupported.join(", ")),
    }
}

/// The nonce to use from now on, if the server announces one.
pub(super) fn next_nonce(headers: &HeaderMap) -> Option<Vec<u8>> {
    let info = text(headers.get(AUTHENTICATION_INFO)?.as_bytes());
    let (_, params) = challenges(&format!("Digest {info}")).into_iter().next()?;
    get(&params, "nextnonce").filter(|nonce| !nonce.is_empty()).map(bytes)
}

/// Bytes as text of one character each, and the other way round.
fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn bytes(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(c).ok()).collect()
}

fn read(params: &[(String, String)]) -> Result<Challenge, String> {
    let algorithm_text = get(params, "algorithm");
    let algorithm = match algorithm_text.map(str::to_ascii_uppercase).as_deref() {
        None | Some("MD5") => Algorithm::Md5,
        Some("SHA-256") => Algorithm::Sha256,
        Some(other) => return Err(format!("algorithm {}", clean(other, LONGEST))),
    };
    let qop = match get(params, "qop").filter(|offered| !offered.trim_ascii().is_empty()) {
        None => false,
        Some(offered) if offered.split(',').any(|qop| qop.trim().eq_ignore_ascii_case("auth")) => true,
        Some(offered) => return Err(format!("qop {}", clean(offered, LONGEST))),
    };
    let required = |name| get(params, name).ok_or_else(|| format!("a challenge without {name}"));
    Ok(Challenge {
        algorithm,
        algorithm_text: algorithm_text.map(str::to_owned),
        realm: bytes(required("realm")?),
        nonce: bytes(required("nonce")?),
        opaque: get(params, "opaque").map(bytes),
        qop,
        stale: get(params, "stale").is_some_and(|stale| stale.eq_ignore_ascii_case("true")),
    })
}

fn get<'a>(params: &'a [(String, String)], name: &str) -> Option<&'a str> {
    params.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

type Parsed = (String, Vec<(String, String)>);

/// Splits a header into schemes and their parameters. Takes anything and never fails.
fn challenges(text: &str) -> Vec<Parsed> {
    let mut out: Vec<Parsed> = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',' || c == '=');
        if rest.is_empty() {
            return out;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || ",=\"".contains(c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end.max(1).min(rest.len()));
        let after = tail.trim_ascii_start();
        if let (Some(after), Some((_, params))) = (after.strip_prefix('='), out.last_mut()) {
            let (value, tail) = value(after.trim_ascii_start());
            params.push((word.to_owned(), value));
            rest = tail;
        } else {
            out.push((word.to_owned(), Vec::new()));
            rest = tail;
        }
    }
}

/// A parameter's value, a token or a quoted string, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(|c: char| c.is_ascii_whitespace() || c == ',').unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (WWW_AUTHENTICATE, value.parse().unwrap())).collect()
    }

    fn digest(values: &[&str]) -> Challenge {
        match strongest(&headers(values)) {
            Offer::Digest(challenge) => challenge,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_challenge() {
        let challenge = digest(&[
            r#"Digest realm="MMS Public API", domain="", nonce="n+/=", algorithm=MD5, qop="auth", stale=false"#,
        ]);
        assert_eq!(challenge.algorithm, Algorithm::Md5);
        assert_eq!(challenge.algorithm_text.as_deref(), Some("MD5"));
        assert_eq!((&*challenge.realm, &*challenge.nonce), (&b"MMS Public API"[..], &b"n+/="[..]));
        assert!(challenge.qop);
        assert_eq!(challenge.opaque, None);
    }

    #[test]
    fn strongest_of_several_challenges() {
        let md5 = r#"Digest realm="r", nonce="m", algorithm=MD5, qop="auth""#;
        let sha = r#"Digest realm="r", charset="UTF-8", algorithm=SHA-256, nonce="s", qop="auth,auth-int", opaque="1""#;
        for values in [&[md5, sha][..], &[sha, md5], &[&format!("Basic realm=\"x, y\", {sha}, {md5}")]] {
            let challenge = digest(values);
            assert_eq!((challenge.algorithm, &*challenge.nonce), (Algorithm::Sha256, &b"s"[..]));
            assert_eq!(challenge.opaque.as_deref(), Some(&b"1"[..]));
        }
        // Of two equally strong ones, the first.
        assert_eq!(digest(&[md5, &md5.replace("\"m\"", "\"later\"")]).nonce, b"m");
    }

    #[test]
    fn quoting_and_rfc_2069_form() {
        let challenge = digest(&[r#"digest realm = "a \"b\" \\ c" ,nonce=bare"#]);
        assert_eq!(challenge.realm, br#"a "b" \ c"#);
        assert_eq!(challenge.nonce, b"bare");
        assert_eq!((challenge.algorithm, challenge.algorithm_text, challenge.qop), (Algorithm::Md5, None, false));
    }

    #[test]
    fn realms_of_any_bytes() {
        // In Latin-1, in UTF-8, and bytes that would be white space in Latin-1.
        for realm in [&b"caf\xe9"[..], "caf\u{e9}".as_bytes(), b"\xa0\x85\xff"] {
            let value = [b"Digest realm=\"", realm, b"\", nonce=", realm].concat();
            let headers = [(WWW_AUTHENTICATE, value.try_into().unwrap())].into_iter().collect();
            let Offer::Digest(challenge) = strongest(&headers) else { panic!("{realm:?}") };
            assert_eq!((&*challenge.realm, &*challenge.nonce), (realm, realm));
        }
    }

    #[test]
    fn stale_in_each_spelling() {
        let stale = |text: &str| digest(&[&format!("Digest realm=\"r\", nonce=\"n\"{text}")]).stale;
        assert!(stale(", stale=true") && stale(", stale=\"true\"") && stale(", Stale=TRUE"));
        assert!(!stale("") && !stale(", stale=false") && !stale(", stale=\"\""));
    }

    #[test]
    fn unsupported_challenges_are_named() {
        let offer = |text: &str| strongest(&headers(&[text]));
        assert_eq!(
            offer(r#"Digest realm="r", nonce="n", algorithm=MD5-sess"#),
            Offer::Unsupported("algorithm MD5-SESS".into())
        );
        assert_eq!(offer(r#"Digest realm="r", nonce="n", qop="auth-int""#), Offer::Unsupported("qop auth-int".into()));
        assert_eq!(offer(r#"Digest realm="r""#), Offer::Unsupported("a challenge without nonce".into()));
        assert_eq!(offer(r#"Bearer error="invalid_token""#), Offer::None);
        assert_eq!(strongest(&HeaderMap::new()), Offer::None);
        let challenge = |number| format!("Digest realm=r, nonce=n, algorithm=\"{number}{}\", ", "\u{9b}".repeat(99));
        let many: String = (0..1000).flat_map(|number| [challenge(number), challenge(number)]).collect();
        let bytes: Vec<u8> = many.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        let value = http::HeaderValue::from_bytes(&bytes).unwrap();
        let headers = [(WWW_AUTHENTICATE, value)].into_iter().collect();
        assert!(
            matches!(strongest(&headers), Offer::Unsupported(text) if text.len() < 200 && !text.contains(char::is_control))
        );
    }

    #[test]
    fn digest_beside_other_schemes() {
        for text in [
            "Negotiate, Digest realm=r, nonce=n, qop=auth",
            "Negotiate YII==, Digest realm=r, nonce=n, qop=auth",
            "Negotiate YII/+a=, Digest realm=r, nonce=n, qop=auth",
            "Negotiate YII, Digest realm=r, nonce=n, qop=auth",
            r#"Bearer realm="x", error="a=b, Digest", Digest realm=r, nonce=n, qop=auth"#,
            "Digest\trealm=r,\t nonce=n , ,qop=auth",
            r#"Digest realm=r, nonce=n, qop=auth, domain="/a /b", userhash=false, charset=UTF-8"#,
        ] {
            let challenge = digest(&[text]);
            assert_eq!((&*challenge.realm, &*challenge.nonce, challenge.qop), (&b"r"[..], &b"n"[..], true), "{text}");
        }
        assert!(!digest(&[r#"Digest realm=r, nonce=n, qop="""#]).qop, "nothing is offered, as in RFC 2069");
    }

    #[test]
    fn odd_headers() {
        for text in [
            "", ",", "=", "\"", "Digest", "Digest realm=", "Digest realm=\"", "Digest realm=\"\\", "Basic dGVzdA==",
            "a=b", "\"x\" Digest =",
        ] {
            let _ = strongest(&headers(&[text]));
        }
    }

    #[test]
    fn the_next_nonce() {
        let info = |text: &str| next_nonce(&[(AUTHENTICATION_INFO, text.parse().unwrap())].into_iter().collect());
        assert_eq!(
            info(r#"rspauth="0a", cnonce="b", nc=00000001, qop=auth, nextnonce="n2""#).as_deref(),
            Some(&b"n2"[..])
        );
        assert_eq!(info(r#"rspauth="0a""#), None);
        assert_eq!(info(r#"nextnonce="""#), None);
    }
}
