//! Runs over folders with files of others, edited ones, and disks that fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::disk::{Disk, Fault};
use super::*;

/// A folder with what is in it by path; folders count as paths that end with `/`.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let entries = WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root).unwrap().display().to_string();
        if entry.file_type().is_dir() {
            (path + "/", String::new())
        } else {
            (path, fs::read_to_string(entry.path()).unwrap())
        }
    };
    entries.map(read).collect()
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// An output: files by path, `Cargo.toml` among them.
fn output(root: &Path, files: &[(&str, &str)]) -> Owned {
    let mut owned = Owned::in_folder(root);
    for (path, text) in files {
        let policy = if *path == "Cargo.toml" { Policy::Editable } else { Policy::Generated };
        owned.insert(*path, *text, policy);
    }
    owned.close("src/generated");
    owned
}

const OLD: [(&str, &str); 4] =
    [("Cargo.toml", "old"), ("src/generated/a.rs", "old a"), ("src/generated/gone/b.rs", "b"), ("src/lib.rs", "lib")];
const NEW: [(&str, &str); 4] =
    [("Cargo.toml", "new"), ("src/generated/a.rs", "new a"), ("src/generated/come/c.rs", "c"), ("src/lib.rs", "lib")];

/// A folder with the old output.
fn written() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), &OLD).write(false).unwrap();
    folder
}

fn refusal(root: &Path) -> String {
    let before = tree(root);
    let error = format!("{:#}", output(root, &NEW).write(false).unwrap_err());
    assert_eq!(tree(root), before, "{error}");
    assert_eq!(format!("{:#}", output(root, &NEW).compare(false).unwrap_err()), error);
    error
}

#[test]
fn nothing_there() {
    let folder = tempfile::tempdir().unwrap();
    let changes = output(&folder.path().join("deep/new"), &OLD).write(false).unwrap();
    assert!(changes.len() == 5 && changes.values().all(|change| *change == Change::Missing), "{changes:?}");
    let found = tree(&folder.path().join("deep/new"));
    assert_eq!(found["src/generated/gone/b.rs"], "b");
    assert_eq!(found.keys().filter(|path| !path.ends_with('/')).count(), 5, "{found:?}");
}

#[test]
fn our_files() {
    let folder = written();
    let lib = fs::metadata(folder.path().join("src/lib.rs")).unwrap().modified().unwrap();
    output(folder.path(), &NEW).write(false).unwrap();
    let fresh = tempfile::tempdir().unwrap();
    output(fresh.path(), &NEW).write(false).unwrap();
    assert_eq!(tree(folder.path()), tree(fresh.path()));
    assert_eq!(fs::metadata(folder.path().join("src/lib.rs")).unwrap().modified().unwrap(), lib, "not written again");
    assert!(output(folder.path(), &NEW).write(false).unwrap().is_empty());
}

#[test]
fn our_edited_files() {
    let folder = written();
    for path in ["Cargo.toml", "src/generated/a.rs", "src/generated/gone/b.rs"] {
        put(folder.path(), path, "by hand");
    }
    let changes = output(folder.path(), &NEW).write(false).unwrap();
    assert_eq!(changes["Cargo.toml"], Change::Kept);
    assert_eq!(changes["src/generated/a.rs"], Change::Edited { found: "by hand".to_owned() });
    assert_eq!(changes["src/generated/gone/b.rs"], Change::Extra { edited: true });
    let found = tree(folder.path());
    assert_eq!((found["Cargo.toml"].as_str(), found["src/generated/a.rs"].as_str()), ("by hand", "new a"));
    assert!(!found.contains_key("src/generated/gone/"));

    let again = output(folder.path(), &NEW).write(false).unwrap();
    assert_eq!(again, Changes::from([("Cargo.toml".to_owned(), Change::Kept)]), "still kept");
    output(folder.path(), &NEW).write(true).unwrap();
    assert_eq!(tree(folder.path())["Cargo.toml"], "new");
}

#[test]
fn foreign_files_elsewhere() {
    let folder = written();
    let foreign =
        ["src/main.rs", "src/bin/tool.rs", "src/.env", "src/generated/notes.txt", "src/generated/gone/mine.rs"];
    for path in foreign {
        put(folder.path(), path, "mine");
    }
    let changes = output(folder.path(), &NEW).write(false).unwrap();
    let found = tree(folder.path());
    assert!(foreign.iter().all(|path| found[*path] == "mine"), "{found:?}");
    let named: Vec<_> =
        changes.iter().filter(|(_, change)| **change == Change::Foreign).map(|(path, _)| path.as_str()).collect();
    assert_eq!(named, ["src/generated/gone/mine.rs", "src/generated/notes.txt"]);
    assert!(found["src/generated/a.rs"] == "new a" && !found.contains_key("src/generated/gone/b.rs"));
}

#[test]
fn foreign_files_in_the_way() {
    let folder = written();
    put(folder.path(), "src/generated/come/c.rs", "mine");
    let error = refusal(folder.path());
    assert!(error.contains("src/generated/come/c.rs is not from an earlier run"), "{error}");
    put(folder.path(), "src/generated/come/c.rs", "c");
    output(folder.path(), &NEW).write(false).expect("the same text is as good as ours");
}

#[test]
fn folders_and_files_in_the_way() {
    let folder = written();
    fs::create_dir_all(folder.path().join("src/generated/come/c.rs")).unwrap();
    assert!(refusal(folder.path()).contains("come/c.rs is not a file"));
    fs::remove_dir_all(folder.path().join("src/generated/come")).unwrap();
    put(folder.path(), "src/generated/come", "");
    assert!(refusal(folder.path()).contains("come is not a folder"));
}

#[test]
fn foreign_folder() {
    for name in ["REPORT.md", "thesis.tex", ".env", "src/lib.rs"] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), name, "mine");
        let error = refusal(folder.path());
        assert!(error.contains("not from an earlier run") && error.contains("new folder"), "{error}");
        assert!(output(folder.path(), &NEW).write(true).is_err(), "nor by force");
    }
    let repository = tempfile::tempdir().unwrap();
    put(repository.path(), ".git/HEAD", "ref");
    output(repository.path(), &NEW).write(false).expect("a new repository");
}

#[test]
fn output_of_a_version_without_manifest() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "REPORT.md", "# What was generated\n\nWritten by `cargo xtask regenerate`");
    put(folder.path(), "src/generated/mod.rs", "// @generated by `cargo xtask regenerate` from …");
    put(folder.path(), "src/generated/a.rs", "older");
    put(folder.path(), "src/bin/tool.rs", "mine");
    let error = refusal(folder.path());
    assert!(error.contains("--force") && error.contains("generated.sha256 is missing"), "{error}");
    output(folder.path(), &NEW).write(true).unwrap();
    let found = tree(folder.path());
    assert_eq!((found["src/generated/a.rs"].as_str(), found["src/bin/tool.rs"].as_str()), ("new a", "mine"));
}

#[test]
fn checkout_without_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let mut owned = Owned::in_checkout(folder.path(), "spec/generated.sha256");
    owned.insert("generated/a.rs", "new", Policy::Generated);
    put(folder.path(), "generated/a.rs", "fn by_hand() {}");
    assert!(owned.write(false).is_err());
    put(folder.path(), "generated/a.rs", "// @generated by `cargo xtask regenerate` long ago");
    owned.write(false).unwrap();
    assert_eq!(tree(folder.path())["generated/a.rs"], "new");
}

#[test]
fn files_for_their_owner() {
    let folder = tempfile::tempdir().unwrap();
    let mut owned = Owned::in_folder(folder.path());
    owned.insert("Cargo.lock", "seed", Policy::Once);
    owned.write(false).unwrap();
    put(folder.path(), "Cargo.lock", "updated");
    assert!(owned.write(true).unwrap().is_empty());
    assert_eq!(tree(folder.path())["Cargo.lock"], "updated");
}

#[cfg(unix)]
#[test]
fn symbolic_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = written();
    let before = tree(elsewhere.path());
    for link in ["src", "src/generated", "src/generated/a.rs", "Cargo.toml", MANIFEST] {
        let folder = written();
        let at = folder.path().join(link);
        if at.is_dir() {
            fs::remove_dir_all(&at).unwrap();
        } else {
            fs::remove_file(&at).unwrap();
        }
        symlink(elsewhere.path().join(link), &at).unwrap();
        let error = format!("{:#}", output(folder.path(), &NEW).write(true).unwrap_err());
        assert!(error.contains(&format!("{link} is a symbolic link")), "{error}");
        assert_eq!(tree(elsewhere.path()), before);
    }
    // One that is in nobody's way, and one in the place of a file that is not generated any more.
    let folder = written();
    symlink(elsewhere.path(), folder.path().join("src/link")).unwrap();
    fs::remove_file(folder.path().join("src/generated/gone/b.rs")).unwrap();
    symlink(elsewhere.path().join("src/lib.rs"), folder.path().join("src/generated/gone/b.rs")).unwrap();
    output(folder.path(), &NEW).write(false).unwrap();
    assert!(folder.path().join("src/generated/gone/b.rs").is_symlink() && folder.path().join("src/link").is_symlink());
    assert_eq!(tree(elsewhere.path()), before);
}

/// Runs NEW over a folder with a disk that fails at each step in turn, until one run has enough steps.
fn at_each_step(start: fn() -> TempDir, fault: fn(usize) -> Fault, check: impl Fn(&Path, usize)) {
    for step in 1.. {
        let folder = start();
        let root = folder.path().join("out");
        let mut disk = Disk::failing(fault(step));
        if output(&root, &NEW).write_on(&mut disk, false).is_ok() && disk.steps() < step {
            assert!(step > 20, "only {step} steps");
            return;
        }
        check(&root, step);
    }
}

fn earlier_output() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    output(&folder.path().join("out"), &OLD).write(false).unwrap();
    folder
}

fn no_output() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What a run leaves that nothing disturbs.
fn complete() -> BTreeMap<String, String> {
    let folder = earlier_output();
    output(&folder.path().join("out"), &NEW).write(false).unwrap();
    tree(&folder.path().join("out"))
}

fn is_staging(path: &str) -> bool {
    path.starts_with(staging::STAGING)
}

#[test]
fn failure_at_each_step() {
    let new = complete();
    for start in [earlier_output, no_output] {
        let old = tree_or_nothing(&start().path().join("out"));
        at_each_step(start, Fault::Step, |root, step| {
            let found: BTreeMap<_, _> =
                tree_or_nothing(root).into_iter().filter(|(path, _)| !is_staging(path)).collect();
            // The last step tidies up: its failure does not fail the run.
            assert!(found == old || found == new, "step {step}: {found:#?}");
            output(root, &NEW).write(false).unwrap();
            assert_eq!(tree(root), new, "after step {step}");
        });
    }
}

#[test]
fn kill_at_each_step() {
    let (new, back) = (complete(), tree(&earlier_output().path().join("out")));
    for start in [earlier_output, no_output] {
        let old = tree_or_nothing(&start().path().join("out"));
        at_each_step(start, Fault::Killed, |root, step| {
            let found = tree_or_nothing(root);
            for (path, text) in found.iter().filter(|(path, _)| !is_staging(path) && *path != MANIFEST) {
                let whole = old.get(path) == Some(text) || new.get(path) == Some(text);
                assert!(whole, "step {step}: half of {path}");
            }
            output(root, &NEW).write(false).unwrap();
            assert_eq!(tree(root), new, "after step {step}");
            // And back, as if the document had been reverted.
            output(root, &OLD).write(false).unwrap();
            assert_eq!(tree(root), back, "after step {step}");
        });
    }
}

fn tree_or_nothing(root: &Path) -> BTreeMap<String, String> {
    if root.exists() { tree(root) } else { BTreeMap::new() }
}

#[test]
fn lock_that_another_run_changed() {
    let folder = tempfile::tempdir().unwrap();
    let run = |read: Option<&str>, new: &str| {
        let mut owned = output(folder.path(), &NEW);
        owned.insert("names.lock", new, Policy::Shared);
        owned.made_from("names.lock", read.map(str::to_owned));
        owned
    };
    let [first, second, same] = [run(None, "first"), run(None, "second"), run(None, "first")];
    first.write(false).unwrap();
    assert!(same.write(false).unwrap().is_empty());
    let error = second.write(false).unwrap_err().to_string();
    assert!(error.ends_with("names.lock was changed while this ran; run the same command again"), "{error}");
    run(Some("first"), "second").write(false).unwrap();
    fs::remove_file(folder.path().join("names.lock")).unwrap();
    run(Some("second"), "third").write(false).unwrap_err();
    assert!(!folder.path().join("names.lock").exists());
}
