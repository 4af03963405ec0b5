//! Rules that one file keeps or breaks.

use std::path::Path;

use crate::sources::Source;

/// The names of the rules.
pub(crate) const RULES: [&str; 5] = ["width", "length", "header", "test-name", "reqwest"];

/// Columns of a comment: those of `rustfmt.toml`.
const COMMENT: usize = 120;
/// Columns of a paragraph in Markdown. Tables and code are as wide as they need to be.
const PARAGRAPH: usize = 140;
const LONGEST_FILE: usize = 500;
const LONGEST_TEST_NAME: usize = 40;

/// How often a file breaks each of the rules.
pub(crate) fn findings(source: &Source) -> Vec<(&'static str, usize)> {
    let counts = if Path::new(&source.path).extension().is_some_and(|extension| extension == "rs") {
        let tests = test_names(&source.text);
        let long_names = tests.iter().filter(|name| name.len() > LONGEST_TEST_NAME).count();
        let is_long = source.text.lines().count() > LONGEST_FILE;
        let has_header = source.text.starts_with("//!");
        [wide_comments(&source.text), is_long.into(), (!has_header).into(), long_names, reqwest(source)]
    } else {
        [wide_paragraphs(&source.text), 0, 0, 0, 0]
    };
    RULES.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect()
}

fn wide_comments(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with("//") && line.chars().count() > COMMENT).count()
}

fn wide_paragraphs(text: &str) -> usize {
    let mut in_code = false;
    let is_wide = |line: &&str| {
        in_code ^= line.trim_start().starts_with("```");
        // A link can be longer than a line.
        !in_code && !line.starts_with('|') && line.chars().count() > PARAGRAPH && line.trim().contains(' ')
    };
    text.lines().filter(is_wide).count()
}

/// The names of the functions that are tests.
fn test_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if let (true, Some((_, rest))) = (is_test, line.split_once("fn ")) {
            names.extend(rest.split_once('(').map(|(name, _)| name));
        }
        is_test = line.starts_with("#[test]") || line.starts_with("#[tokio::test") || is_test && line.starts_with("#[");
    }
    names
}

/// Lines of the client that name a type of reqwest outside of the transport, but for the one way to hand a client in.
fn reqwest(source: &Source) -> usize {
    let is_bound = source.path.starts_with("atlas-client/src/") && !source.path.contains("/transport/");
    let names_it = |line: &&str| {
        let code = line.trim_start();
        !code.starts_with("//") && code.replace("transport::reqwest::", "").contains("reqwest::")
    };
    let allowed = |line: &&str| line.contains("pub fn reqwest_client(self, client: reqwest::Client)");
    if is_bound { source.text.lines().filter(names_it).filter(|line| !allowed(line)).count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(&'static str, usize)> {
        findings(&Source { path: path.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn each_rule_finds_its_breach() {
        let long = "x".repeat(COMMENT);
        assert_eq!(found("a.rs", "//! A header.\n"), []);
        assert_eq!(found("a.rs", "fn main() {}\n"), [("header", 1)]);
        assert_eq!(found("a.rs", &format!("//! A.\n    // {long}\nlet text = \"{long}\";\n")), [("width", 1)]);
        assert_eq!(found("a.rs", &format!("//! A.\n{}", "\n".repeat(LONGEST_FILE))), [("length", 1)]);
        let test = format!("//! A.\n#[test]\n#[cfg(unix)]\nfn {}() {{}}\n", "n".repeat(LONGEST_TEST_NAME + 1));
        assert_eq!(found("a.rs", &test), [("test-name", 1)]);
        assert_eq!(found("a.rs", &test.replace("#[test]\n", "")), []);
        let client = "//! A.\nuse reqwest::Client;\n";
        assert_eq!(found("atlas-client/src/auth.rs", client), [("reqwest", 1)]);
        assert_eq!(found("atlas-client/src/transport/mod.rs", client), []);
        let paragraph = "word ".repeat(PARAGRAPH / 4);
        assert_eq!(found("a.md", &format!("{paragraph}\n\n| {paragraph} |\n```\n{paragraph}\n```\n")), [("width", 1)]);
    }
}
