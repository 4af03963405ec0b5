//! `regenerate` on a copy of the checkout: what it writes, what a check notices, what `--out` makes.

mod checkout;

use std::fs;

use walkdir::WalkDir;
use xtask::identity::{Identity, Version};
use xtask::owned::Change;
use xtask::regenerate::{self, Request};
use xtask::summary;
use xtask::workspace::Workspace;

use checkout::{Copy, edit};

#[track_caller]
fn assert_names(drift: &str, words: &[&str]) {
    for word in words.iter().chain(&["run: cargo xtask regenerate"]) {
        assert!(drift.contains(word), "no `{word}` in:\n{drift}");
    }
}

#[test]
fn nothing_changes_on_a_fresh_checkout() {
    let copy = Copy::new();
    assert_eq!(copy.drift(), "");
}

#[test]
fn line_endings_are_not_drift() {
    let copy = Copy::new();
    for entry in WalkDir::new(copy.workspace.generated()) {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).expect("text");
            fs::write(entry.path(), text.replace('\n', "\r\n")).expect("a write");
        }
    }
    assert_eq!(copy.drift(), "");
}

#[test]
fn a_hand_edit_is_shown_and_undone() {
    let copy = Copy::new();
    let file = copy.generated("models/mod.rs");
    let before = fs::read_to_string(&file).expect("text");
    fs::write(&file, format!("{before}\n// by hand\n")).expect("a write");
    let named = "atlas-client/src/generated/models/mod.rs (edited since the last run)";
    assert_names(&copy.drift(), &[named, "-// by hand", "0 missing, 1 changed, 0 extra"]);

    let said = copy.write();
    assert!(said.contains("models/mod.rs (had been edited since the last run)"), "{said}");
    assert_eq!(fs::read_to_string(&file).expect("text"), before);
}

#[test]
fn missing_stale_and_foreign_files() {
    let copy = Copy::new();
    fs::remove_file(copy.generated("meta.rs")).expect("the file was there");
    fs::create_dir_all(copy.generated("old")).expect("a new folder");
    fs::write(copy.generated("old/stale.rs"), "").expect("a write");
    fs::write(copy.generated("notes.txt"), "").expect("a write");
    // As if an earlier run had written it.
    let listed = copy.workspace.root().join(copy.workspace.generated_manifest());
    let text = fs::read_to_string(&listed).expect("a manifest");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    fs::write(&listed, format!("{text}{empty}  atlas-client/src/generated/old/stale.rs\n")).expect("a write");
    assert_names(
        &copy.drift(),
        &[
            "missing  atlas-client/src/generated/meta.rs",
            "extra    atlas-client/src/generated/old/stale.rs",
            "foreign  atlas-client/src/generated/notes.txt (not from the generator; it is left as it is)",
            "and move the foreign files away",
        ],
    );

    copy.write();
    assert!(copy.generated("meta.rs").exists());
    assert!(!copy.generated("old").exists(), "the empty folder stays");
    assert!(copy.generated("notes.txt").exists(), "somebody else's");
    fs::remove_file(copy.generated("notes.txt")).expect("the file is there");
    assert_eq!(copy.drift(), "");
}

#[test]
fn a_changed_document_is_drift() {
    let copy = Copy::new();
    edit(&copy.workspace.spec(), "maxLength: 100", "maxLength: 99");
    assert_names(&copy.drift(), &["99", "changed"]);
}

#[test]
fn stale_report_and_features_are_drift() {
    let copy = Copy::new();
    fs::write(copy.workspace.report(), "old").expect("a write");
    edit(&copy.workspace.client().join("Cargo.toml"), "database-users = []\n", "");
    assert_names(&copy.drift(), &["spec/REPORT.md", "atlas-client/Cargo.toml", "0 missing, 2 changed, 0 extra"]);
}

#[test]
fn only_what_differs_is_written() {
    let copy = Copy::new();
    let untouched = copy.generated("models/mod.rs");
    let before = fs::metadata(&untouched).and_then(|data| data.modified()).expect("a time");
    fs::write(copy.generated("meta.rs"), "// edited").expect("a write");
    let plan = copy.plan();
    assert_eq!(plan.changes.len(), 1);
    assert!(matches!(plan.changes.values().next(), Some(Change::Edited { .. })));
    plan.owned.write(false).expect("a write");
    assert_eq!(fs::metadata(&untouched).and_then(|data| data.modified()).expect("a time"), before);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let copy = Copy::new();
    let (first, second) = (copy.plan(), copy.plan());
    assert_eq!(first.owned.files(), second.owned.files());
}

#[test]
fn a_wrong_document_changes_nothing() {
    let copy = Copy::new();
    edit(&copy.workspace.spec(), "in: path", "in: pth");
    let failure = regenerate::plan(&copy.workspace, &Request::default()).expect_err("`in: pth` is wrong");
    let text = failure.downcast::<codegen::Diagnostics>().expect("diagnostics").render(false);
    assert!(text.contains("spec/openapi.yaml:") && text.contains("pth"), "{text}");
}

#[test]
fn a_missing_document_is_named() {
    let copy = Copy::new();
    let request = Request { spec: Some(copy.folder.path().join("nowhere.yaml").into()), ..Request::default() };
    let error = regenerate::plan(&copy.workspace, &request).expect_err("no document");
    assert!(error.to_string().contains("nowhere.yaml"), "{error}");
}

#[test]
fn out_makes_a_crate_of_its_own() {
    let copy = Copy::new();
    let out = copy.folder.path().join("target/standalone");
    let request = Request { out: Some(out.clone()), ..Request::default() };
    let plan = regenerate::plan(&copy.workspace, &request).expect("our document is valid");
    plan.owned.write(false).expect("a write");
    assert_eq!(copy.drift(), "", "the checkout is not touched");

    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    assert!(!manifest.contains("workspace = true"), "{manifest}");
    assert!(manifest.contains("database-users = []"), "{manifest}");
    for path in ["src/lib.rs", "src/generated/mod.rs", "README.md", "REPORT.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(out.join(path).exists(), "no {path}");
    }
    let again = regenerate::plan(&copy.workspace, &request).expect("a second run into the same folder");
    assert!(again.changes.is_empty(), "{:?}", again.changes);
}

#[test]
fn conformance_knows_no_earlier_names() {
    let copy = Copy::new();
    let out = copy.folder.path().join("target/standalone");
    let request = |for_conformance| Request { out: Some(out.clone()), for_conformance, ..Request::default() };
    let plan = regenerate::plan(&copy.workspace, &request(false)).expect("our document is valid");
    plan.owned.write(false).expect("a write");
    let lock = fs::read_to_string(out.join("names.lock")).expect("a names lock");
    fs::write(out.join("names.lock"), lock.replace("CloudDatabaseUser", "EarlierUser")).expect("a write");
    let names =
        |driver| regenerate::plan(&copy.workspace, &request(driver)).expect("our document is valid").output.lock;
    assert!(names(false).text().contains("EarlierUser"));
    assert!(!names(true).text().contains("EarlierUser"));
}

#[test]
fn a_document_without_operations() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (spec, out) = (folder.path().join("empty.yaml"), folder.path().join("out"));
    fs::write(&spec, "openapi: 3.0.1\ninfo: {title: T, version: '1'}\npaths: {}\n").expect("a write");
    let request = Request { spec: Some(spec.into()), out: Some(out), ..Request::default() };
    let error = regenerate::plan(&Copy::new().workspace, &request).expect_err("no operation");
    let error = error.downcast::<codegen::Diagnostics>().expect("diagnostics").render(false);
    assert!(error.contains("the document has no operation"), "{error}");
}

#[test]
fn names_are_not_given_anew() {
    let copy = Copy::new();
    fs::write(copy.workspace.lock(), "").expect("a write");
    let error = regenerate::plan(&copy.workspace, &Request::default()).expect_err("no names").to_string();
    assert!(error.contains("spec/names.lock is empty") && !error.contains("--force"), "{error}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let request = Request { out: Some(folder.path().join("out")), ..Request::default() };
    let plan = || regenerate::plan(&Workspace::current(), &request);
    plan().expect("a first run").owned.write(false).expect("a folder");
    fs::remove_file(folder.path().join("out/names.lock")).expect("the file was there");
    let error = plan().expect_err("no names").to_string();
    assert!(error.contains("names.lock is missing") && error.contains("--force"), "{error}");
}

#[test]
fn a_check_names_the_command() {
    let copy = Copy::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let request = Request {
        spec: Some(copy.workspace.spec().into()),
        out: Some(folder.path().join("my client")),
        ..Request::default()
    };
    let plan = regenerate::plan(&copy.workspace, &request).expect("our document is valid");
    let said = summary::drift(&copy.workspace, &plan);
    let (spec, out) = (copy.workspace.spec(), folder.path().join("my client"));
    let command = format!("run: cargo xtask regenerate --spec {} --out '{}'\n", spec.display(), out.display());
    assert!(said.contains(&command), "no {command} in {said}");
}

#[test]
fn an_edited_manifest_is_updated() {
    let copy = Copy::new();
    let out = copy.folder.path().join("target/standalone");
    let write = |force, version: &str| {
        let identity = Identity { name: None, version: Some(Version::Exactly(version.to_owned())) };
        let request = Request { out: Some(out.clone()), force, identity, ..Request::default() };
        let plan = regenerate::plan(&copy.workspace, &request).expect("our document is valid");
        plan.owned.write(force).expect("a write");
        fs::read_to_string(out.join("Cargo.toml")).expect("text")
    };
    let new = write(false, "0.1.0");
    edit(&out.join("Cargo.toml"), "\nversion = ", "\npublish = false # ours\nversion = ");
    edit(&out.join("Cargo.toml"), "streams = []\n", "");
    let edited = write(false, "0.2.0");
    assert_eq!(edited.replace("publish = false # ours\n", ""), new.replace("\"0.1.0\"", "\"0.2.0\""));
    assert!(edited.contains("publish = false # ours"), "{edited}");

    edit(&out.join("Cargo.toml"), "# @generated features", "# features");
    let request = Request { out: Some(out.clone()), ..Request::default() };
    let error = format!("{:#}", regenerate::plan(&copy.workspace, &request).expect_err("no block"));
    assert!(error.contains("# @generated features") && error.contains("--force"), "{error}");
    assert_eq!(write(true, "0.1.0"), new);
}

#[test]
fn an_edited_readme_is_kept_and_named() {
    let copy = Copy::new();
    let out = copy.folder.path().join("target/standalone");
    let write = |force| {
        let request = Request { out: Some(out.clone()), force, ..Request::default() };
        let plan = regenerate::plan(&copy.workspace, &request).expect("our document is valid");
        let is_drift = !summary::drift(&copy.workspace, &plan).is_empty();
        let changes = plan.owned.write(force).expect("a write");
        (is_drift, summary::summary(&copy.workspace, &plan, &changes, true))
    };
    write(false);
    edit(&out.join("README.md"), "# atlas-client", "# Ours");
    let (is_drift, said) = write(false);
    assert!(!is_drift, "an edit that may be is not drift");
    assert!(said.contains("kept") && said.contains("README.md (edited since") && said.contains("--force"), "{said}");
    assert!(fs::read_to_string(out.join("README.md")).expect("text").starts_with("# Ours"));
    assert!(write(true).0);
    assert!(fs::read_to_string(out.join("README.md")).expect("text").starts_with("# atlas-client"));
}

#[test]
fn another_document_needs_a_folder() {
    let copy = Copy::new();
    let other = copy.folder.path().join("other.yaml");
    fs::copy(copy.workspace.spec(), &other).expect("a copy");
    let request = |out| Request { spec: Some(other.clone().into()), out, ..Request::default() };
    let error = regenerate::plan(&copy.workspace, &request(None)).expect_err("no folder").to_string();
    assert!(
        error.contains("other.yaml is not the document of this checkout") && error.contains("--out DIR"),
        "{error}"
    );
    regenerate::plan(&copy.workspace, &request(Some(copy.folder.path().join("target/out"))))
        .expect("a folder of its own");
}

#[test]
fn out_refuses_other_folders() {
    let copy = Copy::new();
    let foreign = copy.folder.path().join("target/foreign");
    fs::create_dir_all(&foreign).expect("a new folder");
    fs::write(foreign.join("thesis.tex"), "").expect("a write");
    let spec = copy.workspace.root().join("spec");
    for (out, words) in [
        (foreign.join("thesis.tex"), "is a file; name a folder"),
        (foreign, "files that are not from an earlier run, such as thesis.tex"),
        (copy.workspace.root().to_owned(), "--out"),
        (copy.workspace.client(), "--out"),
        (spec.clone(), "would write into this checkout"),
        (spec.join("../atlas-client/../spec"), "would write into this checkout"),
    ] {
        let request = Request { out: Some(out.clone()), ..Request::default() };
        let error = regenerate::plan(&copy.workspace, &request).expect_err(words);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn an_impossible_feature_is_not_written() {
    let copy = Copy::new();
    let manifest = copy.workspace.client().join("Cargo.toml");
    let before = fs::read_to_string(&manifest).expect("text");
    for (name, words) in
        [("gzip", "has a feature or dependency `gzip` of its own"), ("str eams", "not a valid feature name")]
    {
        let config = fs::read_to_string(copy.workspace.config()).expect("text");
        edit(&copy.workspace.config(), "\"Streams\" = \"streams\"", &format!("\"Streams\" = \"{name}\""));
        let failure = regenerate::plan(&copy.workspace, &Request::default()).expect_err(name);
        let text = failure.downcast::<codegen::Diagnostics>().expect("diagnostics").render(false);
        assert!(text.contains(words) && text.contains("spec/codegen.toml:17:"), "{text}");
        fs::write(copy.workspace.config(), config).expect("a write");
    }
    assert_eq!(fs::read_to_string(&manifest).expect("text"), before);
}

#[test]
fn a_tag_named_like_a_feature_of_the_client() {
    let copy = Copy::new();
    let spec = copy.folder.path().join("gzip.yaml");
    let text = "{openapi: 3.0.1, info: {title: T, version: '1'}, paths: {/a: {get: {operationId: a, tags: [gzip], responses: {'204': \
                {description: d}}}}}}";
    fs::write(&spec, text).expect("a write");
    let request =
        Request { spec: Some(spec.into()), out: Some(copy.folder.path().join("target/out")), ..Request::default() };
    let plan = regenerate::plan(&copy.workspace, &request).expect("a valid document");
    assert_eq!(plan.output.features, ["gzip-api"]);
    let warnings = plan.output.warnings.render(false);
    assert!(
        warnings.contains("the tag `gzip` has the feature `gzip-api`: the client has `gzip` already"),
        "{warnings}"
    );
}

#[test]
fn names_that_are_no_files() {
    let copy = Copy::new();
    let spec = copy.folder.path().join("names.yaml");
    let operation = |n: usize, tag: &str| {
        format!(
            "/a{n}: {{get: {{operationId: {}{n}, tags: [{tag}], responses: {{'204': {{description: d}}}}}}}}",
            "o".repeat(300)
        )
    };
    let long = "t".repeat(300);
    let tags = ["con".to_owned(), "NUL".to_owned(), "Com1".to_owned(), long.clone(), format!("{long}x"), long];
    let paths: Vec<_> = tags.iter().enumerate().map(|(n, tag)| operation(n, tag)).collect();
    let text = format!("{{openapi: 3.0.1, info: {{title: T, version: '1'}}, paths: {{{}}}}}", paths.join(", "));
    fs::write(&spec, text).expect("a write");
    let out = copy.folder.path().join("target/out");
    let request = Request { spec: Some(spec.into()), out: Some(out.clone()), ..Request::default() };
    let plan = regenerate::plan(&copy.workspace, &request).expect("a valid document");
    plan.owned.write(false).expect("names that every file system takes");
    let folders = fs::read_dir(out.join("src/generated/api")).expect("folders").map(|entry| entry.expect("one").path());
    let folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    assert_eq!(folders.len(), 5, "{folders:?}");
    for folder in &folders {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        assert!(!["con", "nul", "com1"].contains(&name) && name.len() <= 120, "{name}");
    }
}
