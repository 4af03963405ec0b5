//! Responses with database users.

use serde_json::{Value, json};

pub(crate) const GROUP: &str = "32b6e34b3d91647abb20e7b8";

/// One user, half a kilobyte.
pub(crate) fn user(number: usize) -> Value {
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

/// A page of 100 users, 58 kB.
pub(crate) fn page() -> String {
    let users: Vec<Value> = (0..100).map(user).collect();
    json!({ "links": [], "results": users, "totalCount": 100 }).to_string()
}
