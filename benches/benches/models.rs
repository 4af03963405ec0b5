//! How long models take between JSON and Rust: a page of 100 database users, beside untyped JSON.

use atlas_client::models::PaginatedApiAtlasDatabaseUserView as Page;
use divan::{Bencher, black_box, counter::BytesCount};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

fn page() -> String {
    let user = |i: usize| {
        json!({
            "awsIAMType": "NONE",
            "databaseName": "admin",
            "deleteAfterDate": "2026-03-20T00:00:00Z",
            "description": "Checkout service",
            "labels": [{ "key": "team", "value": "checkout" }, { "key": "stage", "value": "production" }],
            "ldapAuthType": "NONE",
            "links": [{ "href": format!("https://cloud.example.com/api/atlas/v2/users/{i}"), "rel": "self" }],
            "oidcAuthType": "NONE",
            "roles": [
                { "collectionName": "orders", "databaseName": "sales", "roleName": "readWrite" },
                { "databaseName": "stock", "roleName": "read" },
            ],
            "scopes": [{ "name": "main", "type": "CLUSTER" }],
            "username": format!("user-{i}"),
            "x509Type": "NONE",
        })
    };
    let users: Vec<Value> = (0..100).map(user).collect();
    json!({ "links": [], "results": users, "totalCount": 100 }).to_string()
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    let text = page();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_str::<Page>(black_box(&text)).expect("a page"));
}

#[divan::bench]
fn decode_untyped(bencher: Bencher<'_, '_>) {
    let text = page();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_str::<Value>(black_box(&text)).expect("JSON"));
}

#[divan::bench]
fn encode(bencher: Bencher<'_, '_>) {
    let text = page();
    let page: Page = serde_json::from_str(&text).expect("a page");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| serde_json::to_string(black_box(&page)).expect("JSON"));
}

#[divan::bench]
fn encode_untyped(bencher: Bencher<'_, '_>) {
    let text = page();
    let page: Value = serde_json::from_str(&text).expect("JSON");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| serde_json::to_string(black_box(&page)).expect("JSON"));
}
