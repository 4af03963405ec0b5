//! The names lock of an earlier run. Without it every name would be given anew, so it must be there and whole.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use codegen::Lock;

use crate::owned::{self, MANIFEST};
use crate::workspace::{COMMAND, LOCK, Workspace, lock_in};

/// Lines that git writes around the two sides of a merge.
const MARKERS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// The text of a names lock, and what diagnostics call the file; nothing before the first run.
///
/// # Errors
///
/// When it cannot be read, or has conflicts, or when the manifest shows that there was an earlier run and no names are
/// there. With `force` they may be given anew.
pub(crate) fn read(workspace: &Workspace, out: Option<&Path>, force: bool) -> Result<Option<(String, String)>> {
    let manifest = workspace.root().join(workspace.generated_manifest());
    let (root, lock, manifest) = match out {
        Some(out) => (out, out.join(LOCK), out.join(MANIFEST)),
        None => (workspace.root(), workspace.lock(), manifest),
    };
    // Another run may have moved the manifest into place, and not yet the names.
    let _waited = owned::wait_for_others(root)?;
    let name = workspace.display(&lock);
    let text = match fs::read_to_string(&lock) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {name}")),
    };
    let conflict = |text: &String| text.lines().position(|line| MARKERS.iter().any(|marker| line.starts_with(marker)));
    if let Some(line) = text.as_ref().and_then(conflict) {
        bail!(
            "{name}:{}: two branches changed the file, and git could not merge it\n  help: keep the entries of both sides, one of \
             those that are there twice, and no line of git's; then run the same command again",
            line + 1
        );
    }
    let state = match &text {
        None => "missing",
        Some(text) if is_empty(text) => "empty",
        Some(_) => return Ok(text.map(|text| (name, text))),
    };
    if manifest.exists() && !force && !owned::is_first_run_cut_short(root, LOCK) {
        let or = out.map_or("", |_| ", or give all names anew with --force, which breaks users");
        bail!("{name} is {state}, and with it the names that users know\n  help: restore it from git{or}");
    }
    Ok(text.map(|text| (name, text)))
}

/// The names of a client: the lock in its folder, or this file.
///
/// # Errors
///
/// When it cannot be read, or is not a lock.
pub(crate) fn of_client(workspace: &Workspace, client: &Path) -> Result<Lock> {
    let path = if client.is_dir() { lock_in(client) } else { client.to_owned() };
    if client.is_dir() && !path.exists() {
        let client = client.display();
        bail!("{client} has no {LOCK}\n  help: name the folder of a client, which `{COMMAND} --out` wrote");
    }
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Lock::parse(&workspace.display(&path), &text)?)
}

/// Whether a lock has not one name. One that is not valid has some that cannot be read.
fn is_empty(text: &str) -> bool {
    Lock::parse("", text).is_ok_and(|lock| lock == Lock::default())
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::*;

    const NAMES: &str = "[tags.A]\nmodule = \"a\"\nhandle = \"A\"\nfeature = \"a\"\n";

    fn refused(lock: Option<&str>, force: bool) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let (path, manifest) = (folder.path().join(LOCK), folder.path().join(MANIFEST));
        let workspace = Workspace::at(&folder.path().join("checkout"));
        if let Some(text) = lock {
            fs::write(&path, text).unwrap();
        }
        assert!(read(&workspace, Some(folder.path()), false).is_ok() || lock.is_some_and(|lock| lock.contains("<<<")));
        fs::write(&manifest, "").unwrap();
        read(&workspace, Some(folder.path()), force).err().map(|error| error.to_string())
    }

    #[test]
    fn names_that_are_gone() {
        for (lock, state) in [(None, "is missing"), (Some(""), "is empty"), (Some("# Names.\n"), "is empty")] {
            assert!(refused(lock, false).is_some_and(|error| error.contains(state) && error.contains("--force")));
            assert_eq!(refused(lock, true), None);
        }
        for lock in [NAMES, "not a lock"] {
            assert_eq!(refused(Some(lock), false), None);
        }
    }

    #[test]
    fn folder_of_no_client() {
        let folder = tempfile::tempdir().unwrap();
        let names = || of_client(&Workspace::current(), folder.path());
        let error = names().unwrap_err().to_string();
        assert!(error.contains("has no names.lock") && error.contains("regenerate --out"), "{error}");
        fs::write(folder.path().join(LOCK), NAMES).unwrap();
        assert_eq!(names().unwrap().tags.len(), 1);
    }

    #[test]
    fn another_first_run() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(&folder.path().join("checkout"));
        let other = owned::wait_for_others(folder.path()).unwrap();
        fs::write(folder.path().join(MANIFEST), "").unwrap();
        let names = thread::scope(|scope| {
            let reader = scope.spawn(|| read(&workspace, Some(folder.path()), false));
            thread::sleep(Duration::from_millis(100));
            fs::write(folder.path().join(LOCK), NAMES).unwrap();
            drop(other);
            reader.join().unwrap()
        });
        assert_eq!(names.unwrap().map(|(_, text)| text).as_deref(), Some(NAMES));
    }

    #[test]
    fn first_run_killed_before_the_names() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(&folder.path().join("checkout"));
        let staged = |side: &str| {
            let path = folder.path().join(".generated-staging").join(side).join(LOCK);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, NAMES).unwrap();
        };
        fs::write(folder.path().join(MANIFEST), "").unwrap();
        let names = || read(&workspace, Some(folder.path()), false);
        assert!(names().is_err());
        staged("new");
        assert_eq!(names().unwrap(), None, "nobody knows a name");
        staged("old");
        assert!(names().is_err(), "an earlier run gave names");
    }

    #[test]
    fn conflicts_of_a_merge() {
        let lock = format!("<<<<<<< HEAD\n{NAMES}=======\n>>>>>>> other\n");
        for force in [false, true] {
            assert!(refused(Some(&lock), force).is_some_and(|error| error.contains("keep the entries of both sides")));
        }
    }
}
