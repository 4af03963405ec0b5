//! How the source is kept: widths, lengths, headers, test names, what documents name, and which module may
//! import which.
//!
//! What does not follow a rule yet is listed in `baseline.txt`, which can only shrink:
//! `UPDATE_EXPECT=1 cargo test --package tests --test tidy` takes out what is in order by now.

mod baseline;
mod documents;
mod graph;
mod layers;
mod paths;
mod sources;
mod text;

use std::collections::BTreeMap;

use graph::Graph;

#[test]
fn files_follow_the_rules() {
    let sources = sources::all();
    assert!(sources.len() > 250, "only {} files were found", sources.len());
    let mut found = BTreeMap::new();
    for source in &sources {
        for (rule, count) in text::findings(source) {
            found.insert(format!("{rule} {}", source.path), count);
        }
    }
    baseline::compare(&text::RULES, &found);
}

#[test]
fn documents_name_what_exists() {
    let missing = documents::missing(&sources::all());
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn modules_have_no_cycles() {
    let cycles = crates().into_iter().flat_map(|(name, graph)| {
        let imports = graph.cycles().into_iter().filter(|(from, to)| !layers::is_recursion(name, from, to));
        imports.map(|(from, to)| (format!("cycle {name}: {from} imports {to}"), 1)).collect::<Vec<_>>()
    });
    baseline::compare(&["cycle"], &cycles.collect());
}

#[test]
fn modules_do_not_import_upwards() {
    let upwards = crates().into_iter().flat_map(|(name, graph)| layers::upward(name, &graph));
    baseline::compare(&["upward"], &upwards.map(|import| (format!("upward {import}"), 1)).collect());
}

/// The module graphs of the two crates whose layout ARCHITECTURE.md prescribes.
fn crates() -> [(&'static str, Graph); 2] {
    ["atlas-client", "codegen"].map(|name| (name, Graph::read(name)))
}
