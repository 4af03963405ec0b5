//! The hand-written files of the project.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// One file.
pub(crate) struct Source {
    /// Path below the top folder, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Folders whose files people do not write.
const OTHERS: [&str; 5] = ["target", "generated", "node_modules", "cases", ".git"];

/// The top folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All Rust and Markdown files that are written by hand. Those in `cases` are inputs and goldens.
pub(crate) fn all() -> Vec<Source> {
    let root = root();
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        !(entry.file_type().is_dir() && OTHERS.contains(&name.as_ref())) && name != "REPORT.md"
    });
    let files = entries.map(|entry| entry.expect("the folder can be read").into_path());
    let written = files.filter(|path| path.extension().is_some_and(|end| end == "rs" || end == "md"));
    written.map(|path| read(&root, &path)).collect()
}

fn read(root: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let path = path.strip_prefix(root).expect("it is below the top folder");
    Source { path: path.display().to_string().replace('\\', "/"), text }
}
