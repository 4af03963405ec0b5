//! A copy of the checkout, for tests that change it.

#![allow(dead_code, clippy::print_stdout, reason = "each test uses a part of it, and says what it skips")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;
use xtask::regenerate::{self, Plan, Request};
use xtask::summary;
use xtask::workspace::Workspace;

/// The parts of the checkout that `regenerate` reads and writes, in a folder of their own.
pub(crate) struct Copy {
    pub(crate) folder: TempDir,
    pub(crate) workspace: Workspace,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let original = Workspace::current();
        let folder = tempfile::tempdir().expect("a temporary folder");
        for part in [
            "Cargo.toml",
            "LICENSE-MIT",
            "LICENSE-APACHE",
            "spec",
            ".ci",
            "atlas-client/Cargo.toml",
            "atlas-client/src",
            "tests/tests/conformance/generated",
        ] {
            copy(&original.root().join(part), &folder.path().join(part));
        }
        Self { workspace: Workspace::at(folder.path()), folder }
    }

    pub(crate) fn generated(&self, path: &str) -> PathBuf {
        self.workspace.generated().join(path)
    }

    pub(crate) fn plan(&self) -> Plan {
        regenerate::plan(&self.workspace, &Request::default()).expect("our document is valid")
    }

    /// Writes, and tells what a person reads.
    pub(crate) fn write(&self) -> String {
        let plan = self.plan();
        let changes = plan.owned.write(false).expect("a write");
        summary::summary(&self.workspace, &plan, &changes, true)
    }

    /// What a check reports.
    pub(crate) fn drift(&self) -> String {
        summary::drift(&self.workspace, &self.plan())
    }
}

pub(crate) fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("the file is there");
    assert!(text.contains(from), "{} has no `{from}`", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("the file can be written");
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().filter_entry(|entry| entry.file_name() != "node_modules") {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.path().strip_prefix(from).expect("below its root"));
        let target = if entry.path() == from { to.to_owned() } else { target };
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a new folder");
        } else {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a new folder");
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Commits a folder and tags it; false where git is missing.
pub(crate) fn release(folder: &Path, tag: &str) -> bool {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
        command.args(arguments).current_dir(folder).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["version"]) {
        println!("skipped: git is missing");
        return false;
    }
    let all = [
        &["init", "--quiet"] as &[&str],
        &["add", "--all", "--force"],
        &["commit", "--quiet", "--message", "Release"],
        &["tag", tag],
    ];
    for arguments in all {
        assert!(git(arguments), "git {arguments:?}");
    }
    true
}

/// Runs a script whose `cargo xtask` is this build, for the checkout in `root`. What compiles or takes long does
/// nothing.
pub(crate) fn run_script(root: &Path, script: &Path, arguments: &[&Path], variables: &[(&str, &Path)]) -> Output {
    let bin = tempfile::tempdir().expect("a temporary folder");
    let cargo = bin.path().join("cargo");
    let text = "#!/bin/sh\ncase \"$1 $2\" in\n  'xtask conformance' | 'check '*) exit 0 ;;\nesac\nshift\nexec \"$XTASK\" \"$@\"\n";
    fs::write(&cargo, text).expect("a write");
    Command::new("chmod").arg("+x").arg(&cargo).status().expect("a run");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("bash");
    command.arg(script).args(arguments).envs(variables.iter().copied());
    command.env("PATH", format!("{}:{path}", bin.path().display()));
    command.env("CARGO_MANIFEST_DIR", root.join("xtask")).env("XTASK", env!("CARGO_BIN_EXE_xtask"));
    command.output().expect("a run")
}
