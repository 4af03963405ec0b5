//! The one small change of a line that makes a document valid: what an author most likely meant.
//!
//! A parser sees a wrong indentation only where the lines stop fitting together, which can be far below its cause, and
//! a list item without its `- ` is part of the line above. So changes around the place are tried (`candidates.rs`), on
//! the lines around it (`fragment.rs`), until the text makes sense again, and `explain.rs` words the best of them:
//!
//! | line | is understood as | message |
//! | --- | --- | --- |
//! | a tab before `type: string` | spaces, as many as fit | a tab cannot indent a line |
//! | `in: path`, a column too far left | at the column of a line nearby | this line is indented by 1 column, … |
//! | `name: limit`, first of an item | `- name: limit` | this line starts a list item without `- ` |
//! | `- type: string`, among keys | `type: string` | this `- ` starts a list item where a key belongs |
//! | `-name` | `- name` | a `-` without a space after it does not start a list item |
//! | `type:string` | `type: string` | a `:` without a space after it does not end a key |
//! | `type string`, `type; string` | `type: string` | a `:` is missing after this key |
//! | `title: 'Case` | `title: 'Case'` | this quoted string is not closed |
//! | `required: [name` | `required: [name]` | this `[` is not closed |
//! | `title: 'What's new'` | `title: 'What''s new'` | this `'` ends the quoted string |
//! | `pattern: "\d+"` | `pattern: "\\d+"` | `\d` is not an escape |
//! | `title: a: b`, `title: *` | `title: 'a: b'`, `title: '*'` | why the value must be quoted |
//!
//! A change counts if the lines around it have no error then, or are YAML at last. Of several the best leaves the
//! fewest errors, warnings and odd indentations; of those that leave as many, one that quotes no value, indents no
//! prose and moves one line only; then the first that is tried: on the line at fault, on those above, on those below,
//! and on one line in the order of this table.

mod candidates;
mod explain;
mod fragment;

use std::collections::BTreeSet;

use super::run;
use crate::diagnostics::{Diagnostic, Severity};
use crate::fallback::Profile;
use crate::openapi::places::Places;
use crate::yaml::spans::Text;
use crate::yaml::{self, Source};
use candidates::{Change, Kind};
use fragment::{Fragment, indentation};

/// Bytes of the lines around a mistake that are read again and again.
const MAX_BYTES: usize = 64 << 10;

/// Lines whose surroundings are looked at.
const SUSPECTS: usize = 3;

/// Keys whose values are never checked: nothing is mended by moving a line there.
const UNCHECKED: &[&str] = &["default", "example", "examples", "value", "mapping", "scopes"];

/// A document that one change has made better.
pub(super) struct Repair {
    /// The document with the change.
    pub(super) text: String,
    /// What is wrong without it.
    pub(super) diagnostic: Diagnostic,
}

/// How good a text is; less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    errors: usize,
    warnings: usize,
    /// Lines that are indented by another step than most.
    odd: usize,
}

/// Looks for a change around one of some lines. `fatal` says that the text is not YAML, so that any is an improvement.
pub(super) fn find(text: &Text, suspects: &[usize], profile: Profile, fatal: Option<&Diagnostic>) -> Option<Repair> {
    if text.as_str().trim_start().starts_with(['{', '[']) {
        return None;
    }
    suspects.iter().take(SUSPECTS).find_map(|suspect| {
        let fragment = Fragment::around(text, *suspect);
        if fragment.with(&[]).len() > MAX_BYTES {
            return None;
        }
        let before = score(&fragment, &[], profile).map(|(_, score)| score);
        // Where the lines around an error are sound, it has its cause elsewhere.
        if fatal.is_none() && before.is_none_or(|before| before.errors == 0) {
            return None;
        }
        let better = |change: &Change| {
            // What a value must be is said better where it is checked, unless it is lost in a comment.
            if fatal.is_none() && change.kind == Kind::Value && !change.is_comment() {
                return None;
            }
            let (read, score) = score(&fragment, &change.lines, profile)?;
            let mended = fatal.is_some()
                || (score.errors == 0 && before.is_some_and(|before| score.warnings <= before.warnings));
            (mended && stays_visible(&read, &fragment, change)).then_some(score)
        };
        let tried = candidates::around(text, *suspect).into_iter();
        let best = tried
            .filter_map(|change| Some((better(&change)?, change)))
            .min_by_key(|(score, change)| (*score, rank(change, text)));
        let (score, change) = best?;
        // A text of which one line is not YAML and another is wrong as well can be mended in too many ways.
        if score.errors > 0
            && matches!(change.kind, Kind::Indentation { .. } | Kind::Item | Kind::NoItem | Kind::Colon | Kind::Value)
        {
            return None;
        }
        Some(Repair {
            text: Fragment::whole(text).with(&change.lines),
            diagnostic: explain::diagnostic(text, &change, fatal),
        })
    })
}

/// Which of two changes is the less likely: quoting a value mends nearly everything, and so does making a line a part
/// of the text above it; that the lines below a line move along is chance.
fn rank(change: &Change, text: &Text) -> (bool, bool, bool) {
    let moved = matches!(change.kind, Kind::Indentation { .. });
    let block = matches!(change.kind, Kind::Indentation { block: true, .. });
    (change.kind == Kind::Value, moved && is_prose(text.line(change.line)), block)
}

/// Whether a line is neither a key nor a list item.
fn is_prose(line: &str) -> bool {
    let content = line.trim();
    !content.starts_with("- ") && !content.contains(": ") && !content.ends_with(':')
}

/// What a fragment with some lines replaced is like; nothing if it is not YAML.
fn score(fragment: &Fragment<'_>, lines: &[(usize, String)], profile: Profile) -> Option<(Read, Score)> {
    let source = Source::new("", fragment.with(lines));
    let parsed = yaml::parse(&source).ok()?;
    let places = Places { text: &parsed.text, raw: &parsed.value, spans: &parsed.spans };
    let found = run::objects(places, &parsed.value, profile);
    let all = || parsed.diagnostics.iter().chain(found.iter());
    let errors = all().filter(|found| found.severity == Severity::Error).count();
    let warnings = all().count() - errors;
    let odd = odd(&parsed.text);
    let places = all().flat_map(|found| found.location.iter().chain(found.related.iter().map(|(_, place)| place)));
    let lines = places.map(|place| place.line - 1).collect();
    Some((Read { parsed, lines }, Score { errors, warnings, odd }))
}

/// A fragment that has been read.
struct Read {
    parsed: yaml::Parsed,
    /// Lines that something is said about.
    lines: BTreeSet<usize>,
}

/// Lines that are indented deeper than the line above by more than two columns.
fn odd(text: &Text) -> usize {
    let indents: Vec<_> = (0..text.lines()).filter_map(|line| indentation(text.line(line))).collect();
    indents.windows(2).filter(|pair| pair[1] > pair[0] + 2).count()
}

/// Whether a line that was moved still is a key or an item of the document, and not a part of a text or an example.
fn stays_visible(Read { parsed, lines }: &Read, fragment: &Fragment<'_>, change: &Change) -> bool {
    if !matches!(change.kind, Kind::Indentation { .. } | Kind::Tab(_)) {
        return true;
    }
    let Some(line) = fragment.position(change.line) else { return false };
    if lines.contains(&line) {
        return false;
    }
    let moved = parsed.text.line(line);
    let content = moved.trim_start();
    let start = moved.chars().count() - content.trim_start_matches("- ").chars().count();
    let indent = indentation(moved).unwrap_or_default();
    let mut depth = indent;
    let enclosed = (0..line).rev().any(|above| {
        let Some(indent) = indentation(parsed.text.line(above)).filter(|indent| *indent < depth) else { return false };
        depth = indent;
        let key = parsed.text.line(above).trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
        UNCHECKED.contains(&key) || key.starts_with("x-")
    });
    !enclosed && (is_prose(moved) || parsed.spans.starts_at(parsed.text.position(line, start)))
}
