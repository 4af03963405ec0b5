//! A document that only adds things breaks no user: everything public before is there afterwards, with the same signature.
//!
//! On our own document always, on the official ones when `ATLAS_OFFICIAL_SPECS` names their folder.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

#[path = "additions/api.rs"]
mod api;
#[path = "additions/extend.rs"]
mod extend;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use api::{lost, public_api};
use codegen::{Lock, Options, Source};
use extend::Chooser;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn our_description() -> Value {
    read(&root().join("spec/openapi.yaml"))
}

fn api_of(document: &Value) -> BTreeSet<String> {
    api_and_lock(document, None).0
}

/// The public API after the document has changed: what was named before keeps its names.
fn api_after(before: &Lock, document: &Value) -> BTreeSet<String> {
    api_and_lock(document, Some(before)).0
}

fn api_and_lock(document: &Value, lock: Option<&Lock>) -> (BTreeSet<String>, Lock) {
    let lock = lock.map(|lock| ("names.lock".to_owned(), lock.text()));
    let config = fs::read_to_string(root().join("spec/codegen.toml")).unwrap();
    let options = Options { config_name: "spec/codegen.toml".to_owned(), config, lock, ..Options::default() };
    let source = Source::new("extended.json", document.to_string().into_bytes());
    let output = codegen::generate(&source, &options).unwrap_or_else(|errors| panic!("{errors}"));
    (public_api(&output.files, &output.features), output.lock)
}

#[track_caller]
fn assert_nothing_lost(what: &str, before: &BTreeSet<String>, after: &BTreeSet<String>) {
    let gone = lost(before, after);
    assert!(gone.is_empty(), "{what}: {} lines of the public API are gone:\n{}", gone.len(), gone.join("\n"));
    assert!(before.len() < after.len(), "{what}: nothing was added");
}

/// Makes all kinds of additions at once, so many of each.
fn extended(document: &Value, seed: u64, count: usize) -> Value {
    let mut extended = document.clone();
    let mut chooser = Chooser::new(seed);
    for (what, add) in extend::ALL {
        let added = add(&mut extended, &mut chooser, count);
        assert!(added > 0, "{what}: the document has no place for them");
    }
    extended
}

#[test]
fn one_kind_of_addition_at_a_time() {
    let document = our_description();
    let (before, lock) = api_and_lock(&document, None);
    for (what, add) in extend::ALL {
        let mut extended = document.clone();
        let added = add(&mut extended, &mut Chooser::new(1), 1000);
        assert!(added > 0, "{what}: our document has no place for them");
        assert_nothing_lost(what, &before, &api_after(&lock, &extended));
    }
}

#[test]
fn additions_at_chosen_places() {
    let document = our_description();
    let (before, lock) = api_and_lock(&document, None);
    for seed in 1..=4 {
        assert_nothing_lost(&format!("seed {seed}"), &before, &api_after(&lock, &extended(&document, seed, 5)));
    }
}

#[test]
fn additions_to_the_official_descriptions() {
    let Some(folder) = env::var_os("ATLAS_OFFICIAL_SPECS") else {
        println!("skipped: set ATLAS_OFFICIAL_SPECS to a folder with the official documents");
        return;
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    assert!(!paths.is_empty(), "ATLAS_OFFICIAL_SPECS names a folder without documents");
    for path in paths {
        let document = read(&path);
        let (before, lock) = api_and_lock(&document, None);
        let what = path.file_name().unwrap().display().to_string();
        assert_nothing_lost(&what, &before, &api_after(&lock, &extended(&document, 1, 150)));
    }
}

/// Sets what is at `pointer`, or adds it to the object there.
fn set(document: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap_or_else(|| panic!("{parent}: there is nothing")) {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
}

/// The comparison sees what breaks users.
#[test]
fn changes_that_are_no_additions_are_seen() {
    let document = our_description();
    let before = api_of(&document);
    let user = "/components/schemas/CloudDatabaseUser";
    let list = "/paths/~1api~1atlas~1v2~1groups~1{groupId}~1databaseUsers/get";
    for (pointer, value, line) in [
        (format!("{user}/properties/username/type"), "integer".into(), "CloudDatabaseUser.username: String"),
        (format!("{user}/properties/username/nullable"), true.into(), "CloudDatabaseUser.username: String"),
        (format!("{user}/properties/databaseName/enum/1"), "external".into(), "External => \"$external\""),
        (format!("{user}/properties/x509Type/enum/1"), "OTHER".into(), "CloudDatabaseUserX509Type::Customer"),
        (format!("{list}/tags/0"), "Streams".into(), "struct ListDatabaseUsers"),
        (format!("{list}/responses/200/content"), json!({}), "PaginatedApiAtlasDatabaseUserView"),
    ] {
        let mut changed = document.clone();
        set(&mut changed, &pointer, value);
        let gone = lost(&before, &api_of(&changed));
        assert!(gone.iter().any(|gone| gone.contains(line)), "{pointer}: `{line}` is not among\n{}", gone.join("\n"));
    }
}
