//! `Link` headers and the links of a page: whatever they say, the next page is asked of the same server, and a list
//! ends.

use atlas_client::Credentials;

use super::wire::{self, HOST, client, response};

const PAGES: usize = 12;

/// The first line is the header of each page, the second the target of its link to the next.
pub fn run(data: &[u8]) {
    let mut lines = data.splitn(2, |byte| *byte == b'\n');
    let header = lines.next().unwrap_or_default().to_vec();
    let next = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
    let list = if next.is_empty() {
        serde_json::json!([])
    } else {
        serde_json::json!([{ "rel": "next", "href": next }, { "rel": "self", "href": next }])
    };
    let user = serde_json::json!({ "databaseName": "admin", "username": "app", "groupId": "g" });
    let full = serde_json::json!({ "results": [user], "links": list, "totalCount": 100 }).to_string();
    let (client, sent) = client(Credentials::bearer("token"), move |earlier| {
        response(200, "link", &header, if earlier < PAGES { &full } else { r#"{"results":[],"links":[]}"# })
    });
    wire::run(async {
        let mut items = client.database_users().list_database_users("64f1c2a9e4b0a73d5c8e2f10").items();
        for _ in 0..4 * PAGES {
            if !matches!(items.try_next().await, Ok(Some(_))) {
                return;
            }
        }
        panic!("the list does not end");
    });
    for request in sent.lock().expect("nobody panicked with the log").iter() {
        assert_eq!(request.uri.authority().map(http::uri::Authority::as_str), Some(HOST), "{}", request.uri);
    }
}
