//! Path templates: the parameters in `/groups/{groupId}/logs/{logName}.gz`.

/// Names of the parameters of a path, in path order, or what is wrong with the path.
pub(crate) fn parameters(path: &str) -> Result<Vec<&str>, String> {
    if !path.starts_with('/') {
        return Err("a path starts with `/`".to_owned());
    }
    if path.contains(['?', '#']) {
        return Err("a path has no `?` or `#`; declare query parameters in `parameters`".to_owned());
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
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` appears twice in this path"));
        }
        names.push(name);
        rest = next;
    }
    if rest.contains('}') { Err("a `}` in this path closes nothing".to_owned()) } else { Ok(names) }
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
            "", "a", "/{", "/}", "/{a", "/a}", "/{}", "/{a}/{a}", "/{a{b}}", "/{a}}", "/}{", "/{a/b}", "/a?b=c", "/a#b",
        ] {
            assert!(parameters(path).is_err(), "{path}");
        }
    }
}
