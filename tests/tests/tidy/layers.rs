//! The order of the modules: each may import those of its own line and of the lines above, and no other.

use crate::graph::Graph;

/// The parts of the generator, from those that import no other to those that import the most.
const CODEGEN: [&[&str]; 11] = [
    &["diagnostics", "pointer", "case", "graph", "ir", "markdown"],
    &["lock"],
    &["yaml"],
    &["openapi"],
    &["fallback"],
    &["validate", "version"],
    &["config"],
    &["kept"],
    &["lower", "names"],
    &["analyze", "options"],
    &["emit", "render", "report", "changes"],
];

/// The parts of the client. `runtime` is what generated code imports.
const CLIENT: [&[&str]; 8] = [
    &["error", "model", "url", "retry", "rate_limit", "task"],
    &["transport"],
    &["auth"],
    &["call"],
    &["pagination", "wait", "raw"],
    &["client"],
    &["testing", "blocking"],
    &["runtime"],
];

/// Modules that call each other because schemas contain schemas, and values contain values. What has the name of a
/// folder means all modules in it.
const RECURSION: [(&str, &[&str]); 2] = [
    // The parts of a paragraph contain parts.
    ("codegen", &["markdown"]),
    // A value is decoded by the type it is for, a type by the values in it.
    ("atlas-client", &["model"]),
];

/// Imports of a module from a later layer.
pub(crate) fn upward(name: &str, graph: &Graph) -> Vec<String> {
    let layers: &[&[&str]] = if name == "codegen" { &CODEGEN } else { &CLIENT };
    let layer = |module: &str| {
        let part = module.split("::").next().unwrap_or_default();
        let found = layers.iter().position(|layer| layer.contains(&part));
        found.unwrap_or_else(|| panic!("{name}: add `{part}` to the layers of layers.rs"))
    };
    let upward = graph.imports().filter(|(from, to)| layer(from) < layer(to));
    upward.map(|(from, to)| format!("{name}: {from} imports {to}")).collect()
}

/// Whether the cycle of two modules is recursion.
pub(crate) fn is_recursion(name: &str, from: &str, to: &str) -> bool {
    let is_in = |module: &str, part: &str| module == part || module.starts_with(&format!("{part}::"));
    let parts = RECURSION.iter().filter(|(of, _)| *of == name).flat_map(|(_, parts)| *parts);
    parts.into_iter().any(|part| is_in(from, part) && is_in(to, part))
}
