//! The operations that change the disk, one step each, so that tests can stop at any of them.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

/// The disk, or in tests a disk that fails.
#[derive(Debug, Default)]
pub(super) struct Disk {
    steps: usize,
    #[cfg(test)]
    fault: Fault,
}

/// Where the disk fails.
#[cfg(test)]
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Fault {
    #[default]
    None,
    /// This step fails, as on a full disk; the others work.
    Step(usize),
    /// This step and all later ones do not happen, as when the process is killed.
    Killed(usize),
}

impl Disk {
    /// A disk that fails.
    #[cfg(test)]
    pub(super) fn failing(fault: Fault) -> Self {
        Self { steps: 0, fault }
    }

    pub(super) fn create_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir_all(path)
    }

    pub(super) fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Err(error) = self.step() {
            // A write stops somewhere in the middle.
            fs::write(path, text.get(..text.len() / 2).unwrap_or_default())?;
            return Err(error);
        }
        fs::write(path, text)
    }

    /// Puts one file in the place of another, which is one step for everybody who looks.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// A second name for a file, or a copy where the file system has no hard links.
    pub(super) fn keep(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
    }

    /// Deletes a file. One that is gone already is as good as deleted.
    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub(super) fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir_all(path)
    }

    /// Deletes a folder if it is empty.
    pub(super) fn remove_empty_folder(&mut self, path: &Path) -> io::Result<bool> {
        self.step()?;
        Ok(fs::remove_dir(path).is_ok())
    }

    #[cfg(not(test))]
    #[expect(clippy::unnecessary_wraps, reason = "fails in tests")]
    fn step(&mut self) -> io::Result<()> {
        self.steps += 1;
        Ok(())
    }

    #[cfg(test)]
    fn step(&mut self) -> io::Result<()> {
        self.steps += 1;
        let fails = match self.fault {
            Fault::None => false,
            Fault::Step(step) => self.steps == step,
            Fault::Killed(step) => self.steps >= step,
        };
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// How many operations there were.
    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.steps
    }
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
