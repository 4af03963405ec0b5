//! Any documents, of the folder that `ATLAS_OTHER_SPECS` names: a second run for one changes nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking and says what it did")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::{Options, Source, generate};

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let is_document = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "json" || extension == "yaml" || extension == "yml")
    };
    files.into_iter().filter(is_document).chain(folders.iter().flat_map(|folder| documents(folder))).collect()
}

#[test]
fn second_runs_change_nothing() {
    let Some(folder) = env::var_os("ATLAS_OTHER_SPECS") else {
        println!("skipped: set ATLAS_OTHER_SPECS to a folder with OpenAPI documents");
        return;
    };
    let config = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/codegen.toml")).unwrap();
    let options = Options { config_name: "codegen.toml".to_owned(), config, ..Options::default() };
    let mut generated = 0;
    let mut changed = Vec::new();
    for path in documents(Path::new(&folder)) {
        // The last one that is shown is the one that made a test panic.
        println!("{}", path.display());
        let source = Source::new(path.display().to_string(), fs::read(&path).unwrap());
        let Ok(first) = generate(&source, &options) else { continue };
        generated += 1;
        let lock = Some(("names.lock".to_owned(), first.lock.text()));
        let second = generate(&source, &Options { lock, ..options.clone() });
        let is_same = second.is_ok_and(|second| {
            (second.files, second.report, second.lock.text()) == (first.files, first.report, first.lock.text())
        });
        if !is_same {
            changed.push(path);
        }
    }
    assert!(generated > 0, "no document of the folder can be generated from");
    assert!(changed.is_empty(), "of {generated} documents, the second run changes {changed:#?}");
}
