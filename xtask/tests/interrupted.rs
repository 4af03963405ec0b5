//! `regenerate --out` as processes: two at once, killed, and out of space.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use walkdir::WalkDir;

/// `cargo xtask regenerate --out DIR`, quietly.
fn regenerate(out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["regenerate", "--out"]).arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn tree(root: &Path) -> BTreeMap<String, String> {
    if !root.exists() {
        return BTreeMap::new();
    }
    let files = WalkDir::new(root).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let path = |path: &Path| path.strip_prefix(root).expect("below its root").display().to_string();
    files
        .map(|file| (path(file.path()), String::from_utf8_lossy(&fs::read(file.path()).expect("a file")).into_owned()))
        .collect()
}

#[test]
fn two_runs_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (alone, both) = (folder.path().join("alone"), folder.path().join("both"));
    assert!(regenerate(&alone).status().expect("a run").success());
    for _ in 0..3 {
        let runs: Vec<_> = (0..2).map(|_| regenerate(&both).spawn().expect("a run")).collect();
        for mut run in runs {
            assert!(run.wait().expect("an end").success());
        }
        assert_eq!(tree(&both), tree(&alone));
        fs::remove_dir_all(&both).expect("the folder exists");
    }
}

#[test]
fn kill_at_any_moment() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (alone, killed) = (folder.path().join("alone"), folder.path().join("killed"));
    let started = Instant::now();
    assert!(regenerate(&alone).status().expect("a run").success());
    let (whole, expected) = (started.elapsed(), tree(&alone));
    for part in 1..=10 {
        let mut run = regenerate(&killed).spawn().expect("a run");
        sleep(whole * part / 10);
        run.kill().expect("a kill");
        run.wait().expect("an end");
        for (path, text) in tree(&killed).iter().filter(|(path, _)| !path.starts_with(".generated-staging")) {
            assert_eq!(expected.get(path), Some(text), "half of {path}");
        }
        assert!(regenerate(&killed).status().expect("a run").success(), "after a kill at {part}/10");
        assert_eq!(tree(&killed), expected, "after a kill at {part}/10");
        fs::remove_dir_all(&killed).expect("the folder exists");
    }
}

#[test]
fn no_space_left() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (alone, small) = (folder.path().join("alone"), folder.path().join("small"));
    assert!(regenerate(&alone).status().expect("a run").success());
    let assert_as_it_was = |before: &BTreeMap<String, String>| {
        // A limit on the size of files fails in the middle of a write, as a full disk does.
        let limited = r#"trap "" XFSZ; ulimit -f 8; exec "$0" regenerate --out "$1""#;
        let output = Command::new("bash").args(["-c", limited, env!("CARGO_BIN_EXE_xtask")]).arg(&small).output();
        let output = output.expect("a run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("is as it was"), "{said}");
        assert_eq!(tree(&small), *before);
    };
    fs::create_dir(&small).expect("a new folder");
    assert_as_it_was(&BTreeMap::new());

    assert!(regenerate(&small).status().expect("a run").success());
    let is_large = |(_, text): &(&String, &String)| text.len() > 20_000;
    let mut before = tree(&small);
    let (path, text) =
        before.iter().find(is_large).map(|(path, text)| (path.clone(), text.clone())).expect("a large file");
    // Both have to be written again.
    for (path, text) in [(path, format!("{text}\n")), ("src/lib.rs".to_owned(), String::new())] {
        fs::write(small.join(&path), &text).expect("an edit");
        before.insert(path, text);
    }
    assert_as_it_was(&before);
    assert!(regenerate(&small).status().expect("a run").success());
    assert_eq!(tree(&small), tree(&alone));
}
