//! `cargo xtask prove-changes`: the verdicts of `changes` against the compiler's.

mod cases;
mod compiler;
mod dice;
mod documents;
mod mutate;
mod mutations;
mod owner;
mod program;
mod slice;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use codegen::changes::{Change, Level, compare};
use codegen::{DocsLevel, Lock};

use self::cases::Case;
use self::compiler::Compiler;
use self::mutations::Pair;
use self::program::Program;
use self::slice::Slice;
use crate::cli::exit;
use crate::out_folder;
use crate::regenerate::{self, Request};
use crate::spec::Spec;
use crate::typed::WrongArguments;
use crate::workspace::Workspace;

/// What marks the folder of `--out` as one of this command.
const MARK: &str = ".prove-changes";

/// Check the verdicts of `changes` against the compiler.
///
/// Without documents: a small API per rule and direction, with the names lock and without. With documents: a crate of
/// each, with the lock of the one before it, and each pair of neighbours is compared by type and operation. With
/// --mutations: operations of the documents with what they refer to, and the same with one thing changed.
///
/// `cargo semver-checks` says what is missing, and a program that uses all that the old crate names says what changed
/// its type. Lists each disagreement, and exits with 1 if there is one. `cargo install cargo-semver-checks` installs
/// the former.
#[derive(Args, Debug)]
pub(crate) struct Prove {
    /// The old document and what came after it.
    #[arg(value_name = "DOCUMENT", value_parser = NonEmptyStringValueParser::new())]
    documents: Vec<String>,

    /// Only the rules or mutations whose name has this text in it.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// This many mutations of operations of the documents, each there and back. [default documents: spec/openapi.yaml]
    #[arg(long, value_name = "COUNT")]
    mutations: Option<usize>,

    /// Seed for choosing what is mutated.
    #[arg(long, default_value_t = 1, requires = "mutations")]
    seed: u64,

    /// Put crates and results into this folder: a new one, or that of an earlier run, which is emptied first.
    /// [default: target/prove/work]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Who says that a pair breaks users, and with what.
struct Verdict {
    ours: Vec<String>,
    compiler: Vec<String>,
}

impl Prove {
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        if let ([_], None) = (self.documents.as_slice(), self.mutations) {
            return Err(WrongArguments("two documents or more, or none".to_owned()).into());
        }
        let specs = self.documents.iter().map(|document| Spec::from_argument(document));
        if let Some(missing) = specs.into_iter().find(|spec| matches!(spec, Spec::File(path) if !path.is_file())) {
            return Err(WrongArguments(format!("{missing} is not a file")).into());
        }
        compiler::find_semver_checks()?;
        let target = workspace.root().join("target/prove");
        let folder = self.out.unwrap_or_else(|| target.join("work"));
        let folder = out_folder::emptied(workspace, &folder, MARK)?;
        let compiler = Compiler { folder, target: target.join("target"), lock: workspace.root().join("Cargo.lock") };
        let only = self.only.as_deref().unwrap_or_default();
        let agrees = match self.documents.as_slice() {
            documents if let Some(count) = self.mutations => {
                mutated(workspace, &compiler, documents, count, self.seed, only)?
            }
            [] => rules(workspace, &compiler, only)?,
            documents => documents::documents(workspace, &compiler, documents)?,
        };
        Ok(exit(agrees))
    }
}

/// The small APIs of all rules.
fn rules(workspace: &Workspace, compiler: &Compiler, only: &str) -> Result<bool> {
    let mut cases = cases::all();
    cases.retain(|case| case.what.contains(only));
    let side = |side: fn(&Case) -> &cases::Api| cases::document(&cases, side);
    let whats: Vec<String> = cases.iter().map(|case| case.what.clone()).collect();
    pairs(workspace, compiler, &whats, side(|case| &case.before), side(|case| &case.after))
}

/// Mutations of documents, or of our own.
fn mutated(
    workspace: &Workspace,
    compiler: &Compiler,
    documents: &[String],
    count: usize,
    seed: u64,
    only: &str,
) -> Result<bool> {
    let mut texts = Vec::new();
    for document in documents {
        texts.push(String::from_utf8(Spec::from_argument(document).read()?).context("a document that is not text")?);
    }
    if texts.is_empty() {
        texts.push(fs::read_to_string(workspace.spec()).context("cannot read our document")?);
    }
    let found = mutations::pairs(&texts, count, seed, only)?;
    let side = |side: fn(&Pair) -> &Slice| slice::document(found.iter().map(side)).to_string();
    let whats: Vec<String> = found.iter().map(|pair| pair.what.clone()).collect();
    pairs(workspace, compiler, &whats, side(|pair| &pair.before), side(|pair| &pair.after))
}

/// Two documents of many small APIs, in both directions, with the lock and without.
fn pairs(workspace: &Workspace, compiler: &Compiler, whats: &[String], before: String, after: String) -> Result<bool> {
    for (name, text) in [("before", before), ("after", after)] {
        fs::write(compiler.folder.join(format!("{name}.yaml")), text)?;
    }
    let before = generated(workspace, compiler, "before", &["before.yaml"])?;
    let after = generated(workspace, compiler, "after", &["after.yaml"])?;
    let after_kept = generated(workspace, compiler, "after-kept", &["before.yaml", "after.yaml"])?;
    let before_kept = generated(workspace, compiler, "before-kept", &["after.yaml", "before.yaml"])?;
    let prefixes: Vec<String> = (0..whats.len()).map(prefix).collect();
    let (mut count, mut breaking, mut disagreements) = (0, 0, 0);
    for (what, old, new, new_lock) in [
        ("there, with the lock", ("before", &before), "after-kept", &after_kept),
        ("back, with the lock", ("after", &after), "before-kept", &before_kept),
        ("there, without a lock", ("before", &before), "after", &after),
        ("back, without a lock", ("after", &after), "before", &before),
    ] {
        let (verdicts, unsound) = verdicts(compiler, old, (new, new_lock), &prefixes)?;
        disagreements += unsound;
        for (prefix, name) in prefixes.iter().zip(whats) {
            count += 1;
            let Some(verdict) = verdicts.get(prefix) else { continue };
            breaking += usize::from(!verdict.ours.is_empty());
            if verdict.ours.is_empty() != verdict.compiler.is_empty() {
                disagreements += 1;
                println!("{prefix} {name} ({what})\n  ours: {:?}\n  compiler: {:?}", verdict.ours, verdict.compiler);
            }
        }
    }
    println!("{count} pairs of {} cases: {breaking} breaking, {disagreements} disagreements", whats.len());
    Ok(disagreements == 0)
}

/// Writes a crate from one document after the other, as a maintainer would, and gives its lock.
fn generated(workspace: &Workspace, compiler: &Compiler, name: &str, documents: &[&str]) -> Result<Lock> {
    let out = compiler.folder.join(name);
    let mut lock = Lock::default();
    for document in documents {
        let inside = compiler.folder.join(document);
        let spec = if inside.exists() { Spec::File(inside) } else { Spec::from_argument(document) };
        let (spec, out) = (Some(spec), Some(out.clone()));
        let request = Request { spec, out, docs: DocsLevel::None, ..Request::default() };
        let plan = regenerate::plan(workspace, &request)?;
        plan.owned.write(false)?;
        lock = plan.output.lock;
    }
    Ok(lock)
}

/// What we and the compiler find breaking, by prefix, and how many functions of the program are wrong themselves.
fn verdicts(
    compiler: &Compiler,
    (old, old_lock): (&str, &Lock),
    (new, new_lock): (&str, &Lock),
    prefixes: &[String],
) -> Result<(BTreeMap<String, Verdict>, usize)> {
    let (old_json, new_json) = (compiler.rustdoc(old)?, compiler.rustdoc(new)?);
    let missing = compiler.semver_checks(&old_json, &new_json)?;
    let (program, unsound) = compiler.sound(old, Program::of(old_lock))?;
    let broken = compiler.program(new, program)?;
    let changes = compare(old_lock, new_lock);
    let mut verdicts = BTreeMap::new();
    for prefix in prefixes {
        let is_ours = |change: &&Change| is_seen(change) && concerns(&change.item, prefix);
        let ours = changes.all.iter().filter(is_ours).map(|change| format!("{} {}", change.item, change.message));
        let missing = missing.iter().map(|missing| &missing.what).filter(|what| concerns(what, prefix));
        let broken = broken.iter().filter(|broken| concerns(&broken.owner, prefix)).map(|broken| &broken.error);
        let lines: BTreeSet<String> = missing.chain(broken).cloned().collect();
        verdicts.insert(prefix.clone(), Verdict { ours: ours.collect(), compiler: lines.into_iter().collect() });
    }
    Ok((verdicts, unsound))
}

/// Whether the compiler can see that a change breaks users: a version with another meaning compiles.
fn is_seen(change: &Change) -> bool {
    change.level == Level::Breaking && !change.wire
}

/// What all names of a case begin with: `Q007`.
fn prefix(index: usize) -> String {
    format!("Q{index:03}")
}

/// Whether a line names something of a case.
fn concerns(line: &str, prefix: &str) -> bool {
    line.contains(prefix) || line.contains(&prefix.to_lowercase())
}
