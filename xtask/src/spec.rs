//! Where an OpenAPI document comes from: a file or a URL.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::download::{self, Limits};

/// An OpenAPI document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spec {
    /// A file.
    File(PathBuf),
    /// Something to download into memory.
    Url(String),
}

impl Spec {
    /// What a person typed: a URL if it has a scheme, otherwise a path.
    #[must_use]
    pub fn from_argument(text: &str) -> Self {
        match text.split_once("://") {
            Some((scheme, _)) if scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
                Self::Url(text.to_owned())
            }
            _ => Self::File(PathBuf::from(text)),
        }
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, the download fails, or the bytes are not an OpenAPI document.
    pub fn read(&self) -> Result<Vec<u8>> {
        match self {
            Self::File(path) => fs::read(path).with_context(|| format!("cannot read the document {}", path.display())),
            Self::Url(url) => {
                let bytes = download::get(url, &Limits::default())?;
                refuse_other_documents(url, &bytes)?;
                Ok(bytes)
            }
        }
    }
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
            Self::Url(url) => f.write_str(url),
        }
    }
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
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') {
        bail!(
            "{url} is a web page, not an OpenAPI document\n  help: give the address of the file itself; on GitHub that is its \"Raw\" address"
        );
    }
    let says_openapi = text.lines().any(|line| line.trim_start_matches([' ', '{', '"']).starts_with("openapi"));
    if !says_openapi && !text.contains("\"openapi\"") {
        let first: String = start.lines().next().unwrap_or_default().chars().take(60).collect();
        bail!("{url} is not an OpenAPI document; it begins with `{first}`\n  help: check the address");
    }
    Ok(())
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
    fn other_documents_are_named() {
        let refused = |bytes: &[u8]| refuse_other_documents("https://example.com/x", bytes).map_err(|e| e.to_string());
        assert_eq!(refused(b"components: {}\nopenapi: 3.0.1\n"), Ok(()));
        assert_eq!(refused(b"\xef\xbb\xbf{\"info\":{},\"openapi\":\"3.0.1\"}"), Ok(()));
        assert!(refused(b"\n <!DOCTYPE html>").is_err_and(|text| text.contains("web page")));
        assert!(refused(b"\x1f\x8b\x08").is_err_and(|text| text.contains("not text")));
        assert!(refused(b"404: Not Found").is_err_and(|text| text.contains("begins with `404: Not Found`")));
        assert!(refused(b"").is_err());
    }
}
