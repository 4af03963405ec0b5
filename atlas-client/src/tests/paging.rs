//! Paging rules, through typed operations.

use super::api::*;
use super::{Log, block_on, builder, client, json};
use crate::transport::Body;
use crate::{Client, ErrorKind, Result};

const BASE: &str = "https://cloud.mongodb.com";

/// A page of users with these names, and a link to the next page.
fn page(names: &[&str], next: Option<&str>) -> http::Response<Body> {
    let results: Vec<_> = names.iter().map(|name| serde_json::json!({ "username": name })).collect();
    let mut links = vec![serde_json::json!({ "rel": "self", "href": format!("{BASE}/api/groups/g/users") })];
    links.extend(next.map(|href| serde_json::json!({ "rel": "next", "href": href })));
    json(200, serde_json::json!({ "results": results, "links": links, "totalCount": 99 }).to_string())
}

fn link(number: u32) -> String {
    format!("{BASE}/api/groups/g/users?pageNum={number}")
}

fn list(client: &Client) -> ListUsers {
    ListUsers::new(client).with(|request| request.path("g"))
}

fn names(client: &Client) -> Result<Vec<String>> {
    let users = block_on(list(client).items().all())?;
    Ok(users.into_iter().map(|user| user.username).collect())
}

fn run(responses: Vec<http::Response<Body>>) -> (Result<Vec<String>>, Log) {
    let (client, log) = client(responses);
    (names(&client), log)
}

#[test]
fn next_links() {
    let (names, log) = run(vec![
        page(&["a", "b"], Some(&link(2))),
        page(&[], Some("/api/groups/g/users?pageNum=3")),
        page(&["c"], None),
    ]);
    assert_eq!(names.unwrap(), ["a", "b", "c"], "an empty page with a next link is not the end");
    assert_eq!(
        log.targets(),
        ["/api/groups/g/users?envelope=false", "/api/groups/g/users?pageNum=2", "/api/groups/g/users?pageNum=3",]
    );
}

#[test]
fn page_without_links_or_results() {
    for body in [
        r#"{"results":[{"username":"a"}]}"#,
        r#"{"results":[{"username":"a"}],"links":null}"#,
        r#"{"results":[{"username":"a"}],"links":[]}"#,
    ] {
        assert_eq!(run(vec![json(200, body)]).0.unwrap(), ["a"]);
    }
    let empty = run(vec![json(200, r#"{"results":[]}"#)]).0.unwrap();
    assert!(empty.is_empty());
}

#[test]
fn page_without_its_list() {
    for body in ["{}", "null", r#"{"message":"denied"}"#, r#"{"totalCount":3,"links":[]}"#] {
        let error = run(vec![json(200, body)]).0.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
}

#[test]
fn page_that_can_be_null() {
    for last in [json(200, "null"), json(204, "")] {
        let (client, _) = client(vec![page(&["a"], Some(&link(2))), last]);
        let items = block_on(list(&client).optional_items().all()).unwrap();
        assert_eq!(items.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(), ["a"]);
    }
    let (client, _) = self::client(vec![json(200, "null")]);
    assert!(block_on(list(&client).optional_pages().try_next()).unwrap().unwrap().results.is_empty());
    let (client, _) = self::client(vec![json(200, "{}")]);
    assert_eq!(block_on(list(&client).optional_items().all()).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn list_that_ends_early() {
    let responses = || vec![page(&["a", "b"], Some(&link(2))), page(&["c"], None)];
    let (client, _) = client(responses());
    let mut items = list(&client).items();
    assert!(!items.ended_early());
    while block_on(items.try_next()).unwrap().is_some() {}
    assert!(items.ended_early(), "3 of 99 came");

    let strict = super::builder(responses()).0.strict_decoding(true).build().unwrap();
    let error = names(&strict).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert!(error.to_string().contains("ended after 3 of 99 items"), "{error}");
}

#[test]
fn lists_that_end_early_otherwise() {
    // A link that leads back, and without links a page that is not full or comes again.
    let back = || vec![page(&["a"], Some(&link(2))), page(&["b"], Some(&link(2)))];
    let (client, _) = client(back());
    let mut items = list(&client).items();
    while block_on(items.try_next()).unwrap().is_some() {}
    assert!(items.ended_early());
    let strict = super::builder(back()).0.strict_decoding(true).build().unwrap();
    let error = names(&strict).unwrap_err();
    assert!(error.to_string().contains("ended after 2 of 99 items: the link of the last page leads back"), "{error}");
}

#[test]
fn lists_that_do_not_advance() {
    let equal = (2..).map(|n| page(&["a", "b"], Some(&link(n))));
    let empty = (2..).map(|n| page(&[], Some(&link(n))));
    let by_turns = (2..).map(|n| page(if n % 3 == 0 { &["a"] } else { &[] }, Some(&link(n))));
    for (responses, came) in [(equal.take(50).collect::<Vec<_>>(), 2 * 21), (empty.take(50).collect(), 0)] {
        let (client, log) = client(responses);
        let mut items = list(&client).items();
        let mut count = 0;
        let error = loop {
            match block_on(items.try_next()) {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("the server has a link to another page"),
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind(), count, log.targets().len()), (ErrorKind::Paging, came, 20 + usize::from(came > 0)));
        assert!(error.to_string().contains("does not advance: 20 pages in a row"), "{error}");
        assert!(block_on(items.try_next()).is_err() && log.targets().is_empty());
        let rest = block_on(futures_util::StreamExt::collect::<Vec<_>>(items));
        assert!(rest.is_empty(), "the stream ended with the error");
    }
    // Some pages may be empty.
    let last = page(&["z"], None);
    let (names, _) = run(by_turns.take(60).chain([last]).collect());
    assert_eq!(names.unwrap().len(), 21);
}

#[test]
fn list_from_the_middle_is_not_early() {
    let (client, _) = client(vec![page(&["z"], None)]);
    let mut items = list(&client).with(|request| request.query("pageNum", 9)).items();
    while block_on(items.try_next()).unwrap().is_some() {}
    assert!(!items.ended_early());
}

#[test]
fn links_that_lead_back() {
    let (names, log) = run(vec![page(&["a"], Some(&link(2))), page(&["b"], Some(&link(2)))]);
    assert_eq!((names.unwrap(), log.targets().len()), (vec!["a".to_owned(), "b".to_owned()], 2));
    let (names, log) = run(vec![page(&["a"], Some(&link(1)))]);
    assert_eq!((names.unwrap().len(), log.targets().len()), (1, 1));
    // With a cursor, each page may have the number 1.
    let first = |name: &str| format!("{BASE}/api/groups/g/users?pageNum=1&cursor={name}");
    let (names, log) = run(vec![page(&["a"], Some(&first("x"))), page(&["b"], Some(&first("y"))), page(&["c"], None)]);
    assert_eq!((names.unwrap().len(), log.targets().len()), (3, 3));
    // In a circle, and without page numbers.
    let cursor = |name: &str| format!("{BASE}/api/groups/g/users?cursor={name}");
    let (names, log) =
        run(vec![page(&["a"], Some(&cursor("x"))), page(&["b"], Some(&cursor("y"))), page(&["c"], Some(&cursor("x")))]);
    assert_eq!((names.unwrap().len(), log.targets().len()), (3, 3));
}

#[test]
fn links_to_elsewhere() {
    for href in [
        "https://evil.example/api/groups/g/users?pageNum=2",
        "/api/oauth/revoke",
        "/api/groups/other/users?pageNum=2",
        "/api/groups/g/clusters?pageNum=2",
        "http://cloud.mongodb.com/api/groups/g/users?pageNum=2",
    ] {
        let (client, log) = client([page(&["a"], Some(href))]);
        let mut items = list(&client).items();
        assert_eq!(block_on(items.try_next()).unwrap().unwrap().username, "a");
        let error = block_on(items.try_next()).unwrap_err();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Paging, "LIST_USERS"));
        let again = block_on(items.try_next()).unwrap_err();
        assert_eq!(again.to_string(), error.to_string(), "and not the end, as if all items had come");
        assert_eq!(log.targets().len(), 1);
    }
}

#[test]
fn list_goes_on_after_an_error() {
    let (client, log) = client([
        page(&["a"], Some(&link(2))),
        json(400, ""),
        json(200, "{\"results\":7}"),
        page(&["b"], Some(&link(3))),
        page(&["c"], None),
    ]);
    let mut items = list(&client).items();
    let mut next = || block_on(items.try_next());
    assert_eq!(next().unwrap().unwrap().username, "a");
    assert!(next().unwrap_err().is_bad_request());
    assert!(next().unwrap_err().is_decode());
    assert_eq!(next().unwrap().unwrap().username, "b");
    assert_eq!(next().unwrap().unwrap().username, "c");
    assert!(next().unwrap().is_none() && next().unwrap().is_none());
    let targets = log.targets();
    assert!(targets[1..4].iter().all(|target| *target == targets[1]), "{targets:?}");
}

#[test]
fn stream_ends_after_an_error() {
    let (client, log) = client([page(&["a"], Some(&link(2))), json(400, "")]);
    let items: Vec<_> = block_on(futures_util::StreamExt::collect(list(&client).items()));
    assert!(items.len() == 2 && items[0].is_ok() && items[1].is_err());
    assert_eq!(log.targets().len(), 2);
}

#[test]
fn nothing_is_asked_for_ahead_of_time() {
    let (client, log) = client([page(&["a"], Some(&link(2)))]);
    let mut items = list(&client).items();
    assert!(log.targets().is_empty());
    assert!(block_on(items.try_next()).unwrap().is_some());
    drop(items);
    assert_eq!(log.targets().len(), 1);
}

#[test]
fn pages_are_whole() {
    let (client, _) = client([page(&["a", "b"], Some(&link(2))), page(&["c"], None)]);
    let mut pages = list(&client).pages();
    let first = block_on(pages.try_next()).unwrap().unwrap();
    assert_eq!((first.results.len(), first.total_count), (2, Some(99)));
    assert_eq!(first.links.unwrap()[1].href.as_deref(), Some(link(2).as_str()));
    assert_eq!(block_on(pages.try_next()).unwrap().unwrap().results.len(), 1);
    assert!(block_on(pages.try_next()).unwrap().is_none());
}

/// A run of `total` items in pages of 500, as Atlas serves it: a next link only while there is more.
fn in_pages_of_500(total: usize) -> Vec<http::Response<Body>> {
    let names: Vec<_> = (0..total).map(|n| n.to_string()).collect();
    let pages: Vec<_> = names.chunks(500).collect();
    let page = |(n, names): (usize, &&[String])| {
        let next = (n + 1 < pages.len()).then(|| link(u32::try_from(n).unwrap() + 2));
        page(&names.iter().map(String::as_str).collect::<Vec<_>>(), next.as_deref())
    };
    pages.iter().enumerate().map(page).collect()
}

#[test]
fn five_hundred_items_and_one_more() {
    for (total, pages) in [(500, 1), (501, 2), (1000, 2), (1001, 3)] {
        let (names, log) = run(in_pages_of_500(total));
        let names = names.unwrap();
        assert!(names.iter().enumerate().all(|(n, name)| *name == n.to_string()), "each once, in order");
        assert_eq!((names.len(), log.targets().len()), (total, pages));
    }
}

#[tokio::test]
async fn prefetch_of_the_next_page() {
    let (client, log) = client([page(&["a", "b"], Some(&link(2))), page(&["c"], Some(&link(3))), page(&["d"], None)]);
    let mut items = list(&client).items().with_prefetch();
    tokio::task::yield_now().await;
    assert_eq!(log.targets().len(), 0, "nothing before the first item is asked for");
    assert_eq!(items.try_next().await.unwrap().unwrap().username, "a");
    tokio::task::yield_now().await;
    assert_eq!(log.targets().len(), 2, "one page ahead");
    assert_eq!(items.try_next().await.unwrap().unwrap().username, "b");
    tokio::task::yield_now().await;
    assert_eq!(log.targets().len(), 0, "and no more");
    assert_eq!(items.try_next().await.unwrap().unwrap().username, "c");
    assert_eq!(items.all().await.unwrap().len(), 1);
    assert_eq!(log.targets().len(), 1);
}

#[tokio::test]
async fn prefetch_that_fails() {
    let (client, _) = client([page(&["a"], Some(&link(2))), json(404, ""), page(&["b"], None)]);
    let mut pages = list(&client).pages().with_prefetch();
    assert_eq!(pages.try_next().await.unwrap().unwrap().results.len(), 1);
    assert!(pages.try_next().await.unwrap_err().is_not_found());
    assert_eq!(pages.try_next().await.unwrap().unwrap().results.len(), 1);
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn dropped_list() {
    // The second page is refused for a while; nothing asks again once the list is gone.
    let busy = || {
        let mut response = json(429, "");
        response.headers_mut().insert("retry-after", "5".parse().unwrap());
        response
    };
    let (builder, log) = builder([page(&["a"], Some(&link(2))), busy()]);
    let client = builder.build().unwrap();
    let mut items = list(&client).items().with_prefetch();
    items.try_next().await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(log.targets().len(), 2);
    drop(items);
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    assert_eq!(log.targets().len(), 0);
    assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), 0);
}

/// A page of `count` users for a list without links.
fn plain(count: usize, from: usize) -> http::Response<Body> {
    let results: Vec<_> = (from..from + count).map(|n| serde_json::json!({ "username": n.to_string() })).collect();
    json(200, serde_json::json!({ "results": results }).to_string())
}

#[test]
fn page_numbers_without_links() {
    // Nothing says how many items a full page has, so the last one is known by the empty one after it.
    let (client, log) = client([plain(20, 0), plain(20, 20), plain(1, 40), plain(0, 0)]);
    assert_eq!(block_on(ListPlain::new(&client).items().all()).unwrap().len(), 41);
    let numbers = log.targets();
    let numbers: Vec<_> = numbers.iter().map(|target| target.trim_start_matches("/api/plain?envelope=false")).collect();
    assert_eq!(numbers, ["", "&pageNum=2", "&pageNum=3", "&pageNum=4"]);
}

#[test]
fn page_sizes_without_links() {
    let (client, log) = client([plain(2, 0), plain(0, 0)]);
    let list = ListPlain::new(&client).with(|request| request.query("itemsPerPage", 2).query("pageNum", 4));
    assert_eq!(block_on(list.items().all()).unwrap().len(), 2);
    let targets = log.targets();
    assert!(targets[1].ends_with("itemsPerPage=2&pageNum=5"), "{targets:?}");
}

#[test]
fn page_whose_list_is_null() {
    let (client, _) = client([json(200, r#"{"results":null}"#)]);
    assert!(block_on(ListPlain::new(&client).items().all()).unwrap().is_empty());
}

#[test]
fn repeated_page_without_links() {
    let (client, log) = client([plain(100, 0), plain(100, 0)]);
    assert_eq!(block_on(ListPlain::new(&client).items().all()).unwrap().len(), 100);
    assert_eq!(log.targets().len(), 2);
}

#[test]
fn repeated_page_under_strict_decoding() {
    let again = || {
        let results: Vec<_> = (0..100).map(|n| serde_json::json!({ "username": n.to_string() })).collect();
        json(200, serde_json::json!({ "results": results, "totalCount": 300 }).to_string())
    };
    let strict = super::builder([again(), again()]).0.strict_decoding(true).build().unwrap();
    let error = block_on(ListPlain::new(&strict).items().all()).unwrap_err();
    assert!(error.to_string().contains("ended after 100 of 300 items: the last page came again"), "{error}");
}

#[test]
fn a_gateway_whose_links_are_those_of_atlas() {
    let (builder, log) = super::builder([page(&["a"], Some(&link(2))), page(&["b"], None)]);
    let client = builder.base_url("https://gateway.example/atlas").build().unwrap();
    assert_eq!(names(&client).unwrap(), ["a", "b"]);
    assert_eq!(log.take()[1].uri().to_string(), "https://gateway.example/atlas/api/groups/g/users?pageNum=2");
}
