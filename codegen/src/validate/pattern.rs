//! Patterns of strings: ECMA 262, as the standard says. Nothing compiles them here; what no engine takes is found all
//! the same.

use std::iter::Peekable;
use std::str::Chars;

use serde_json::{Map, Value};

use super::walk::Walk;

/// Checks the pattern of a schema, if it has one.
pub(super) fn check<'a>(walk: &mut Walk<'a>, schema: &'a Map<String, Value>) {
    let Some((fault, help)) = schema.get("pattern").and_then(Value::as_str).and_then(fault) else { return };
    let error = walk.places.error(&walk.here().push("pattern"), format!("this regular expression {fault}"));
    walk.push_harmless(error.with_help(help));
}

/// What is wrong with a pattern and what to do, if no engine takes it.
fn fault(pattern: &str) -> Option<(&'static str, &'static str)> {
    let mut chars = pattern.chars().peekable();
    let mut groups = 0_usize;
    // Whether there is something that `*` could repeat.
    let mut atom = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next().is_none() => {
                return Some(("ends with a `\\` that escapes nothing", "write `\\\\` for a backslash, or remove it"));
            }
            '[' => {
                if let Some(fault) = class(&mut chars) {
                    return Some(fault);
                }
            }
            '(' => {
                groups += 1;
                // `(?:`, `(?=` and the like.
                chars.next_if_eq(&'?');
            }
            ')' if groups == 0 => return Some(("has a `)` that closes nothing", "write `\\)` for a parenthesis")),
            ')' => groups -= 1,
            '*' | '+' | '?' if !atom => {
                return Some((
                    "has a quantifier with nothing before it to repeat",
                    "write `\\` before it if it is meant as it is",
                ));
            }
            '{' if is_backwards(&chars) => {
                return Some(("has a `{n,m}` with `n` greater than `m`", "write the smaller number first"));
            }
            _ => {}
        }
        atom = !matches!(c, '(' | '|');
    }
    (groups > 0).then_some(("has a `(` that is not closed", "add `)`, or write `\\(` for a parenthesis"))
}

/// Reads up to the `]` of a class.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<(&'static str, &'static str)> {
    let mut before = None;
    while let Some(c) = chars.next() {
        match c {
            ']' => return None,
            '\\' => {
                chars.next();
                before = None;
            }
            '-' => {
                let end = chars.peek().copied().filter(|end| !matches!(end, ']' | '\\' | '['));
                if let (Some(start), Some(end)) = (before, end)
                    && start > end
                {
                    return Some(("has a range whose end is before its start", "write the smaller character first"));
                }
                before = None;
            }
            c => before = Some(c),
        }
    }
    Some(("has a `[` that is not closed", "add `]`, or write `\\[` for a bracket"))
}

/// Whether `3,1}` follows.
fn is_backwards(chars: &Peekable<Chars<'_>>) -> bool {
    let inside: String = chars.clone().take_while(|c| *c != '}').collect();
    let bounds = inside.split_once(',').and_then(|(least, most)| Some((least.parse().ok()?, most.parse().ok()?)));
    bounds.is_some_and(|(least, most): (u64, u64)| least > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_no_engine_takes() {
        for pattern in ["[a", "(a", "a)", "a\\", "*a", "(+a)", "a|?", "[z-a]", "a{3,1}", "[a\\]"] {
            assert!(fault(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_engines_take() {
        for pattern in [
            "", "^([a-f0-9]{24})$", "(?!a)b", "(?<name>a)\\k<name>", "[*+?(]", "\\(a\\)", "a{1,3}", "a{,3}", "a{2}",
            "[]", "[^]", "[\\w-.]", "[a-]", "[--0]", "a??", "a*?", "(?:a|b)+", "^[^\\s@]+@[^\\s@]+$", "{", "}", "]",
            "[\\]-a]", "(a|)", "\\p{L}+",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }
}
