//! What the compiler and `cargo semver-checks` say about two crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::program::{Function, Program};
use crate::workspace::cargo;

/// Folders of a proof.
pub(super) struct Compiler {
    /// Where crates, programs and results go.
    pub(super) folder: PathBuf,
    /// Cargo's target directory, shared by all.
    pub(super) target: PathBuf,
    /// The checkout's Cargo.lock, so that nothing new is downloaded.
    pub(super) lock: PathBuf,
}

/// Looks for `cargo semver-checks`, before anything is built for minutes.
pub(super) fn find_semver_checks() -> Result<()> {
    let found = cargo().args(["semver-checks", "--version"]).output().is_ok_and(|output| output.status.success());
    if !found {
        bail!("cargo-semver-checks is not installed\n  help: cargo install --locked cargo-semver-checks");
    }
    Ok(())
}

impl Compiler {
    fn cargo(&self) -> Command {
        let mut command = cargo();
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
            "--", "-Zunstable-options", "--output-format", "json", "--document-hidden-items", "--cap-lints=allow",
        ]);
        succeed(&command.output()?, "cargo rustdoc")?;
        let json = self.folder.join(format!("{name}.json"));
        fs::copy(self.target.join("doc/atlas_client.json"), &json).context("no rustdoc JSON")?;
        Ok(json)
    }

    /// What `cargo semver-checks` finds missing.
    pub(super) fn semver_checks(&self, old: &Path, new: &Path) -> Result<Vec<Missing>> {
        let mut command = self.cargo();
        command.args(["semver-checks", "--color", "never", "--release-type", "minor", "--baseline-rustdoc"]).arg(old);
        let output = command.arg("--current-rustdoc").arg(new).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() && !text.contains("--- failure") {
            bail!("cargo semver-checks: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(missing_in(&text))
    }

    /// The part of a program that compiles against the crate that it was written for, which should be all of it.
    pub(super) fn sound(&self, name: &str, program: Program) -> Result<(Program, usize)> {
        let broken = self.program(name, program.clone())?;
        for Broken { error, .. } in &broken {
            println!("the program does not compile against its own crate: {error}");
        }
        let texts: BTreeSet<&str> = broken.iter().map(|broken| broken.text.as_str()).collect();
        let is_broken = |function: &Function| texts.contains(function.text.as_str());
        let functions = program.functions.into_iter().filter(|function| !is_broken(function)).collect();
        Ok((Program { functions }, broken.len()))
    }

    /// The functions of a program that do not compile against a crate: who owns each, and its first error.
    ///
    /// The compiler checks types only when every name is found: functions with errors are taken out and the rest is
    /// compiled again.
    pub(super) fn program(&self, name: &str, mut program: Program) -> Result<Vec<Broken>> {
        let folder = self.folder.join("program");
        fs::create_dir_all(folder.join("src"))?;
        fs::copy(&self.lock, folder.join("Cargo.lock"))?;
        let crate_ = self.folder.join(name);
        let manifest = format!(
            "[package]\nname = \"program\"\nedition = \"2024\"\n[dependencies]\natlas-client = {{ path = {:?} }}\n[workspace]\n",
            crate_.display().to_string()
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let mut broken = Vec::new();
        loop {
            fs::write(folder.join("src/main.rs"), program.source())?;
            let mut command = self.cargo();
            command
                .args(["check", "--quiet", "--message-format", "json", "--manifest-path"])
                .arg(folder.join("Cargo.toml"));
            let output = command.output()?;
            let errors = errors(&output, &program);
            if errors.is_empty() {
                succeed(&output, "cargo check")?;
                return Ok(broken);
            }
            let functions = &program.functions;
            broken.extend(errors.iter().filter_map(|(index, error)| {
                let Function { owner, text } = functions.get(*index)?;
                Some(Broken { owner: owner.clone(), text: text.clone(), error: format!("{error}: `{text}`") })
            }));
            program = program.without(&errors.into_keys().collect());
        }
    }
}

/// What the text of `cargo semver-checks` lists below each failure.
fn missing_in(text: &str) -> Vec<Missing> {
    let mut lint = None;
    let mut is_list = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(failure) = line.strip_prefix("--- failure ") {
            lint = failure.split(':').next();
            is_list = false;
        } else if line == "Failed in:" || line.is_empty() {
            is_list = !line.is_empty();
        } else if let (true, Some(lint), Some(item)) = (is_list, lint, line.strip_prefix("  ")) {
            found.push(Missing::parse(lint, item));
        }
    }
    found
}

/// Something that `cargo semver-checks` misses.
pub(super) struct Missing {
    /// `inherent_method_missing: User::with_name`
    pub(super) what: String,
    /// Whether it is something of a module of operations.
    pub(super) of_api: bool,
}

impl Missing {
    pub(super) fn parse(lint: &str, item: &str) -> Self {
        let (what, place) = item.split_once(", previously").unwrap_or((item, ""));
        let of_api = what.contains("::api::") || place.contains("/generated/api/");
        Self { what: format!("{lint}: {}", what.trim()), of_api }
    }
}

/// A function that does not compile.
pub(super) struct Broken {
    pub(super) owner: String,
    text: String,
    pub(super) error: String,
}

fn succeed(output: &Output, what: &str) -> Result<()> {
    if !output.status.success() {
        bail!("{what}: {}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    }
    Ok(())
}

/// The first error in each function of a program.
fn errors(output: &Output, program: &Program) -> BTreeMap<usize, String> {
    let mut errors = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let message = &message["message"];
        if message["level"] != "error" {
            continue;
        }
        let spans = message["spans"].as_array().into_iter().flatten();
        let in_program = spans
            .filter(|span| span["file_name"] == "src/main.rs" && span["is_primary"] == true)
            .filter_map(|span| usize::try_from(span["line_start"].as_u64()?).ok())
            .min();
        if let Some(index) = in_program.and_then(|line| program.at_line(line)) {
            let text = message["message"].as_str().unwrap_or_default();
            errors.entry(index).or_insert_with(|| text.to_owned());
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_without_their_reasons() {
        let text = "\n--- failure struct_missing: a struct is gone ---\n\nDescription:\nIt cannot be imported.\n        ref: \
                    https://example.com\n       impl: https://example.com\n\nFailed in:\n  struct a::B, previously in file b.rs:1\n  \
                    struct a::C, previously in file c.rs:1\n\n     Summary semver requires a new major version\n";
        let found: Vec<_> = missing_in(text).into_iter().map(|missing| missing.what).collect();
        assert_eq!(found, ["struct_missing: struct a::B", "struct_missing: struct a::C"]);
    }
}
