//! What was released last: the names lock and the version that users have.

use std::path::Path;
use std::process::Command;

use codegen::Lock;
use toml::{Table, Value};

use crate::workspace::{LOCK, Workspace, lock_in};

/// What git calls the last commit.
const HEAD: &str = "HEAD";

/// A crate as git recorded it.
#[derive(Debug)]
pub(crate) struct Recorded {
    /// The tag, or `HEAD`.
    pub(crate) at: String,
    /// The text of its names lock.
    pub(crate) lock: String,
    /// The version in its manifest.
    pub(crate) version: Option<String>,
}

/// Where a crate has its files, below the folder in which git is asked.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    folder: &'a Path,
    lock: String,
}

impl<'a> Places<'a> {
    /// Those of a crate that `--out` wrote, or of a checkout of this project.
    pub(crate) fn of_crate(folder: &'a Path) -> Self {
        Self { folder, lock: Workspace::at(folder).display(&lock_in(folder)) }
    }

    /// Those of our own client.
    pub(crate) fn of_checkout(workspace: &'a Workspace) -> Self {
        Self { folder: workspace.root(), lock: workspace.display(&workspace.lock()) }
    }

    /// The crate at the last release, else as it was committed last.
    pub(crate) fn recorded(&self) -> Option<Recorded> {
        self.released().or_else(|| self.at(HEAD))
    }

    /// The crate at the last tag, which is taken for the last release.
    pub(crate) fn released(&self) -> Option<Recorded> {
        let tag = git(self.folder, &["describe", "--tags", "--abbrev=0"])?;
        self.at(tag.trim())
    }

    fn at(&self, at: &str) -> Option<Recorded> {
        let show = |path: &str| git(self.folder, &["show", &format!("{at}:./{path}")]);
        let version = show("Cargo.toml").as_deref().and_then(version_in);
        Some(Recorded { at: at.to_owned(), lock: show(&self.lock)?, version })
    }
}

impl Recorded {
    /// How a person calls it.
    pub(crate) fn name(&self) -> String {
        if self.at == HEAD {
            "the last commit, since git has no tag".to_owned()
        } else {
            format!("the tag {}", self.at)
        }
    }

    /// The names lock, if it is one.
    pub(crate) fn names(&self) -> Option<Lock> {
        Lock::parse(LOCK, &self.lock).ok()
    }
}

/// The version of the package that a manifest describes, or of all packages of a workspace.
pub(crate) fn version_in(manifest: &str) -> Option<String> {
    let manifest: Table = manifest.parse().ok()?;
    let of = |package: Option<&Value>| Some(package?.get("version")?.as_str()?.to_owned());
    of(manifest.get("package")).or_else(|| of(manifest.get("workspace")?.get("package")))
}

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).current_dir(folder).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_crate_and_of_a_checkout() {
        let folder = tempfile::tempdir().unwrap();
        let lock = || Places::of_crate(folder.path()).lock;
        assert_eq!(lock(), "names.lock");
        std::fs::create_dir(folder.path().join("spec")).unwrap();
        std::fs::write(folder.path().join("spec/names.lock"), "").unwrap();
        assert_eq!(lock(), "spec/names.lock");
        std::fs::write(folder.path().join("names.lock"), "").unwrap();
        assert_eq!(lock(), "names.lock");
    }

    #[test]
    fn versions_of_packages_and_workspaces() {
        assert_eq!(version_in("[package]\nversion = \"1.2.3\"").as_deref(), Some("1.2.3"));
        assert_eq!(version_in("[workspace.package]\nversion = \"0.1.0\"").as_deref(), Some("0.1.0"));
        assert_eq!(version_in("[package]\nname = \"a\"\nversion.workspace = true"), None);
        assert_eq!(version_in("no manifest"), None);
    }
}
