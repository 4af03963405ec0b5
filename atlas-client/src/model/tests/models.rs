//! Models as the generator writes them.

use std::collections::BTreeMap;

use super::super::{DateTime, Json, NaiveDate, Nullable, Secret, Utc, object, string_enum, union};

#[derive(Clone, Default)]
#[non_exhaustive]
pub struct User {
    pub username: String,
    pub database_name: Database,
    pub group_id: Option<String>,
    pub aws_iam_type: Option<String>,
    pub roles: Option<Vec<Role>>,
    pub labels: Vec<String>,
    pub last_used_at: Nullable<DateTime<Utc>>,
    pub created: Option<DateTime<Utc>>,
    pub expires: Option<NaiveDate>,
    pub password: Option<Secret>,
    pub api_token: Option<String>,
    pub tags: BTreeMap<String, String>,
    pub raw: Option<Json>,
    pub count: Option<i64>,
    pub ratio: Option<f64>,
    pub active: Option<bool>,
    pub parent: Option<Box<User>>,
    pub connection: Option<Connection>,
    pub r#type: Option<String>,
    pub links: Option<Vec<String>>,
}

object! {
    User {
        username: "username" required,
        database_name: "databaseName" required,
        group_id: "groupId" required write_only,
        aws_iam_type: "awsIAMType",
        roles: "roles",
        labels: "labels" required,
        last_used_at: "lastUsedAt",
        created: "created",
        expires: "expires",
        password: "password" write_only,
        api_token: "apiToken" secret,
        tags: "tags" required,
        raw: "raw",
        count: "count",
        ratio: "ratio",
        active: "active",
        parent: "parent",
        connection: "connection",
        r#type: "type",
        links: "links" read_only,
    }
}

#[derive(Clone)]
#[non_exhaustive]
pub enum Database {
    Admin,
    External,
    Unknown(String),
}

string_enum! {
    Database { Admin = "admin", External = "$external" }
}

#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Role {
    pub role_name: String,
    pub additional: BTreeMap<String, i64>,
}

object! {
    Role {
        role_name: "roleName" required,
        ..additional
    }
}

#[derive(Clone)]
#[non_exhaustive]
pub enum Connection {
    Kafka(Box<Kafka>),
    Cluster(Box<Cluster>),
    Unknown(Json),
}

union! {
    Connection by "type" {
        Kafka(Kafka) in ["Kafka"],
        Cluster(Cluster) in (ClusterType::VALUES),
    }
}

#[derive(Clone)]
#[non_exhaustive]
pub enum ClusterType {
    Cluster,
    Sharded,
    Unknown(String),
}

string_enum! {
    ClusterType { Cluster = "Cluster", Sharded = "Sharded" }
}

#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Kafka {
    pub name: Option<String>,
    pub servers: Option<String>,
}

object! {
    Kafka { name: "name", servers: "servers" }
}

#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Cluster {
    pub name: Option<String>,
    pub r#type: Option<ClusterType>,
    pub size: Option<i64>,
}

object! {
    Cluster { name: "name", r#type: "type" required, size: "size" }
}
