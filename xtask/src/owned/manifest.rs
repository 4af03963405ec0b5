//! The list of files that were written, each with its SHA-256.
//!
//! In the format of `sha256sum`, sorted by path, so that `sha256sum --check` reads it and a review shows what changed.
//! A path may be listed twice with different hashes: a merge of two branches leaves that, and so does a run that was
//! killed. Either text is ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::{Component, Path};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

/// Paths below the manifest's root, with `/`, and the hashes of what was written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    hashes: BTreeMap<String, BTreeSet<String>>,
}

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    ///
    /// When a line is not `hash  path`, or the path leads out of the folder.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut manifest = Self::default();
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || is_conflict_marker(line) {
                continue;
            }
            let (hash, path) = entry(line).with_context(|| format!("line {} is not `SHA-256  path`", index + 1))?;
            if !is_below(path) {
                bail!("line {}: `{path}` is not a path below this folder", index + 1);
            }
            manifest.hashes.entry(path.to_owned()).or_default().insert(hash.to_owned());
        }
        Ok(manifest)
    }

    /// Whether a file is listed.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.hashes.contains_key(path)
    }

    /// Whether a listed file still has a text that was written.
    pub(super) fn has(&self, path: &str, text: &str) -> bool {
        self.hashes.get(path).is_some_and(|hashes| hashes.contains(&hash(text)))
    }

    /// All listed paths.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    /// Both lists in one.
    pub(super) fn with(mut self, other: &Self) -> Self {
        for (path, hashes) in &other.hashes {
            self.hashes.entry(path.clone()).or_default().extend(hashes.iter().cloned());
        }
        self
    }
}

impl<'a> FromIterator<(String, &'a str)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (String, &'a str)>>(files: I) -> Self {
        Self { hashes: files.into_iter().map(|(path, text)| (path, BTreeSet::from([hash(text)]))).collect() }
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, hashes) in &self.hashes {
            hashes.iter().try_for_each(|hash| writeln!(f, "{hash}  {path}"))?;
        }
        Ok(())
    }
}

/// SHA-256 in hexadecimal digits. Line endings do not count, so that a checkout with `\r\n` is not taken for an edit.
fn hash(text: &str) -> String {
    if text.contains("\r\n") { hex(text.replace("\r\n", "\n").as_bytes()) } else { hex(text.as_bytes()) }
}

/// SHA-256 of bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn entry(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.split_once("  ")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && !path.is_empty()).then_some((hash, path))
}

/// What git puts between the lines of two branches: the lines of both count.
fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

/// Whether a path names something below its folder, spelled in one way only.
fn is_below(path: &str) -> bool {
    !path.contains('\\')
        && !path.contains("//")
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, &'static str)]) -> Manifest {
        files.iter().map(|(path, text)| ((*path).to_owned(), *text)).collect()
    }

    #[test]
    fn round_trip_in_the_format_of_sha256sum() {
        let text = manifest(&[("src/b.rs", "abc"), ("src/a.rs", "")]).to_string();
        assert_eq!(
            text,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  src/a.rs\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  src/b.rs\n"
        );
        assert_eq!(Manifest::parse(&text).unwrap().to_string(), text);
    }

    #[test]
    fn merged_branches_list_both_texts() {
        let (ours, theirs) = (manifest(&[("a", "1")]), manifest(&[("a", "2"), ("b", "3")]));
        let merged = Manifest::parse(&format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n")).unwrap();
        assert_eq!(merged, ours.with(&theirs));
        assert!(merged.has("a", "1") && merged.has("a", "2") && !merged.has("a", "3") && merged.has("b", "3"));
    }

    #[test]
    fn line_endings_do_not_count() {
        assert!(manifest(&[("a", "1\n2\n")]).has("a", "1\r\n2\r\n"));
    }

    #[test]
    fn paths_out_of_the_folder_are_refused() {
        let hash = hex(b"");
        for path in ["../a", "/a", "a/../../b", "a\\..\\b", "a//b", "./a"] {
            let error = Manifest::parse(&format!("{hash}  {path}\n")).unwrap_err().to_string();
            assert!(error.contains("not a path below"), "{path}: {error}");
        }
        for line in ["# a list", "abc  src/a.rs", &hash] {
            assert!(Manifest::parse(line).unwrap_err().to_string().contains("line 1"), "{line}");
        }
    }
}
