//! What the benchmarks work on.
//!
//! ```sh
//! cargo bench --package benches
//! ATLAS_OFFICIAL_SPECS=/path/to/folder cargo bench --package benches --bench generate
//! ```

pub mod copies;
pub mod one_core;
pub mod report;
pub mod run;
pub mod stats;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use codegen::{Options, Source};

/// The documents at hand, smallest first: our own, and those in the folder that `ATLAS_OFFICIAL_SPECS` names.
///
/// # Errors
///
/// When a folder cannot be listed.
pub fn descriptions() -> io::Result<Vec<PathBuf>> {
    let mut paths = vec![root().join("spec/openapi.yaml")];
    if let Some(folder) = env::var_os("ATLAS_OFFICIAL_SPECS") {
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort_by_cached_key(|path| fs::metadata(path).map_or(0, |data| data.len()));
    Ok(paths)
}

/// A document and the project's own decisions, as `cargo xtask regenerate` reads them.
///
/// # Errors
///
/// When a file cannot be read.
pub fn input(path: &Path) -> io::Result<(Source, Options)> {
    let source = Source::new("openapi.yaml", fs::read(path)?);
    let config = fs::read_to_string(root().join("spec/codegen.toml"))?;
    Ok((source, Options { config_name: "spec/codegen.toml".to_owned(), config, ..Options::default() }))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
