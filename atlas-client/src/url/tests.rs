//! What goes out for each path value, and what is refused.

use super::*;

fn expand(template: &str, values: &[String]) -> Result<String, Cow<'static, str>> {
    let mut path = String::new();
    super::expand(template, values, &mut path).map(|()| path)
}

fn one(value: &str) -> Result<String, Cow<'static, str>> {
    expand("/groups/{groupId}/users", &[value.to_owned()])
}

#[test]
fn values_are_encoded_once() {
    for (value, encoded) in [
        ("32b6e34b3d91647abb20e7b8", "32b6e34b3d91647abb20e7b8"),
        ("192.0.2.0/24", "192.0.2.0%2F24"),
        ("2001:db8::/32", "2001%3Adb8%3A%3A%2F32"),
        ("$external", "%24external"),
        ("arn:aws:iam::123456789012:role/my-role", "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fmy-role"),
        ("CN=jane doe,OU=dev,O=Example Inc.", "CN%3Djane%20doe%2COU%3Ddev%2CO%3DExample%20Inc."),
        ("idp/group", "idp%2Fgroup"),
        ("host.example.net:27017", "host.example.net%3A27017"),
        ("grün 日本", "gr%C3%BCn%20%E6%97%A5%E6%9C%AC"),
        ("a\tb", "a%09b"),
        ("a\nb", "a%0Ab"),
        ("a\\b", "a%5Cb"),
        ("192.0.2.0%2F24", "192.0.2.0%252F24"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
        ("../x", "..%2Fx"),
        ("a?b#c", "a%3Fb%23c"),
        ("-._~", "-._~"),
        ("!*'();:@&=+$,/[]|{}\"<>^`", "%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%5B%5D%7C%7B%7D%22%3C%3E%5E%60"),
        (" ", "%20"),
    ] {
        assert_eq!(one(value).unwrap(), format!("/groups/{encoded}/users"), "{value:?}");
    }
}

#[test]
fn empty_values_and_dot_segments() {
    for value in ["", ".", ".."] {
        let problem = one(value).unwrap_err();
        assert!(problem.contains("`groupId`"), "{problem}");
        for template in ["/x/{groupId}.gz", "/x/{groupId}:pause", "/x/a{groupId}"] {
            assert!(expand(template, &[value.to_owned()]).is_err(), "{template} {value:?}");
        }
    }
    // A segment that only becomes one with its fixed part.
    for template in ["/x/{a}.", "/x/.{a}", "/x/{a}%2e"] {
        assert!(expand(template, &[".".to_owned()]).is_err(), "{template}");
    }
    for template in ["/x/.", "/x/../y", "/x/%2E%2e/y", "/x/.%2e", "/x/%2e"] {
        assert!(expand(template, &[]).is_err(), "{template}");
    }
}

#[test]
fn verbs_and_suffixes_stay() {
    let fill = |template, values: &[&str]| {
        expand(template, &values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()).unwrap()
    };
    assert_eq!(fill("/groups/{groupId}:migrate", &["a:b"]), "/groups/a%3Ab:migrate");
    assert_eq!(fill("/logs/{logName}.gz", &["mongodb"]), "/logs/mongodb.gz");
    assert_eq!(fill("/a/{x}-{y}/{z}", &["1", "2", "3"]), "/a/1-2/3");
    assert_eq!(fill("/a//b/", &[]), "/a//b/");
}

#[test]
fn templates_are_checked() {
    let problem = |template, values: &[&str]| {
        let values: Vec<_> = values.iter().map(|value| (*value).to_owned()).collect();
        expand(template, &values).unwrap_err().into_owned()
    };
    assert!(problem("/a/{x}", &[]).contains("`x` is missing"));
    assert!(problem("/a/{x}", &["1", "2"]).contains("more path values than `/a/{x}` has"));
    assert!(problem("/a/{x", &["1"]).contains("without `}`"));
    assert!(problem("a/b", &[]).contains("slash"));
    assert!(problem("https://host/a", &[]).contains("slash"));
    assert!(problem("//host/a", &[]).contains("slash"));
    assert!(problem("/a?b=c", &[]).contains("query parameters apart"));
    for template in ["/a b", "/a\tb", "/a\\b", "/a#b", "/ä", "/a}b", "/a\"b"] {
        assert!(problem(template, &[]).contains("has the character"), "{template}");
    }
}

#[test]
fn base_urls() {
    let base = |text: &str| BaseUrl::parse(text).map(|base| base.to_string());
    assert_eq!(base("https://cloud.mongodb.com").unwrap(), "https://cloud.mongodb.com");
    assert_eq!(base(" https://Cloud.MongoDB.com:443/ ").unwrap(), "https://cloud.mongodb.com");
    assert_eq!(base("https://gateway.example/atlas//").unwrap(), "https://gateway.example/atlas");
    assert_eq!(base("http://[::1]:8080").unwrap(), "http://[::1]:8080");
    for bad in [
        "",
        "cloud.mongodb.com",
        "ftp://cloud.mongodb.com",
        "https://user:canary@cloud.mongodb.com",
        "https://canary@cloud.mongodb.com",
        "https://cloud.mongodb.com?canary=1",
        "https://cloud.mongodb.com#canary",
    ] {
        let problem = base(bad).unwrap_err();
        assert!(!problem.contains("canary"), "{problem}");
    }
}

#[test]
fn base_urls_with_the_path_of_the_api() {
    let has_api_path = |path: &str| BaseUrl::parse(&format!("https://host{path}")).unwrap().has_api_path();
    for path in ["/api/atlas", "/api/atlas/", "/api/atlas/v2", "/gateway/api/atlas/v1.0"] {
        assert!(has_api_path(path), "{path}");
    }
    for path in ["", "/atlas", "/api/atlases"] {
        assert!(!has_api_path(path), "{path}");
    }
}

#[test]
fn plain_http_on_the_same_machine() {
    let exposed = |text| BaseUrl::parse(text).unwrap().is_exposed();
    for text in [
        "http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]", "http://localhost", "http://a.localhost",
        "https://host",
    ] {
        assert!(!exposed(text), "{text}");
    }
    for text in ["http://host", "http://10.0.0.1", "http://localhost.example", "http://127.0.0.1.example"] {
        assert!(exposed(text), "{text}");
    }
}

#[test]
fn queries_are_encoded() {
    let mut target = "/a".to_owned();
    push_query(&mut target, "pretty name", &encode("a b&c=d+e/ü").to_string());
    push_query(&mut target, "x", "");
    assert_eq!(target, "/a?pretty%20name=a%20b%26c%3Dd%2Be%2F%C3%BC&x=");
}

#[test]
fn joined_urls_are_base_and_target() {
    let base = BaseUrl::parse("https://gateway.example/atlas/").unwrap();
    let join = |target: &str| {
        base.join(|text| {
            text.push_str(target);
            Ok(())
        })
    };
    assert_eq!(join("/api/x?y=%24").unwrap().as_str(), "https://gateway.example/atlas/api/x?y=%24");
    assert!(join(&format!("/{}", "a".repeat(70_000))).is_err());
}

#[test]
fn urls_that_stay_as_they_are() {
    let join = |target: &str| {
        BaseUrl::parse("https://host").unwrap().join(|text| {
            text.push_str(target);
            Ok(())
        })
    };
    for target in ["/", "/a/b%2Fc?x=1%202&y=%24", "/a:b/x.gz", "/a//b", "/a?b=c|d"] {
        let url = join(target).unwrap();
        assert_eq!((url.as_str(), url.path_and_query()), (format!("https://host{target}").as_str(), target));
    }
    for target in ["/a/../b", "/a/%2e%2e/b", "/a/.", "//other/a", "/\\other/a", "/a b", "/a#b", "https://other/a", "a"]
    {
        assert_eq!(join(target).unwrap_err(), "the URL would be altered on its way out", "{target}");
    }
}
