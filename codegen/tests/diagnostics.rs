//! Broken documents and exactly what is said about them.
//!
//! Each `diagnostics/*.yaml` has a `.stderr` beside it. `UPDATE_EXPECT=1` writes those anew; read the difference
//! before you keep it.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::Source;
use codegen::diagnostics::{Diagnostics, Severity};
use codegen::load;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn diagnose(name: &str, bytes: &[u8]) -> Diagnostics {
    match load(&Source::new(name, bytes)) {
        Ok(document) => document.warnings().clone(),
        Err(diagnostics) => diagnostics,
    }
}

/// Inputs that are better made than kept in a file.
fn made() -> Vec<(&'static str, Vec<u8>)> {
    let head = "openapi: 3.0.3\ninfo:\n  title: Case\n  version: '1'\n";
    vec![
        ("not_utf8", [head.as_bytes(), b"paths: {}\nx-name: caf\xE9\n"].concat()),
        (
            "utf16",
            "openapi: 3.0.3".encode_utf16().fold(b"\xFF\xFE".to_vec(), |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
        ),
        ("no_bytes", Vec::new()),
        ("nested_brackets", format!("{head}paths: {{}}\nx-deep: {}", "[".repeat(20_000)).into_bytes()),
        ("nested_lists", format!("{head}paths: {{}}\nx-deep:\n  {}", "- ".repeat(20_000)).into_bytes()),
        ("nested_keys", (0..500).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n").into_bytes()),
        (
            "line_breaks",
            b"\xEF\xBB\xBFopenapi: 3.0.3\r\ninfo:\r\n  title: 1\r\n  version: 'caf\xC3\xA9'\r\npaths: 2\r\n".to_vec(),
        ),
        ("tabs", format!("{head}paths:\n\t/things: {{}}\n").into_bytes()),
        ("json", br##"{"openapi": "3.0.3", "info": {"title": "Case"}, "paths": {"/a": {"$ref": "#/x"}}}"##.to_vec()),
        (
            "long_line",
            format!(
                "{{\"openapi\": \"3.0.3\", \"x-a\": \"{}\", \"info\": 3, \"x-b\": \"{}\"}}",
                "é".repeat(9000),
                "b".repeat(9000)
            )
            .into_bytes(),
        ),
        (
            "control_characters",
            format!("{head}paths:\n  /a:\n    \"ge\\u001b[31mt\\n\\u202e\": 1\n    '\u{202e}get': 2\n").into_bytes(),
        ),
        (
            "many",
            (0..30)
                .fold(format!("{head}paths: {{}}\nbad: 0\n"), |text, n| text + &format!("wrong{n}: {n}\n"))
                .into_bytes(),
        ),
    ]
}

fn cases() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let kept = files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()));
    let mut cases: Vec<_> = kept.chain(made().into_iter().map(|(name, bytes)| (name.to_owned(), bytes))).collect();
    cases.sort();
    cases
}

#[test]
fn diagnostics_are_as_expected() {
    let mut wrong = Vec::new();
    for (name, bytes) in cases() {
        let rendered = diagnose(&format!("{name}.yaml"), &bytes).render(false);
        let file = folder().join(&name).with_extension("stderr");
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &rendered).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if rendered != expected {
            wrong.push(format!("{name}:\n--- expected\n{expected}--- found\n{rendered}"));
        }
    }
    assert!(wrong.is_empty(), "{}\nrun again with UPDATE_EXPECT=1 to accept", wrong.join("\n"));
}

#[test]
fn each_golden_has_its_case() {
    let names: Vec<String> = cases().into_iter().map(|(name, _)| name).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(names.contains(&name), "{} has no case", path.display());
    }
}

#[test]
fn each_case_has_a_diagnostic_with_a_line_and_a_column() {
    for (name, bytes) in cases() {
        let diagnostics = diagnose(&name, &bytes);
        assert!(!diagnostics.is_empty(), "{name} is accepted");
        for diagnostic in diagnostics.iter() {
            assert!(diagnostic.line().is_some_and(|line| line > 0), "{name}: {}", diagnostic.message);
            assert!(diagnostic.column().is_some_and(|column| column > 0), "{name}: {}", diagnostic.message);
        }
        let all_warnings = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
        assert_eq!(all_warnings, !diagnostics.has_errors(), "{name}");
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    for (name, bytes) in cases() {
        let diagnostics = diagnose(&name, &bytes);
        let coloured = diagnostics.render(true);
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain.push_str(before);
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        plain.push_str(rest);
        assert_eq!(plain.replace(' ', ""), diagnostics.render(false).replace(' ', ""), "{name}");
    }
}
