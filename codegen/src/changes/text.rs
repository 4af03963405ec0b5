//! Changes as text for a terminal, Markdown for a pull request, and JSON.

use std::fmt::Write as _;

use super::{Change, Changes, Level, next_version};

/// Breaking changes that a pull request shows before the rest is folded.
const SHOWN: usize = 40;

const LEVELS: [Level; 3] = [Level::Breaking, Level::Additive, Level::Docs];

impl Level {
    /// The part of the version that a change of this level raises.
    #[must_use]
    pub fn part(self) -> &'static str {
        match self {
            Self::Breaking => "major",
            Self::Additive => "minor",
            Self::Docs => "patch",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Additive => "Additive",
            Self::Docs => "Documentation",
        }
    }
}

impl Changes {
    /// The version to release, where the last one is known.
    #[must_use]
    pub fn next_version(&self) -> Option<String> {
        next_version(self.version.as_deref()?, self.verdict())
    }

    /// One line: `major (1.2.0 → 2.0.0): 2 breaking, 14 additive, 3 documentation`.
    #[must_use]
    pub fn summary(&self) -> String {
        let Some(verdict) = self.verdict() else { return "no changes of the API".to_owned() };
        let counts = LEVELS.map(|level| (self.count(level), level));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, level)| format!("{count} {}", level.title().to_lowercase())).collect();
        let version = self.version.as_ref().zip(self.next_version());
        let version = version.map(|(old, new)| format!(" ({old} → {new})")).unwrap_or_default();
        format!("{}{version}: {}", verdict.part(), counts.join(", "))
    }

    /// For a terminal. `limit` is how many changes of each level are listed.
    #[must_use]
    pub fn text(&self, limit: usize) -> String {
        let mut text = format!("{}\n", self.summary());
        for level in LEVELS {
            let changes = self.of(level);
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n{}", level.title());
            for change in changes.iter().take(limit) {
                let _ = writeln!(text, "  {} {}{}", change.item, change.message, marks(change));
            }
            if changes.len() > limit {
                let _ = writeln!(text, "  … and {} more", changes.len() - limit);
            }
        }
        text
    }

    /// For a pull request: a screen, and the rest folded.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("**Version:** {}\n", self.summary());
        for level in LEVELS {
            let changes = self.of(level);
            let shown = if level == Level::Breaking { SHOWN } else { 0 };
            let rows = |changes: &[&Change]| -> String {
                let row = |change: &&Change| format!("- `{}` {}{}\n", change.item, change.message, marks(change));
                changes.iter().map(row).collect()
            };
            let (open, folded) = changes.split_at(shown.min(changes.len()));
            if !open.is_empty() {
                let _ = write!(text, "\n### {}\n\n{}", level.title(), rows(open));
            }
            if !folded.is_empty() {
                let title = level.title();
                let count = folded.len();
                let _ =
                    write!(text, "\n<details><summary>{title}: {count}</summary>\n\n{}\n</details>\n", rows(folded));
            }
        }
        text
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        let verdict = self.verdict().map(Level::part);
        let (old, new) = (&self.version, self.next_version());
        let json = serde_json::json!({ "verdict": verdict, "version": old, "next_version": new, "changes": self.all });
        format!("{json:#}\n")
    }

    fn of(&self, level: Level) -> Vec<&Change> {
        self.all.iter().filter(|change| change.level == level).collect()
    }
}

/// What is told behind a change: ` [wire] (line 12 → 14)`.
fn marks(change: &Change) -> String {
    let wire = if change.wire { " [wire]" } else { "" };
    let line = |place: &Option<super::Place>| place.as_ref().and_then(|place| place.line);
    match (line(&change.old), line(&change.new)) {
        (Some(old), Some(new)) => format!("{wire} (line {old} → {new})"),
        (Some(old), None) => format!("{wire} (line {old} of the old document)"),
        (None, Some(new)) => format!("{wire} (line {new})"),
        (None, None) => wire.to_owned(),
    }
}
