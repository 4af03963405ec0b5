//! What was looked at, and what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Counts of what was looked at, and a list of all that is wrong.
#[derive(Clone, Debug, Default)]
pub struct Report {
    counts: BTreeMap<&'static str, Count>,
    mismatches: Vec<Mismatch>,
    /// What was set apart: the document contradicts itself there.
    apart: Vec<Mismatch>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: usize,
    mismatched: usize,
}

#[derive(Clone, Debug)]
struct Mismatch {
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
        let before = self.mismatches.len();
        let mismatches = problems.into_iter().map(|problem| Mismatch { kind, place: place.to_owned(), problem });
        self.mismatches.extend(mismatches);
        if self.mismatches.len() > before {
            count.mismatched += 1;
        }
    }

    /// Notes something that was set apart, and why.
    pub fn set_apart(&mut self, kind: &'static str, place: &str, why: impl Into<String>) {
        self.apart.push(Mismatch { kind, place: place.to_owned(), problem: why.into() });
    }

    /// Whether all is right.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.mismatches.is_empty()
    }

    /// How many things of a kind were looked at, and with how many of them something is wrong.
    #[must_use]
    pub fn count(&self, kind: &str) -> (usize, usize) {
        self.counts.get(kind).map_or((0, 0), |count| (count.all, count.mismatched))
    }

    /// All of it, for a person. With `verbose`, what was set apart is listed too.
    #[must_use]
    pub fn text(&self, verbose: bool) -> String {
        let mut text = String::new();
        for (index, mismatch) in self.mismatches.iter().enumerate() {
            let is_same = |other: &&Mismatch| other.place == mismatch.place && other.kind == mismatch.kind;
            let earlier = self.mismatches[..index].iter().rev().take_while(is_same).count();
            if earlier < LINES {
                let _ =
                    writeln!(text, "mismatch: {}: {}: {}", mismatch.kind, mismatch.place, shortened(&mismatch.problem));
            }
        }
        if verbose {
            for apart in &self.apart {
                let _ = writeln!(text, "apart: {}: {}: {}", apart.kind, apart.place, shortened(&apart.problem));
            }
        }
        let mut apart = BTreeMap::<&str, usize>::new();
        for mismatch in &self.apart {
            *apart.entry(mismatch.kind).or_default() += 1;
        }
        for (kind, count) in &self.counts {
            let apart = apart.remove(kind).map(|apart| format!("; {apart} set apart")).unwrap_or_default();
            let _ = writeln!(text, "{kind}: {} of {}{apart}", count.all - count.mismatched, count.all);
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
        report.set_apart("calls", "GET /c", "the document has no response");
        assert!(!report.is_clean());
        assert_eq!(report.count("calls"), (2, 1));
        let text = report.text(false);
        assert_eq!(
            text,
            "mismatch: calls: GET /b: no path\nmismatch: calls: GET /b: no query\ncalls: 1 of 2; 1 set apart\n"
        );
        assert!(report.text(true).contains("apart: calls: GET /c: the document has no response"));
        report.note("calls", "GET /b", std::iter::repeat_n("again".to_owned(), 2 * LINES));
        report.note("secrets", "GET /b", ["shown".to_owned()]);
        let text = report.text(false);
        assert_eq!(text.matches("mismatch: calls: GET /b").count(), LINES, "of one kind");
        assert!(text.contains("mismatch: secrets: GET /b: shown"), "{text}");
    }
}
