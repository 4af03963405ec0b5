//! Paths that are written otherwise: without a slash at the start, or with more than a name in braces.

use serde_json::Value;

use super::spelling::rename;
use crate::ir::{Fallback, is_method};
use crate::pointer::Pointer;

const NO_SLASH: &str = "a path without a slash at its start is read as one with it";

const BRACES: &str = "blanks or a pattern in the braces of a path, beside the name, are ignored";

/// Rewrites the keys of the paths.
pub(super) fn read(root: &mut Value, found: &mut Vec<Fallback>) {
    let at = || Pointer::root().push("paths");
    let Some(paths) = root.get_mut("paths").and_then(Value::as_object_mut) else { return };
    let is_path = |item: &Value| item.as_object().is_some_and(|item| item.keys().any(|key| is_method(key)));
    let items: Vec<String> = paths.iter().filter(|(_, item)| is_path(item)).map(|(path, _)| path.clone()).collect();
    rename(paths, at, found, NO_SLASH, |path, _| {
        let has_start = path.starts_with('/') || path.starts_with("x-") || path.contains("://");
        (!has_start && items.iter().any(|item| item == path)).then(|| format!("/{path}"))
    });
    rename(paths, at, found, BRACES, |path, _| plain(path));
}

/// `/a/{ id }` and `/a/{id:[0-9]+}` are `/a/{id}`; nothing for a path that is written so.
fn plain(path: &str) -> Option<String> {
    let mut read = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let end = closing(after)?;
        let name = after.get(..end)?.split(':').next().unwrap_or_default().trim();
        for part in [before, "{", name, "}"] {
            read.push_str(part);
        }
        rest = after.get(end + 1..)?;
    }
    read.push_str(rest);
    (read != path).then_some(read)
}

/// Where the brace is closed that was opened before a text; a pattern can have braces: `{id:[0-9]{2}}`.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces() {
        for (path, expected) in [
            ("/a/{ id }", Some("/a/{id}")),
            ("/a/{id:[0-9]{2}}/{b}", Some("/a/{id}/{b}")),
            ("/a/{id}:verb", None),
            ("/a/{id", None),
            ("/a/{{id}}", None),
        ] {
            assert_eq!(plain(path).as_deref(), expected, "{path}");
        }
    }
}
