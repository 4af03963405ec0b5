//! What Markdown names: files that it links to, and tests that tables list as proof.

use std::collections::BTreeSet;
use std::path::Path;

use crate::sources::{Source, root};

/// Documents whose tables have the tests of each row in the last column.
const PROOFS: [&str; 2] = ["docs/runtime.md", "docs/generated-files.md"];

/// Links to files that are not there, and tests that are not there.
pub(crate) fn missing(sources: &[Source]) -> Vec<String> {
    let names = names(sources);
    let is_document = |source: &&Source| Path::new(&source.path).extension().is_some_and(|end| end == "md");
    let documents = sources.iter().filter(is_document);
    let findings = documents.flat_map(|source| {
        let tests = PROOFS.contains(&source.path.as_str()).then(|| tests(&source.text)).into_iter().flatten();
        let tests = tests.filter(|test| !names.contains(test)).map(str::to_owned);
        let links = links(&source.text).into_iter().filter(|link| !leads_to_a_file(source, link)).map(str::to_owned);
        links.chain(tests).map(|what| format!("{}: {what}", source.path)).collect::<Vec<_>>()
    });
    findings.collect()
}

/// Targets of links into this project, without `#…`.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':')).collect()
}

fn leads_to_a_file(source: &Source, link: &str) -> bool {
    // The README of the client is a link to the one above.
    let file = root().join(&source.path).canonicalize().expect("it was read");
    file.parent().is_some_and(|folder| folder.join(link).exists())
}

/// The tests in the last cell of each row, without their files: `paging::next_links` is `next_links`, `leaks::*` none.
fn tests(text: &str) -> Vec<&str> {
    let cells = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.trim_end_matches(" |").rsplit(" | ").next());
    let quoted = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let names = quoted.filter(|text| text.contains(['_', ':']) && !text.contains(' '));
    names.filter_map(|name| name.rsplit("::").next()).filter(|name| *name != "*").collect()
}

/// All functions and modules.
fn names(sources: &[Source]) -> BTreeSet<&str> {
    let functions = sources.iter().flat_map(|source| source.text.split("fn ").skip(1));
    let functions = functions.filter_map(|rest| rest.split(['(', '<']).next());
    let modules = sources.iter().filter_map(|source| Path::new(&source.path).file_stem()?.to_str());
    functions.chain(modules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_tests_of_a_document() {
        assert_eq!(links("[a](b.md#c), [d](#e), [f](https://g) and [h](../i)"), ["b.md", "../i"]);
        let table = "| what `it_is` | `x::test_one`, `two_tests` (`prism --errors`), `y::*` |\n`no_row`\n";
        assert_eq!(tests(table), ["test_one", "two_tests"]);
    }

    #[test]
    fn what_is_not_there() {
        let text = "[a](testing.md), [b](gone.md)\n\n| it is | `a::lost_test`, `b::kept_test` |\n";
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let sources = [source("docs/runtime.md", text), source("b.rs", "fn kept_test() {}")];
        assert_eq!(missing(&sources), ["docs/runtime.md: gone.md", "docs/runtime.md: lost_test"]);
    }
}
