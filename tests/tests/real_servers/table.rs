//! The table of what the runtime does names tests that are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files in `folder`, at any depth.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The names of all functions that are tests.
fn tests(root: &Path) -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["atlas-client/src", "atlas-client/tests", "tests/tests"] {
        sources(&root.join(folder), &mut files);
    }
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if let Some((_, rest)) = line.split_once("fn ")
                && is_test
            {
                names.extend(rest.split_once('(').map(|(name, _)| name.to_owned()));
            }
            is_test =
                line.starts_with("#[test]") || line.starts_with("#[tokio::test") || is_test && line.starts_with("#[");
        }
    }
    names
}

#[test]
fn behaviours_name_their_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (tests, table) = (tests(&root), fs::read_to_string(root.join("docs/runtime.md")).unwrap());
    let rows = table.lines().filter(|line| line.starts_with('|'));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2).collect::<Vec<_>>());
    let named: Vec<_> = quoted
        .filter(|text| !text.contains('<'))
        .filter_map(|text| text.rsplit_once("::").map(|(_, name)| name))
        .collect();
    let exists = |name: &str| match name.split_once('…') {
        Some((start, _)) => tests.iter().any(|test| test.starts_with(start)),
        // All tests of a file, or a server.
        None => name == "*" || tests.contains(name),
    };
    let modules = ["digest", "oauth", "prism", "rate_limit", "faults", "tls", "proxy", "stale"];
    let missing: Vec<_> = named.iter().filter(|name| !exists(name) && !modules.contains(name)).collect();
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
    assert!(named.len() > 100, "only {} names were looked at", named.len());
}
