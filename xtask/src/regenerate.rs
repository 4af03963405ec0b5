//! `cargo xtask regenerate`: document in, generated files out, or a check that nothing would change.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use codegen::{DocsLevel, Options, Output, Source, VersionChoice};

use crate::diff;
use crate::features::with_features;
use crate::owned::{Change, Owned};
use crate::spec::Spec;
use crate::standalone;
use crate::workspace::{COMMAND, Workspace};

/// How many files a check shows in full, and how many lines of each.
const SHOWN_FILES: usize = 5;
const SHOWN_LINES: usize = 40;

/// What to generate, from what.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The OpenAPI document; ours when not given.
    pub spec: Option<Spec>,
    /// Folder for a stand-alone crate; the checkout when not given.
    pub out: Option<PathBuf>,
    /// Which version of each operation.
    pub version: VersionChoice,
    /// How much of the document's prose is carried.
    pub docs: DocsLevel,
    /// Whether the driver of `cargo xtask conformance` is wanted as well.
    pub driver: bool,
}

/// The files as they should be, and how the disk differs.
#[derive(Debug)]
pub struct Plan {
    /// Files and folders that the generator owns.
    pub owned: Owned,
    /// Differences by path.
    pub changes: BTreeMap<PathBuf, Change>,
    /// What the generator said.
    pub output: Output,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum Failure {
    /// The document or `codegen.toml` is wrong.
    Document(codegen::Diagnostics),
    /// A file could not be read.
    Other(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

/// Generates in memory and compares with the disk. Writes nothing.
///
/// # Errors
///
/// [`Failure::Document`] with all diagnostics, or [`Failure::Other`] when a file cannot be read.
pub fn plan(workspace: &Workspace, request: &Request) -> Result<Plan, Failure> {
    let spec = request.spec.clone().unwrap_or_else(|| Spec::File(workspace.spec()));
    let text = spec.read()?;
    let config = fs::read_to_string(workspace.config()).context("cannot read spec/codegen.toml")?;
    let source = Source::new(shown(workspace, &spec), text);
    let options = Options {
        config_name: workspace.display(&workspace.config()),
        config,
        version: request.version.clone(),
        docs: request.docs,
        own: is_own(workspace, &spec),
        driver: request.driver,
    };
    let output = codegen::generate(&source, &options).map_err(Failure::Document)?;
    let owned = match &request.out {
        Some(out) => standalone::crate_files(workspace, out, &output)?,
        None => checkout_files(workspace, &output)?,
    };
    let changes = owned.compare()?;
    Ok(Plan { owned, changes, output })
}

/// Our own document is held to stricter rules: what is a warning elsewhere is an error there.
fn is_own(workspace: &Workspace, spec: &Spec) -> bool {
    let Spec::File(spec) = spec else { return false };
    match (fs::canonicalize(spec), fs::canonicalize(workspace.spec())) {
        (Ok(given), Ok(ours)) => given == ours,
        _ => false,
    }
}

/// The document's name in diagnostics.
fn shown(workspace: &Workspace, spec: &Spec) -> String {
    match spec {
        Spec::File(path) => workspace.display(path),
        Spec::Url(url) => url.clone(),
    }
}

/// The generated files of the checkout: code, the census and the features block.
fn checkout_files(workspace: &Workspace, output: &Output) -> Result<Owned> {
    let generated = workspace.generated();
    let mut files: BTreeMap<_, _> =
        output.files.iter().map(|(path, text)| (generated.join(path), text.clone())).collect();
    files.insert(workspace.report(), output.report.clone());
    let manifest = workspace.client().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).context("cannot read atlas-client/Cargo.toml")?;
    files.insert(manifest, with_features(&text.replace("\r\n", "\n"), &output.features)?);
    Ok(Owned { files, folders: vec![generated] })
}

/// One paragraph for a person: what was generated and what changed on disk.
#[must_use]
pub fn summary(workspace: &Workspace, plan: &Plan, wrote: bool) -> String {
    let facts = &plan.output.summary;
    let mut text = format!("{} operations, {} types", facts.operations, facts.models);
    if facts.skipped > 0 {
        let _ = write!(text, " ({} operations skipped, see REPORT.md)", facts.skipped);
    }
    let count = |wanted: fn(&Change) -> bool| plan.changes.values().filter(|change| wanted(change)).count();
    let missing = count(|change| matches!(change, Change::Missing));
    let changed = count(|change| matches!(change, Change::Changed { .. }));
    let extra = count(|change| matches!(change, Change::Extra));
    if plan.changes.is_empty() {
        let _ = writeln!(text, "; {} files, all up to date", plan.owned.files.len());
        return text;
    }
    let verb = if wrote { ["added", "changed", "deleted"] } else { ["missing", "changed", "extra"] };
    let _ = writeln!(text, "; files: {missing} {}, {changed} {}, {extra} {}", verb[0], verb[1], verb[2]);
    for (path, change) in plan.changes.iter().take(20) {
        let sign = match change {
            Change::Missing => verb[0],
            Change::Changed { .. } => verb[1],
            Change::Extra => verb[2],
        };
        let _ = writeln!(text, "  {sign:8} {}", workspace.display(path));
    }
    if plan.changes.len() > 20 {
        let _ = writeln!(text, "  … and {} more", plan.changes.len() - 20);
    }
    text
}

/// What a check says about drift: each file, bounded diffs, and the command that mends it. Empty when there is none.
#[must_use]
pub fn drift(workspace: &Workspace, plan: &Plan) -> String {
    if plan.changes.is_empty() {
        return String::new();
    }
    let mut text = summary(workspace, plan, false);
    let changed = plan.changes.iter().filter_map(|(path, change)| match change {
        Change::Changed { found } => Some((path, found)),
        Change::Missing | Change::Extra => None,
    });
    for (path, found) in changed.clone().take(SHOWN_FILES) {
        let expected = plan.owned.files.get(path).map_or("", String::as_str);
        let _ = write!(text, "\n{}", diff::unified(&workspace.display(path), found, expected, SHOWN_LINES));
    }
    let more = changed.count().saturating_sub(SHOWN_FILES);
    if more > 0 {
        let _ = writeln!(text, "\n… and {more} more changed files");
    }
    let _ = writeln!(text, "\ngenerated files are out of date; run: {COMMAND}");
    text
}
