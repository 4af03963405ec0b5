//! Pairs of slices: one operation of a document with what it refers to, and the same with a mutation.

use anyhow::Result;
use codegen::{Options, Source, surface};
use serde_json::Value;

use super::dice::Dice;
use super::mutate::{MUTATIONS, Mutation};
use super::prefix;
use super::slice::{self, Slice};

/// Both sides of a mutation.
pub(super) struct Pair {
    /// `property is gone: GET /api/…`
    pub(super) what: String,
    pub(super) before: Slice,
    pub(super) after: Slice,
}

/// How many operations are tried for a mutation before it is given up.
const TRIES: usize = 400;

/// As many pairs as asked for, the kinds of mutations with `only` in their name in turn.
pub(super) fn pairs(documents: &[String], count: usize, seed: u64, only: &str) -> Result<Vec<Pair>> {
    let documents = documents.iter().map(|text| slice::parse(text)).collect::<Result<Vec<_>>>()?;
    let operations: Vec<_> = documents.iter().map(slice::operations).collect();
    let mut dice = Dice(seed);
    let mut pairs = Vec::new();
    for (index, (what, mutation)) in
        MUTATIONS.iter().filter(|(what, _)| what.contains(only)).cycle().take(count).enumerate()
    {
        // Documents in turn, each as often as the others whatever its size.
        let at = (index / MUTATIONS.len() + index) % documents.len().max(1);
        let (Some(document), Some(operations)) = (documents.get(at), operations.get(at)) else { continue };
        let found = (0..TRIES).find_map(|_| pair(document, &dice.choose(operations)?, *mutation, &mut dice));
        if let Some((before, after, call)) = found {
            let prefix = prefix(pairs.len());
            let (before, after) = (before.prefixed(&prefix), after.prefixed(&prefix));
            pairs.push(Pair { what: format!("{what}: {call}"), before, after });
        }
    }
    Ok(pairs)
}

/// A slice and its mutant, where the generator reads both and the mutant is another one.
fn pair(
    document: &Value,
    (path, method): &(String, String),
    mutation: Mutation,
    dice: &mut Dice,
) -> Option<(Slice, Slice, String)> {
    let before = Slice::of(document, path, method)?;
    let mut after = before.clone();
    mutation(&mut after, dice)?;
    let is_read = |slice: &Slice| {
        let text = slice::document(std::iter::once(slice)).to_string();
        surface(&Source::new("slice.json", text), &Options::default())
            .is_ok_and(|read| !read.lock().operations.is_empty())
    };
    let is_pair = after != before && is_read(&before) && is_read(&after);
    is_pair.then(|| (before, after, format!("{} {path}", method.to_uppercase())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn pairs_are_the_same_for_the_same_seed() {
        let text = std::fs::read_to_string(Workspace::current().spec()).expect("our document");
        let texts = |seed| -> Vec<String> {
            let pairs = pairs(std::slice::from_ref(&text), 10, seed, "").expect("pairs");
            assert_eq!(pairs.len(), 10);
            pairs.iter().map(|pair| format!("{} {}", pair.what, pair.after.paths)).collect()
        };
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
    }
}
