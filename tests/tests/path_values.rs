//! Path and query values that need care: each arrives percent-encoded exactly once, and what a URL
//! cannot carry is refused before anything is sent.

use atlas_client::{Client, Credentials, ErrorKind};
use conformance::percent::{decode, encode};
use conformance::server::{Response, Server};

/// Value, and how it looks in the URL.
const VALUES: [(&str, &str); 16] = [
    ("192.0.2.0/24", "192.0.2.0%2F24"),
    ("2001:db8::/32", "2001%3Adb8%3A%3A%2F32"),
    ("$external", "%24external"),
    ("arn:aws:iam::123456789012:role/orders-service", "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Forders-service"),
    ("CN=Ines Prado,OU=Data, Reports,DC=example", "CN%3DInes%20Prado%2COU%3DData%2C%20Reports%2CDC%3Dexample"),
    ("idp/group", "idp%2Fgroup"),
    ("größe 日本", "gr%C3%B6%C3%9Fe%20%E6%97%A5%E6%9C%AC"),
    ("a\tb", "a%09b"),
    ("a\nb", "a%0Ab"),
    ("a\\b", "a%5Cb"),
    ("%2F", "%252F"),
    ("100%", "100%25"),
    ("a?b#c&d=e+f;g", "a%3Fb%23c%26d%3De%2Bf%3Bg"),
    ("..a", "..a"),
    ("...", "..."),
    ("{groupId}", "%7BgroupId%7D"),
];

async fn bench() -> (Server, Client) {
    let server = Server::start().await;
    let client = Client::builder().base_url(server.url()).credentials(Credentials::bearer("token"));
    let client = client.build().expect("the settings are fine");
    (server, client)
}

#[tokio::test]
async fn path_values_are_encoded_once() {
    let (server, client) = bench().await;
    for (value, encoded) in VALUES {
        assert_eq!((encode(value).as_str(), decode(encoded).as_deref()), (encoded, Ok(value)), "the table itself");
        server.script(Response::empty(204));
        let call = client.database_users().delete_database_user("64f1c2a9e4b0a73d5c8e2f10", value, "last");
        call.send().await.unwrap_or_else(|e| panic!("{value:?}: {e}"));
        let expected = format!("/api/atlas/v2/groups/64f1c2a9e4b0a73d5c8e2f10/databaseUsers/{encoded}/last");
        assert_eq!(server.take()[0].path, expected, "{value:?}");
    }
}

#[tokio::test]
async fn the_untyped_request_encodes_alike() {
    let (server, client) = bench().await;
    for (value, encoded) in VALUES {
        server.script(Response::empty(204));
        let call = client.request(atlas_client::Method::GET, "/api/atlas/v2/things/{thing}").path(value);
        call.send().await.unwrap_or_else(|e| panic!("{value:?}: {e}"));
        assert_eq!(server.take()[0].path, format!("/api/atlas/v2/things/{encoded}"), "{value:?}");
    }
}

#[tokio::test]
async fn query_values_arrive_as_given() {
    let (server, client) = bench().await;
    for (value, _) in VALUES {
        server.script(Response::new(200, "application/vnd.atlas.2023-01-01+json", r#"{"groupId":"g"}"#));
        let monitoring = client.monitoring_and_logs();
        let call = monitoring.get_measurements(
            "64f1c2a9e4b0a73d5c8e2f10",
            "localhost:27017",
            value,
            [value, "FTS_DISK_USAGE"],
        );
        call.send().await.unwrap_or_else(|e| panic!("{value:?}: {e}"));
        let query = server.take()[0].query.clone().unwrap_or_default();
        let mut pairs: Vec<String> = query.split('&').map(|pair| decode(&pair.replace('+', "%20")).unwrap()).collect();
        pairs.sort();
        let mut expected =
            [format!("granularity={value}"), format!("metrics={value}"), "metrics=FTS_DISK_USAGE".to_owned()];
        expected.sort();
        assert_eq!(pairs, expected);
    }
}

#[tokio::test]
async fn what_no_url_can_carry_is_refused() {
    let (server, client) = bench().await;
    let users = client.database_users();
    for value in ["", ".", ".."] {
        let group = "64f1c2a9e4b0a73d5c8e2f10";
        let outcomes = [
            users.get_database_user(value, "admin", "app").send().await.err(),
            users.get_database_user(group, value, "app").send().await.err(),
            users.delete_database_user(group, "admin", value).send().await.err(),
            users.list_database_users(value).items().try_next().await.err(),
        ];
        for (index, error) in outcomes.into_iter().enumerate() {
            let error = error.unwrap_or_else(|| panic!("{value:?} in call {index} was accepted"));
            assert_eq!(error.kind(), ErrorKind::Request, "{value:?} in call {index}: {error}");
        }
    }
    assert_eq!(server.take().len(), 0, "requests that were sent nevertheless");
}
