//! Where a sentence ends.

/// Short forms whose full stop does not end a sentence.
const SHORT_FORMS: [&str; 8] = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "incl.", "approx.", "no."];

/// The first sentence of a paragraph, and the rest.
pub(super) fn split(paragraph: &str) -> (&str, &str) {
    let bytes = paragraph.as_bytes();
    let (mut i, mut round, mut square, mut is_strong) = (0, 0_usize, 0_usize, false);
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'`' => {
                let ticks = bytes.iter().skip(i).take_while(|b| **b == b'`').count();
                i += ticks;
                let fence = "`".repeat(ticks);
                if let Some(length) = paragraph.get(i..).and_then(|rest| rest.find(&fence)) {
                    i += length + ticks;
                }
                continue;
            }
            b'\\' => i += 1,
            b'*' if bytes.get(i + 1) == Some(&b'*') => {
                is_strong = !is_strong;
                i += 1;
            }
            b'(' => round += 1,
            b')' => round = round.saturating_sub(1),
            b'[' => square += 1,
            b']' => square = square.saturating_sub(1),
            b'.' | b'!' | b'?' if round == 0 && square == 0 && !is_strong && ends_here(paragraph, i) => {
                let (sentence, rest) = paragraph.split_at(i + 1);
                return (sentence, rest.trim_start());
            }
            _ => {}
        }
        i += 1;
    }
    (paragraph, "")
}

fn ends_here(text: &str, i: usize) -> bool {
    let (before, after) = (text.get(..=i).unwrap_or(text), text.get(i + 1..).unwrap_or(""));
    let next = after.trim_start();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or(before);
    let short = SHORT_FORMS.iter().any(|form| word.eq_ignore_ascii_case(form));
    let starts = !next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    after.starts_with(char::is_whitespace) && starts && !short
}

/// A sentence with a full stop at its end.
pub(super) fn ended(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ';' | ','));
    if sentence.is_empty() || sentence.ends_with(['.', '!', '?']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}
