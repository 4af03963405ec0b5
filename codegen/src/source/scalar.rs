//! Plain scalars: what an unquoted word means, by the core schema of YAML 1.2 as the libyaml family of crates reads it.
//!
//! `yes`, `off`, dates and `0777` are strings; `0o17`, `0x1F` and `1e3` are numbers.

use serde_json::{Number, Value};

/// Why a scalar is no JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unrepresentable {
    /// `.inf` or `.nan`.
    NotFinite,
    /// An integer beyond 64 bits.
    TooLarge,
}

/// The value of an unquoted scalar.
pub(super) fn resolve(text: &str) -> Result<Value, Unrepresentable> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    // Numbers start with one of these; most scalars are words and need no further look.
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'i' | 'I' | 'n' | 'N')) {
        return Ok(Value::String(text.to_owned()));
    }
    if is_special_float(text) {
        return Err(Unrepresentable::NotFinite);
    }
    if let Some(integer) = integer(text) {
        return integer.map(Value::Number);
    }
    if has_leading_zero(text) {
        return Ok(Value::String(text.to_owned()));
    }
    let float = float(text).and_then(Number::from_f64);
    Ok(float.map_or_else(|| Value::String(text.to_owned()), Value::Number))
}

/// An integer in any of the four notations; nothing for other words.
fn integer(text: &str) -> Option<Result<Number, Unrepresentable>> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ if has_leading_zero(text) => return None,
        _ => (10, digits),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let number = match u64::from_str_radix(digits, radix) {
        Ok(magnitude) if negative => 0_i64.checked_sub_unsigned(magnitude).map(Number::from),
        Ok(magnitude) => Some(Number::from(magnitude)),
        Err(_) => None,
    };
    Some(number.ok_or(Unrepresentable::TooLarge))
}

/// `007`: digits after a zero are a string.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn float(text: &str) -> Option<f64> {
    let unsigned = match text.strip_prefix('+') {
        Some(rest) if rest.starts_with(['+', '-']) => return None,
        Some(rest) => rest,
        None => text,
    };
    unsigned.parse().ok().filter(|float: &f64| float.is_finite())
}

fn is_special_float(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[&str] = &[
        "",
        "~",
        "null",
        "Null",
        "NULL",
        "nUll",
        "true",
        "True",
        "TRUE",
        "tRUE",
        "false",
        "False",
        "FALSE",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "0",
        "-0",
        "+0",
        "1",
        "-1",
        "+1",
        "00",
        "007",
        "-007",
        "+007",
        "0777",
        "0o17",
        "0o18",
        "-0o17",
        "+0o17",
        "0x1F",
        "0X1F",
        "-0x1f",
        "+0x1f",
        "0x",
        "0x-1",
        "0x+1",
        "0b101",
        "-0b101",
        "0b2",
        "1_000",
        "1e3",
        "1E3",
        "1e+3",
        "-1e-3",
        "1.5",
        "-1.5",
        "+1.5",
        "1.",
        ".5",
        "-.5",
        "+.5",
        ".",
        "+",
        "--1",
        "++1",
        "+-1",
        "-+1",
        "1.2.3",
        "1e",
        "e3",
        "1e400",
        "-1e400",
        "inf",
        "-inf",
        "+inf",
        "infinity",
        "nan",
        "NaN",
        "2023-01-01",
        "2023-01-01T00:00:00Z",
        "12:30",
        "0.1",
        "00.1",
        "01e3",
        "<<",
        "=",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "0xFFFFFFFFFFFFFFFF",
        "1 2",
        "é",
        "3é",
        "0é",
        "127.0.0.1",
        "1f",
        "0x1F.8",
        "1e3.5",
        "0o",
        "0b",
        "-0x",
        "0x8000000000000000",
        "-0x8000000000000000",
        "5e-324",
        "-0.0",
        "1.0",
    ];

    #[test]
    fn reads_words_as_the_libyaml_family_does() {
        for word in WORDS {
            let theirs: Value =
                serde_yaml::from_str(&format!("a: {word}")).unwrap_or_else(|error| panic!("{word}: {error}"));
            assert_eq!(resolve(word), Ok(theirs["a"].clone()), "{word}");
        }
    }

    #[test]
    fn refuses_what_json_cannot_hold() {
        for word in [".inf", "-.inf", "+.INF", ".nan"] {
            assert_eq!(resolve(word), Err(Unrepresentable::NotFinite), "{word}");
        }
        for word in ["18446744073709551616", "-9223372036854775809", "0x10000000000000000", "9".repeat(60).as_str()] {
            assert_eq!(resolve(word), Err(Unrepresentable::TooLarge), "{word}");
        }
    }
}
