//! `cargo xtask fetch`: MongoDB's own OpenAPI document into a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::download::{self, Limits, Problem, Reason};
use crate::owned::write_whole;
use crate::spec::refuse_other_documents;
use crate::workspace::{COMMAND, Workspace};

/// Where MongoDB publishes the document.
const PUBLISHED: &str = "https://raw.githubusercontent.com/mongodb/openapi/main/openapi";

/// Which document, and where to.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Which of the published files.
    pub edition: Edition,
    /// Another address to take it from.
    pub url: Option<String>,
    /// The file to write; named after the edition when not given.
    pub output: Option<PathBuf>,
}

/// One of the files that MongoDB publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Each operation in its newest version.
    #[default]
    Newest,
    /// Each operation in its newest version up to this date.
    Dated(String),
    /// Each operation in all its versions: `regenerate --api-version` chooses.
    AllVersions,
}

impl Edition {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Newest => format!("{PUBLISHED}/v2.yaml"),
            Self::Dated(date) => format!("{PUBLISHED}/v2/openapi-{date}.yaml"),
            Self::AllVersions => format!("{PUBLISHED}/.raw/v2.yaml"),
        }
    }

    /// The file it is written to. `.gitignore` has these names.
    fn file(&self) -> PathBuf {
        match self {
            Self::Newest => PathBuf::from("atlas.yaml"),
            Self::Dated(date) => PathBuf::from(format!("atlas-{date}.yaml")),
            Self::AllVersions => PathBuf::from("atlas-all-versions.yaml"),
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
}

/// Downloads a document. The file is written whole or not at all.
///
/// # Errors
///
/// When the file may not be written there, the download fails, or the download is not an OpenAPI document.
pub fn fetch(workspace: &Workspace, request: &Request, limits: &Limits) -> Result<Fetched> {
    let path = request.output.clone().unwrap_or_else(|| request.edition.file());
    refuse_output(workspace, &path)?;
    let url = request.url.clone().unwrap_or_else(|| request.edition.url());
    let body = download::get(&url, limits).map_err(|problem| explained(problem, request))?;
    refuse_other_documents(&url, &body)?;
    write_whole(&path, &body).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Fetched { path, url, bytes: body.len(), checksum: checksum(&body) })
}

/// What a person reads afterwards.
#[must_use]
pub fn summary(fetched: &Fetched) -> String {
    let Fetched { path, url, bytes, checksum } = fetched;
    let path = path.display();
    let mut text = String::new();
    let _ = writeln!(text, "wrote {path}: {bytes} bytes from {url}");
    let _ = writeln!(text, "sha256 {checksum}");
    let _ = writeln!(
        text,
        "MongoDB publishes its document under CC BY-NC-SA: keep the file to yourself, neither commit nor publish it."
    );
    let _ = writeln!(text, "next: {COMMAND} --spec {path} --out ../atlas-full");
    text
}

/// An official document must not end up in the place of our own, which is committed.
fn refuse_output(workspace: &Workspace, path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!("--output {} is a folder; name a file in it", path.display());
    }
    let same = |ours: &Path| match (path.canonicalize(), ours.canonicalize()) {
        (Ok(path), Ok(ours)) => path == ours,
        _ => false,
    };
    if same(&workspace.spec()) || same(&workspace.config()) {
        bail!("--output {} would overwrite a file of this project; name another one", path.display());
    }
    Ok(())
}

fn explained(problem: Problem, request: &Request) -> Error {
    match (&problem.reason, &request.edition, &request.url) {
        (Reason::Status(404), Edition::Dated(date), None) => Error::msg(format!(
            "there is no version {date}: {} does not exist\n  help: {PUBLISHED}/v2/versions.json lists the dates; without --api-version \
             the newest is fetched",
            problem.url
        )),
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
        assert!(Edition::Newest.url().ends_with("/openapi/v2.yaml"));
        assert!(dated.url().ends_with("/openapi/v2/openapi-2025-03-12.yaml"));
        assert!(Edition::AllVersions.url().ends_with("/openapi/.raw/v2.yaml"));
        assert_eq!(dated.file(), PathBuf::from("atlas-2025-03-12.yaml"));
    }

    #[test]
    fn the_checksum_is_that_of_sha256sum() {
        assert_eq!(checksum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_unknown_version_is_explained() {
        let request = Request { edition: Edition::Dated("2001-01-01".to_owned()), ..Request::default() };
        let problem = Problem { url: request.edition.url(), reason: Reason::Status(404) };
        let text = explained(problem, &request).to_string();
        assert!(text.contains("no version 2001-01-01") && text.contains("versions.json"), "{text}");
    }
}
