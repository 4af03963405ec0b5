//! What goes in beside the OpenAPI document, and what comes out.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostics;
use crate::lock::Lock;
use crate::version::VersionChoice;

/// What to make of a document.
#[expect(clippy::struct_excessive_bools, reason = "independent options")]
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How diagnostics name the configuration: `spec/codegen.toml`.
    pub config_name: String,
    /// Text of the configuration. It applies to every document; entries about things that a document lacks have no effect.
    pub config: String,
    /// How diagnostics name the names lock, and its text; none for the first output.
    pub lock: Option<(String, String)>,
    /// Names that no feature of a tag can have: what the client's manifest has already.
    pub reserved_features: Vec<String>,
    /// Whether methods and types that the lock knows are named anew, with deprecated aliases for the old names.
    pub rename: bool,
    /// Whether everything gets the shape that the document has for it now; names are kept all the same.
    pub reshape: bool,
    /// Which version of each operation.
    pub version: VersionChoice,
    /// How much of the document's prose is carried.
    pub docs: DocsLevel,
    /// Whether this is the project's own document, which is held to more: a collision of names, a place without a faithful type and a
    /// configuration entry that matches nothing are errors there.
    pub own: bool,
    /// Whether the driver of `cargo xtask conformance` is wanted as well.
    pub driver: bool,
}

/// How much of the document's prose becomes documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocsLevel {
    /// Only what can be derived: calls, types, limits.
    None,
    /// The first sentence of each description as well.
    Summary,
    /// Everything.
    #[default]
    Full,
}

/// The generated crate parts.
#[derive(Debug)]
pub struct Output {
    /// Text by path below `generated/`, with `/` and `\n`.
    pub files: BTreeMap<String, String>,
    /// Sources of the driver that leads wire names to the generated functions and types, by path below its `src`; empty unless asked for.
    pub driver: BTreeMap<String, String>,
    /// The client's features, one per tag, in the order of the document's tags.
    pub features: Vec<String>,
    /// Text of `REPORT.md`.
    pub report: String,
    /// The names of this output and of all before it.
    pub lock: Lock,
    /// What a maintainer should know although it did not stop the generation.
    pub warnings: Diagnostics,
    /// The report in numbers.
    pub summary: Summary,
    /// Name and, where given, URL of the licence that the document is under.
    pub license: Option<(String, Option<String>)>,
}

/// What was generated, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Title of the API.
    pub title: String,
    /// Version of the API.
    pub version: String,
    /// Operations with a method.
    pub operations: usize,
    /// The ids of operations without a method, with the reasons.
    pub skipped: Vec<(String, String)>,
    /// Types: structs, enums and unions.
    pub models: usize,
}
