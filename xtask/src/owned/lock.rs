//! One run at a time per folder.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Waits for other runs in the folder. The lock ends with the value, and with the process.
pub(super) fn folder(root: &Path) -> Result<File> {
    let cannot = || format!("cannot lock {}", root.display());
    let file = open(root).with_context(cannot)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {}
        // Some network file systems have no locks. Two runs at once are then the user's to avoid.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
        Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
    }
    eprintln!("waiting for another run in {}", root.display());
    file.lock().with_context(cannot)?;
    Ok(file)
}

/// The folder itself: it leaves no file behind.
#[cfg(unix)]
fn open(root: &Path) -> std::io::Result<File> {
    File::open(root)
}

/// A folder cannot be opened here, so a file in it is locked.
#[cfg(not(unix))]
fn open(root: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(root.join(".generated.lock"))
}
