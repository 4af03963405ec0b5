//! The set of files that the generator owns: what should be there, what is there, and the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

/// Files that should be on disk, and the folders in which nothing else may be.
#[derive(Clone, Debug, Default)]
pub struct Owned {
    /// Path to text, with `\n` line endings.
    pub files: BTreeMap<PathBuf, String>,
    /// Folders that hold owned files only.
    pub folders: Vec<PathBuf>,
}

/// How one owned file differs from the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It should be there and is not.
    Missing,
    /// It is there with another text.
    Changed {
        /// The text on disk.
        found: String,
    },
    /// It is there and should not be.
    Extra,
}

impl Owned {
    /// Compares with the disk. Line endings do not count, so that a checkout with `\r\n` is not taken for an edit.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn compare(&self) -> Result<BTreeMap<PathBuf, Change>> {
        let mut changes = BTreeMap::new();
        for (path, text) in &self.files {
            match read(path)? {
                None => _ = changes.insert(path.clone(), Change::Missing),
                Some(found) if same_text(&found, text) => {}
                Some(found) => _ = changes.insert(path.clone(), Change::Changed { found }),
            }
        }
        for path in self.on_disk()? {
            if !self.files.contains_key(&path) {
                changes.insert(path, Change::Extra);
            }
        }
        Ok(changes)
    }

    /// Makes the disk agree: writes what differs, deletes what is extra, leaves the rest alone so that nothing is rebuilt for nothing.
    ///
    /// # Errors
    ///
    /// When a file cannot be written or deleted.
    pub fn apply(&self, changes: &BTreeMap<PathBuf, Change>) -> Result<()> {
        for (path, change) in changes {
            match change {
                Change::Extra => fs::remove_file(path).with_context(|| format!("cannot delete {}", path.display()))?,
                Change::Missing | Change::Changed { .. } => {
                    let text = self.files.get(path).map_or("", String::as_str);
                    write_whole(path, text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
                }
            }
        }
        self.folders.iter().try_for_each(|folder| remove_empty_folders(folder))
    }

    fn on_disk(&self) -> Result<BTreeSet<PathBuf>> {
        let mut found = BTreeSet::new();
        for folder in self.folders.iter().filter(|folder| folder.exists()) {
            for entry in WalkDir::new(folder) {
                let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
                if !entry.file_type().is_dir() {
                    found.insert(entry.into_path());
                }
            }
        }
        Ok(found)
    }
}

/// The text of a file; `None` when there is none. A file that is not UTF-8 differs from every text.
fn read(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn same_text(found: &str, expected: &str) -> bool {
    found == expected || found.replace("\r\n", "\n") == expected
}

/// Writes beside the file and renames, so that an interrupted run leaves no half-written file.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = match path.parent().context("a file has a folder")? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".xtask-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    make_readable(file.path())?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files are private to the user; source files are not.
#[cfg(unix)]
fn make_readable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o644))?)
}

#[cfg(not(unix))]
fn make_readable(_path: &Path) -> Result<()> {
    Ok(())
}

fn remove_empty_folders(folder: &Path) -> Result<()> {
    for entry in WalkDir::new(folder).min_depth(1).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() && fs::read_dir(entry.path())?.next().is_none() {
            fs::remove_dir(entry.path())?;
        }
    }
    Ok(())
}
