//! `cargo xtask fetch`: MongoDB's own OpenAPI document into a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result};
use sha2::{Digest as _, Sha256};

use crate::cli::date;
use crate::download::{self, Limits, Problem, Reason, redacted};
use crate::out_folder;
use crate::owned::write_whole;
use crate::spec::{Spec, is_document, refuse_other_documents};
use crate::typed::{WrongArguments, quoted};
use crate::workspace::{COMMAND, Workspace};

/// Where MongoDB publishes the document.
const PUBLISHED: &str = "https://raw.githubusercontent.com/mongodb/openapi/main/openapi";

/// What each address of it has.
const REPOSITORY: &str = "mongodb/openapi";

/// Which document, and where to.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Which of the published files.
    pub edition: Edition,
    /// Another address to take it from.
    pub url: Option<String>,
    /// Another place with files named as MongoDB names them.
    pub published: Option<String>,
    /// The file to write; named after the edition when not given.
    pub output: Option<PathBuf>,
}

/// One of the files that MongoDB publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Each operation in all its versions: `regenerate` chooses among them.
    #[default]
    AllVersions,
    /// Each operation in its newest version up to this date.
    Dated(String),
    /// The same for the newest date.
    Latest,
}

impl Edition {
    /// Its address, or that of the list that has it.
    #[must_use]
    fn url(&self, published: &str) -> String {
        match self {
            Self::AllVersions => format!("{published}/v2.yaml"),
            Self::Dated(date) => format!("{published}/v2/openapi-{date}.yaml"),
            Self::Latest => format!("{published}/v2/versions.json"),
        }
    }

    /// The file it is written to. `.gitignore` has these names, in every folder.
    fn file(&self) -> PathBuf {
        match self {
            Self::AllVersions | Self::Latest => PathBuf::from("atlas.yaml"),
            Self::Dated(date) => PathBuf::from(format!("atlas-{date}.yaml")),
        }
    }
}

/// What was fetched.
#[derive(Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The file.
    pub path: PathBuf,
    /// Where it came from.
    pub url: String,
    /// Its size.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub checksum: String,
    /// Whether it is MongoDB's, with a licence of its own.
    pub is_official: bool,
}

/// Downloads a document. The file is written whole or not at all.
///
/// # Errors
///
/// When the file may not be written there, the download fails, or the download is not an OpenAPI document.
pub fn fetch(workspace: &Workspace, request: &Request, limits: &Limits) -> Result<Fetched> {
    let edition = request.edition.resolved(request.published(), limits)?;
    let path = request.output.clone().unwrap_or_else(|| edition.file());
    refuse_output(workspace, &path)?;
    let url = request.url.clone().unwrap_or_else(|| edition.url(request.published()));
    let body = download::get(&url, limits).map_err(|problem| {
        let missing = matches!((&problem.reason, &edition), (Reason::Status(404), Edition::Dated(_)));
        let list = (missing && request.url.is_none()).then(|| Edition::Latest.url(request.published()));
        let dates = list.and_then(|list| download::get(&list, limits).ok()).map(|list| dates(&list));
        explained(problem, request, &edition, &dates.unwrap_or_default())
    })?;
    let url = redacted(&url);
    refuse_other_documents(&url, &body)?;
    write_whole(&path, &body).with_context(|| format!("cannot write {}", path.display()))?;
    let is_official = request.url.is_none() || url.contains(REPOSITORY);
    Ok(Fetched { path, url, bytes: body.len(), checksum: checksum(&body), is_official })
}

impl Request {
    fn published(&self) -> &str {
        self.published.as_deref().unwrap_or(PUBLISHED)
    }
}

impl Edition {
    /// The edition with the newest date in place of [`Edition::Latest`].
    fn resolved(&self, published: &str, limits: &Limits) -> Result<Self> {
        if *self != Self::Latest {
            return Ok(self.clone());
        }
        let url = self.url(published);
        let list = download::get(&url, limits)?;
        let date = newest(&list).with_context(|| format!("{url} lists no dates"))?;
        Ok(Self::Dated(date))
    }
}

/// The newest date of `versions.json`.
fn newest(list: &[u8]) -> Option<String> {
    dates(list).pop()
}

/// The dates of `versions.json`, in order. It has `preview` and `DATE.upcoming` beside them.
fn dates(list: &[u8]) -> Vec<String> {
    let versions: Vec<String> = serde_json::from_slice(list).unwrap_or_default();
    let mut dates: Vec<_> = versions.into_iter().filter(|version| date(version).is_ok()).collect();
    dates.sort();
    dates
}

/// The dates before and after one that is not there, as a question.
fn neighbours(wanted: &str, dates: &[String]) -> Option<String> {
    let before = dates.iter().rfind(|date| date.as_str() < wanted);
    let after = dates.iter().find(|date| date.as_str() > wanted);
    let shown: Vec<_> = before.into_iter().chain(after).map(|date| format!("`--api-version {date}`")).collect();
    (!shown.is_empty()).then(|| format!("did you mean {}?", shown.join(" or ")))
}

/// What a person reads afterwards.
#[must_use]
pub fn summary(fetched: &Fetched) -> String {
    let Fetched { path, url, bytes, checksum, is_official } = fetched;
    let (path, word) = (path.display(), quoted(&path.display().to_string()));
    let mut text = String::new();
    let _ = writeln!(text, "wrote {path}: {bytes} bytes from {url}");
    let _ = writeln!(text, "sha256 {checksum}");
    if *is_official {
        text.push_str(
            "MongoDB publishes its document under CC BY-NC-SA: keep the file to yourself, neither commit nor publish it.\n",
        );
    }
    let _ = writeln!(text, "next: {COMMAND} --spec {word} --out ../atlas-full");
    text
}

/// An official document must not end up where it is committed.
fn refuse_output(workspace: &Workspace, path: &Path) -> Result<()> {
    let wrong = |text: &str| Err(WrongArguments(format!("--output {} {text}", path.display())).into());
    if path == Path::new("-") {
        return wrong("would be standard output; name a file");
    }
    if path.is_dir() {
        return wrong("is a folder; name a file in it");
    }
    if path.ancestors().skip(1).any(Path::is_file) {
        return wrong("is below a file; name one in a folder");
    }
    let name = path.file_name().unwrap_or_default();
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml");
    let is_ignored = is_yaml && name.to_str().is_some_and(|name| name.starts_with("atlas"));
    let folder = std::path::absolute(path)?.parent().and_then(|folder| folder.canonicalize().ok());
    if !is_ignored && out_folder::is_part(workspace, &folder.unwrap_or_default().join(name))? {
        return wrong(
            "would be a file of this project to git; name one outside, or call it atlas….yaml, which git ignores",
        );
    }
    if path.symlink_metadata().is_ok() && !may_be_replaced(path) {
        return wrong("is not an OpenAPI document, so it is not overwritten; name another file");
    }
    Ok(())
}

/// Whether a file may be replaced by a newer document: it is one, or empty.
fn may_be_replaced(path: &Path) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    let text = || String::from_utf8(Spec::File(path.to_owned()).read().ok()?).ok();
    is_file && text().is_some_and(|text| text.is_empty() || is_document(&text))
}

fn explained(problem: Problem, request: &Request, edition: &Edition, dates: &[String]) -> Error {
    match (&problem.reason, edition, &request.url) {
        (Reason::Status(404), Edition::Dated(date), None) => {
            let list = || format!("{}/v2/versions.json lists the dates", request.published());
            let help = neighbours(date, dates).unwrap_or_else(list);
            Error::msg(format!(
                "version {date} does not exist: {} is not there\n  help: {help}\n  help: `--api-version latest` takes the newest, \
                 and without --api-version all of them are fetched",
                problem.url,
            ))
        }
        _ => problem.into(),
    }
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edition_has_an_address_and_a_file() {
        let dated = Edition::Dated("2025-03-12".to_owned());
        assert_eq!(Edition::default().url("https://x"), "https://x/v2.yaml");
        assert_eq!(dated.url("https://x"), "https://x/v2/openapi-2025-03-12.yaml");
        assert_eq!(dated.file(), PathBuf::from("atlas-2025-03-12.yaml"));
        assert!(!PUBLISHED.contains(".raw"), "MongoDB asks others not to use those");
    }

    #[test]
    fn the_newest_date_is_a_date() {
        let list = br#"["2023-01-01", "2025-03-12", "2024-08-05", "2026-01-01.upcoming", "preview"]"#;
        assert_eq!(newest(list).as_deref(), Some("2025-03-12"));
        assert_eq!(newest(br#"["preview"]"#), None);
        assert_eq!(newest(b"404: Not Found"), None);
    }

    #[test]
    fn the_checksum_is_that_of_sha256sum() {
        assert_eq!(checksum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_unknown_version_is_explained() {
        let edition = Edition::Dated("2001-01-01".to_owned());
        let explain = |dates: &[String]| {
            let problem = Problem { url: edition.url(PUBLISHED), reason: Reason::Status(404) };
            explained(problem, &Request::default(), &edition, dates).to_string()
        };
        let text = explain(&[]);
        assert!(text.contains("version 2001-01-01 does not exist") && text.contains("versions.json"), "{text}");
        let text = explain(&["2000-01-01", "2000-12-31", "2001-02-01", "2002-01-01"].map(str::to_owned));
        assert!(text.contains("did you mean `--api-version 2000-12-31` or `--api-version 2001-02-01`?"), "{text}");
    }
}
