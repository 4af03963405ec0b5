//! Texts that match a regular expression of a schema.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// A text that matches `pattern`, or one of its alternatives.
///
/// Schemas have the expressions of JavaScript. What cannot be read as one of Rust's, such as looking
/// ahead, is passed over; `None` when nothing is left.
#[must_use]
pub fn example(pattern: &str) -> Option<String> {
    alternatives(pattern).into_iter().find_map(|alternative| {
        let hir = regex_syntax::parse(&alternative).ok()?;
        let mut text = String::new();
        write(&hir, &mut text)?;
        Some(text)
    })
}

/// The whole, and each alternative outside of parentheses and brackets.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for c in pattern.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if !in_class => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.saturating_sub(1),
            '|' if !in_class && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.insert(0, pattern.to_owned());
    parts.iter().map(|part| part.replace("\\/", "/")).collect()
}

fn write(hir: &Hir, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(first(class)?),
        HirKind::Repetition(repetition) => {
            // One, where none would do: an empty text is refused in many places.
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.max(1).min(most) {
                write(&repetition.sub, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, text))?,
        HirKind::Alternation(parts) => write(parts.iter().max_by_key(|part| part.properties().minimum_len())?, text)?,
    }
    Some(())
}

/// A letter if there is one, else a digit, else whatever is first.
fn first(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let has = |c: &char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(c));
    let wanted = ('a'..='z').chain('A'..='Z').chain('1'..='9').chain('0'..='0');
    wanted.into_iter().find(has).or_else(|| class.ranges().first().map(ClassUnicodeRange::start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_matches() {
        for (pattern, text) in [
            ("^([a-f0-9]{24})$", "aaaaaaaaaaaaaaaaaaaaaaaa"),
            ("^[a-zA-Z0-9][a-zA-Z0-9-]*$", "aa"),
            ("^vpc-[0-9]{3}$", "vpc-111"),
            (r"^[\p{L}\p{N}\-_.,' ]*$", "a"),
            (r"https:\/\/x(\?|y)", "https://xy"),
            // The first alternative looks ahead, which is passed over.
            (r"^(\d(?!$)){4}|b$", "b"),
        ] {
            assert_eq!(example(pattern).as_deref(), Some(text), "{pattern}");
        }
        assert_eq!(example("(?!a)"), None);
    }
}
