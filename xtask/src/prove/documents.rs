//! Documents one after the other, as a team has them that keeps its crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use codegen::Lock;
use codegen::changes::compare;
use walkdir::WalkDir;

use super::compiler::Compiler;
use super::owner::Owners;
use super::program::Program;
use super::{generated, is_seen};
use crate::workspace::Workspace;

/// The crate of a document, and what the compiler needs of it.
struct Release {
    name: String,
    lock: Lock,
    json: PathBuf,
    program: Program,
    /// Functions that were wrong themselves.
    unsound: usize,
}

/// What breaks users, by the type or operation that it is about, each with what is said of it.
type Breaks = BTreeMap<String, BTreeSet<String>>;

/// Each document against the one before it, whose names lock it has. Tells whether all verdicts agree.
pub(super) fn documents(workspace: &Workspace, compiler: &Compiler, documents: &[String]) -> Result<bool> {
    let mut agrees = true;
    let mut earlier: Option<Release> = None;
    for (index, document) in documents.iter().enumerate() {
        let name = format!("release-{index}");
        if let Some(earlier) = &earlier {
            copy(&compiler.folder.join(&earlier.name), &compiler.folder.join(&name))?;
        }
        let lock = generated(workspace, compiler, &name, &[document])?;
        let release = release(compiler, name, lock)?;
        agrees &= release.unsound == 0;
        if let Some(earlier) = &earlier {
            let missing = compiler.semver_checks(&earlier.json, &release.json)?;
            let broken = compiler.program(&release.name, earlier.program.clone())?;
            let owners = Owners::of(&earlier.lock);
            let mut theirs = Breaks::new();
            for missing in &missing {
                theirs.entry(owners.of_missing(missing)).or_default().insert(missing.what.clone());
            }
            for broken in broken {
                theirs.entry(broken.owner).or_default().insert(broken.error);
            }
            agrees &= report(document, &ours(&earlier.lock, &release.lock), &theirs);
        }
        earlier = Some(release);
    }
    Ok(agrees)
}

fn release(compiler: &Compiler, name: String, lock: Lock) -> Result<Release> {
    let json = compiler.rustdoc(&name)?;
    let (program, unsound) = compiler.sound(&name, Program::of(&lock))?;
    Ok(Release { name, lock, json, program, unsound })
}

fn ours(old: &Lock, new: &Lock) -> Breaks {
    let mut breaks = Breaks::new();
    for change in compare(old, new).all.iter().filter(|change| is_seen(change)) {
        let line = format!("{} {}", change.item, change.message);
        breaks.entry(change.owner().to_owned()).or_default().insert(line);
    }
    breaks
}

/// Prints a line for the pair, and what one side finds and the other does not.
fn report(document: &str, ours: &Breaks, theirs: &Breaks) -> bool {
    let only = |these: &Breaks, those: &Breaks| -> Breaks {
        these.iter().filter(|(owner, _)| !those.contains_key(*owner)).map(|(a, b)| (a.clone(), b.clone())).collect()
    };
    let (only_ours, only_theirs) = (only(ours, theirs), only(theirs, ours));
    let name = Path::new(document).file_stem().map_or_else(|| document.into(), |name| name.to_string_lossy());
    println!(
        "{name}: {} types and operations break by the rules, {} by the compiler; only by the rules {}, only by the compiler {}",
        ours.len(),
        theirs.len(),
        only_ours.len(),
        only_theirs.len()
    );
    for (who, found) in [("rules", &only_ours), ("compiler", &only_theirs)] {
        for (owner, lines) in found {
            println!("  {who}: {owner}");
            lines.iter().take(3).for_each(|line| println!("    {line}"));
        }
    }
    only_ours.is_empty() && only_theirs.is_empty()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let to = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to)?;
        } else {
            fs::copy(entry.path(), &to).with_context(|| format!("cannot write {}", to.display()))?;
        }
    }
    Ok(())
}
