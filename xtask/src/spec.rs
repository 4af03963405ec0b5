//! Where an OpenAPI document comes from: a file, a URL or standard input.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use url::Url;

use crate::download::{self, Limits, redacted};

/// An OpenAPI document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "closed by design: where bytes come from")]
pub enum Spec {
    /// A file.
    File(PathBuf),
    /// Something to download into memory.
    Url(String),
    /// Standard input.
    Stdin,
}

impl Spec {
    /// What a person typed: `-` for standard input, a URL if it has a scheme, otherwise a path.
    #[must_use]
    pub fn from_argument(text: &str) -> Self {
        if text == "-" {
            return Self::Stdin;
        }
        if text.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) {
            // One that names no file of this machine stays a URL, and is refused as such.
            let path = Url::parse(text).ok().and_then(|url| url.to_file_path().ok());
            return path.map_or_else(|| Self::Url(text.to_owned()), Self::File);
        }
        match text.split_once("://") {
            Some((scheme, _)) if scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
                Self::Url(text.to_owned())
            }
            _ => Self::File(PathBuf::from(text)),
        }
    }

    /// As a person would type it, without the secrets of a URL.
    #[must_use]
    pub(crate) fn to_argument(&self) -> String {
        if *self == Self::Stdin { "-".to_owned() } else { self.to_string() }
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is too large, the download fails, or the bytes are not an OpenAPI document.
    pub fn read(&self) -> Result<Vec<u8>> {
        let limits = Limits::default();
        let bytes = match self {
            Self::File(path) => {
                let cannot = || format!("cannot read the document {}", path.display());
                bounded(File::open(path).with_context(cannot)?, limits.bytes).with_context(cannot)?
            }
            Self::Stdin => {
                bounded(io::stdin().lock(), limits.bytes).context("cannot read the document from standard input")?
            }
            Self::Url(url) => {
                let bytes = download::get(url, &limits)?;
                refuse_other_documents(&redacted(url), &bytes)?;
                bytes
            }
        };
        refuse_web_pages(&self.to_string(), &String::from_utf8_lossy(&bytes))?;
        Ok(bytes)
    }
}

/// Everything there is to read, if that is not too much: a device has no end.
fn bounded(reader: impl Read, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        bail!("it has more than {limit} bytes");
    }
    Ok(bytes)
}

impl From<PathBuf> for Spec {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Url(url) => f.write_str(&redacted(url)),
            Self::Stdin => f.write_str("standard input"),
        }
    }
}

/// Whether a text is an OpenAPI document, as it must be to be replaced by one: `openapi` at its root, with a version.
///
/// A manifest with `keywords = ["openapi"]` is none.
#[must_use]
pub(crate) fn is_document(text: &str) -> bool {
    let is_version = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let root: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        return root["openapi"].as_str().is_some_and(is_version);
    }
    let value = |line: &str| {
        let rest = line.trim_start_matches(['"', '\'']).strip_prefix("openapi")?;
        let version = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
        Some(is_version(version.trim_start().trim_start_matches(['"', '\''])))
    };
    text.lines().any(|line| value(line) == Some(true))
}

/// Checks that a file is an OpenAPI document at all: a server may well send a sign-in page with status 200.
///
/// # Errors
///
/// When the bytes are not text, are HTML, or never say `openapi`.
pub fn refuse_other_documents(url: &str, bytes: &[u8]) -> Result<()> {
    let text = std::str::from_utf8(bytes).ok().with_context(|| {
        format!("{url} is not text\n  help: give the address of an OpenAPI document in YAML or JSON")
    })?;
    refuse_web_pages(url, text)?;
    let start = beginning(text);
    let says_openapi = text.lines().any(|line| line.trim_start_matches([' ', '{', '"']).starts_with("openapi"));
    if !says_openapi && !text.contains("\"openapi\"") {
        let first: String = start.lines().next().unwrap_or_default().chars().take(60).collect();
        let what = if first.is_empty() { "it is empty".to_owned() } else { format!("it begins with `{first}`") };
        bail!("{url} is not an OpenAPI document; {what}\n  help: check the address");
    }
    Ok(())
}

/// Checks that a text is not what a browser shows in place of the file.
fn refuse_web_pages(name: &str, text: &str) -> Result<()> {
    if beginning(text).starts_with('<') {
        bail!(
            "{name} is a web page, not an OpenAPI document\n  help: give the address of the file itself; on GitHub that is its \"Raw\" address"
        );
    }
    Ok(())
}

fn beginning(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_makes_a_url() {
        for url in ["https://example.com/a.yaml", "http://127.0.0.1:1/", "ftp://example.com/"] {
            assert_eq!(Spec::from_argument(url), Spec::Url(url.to_owned()));
        }
        for path in ["atlas.yaml", "../a/b.yaml", "C:\\specs\\atlas.yaml", "C://specs/atlas.yaml", "a b://c"] {
            assert_eq!(Spec::from_argument(path), Spec::File(path.into()));
        }
    }

    #[test]
    fn standard_input_and_file_urls() {
        assert_eq!(Spec::from_argument("-"), Spec::Stdin);
        assert_eq!(Spec::from_argument("./-"), Spec::File("./-".into()));
        assert_eq!(Spec::from_argument("file://elsewhere/a"), Spec::Url("file://elsewhere/a".into()));
        #[cfg(unix)]
        assert_eq!(Spec::from_argument("FILE:///specs/a%20b.yaml"), Spec::File("/specs/a b.yaml".into()));
    }

    #[test]
    fn more_than_the_limit_is_not_read() {
        let error = bounded(io::repeat(0), 1000).unwrap_err().to_string();
        assert!(error.contains("more than 1000 bytes"), "{error}");
        assert_eq!(bounded(io::repeat(0).take(1000), 1000).unwrap().len(), 1000);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_without_end() {
        let error = format!("{:#}", Spec::from_argument("/dev/zero").read().unwrap_err());
        assert!(error.contains("/dev/zero: it has more than"), "{error}");
    }

    #[test]
    fn documents_that_may_be_replaced() {
        for text in [
            "openapi: 3.0.1\n",
            "\u{feff}info: {}\n\"openapi\" : '3.1.0'\n",
            "{\n  \"info\": {},\n  \"openapi\": \"3.0.1\"}",
        ] {
            assert!(is_document(text), "{text}");
        }
        for text in [
            "",
            "[package]\nkeywords = [\"openapi\"]\n",
            "openapi: yes\n",
            "tools:\n  openapi: 3.0.1\n",
            "openapi 3.0.1\n",
            "{\"tool\": {\"openapi\": \"3.0.1\"}}",
            "{\"openapi\": 1}",
        ] {
            assert!(!is_document(text), "{text}");
        }
    }

    #[test]
    fn other_documents_are_named() {
        let refused = |bytes: &[u8]| refuse_other_documents("https://example.com/x", bytes).map_err(|e| e.to_string());
        assert_eq!(refused(b"components: {}\nopenapi: 3.0.1\n"), Ok(()));
        assert_eq!(refused(b"\xef\xbb\xbf{\"info\":{},\"openapi\":\"3.0.1\"}"), Ok(()));
        assert!(refused(b"\n <!DOCTYPE html>").is_err_and(|text| text.contains("web page")));
        assert!(refused(b"\x1f\x8b\x08").is_err_and(|text| text.contains("not text")));
        assert!(refused(b"404: Not Found").is_err_and(|text| text.contains("begins with `404: Not Found`")));
        assert!(refused(b"").is_err_and(|text| text.contains("it is empty")));
    }
}
