//! `new-client` and what keeps its crate up to date, as processes.

mod checkout;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use xtask::workspace::Workspace;

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().expect("a run")
}

#[track_caller]
fn succeed(arguments: &[&str]) -> String {
    let output = xtask(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_crate_that_is_updated() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = Workspace::current().spec().display().to_string();
    // Its licence is not ours, as that of MongoDB's document is not.
    let theirs = folder.path().join("theirs.yaml");
    let text = fs::read_to_string(&spec).expect("text").replace("name: MIT OR Apache-2.0", "name: CC BY-NC-SA 3.0 US");
    fs::write(&theirs, text).expect("a write");
    let (theirs, out) = (theirs.display().to_string(), folder.path().join("ours"));
    let dir = out.display().to_string();
    succeed(&["new-client", &dir, "--spec", &theirs, "--name", "our-atlas"]);
    for path in ["update", ".github/workflows/update.yml", ".gitignore", "names.lock", "generated.sha256"] {
        assert!(out.join(path).exists(), "no {path}");
    }
    let manifest = read(&out, "Cargo.toml");
    assert!(manifest.contains("name = \"our-atlas\"") && manifest.contains("name = \"atlas_client\""), "{manifest}");
    assert!(manifest.contains("license = \"(MIT OR Apache-2.0) AND CC-BY-NC-SA-3.0\""), "{manifest}");
    let readme = read(&out, "README.md");
    for text in ["./update", "ATLAS_CLIENT_REPOSITORY", "cargo xtask regenerate --spec atlas.yaml --out DIR"] {
        assert!(readme.contains(text), "no {text} in {readme}");
    }

    let again = xtask(&["new-client", &dir, "--spec", &theirs]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && said.contains("is a client already") && said.contains("`update`"), "{said}");

    fs::write(out.join("update"), "# ours now\n").expect("an edit");
    succeed(&["regenerate", "--spec", &theirs, "--out", &dir, "--crate-version", "0.2.0"]);
    let said = succeed(&["regenerate", "--spec", &theirs, "--out", &dir]);
    assert!(said.contains("all up to date"), "the name and the version stay: {said}");
    let manifest = read(&out, "Cargo.toml");
    assert!(manifest.contains("version = \"0.2.0\"") && manifest.contains("name = \"our-atlas\""), "{manifest}");
    assert_eq!(read(&out, "update"), "# ours now\n");

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = ["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"];
    let output = Command::new(cargo).args(metadata).arg(out.join("Cargo.toml")).output().expect("a run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn choice_of_versions_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (spec, out) = (Workspace::current().spec().display().to_string(), folder.path().join("ours"));
    let chosen = ["--preview", "--api-version", "2026-01-01"];
    succeed(&[&["new-client", &out.display().to_string(), "--spec", &spec], chosen.as_slice()].concat());
    assert!(
        read(&out, "update").contains("\nversions=(--api-version 2026-01-01 --preview)\n"),
        "{}",
        read(&out, "update")
    );
    let readme = read(&out, "README.md");
    for command in ["changes DIR atlas.yaml", "regenerate --spec atlas.yaml --out DIR"] {
        let command = format!("cargo xtask {command} --api-version 2026-01-01 --preview ");
        assert!(readme.contains(&command), "no {command} in {readme}");
    }
}

/// The script of the folder, as a team runs it: on the first document, on one with more, and after a release.
#[cfg(unix)]
#[test]
fn update_raises_the_version() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = Workspace::current().spec();
    let (out, theirs) = (folder.path().join("ours"), folder.path().join("theirs.yaml"));
    succeed(&["new-client", &out.display().to_string(), "--spec", &spec.display().to_string()]);
    let root = Workspace::current().root().to_owned();
    let script: &[&Path] = &[&out.join("update")];
    let output = checkout::run_script(&root, Path::new("-c"), script, &[("ATLAS_CLIENT", root.as_path())]);
    assert!(!output.status.success(), "nothing to compare with");
    assert!(String::from_utf8_lossy(&output.stderr).contains("commit this folder first"));
    if !checkout::release(&out, "v0.1.0") {
        return;
    }
    let update = |edits: &[(&str, &str)]| {
        let text = fs::read_to_string(&spec).expect("text");
        let edited = edits.iter().fold(text, |text, (from, to)| text.replace(from, to));
        fs::write(&theirs, edited).expect("a write");
        let root = Workspace::current().root().to_owned();
        let changes = folder.path().join("changes.md");
        let variables = [("ATLAS_CLIENT", root.as_path()), ("ATLAS_DOCUMENT", &theirs), ("CHANGES", &changes)];
        // By its name: the script can be executed.
        let output = checkout::run_script(&root, Path::new("-c"), &[&out.join("update")], &variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(changes).expect("what changed")
    };
    let version = || xtask_version(&out);
    assert!(update(&[]).contains("no changes of the API"));
    assert_eq!(version(), "0.1.0");

    let gone = ("            - backup\n", "");
    let said = update(&[gone]);
    assert!(said.contains("patch (0.1.0 → 0.1.1): 1 documentation"), "{said}");
    assert_eq!(version(), "0.1.1");

    let said = update(&[gone, ("type: boolean", "type: integer")]);
    assert!(said.contains("major (0.1.0 → 0.2.0): "), "{said}");
    assert_eq!(version(), "0.2.0");
    assert!(update(&[gone, ("type: boolean", "type: integer")]).contains("(0.1.0 → 0.2.0)"));
    assert_eq!(version(), "0.2.0", "once for all changes since the release");
}

#[cfg(unix)]
fn xtask_version(crate_: &Path) -> String {
    let manifest: toml::Table = read(crate_, "Cargo.toml").parse().expect("a manifest");
    manifest["package"]["version"].as_str().expect("a version").to_owned()
}

#[test]
fn a_folder_of_somebody_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join(".github/workflows")).expect("a folder");
    fs::write(folder.path().join("thesis.tex"), "").expect("a write");
    let spec = Workspace::current().spec().display().to_string();
    let output = xtask(&["new-client", &folder.path().display().to_string(), "--spec", &spec]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("thesis.tex"));
}

#[test]
fn sunsets_before_a_date() {
    assert_eq!(xtask(&["sunsets"]).status.code(), Some(0));
    let soon = xtask(&["sunsets", "--before", "2100-01-01"]);
    assert_eq!(soon.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&soon.stdout).contains("2027-07-01  GET /api/atlas/v2/users/byName/{userName}"));
    assert_eq!(xtask(&["sunsets", "--before", "2020-01-01"]).status.code(), Some(0));
    assert_eq!(xtask(&["sunsets", "--before", "2020-13-01"]).status.code(), Some(64), "nothing is removed");
    assert_eq!(xtask(&["sunsets", "--help"]).status.code(), Some(0));
}

#[test]
fn fail_on_breaking_exits_with_2() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ours = Workspace::current().spec();
    let text = fs::read_to_string(&ours).expect("text");
    assert!(text.contains("type: boolean"));
    let other = folder.path().join("other.yaml");
    fs::write(&other, text.replace("type: boolean", "type: integer")).expect("a write");
    let (ours, other) = (ours.display().to_string(), other.display().to_string());
    let code = |arguments: &[&str]| xtask(arguments).status.code();
    assert_eq!(code(&["changes", &ours, &other, "--fail-on", "breaking"]), Some(2));
    assert_eq!(code(&["changes", &ours, &other]), Some(0));
    assert_eq!(code(&["changes", &ours, &ours, "--fail-on", "docs"]), Some(0));

    let operation = "    get:\n      summary: S\n      operationId: extra\n      tags: [Extra]\n      responses: {'204': {description: D}}\n";
    let more = text.replace("\npaths:\n", &format!("\npaths:\n  /extra:\n{operation}"));
    fs::write(&other, more).expect("a write");
    assert_eq!(code(&["changes", &ours, &other, "--fail-on", "additive"]), Some(2));
    assert_eq!(code(&["changes", &ours, &other, "--known", "--fail-on", "additive"]), Some(0));
}
