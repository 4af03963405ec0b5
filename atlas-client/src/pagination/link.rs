//! The link from a page to the next one: finding it in a model, and deciding where it may lead.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::{Url, form_urlencoded};

use crate::model::{Object, Slot, View};
use crate::url::BaseUrl;

/// The query parameter with the number of a page.
pub(super) const PAGE_NUMBER: &str = "pageNum";

/// Where links lead that were written for nobody in particular. A client that talks to a gateway or a
/// mock takes them as links to its own base URL.
const PUBLIC_ORIGIN: &str = "https://cloud.mongodb.com";

/// How much of an origin to which a link leads is shown.
const LONGEST_ORIGIN: usize = 200;

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

/// The integer of a property of a page.
pub(super) fn integer(page: &dyn Slot, name: &str) -> Option<i64> {
    let View::Object(object) = page.view() else { return None };
    let mut found = None;
    look_at(object, name, &mut |value| {
        if let View::Int(number) = value {
            found = Some(number);
        }
    });
    found
}

/// The text of a property.
fn text(object: &dyn Object, name: &str) -> Option<String> {
    let mut found = None;
    look_at(object, name, &mut |value| {
        if let View::Str(text) | View::Enum(text) = value
            && !text.is_empty()
        {
            found = Some(text.to_owned());
        }
    });
    found
}

/// Shows the value of a property to `look`, if there is one.
fn look_at(object: &dyn Object, name: &str, look: &mut dyn FnMut(View<'_>)) {
    let Some(index) = object.schema().fields.iter().position(|field| field.name == name) else { return };
    object.read(&mut |slots, _| {
        if let Some(slot) = slots.get(index) {
            look(slot.view());
        }
    });
}

/// Path and query of the link, without the base URL's own path.
///
/// # Errors
///
/// If the link leads to another server or another resource, such as the list of another project. Credentials would go
/// there, and its items be taken for those of this list.
pub(super) fn resolve(base: &BaseUrl, current: &str, href: &str) -> Result<String, Cow<'static, str>> {
    let bad = |_| Cow::Borrowed("the link to the next page is not a valid URL");
    let here = Url::parse(&format!("{base}{current}")).map_err(bad)?;
    let there = here.join(href).map_err(bad)?;
    let origin = there.origin().ascii_serialization();
    let path = if origin == base.origin() {
        there.path().strip_prefix(base.prefix()).unwrap_or_default()
    } else if origin == PUBLIC_ORIGIN {
        there.path()
    } else {
        let origin = origin.get(..LONGEST_ORIGIN).unwrap_or(&origin);
        return Err(format!("the link to the next page leads to {origin}, where nothing is sent").into());
    };
    if !is_same_path(path, path_of(current)) {
        return Err("the link to the next page leads to another resource".into());
    }
    Ok(match there.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    })
}

/// Whether two paths are the same once they are decoded: servers do not encode all characters that this crate does.
fn is_same_path(one: &str, other: &str) -> bool {
    let segments = |path| str::split(path, '/').map(|segment| Cow::<[u8]>::from(percent_decode_str(segment)));
    segments(one).eq(segments(other))
}

fn path_of(target: &str) -> &str {
    target.split('?').next().unwrap_or(target)
}

/// Whether a link says nothing that the current target does not say, but for the number of the page. It may leave out
/// parameters.
pub(super) fn differs_in_page_only(link: &str, current: &str) -> bool {
    let current: Vec<_> = query_pairs(current).collect();
    query_pairs(link).all(|pair| pair.0 == PAGE_NUMBER || current.contains(&pair))
}

/// The value of a query parameter.
pub(super) fn query_value(target: &str, name: &str) -> Option<String> {
    query_pairs(target).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn query_pairs(target: &str) -> form_urlencoded::Parse<'_> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(base: &str, href: &str) -> Result<String, Cow<'static, str>> {
        let base = BaseUrl::parse(base).unwrap();
        resolve(&base, "/api/atlas/v2/groups/abc/users?pageNum=1", href)
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
        let long = format!("https://{}.example", "a.".repeat(1000));
        assert!(resolved(own, &long).unwrap_err().len() < 300);
        for href in [
            "https://evil.example/api/atlas/v2/groups/abc/users?pageNum=2",
            "http://cloud.mongodb.com/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com:8443/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com@evil.example/api/atlas/v2/groups/",
            "//evil.example/api/atlas/v2/groups/abc/users",
            "https://cloud.mongodb.com/api/oauth/revoke",
            "/api/atlas/v2/groups/def/users?pageNum=2",
            "/api/atlas/v2/groups/abc/clusters?pageNum=2",
            "/api/atlas/v2/groups/abc/users/x?pageNum=2",
            "/api/atlas/v2/groups/abc%2Fusers?pageNum=2",
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
    fn encodings_of_the_same_path() {
        let base = BaseUrl::parse("https://cloud.mongodb.com").unwrap();
        let target = "/api/a/x%40y/192.0.2.0%2F24?pageNum=2";
        let resolved = |current: &str| resolve(&base, current, target);
        assert!(resolved("/api/a/x@y/192.0.2.0%2f24").is_ok() && resolved("/api/a/x@y/192.0.2.0/24").is_err());
    }

    #[test]
    fn pages_of_the_same_query() {
        assert!(differs_in_page_only("/a?x=1&pageNum=2", "/a?pageNum=1&x=1&envelope=false"));
        assert!(!differs_in_page_only("/a?pageNum=1&cursor=b", "/a?pageNum=1"));
        assert!(!differs_in_page_only("/a?pageNum=1&cursor=b", "/a?pageNum=1&cursor=a"));
    }

    #[test]
    fn query_values() {
        assert_eq!(query_value("/a?x=1&pageNum=2", "pageNum").as_deref(), Some("2"));
        assert_eq!(query_value("/a?x=1", "pageNum"), None);
        assert_eq!(query_value("/a", "pageNum"), None);
    }
}
