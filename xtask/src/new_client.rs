//! `cargo xtask new-client DIR`: a crate of the whole API for a team that keeps its own, with what brings it up to
//! date.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::{self, Versions};
use crate::format::Format;
use crate::owned::{MANIFEST, Policy};
use crate::regenerate::{self, Request};
use crate::spec::Spec;
use crate::standalone::UPDATE;
use crate::summary;
use crate::typed;
use crate::workspace::Workspace;

/// Files that are written once, and are the team's from then on.
fn files(versions: &Versions) -> [(&'static str, String); 3] {
    let update = include_str!("new_client/update")
        .replace("versions=()", &format!("versions=({})", typed::version_options(&versions.choice()).join(" ")));
    [
        (UPDATE, update),
        (".github/workflows/update.yml", include_str!("new_client/update.yml").to_owned()),
        (".gitignore", "/target\n/.generated-staging\n/.generated.lock\n".to_owned()),
    ]
}

/// Lets the script be run by its name, where files have such a right.
fn make_executable(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_mode(permissions.mode() | 0o111);
        fs::set_permissions(path, permissions).with_context(|| format!("cannot make {} executable", path.display()))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Write a crate of the whole API into a new folder, with a workflow and a script that bring it up to date.
///
/// The crate, its names.lock and its README are those of `regenerate --out`. From then on two commands update it:
/// `cargo xtask fetch` and `cargo xtask regenerate --spec atlas.yaml --out DIR`; the script `update` in the folder runs
/// them.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask fetch && cargo xtask new-client ../our-atlas --spec atlas.yaml --name our-atlas
      A crate of every operation that has a stable version.")]
pub(crate) struct NewClient {
    /// The folder: new, empty, or a new git repository.
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The document, a file, a URL, or `-` for standard input: what `cargo xtask fetch` downloaded.
    #[arg(long, value_name = "FILE-OR-URL", value_parser = NonEmptyStringValueParser::new())]
    spec: String,

    #[command(flatten)]
    versions: Versions,

    #[command(flatten)]
    identity: cli::CrateIdentity,
}

impl NewClient {
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        let request = Request {
            spec: Some(Spec::from_argument(&self.spec)),
            out: Some(self.folder),
            version: self.versions.choice(),
            identity: self.identity.into(),
            is_team: true,
            ..Request::default()
        };
        if let Some(out) = request.out.as_ref().filter(|out| out.join(MANIFEST).exists()) {
            bail!(
                "{} is a client already\n  help: its script `{UPDATE}` brings it up to date, or {}",
                out.display(),
                typed::regenerate(&request)
            );
        }
        let mut plan = regenerate::plan(workspace, &request)?;
        Format::Text.show(&plan.output.warnings, false);
        for (path, text) in files(&self.versions) {
            plan.owned.insert(path, text, Policy::Once);
        }
        let changes = plan.owned.write(false)?;
        make_executable(&plan.owned.root().join(UPDATE))?;
        anstream::print!("{}", summary::summary(workspace, &plan, &changes, true));
        let folder = plan.owned.root().display();
        println!("next: commit {folder}; its README.md says how it is brought up to date");
        Ok(ExitCode::SUCCESS)
    }
}
