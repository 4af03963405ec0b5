//! The public `testing` module: scripts, recorded requests, errors made by hand, all below the real client.

#![cfg(all(feature = "testing", feature = "database-users", feature = "programmatic-api-keys"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use atlas_client::models::{CloudDatabaseUser, DatabaseUserRole, PaginatedApiAtlasDatabaseUserView};
use atlas_client::testing::{ErrorBuilder, Mock, response};
use atlas_client::transport::Body;
use atlas_client::{Client, Credentials, Error, ErrorKind, Json, Method, Wait};
use serde_json::json;

const GROUP: &str = "32b6e34b3d91647abb20e7b8";

fn user(name: &str) -> CloudDatabaseUser {
    let role = DatabaseUserRole::default().with_role_name("read").with_database_name("db");
    CloudDatabaseUser::default().with_username(name).with_database_name("admin").with_group_id(GROUP).with_roles([role])
}

async fn names(client: &Client, size: i64) -> Vec<String> {
    let list = client.database_users().list_database_users(GROUP).items_per_page(size).items();
    list.all().await.unwrap().into_iter().map(|user| user.username).collect()
}

fn panic_of(code: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(code)).unwrap_err();
    panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap()
}

#[tokio::test(start_paused = true)]
async fn responses_in_order_and_the_last_again() {
    let mock = Mock::new();
    mock.on("getDatabaseUser").json(&user("one")).json(&user("two")).with_status(203);
    let client = mock.client();
    for (name, status) in [("one", 200), ("two", 203), ("two", 203)] {
        let response = client.database_users().get_database_user(GROUP, "admin", "x").send_full().await.unwrap();
        assert_eq!((response.body().username.as_str(), response.status().as_u16()), (name, status));
        assert_eq!(response.headers()["content-type"], "application/vnd.atlas.2023-01-01+json");
    }
    // What is added now comes next.
    mock.on("getDatabaseUser").json(&user("three")).json(&user("four"));
    assert!(panic_of(|| mock.assert_all_used()).contains("getDatabaseUser"));
    for name in ["three", "four", "four"] {
        let get = client.database_users().get_database_user(GROUP, "admin", "x");
        assert_eq!(get.send().await.unwrap().username, name);
    }
    mock.assert_all_used();
}

#[tokio::test(start_paused = true)]
async fn recorded_requests() {
    let mock = Mock::new();
    mock.on("createDatabaseUser").json(&user("a b")).with_status(201);
    mock.on("GET /api/atlas/v2/groups/{groupId}/logs/{name}.gz").bytes("application/gzip", "log");
    let client = mock.client();
    client.database_users().create_database_user(GROUP, user("a b")).with_header("x-id", "7").send().await.unwrap();
    let log = client.request(Method::GET, "/api/atlas/v2/groups/{groupId}/logs/{name}.gz").path(GROUP).path("a/b");
    let log = log.query("q", "1 2").query("q", "3").send().await.unwrap();
    assert_eq!(
        (log.body().as_ref(), &log.headers()["content-type"]),
        (&b"log"[..], &"application/gzip".parse().unwrap())
    );

    let requests = mock.requests();
    let [create, get] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((create.operation(), create.method()), (Some("createDatabaseUser"), &Method::POST));
    assert_eq!(create.path(), format!("/api/atlas/v2/groups/{GROUP}/databaseUsers"));
    assert_eq!((create.path_value("groupId").as_deref(), create.header("x-id")), (Some(GROUP), Some("7")));
    assert_eq!(
        (create.json()["username"].as_str(), create.json()["roles"][0]["roleName"].as_str()),
        (Some("a b"), Some("read"))
    );
    assert_eq!((get.operation(), get.path_value("name").as_deref(), get.json()), (None, Some("a/b"), Json::Null));
    assert_eq!((get.query("q").as_deref(), get.query_all("q")), (Some("1 2"), vec!["1 2".to_owned(), "3".to_owned()]));
    assert_eq!(mock.requests_of("createDatabaseUser").len(), 1);
    assert!(mock.requests_of("deleteDatabaseUser").is_empty());
    assert!(!format!("{requests:?} {mock:?}").contains("Bearer"));
}

#[tokio::test(start_paused = true)]
async fn items_in_pages() {
    let mock = Mock::new();
    mock.on("listDatabaseUsers").items((0..5).map(|number| user(&number.to_string())));
    assert_eq!(names(&mock.client(), 2).await, ["0", "1", "2", "3", "4"]);
    let pages: Vec<_> = mock.requests().iter().map(|request| request.query("pageNum")).collect();
    assert_eq!(pages, [None, Some("2".into()), Some("3".into())]);
    let page = mock.client().database_users().list_database_users(GROUP).items_per_page(2).include_count(false);
    let page = page.send().await.unwrap();
    assert_eq!((page.results.len(), page.total_count), (2, None));
    // Below a gateway's path as well.
    let gateway = mock.builder().base_url("https://gateway.example/atlas").build().unwrap();
    assert_eq!(names(&gateway, 3).await.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn models_that_occur_in_responses_only() {
    let mut page = PaginatedApiAtlasDatabaseUserView::default();
    page.results = vec![user("ada")];
    page.total_count = Some(250);
    let mock = Mock::new();
    mock.on("listDatabaseUsers").json(&page);
    let page = mock.client().database_users().list_database_users(GROUP).send().await.unwrap();
    assert_eq!((page.results[0].username.as_str(), page.total_count), ("ada", Some(250)));
}

#[tokio::test(start_paused = true)]
async fn failures_are_retried_as_in_production() {
    let mock = Mock::new();
    mock.on("getDatabaseUser").error(503, "BUSY").broken_connection().no_connection().json(&user("x"));
    mock.on("createDatabaseUser").error(429, "RATE_LIMITED").with_header("retry-after", "3").broken_connection();
    mock.on("deleteDatabaseUser").status(204).with_delay(Duration::from_secs(90)).status(204);
    let (client, started) = (mock.client(), tokio::time::Instant::now());
    let users = client.database_users();
    let got = users.get_database_user(GROUP, "admin", "x").send_full().await.unwrap();
    assert_eq!((got.attempts(), started.elapsed()), (4, Duration::ZERO));
    let error = users.create_database_user(GROUP, user("x")).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.may_have_been_applied()), (ErrorKind::Io, 2, true));
    assert!(started.elapsed() >= Duration::from_secs(3));
    users.delete_database_user(GROUP, "admin", "x").send().await.unwrap();
    assert_eq!(mock.requests_of("deleteDatabaseUser").len(), 2);
    mock.assert_all_used();
}

#[tokio::test(start_paused = true)]
async fn errors_of_atlas() {
    let mock = Mock::new();
    mock.on("getDatabaseUser").error(404, "USERNAME_NOT_FOUND");
    let users = mock.client();
    let error = users.database_users().get_database_user(GROUP, "admin", "x").send().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.code(), error.operation()), (Some("USERNAME_NOT_FOUND"), "getDatabaseUser"));
    assert_eq!(error.api().and_then(|api| api.reason.as_deref()), Some("Not Found"));
}

#[tokio::test(start_paused = true)]
async fn credentials_of_each_kind() {
    let mock = Mock::new();
    mock.on("getDatabaseUser").json(&user("x"));
    let account = Credentials::service_account("id", "secret");
    for credentials in [Credentials::bearer("t"), account, Credentials::anonymous()] {
        let client = mock.builder().credentials(credentials).build().unwrap();
        client.database_users().get_database_user(GROUP, "admin", "x").send().await.unwrap();
    }
    let sent: Vec<_> =
        mock.requests().iter().map(|request| request.header("authorization").map(str::to_owned)).collect();
    assert_eq!(sent, [Some("Bearer t".to_owned()), Some("Bearer test".to_owned()), None]);
    assert_eq!(mock.requests_of("POST /api/oauth/token").len(), 1);
    mock.on("POST /api/oauth/token").json(&json!({ "error": "invalid_client" })).with_status(401);
    let client = mock.builder().credentials(Credentials::service_account("id", "other")).build().unwrap();
    let error = client.database_users().get_database_user(GROUP, "admin", "x").send().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Credentials, Some("invalid_client")));
}

#[tokio::test(start_paused = true)]
async fn responses_made_from_requests() {
    let mock = Mock::new();
    mock.on("getDatabaseUser").respond(|request| {
        let name = request.path_value("username").unwrap();
        http::Response::new(Body::from(json!({ "username": name.to_uppercase() }).to_string()))
    });
    let got = mock.client().database_users().get_database_user(GROUP, "admin", "ada").send().await.unwrap();
    assert_eq!(got.username, "ADA");
}

#[tokio::test(start_paused = true)]
async fn closest_of_two_templates() {
    let mock = Mock::new();
    mock.on("GET /api/{a}/{b}").json("any");
    mock.on("GET /api/x/{b}").json("x");
    for (path, expected) in [("/api/x/1", "x"), ("/api/y/1", "any")] {
        let response = mock.client().request(Method::GET, path).send().await.unwrap();
        assert_eq!(response.json::<String>().unwrap(), expected);
    }
}

#[test]
fn mistakes_of_a_test() {
    let mock = Mock::new();
    assert!(panic_of(|| drop(mock.on("getNobody"))).contains("no operation `getNobody`"));
    assert!(panic_of(|| drop(mock.on("getDatabaseUser").with_status(201))).contains("add one first"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let call = mock.client().database_users().delete_database_user(GROUP, "admin", "x").send();
    let panic = panic_of(|| drop(runtime.block_on(call)));
    assert!(panic.contains(&format!("DELETE /api/atlas/v2/groups/{GROUP}/databaseUsers/admin/x")), "{panic}");
    mock.on("getDatabaseUser").json(&user("x")).json(&user("y"));
    mock.on("listDatabaseUsers").status(200);
    runtime.block_on(mock.client().database_users().get_database_user(GROUP, "admin", "x").send()).unwrap();
    let panic = panic_of(|| mock.assert_all_used());
    assert!(panic.ends_with("not used: getDatabaseUser, listDatabaseUsers"), "{panic}");
}

#[tokio::test(start_paused = true)]
async fn waits_look_past_errors_made_by_hand() {
    for kind in [ErrorKind::Connect, ErrorKind::Timeout, ErrorKind::Io] {
        let mut looks = 0;
        let look = || {
            looks += 1;
            std::future::ready(if looks < 3 { Err(ErrorBuilder::kind(kind).build()) } else { Ok(looks) })
        };
        assert_eq!(Wait::default().until(look, |_| true).await.unwrap(), 3, "{kind:?}");
    }
}

#[test]
fn errors_made_by_hand() {
    let built = ErrorBuilder::status(429)
        .with_code("RATE_LIMITED")
        .with_detail("slow down")
        .with_header("retry-after", "7")
        .with_operation("createDatabaseUser")
        .with_attempts(3)
        .build();
    assert!(built.is_rate_limited());
    assert_eq!(
        (built.code(), built.retry_after(), built.attempts()),
        (Some("RATE_LIMITED"), Some(Duration::from_secs(7)), 3)
    );
    let text = built.to_string();
    assert!(text.starts_with("createDatabaseUser: ") && text.contains("slow down"), "{text}");
    let broken: Error = ErrorBuilder::kind(ErrorKind::Io).with_detail("reset").with_maybe_applied(true).build();
    assert!(broken.may_have_been_applied() && broken.status().is_none());
    assert_eq!(broken.to_string(), "reset (may have been applied)");
    let response = response(202, user("ada"));
    assert_eq!((response.status().as_u16(), response.into_body().username.as_str()), (202, "ada"));
}
