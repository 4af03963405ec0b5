//! The files that a run writes, and the rule that nothing else is touched.
//!
//! A manifest beside the files lists each one with its SHA-256. Only what is on it, as the last run wrote it, is
//! overwritten or deleted without a word: an edited file is named, and a file of somebody else in the way is an error
//! before anything is written. docs/generated-files.md has the whole table.

mod compare;
mod disk;
mod lock;
mod manifest;
mod staging;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

pub use compare::{Change, Changes};
pub(crate) use disk::write_whole;
pub(crate) use staging::is_first_run_cut_short;

use compare::Comparison;
use disk::Disk;
use manifest::Manifest;

/// The manifest of a folder that `--out` names.
pub const MANIFEST: &str = "generated.sha256";

/// Files that should be in a folder.
#[derive(Clone, Debug)]
pub struct Owned {
    root: PathBuf,
    manifest: String,
    kind: Kind,
    files: BTreeMap<String, File>,
    /// Folders that hold generated files only: anything else in them is reported.
    closed: Vec<String>,
    /// What was read to make the files, by path below the root; nothing for what was not there.
    read: Vec<(String, Option<String>)>,
}

/// What the folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// This project: many files that are not generated. What an older version generated is known by its first line.
    Checkout,
    /// A folder for the output alone, which may have gained other files since.
    Output,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it should say, with `\n` line endings.
    pub text: String,
    /// What an edit means.
    pub policy: Policy,
}

/// What becomes of a file that was edited since it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Generated code: the edit is overwritten, and named.
    Generated,
    /// A file that its owner may change: the edit is kept, and named, unless overwriting is forced.
    Editable,
    /// Only a part is generated; the text has the rest as it is on disk.
    Shared,
    /// Written when missing, and left to its owner from then on.
    Once,
}

impl Owned {
    /// Files of a checkout, with the manifest at this path below its root.
    #[must_use]
    pub fn in_checkout(root: &Path, manifest: &str) -> Self {
        Self::new(root, manifest, Kind::Checkout)
    }

    /// Files of a folder of their own.
    #[must_use]
    pub fn in_folder(root: &Path) -> Self {
        Self::new(root, MANIFEST, Kind::Output)
    }

    fn new(root: &Path, manifest: &str, kind: Kind) -> Self {
        Self {
            root: root.to_owned(),
            manifest: manifest.to_owned(),
            kind,
            files: BTreeMap::new(),
            closed: Vec::new(),
            read: Vec::new(),
        }
    }

    /// Adds a file, by its path below the root, with `/`.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>, policy: Policy) {
        self.files.insert(path.into(), File { text: text.into(), policy });
    }

    /// Reports whatever else is in this folder below the root.
    pub fn close(&mut self, folder: impl Into<String>) {
        self.closed.push(folder.into());
    }

    /// The files were made from this one, as it was read; nothing when it was not there.
    pub fn made_from(&mut self, path: impl Into<String>, text: Option<String>) {
        self.read.push((path.into(), text));
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files by path below the root.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, File> {
        &self.files
    }

    /// Where a file is.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// How the disk differs, without touching it. `force` overwrites edits that would be kept.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or a file of somebody else is in the way.
    pub fn compare(&self, force: bool) -> Result<Changes> {
        let _waited = wait_for_others(&self.root)?;
        Ok(self.compared(force)?.changes)
    }

    /// Makes the disk agree: writes what differs, deletes what is not generated any more, leaves the rest alone so that
    /// nothing is rebuilt for nothing. All or nothing: when something fails, the folder is as it was.
    ///
    /// # Errors
    ///
    /// As [`compare`](Self::compare), when a file cannot be written or deleted, or when another run has written what
    /// this one was made from.
    pub fn write(&self, force: bool) -> Result<Changes> {
        self.write_on(&mut Disk::default(), force)
    }

    fn write_on(&self, disk: &mut Disk, force: bool) -> Result<Changes> {
        let cannot = || format!("cannot write to {}", self.root.display());
        let is_new = !self.root.exists();
        disk.create_folder(&self.root).with_context(cannot)?;
        let _lock = lock::folder(&self.root)?;
        staging::clean(&self.root).with_context(cannot)?;
        let Comparison { changes, known, expected } = self.compared(force)?;
        self.check_read(&changes)?;
        let written = changes.iter().filter(|(_, change)| change.is_written());
        let writes: BTreeMap<_, _> = written.map(|(path, _)| (path.as_str(), self.text(path))).collect();
        let deletes: Vec<_> =
            changes.iter().filter(|(_, change)| change.is_deleted()).map(|(path, _)| path.as_str()).collect();
        if writes.is_empty() && deletes.is_empty() {
            return Ok(changes);
        }
        // A run that is killed leaves the manifest of both states, so that the next one knows each file.
        let both = known.unwrap_or_default().with(&expected);
        let plan = staging::Plan {
            root: &self.root,
            manifest: &self.manifest,
            both: both.to_string(),
            writes: writes.into_iter().filter(|(path, _)| *path != self.manifest).collect(),
            deletes,
            manifest_after: expected.to_string(),
        };
        if let Err(staging::Failed { error, restored }) = plan.apply(disk) {
            if is_new {
                let _ = disk.remove_empty_folder(&self.root);
            }
            let root = self.root.display();
            let state = if restored {
                format!("cannot write; {root} is as it was")
            } else {
                format!("cannot write; some files in {root} are new and some old, until the same command succeeds")
            };
            return Err(error).context(state);
        }
        Ok(changes)
    }

    /// Fails when another run has written what this one was made from.
    fn check_read(&self, changes: &Changes) -> Result<()> {
        for (path, read) in &self.read {
            let found = match changes.get(path) {
                Some(Change::Changed { found }) => Some(found),
                Some(Change::Missing) => None,
                _ => continue,
            };
            if found != read.as_ref() {
                bail!("{} was changed while this ran; run the same command again", self.path(path).display());
            }
        }
        Ok(())
    }

    /// What a file should say.
    fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", |file| &file.text)
    }

    /// The manifest as it should be.
    fn listed(&self) -> Manifest {
        let listed = self.files.iter().filter(|(_, file)| matches!(file.policy, Policy::Generated | Policy::Editable));
        listed.map(|(path, file)| (path.clone(), file.text.as_str())).collect()
    }
}

/// Not to look while another run writes. What does not exist cannot be locked and has nobody writing.
pub(crate) fn wait_for_others(root: &Path) -> Result<Option<std::fs::File>> {
    root.is_dir().then(|| lock::folder(root)).transpose()
}

#[cfg(test)]
mod tests;
