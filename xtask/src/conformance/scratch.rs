//! The driver's crate: sources from the generator, a manifest, and the part that is the same for every description.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml::{Table, Value};

use crate::owned::Owned;
use crate::workspace::Workspace;

/// The part of the driver that is the same for every description.
const DRIVER: &str = include_str!("driver.rs");

/// The part of the driver's manifest that is the same everywhere. It needs no TLS: it only talks to servers on this machine.
const MANIFEST: &str = "\
[package]
name = \"driver\"
edition = \"2024\"
publish = false

[dependencies]
atlas-client = { path = \"../client\", default-features = false, features = [\"full\", \"reqwest\"] }

[profile.dev]
debug = 0
incremental = false

[profile.dev.package.tests]
opt-level = 2

[workspace]
";

/// The files of the driver's crate.
pub(super) fn driver(workspace: &Workspace, folder: &Path, output: &codegen::Output) -> Result<Owned> {
    let mut files: BTreeMap<PathBuf, String> =
        output.driver.iter().map(|(path, text)| (folder.join("src").join(path), text.clone())).collect();
    if files.is_empty() {
        bail!("the generator made no driver");
    }
    files.insert(folder.join("src/main.rs"), DRIVER.to_owned());
    files.insert(folder.join("Cargo.toml"), manifest(workspace)?);
    // The versions of the checkout, so that nothing new is downloaded. Cargo may add to it.
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        let text = fs::read_to_string(workspace.root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
        files.insert(lock, text);
    }
    Ok(Owned { files, folders: vec![folder.join("src")] })
}

/// The driver's manifest: with the judging library, and dependencies in the versions of the workspace.
fn manifest(workspace: &Workspace) -> Result<String> {
    let root = fs::read_to_string(workspace.manifest()).context("cannot read the workspace's Cargo.toml")?;
    let root: Table = root.parse().context("the workspace's Cargo.toml is not TOML")?;
    let shared = |name: &str| root.get("workspace")?.get("dependencies")?.get(name).cloned();
    let mut manifest: Table = MANIFEST.parse().context("the driver's manifest is not TOML")?;
    let Some(dependencies) = manifest.get_mut("dependencies").and_then(Value::as_table_mut) else {
        bail!("the driver's manifest has no dependencies");
    };
    for name in ["serde", "serde_json"] {
        let dependency = shared(name).with_context(|| format!("the workspace does not define `{name}`"))?;
        dependencies.insert(name.to_owned(), dependency);
    }
    let tests = workspace.root().join("tests").display().to_string();
    dependencies
        .insert("tests".to_owned(), Value::Table(Table::from_iter([("path".to_owned(), Value::String(tests))])));
    Ok(toml::to_string_pretty(&manifest)?)
}
