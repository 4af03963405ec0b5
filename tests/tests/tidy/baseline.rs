//! What does not follow the rules yet: a list that can only shrink.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, PoisonError};

use crate::sources::root;

static TURN: Mutex<()> = Mutex::new(());

const FILE: &str = "tests/tests/tidy/baseline.txt";

/// Compares the findings of some rules with those listed. A finding begins with the name of its rule.
///
/// # Panics
///
/// There is a finding that is not listed, or one that is listed and is not there any more.
pub(crate) fn compare(rules: &[&str], found: &BTreeMap<String, usize>) {
    // The tests run side by side, and each may write.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join(FILE);
    let listed = parse(&fs::read_to_string(&path).expect("the baseline can be read"));
    let is_ours = |finding: &str| rules.contains(&finding.split(' ').next().unwrap_or_default());
    let ours: BTreeMap<_, _> = listed.iter().filter(|(finding, _)| is_ours(finding)).collect();

    let new = found.iter().filter(|(finding, count)| ours.get(finding).is_none_or(|had| had < count));
    let new: String = new.map(line).collect();
    assert!(new.is_empty(), "this breaks the rules at the top of text.rs, graph.rs and layers.rs:\n{new}");

    let gone = ours.iter().filter(|(finding, had)| found.get(**finding).is_none_or(|count| count < *had));
    let gone: String = gone.map(|(finding, had)| line((finding, had))).collect();
    if !gone.is_empty() && std::env::var_os("UPDATE_EXPECT").is_some() {
        let kept = listed.iter().filter(|(finding, _)| !is_ours(finding) || found.contains_key(*finding));
        let lines = kept.map(|(finding, had)| line((finding, found.get(finding).unwrap_or(had))));
        fs::write(&path, lines.collect::<String>()).expect("the baseline can be written");
        return;
    }
    assert!(gone.is_empty(), "in order by now; UPDATE_EXPECT=1 takes it out of {FILE}:\n{gone}");
}

fn line((finding, count): (&String, &usize)) -> String {
    format!("{count} {finding}\n")
}

/// One finding a line, after how often it occurs.
fn parse(text: &str) -> BTreeMap<String, usize> {
    let lines = text.lines().map(|line| line.split_once(' ').expect("a count and a finding"));
    lines.map(|(count, finding)| (finding.to_owned(), count.parse().expect("a count"))).collect()
}
