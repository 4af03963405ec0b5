//! Small changes of a line that could be what its author meant.

use std::collections::BTreeSet;

use super::fragment::{indentation, parents};
use crate::yaml::spans::Text;

/// Lines with text above a suspect line that are changed as well, and below.
const ABOVE: usize = 6;
const BELOW: usize = 2;
/// By how many columns a line is moved at most.
const MOVED: usize = 4;
/// By how many columns a line is indented more than the one it belongs to, as a rule.
const STEP: usize = 2;
/// How many lines that belong together are moved without the rest, at most.
const BLOCK: usize = 8;

/// A change of one line, or of a line and those that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The line, counted from zero.
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// The new lines.
    pub(super) lines: Vec<(usize, String)>,
}

impl Change {
    /// Whether what it quotes is a comment without quotation marks.
    pub(super) fn is_comment(&self) -> bool {
        let new = self.lines.first().map(|(_, line)| value_of(line.trim_start())).unwrap_or_default();
        new.starts_with("'#")
    }
}

/// What a change mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A tab in the indentation, which becomes so many spaces.
    Tab(usize),
    /// Another indentation.
    Indentation {
        /// Columns now.
        from: usize,
        /// Columns that fit.
        to: usize,
        /// Whether the lines below that belong to it move along.
        block: bool,
    },
    /// `- ` is missing.
    Item,
    /// A `- ` too many.
    NoItem,
    /// The space after a `-` is missing.
    ItemSpace,
    /// The space after a `:` is missing.
    ColonSpace,
    /// A `:` is missing.
    Colon,
    /// A quotation mark is missing at the end.
    Quote(char),
    /// A closing bracket is missing at the end.
    Bracket(char),
    /// A quotation mark inside quotation marks of its kind, at this byte.
    InnerQuote(usize),
    /// A backslash that escapes nothing, at this byte.
    Escape(usize),
    /// A value that must be quoted.
    Value,
}

/// Everything that is worth a try around a suspect line.
pub(super) fn around(text: &Text, suspect: usize) -> Vec<Change> {
    let has_text = |line: &usize| !text.line(*line).trim().is_empty();
    let above = (0..suspect).rev().filter(has_text).take(ABOVE);
    let below = (suspect + 1..text.lines()).filter(has_text).take(BELOW);
    let columns = columns(text, suspect);
    // A line that is not indented enough becomes the parent of what follows, however far below.
    let parents = parents(text, suspect).into_iter().rev().skip(1).take(2);
    let near = std::iter::once(suspect).chain(above).chain(below);
    let mut lines: Vec<_> = near.collect();
    let far: Vec<_> = parents.filter(|parent| !lines.contains(parent)).collect();
    lines.extend(far);
    lines.into_iter().flat_map(|line| of_line(text, line, &columns)).collect()
}

/// Columns at which something starts around a line, or encloses it.
fn columns(text: &Text, suspect: usize) -> BTreeSet<usize> {
    let near = suspect.saturating_sub(2 * ABOVE)..(suspect + ABOVE).min(text.lines());
    let enclosing = parents(text, suspect.saturating_sub(1));
    let mut found = BTreeSet::new();
    for line in near.chain(enclosing).filter(|line| *line != suspect).map(|line| text.line(line)) {
        let Some(indent) = indentation(line) else { continue };
        found.extend([indent, indent + 2]);
    }
    found
}

fn of_line(text: &Text, number: usize, columns: &BTreeSet<usize>) -> Vec<Change> {
    let line = text.line(number);
    let indent = line.len() - line.trim_start_matches(' ').len();
    let content = line.trim_start();
    let change = |kind, new: String| Change { line: number, kind, lines: vec![(number, new)] };
    if line[..line.len() - content.len()].contains('\t') {
        return columns.iter().map(|to| change(Kind::Tab(*to), " ".repeat(*to) + content)).collect();
    }
    if content.is_empty() || content.starts_with('#') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for to in columns.iter().copied().filter(|to| *to != indent && to.abs_diff(indent) <= MOVED) {
        let moved = |block| Kind::Indentation { from: indent, to, block };
        found.push(change(moved(false), " ".repeat(to) + content));
        let block = with_block(text, number, indent, to);
        // Of lines that are all outdented only the first ones may belong to this one, by one step.
        let some = if to == indent + STEP { 2..block.len().min(BLOCK) } else { 0..0 };
        let some = some.map(|lines| block[..lines].to_vec());
        found.extend(some.map(|lines| Change { line: number, kind: moved(true), lines }));
        if block.len() > 1 {
            found.push(Change { line: number, kind: moved(true), lines: block });
        }
    }
    let spaces = &line[..indent];
    if let Some(item) = content.strip_prefix("- ") {
        found.push(change(Kind::NoItem, format!("{spaces}{item}")));
        found.push(change(Kind::NoItem, format!("{spaces}  {item}")));
    } else if let Some(item) = content.strip_prefix('-').filter(|item| item.starts_with(char::is_alphanumeric)) {
        found.push(change(Kind::ItemSpace, format!("{spaces}- {item}")));
    } else {
        found.push(change(Kind::Item, format!("{spaces}- {content}")));
        if let Some(outer) = indent.checked_sub(2) {
            found.push(change(Kind::Item, format!("{}- {content}", " ".repeat(outer))));
        }
    }
    found.extend(colon(content).map(|(kind, content)| change(kind, format!("{spaces}{content}"))));
    found.extend(closed(content).into_iter().map(|(kind, content)| change(kind, format!("{spaces}{content}"))));
    found.extend(value(content, indent).into_iter().map(|(kind, content)| change(kind, format!("{spaces}{content}"))));
    found
}

/// A line and those below that are indented deeper, moved together.
fn with_block(text: &Text, number: usize, from: usize, to: usize) -> Vec<(usize, String)> {
    let belongs = |line: &usize| indentation(text.line(*line)).is_none_or(|indent| indent > from);
    let below = (number + 1..text.lines()).take_while(belongs);
    let moved = |line: usize| {
        let content = text.line(line).trim_start_matches(' ');
        let indent = (text.line(line).len() - content.len() + to).saturating_sub(from);
        (line, if content.is_empty() { String::new() } else { " ".repeat(indent) + content })
    };
    std::iter::once(number).chain(below).take(100).map(moved).collect()
}

/// A line without a `: `, with one.
fn colon(content: &str) -> Option<(Kind, String)> {
    let (dash, rest) = content.strip_prefix("- ").map_or(("", content), |rest| ("- ", rest));
    if rest.contains(": ") || rest.ends_with(':') {
        return None;
    }
    let key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "$-_'.".contains(c));
    if let Some((name, value)) = rest.split_once(':').filter(|(name, value)| key(name) && !value.starts_with('/')) {
        return Some((Kind::ColonSpace, format!("{dash}{name}: {value}")));
    }
    match rest.split_once(' ') {
        Some((name, value)) if key(name.trim_end_matches(';')) => {
            let (name, value) = (name.trim_end_matches(';'), value.trim_start_matches('=').trim_start());
            Some((Kind::Colon, format!("{dash}{name}: {value}")))
        }
        None if key(rest) => Some((Kind::Colon, format!("{dash}{rest}:"))),
        _ => None,
    }
}

/// A line with what it opens closed.
fn closed(content: &str) -> Vec<(Kind, String)> {
    let value = value_of(content);
    let quoted =
        ['\'', '"'].into_iter().filter(|mark| value.starts_with(*mark) && value.matches(*mark).count() % 2 == 1);
    let mut found: Vec<_> = quoted.map(|mark| (Kind::Quote(mark), format!("{content}{mark}"))).collect();
    for (open, close) in [('[', ']'), ('{', '}')] {
        if value.starts_with(open) && value.matches(open).count() > value.matches(close).count() {
            found.push((Kind::Bracket(close), format!("{content}{close}")));
        }
    }
    found
}

/// A line whose value is quoted, or quoted rightly.
fn value(content: &str, indent: usize) -> Vec<(Kind, String)> {
    let value = value_of(content);
    let before = &content[..content.len() - value.len()];
    if value.is_empty() || before.is_empty() {
        return Vec::new();
    }
    let inner = |text: &str| text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).map(str::to_owned);
    if let Some(text) = inner(value).filter(|text| text.contains('\'')) {
        let at = indent + before.len() + 1 + text.find('\'').unwrap_or_default();
        return vec![(Kind::InnerQuote(at), format!("{before}'{}'", text.replace('\'', "''")))];
    }
    if value.starts_with('"') {
        return escapes(value)
            .map(|(at, fixed)| (Kind::Escape(indent + before.len() + at), format!("{before}{fixed}")))
            .into_iter()
            .collect();
    }
    if value.starts_with('\'') {
        return Vec::new();
    }
    vec![(Kind::Value, format!("{before}'{}'", value.replace('\'', "''")))]
}

/// A text in double quotation marks with a second backslash before each one that escapes nothing, and where the first
/// of those is.
fn escapes(value: &str) -> Option<(usize, String)> {
    let mut first = None;
    let mut fixed = String::new();
    let mut chars = value.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        fixed.push(c);
        if c != '\\' {
            continue;
        }
        if let Some((_, next)) = chars.next_if(|(_, next)| "0abtnvfre \"/\\N_LPxuU".contains(*next)) {
            fixed.push(next);
        } else {
            fixed.push('\\');
            first.get_or_insert(at);
        }
    }
    first.map(|at| (at, fixed))
}

/// What is behind `key: ` or `- `.
pub(super) fn value_of(content: &str) -> &str {
    let rest = content.strip_prefix("- ").unwrap_or(content);
    rest.split_once(": ").map_or(if rest.len() < content.len() { rest } else { "" }, |(_, value)| value.trim_start())
}
