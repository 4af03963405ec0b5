//! The driver's crate: sources from the generator, a manifest, and the part that is the same for every document.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use toml::{Table, Value};

use crate::out_folder;
use crate::owned::{Owned, Policy};
use crate::workspace::Workspace;

/// The files of the driver that are the same for every document.
const DRIVER: [(&str, &str); 3] = [
    ("src/client.rs", include_str!("driver/client.rs")),
    ("src/glue.rs", include_str!("driver/glue.rs")),
    ("src/main.rs", include_str!("driver/main.rs")),
];

/// The part of the driver's manifest that is the same everywhere. It needs no TLS: it only talks to servers on this
/// machine.
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

[profile.dev.package.conformance]
opt-level = 2

[profile.dev.package.jsonschema]
opt-level = 1

[workspace]
";

/// The files of the driver's crate.
pub(super) fn driver(workspace: &Workspace, folder: &Path, output: &codegen::Output) -> Result<Owned> {
    if output.driver.is_empty() {
        bail!("the generator made no driver");
    }
    let mut driver = Owned::in_folder(&out_folder::check(workspace, folder)?);
    for (path, text) in &output.driver {
        driver.insert(format!("src/{path}"), text, Policy::Generated);
    }
    for (path, text) in DRIVER {
        driver.insert(path, text, Policy::Generated);
    }
    driver.insert("Cargo.toml", manifest(workspace)?, Policy::Generated);
    // The versions of the checkout, so that nothing new is downloaded. Cargo may add to it.
    let lock = fs::read_to_string(workspace.root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    driver.insert("Cargo.lock", lock, Policy::Once);
    Ok(driver)
}

/// The driver's manifest: with the checker, and dependencies in the versions of the workspace.
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
    let checker = Value::String(workspace.root().join("conformance").display().to_string());
    dependencies.insert("conformance".to_owned(), Value::Table(Table::from_iter([("path".to_owned(), checker)])));
    Ok(toml::to_string_pretty(&manifest)?)
}
