//! "Did you mean": the word nearest to a misspelt one.

use crate::markdown::{code, listed};

/// The candidate that a word is most likely a misspelling of: the same but for letter case, a few edits away, or with
/// one of them starting with the other.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let scored = candidates.into_iter().filter(|candidate| *candidate != word).filter_map(|candidate| {
        let length = word.chars().count().max(candidate.chars().count());
        let limit = length.div_ceil(3).min(4);
        if lower == candidate.to_lowercase() {
            return Some((0, candidate));
        }
        let part = word.len().min(candidate.len()) > 3 && (word.starts_with(candidate) || candidate.starts_with(word));
        let edits = edits(word, candidate, limit).or(part.then_some(limit + 1))?;
        Some((edits, candidate))
    });
    // The first of several equally near ones.
    scored.min_by_key(|(edits, _)| *edits).map(|(_, candidate)| candidate)
}

/// Whether two words are so near that one is hardly anything but a misspelling of the other.
pub(super) fn is_misspelling(word: &str, other: &str) -> bool {
    word.to_lowercase() == other.to_lowercase() || edits(word, other, 2).is_some()
}

/// Letters to insert, remove, replace or swap with the next to turn one word into the other; nothing if more than the
/// limit.
fn edits(a: &str, b: &str, limit: usize) -> Option<usize> {
    // What differs in length by more than the limit needs no closer look.
    let near = a.chars().count().abs_diff(b.chars().count()) <= limit;
    near.then(|| strsim::osa_distance(a, b)).filter(|edits| *edits <= limit)
}

/// `` `a`, `b` or `c` ``.
pub(super) fn list(words: &[&str]) -> String {
    listed(&words.iter().map(|word| code(word)).collect::<Vec<_>>(), "or")
}

/// The help for a misspelt word.
pub(crate) fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_misspellings() {
        let keys = ["type", "properties", "required", "additionalProperties", "in", "items"];
        for (word, expected) in [
            ("tpye", Some("type")),
            ("Type", Some("type")),
            ("typ", Some("type")),
            ("propertys", Some("properties")),
            ("addtionalProprties", Some("additionalProperties")),
            ("imtes", Some("items")),
            ("zzz", None),
            ("additional", Some("additionalProperties")),
            ("", None),
        ] {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
    }

    #[test]
    fn a_word_does_not_misspell_itself() {
        assert_eq!(nearest("type", ["type"]), None);
    }

    #[test]
    fn counts_edits() {
        for (a, b, expected) in
            [("pth", "path", 1), ("strnig", "string", 1), ("abc", "abc", 0), ("", "ab", 2), ("kitten", "sitting", 3)]
        {
            assert_eq!(edits(a, b, 9), Some(expected), "{a} {b}");
        }
        assert_eq!(edits("kitten", "sitting", 2), None);
    }
}
