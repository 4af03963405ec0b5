//! What was looked at, and what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Counts of what was looked at, and a list of all that is wrong.
#[derive(Clone, Debug, Default)]
pub struct Report {
    counts: BTreeMap<&'static str, Count>,
    misses: Vec<Miss>,
    /// What was set apart: the description contradicts itself there.
    apart: Vec<Miss>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: usize,
    missed: usize,
}

#[derive(Clone, Debug)]
struct Miss {
    kind: &'static str,
    place: String,
    problem: String,
}

/// How many lines about one thing are shown.
const LINES: usize = 8;

impl Report {
    /// Notes that one thing of a kind was looked at, and what is wrong with it.
    pub fn note(&mut self, kind: &'static str, place: &str, problems: impl IntoIterator<Item = String>) {
        let count = self.counts.entry(kind).or_default();
        count.all += 1;
        let before = self.misses.len();
        let misses = problems.into_iter().map(|problem| Miss { kind, place: place.to_owned(), problem });
        self.misses.extend(misses);
        if self.misses.len() > before {
            count.missed += 1;
        }
    }

    /// Notes something that was set apart, and why.
    pub fn set_apart(&mut self, kind: &'static str, place: &str, why: impl Into<String>) {
        self.apart.push(Miss { kind, place: place.to_owned(), problem: why.into() });
    }

    /// Whether all is right.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.misses.is_empty()
    }

    /// How many things of a kind were looked at, and with how many of them something is wrong.
    #[must_use]
    pub fn count(&self, kind: &str) -> (usize, usize) {
        self.counts.get(kind).map_or((0, 0), |count| (count.all, count.missed))
    }

    /// All of it, for a person. With `verbose`, what was set apart is listed too.
    #[must_use]
    pub fn text(&self, verbose: bool) -> String {
        let mut text = String::new();
        for (index, miss) in self.misses.iter().enumerate() {
            let earlier = self.misses[..index].iter().rev().take_while(|other| other.place == miss.place).count();
            if earlier < LINES {
                let _ = writeln!(text, "miss: {}: {}: {}", miss.kind, miss.place, shortened(&miss.problem));
            }
        }
        if verbose {
            for apart in &self.apart {
                let _ = writeln!(text, "apart: {}: {}: {}", apart.kind, apart.place, shortened(&apart.problem));
            }
        }
        let mut apart = BTreeMap::<&str, usize>::new();
        for miss in &self.apart {
            *apart.entry(miss.kind).or_default() += 1;
        }
        for (kind, count) in &self.counts {
            let apart = apart.remove(kind).map(|apart| format!("; {apart} set apart")).unwrap_or_default();
            let _ = writeln!(text, "{kind}: {} of {}{apart}", count.all - count.missed, count.all);
        }
        for (kind, count) in apart {
            let _ = writeln!(text, "{kind}: {count}");
        }
        text
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain("…".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_things_and_lists_what_is_wrong() {
        let mut report = Report::default();
        report.note("calls", "GET /a", []);
        report.note("calls", "GET /b", ["no path".to_owned(), "no query".to_owned()]);
        report.set_apart("calls", "GET /c", "the description has no answer");
        assert!(!report.is_clean());
        assert_eq!(report.count("calls"), (2, 1));
        let text = report.text(false);
        assert_eq!(text, "miss: calls: GET /b: no path\nmiss: calls: GET /b: no query\ncalls: 1 of 2; 1 set apart\n");
        assert!(report.text(true).contains("apart: calls: GET /c: the description has no answer"));
    }
}
