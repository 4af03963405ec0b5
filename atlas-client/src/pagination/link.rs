//! The link from a page to the next one: finding it in a model, and deciding where it may lead.

use std::borrow::Cow;

use url::Url;

use crate::model::{Object, Slot, View};
use crate::url::BaseUrl;

/// Where links lead that were written for nobody in particular. A client that talks to a gateway or a
/// mock takes them as links to its own base URL.
const PUBLIC_ORIGIN: &str = "https://cloud.mongodb.com";

/// The `href` of the link whose `rel` is `next`, in a list of links.
pub(super) fn next(links: &dyn Slot) -> Option<String> {
    match links.view() {
        View::List(list) => (0..).map_while(|index| list.get(index)).find_map(next_href),
        View::Json(json) => json.as_array()?.iter().find_map(|link| next_href(link)),
        _ => None,
    }
}

fn next_href(link: &dyn Slot) -> Option<String> {
    match link.view() {
        View::Object(object) => {
            let is_next = text(object, "rel").as_deref() == Some("next");
            if is_next { text(object, "href") } else { None }
        }
        View::Json(json) if json.get("rel")?.as_str() == Some("next") => json.get("href")?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The text of a property.
fn text(object: &dyn Object, name: &str) -> Option<String> {
    let index = object.schema().fields.iter().position(|field| field.name == name)?;
    let mut text = None;
    object.read(&mut |slots| {
        text = slots.get(index).and_then(|slot| match slot.view() {
            View::Str(text) | View::Enum(text) => Some(text.to_owned()),
            _ => None,
        });
    });
    text.filter(|text| !text.is_empty())
}

/// Path and query of the link, without the base URL's own path.
///
/// # Errors
///
/// If the link leads to another server, or out of the part of the API whose path starts with
/// `allowed`. Credentials would go there.
pub(super) fn resolve(base: &BaseUrl, current: &str, allowed: &str, href: &str) -> Result<String, Cow<'static, str>> {
    let bad = |_| Cow::Borrowed("the link to the next page is no URL");
    let here = Url::parse(&format!("{base}{current}")).map_err(bad)?;
    let there = here.join(href).map_err(bad)?;
    let origin = there.origin().ascii_serialization();
    let path = if origin == base.origin() {
        there.path().strip_prefix(base.prefix()).unwrap_or_default()
    } else if origin == PUBLIC_ORIGIN {
        there.path()
    } else {
        return Err(format!("the link to the next page leads to {origin}, where nothing is sent").into());
    };
    if !path.starts_with(allowed) {
        return Err("the link to the next page leads out of this list".into());
    }
    Ok(match there.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    })
}

/// The value of a query parameter.
pub(super) fn query_value(target: &str, name: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(base: &str, href: &str) -> Result<String, Cow<'static, str>> {
        let base = BaseUrl::parse(base).unwrap();
        resolve(&base, "/api/atlas/v2/groups/abc/users?pageNum=1", "/api/atlas/v2/groups/", href)
    }

    #[test]
    fn links_of_the_same_api_are_followed() {
        let own = "https://cloud.mongodb.com";
        let target = "/api/atlas/v2/groups/abc/users?pageNum=2&x=%24y";
        assert_eq!(resolved(own, &format!("{own}{target}")).unwrap(), target);
        assert_eq!(resolved(own, &format!("{own}:443{target}")).unwrap(), target);
        assert_eq!(resolved(own, target).unwrap(), target);
        assert_eq!(resolved(own, "?pageNum=2").unwrap(), "/api/atlas/v2/groups/abc/users?pageNum=2");
        assert_eq!(resolved("http://127.0.0.1:8080/gw", &format!("http://127.0.0.1:8080/gw{target}")).unwrap(), target);
        // A gateway or mock whose links are those of Atlas.
        assert_eq!(resolved("http://127.0.0.1:8080/gw", &format!("{own}{target}")).unwrap(), target);
    }

    #[test]
    fn other_links_are_not() {
        let own = "https://cloud.mongodb.com";
        for href in [
            "https://evil.example/api/atlas/v2/groups/abc/users?pageNum=2",
            "http://cloud.mongodb.com/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com:8443/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com@evil.example/api/atlas/v2/groups/",
            "//evil.example/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com/api/oauth/revoke",
            "/api/atlas/v2/groups/../orgs",
            "/api/atlas/v2/groups/%2e%2e/orgs",
            "data:text/plain,x",
            "https://",
        ] {
            assert!(resolved(own, href).is_err(), "{href}");
        }
        assert!(resolved("http://127.0.0.1:8080/gw", "http://127.0.0.1:8080/api/atlas/v2/groups/abc/users").is_err());
    }

    #[test]
    fn query_values() {
        assert_eq!(query_value("/a?x=1&pageNum=2", "pageNum").as_deref(), Some("2"));
        assert_eq!(query_value("/a?x=1", "pageNum"), None);
        assert_eq!(query_value("/a", "pageNum"), None);
    }
}
