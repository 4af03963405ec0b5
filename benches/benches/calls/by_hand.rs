//! The two calls as a program would write them without this client.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::ACCEPT;
use serde::Deserialize;

const VERSION: &str = "application/vnd.atlas.2023-01-01+json";

/// A client with the operations that the program needs.
pub(crate) struct ByHand {
    client: reqwest::Client,
    base: String,
}

impl ByHand {
    pub(crate) fn new(base: &str) -> Self {
        let client = reqwest::Client::builder()
            .user_agent("by-hand/1.0")
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self { client, base: base.to_owned() }
    }

    pub(crate) async fn get_database_user(&self, group: &str, database: &str, user: &str) -> reqwest::Result<User> {
        let url = format!("{}/api/atlas/v2/groups/{group}/databaseUsers/{database}/{user}", self.base);
        let request = self.client.get(url).header(ACCEPT, VERSION).bearer_auth("token");
        request.send().await?.error_for_status()?.json().await
    }

    pub(crate) async fn list_database_users(&self, group: &str) -> reqwest::Result<Page> {
        let url = format!("{}/api/atlas/v2/groups/{group}/databaseUsers", self.base);
        let request = self.client.get(url).header(ACCEPT, VERSION).bearer_auth("token");
        request.send().await?.error_for_status()?.json().await
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct Page {
    #[serde(default)]
    links: Vec<Link>,
    results: Vec<User>,
    total_count: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct User {
    #[serde(rename = "awsIAMType")]
    aws_iam_type: Option<AuthType>,
    database_name: String,
    delete_after_date: Option<DateTime<Utc>>,
    description: Option<String>,
    group_id: Option<String>,
    #[serde(default)]
    labels: Vec<Label>,
    ldap_auth_type: Option<AuthType>,
    #[serde(default)]
    links: Vec<Link>,
    oidc_auth_type: Option<AuthType>,
    password: Option<String>,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default)]
    scopes: Vec<Scope>,
    username: String,
    #[serde(rename = "x509Type")]
    x509_type: Option<AuthType>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum AuthType {
    None,
    User,
    Role,
    Group,
    IdpGroup,
    Managed,
    Customer,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct Label {
    key: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct Link {
    href: Option<String>,
    rel: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct Role {
    #[serde(rename = "collectionName")]
    collection: Option<String>,
    #[serde(rename = "databaseName")]
    database: String,
    #[serde(rename = "roleName")]
    name: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what a program could read")]
pub(crate) struct Scope {
    name: String,
    #[serde(rename = "type")]
    kind: ScopeType,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ScopeType {
    Cluster,
    DataLake,
    Stream,
    #[serde(other)]
    Other,
}
