//! Which requests a script is for: those of a method and a path template.

use http::Method;
use percent_encoding::percent_decode_str;

use crate::generated::meta;

/// A method and a path template, such as `GET /api/atlas/v2/groups/{groupId}`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// The operation, if it is one of this crate's.
    pub(super) operation: Option<&'static str>,
    pub(super) method: Method,
    pub(super) template: String,
}

impl Route {
    /// Reads the name of an operation, or a method and a path template.
    pub(super) fn parse(name: &str) -> Result<Self, String> {
        let Some((method, template)) = name.split_once(' ') else {
            return Self::of_operation(name);
        };
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| format!("`{method}` is not a valid method"))?;
        if !template.starts_with('/') || template.contains(['?', ' ']) {
            return Err(format!("`{template}` is not a valid path template: it starts with `/` and has no query"));
        }
        let is_same = |operation: &&meta::Operation| operation.method == method && operation.path == template;
        let operation = meta::operations().find(is_same).map(|operation| operation.id);
        Ok(Self { operation, method, template: template.to_owned() })
    }

    fn of_operation(id: &str) -> Result<Self, String> {
        let found = meta::operations().find(|operation| operation.id == id).ok_or_else(|| {
            let like = meta::operations().map(|operation| operation.id).find(|other| other.eq_ignore_ascii_case(id));
            let hint = like.map_or_else(
                || "its feature may be off; an untyped request is scripted as `METHOD /path/{name}`".to_owned(),
                |like| format!("it is spelled `{like}`"),
            );
            format!("there is no operation `{id}`: {hint}")
        })?;
        Ok(Self { operation: Some(found.id), method: found.method.clone(), template: found.path.to_owned() })
    }

    /// How an error names it.
    pub(super) fn name(&self) -> String {
        self.operation.map_or_else(|| format!("{} {}", self.method, self.template), str::to_owned)
    }

    /// How well a path fits the template, if it does: the number of literal characters. In front of the path there
    /// may be that of the base URL.
    pub(super) fn fit(&self, method: &Method, path: &str) -> Option<usize> {
        if *method != self.method {
            return None;
        }
        let pairs = pairs(&self.template, path)?;
        pairs.map(|(template, value)| value_of(template, value).map(|value| template.len() - value.0.len())).sum()
    }

    /// The value of `name` in a path, decoded.
    pub(super) fn value(&self, path: &str, name: &str) -> Option<String> {
        let values = pairs(&self.template, path)?.filter_map(|(template, value)| value_of(template, value));
        let value = values.into_iter().find(|(placeholder, _)| placeholder.trim_matches(['{', '}']) == name)?.1;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }
}

/// The segments of a template with those at the end of a path.
fn pairs<'a>(template: &'a str, path: &'a str) -> Option<impl Iterator<Item = (&'a str, &'a str)>> {
    let template: Vec<_> = template.split('/').skip(1).collect();
    let path: Vec<_> = path.split('/').skip(1).collect();
    let start = path.len().checked_sub(template.len())?;
    Some(template.into_iter().zip(path.into_iter().skip(start)))
}

/// The placeholder of a segment such as `{name}.gz`, and the value in its place; both empty for a literal segment.
fn value_of<'a>(template: &'a str, segment: &'a str) -> Option<(&'a str, &'a str)> {
    let (Some(start), Some(end)) = (template.find('{'), template.rfind('}')) else {
        return (template == segment).then_some(("", ""));
    };
    let value = segment.strip_prefix(&template[..start])?.strip_suffix(&template[end + 1..])?;
    (!value.is_empty()).then_some((&template[start..=end], value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(template: &str, path: &str) -> Option<usize> {
        Route::parse(&format!("GET {template}")).unwrap().fit(&Method::GET, path)
    }

    #[test]
    fn paths_of_templates() {
        assert_eq!(fit("/a/{x}", "/a/b%2Fc"), Some(1));
        assert_eq!(fit("/a/{x}.gz", "/a/log.gz"), Some(4));
        assert_eq!(fit("/a/{x}:run", "/a/1:run"), Some(5));
        assert_eq!(fit("/a/{x}", "/prefix/a/1"), Some(1));
        for path in ["/a", "/a/", "/b/1", "/a/1/2", "/"] {
            assert_eq!(fit("/a/{x}", path), None, "{path}");
        }
        let route = Route::parse("GET /a/{x}.gz/{y}").unwrap();
        assert_eq!(route.value("/p/a/l%20g.gz/2", "x").as_deref(), Some("l g"));
        assert_eq!((route.value("/a/l.gz/2", "y").as_deref(), route.value("/a/l.gz/2", "z")), (Some("2"), None));
        assert_eq!(route.fit(&Method::POST, "/a/l.gz/2"), None);
    }

    #[test]
    fn names_that_are_not_routes() {
        assert!(Route::parse("getNothing").unwrap_err().contains("no operation `getNothing`"));
        assert!(Route::parse("G{T /a").unwrap_err().contains("not a valid method"));
        for template in ["GET a", "GET /a?b=c", "GET /a b"] {
            assert!(Route::parse(template).unwrap_err().contains("not a valid path template"));
        }
    }

    #[cfg(feature = "database-users")]
    #[test]
    fn operations_by_either_name() {
        let by_id = Route::parse("getDatabaseUser").unwrap();
        assert_eq!(Route::parse(&format!("{} {}", by_id.method, by_id.template)).unwrap(), by_id);
        assert!(Route::parse("getdatabaseuser").unwrap_err().contains("it is spelled `getDatabaseUser`"));
    }
}
