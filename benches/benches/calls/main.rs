//! What a whole call costs over loopback, with its allocations: with the client, and written by hand with reqwest and
//! serde.
//!
//! ```sh
//! cargo bench --package benches --bench calls
//! ```
//!
//! The server is a thread that writes a response made before, so that little but the client is measured. One that is
//! written by hand does less: no retries, no limits, no spans, no second look at the URL.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod by_hand;
mod server;

use atlas_client::{Client, Credentials};
use divan::{AllocProfiler, Bencher, black_box};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use self::by_hand::ByHand;
use self::server::serve;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const GROUP: &str = "32b6e34b3d91647abb20e7b8";

fn main() {
    divan::main();
}

fn user(number: usize) -> Value {
    json!({
        "awsIAMType": "NONE",
        "databaseName": "admin",
        "deleteAfterDate": "2026-03-20T00:00:00Z",
        "description": "Checkout service",
        "groupId": GROUP,
        "labels": [{ "key": "team", "value": "checkout" }, { "key": "stage", "value": "production" }],
        "ldapAuthType": "NONE",
        "links": [{ "href": format!("https://cloud.example.com/api/atlas/v2/users/{number}"), "rel": "self" }],
        "oidcAuthType": "NONE",
        "roles": [
            { "collectionName": "orders", "databaseName": "sales", "roleName": "readWrite" },
            { "databaseName": "stock", "roleName": "read" },
        ],
        "scopes": [{ "name": "main", "type": "CLUSTER" }],
        "username": format!("user-{number}"),
        "x509Type": "NONE",
    })
}

/// A response of half a kilobyte.
fn small() -> String {
    user(7).to_string()
}

/// A response of 58 kB.
fn page() -> String {
    let users: Vec<Value> = (0..100).map(user).collect();
    json!({ "links": [], "results": users, "totalCount": 100 }).to_string()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn client(url: &str) -> Client {
    Client::builder().credentials(Credentials::bearer("token")).base_url(url).build().unwrap()
}

#[divan::bench]
fn small_client(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (client(&serve(&small())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async {
            black_box(client.database_users().get_database_user(GROUP, "admin", "user-7").send().await.unwrap());
        });
    });
}

#[divan::bench]
fn small_by_hand(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (ByHand::new(&serve(&small())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async { black_box(client.get_database_user(GROUP, "admin", "user-7").await.unwrap()) });
    });
}

#[divan::bench]
fn page_client(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (client(&serve(&page())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async {
            black_box(client.database_users().list_database_users(GROUP).send().await.unwrap());
        });
    });
}

#[divan::bench]
fn page_by_hand(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (ByHand::new(&serve(&page())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async { black_box(client.list_database_users(GROUP).await.unwrap()) });
    });
}
