//! Inline Markdown: links, code spans, and what rustdoc and clippy would take for something else.

/// Words in camel case that are names of products and no identifiers.
const NAMES: [&str; 24] = [
    "MongoDB",
    "OpenAPI",
    "OAuth",
    "GitHub",
    "GitLab",
    "GraphQL",
    "JavaScript",
    "TypeScript",
    "PostScript",
    "PowerShell",
    "OpenSSL",
    "OpenSSH",
    "OpenTelemetry",
    "WebAssembly",
    "DevOps",
    "CamelCase",
    "IPv4",
    "IPv6",
    "NaN",
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "TeX",
];

/// One line of Markdown, safe to stand in a doc comment.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => escape(rest, &mut out),
            '`' => code(rest, &mut out),
            '!' if rest.starts_with("![") => image(rest, &mut out),
            '[' => link(rest, &mut out),
            ']' => put(&mut out, "\\]", 1),
            '<' => angle(rest, &mut out),
            'h' if starts_url(rest) && !out.ends_with(|c: char| c.is_alphanumeric()) => url(rest, &mut out),
            c if c.is_alphanumeric() || c == '_' => word(rest, &mut out),
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or("");
    }
    out.trim().to_owned()
}

/// Whether an address means the same wherever it stands.
pub(super) fn is_absolute(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
        && !address.contains(char::is_whitespace)
}

fn put(out: &mut String, text: &str, taken: usize) -> usize {
    out.push_str(text);
    taken
}

fn escape(rest: &str, out: &mut String) -> usize {
    let escaped = rest.chars().nth(1).filter(char::is_ascii_punctuation);
    match escaped {
        Some(_) => put(out, rest.get(..2).unwrap_or(rest), 2),
        None => put(out, "\\\\", 1),
    }
}

/// A code span as it is, or ticks that open none, escaped.
fn code(rest: &str, out: &mut String) -> usize {
    let ticks = rest.bytes().take_while(|b| *b == b'`').count();
    let mut from = ticks;
    while let Some(found) = rest.get(from..).and_then(|after| after.find('`')) {
        let start = from + found;
        let run = rest.bytes().skip(start).take_while(|b| *b == b'`').count();
        if run == ticks {
            let end = start + run;
            return put(out, rest.get(..end).unwrap_or(rest), end);
        }
        from = start + run;
    }
    put(out, &"\\`".repeat(ticks), ticks)
}

fn image(rest: &str, out: &mut String) -> usize {
    match parts(rest.get(1..).unwrap_or("")) {
        Some((alt, _, length)) => {
            out.push_str(&clean(alt));
            length + 1
        }
        None => put(out, "!", 1),
    }
}

/// An absolute link as it is, a relative one as its text, a bracket that is no link escaped.
fn link(rest: &str, out: &mut String) -> usize {
    let Some((text, address, length)) = parts(rest) else { return put(out, "\\[", 1) };
    if !is_absolute(address) {
        out.push_str(&clean(text));
    } else if text == address {
        out.extend(["<", address, ">"]);
    } else {
        // Inside a link an address is text.
        let text = if text.contains("://") { text.to_owned() } else { clean(text) };
        out.extend(["[", &text, "](", address, ")"]);
    }
    length
}

/// Text, address and length of the link that starts here.
fn parts(rest: &str) -> Option<(&str, &str, usize)> {
    let close = matching(rest, '[', ']')?;
    let text = rest.get(1..close)?;
    let target = rest.get(close + 1..).filter(|after| after.starts_with('('))?;
    let end = matching(target, '(', ')')?;
    let inner = target.get(1..end)?.trim();
    let address = inner.split_whitespace().next().unwrap_or("").trim_start_matches('<').trim_end_matches('>');
    Some((text, address, close + 1 + end + 1))
}

/// Where the bracket is closed that the text starts with.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(i);
            }
        }
    }
    None
}

fn angle(rest: &str, out: &mut String) -> usize {
    let inner = rest.get(1..).unwrap_or("");
    if let Some((address, _)) = inner.split_once('>').filter(|(address, _)| is_absolute(address)) {
        out.extend(["<", address, ">"]);
        return address.len() + 2;
    }
    let opens_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    put(out, if opens_tag { "\\<" } else { "<" }, 1)
}

fn starts_url(rest: &str) -> bool {
    rest.starts_with("https://") || rest.starts_with("http://")
}

fn url(rest: &str, out: &mut String) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`[]{}|\\".contains(c)).unwrap_or(rest.len());
    let mut address = rest.get(..end).unwrap_or(rest).trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
        address = address.get(..address.len() - 1).unwrap_or("").trim_end_matches(['.', ',', ';', ':']);
    }
    if address.ends_with("://") {
        out.push_str(address);
    } else {
        out.extend(["<", address, ">"]);
    }
    address.len()
}

/// A word as it is, or as code when it is an identifier.
fn word(rest: &str, out: &mut String) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    while let Some(after) = rest.get(length..).filter(|after| after.starts_with("::")) {
        let next = after.get(2..).unwrap_or("");
        let more = next.find(|c: char| !is_part(c)).unwrap_or(next.len());
        if more == 0 {
            break;
        }
        length += 2 + more;
    }
    if rest.get(length..).is_some_and(|after| after.starts_with("()")) {
        length += 2;
    }
    let word = rest.get(..length).unwrap_or(rest);
    // Underscores around a word are emphasis.
    let bare = word.trim_matches('_');
    if bare.contains('_') || bare.contains("::") || bare.ends_with("()") || is_camel_case(bare) {
        let start = word.find(bare).unwrap_or(0);
        let (before, after) = (word.get(..start).unwrap_or(""), word.get(start + bare.len()..).unwrap_or(""));
        let escaped = |text: &str| text.replace('_', "\\_");
        out.extend([escaped(before).as_str(), "`", bare, "`", escaped(after).as_str()]);
    } else {
        out.push_str(word);
    }
    length
}

/// What clippy takes for an identifier: starts with a capital, has another one and a lower-case letter, and is no plural.
fn is_camel_case(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    word.starts_with(char::is_uppercase)
        && singular.chars().all(char::is_alphanumeric)
        && singular.chars().filter(|c| c.is_uppercase()).count() > 1
        && singular.chars().any(char::is_lowercase)
        && !NAMES.contains(&word)
}
