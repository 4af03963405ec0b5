//! `cargo xtask conformance`: a client generated from a document, held against that document.

mod scratch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use codegen::DocsLevel;
use url::Url;

use crate::cli::{Versions, exit};
use crate::identity::Identity;
use crate::out_folder;
use crate::owned::{Owned, Policy};
use crate::regenerate::{self, Plan, Request};
use crate::spec::Spec;
use crate::workspace::{Workspace, cargo};

/// Check a client against the document that it is generated from: every operation, every type, every example.
///
/// Generates the client into a folder of its own together with a driver, builds both and runs the driver. The checker
/// reads the document without the generator. Prints what was looked at and every mismatch, and exits with 1 if there
/// is one. docs/conformance.md tells what is checked.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask conformance
      The client of our own document.
  cargo xtask conformance --spec atlas.yaml
      A client of an official document that you downloaded.
  cargo xtask conformance --spec atlas.yaml --api-version 2024-08-05
      The same, each operation in its newest version up to that date.
  cargo xtask conformance --spec atlas.yaml --server http://127.0.0.1:4010
      Calls every operation of a server, such as a mock that checks requests by itself.")]
pub(crate) struct Conformance {
    /// The document to read, a file, an https URL, or `-` for standard input: OpenAPI 3.0 as YAML or JSON; any but our
    /// own may also be OpenAPI 3.1 or 3.2. [default: spec/openapi.yaml]
    #[arg(long, value_name = "FILE-OR-URL", value_parser = NonEmptyStringValueParser::new())]
    spec: Option<String>,

    #[command(flatten)]
    versions: Versions,

    /// Call every operation of the server at this address once, instead of checking, and tell what it says.
    #[arg(long, value_name = "URL", value_parser = server)]
    server: Option<String>,

    /// Put client and driver into this folder. [default: target/conformance/crates/<name of the document>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// List what was set apart as well, with the reason.
    #[arg(long)]
    verbose: bool,
}

impl Conformance {
    /// Generates client and driver, builds them and runs the driver, which prints what it finds.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        let target = target(workspace);
        let spec = self.spec.as_deref().map_or_else(|| Spec::File(workspace.spec()), Spec::from_argument);
        let folder = self.out.clone().unwrap_or_else(|| target.join("crates").join(name(&spec)));
        let spec = at_hand(workspace, spec, &folder)?;
        let request = Request {
            spec: Some(Spec::File(spec.clone())),
            out: Some(folder.join("client")),
            version: self.versions.choice(),
            docs: DocsLevel::None,
            force: false,
            identity: Identity::default(),
            for_conformance: true,
            rename: false,
            reshape: false,
            is_team: false,
        };
        let plan = regenerate::plan(workspace, &request)?;
        plan.owned.write(false)?;
        let driver = scratch::driver(workspace, &folder.join("driver"), &plan.output)?;
        driver.write(false)?;

        eprintln!("building the client and its driver in {}: minutes the first time", folder.display());
        let mut command = cargo();
        command.args(["run", "--quiet", "--manifest-path"]).arg(folder.join("driver/Cargo.toml"));
        command.env("CARGO_TARGET_DIR", target.join("target")).arg("--").args(self.arguments(workspace, &spec, &plan)?);
        // What cargo sets for xtask is not meant for the driver.
        command.env_remove("CARGO_MANIFEST_DIR");
        Ok(exit(command.status().context("cannot run cargo")?.success()))
    }

    /// What the driver is told.
    fn arguments(&self, workspace: &Workspace, spec: &Path, plan: &Plan) -> Result<Vec<String>> {
        let mut arguments = vec!["--spec".to_owned(), std::path::absolute(spec)?.display().to_string()];
        arguments.extend(self.versions.api_version.iter().flat_map(|date| ["--api-version".to_owned(), date.clone()]));
        let flags =
            [("--preview", self.versions.preview), ("--upcoming", self.versions.upcoming), ("--verbose", self.verbose)];
        arguments.extend(flags.iter().filter(|(_, set)| *set).map(|(flag, _)| (*flag).to_owned()));
        arguments.extend(self.server.iter().flat_map(|url| ["--server".to_owned(), url.clone()]));
        arguments.extend(["--config".to_owned(), workspace.config().display().to_string()]);
        for (operation, reason) in &plan.output.summary.skipped {
            arguments.extend(["--skipped".to_owned(), operation.clone(), reason.clone()]);
        }
        Ok(arguments)
    }
}

/// The address of a server, before a client is built for minutes.
fn server(text: &str) -> Result<String> {
    let is_server = Url::parse(text).is_ok_and(|url| url.scheme().starts_with("http") && url.has_host());
    is_server.then(|| text.to_owned()).context("expected a URL such as http://127.0.0.1:4010")
}

/// The folder for all that conformance makes.
fn target(workspace: &Workspace) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.root().join("target"), PathBuf::from);
    target.join("conformance")
}

/// What the files of a document are put under.
fn name(spec: &Spec) -> String {
    let last = match spec {
        Spec::File(path) => path.file_stem().map(|name| name.to_string_lossy().into_owned()),
        Spec::Url(url) => url.rsplit('/').next().and_then(|file| file.split(['.', '?']).next()).map(str::to_owned),
        Spec::Stdin => None,
    };
    last.filter(|name| !name.is_empty() && name != "target").unwrap_or_else(|| "document".to_owned())
}

/// The document as a file, which the driver reads too.
fn at_hand(workspace: &Workspace, spec: Spec, folder: &Path) -> Result<PathBuf> {
    match spec {
        Spec::File(path) => Ok(path),
        other @ (Spec::Url(_) | Spec::Stdin) => {
            let bytes = other.read()?;
            let path = folder.join("document/document.yaml");
            let mut download = Owned::in_folder(&out_folder::check(workspace, &folder.join("document"))?);
            download.insert("document.yaml", String::from_utf8_lossy(&bytes), Policy::Generated);
            download.write(false)?;
            Ok(path)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_has_a_folder_of_its_own() {
        for (spec, folder) in [
            ("specs/atlas-2024.yaml", "atlas-2024"),
            ("https://example.com/openapi/v2.yaml?raw", "v2"),
            ("https://example.com/", "document"),
        ] {
            assert_eq!(name(&Spec::from_argument(spec)), folder);
        }
    }
}
