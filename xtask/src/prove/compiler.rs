//! What the compiler and `cargo semver-checks` say about two crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::program::{Function, Program};

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

    /// What `cargo semver-checks` finds missing.
    pub(super) fn semver_checks(&self, old: &Path, new: &Path) -> Result<Vec<Missing>> {
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
                found.push(Missing::parse(&lint, item));
            }
        }
        Ok(found)
    }

    /// Holds a program against the crate that it was written for.
    pub(super) fn holds(&self, name: &str, program: &Program) -> Result<()> {
        if let Some(Broken { error, .. }) = self.program(name, program.clone())?.first() {
            bail!("the program does not compile against its own crate: {error}");
        }
        Ok(())
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
                Some(Broken { owner: owner.clone(), error: format!("{error}: `{text}`") })
            }));
            program = program.without(&errors.into_keys().collect());
        }
    }
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
