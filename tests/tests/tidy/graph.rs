//! Which module of a crate imports which.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{self, Path};
use crate::sources;

/// The modules of one crate, each a file, with the modules that its code names.
pub(crate) struct Graph {
    imports: BTreeMap<String, BTreeSet<String>>,
}

/// A module and what its file names.
type Files = BTreeMap<String, Vec<Path>>;

impl Graph {
    /// Reads `name/src`, without generated code and tests.
    pub(crate) fn read(name: &str) -> Self {
        let folder = format!("{name}/src/");
        let sources = sources::all();
        let files = sources.iter().filter_map(|source| {
            let module = source.path.strip_prefix(&folder)?.strip_suffix(".rs")?;
            let module = module.strip_suffix("/mod").unwrap_or(module).replace('/', "::");
            let is_test = module.split("::").any(|part| part == "tests");
            (!is_test && module != "lib").then(|| (module, paths::in_file(&source.text)))
        });
        Self::of(&files.collect())
    }

    fn of(files: &Files) -> Self {
        let imports = files.iter().map(|(module, paths)| {
            let named = paths.iter().filter_map(|path| owner(files, module, &path.segments, 0));
            (module.clone(), named.filter(|named| named != module).collect())
        });
        Self { imports: imports.collect() }
    }

    /// All imports, as pairs of modules.
    pub(crate) fn imports(&self) -> impl Iterator<Item = (&str, &str)> {
        self.imports.iter().flat_map(|(from, named)| named.iter().map(|to| (from.as_str(), to.as_str())))
    }

    /// The imports that are part of a cycle: the module imported leads back to the one that imports it.
    pub(crate) fn cycles(&self) -> Vec<(&str, &str)> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.imports.keys().map(|from| (from.as_str(), self.reached(from))).collect();
        self.imports().filter(|(from, to)| reached[to].contains(from)).collect()
    }

    fn reached(&self, from: &str) -> BTreeSet<&str> {
        let imports = |module: &str| self.imports.get(module).into_iter().flatten().map(String::as_str);
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = imports(from).collect();
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(imports(module));
            }
        }
        reached
    }
}

/// The module that defines what a path in `module` means, followed through `pub use`.
fn owner(files: &Files, module: &str, path: &[String], depth: usize) -> Option<String> {
    let (first, mut rest) = path.split_first()?;
    let mut at: Vec<&str> = match first.as_str() {
        "crate" => Vec::new(),
        "self" => module.split("::").collect(),
        "super" => module.rsplit_once("::").map_or_else(Vec::new, |(parent, _)| parent.split("::").collect()),
        // Only modules of this module are named without a prefix.
        child if files.contains_key(&format!("{module}::{child}")) => module.split("::").chain([child]).collect(),
        _ => return None,
    };
    while let Some((next, others)) = rest.split_first() {
        if next == "super" {
            at.pop();
        } else if files.contains_key(&at.iter().copied().chain([next.as_str()]).collect::<Vec<_>>().join("::")) {
            at.push(next);
        } else {
            break;
        }
        rest = others;
    }
    let named = at.join("::");
    let exported = || {
        let name = rest.first()?;
        let mut exports =
            files.get(&named)?.iter().filter(|export| export.exported && export.segments.last() == Some(name));
        exports.find_map(|export| owner(files, &named, &export.segments, depth + 1))
    };
    let definer = if depth < 8 { exported() } else { None };
    definer.or(Some(named)).filter(|module| files.contains_key(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(files: &[(&str, &str)]) -> Graph {
        Graph::of(&files.iter().map(|(module, text)| ((*module).to_owned(), paths::in_file(text))).collect())
    }

    #[test]
    fn imports_follow_exports_to_the_definition() {
        let graph = graph(&[
            ("a", "pub use b::B; mod b;"),
            ("a::b", "use super::super::c::C; struct B;"),
            ("c", "fn f() { crate::a::B::new(); }"),
        ]);
        let imports: Vec<_> = graph.imports().collect();
        assert_eq!(imports, [("a", "a::b"), ("a::b", "c"), ("c", "a::b")]);
    }

    #[test]
    fn cycles_are_found() {
        let graph = graph(&[
            ("a", "use crate::b::B;"),
            ("b", "use crate::c::C;"),
            ("c", "use crate::a::A;"),
            ("d", "use crate::a::A;"),
        ]);
        assert_eq!(graph.cycles(), [("a", "b"), ("b", "c"), ("c", "a")]);
    }
}
