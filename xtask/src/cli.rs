//! Commands and options.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use codegen::version::is_date;
use codegen::{Diagnostics, DocsLevel, VersionChoice};

use crate::bench::Bench;
use crate::changes::ChangesCommand;
use crate::conformance::Conformance;
use crate::download::Limits;
use crate::fetch::{self, Edition};
use crate::format::Format;
use crate::identity::{Identity, Version, package_name, package_version};
use crate::new_client::NewClient;
use crate::prove::Prove;
use crate::regenerate::{self, Request};
use crate::servers::Servers;
use crate::spec::Spec;
use crate::summary;
use crate::sunsets::Sunsets;
use crate::typed::WrongArguments;
use crate::workspace::Workspace;

/// Maintains the generated part of atlas-client, and tries the client against real servers.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 if all is well, 1 if something failed or differs, 2 if `changes --fail-on` or `sunsets --before` found what
they look for, 64 if the arguments are wrong.";

#[derive(Debug, Subcommand)]
enum Command {
    Regenerate(Regenerate),
    Fetch(Fetch),
    Servers(Servers),
    Conformance(Conformance),
    Changes(ChangesCommand),
    Sunsets(Sunsets),
    NewClient(NewClient),
    ProveChanges(Prove),
    Bench(Bench),
}

/// Generate the client from its OpenAPI document, or check that it is up to date.
///
/// Reads spec/openapi.yaml and spec/codegen.toml; writes atlas-client/src/generated, the features in
/// atlas-client/Cargo.toml, tests/tests/conformance/generated, and in spec REPORT.md, names.lock and generated.sha256.
/// Only files that differ are written; what earlier runs wrote and nothing
/// needs any more is deleted, and no other file is touched (docs/generated-files.md). When the document is invalid,
/// nothing is written.
#[expect(clippy::struct_excessive_bools, reason = "independent flags of a command")]
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask regenerate
      After a change of spec/openapi.yaml.
  cargo xtask regenerate --check
      In CI: exits with 1 and shows what differs when somebody forgot.
  cargo xtask regenerate --spec atlas.yaml --out ../atlas-full
      The whole API, from an official document that `cargo xtask fetch` downloaded, as a crate of its own.
  cargo xtask regenerate --spec atlas.yaml --out ../atlas-2024 --api-version 2024-08-05
      The same, each operation in its newest version up to that date.")]
struct Regenerate {
    /// Write nothing; exit with 1 and show the differences if a file is missing, changed or extra.
    #[arg(long)]
    check: bool,

    /// The document to read, a file, an https URL, or `-` for standard input: OpenAPI 3.0 as YAML or JSON; any
    /// but our own may also be OpenAPI 3.1 or 3.2. [default: spec/openapi.yaml]
    #[arg(long, value_name = "FILE-OR-URL", value_parser = NonEmptyStringValueParser::new())]
    spec: Option<String>,

    #[command(flatten)]
    versions: Versions,

    /// How much of the document's prose becomes documentation.
    #[arg(long, value_enum, default_value_t = Docs::Full)]
    docs: Docs,

    /// Write a complete stand-alone crate into this folder, and nothing into the checkout.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Use the document's current names for methods and types, and keep the old ones as deprecated aliases.
    #[arg(long, conflicts_with = "check")]
    rename: bool,

    /// Use the document's current types where names.lock keeps older ones: a breaking change.
    #[arg(long, conflicts_with = "check")]
    reshape: bool,

    /// Overwrite what is otherwise kept: an edited Cargo.toml or README.md of the crate, the output of a version that
    /// kept no list of its files, and all names where names.lock is gone.
    #[arg(long, requires = "out")]
    force: bool,

    #[command(flatten)]
    identity: CrateIdentity,

    /// List the remarks on a third-party document instead of counting them: they do not concern the Rust API.
    #[arg(long)]
    verbose: bool,

    /// How errors and warnings about the document and codegen.toml are shown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Download MongoDB's own OpenAPI document, the whole Atlas API, for `regenerate --spec`.
///
/// It comes from MongoDB's public repository, github.com/mongodb/openapi, under CC BY-NC-SA: use it, but neither commit
/// nor publish the file. It is written whole or not at all, with its SHA-256 shown.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask fetch
      All versions of each operation, into atlas.yaml; `regenerate` takes the newest stable ones, or what --api-version says.
  cargo xtask fetch --api-version 2024-08-05
      Each operation in its newest version up to that date only, into atlas-2024-08-05.yaml.
  cargo xtask fetch --api-version latest --output ../atlas.yaml
      The same for the newest date.

A proxy is taken from HTTPS_PROXY, certificates from the system.")]
struct Fetch {
    /// The document of this version only: a date (YYYY-MM-DD) or `latest`. [default: one document with all versions]
    #[arg(long, value_name = "DATE", value_parser = date_or_latest)]
    api_version: Option<String>,

    /// The file to write: a new one, or an OpenAPI document to replace. [default: atlas.yaml or atlas-DATE.yaml]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Download from this URL instead: https, or http from this machine.
    #[arg(long, value_name = "URL", conflicts_with = "api_version", value_parser = NonEmptyStringValueParser::new())]
    url: Option<String>,
}

/// What a crate of its own is called.
#[derive(Args, Debug)]
pub(crate) struct CrateIdentity {
    /// Name of the package in the folder. [default: the one it has, or atlas-client]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    name: Option<String>,

    /// Version of the package in the folder; `next` raises it by what changes for users. [default: the one it has, or
    /// that of atlas-client]
    #[arg(long, value_name = "VERSION", value_parser = package_version)]
    crate_version: Option<Version>,
}

impl From<CrateIdentity> for Identity {
    fn from(identity: CrateIdentity) -> Self {
        Self { name: identity.name, version: identity.crate_version }
    }
}

/// Which version of each operation is taken.
#[derive(Args, Debug)]
pub(crate) struct Versions {
    /// Take each operation's newest stable version up to this date (YYYY-MM-DD). [default: the newest]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) api_version: Option<String>,

    /// Add the operations that have a preview version only; the others stay in their stable versions.
    #[arg(long)]
    pub(crate) preview: bool,

    /// Take versions that are announced but not in force yet like stable ones.
    #[arg(long)]
    pub(crate) upcoming: bool,
}

impl Versions {
    /// The choice as the generator takes it.
    pub(crate) fn choice(&self) -> VersionChoice {
        VersionChoice { until: self.api_version.clone(), preview: self.preview, upcoming: self.upcoming }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Docs {
    /// Only what can be derived: calls, types, limits.
    None,
    /// The first sentence of each description as well.
    Summary,
    /// Everything.
    Full,
}

impl From<Docs> for DocsLevel {
    fn from(docs: Docs) -> Self {
        match docs {
            Docs::None => Self::None,
            Docs::Summary => Self::Summary,
            Docs::Full => Self::Full,
        }
    }
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// What went wrong outside the document: a file that cannot be read or written. An invalid document and drift are
    /// reported and give a failing exit code.
    pub fn run(self) -> Result<ExitCode> {
        let workspace = Workspace::current();
        let done = match self.command {
            Command::Regenerate(options) => options.run(&workspace),
            Command::Fetch(options) => options.run(&workspace),
            Command::Servers(options) => options.run(&workspace),
            Command::Conformance(options) => options.run(&workspace),
            Command::Changes(options) => options.run(&workspace),
            Command::Sunsets(options) => options.run(&workspace),
            Command::NewClient(options) => options.run(&workspace),
            Command::ProveChanges(options) => options.run(&workspace),
            Command::Bench(options) => options.run(&workspace),
        };
        done.or_else(|error| {
            anstream::eprint!("{}", error.downcast::<Diagnostics>()?.render(true));
            Ok(ExitCode::FAILURE)
        })
    }
}

impl Regenerate {
    fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        if self.out.is_none() && (self.identity.name.is_some() || self.identity.crate_version.is_some()) {
            return Err(WrongArguments("--name and --crate-version are for the crate of --out".to_owned()).into());
        }
        let request = Request {
            spec: self.spec.as_deref().map(Spec::from_argument),
            out: self.out,
            version: self.versions.choice(),
            docs: self.docs.into(),
            force: self.force,
            identity: self.identity.into(),
            rename: self.rename,
            reshape: self.reshape,
            for_conformance: false,
            is_team: false,
        };
        let plan = match regenerate::plan(workspace, &request) {
            Ok(plan) => plan,
            Err(error) => {
                self.format.show(&error.downcast()?, self.verbose);
                return Ok(ExitCode::FAILURE);
            }
        };
        self.format.show(&plan.output.warnings, self.verbose);
        if self.check {
            let drift = summary::drift(workspace, &plan);
            if !drift.is_empty() {
                anstream::eprint!("{drift}");
                return Ok(ExitCode::FAILURE);
            }
            self.format.summary(&summary::summary(workspace, &plan, &plan.changes, false));
        } else {
            let changes = plan.owned.write(self.force)?;
            self.format.summary(&summary::summary(workspace, &plan, &changes, true));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Fetch {
    fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        let edition = match self.api_version {
            Some(latest) if latest == LATEST => Edition::Latest,
            Some(date) => Edition::Dated(date),
            None => Edition::AllVersions,
        };
        let request = fetch::Request { edition, url: self.url, output: self.output, published: None };
        let fetched = fetch::fetch(workspace, &request, &Limits::default())?;
        anstream::print!("{}", fetch::summary(&fetched));
        Ok(ExitCode::SUCCESS)
    }
}

/// The exit code of a command that found all in order, or not.
pub(crate) fn exit(success: bool) -> ExitCode {
    ExitCode::from(u8::from(!success))
}

/// The name of the newest date.
const LATEST: &str = "latest";

fn date_or_latest(text: &str) -> Result<String, String> {
    if text == LATEST { Ok(text.to_owned()) } else { date(text).map_err(|error| format!("{error}, or `{LATEST}`")) }
}

/// A calendar date as Atlas writes its versions.
pub(crate) fn date(text: &str) -> Result<String, String> {
    let is_valid = is_date(text);
    is_valid.then(|| text.to_owned()).ok_or_else(|| "expected a date of the calendar, such as 2025-03-12".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn dates_are_calendar_dates() {
        assert_eq!(date("2025-03-12").as_deref(), Ok("2025-03-12"));
        for wrong in ["2025-3-12", "2025-13-01", "2025-01-32", "2025-02-31", "2025-02-29", "latest", "2025-03-12-1", ""]
        {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
