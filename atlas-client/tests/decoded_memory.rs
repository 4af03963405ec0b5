//! What a JSON response can take of memory: at most eight times the limit of the client, whatever it says. Goes by what
//! Linux says; alone in its program, so that nothing else is counted.

#![cfg(all(target_os = "linux", feature = "database-users", feature = "streams"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;

use atlas_client::{Client, ErrorKind, Json, Method, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use support::{mock, respond};

const MIB: usize = 1 << 20;
const LIMIT: usize = 16 * MIB;

/// What the system says about the memory of this process, in bytes.
fn memory(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}

/// A client whose server responds with a body of just the limit: `part` again and again, between `start` and `end`.
fn client(start: &str, part: &str, end: &str) -> Client {
    let count = (LIMIT - start.len() - end.len()) / (part.len() + 1);
    let body = format!("{start}{}{part}{end}", format!("{part},").repeat(count - 1));
    let (builder, _) = mock(move |_, _| respond(200, &[("content-type", "application/json")], &body));
    builder.body_limit(LIMIT).build().unwrap()
}

async fn users(client: &Client) -> Result<usize> {
    Ok(client.database_users().list_database_users("abc").send().await?.results.len())
}

async fn connection(client: &Client) -> Result<usize> {
    client.streams().get_stream_connection("abc", "def", "ghi").send().await.map(|_| 1)
}

/// A struct that takes much more memory than its shortest text, also in a box.
#[derive(Deserialize)]
#[serde(default)]
struct Large {
    numbers: [u64; 32],
    labels: Vec<Large>,
    key: Option<Box<Large>>,
    other: Vec<Large>,
}

impl Default for Large {
    fn default() -> Self {
        Self { numbers: [1; 32], labels: Vec::new(), key: None, other: Vec::new() }
    }
}

/// A page of them, however they are nested.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    results: Vec<Large>,
    #[serde(flatten)]
    _others: BTreeMap<String, Json>,
}

async fn untyped<T: DeserializeOwned>(client: &Client) -> Result<T> {
    client.request(Method::GET, "/api/atlas/v2/x").send().await?.json()
}

const CASES: [(&str, &str, &str); 8] = [
    ("{\"results\":[", "{}", "]}"),
    ("{\"results\":[", "[]", "]}"),
    ("{\"results\":[", "1", "]}"),
    ("{\"results\":[{\"labels\":[", "{}", "]}]}"),
    ("{\"results\":[{\"labels\":[", "{\"key\":\"\"}", "]}]}"),
    ("{\"type\":\"?\",", "\"a\":1", "}"),
    ("{\"type\":\"?\",\"a\":[", "[]", "]}"),
    ("{\"type\":\"?\",\"a\":[", "{\"\":0}", "]}"),
];
/// Which case a process is about.
const CASE: &str = "ATLAS_TEST_CASE";

/// Run by the test below, in a process of its own for each case, since the peak of a process only grows.
#[tokio::test]
#[ignore = "another test runs it"]
async fn one_hostile_body() {
    let case: usize = std::env::var(CASE).unwrap().parse().unwrap();
    let (start, part, end) = CASES[case % CASES.len()];
    let client = client(start, part, end);
    // The peak so far is that of making the body.
    let before = memory("VmRSS:");
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    match case / CASES.len() {
        0 => drop(users(&client).await),
        1 => drop(connection(&client).await),
        2 => drop(untyped::<Json>(&client).await),
        3 => drop(untyped::<Page>(&client).await),
        _ => drop(untyped::<BTreeMap<String, Vec<Large>>>(&client).await),
    }
    let grown = memory("VmHWM:") - before;
    assert!(grown <= 8 * LIMIT, "{start}{part},…: {} MiB", grown / MIB);
}

#[test]
fn hostile_bodies() {
    for case in 0..5 * CASES.len() {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "one_hostile_body", "--ignored", "--nocapture"]).env(CASE, case.to_string());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[tokio::test]
async fn budget_of_a_response() {
    let error = users(&client("{\"results\":[", "{}", "]}")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("takes more than 100663296 bytes of memory"), "{error}");
    let user =
        format!(r#"{{"username":"{}","databaseName":"admin","roles":[{{"roleName":"read"}}]}}"#, "u".repeat(400));
    let client = client("{\"results\":[", &user, "]}");
    assert!(users(&client).await.unwrap() > 30_000, "an honest page of the same size");
    assert!(untyped::<Json>(&client).await.unwrap()["results"].as_array().unwrap().len() > 30_000);
}

#[tokio::test]
async fn budget_of_an_untyped_response() {
    for (start, part, end) in [("{\"results\":[", "{}", "]}"), ("{\"results\":[{\"labels\":[", "{\"key\":{}}", "]}]}")]
    {
        let error = untyped::<Page>(&client(start, part, end)).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert!(error.to_string().contains("takes more than 100663296 bytes of memory"), "{error}");
    }
    let large = format!(r#"{{"numbers":[{}1]}}"#, "1234567890123,".repeat(31));
    let page = untyped::<Page>(&client("{\"results\":[", &large, "]}")).await.unwrap();
    assert!(page.results.len() > 30_000, "an honest page of the same size");
}
