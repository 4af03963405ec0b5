//! `cargo xtask changes`: what a new document means for users of the generated crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use codegen::changes::{self, Level};
use codegen::{Lock, Options, Source, Surface, VersionChoice};

use crate::cli::{Versions, date};
use crate::names_lock;
use crate::release::{Places, version_in};
use crate::spec::Spec;
use crate::typed::WrongArguments;
use crate::workspace::{LOCK, Workspace, lock_in};

/// Compare two documents, two dates of one, or two generated crates, in terms of the Rust API.
///
/// Each change is breaking, additive or documentation by the rules of docs/changes.md, and the strongest one decides
/// which part of the version to raise: major, minor or patch. [wire] marks what compiles as before and behaves
/// differently.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask changes
      The document of the checkout against the last release, or the last commit.
  cargo xtask changes old.yaml new.yaml --format markdown
      Two documents, for a pull request.
  cargo xtask changes spec/openapi.yaml atlas.yaml --known
      What MongoDB's document says otherwise of the operations that ours has.
  cargo xtask changes atlas.yaml@2024-08-05 atlas.yaml
      Two dates of one document.
  cargo xtask changes ../atlas-full
      A crate that `regenerate --out` wrote, as it is now, against its last tag or commit.
  cargo xtask changes ../atlas-full atlas.yaml --fail-on breaking
      A crate that `regenerate --out` wrote, as it was released or else as it is, against a newer document; exits with 2 if
      something breaks.")]
pub(crate) struct ChangesCommand {
    /// A document (FILE, URL, `-` for standard input, or one of these with @DATE), a names.lock, or a folder with one.
    /// [default: the last release]
    #[arg(value_name = "OLD", value_parser = NonEmptyStringValueParser::new())]
    old: Option<String>,

    /// The same, for what is compared with it. [default: spec/openapi.yaml]
    #[arg(value_name = "NEW", value_parser = NonEmptyStringValueParser::new())]
    new: Option<String>,

    #[command(flatten)]
    versions: Versions,

    /// How the changes are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Exit with 2 if there is a change of this kind or a stronger one.
    #[arg(long, value_name = "KIND", value_enum)]
    fail_on: Option<FailOn>,

    /// Leave out operations, types and tags that are new.
    #[arg(long)]
    known: bool,

    /// List every change, not only the first of each kind.
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// What asks for a new major version.
    Breaking,
    /// What asks for a new minor version.
    Additive,
    /// Anything.
    #[value(alias = "documentation")]
    Docs,
}

/// Changes of each kind that a terminal shows.
const LISTED: usize = 30;

impl ChangesCommand {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or the [`Diagnostics`](codegen::Diagnostics) of an invalid document.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        let version = self.versions.choice();
        let (old, new, users_have) = self.sides(workspace)?;
        let old = read(workspace, &old, &version, None)?;
        let on_disk = self.lock_on_disk(workspace).map(|lock| names_lock::of_client(workspace, &lock)).transpose()?;
        let new = read(workspace, &new, &version, Some(on_disk.as_ref().unwrap_or(old.lock())))?;
        let mut changes = changes::compare(old.lock(), new.lock());
        if self.known {
            changes.retain_known(new.lock());
        }
        changes.locate(|is_new, key| if is_new { new.line(key) } else { old.line(key) });
        changes.version = users_have;
        let text = match self.format {
            Format::Text => changes.text(if self.all { usize::MAX } else { LISTED }),
            Format::Markdown => changes.markdown(),
            Format::Json => changes.json(),
        };
        anstream::print!("{text}");
        let limit = self.fail_on.map(|kind| match kind {
            FailOn::Breaking => Level::Breaking,
            FailOn::Additive => Level::Additive,
            FailOn::Docs => Level::Docs,
        });
        let fails = limit.zip(changes.verdict()).is_some_and(|(limit, verdict)| verdict <= limit);
        Ok(if fails { ExitCode::from(2) } else { ExitCode::SUCCESS })
    }
}

impl ChangesCommand {
    /// The lock of the client that is compared, from which `regenerate` takes names and shapes. It can have others than
    /// the last release, after `--reshape` for one.
    fn lock_on_disk(&self, workspace: &Workspace) -> Option<PathBuf> {
        let folder = self.old.as_deref().map_or(workspace.root(), Path::new);
        Some(lock_in(folder)).filter(|lock| folder.is_dir() && lock.is_file())
    }

    /// Both sides, and the version of the old one where it is a crate's.
    fn sides(&self, workspace: &Workspace) -> Result<(Side, Side, Option<String>)> {
        let ours = || Side::Document(workspace.spec().into(), None);
        let given = |text: &Option<String>| text.as_deref().map(Side::from_argument).transpose();
        let sides = (given(&self.old)?, given(&self.new)?);
        if let (Some(Side::Document(Spec::Stdin, _)), Some(Side::Document(Spec::Stdin, _))) = &sides {
            return Err(WrongArguments("only one of the two can be standard input".to_owned()).into());
        }
        match sides {
            (None, _) => {
                let places = Places::of_checkout(workspace);
                if let Some(recorded) = places.recorded() {
                    eprintln!("compared with {}", recorded.name());
                    // Nobody has a version that was not released.
                    let version = places.released().and_then(|released| released.version);
                    return Ok((Side::Text(LOCK.to_owned(), recorded.lock), ours(), version));
                }
                let lock = workspace.lock();
                eprintln!("git has no earlier {LOCK}: compared with {} on disk", workspace.display(&lock));
                Ok((Side::Lock(lock), ours(), None))
            }
            (Some(Side::Crate(folder)), None) => {
                let recorded = Places::of_crate(&folder).recorded().with_context(|| {
                    format!("git has no earlier {LOCK} of {}; name a document to compare it with", folder.display())
                })?;
                eprintln!("compared with {}", recorded.name());
                Ok((Side::Text(LOCK.to_owned(), recorded.lock), Side::Crate(folder), recorded.version))
            }
            (Some(Side::Crate(folder)), Some(new)) => {
                // As `regenerate --crate-version next` counts.
                if let Some(released) = Places::of_crate(&folder).released() {
                    eprintln!("compared with {}", released.name());
                    return Ok((Side::Text(LOCK.to_owned(), released.lock), new, released.version));
                }
                let version = fs::read_to_string(folder.join("Cargo.toml")).ok().as_deref().and_then(version_in);
                Ok((Side::Crate(folder), new, version))
            }
            (Some(old), new) => Ok((old, new.unwrap_or_else(ours), None)),
        }
    }
}

/// One side of a comparison.
#[derive(Debug)]
enum Side {
    /// A document, and the date up to which its versions count.
    Document(Spec, Option<String>),
    /// The file of a lock.
    Lock(PathBuf),
    /// The folder of a crate.
    Crate(PathBuf),
    /// The name and text of a lock.
    Text(String, String),
}

impl Side {
    fn from_argument(text: &str) -> Result<Self> {
        let path = Path::new(text);
        if path.is_dir() {
            return Ok(Self::Crate(path.to_owned()));
        }
        if path.extension().is_some_and(|extension| extension == "lock") {
            return Ok(Self::Lock(path.to_owned()));
        }
        let is_meant = |end: &str| !end.is_empty() && end.chars().all(|c| c.is_ascii_digit() || c == '-');
        match text.rsplit_once('@').filter(|(_, end)| is_meant(end) && !path.exists()) {
            Some((document, end)) => {
                let date = date(end).map_err(|error| WrongArguments(format!("`@{end}` of {text}: {error}")))?;
                Ok(Self::Document(Spec::from_argument(document), Some(date)))
            }
            None => Ok(Self::Document(Spec::from_argument(text), None)),
        }
    }
}

/// Reads a side, a document with the names of `lock`.
fn read(workspace: &Workspace, side: &Side, version: &VersionChoice, lock: Option<&Lock>) -> Result<Surface> {
    match side {
        Side::Text(name, text) => Ok(Lock::parse(name, text)?.into()),
        Side::Lock(path) | Side::Crate(path) => Ok(names_lock::of_client(workspace, path)?.into()),
        Side::Document(spec, date) => {
            let until = date.clone().or_else(|| version.until.clone());
            surface(workspace, spec, VersionChoice { until, ..version.clone() }, lock)
        }
    }
}

/// What users would see of a client of a document, with the names of `lock`.
pub(crate) fn surface(
    workspace: &Workspace,
    spec: &Spec,
    version: VersionChoice,
    lock: Option<&Lock>,
) -> Result<Surface> {
    let options = Options {
        config_name: workspace.display(&workspace.config()),
        config: fs::read_to_string(workspace.config()).context("cannot read spec/codegen.toml")?,
        lock: lock.map(|lock| (LOCK.to_owned(), lock.text())),
        version,
        ..Options::default()
    };
    Ok(codegen::surface(&Source::new(spec.to_string(), spec.read()?), &options)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_documents_dates_or_locks() {
        let shown = |text| match Side::from_argument(text).unwrap() {
            Side::Document(spec, date) => format!("{spec} {}", date.unwrap_or_default()),
            Side::Lock(path) | Side::Crate(path) => path.display().to_string(),
            Side::Text(..) => String::new(),
        };
        assert_eq!(shown("a.yaml"), "a.yaml ");
        assert_eq!(shown("a.yaml@2024-08-05"), "a.yaml 2024-08-05");
        assert_eq!(shown("a@b.yaml"), "a@b.yaml ");
        assert_eq!(shown("https://x.y/a.yaml@2024-08-05"), "https://x.y/a.yaml 2024-08-05");
        assert_eq!(shown("x/names.lock"), "x/names.lock");
        assert!(matches!(Side::from_argument(env!("CARGO_MANIFEST_DIR")), Ok(Side::Crate(_))));
        let error = Side::from_argument("a.yaml@2024-13-01").unwrap_err();
        assert!(error.is::<WrongArguments>() && error.to_string().contains("`@2024-13-01` of a.yaml"), "{error}");
    }
}
