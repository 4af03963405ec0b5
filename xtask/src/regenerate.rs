//! `cargo xtask regenerate`: document in, generated files out, or a check that nothing would change.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use codegen::changes::{self, Changes as ApiChanges};
use codegen::{Diagnostic, Diagnostics, DocsLevel, Lock, Options, Output, Source, Summary, VersionChoice};

use crate::features::{self, with_features};
use crate::identity::Identity;
use crate::names_lock;
use crate::out_folder;
use crate::owned::{Changes, Owned, Policy};
use crate::release::{Places, version_in};
use crate::spec::Spec;
use crate::standalone;
use crate::typed;
use crate::workspace::{LOCK, Workspace};

/// What to generate, from what.
#[expect(clippy::struct_excessive_bools, reason = "independent options")]
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
    /// Name and version of the stand-alone crate.
    pub identity: Identity,
    /// Whether methods and types that the names lock knows are named anew.
    pub rename: bool,
    /// Whether everything gets the shape that the document has for it now.
    pub reshape: bool,
    /// Whether edits are overwritten that would be kept.
    pub force: bool,
    /// Whether the crate has what a team brings it up to date with: the script and the workflow of `new-client`.
    pub is_team: bool,
    /// Whether this is for `cargo xtask conformance`: the driver is wanted as well, and the names lock of an earlier
    /// run into the same folder, which may be of another document, is left out.
    pub for_conformance: bool,
}

/// The files as they should be, and how the disk differs.
#[derive(Debug)]
pub struct Plan {
    /// Files and folders that the generator owns.
    pub owned: Owned,
    /// Differences by path below the root.
    pub changes: Changes,
    /// The folder of `--out`, as it was given.
    pub out: Option<PathBuf>,
    /// The command that writes this.
    pub command: String,
    /// How the API differs from earlier ones.
    pub api: Api,
    /// What the generator said.
    pub output: Output,
}

/// How the API differs from earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// From that of the earlier run; nothing when there was none.
    pub now: ApiChanges,
    /// From that of the last release, where git has one.
    pub since: Option<ApiChanges>,
    /// Whether git has an earlier one, so that `changes` can list all.
    pub is_recorded: bool,
}

/// Generates in memory and compares with the disk. Writes nothing.
///
/// # Errors
///
/// All [`Diagnostics`] when the document or `codegen.toml` is wrong, or the document has no operation; another error
/// when a file cannot be read, or the names of an earlier run are gone.
pub fn plan(workspace: &Workspace, request: &Request) -> Result<Plan> {
    let out = request.out.as_deref();
    out.map(|out| out_folder::check(workspace, out)).transpose()?;
    let spec = request.spec.clone().unwrap_or_else(|| Spec::File(workspace.spec()));
    let text = spec.read()?;
    let config = fs::read_to_string(workspace.config()).context("cannot read spec/codegen.toml")?;
    let own = is_own(workspace, &spec);
    if !own && request.out.is_none() {
        bail!(
            "{spec} is not the document of this checkout, {}; add --out DIR for a crate of its own, which leaves the checkout alone",
            workspace.display(&workspace.spec())
        );
    }
    let source = Source::new(shown(workspace, &spec), text);
    let manifest = client_manifest(workspace)?;
    let lock = if request.for_conformance { None } else { names_lock::read(workspace, out, request.force)? };
    let options = Options {
        reserved_features: features::reserved(&manifest)?,
        lock: lock.clone(),
        rename: request.rename,
        reshape: request.reshape,
        config_name: workspace.display(&workspace.config()),
        config,
        version: request.version.clone(),
        docs: request.docs,
        own,
        // The checkout has the driver of its own document, for `cargo test`.
        driver: request.for_conformance || request.out.is_none(),
    };
    let output = codegen::generate(&source, &options)?;
    if output.summary.operations == 0 {
        return Err(no_operation(&output.summary).into());
    }
    let api = api_changes(workspace, request, lock.as_ref(), &output.lock);
    let mut owned = match &request.out {
        Some(out) => {
            let next = api.since.as_ref().unwrap_or(&api.now).next_version();
            let identity = request.identity.clone().or_earlier(out, next);
            let is_team = request.is_team || out.join(standalone::UPDATE).exists();
            let crate_ = standalone::Crate { out, identity: &identity, version: &request.version, is_team };
            crate_.files(workspace, request.force, &output)?
        }
        None => checkout_files(workspace, &output)?,
    };
    if !request.for_conformance {
        let path = request.out.as_ref().map_or_else(|| workspace.display(&workspace.lock()), |_| LOCK.to_owned());
        owned.made_from(path, lock.map(|(_, text)| text));
    }
    let changes = owned.compare(request.force)?;
    let command = typed::regenerate(request);
    Ok(Plan { owned, changes, out: request.out.clone(), command, api, output })
}

/// A client without operations is none, and would take away those that users call.
fn no_operation(summary: &Summary) -> Diagnostics {
    let Some((operation, reason)) = summary.skipped.first() else {
        let error = Diagnostic::error("the document has no operation");
        return error.with_help("give the address of a document that has `paths`").into();
    };
    let message = format!("none of the {} operations can be generated", summary.skipped.len());
    Diagnostic::error(message).with_note(format!("{operation}: {reason}")).into()
}

/// How the API differs from what an earlier run wrote and from what was released.
fn api_changes(workspace: &Workspace, request: &Request, earlier: Option<&(String, String)>, new: &Lock) -> Api {
    let earlier = earlier.and_then(|(name, text)| Lock::parse(name, text).ok());
    let mut now = earlier.map(|earlier| changes::compare(&earlier, new)).unwrap_or_default();
    let places = request.out.as_deref().map_or_else(|| Places::of_checkout(workspace), Places::of_crate);
    let released = places.released();
    if let (Some(out), None) = (&request.out, &released) {
        now.version = fs::read_to_string(out.join("Cargo.toml")).ok().as_deref().and_then(version_in);
    }
    let since = released.and_then(|released| {
        let mut changes = changes::compare(&released.names()?, new);
        changes.version = released.version;
        Some(changes)
    });
    let is_recorded = since.is_some() || places.recorded().is_some();
    Api { now, since, is_recorded }
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
        Spec::Url(_) | Spec::Stdin => spec.to_string(),
    }
}

/// The generated files of the checkout: code, the driver of its tests, the report and the features block.
fn checkout_files(workspace: &Workspace, output: &Output) -> Result<Owned> {
    let mut owned = Owned::in_checkout(workspace.root(), workspace.generated_manifest());
    let generated = workspace.display(&workspace.generated());
    for (path, text) in &output.files {
        owned.insert(format!("{generated}/{path}"), text, Policy::Generated);
    }
    owned.close(generated);
    let driver = workspace.display(&workspace.driver());
    for (path, text) in &output.driver {
        owned.insert(format!("{driver}/{path}"), text, Policy::Generated);
    }
    owned.close(driver);
    owned.insert(workspace.display(&workspace.report()), &output.report, Policy::Generated);
    owned.insert(workspace.display(&workspace.lock()), output.lock.text(), Policy::Shared);
    let manifest = workspace.client().join("Cargo.toml");
    let text = with_features(&client_manifest(workspace)?, &output.features)?;
    owned.insert(workspace.display(&manifest), text, Policy::Shared);
    Ok(owned)
}

/// The text of the client's Cargo.toml.
pub(crate) fn client_manifest(workspace: &Workspace) -> Result<String> {
    let text =
        fs::read_to_string(workspace.client().join("Cargo.toml")).context("cannot read atlas-client/Cargo.toml")?;
    Ok(text.replace("\r\n", "\n"))
}
