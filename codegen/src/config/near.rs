//! Which name of the document a misspelt entry means.

use crate::validate::suggest::nearest;

/// The nearest of some names. Of a call, the path counts for more than the names of its parameters and its method.
pub(super) fn nearest_name<'a>(entry: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    nearest(entry, names.iter().copied()).or_else(|| nearest_call(entry, &names))
}

fn nearest_call<'a>(entry: &str, names: &[&'a str]) -> Option<&'a str> {
    let (method, path) = entry.split_once(' ')?;
    let calls = || names.iter().copied().filter_map(|call| Some((call, call.split_once(' ')?)));
    let found = |fits: &dyn Fn(&str, &str) -> bool| {
        calls().find(|(_, (other, candidate))| fits(other, candidate)).map(|(call, _)| call)
    };
    let end = |one: &str, other: &str| one.len() > 1 && other.ends_with(one);
    found(&|other, candidate| other == method && shape(candidate) == shape(path))
        .or_else(|| found(&|_, candidate| shape(candidate) == shape(path)))
        .or_else(|| found(&|other, candidate| other == method && (end(path, candidate) || end(candidate, path))))
        .or_else(|| {
            let shapes: Vec<_> = calls().filter(|(_, (other, _))| *other == method).collect();
            let near = nearest(&shape(path), shapes.iter().map(|(_, (_, candidate))| *candidate))?;
            shapes.iter().find(|(_, (_, candidate))| *candidate == near).map(|(call, _)| *call)
        })
}

/// A path without the names of its parameters and without letter case.
fn shape(path: &str) -> String {
    let parts = path.trim_end_matches('/').split('/');
    let parts: Vec<_> = parts.map(|part| if part.starts_with(['{', ':']) { "{}" } else { part }).collect();
    parts.join("/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_calls() {
        let calls = ["GET /api/orgs/{orgId}/keys", "POST /api/orgs/{orgId}/keys", "GET /api/groups"];
        for (entry, meant) in [
            ("GET /api/orgs/{id}/keys", Some("GET /api/orgs/{orgId}/keys")),
            ("GET /api/orgs/:orgId/keys", Some("GET /api/orgs/{orgId}/keys")),
            ("PATCH /api/orgs/{organisation}/keys", Some("GET /api/orgs/{orgId}/keys")),
            ("POST /orgs/{orgId}/keys", Some("POST /api/orgs/{orgId}/keys")),
            ("GET /api/group", Some("GET /api/groups")),
            ("GET /api/nothing/like/it", None),
        ] {
            assert_eq!(nearest_name(entry, calls), meant, "{entry}");
        }
    }
}
