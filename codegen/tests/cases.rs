//! Small documents, one concept each, through the whole generator.
//!
//! `cases/NAME.yaml` is the document, `cases/NAME.rs` what comes out: of the first all, of the others the files that
//! are not the same in the first. `UPDATE_EXPECT=1 cargo test -p codegen --test cases` writes the latter. A second test
//! compiles them all, in one crate with the client's runtime.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use codegen::Source;
use codegen::{Options, generate};

/// What is before each file in a golden.
const MARKER: &str = "// ==== ";

#[test]
fn descriptions_give_the_code_beside_them() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    let mut first = None;
    for (name, path) in cases() {
        let found = golden(&name, &path, first.as_deref().unwrap_or_default());
        first.get_or_insert_with(|| found.clone());
        let beside = path.with_extension("rs");
        if update {
            fs::write(&beside, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n");
        if found != expected {
            wrong.push(format!("{name}: {}", first_difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "set UPDATE_EXPECT=1 to accept:\n{}", wrong.join("\n"));
}

#[test]
fn the_code_beside_them_compiles() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens");
    lay_out_crate(&scratch);
    // Clippy also finds names that its users would hear of; a toolchain can be without it.
    let version = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
    let check = if version.is_ok_and(|version| version.status.success()) { "clippy" } else { "check" };
    let output = Command::new(env!("CARGO"))
        .args([check, "--quiet", "--message-format", "short", "--no-default-features", "--features", "full"])
        .current_dir(&scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    // What the runtime has beyond the needs of the goldens does not concern them.
    let is_theirs = |line: &&str| line.contains("src/cases") || line.contains("src/generated");
    let theirs: Vec<_> = messages.lines().filter(is_theirs).collect();
    assert!(theirs.is_empty(), "{}", theirs.join("\n"));
    assert!(output.status.success(), "{messages}");
}

/// One crate for all goldens, because the runtime takes longer to check than they do: the first as its generated code,
/// the others as modules, with their paths led there. Tags differ from case to case so that the methods they add to the
/// client do.
fn lay_out_crate(scratch: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let client = root.join("atlas-client");
    let source = scratch.join("client/src");
    if source.exists() {
        fs::remove_dir_all(&source).unwrap();
    }
    copy_sources(&client.join("src"), &source);

    let mut modules = String::from("//! The goldens.\n\n");
    let mut features = Vec::new();
    let mut first: Option<String> = None;
    for (name, path) in cases() {
        let golden = fs::read_to_string(path.with_extension("rs")).unwrap().replace("\r\n", "\n");
        features.extend(feature_names(&golden));
        let (folder, crate_path) = if first.is_none() {
            (source.join("generated"), "crate".to_owned())
        } else {
            writeln!(modules, "pub mod {name};").unwrap();
            (source.join("cases").join(&name), format!("crate::cases::{name}"))
        };
        // What a golden has in place of a file of the first comes after that.
        let first = first.get_or_insert_with(|| golden.clone());
        for (file, text) in files(first).chain(files(&golden)) {
            let led =
                |text: String, module| text.replace(&format!("crate::{module}"), &format!("{crate_path}::{module}"));
            write(&folder.join(file), &["models", "api"].into_iter().fold(text.to_owned(), led));
        }
    }
    write(&source.join("cases/mod.rs"), &modules);
    let library = fs::read_to_string(source.join("lib.rs")).unwrap();
    write(&source.join("lib.rs"), &format!("{library}\npub mod cases;\n"));
    write(&scratch.join("Cargo.toml"), &workspace_manifest(&root));
    write(&scratch.join("client/Cargo.toml"), &client_manifest(&client, &features));
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
}

/// Name and description of every case.
fn cases() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases: BTreeMap<_, _> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    assert!(!cases.is_empty());
    cases
}

/// What a document gives: warnings, then the files that are not the same in `first`, without the lines that are the
/// same in all of them.
fn golden(name: &str, path: &Path, first: &str) -> String {
    let source = Source::new(format!("{name}.yaml"), fs::read(path).unwrap());
    let output = match generate(&source, &Options::default()) {
        Ok(output) => output,
        Err(diagnostics) => panic!("{}", diagnostics.render(false)),
    };
    let mut golden = String::new();
    for line in output.warnings.render_verbose(false).lines() {
        golden.push_str(format!("// {line}").trim_end());
        golden.push('\n');
    }
    let frame: BTreeMap<&str, &str> = files(first).collect();
    for (path, text) in &output.files {
        let body = text.lines().skip_while(|line| line.starts_with("// ")).skip(1);
        let body: String = body.flat_map(|line| [line, "\n"]).collect();
        if frame.get(path.as_str()) != Some(&body.as_str()) {
            write!(golden, "{MARKER}{path}\n{body}").unwrap();
        }
    }
    golden
}

/// The files of a golden.
fn files(golden: &str) -> impl Iterator<Item = (&str, &str)> {
    golden.split(MARKER).skip(1).filter_map(|part| part.split_once('\n'))
}

fn feature_names(text: &str) -> impl Iterator<Item = String> {
    text.lines()
        .filter_map(|line| Some(line.trim().strip_prefix("#[cfg(feature = \"")?.strip_suffix("\")]")?.to_owned()))
}

fn first_difference(expected: &str, found: &str) -> String {
    let lines = expected.lines().zip(found.lines()).enumerate();
    match lines.into_iter().find(|(_, (expected, found))| expected != found) {
        Some((line, (expected, found))) => format!("line {}:\n  expected {expected}\n  found    {found}", line + 1),
        None => format!("{} lines expected, {} found", expected.lines().count(), found.lines().count()),
    }
}

/// The hand-written part of the client.
fn copy_sources(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            if !path.ends_with("src/generated") {
                copy_sources(&path, &target);
            }
        } else {
            write(&target, &fs::read_to_string(&path).unwrap());
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The workspace's manifest with the client as its only member.
fn workspace_manifest(root: &Path) -> String {
    let mut manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let workspace = manifest["workspace"].as_table_mut().unwrap();
    workspace.insert("members".into(), vec!["client"].into());
    toml::to_string(&manifest).unwrap()
}

/// The client's manifest with the features of the goldens.
fn client_manifest(client: &Path, names: &[String]) -> String {
    let mut manifest: toml::Table = fs::read_to_string(client.join("Cargo.toml")).unwrap().parse().unwrap();
    let features = manifest["features"].as_table_mut().unwrap();
    for name in names {
        features.insert(name.clone(), toml::Value::Array(Vec::new()));
    }
    features.insert("full".into(), names.to_vec().into());
    for section in ["example", "bench", "test"] {
        manifest.remove(section);
    }
    toml::to_string(&manifest).unwrap()
}
