//! What `regenerate` says: what was generated, what changed on disk, and what a check found.

use std::fmt::Write as _;

use crate::counted::counted;
use crate::diff;
use crate::owned::{Change, Changes};
use crate::regenerate::{Api, Plan};
use crate::typed::quoted;
use crate::workspace::Workspace;

/// How many changed files are listed.
const LISTED: usize = 20;
/// How many reasons for skipping operations are given, and how many operations are named for each.
const REASONS: usize = 10;
const NAMED: usize = 3;
/// How many files a check shows in full, and how many lines of each.
const SHOWN_FILES: usize = 5;
const SHOWN_LINES: usize = 40;
/// How many changes of the API are listed of each kind.
const SHOWN_API: usize = 5;

/// One paragraph for a person: what was generated, and what changed on disk or would change.
#[must_use]
pub fn summary(workspace: &Workspace, plan: &Plan, changes: &Changes, wrote: bool) -> String {
    let facts = &plan.output.summary;
    let mut text = format!("{}, {}", counted(facts.operations, "operation"), counted(facts.models, "type"));
    if !facts.skipped.is_empty() {
        let _ = write!(text, ", {} skipped", counted(facts.skipped.len(), "operation"));
    }
    let verb = if wrote { ["added", "changed", "deleted"] } else { ["missing", "changed", "extra"] };
    let count = |wanted: fn(&Change) -> bool| changes.values().filter(|change| wanted(change)).count();
    let missing = count(|change| matches!(change, Change::Missing));
    let differing = count(|change| matches!(change, Change::Changed { .. } | Change::Edited { .. }));
    let extra = count(Change::is_deleted);
    if missing + differing + extra == 0 {
        // The manifest is one more.
        let _ = writeln!(text, "; {}, all up to date", counted(plan.owned.files().len() + 1, "file"));
    } else {
        let _ = writeln!(text, "; files: {missing} {}, {differing} {}, {extra} {}", verb[0], verb[1], verb[2]);
    }
    text.push_str(&skipped(&facts.skipped));
    // Edits first, since they are somebody's work.
    let (edits, others): (Vec<_>, Vec<_>) = changes.iter().partition(|(_, change)| note(change, wrote).is_some());
    let (edits, others) = (edits.iter(), others.iter().take(LISTED));
    for (path, change) in edits.chain(others) {
        let sign = match change {
            Change::Missing => verb[0],
            Change::Changed { .. } | Change::Edited { .. } => verb[1],
            Change::Extra { .. } => verb[2],
            Change::Kept => "kept",
            Change::Foreign => "foreign",
        };
        let note = note(change, wrote).map(|note| format!(" ({note})")).unwrap_or_default();
        let _ = writeln!(text, "  {sign:8} {}{note}", workspace.display(&plan.owned.path(path)));
    }
    let more = changes.values().filter(|change| note(change, wrote).is_none()).count().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(text, "  … and {more} more");
    }
    text.push_str(&api_changes(plan));
    text
}

/// What changed for users: what this run did, which version that asks for, and where the rest is.
fn api_changes(plan: &Plan) -> String {
    let Api { now, since, is_recorded } = &plan.api;
    let mut text = String::new();
    let since = since.as_ref().filter(|since| since.verdict().is_some());
    let is_first = since.is_some_and(|since| since.all == now.all);
    let now = since.filter(|_| is_first).unwrap_or(now);
    if now.verdict().is_some() {
        let _ = write!(text, "\n{}", now.text(SHOWN_API));
    }
    if let Some(since) = since.filter(|_| !is_first) {
        let _ = write!(text, "\nsince the last release: {}\n", since.summary());
    }
    if !text.is_empty() && *is_recorded {
        let folder =
            plan.out.as_ref().map(|folder| format!(" {}", quoted(&folder.display().to_string()))).unwrap_or_default();
        let _ = writeln!(text, "\n`cargo xtask changes{folder}` lists every change");
    }
    text
}

/// The operations that the client lacks, so that nobody looks for one in vain. What is the reason for several is said
/// once.
fn skipped(operations: &[(String, String)]) -> String {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (operation, reason) in operations {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, operations)) => operations.push(operation),
            None => reasons.push((reason, vec![operation])),
        }
    }
    let mut text = String::new();
    for (reason, operations) in reasons.iter().take(REASONS) {
        let named = operations.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = operations.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(text, "  skipped  {named}{more}: {reason}");
    }
    if reasons.iter().skip(REASONS).len() > 0 || reasons.iter().any(|(_, operations)| operations.len() > NAMED) {
        text.push_str("  REPORT.md lists all that are skipped\n");
    }
    if operations.iter().any(|(_, reason)| reason.ends_with("preview version only")) {
        text.push_str(
            "  --preview adds those with a preview version, and leaves the others in their stable versions\n",
        );
    }
    text
}

/// What is said about a file that somebody edited or made.
fn note(change: &Change, wrote: bool) -> Option<&'static str> {
    match change {
        Change::Edited { .. } | Change::Extra { edited: true } if wrote => Some("had been edited since the last run"),
        Change::Edited { .. } | Change::Extra { edited: true } => Some("edited since the last run"),
        Change::Kept => Some("edited since the last run, so it is not brought up to date; --force overwrites it"),
        Change::Foreign => Some("not from the generator; it is left as it is"),
        Change::Missing | Change::Changed { .. } | Change::Extra { edited: false } => None,
    }
}

/// What a check says about drift: each file, bounded diffs, and the command that mends it. Empty when there is none.
#[must_use]
pub fn drift(workspace: &Workspace, plan: &Plan) -> String {
    if !plan.changes.values().any(Change::is_drift) {
        return String::new();
    }
    let mut text = summary(workspace, plan, &plan.changes, false);
    let changed = plan.changes.iter().filter_map(|(path, change)| match change {
        Change::Changed { found } | Change::Edited { found } => Some((path, found, plan.owned.files().get(path)?)),
        _ => None,
    });
    for (path, found, expected) in changed.clone().take(SHOWN_FILES) {
        let name = workspace.display(&plan.owned.path(path));
        let _ = write!(text, "\n{}", diff::unified(&name, found, &expected.text, SHOWN_LINES));
    }
    let more = changed.count().saturating_sub(SHOWN_FILES);
    if more > 0 {
        let _ = writeln!(text, "\n… and {more} more changed files");
    }
    let foreign = plan.changes.values().any(|change| *change == Change::Foreign);
    let files = if foreign { " and move the foreign files away" } else { "" };
    let _ = writeln!(text, "\ngenerated files are out of date; run: {}{files}", plan.command);
    text
}

#[cfg(test)]
mod tests {
    use super::skipped;

    #[test]
    fn reasons_for_skipping_are_given_once() {
        let skipped = |operations: &[(&str, &str)]| {
            let owned = operations.iter().map(|(id, reason)| ((*id).to_owned(), (*reason).to_owned()));
            skipped(&owned.collect::<Vec<_>>())
        };
        let ids: Vec<_> = (0..12).map(|i| format!("op{i}")).collect();
        let operations: Vec<_> = ids.iter().map(|id| (id.as_str(), "it has a preview version only")).collect();
        let text = skipped(&operations);
        assert!(
            text.starts_with("  skipped  op0, op1, op2 and 9 more: it has a preview version only\n  REPORT.md"),
            "{text}"
        );
        assert!(text.contains("--preview adds"), "{text}");
        assert_eq!(skipped(&[]), "");
        assert_eq!(skipped(&[("a", "b: c")]), "  skipped  a: b: c\n");
        assert!(!skipped(&[("op", "a style that is not supported")]).contains("--preview"));
    }
}
