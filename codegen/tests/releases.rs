//! Names and verdicts from one official document to the next, where `ATLAS_OFFICIAL_SPECS` has them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking and says when it did nothing")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::changes::{Level, compare};
use codegen::{Lock, Options, Source, surface};

/// The documents of the folder and of its `history`, the oldest first, by date and release.
fn documents() -> BTreeMap<String, PathBuf> {
    let Some(folder) = env::var_os("ATLAS_OFFICIAL_SPECS") else {
        println!("skipped: set ATLAS_OFFICIAL_SPECS to a folder with the official documents");
        return BTreeMap::new();
    };
    let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let all = files(Path::new(&folder)).chain(files(&Path::new(&folder).join("history")));
    let yaml = all.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let name = |path: &PathBuf| {
        let name = path.file_stem().unwrap().display().to_string();
        let start = name.find("20").unwrap_or(0);
        name[start..].to_owned()
    };
    yaml.map(|path| (name(&path), path)).collect()
}

/// What users see of a document, with the names and shapes of the one before.
fn lock_of(path: &Path, before: Option<&Lock>) -> Lock {
    let config = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/codegen.toml")).unwrap();
    let lock = before.map(|lock| ("names.lock".to_owned(), lock.text()));
    let options = Options { config_name: "codegen.toml".to_owned(), config, lock, ..Options::default() };
    let source = Source::new("api.yaml", fs::read(path).unwrap());
    let surface = surface(&source, &options).unwrap_or_else(|error| panic!("{}", error.render(false)));
    surface.lock().clone()
}

#[test]
fn names_since_2025_03_20_stay() {
    let documents = documents();
    let mut before: Option<Lock> = None;
    for path in documents.range("2025-03-20".to_owned()..).map(|(_, path)| path) {
        let now = lock_of(path, before.as_ref());
        for (call, old) in before.iter().flat_map(|lock| &lock.operations) {
            let new = &now.operations[call];
            assert_eq!((&new.method, &new.builder), (&old.method, &old.builder), "{call}");
            assert!(
                now.tags.values().any(|tag| tag.module == before.as_ref().unwrap().tags[&old.tag].module),
                "{call}"
            );
        }
        for (key, old) in before.iter().flat_map(|lock| &lock.types) {
            let Some(new) = now.types.get(key) else { continue };
            assert_eq!(new.name, old.name, "{key}");
            for (was, is) in [(&old.fields, &new.fields), (&old.values, &new.values), (&old.variants, &new.variants)] {
                for (wire, entry) in was {
                    let Some(now) = is.get(wire) else { continue };
                    assert_eq!(now.name, entry.name, "{key} {wire}");
                }
            }
        }
        before = Some(now);
    }
}

/// Of the pairs of releases within one API date, those that break users. docs/changes.md has the reasons.
#[test]
fn majors_within_one_api_date() {
    let documents: Vec<_> = documents().into_iter().filter(|(name, _)| name.contains("-v20")).collect();
    let api_date = |name: &str| name[name.find("-v").unwrap()..][..10].to_owned();
    let mut majors = Vec::new();
    for pair in documents.windows(2).filter(|pair| api_date(&pair[0].0) == api_date(&pair[1].0)) {
        let old = lock_of(&pair[0].1, None);
        let new = lock_of(&pair[1].1, Some(&old));
        if compare(&old, &new).verdict() == Some(Level::Breaking) {
            majors.push(&pair[1].0[..10]);
        }
    }
    let expected: &[&str] = if documents.is_empty() { &[] } else { &["2023-10-16", "2024-09-12", "2025-04-03"] };
    assert_eq!(majors, expected);
}
