//! Which folders `--out` may name.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml::{Table, Value};

use crate::workspace::Workspace;

/// Folders of the checkout that are not members of its workspace.
const PARTS: [&str; 7] = ["spec", "docs", "src", ".cargo", ".ci", ".git", ".github"];

/// The folder as the file system names it, without links and `..`, if it is one for output.
///
/// # Errors
///
/// When it is a file, part of the checkout, or around it.
pub(crate) fn check(workspace: &Workspace, out: &Path) -> Result<PathBuf> {
    let real = resolved(out)?;
    if real.exists() && !real.is_dir() {
        bail!("--out {} is a file; name a folder", out.display());
    }
    let root =
        workspace.root().canonicalize().with_context(|| format!("cannot find {}", workspace.root().display()))?;
    if root.starts_with(&real) || is_part(&root, &real)? {
        bail!("--out {} would overwrite this checkout; name another folder", out.display());
    }
    Ok(real)
}

/// Whether a folder belongs to the project.
fn is_part(root: &Path, folder: &Path) -> Result<bool> {
    let Ok(inside) = folder.strip_prefix(root) else { return Ok(false) };
    let Some(first) = inside.iter().next().and_then(|first| first.to_str()) else { return Ok(true) };
    Ok(PARTS.contains(&first) || members(root)?.iter().any(|member| member.split('/').next() == Some(first)))
}

/// The members of the workspace.
fn members(root: &Path) -> Result<Vec<String>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).context("cannot read the workspace's Cargo.toml")?;
    let manifest: Table = manifest.parse().context("the workspace's Cargo.toml is not valid TOML")?;
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members")).and_then(Value::as_array);
    Ok(members.into_iter().flatten().filter_map(|member| Some(member.as_str()?.to_owned())).collect())
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
    Ok(missing.into_iter().rev().fold(real, |real, name| real.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("checkout");
        fs::create_dir_all(root.join("spec")).unwrap();
        fs::write(root.join("Cargo.toml"), "[workspace]\nmembers = [\"atlas-client\"]\n").unwrap();
        (folder, Workspace::at(&root))
    }

    #[test]
    fn parts_of_the_checkout() {
        let (folder, workspace) = checkout();
        let root = workspace.root();
        for part in
            ["", "spec", "spec/deep", "atlas-client", "atlas-client/src", ".git", "..", "spec/../spec", "spec/../.."]
        {
            let error = check(&workspace, &root.join(part)).expect_err(part).to_string();
            assert!(error.contains("would overwrite this checkout"), "{part}: {error}");
        }
        for other in ["target/full", "full", "../full", "spec/../full"] {
            check(&workspace, &root.join(other)).expect(other);
        }
        assert!(check(&workspace, &folder.path().join("new/../spec")).is_err());
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
            check(&workspace, &link.join("full")).unwrap(),
            workspace.root().canonicalize().unwrap().join("full")
        );
    }

    #[test]
    fn a_file() {
        let (folder, workspace) = checkout();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(check(&workspace, &file).unwrap_err().to_string().contains("is a file"));
    }
}
