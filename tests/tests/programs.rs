//! The programs that are written from the docs alone: what the client takes and returns needs no help from whoever
//! writes them.
//!
//! `.ci/official` compiles those of `programs/` with crates of official documents; the example is one of our own crate.

use std::fs;
use std::path::Path;

/// Turbofish, types that are named for the compiler's sake, and detours through JSON.
const HELP: [&str; 6] = ["::<", "Vec<", "Option<", "Map<", "json", "Json"];

#[test]
fn programs_need_no_help() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs: Vec<_> = fs::read_dir(root.join("programs"))
        .expect("is a folder")
        .map(|entry| entry.expect("is readable").path())
        .collect();
    programs.push(root.join("../atlas-client/examples/clear_user_scopes.rs"));
    programs.sort();
    let mut found = Vec::new();
    for program in &programs {
        let text = fs::read_to_string(program).expect("is readable");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let helped = code.filter(|line| HELP.iter().any(|help| line.contains(help)) || is_annotated(line));
        found.extend(helped.map(|line| format!("{}: {}", program.display(), line.trim())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(programs.len(), 6, "{programs:?}");
}

/// `let x: T = …`.
fn is_annotated(line: &str) -> bool {
    let pattern = line.trim_start().strip_prefix("let ").and_then(|rest| rest.split(" = ").next());
    pattern.is_some_and(|pattern| pattern.contains(": "))
}
