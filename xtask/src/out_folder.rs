//! Which folders `--out` may name.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::typed::WrongArguments;
use crate::workspace::Workspace;

/// The folder as the file system names it, without links and `..`, if it is one for output.
///
/// # Errors
///
/// When it is a file, around the checkout, or in it and not below `target`.
pub(crate) fn check(workspace: &Workspace, out: &Path) -> Result<PathBuf> {
    let real = resolved(out)?;
    let wrong = |text: &str| Err(WrongArguments(format!("--out {} {text}", out.display())).into());
    if real.exists() && !real.is_dir() {
        return wrong("is a file; name a folder");
    }
    if is_part(workspace, &real)? {
        return wrong("would write into this checkout; name a folder outside it, or one in target");
    }
    if workspace.root().canonicalize()?.starts_with(&real) {
        return wrong("is a folder that this checkout lies in; name another one");
    }
    Ok(real)
}

/// An empty folder for what a command writes: a new one, or that of an earlier run, known by its mark.
///
/// # Errors
///
/// As [`check`], and when the folder holds what is not from an earlier run.
pub(crate) fn emptied(workspace: &Workspace, out: &Path, mark: &str) -> Result<PathBuf> {
    let folder = check(workspace, out)?;
    let cannot = || format!("cannot empty {}", folder.display());
    if folder.exists() {
        let is_empty = fs::read_dir(&folder).with_context(cannot)?.next().is_none();
        if !is_empty && !folder.join(mark).exists() {
            bail!(
                "--out {} holds files that are not from an earlier run; name an empty or a new folder",
                out.display()
            );
        }
        fs::remove_dir_all(&folder).with_context(cannot)?;
    }
    fs::create_dir_all(&folder).with_context(cannot)?;
    fs::write(folder.join(mark), "").with_context(cannot)?;
    Ok(folder)
}

/// Whether a path is in the checkout, where git would take what is written for a part of the project: `target` is not.
pub(crate) fn is_part(workspace: &Workspace, real: &Path) -> Result<bool> {
    let root = workspace.root();
    let root = root.canonicalize().with_context(|| format!("cannot find {}", root.display()))?;
    let target = root.join("target");
    Ok(real.starts_with(&root) && (*real == target || !real.starts_with(&target)))
}

/// The path with links and `..` resolved as far as it exists.
fn resolved(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).with_context(|| format!("--out {} is not a path", path.display()))?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    while existing.symlink_metadata().is_err() {
        let (Some(parent), Some(Component::Normal(name))) = (existing.parent(), existing.components().next_back())
        else {
            bail!("--out {} goes up from a folder that does not exist; name it without `..`", path.display());
        };
        missing.push(name);
        existing = parent;
    }
    let real = existing
        .canonicalize()
        .with_context(|| format!("--out {}: {} does not lead to a folder", path.display(), existing.display()))?;
    if !missing.is_empty() && !real.is_dir() {
        bail!("--out {}: {} is a file; name a folder", path.display(), existing.display());
    }
    Ok(missing.into_iter().rev().fold(real, |real, name| real.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("checkout");
        fs::create_dir_all(root.join("spec")).unwrap();
        (folder, Workspace::at(&root))
    }

    #[test]
    fn parts_of_the_checkout() {
        let (folder, workspace) = checkout();
        let root = workspace.root();
        for part in
            ["", "spec", "spec/deep", "atlas-client/src", ".git", "full", "target", "..", "spec/../spec", "spec/../.."]
        {
            let error = check(&workspace, &root.join(part)).expect_err(part).to_string();
            let is_around = part.contains("..") && part != "spec/../spec";
            let why = if is_around { "this checkout lies in" } else { "would write into this checkout" };
            assert!(error.contains(why), "{part}: {error}");
        }
        for other in ["target/full", "../full", "spec/../../full"] {
            check(&workspace, &root.join(other)).expect(other);
        }
        assert!(check(&workspace, &folder.path().join("new/../spec")).is_err());
    }

    #[test]
    fn folders_of_earlier_runs_are_emptied() {
        let (folder, workspace) = checkout();
        let (out, theirs) = (folder.path().join("out"), folder.path().join("theirs"));
        for _ in 0..2 {
            assert_eq!(emptied(&workspace, &out, ".mark").unwrap(), out.canonicalize().unwrap());
            assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "the mark");
            fs::write(out.join("result"), "").unwrap();
        }
        fs::create_dir(&theirs).unwrap();
        fs::write(theirs.join("thesis.tex"), "").unwrap();
        let error = emptied(&workspace, &theirs, ".mark").unwrap_err().to_string();
        assert!(error.contains("not from an earlier run"), "{error}");
        assert!(theirs.join("thesis.tex").exists());
        assert!(emptied(&workspace, workspace.root(), ".mark").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_into_the_checkout() {
        let (folder, workspace) = checkout();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(workspace.root(), &link).unwrap();
        for part in ["", "spec", "atlas-client", "spec/.."] {
            assert!(check(&workspace, &link.join(part)).is_err(), "{part}");
        }
        let dangling = folder.path().join("dangling");
        std::os::unix::fs::symlink(folder.path().join("none"), &dangling).unwrap();
        assert!(check(&workspace, &dangling).unwrap_err().to_string().contains("dangling"));
        assert_eq!(
            check(&workspace, &link.join("target/full")).unwrap(),
            workspace.root().canonicalize().unwrap().join("target/full")
        );
    }

    #[test]
    fn a_file() {
        let (folder, workspace) = checkout();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for out in [file.clone(), file.join("out")] {
            assert!(check(&workspace, &out).unwrap_err().to_string().contains("is a file"));
        }
    }
}
