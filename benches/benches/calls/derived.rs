//! The models of the two calls as a program would write them without this client.

use chrono::{DateTime, Utc};
use serde::Deserialize;

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
