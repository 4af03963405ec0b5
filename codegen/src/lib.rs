//! Generates `atlas-client`'s models and operations from an OpenAPI document.
//!
//! A pure library: text and options go in, files in memory or diagnostics come out. It touches no file, terminal,
//! environment or clock, and does not panic, whatever the document holds.
//!
//! ```text
//! YAML ─load─▶ checked document ─version─▶ one version per operation ─lower─▶ ir::Api ─names─▶ named ─analyze─▶
//!      complete ─layout─▶ plan ─emit─▶ items ─render─▶ files
//!          └─report─▶ REPORT.md
//! ```

pub mod changes;
pub mod diagnostics;
pub mod ir;
pub mod openapi;
pub mod pointer;
pub mod version;
mod yaml;

mod analyze;
mod case;
mod config;
mod emit;
mod fallback;
mod graph;
mod kept;
mod lock;
mod lower;
mod markdown;
mod names;
mod options;
mod render;
mod report;
mod validate;

use std::collections::BTreeMap;
use std::thread;

pub use config::valid::is_feature;
pub use diagnostics::{Diagnostic, Diagnostics};
pub use fallback::Profile;
pub use options::{DocsLevel, Options, Output, Summary};
pub use validate::{load, load_as};
pub use version::VersionChoice;
pub use yaml::Source;

use analyze::layout::Plan;
pub use changes::Surface;
use ir::Api;
pub use lock::{Entry, Flag, Lock, OperationNames, Returned, ReturnedBody, TypeNames};
use openapi::Document;

/// Generates everything from one document.
///
/// # Errors
///
/// All diagnostics at once, when the document or the configuration has an error. There is no output then.
pub fn generate(source: &Source, options: &Options) -> Result<Output, Diagnostics> {
    let Lowered { api, lock, warnings, .. } = lowered(source, options)?;
    Ok(Output {
        files: files(&api, options.docs)?,
        driver: if options.driver { texts(emit::driver(&api))? } else { BTreeMap::new() },
        features: api.tags.iter().map(|tag| tag.feature.clone()).collect(),
        report: report::text(&api),
        lock: names::updated(&lock, &api),
        warnings,
        summary: summary(&api),
        license: api.license,
    })
}

/// What users of the crate would see that is generated from a document. No code is emitted.
///
/// # Errors
///
/// As [`generate`].
pub fn surface(source: &Source, options: &Options) -> Result<Surface, Diagnostics> {
    let Lowered { document, api, lock, .. } = lowered(source, options)?;
    Ok(Surface::new(document, &api, names::updated(&lock, &api)))
}

/// A document as its representation, with all names.
struct Lowered {
    document: Document,
    api: Api,
    /// The lock of the output before this one.
    lock: Lock,
    warnings: Diagnostics,
}

/// From the text to named types and operations. The order of the last steps:
///
/// - what users know is kept before anything has a name: names follow types, and a type that stays brings its own;
/// - what all variants of a union have is found when their fields have the types that they keep, and is named then;
/// - boxes are found when all fields are there, and decide whether a field can keep how it is absent;
/// - the configuration is checked last, against all that an entry of it could be about.
fn lowered(source: &Source, options: &Options) -> Result<Lowered, Diagnostics> {
    let config = config::parse(&options.config_name, &options.config)?;
    let config = config::valid::checked(config, &options.reserved_features)?;
    let lock = match &options.lock {
        Some((name, text)) => Lock::parse(name, text)?,
        None => Lock::default(),
    };
    let document = load_as(source, if options.own { Profile::Strict } else { Profile::Tolerant })?;
    let selected = version::select(&document, &options.version)?;

    let mut diagnostics = document.warnings().clone();
    let merged = if options.reshape { Vec::new() } else { lock.merged_enums() };
    let mut api = lower::lower(&document, &selected, &config, &merged, &mut diagnostics);
    kept::keep(&mut api, &lock, &config, options.reshape);
    lower::find_common(&mut api.types);
    names::assign(&mut api, &document, &config, options.own, (&lock, options.rename), &mut diagnostics);
    analyze::run(&mut api);
    if !options.reshape {
        kept::keep_presence(&mut api, &lock);
    }
    config::check::check(&api, &document, &config, options.own, &mut diagnostics);
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(Lowered { document, api, lock, warnings: diagnostics }) }
}

/// The text of each file, made on two threads: no file depends on another, and half of the time goes into them.
fn files(api: &Api, docs: DocsLevel) -> Result<BTreeMap<String, String>, Diagnostics> {
    let plan = analyze::layout::plan(api);
    let (first, second) = plan.split_at(plan.len() / 2);
    let half = |plan: &[Plan]| texts(plan.iter().map(|plan| emit::file(api, docs, plan)));
    let (first, second) = thread::scope(|scope| {
        let second = scope.spawn(|| half(second));
        (half(first), second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let mut files = first?;
    files.extend(second?);
    files.insert("handles.md".to_owned(), emit::handles(api, docs));
    Ok(files)
}

fn texts(files: impl IntoIterator<Item = emit::File>) -> Result<BTreeMap<String, String>, Diagnostics> {
    files.into_iter().map(|file| Ok((file.path.clone(), render::file(file)?))).collect()
}

fn summary(api: &Api) -> Summary {
    Summary {
        title: api.title.clone(),
        version: api.version.clone(),
        operations: api.operations.len(),
        skipped: api.skipped.iter().map(|skipped| (skipped.id.clone(), skipped.reason.clone())).collect(),
        models: api.types.len(),
    }
}
