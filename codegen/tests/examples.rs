//! The examples in the docs of operations are Rust: of our own document and the cases always, of the official documents
//! when `ATLAS_OFFICIAL_SPECS` names their folder.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::{Options, Source, generate};

#[test]
fn examples_of_operations_are_rust() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let official = env::var_os("ATLAS_OFFICIAL_SPECS").into_iter().flat_map(|folder| documents(Path::new(&folder)));
    let own = here.join("../spec/openapi.yaml");
    for path in documents(&here.join("tests/cases")).chain(official).chain([own]) {
        let source = Source::new(path.display().to_string(), fs::read(&path).unwrap());
        let output = generate(&source, &Options::default()).unwrap_or_else(|errors| panic!("{errors}"));
        let code: String = output.files.values().map(String::as_str).collect();
        let examples = examples(&code);
        assert_eq!(examples.len(), output.summary.operations, "{}", path.display());
        for example in examples {
            let function = format!("async fn example() {{ {example} }}");
            let parsed = syn::parse_str::<syn::ItemFn>(&function);
            assert!(parsed.is_ok(), "{}: {example}", path.display());
            assert!(example.lines().all(|line| line.len() <= 90), "{}: {example}", path.display());
        }
    }
}

fn documents(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
}

/// What is between the fences of examples.
fn examples(code: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut lines = code.lines().map(str::trim_start);
    while lines.any(|line| line == "/// ```ignore") {
        let inside = lines.by_ref().take_while(|line| *line != "/// ```");
        let inside = inside.map(|line| line.strip_prefix("///").unwrap_or(line).strip_prefix(' ').unwrap_or_default());
        examples.push(inside.collect::<Vec<_>>().join("\n"));
    }
    examples
}
