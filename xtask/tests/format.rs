//! `--format`: what programs read of an invalid document.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs, process};

const DOCUMENT: &str = "openapi: 3.0.3\ninfo:\n  title: Case\n  version: '1'\npaths:\n  /a:\n    get:\n      \
                        operationId: a\n      parameters: 3\n      responses: {'200': {description: ok}}\n";

/// Runs `regenerate` with a document that is not valid.
fn regenerate(name: &str, arguments: &[&str]) -> (PathBuf, Output) {
    let folder = env::temp_dir().join(format!("atlas-client-format-{name}-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let spec = folder.join("api.yaml");
    fs::write(&spec, DOCUMENT).expect("a document");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["regenerate", "--spec"]).arg(&spec).arg("--out").arg(folder.join("crate")).args(arguments);
    let output = command.output().expect("it runs");
    fs::remove_dir_all(&folder).expect("it is there");
    (spec, output)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn json_lines() {
    let (_, output) = regenerate("json", &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let error = lines.iter().find(|line| line["line"] == 9).expect("the error");
    assert_eq!(error["severity"], "error");
    assert_eq!(error["column"], 19);
    assert_eq!(error["message"], "`parameters` must be a list, not the number `3`");
    assert_eq!(error["help"], "write a list: `parameters: [3]`");
    assert!(error["file"].as_str().is_some_and(|file| file.ends_with("api.yaml")));
}

#[test]
fn github_annotations() {
    let (spec, output) = regenerate("github", &["--format=github"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = text(&output.stdout);
    let name = spec.display().to_string().replace(':', "%3A");
    let expected = format!(
        "::error file={name},line=9,col=19::`parameters` must be a list, not the number `3`%0Ahelp: write a list: `parameters: [3]`"
    );
    assert!(lines.lines().any(|line| line == expected), "{lines}");
}

#[test]
fn text_for_people() {
    let (_, output) = regenerate("text", &[]);
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("error: `parameters` must be a list"), "{}", text(&output.stderr));
}
