//! What the compiler and `cargo semver-checks` say about two crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::program;

/// Folders of a proof.
pub(super) struct Compiler {
    /// Where crates, programs and results go.
    pub(super) folder: PathBuf,
    /// Cargo's target directory, shared by all.
    pub(super) target: PathBuf,
    /// The checkout's Cargo.lock, so that nothing new is downloaded.
    pub(super) lock: PathBuf,
}

impl Compiler {
    fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "0").env_remove("CARGO_MANIFEST_DIR");
        // Rustdoc's JSON is unstable, and what semver-checks reads.
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    }

    /// Documents a crate as JSON.
    pub(super) fn rustdoc(&self, name: &str) -> Result<PathBuf> {
        let crate_ = self.folder.join(name);
        fs::copy(&self.lock, crate_.join("Cargo.lock"))?;
        let mut command = self.cargo();
        command
            .args(["rustdoc", "--quiet", "--lib", "--all-features", "--manifest-path"])
            .arg(crate_.join("Cargo.toml"));
        command.args([
            "--",
            "-Zunstable-options",
            "--output-format",
            "json",
            "--document-hidden-items",
            "--cap-lints=allow",
        ]);
        succeed(&command.output()?, "cargo rustdoc")?;
        let json = self.folder.join(format!("{name}.json"));
        fs::copy(self.target.join("doc/atlas_client.json"), &json).context("no rustdoc JSON")?;
        Ok(json)
    }

    /// What `cargo semver-checks` finds missing, line by line.
    pub(super) fn semver_checks(&self, old: &Path, new: &Path) -> Result<Vec<String>> {
        let mut command = self.cargo();
        command.args(["semver-checks", "--color", "never", "--release-type", "minor", "--baseline-rustdoc"]).arg(old);
        let output = command.arg("--current-rustdoc").arg(new).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() && !text.contains("--- failure") {
            bail!("cargo semver-checks: {}", String::from_utf8_lossy(&output.stderr));
        }
        let mut lint = String::new();
        let mut found = Vec::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("--- failure ") {
                name.split(':').next().unwrap_or_default().clone_into(&mut lint);
            } else if let Some(item) = line.strip_prefix("  ").filter(|_| !lint.is_empty()) {
                found.push(format!("{lint}: {}", item.split(", previously").next().unwrap_or(item).trim()));
            }
        }
        Ok(found)
    }

    /// The modules of a program that do not compile against a crate, with the first error of each.
    ///
    /// The compiler checks types only when every name is found: modules with errors are taken out and the rest is
    /// compiled again.
    pub(super) fn program(
        &self,
        name: &str,
        mut modules: BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>> {
        let folder = self.folder.join("program");
        fs::create_dir_all(folder.join("src"))?;
        fs::copy(&self.lock, folder.join("Cargo.lock"))?;
        let crate_ = self.folder.join(name);
        let manifest = format!(
            "[package]\nname = \"program\"\nedition = \"2024\"\n[dependencies]\natlas-client = {{ path = {:?} }}\n[workspace]\n",
            crate_.display().to_string()
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let mut failed = BTreeMap::new();
        loop {
            fs::write(folder.join("src/main.rs"), program::source(&modules))?;
            let mut command = self.cargo();
            command
                .args(["check", "--quiet", "--message-format", "json", "--manifest-path"])
                .arg(folder.join("Cargo.toml"));
            let output = command.output()?;
            let errors = errors(&output, &modules);
            if errors.is_empty() {
                succeed(&output, "cargo check")?;
                return Ok(failed);
            }
            modules.retain(|prefix, _| !errors.contains_key(prefix));
            failed.extend(errors);
        }
    }
}

fn succeed(output: &Output, what: &str) -> Result<()> {
    if !output.status.success() {
        bail!("{what}: {}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    }
    Ok(())
}

/// The first error in each module of a program.
fn errors(output: &Output, modules: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let source = program::source(modules);
    let lines: Vec<&str> = source.lines().collect();
    let mut errors = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let message = &message["message"];
        let spans = message["spans"].as_array().into_iter().flatten();
        let in_program: BTreeSet<u64> = spans
            .filter(|span| span["file_name"] == "src/main.rs" && span["is_primary"] == true)
            .filter_map(|span| span["line_start"].as_u64())
            .collect();
        let Some(at) = in_program.first().filter(|_| message["level"] == "error") else { continue };
        let at = usize::try_from(*at).unwrap_or_default();
        let name = lines.iter().take(at).rev().find_map(|line| line.strip_prefix("mod ")?.strip_suffix(" {"));
        if let Some(prefix) = modules.keys().find(|prefix| name == Some(program::module(prefix).as_str())) {
            let text = message["message"].as_str().unwrap_or_default();
            let code = lines.get(at - 1).copied().unwrap_or_default().trim();
            errors.entry(prefix.clone()).or_insert_with(|| format!("{text}: `{code}`"));
        }
    }
    errors
}
