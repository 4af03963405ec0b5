//! Where things are in a checkout.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The command that brings generated files up to date, as every message names it.
pub const COMMAND: &str = "cargo xtask regenerate";

/// The file with the names that a crate has given.
pub const LOCK: &str = "names.lock";

/// The names lock in a folder: that of a crate, or of a checkout of this project.
pub(crate) fn lock_in(folder: &Path) -> PathBuf {
    let (of_crate, of_checkout) = (folder.join(LOCK), Workspace::at(folder).lock());
    if !of_crate.exists() && of_checkout.exists() { of_checkout } else { of_crate }
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A checkout of this project.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that this program was built from.
    ///
    /// `cargo xtask` sets `CARGO_MANIFEST_DIR`, so a checkout that was moved after the build is found too.
    #[must_use]
    pub fn current() -> Self {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        Self::at(manifest.parent().unwrap_or(&manifest))
    }

    /// The checkout with this root.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The top folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The root manifest, which holds the versions that the members inherit.
    #[must_use]
    pub fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    /// Our own document, what `regenerate` reads unless told otherwise.
    #[must_use]
    pub fn spec(&self) -> PathBuf {
        self.root.join("spec/openapi.yaml")
    }

    /// Our decisions about names and features.
    #[must_use]
    pub fn config(&self) -> PathBuf {
        self.root.join("spec/codegen.toml")
    }

    /// The generated report.
    #[must_use]
    pub fn report(&self) -> PathBuf {
        self.root.join("spec/REPORT.md")
    }

    /// The names that the client has given.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.root.join("spec").join(LOCK)
    }

    /// The list of generated files with their hashes, below the root.
    #[must_use]
    pub fn generated_manifest(&self) -> &'static str {
        "spec/generated.sha256"
    }

    /// The client crate.
    #[must_use]
    pub fn client(&self) -> PathBuf {
        self.root.join("atlas-client")
    }

    /// The folder that holds generated code and nothing else.
    #[must_use]
    pub fn generated(&self) -> PathBuf {
        self.client().join("src/generated")
    }

    /// The folder of the driver through which `cargo test` holds the client against our own document.
    #[must_use]
    pub fn driver(&self) -> PathBuf {
        self.root.join("tests/tests/conformance/generated")
    }

    /// `path` as a person at the root of the checkout would type it.
    #[must_use]
    pub fn display(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }
}
