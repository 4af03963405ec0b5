//! Many files at once: everything is written into a folder beside them first, then moved into place, and moved back if
//! that fails.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;

/// Below the root: on the same file system, so that moving is renaming.
pub(super) const STAGING: &str = ".generated-staging";

/// In it, by path below the root: what is moved into place, and second names of what it replaces.
const NEW: &str = "new";
const OLD: &str = "old";

/// What is to be done.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) root: &'a Path,
    pub(super) manifest: &'a str,
    /// The manifest while files are moved: of the old state and of the new one.
    pub(super) both: String,
    pub(super) writes: BTreeMap<&'a str, &'a str>,
    pub(super) deletes: Vec<&'a str>,
    pub(super) manifest_after: String,
}

/// Why it was not done.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) error: io::Error,
    /// Whether everything is as it was.
    pub(super) restored: bool,
}

/// Removes what an interrupted run left.
pub(super) fn clean(root: &Path) -> io::Result<()> {
    let staging = root.join(STAGING);
    match staging.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(&staging),
        Ok(_) => Err(io::Error::other(format!("{} is not a folder", staging.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a run was killed before it moved this file, of which there was none before, into place.
pub(crate) fn is_first_run_cut_short(root: &Path, path: &str) -> bool {
    let staging = root.join(STAGING);
    staging.join(NEW).join(path).exists() && !staging.join(OLD).join(path).exists()
}

impl Plan<'_> {
    /// Does it, or leaves everything as it was.
    pub(super) fn apply(&self, disk: &mut Disk) -> Result<(), Failed> {
        let mut done = Vec::new();
        let result = self.stage(disk).and_then(|()| self.commit(disk, &mut done));
        if let Err(error) = result {
            return Err(Failed { error, restored: self.roll_back(disk, &done) });
        }
        // The new state is complete. A staging folder that stays is removed by the next run.
        let _ = disk.remove_folder(&self.staging());
        Ok(())
    }

    /// Writes every new text, and keeps every old one under a second name. Nothing that anybody reads changes.
    fn stage(&self, disk: &mut Disk) -> io::Result<()> {
        let texts = [(self.manifest, self.both.as_str())]
            .into_iter()
            .chain(self.writes.iter().map(|(path, text)| (*path, *text)));
        for (path, text) in texts {
            let new = self.staged(path);
            disk.create_folder(parent(&new))?;
            disk.write(&new, text)?;
        }
        let after = self.after();
        disk.create_folder(parent(&after))?;
        disk.write(&after, &self.manifest_after)?;
        for path in self.touched() {
            if self.root.join(path).exists() {
                let old = self.kept(path);
                disk.create_folder(parent(&old))?;
                disk.keep(&self.root.join(path), &old)?;
            }
        }
        Ok(())
    }

    /// Moves the new files into place. The manifest is first, so that whoever finds a half of it knows every file, and
    /// last.
    fn commit<'p>(&'p self, disk: &mut Disk, done: &mut Vec<&'p str>) -> io::Result<()> {
        for path in [self.manifest].into_iter().chain(self.writes.keys().copied()) {
            let target = self.root.join(path);
            disk.create_folder(parent(&target))?;
            done.push(path);
            disk.rename(&self.staged(path), &target)?;
        }
        for path in &self.deletes {
            done.push(path);
            disk.remove(&self.root.join(path))?;
            self.remove_empty_parents(disk, path)?;
        }
        disk.rename(&self.after(), &self.root.join(self.manifest))
    }

    /// Brings the old files back, and tells whether that worked. If not, the next run mends it: it knows every file by
    /// the manifest.
    fn roll_back(&self, disk: &mut Disk, done: &[&str]) -> bool {
        let mut restored = true;
        for path in done.iter().rev() {
            let (old, target) = (self.kept(path), self.root.join(path));
            let result = if old.exists() {
                disk.create_folder(parent(&target)).and_then(|()| disk.rename(&old, &target))
            } else {
                disk.remove(&target).and_then(|()| self.remove_empty_parents(disk, path))
            };
            restored &= result.is_ok();
        }
        let _ = disk.remove_folder(&self.staging());
        restored
    }

    fn touched(&self) -> impl Iterator<Item = &str> {
        [self.manifest].into_iter().chain(self.writes.keys().copied()).chain(self.deletes.iter().copied())
    }

    /// Removes the folders that a deleted file leaves empty.
    fn remove_empty_parents(&self, disk: &mut Disk, path: &str) -> io::Result<()> {
        let mut folder = Path::new(path).parent();
        while let Some(empty) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
            if !disk.remove_empty_folder(&self.root.join(empty))? {
                break;
            }
            folder = empty.parent();
        }
        Ok(())
    }

    fn staging(&self) -> PathBuf {
        self.root.join(STAGING)
    }

    fn staged(&self, path: &str) -> PathBuf {
        self.staging().join(NEW).join(path)
    }

    fn kept(&self, path: &str) -> PathBuf {
        self.staging().join(OLD).join(path)
    }

    fn after(&self) -> PathBuf {
        self.staging().join("manifest")
    }
}

/// The folder of a file below the root.
fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
