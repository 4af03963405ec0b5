//! Path templates: the parameters in `/groups/{groupId}/logs/{logName}.gz`.

use url::form_urlencoded;

/// A path, and what some documents write behind it to tell operations apart: `/request` and `?cmd=diff`, or `/` and
/// `#Action=Create`.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.split_at(path.find(['?', '#']).unwrap_or(path.len()))
}

/// The pairs of the query behind a path; without a value where it has a parameter: `?cmd=diff&page={page}`. A fragment
/// is never sent.
pub(crate) fn query(path: &str) -> Vec<(String, Option<String>)> {
    let pair = |(name, value): (String, String)| {
        let is_fixed = !name.contains('{') && !value.contains('{');
        (name, is_fixed.then_some(value))
    };
    pairs(path).map(pair).collect()
}

/// The pairs that are a parameter, by the names of both: `?page={number}`.
pub(crate) fn query_parameters(path: &str) -> Vec<(String, String)> {
    let parameter = |value: String| Some(value.strip_prefix('{')?.strip_suffix('}')?.to_owned());
    pairs(path).filter_map(|(name, value)| Some((name, parameter(value)?))).collect()
}

fn pairs(path: &str) -> impl Iterator<Item = (String, String)> {
    let (_, behind) = split(path);
    let query = behind.split('#').next().and_then(|query| query.strip_prefix('?')).unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).into_owned()
}

/// Names of the parameters of a path, in path order, or what is wrong with the path.
pub(crate) fn parameters(path: &str) -> Result<Vec<&str>, String> {
    let (path, _) = split(path);
    if !path.starts_with('/') {
        return Err("a path starts with `/`".to_owned());
    }
    if path.starts_with("//") {
        return Err("a path starts with one `/`; two would be followed by another server".to_owned());
    }
    if let Some(segment) = path.split('/').find(|segment| matches!(*segment, "." | "..")) {
        return Err(format!("a path has no segment `{segment}`: on its way to the server it becomes another path"));
    }
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, next) = after.split_once('}').ok_or("a `{` in this path is not closed")?;
        if before.contains('}') || name.contains('{') {
            return Err("the braces in this path do not match".to_owned());
        }
        if name.is_empty() || name.contains('/') {
            return Err("the braces in this path hold no name".to_owned());
        }
        if name.ends_with(['+', '*']) || name.starts_with('+') {
            return Err(format!("`{{{name}}}` is for several segments"));
        }
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` appears twice in this path"));
        }
        names.push(name);
        rest = next;
    }
    if rest.contains('}') { Err("a `}` in this path closes nothing".to_owned()) } else { Ok(names) }
}

/// The path as requests have it: what a URL cannot have is in percent-encoding, such as the blank in `/a b/{name}`.
/// The names in braces stay as they are.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_braces = false;
    for (at, c) in path.char_indices() {
        in_braces = c == '{' || in_braces && c != '}';
        let is_escape =
            c == '%' && path.as_bytes().get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        if in_braces || is_escape || c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/}".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names() {
        assert_eq!(parameters("/"), Ok(vec![]));
        assert_eq!(parameters("/a/{b}/c/{d}.gz/{e}:verb"), Ok(vec!["b", "d", "e"]));
    }

    #[test]
    fn refuses_malformed_paths() {
        for path in [
            "", "a", "/{", "/}", "/{a", "/a}", "/{}", "/{a}/{a}", "/{a{b}}", "/{a}}", "/}{", "/{a/b}", "?a=b", "//a",
            "/{a+}", "/{+a}", "/a/{b*}", "/a/..", "/./{a}",
        ] {
            assert!(parameters(path).is_err(), "{path}");
        }
    }

    #[test]
    fn what_is_behind_a_path() {
        let pair = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        let parameter = ("p".to_owned(), None);
        assert_eq!(query("/?c=d&e&p={x}&f=%2B+g#h=i"), [pair("c", "d"), pair("e", ""), parameter, pair("f", "+ g")]);
        assert_eq!((split("/a/{b}?c=d#e"), split("/a#b?c")), (("/a/{b}", "?c=d#e"), ("/a", "#b?c")));
        assert_eq!((query("/"), query("/#b?c=d"), query("/?")), (vec![], vec![], vec![]));
        assert_eq!(query("/?p=a{x}")[0].1, None);
        assert_eq!(query_parameters("/{a}?c=d&p={x}&q=a{y}"), [("p".to_owned(), "x".to_owned())]);
        assert_eq!(parameters("/{a}?b=c"), Ok(vec!["a"]));
    }

    #[test]
    fn characters_that_no_url_has() {
        for (path, expected) in [
            ("/a/{b}:c//d.e~f/", "/a/{b}:c//d.e~f/"),
            ("/a b/{ü x}/ü\"", "/a%20b/{ü x}/%C3%BC%22"),
            ("/%20/%zz/%", "/%20/%25zz/%25"),
            ("/[a]|b^c\\`<>", "/%5Ba%5D%7Cb%5Ec%5C%60%3C%3E"),
        ] {
            assert_eq!(encoded(path), expected);
        }
    }
}
