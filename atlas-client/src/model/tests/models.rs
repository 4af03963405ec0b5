//! Models as the generator writes them.
#![allow(unreachable_pub, reason = "the macros write `pub`")]

use super::super::{DateTime, Json, Map, NaiveDate, Nullable, Secret, SetFields, Utc};
use super::{object, string_enum, union};

/// One field of every kind.
#[derive(Clone, Default)]
pub(super) struct User {
    pub(super) username: String,
    pub(super) database_name: Database,
    pub(super) group_id: Option<String>,
    pub(super) roles: Option<Vec<Role>>,
    pub(super) labels: Vec<String>,
    pub(super) last_used_at: Nullable<DateTime<Utc>>,
    pub(super) created: DateTime<Utc>,
    pub(super) expires: Option<NaiveDate>,
    pub(super) password: Option<Secret>,
    pub(super) api_token: Option<String>,
    pub(super) settings: Option<Json>,
    pub(super) tags: Map<String>,
    pub(super) raw: Option<Json>,
    pub(super) count: i64,
    pub(super) ratio: Option<f64>,
    pub(super) active: bool,
    pub(super) parent: Option<Box<User>>,
    pub(super) connection: Option<Connection>,
    pub(super) r#type: Option<String>,
    pub(super) links: Option<Vec<String>>,
}

object! {
    User {
        username: "username" required,
        database_name: "databaseName" required,
        group_id: "groupId" required write_only,
        roles: "roles",
        labels: "labels" required,
        last_used_at: "lastUsedAt",
        created: "created" required,
        expires: "expires",
        password: "password" write_only,
        api_token: "apiToken" secret,
        settings: "settings" secret,
        tags: "tags" required,
        raw: "raw",
        count: "count" required,
        ratio: "ratio",
        active: "active" required,
        parent: "parent",
        connection: "connection",
        r#type: "type",
        links: "links" read_only,
    }
}

/// One variant that takes every object: what it holds went through the decoder for values.
#[derive(Clone)]
pub(super) enum Subject {
    User(Box<User>),
    Unknown(Json),
}

union! {
    Subject { User(User) }
}

/// Properties and undeclared keys.
#[derive(Clone, Default)]
pub(super) struct Role {
    pub(super) role_name: String,
    pub(super) additional: Map<i64>,
}

object! {
    Role {
        role_name: "roleName" required,
        ..additional
    }
}

#[derive(Clone, Default)]
pub(super) struct Page {
    pub(super) results: Vec<User>,
    pub(super) total_count: Option<i64>,
}

object! {
    Page { results: "results" required, total_count: "totalCount" }
}

#[derive(Clone, Default)]
pub(super) struct Empty {}

object! { Empty {} }

#[derive(Clone)]
pub(super) enum Database {
    Admin,
    External,
    Unknown(String),
}

string_enum! {
    Database { Admin = "admin", External = "$external" }
}

#[derive(Clone)]
pub(super) enum ClusterType {
    Cluster,
    Sharded,
    Unknown(String),
}

string_enum! {
    ClusterType { Cluster = "Cluster", Sharded = "Sharded" }
}

/// Told apart by one property; `Kafka` does not declare it.
#[derive(Clone)]
pub(super) enum Connection {
    Kafka(Box<Kafka>),
    Cluster(Box<Cluster>),
    Sample(Box<Sample>),
    Unknown(Json),
}

union! {
    Connection by "type" {
        Kafka(Kafka) in ["Kafka"],
        Cluster(Cluster) in (ClusterType::VALUES),
        Sample(Sample) in ["Sample"],
    }
}

#[derive(Clone, Default)]
pub(super) struct Kafka {
    pub(super) name: Option<String>,
    pub(super) password: Option<Secret>,
    pub(super) limits: Option<Limit>,
}

object! {
    Kafka { name: "name", password: "password", limits: "limits" }
}

#[derive(Clone, Default)]
pub(super) struct Cluster {
    pub(super) name: Option<String>,
    pub(super) r#type: ClusterType,
    pub(super) size: Option<i64>,
}

object! {
    Cluster { name: "name", r#type: "type" required, size: "size" }
}

/// Its tag is read-only and an ordinary string.
#[derive(Clone, Default)]
pub(super) struct Sample {
    pub(super) r#type: String,
    pub(super) id: Option<String>,
}

object! {
    Sample { r#type: "type" required read_only, id: "id" read_only }
}

/// Told apart by clauses, keys and JSON kinds; a variant is a union itself.
#[derive(Clone)]
pub(super) enum Limit {
    Bytes(Box<Bytes>),
    Items(Box<Items>),
    ItemsAndMore(Box<ItemsAndMore>),
    Connection(Box<Connection>),
    Text(String),
    Many(Vec<Role>),
    Other(Vec<Role>),
    Unknown(Json),
}

union! {
    Limit {
        Bytes(Bytes) when "unit" in ["B"] when "mode" in ["soft", "hard"],
        Items(Items),
        ItemsAndMore(ItemsAndMore),
        Connection(Connection),
        Text(String),
        Many(Vec<Role>; shared),
        Other(Vec<Role>; shared),
    }
}

/// A variant of itself, by way of another union.
#[derive(Clone)]
pub(super) enum Cyclic {
    Own(Box<Cycle>),
    Items(Box<Items>),
    Unknown(Json),
}

union! {
    Cyclic { Own(Cycle), Items(Items) }
}

#[derive(Clone)]
pub(super) enum Cycle {
    Own(Box<Cyclic>),
    Unknown(Json),
}

union! {
    Cycle { Own(Cyclic) }
}

#[derive(Clone, Default)]
pub(super) struct Bytes {
    pub(super) unit: Option<String>,
    pub(super) mode: Option<String>,
    pub(super) size: Option<i64>,
}

object! {
    Bytes { unit: "unit", mode: "mode", size: "size" }
}

#[derive(Clone, Default)]
pub(super) struct Items {
    pub(super) unit: Option<String>,
    pub(super) count: Option<i64>,
}

object! {
    Items { unit: "unit", count: "count" }
}

#[derive(Clone, Default)]
pub(super) struct ItemsAndMore {
    pub(super) unit: Option<String>,
    pub(super) count: Option<i64>,
    pub(super) more: String,
    pub(super) even_more: Option<i64>,
}

object! {
    ItemsAndMore { unit: "unit", count: "count", more: "more" required, even_more: "evenMore" }
}

/// Variants of every JSON kind but a boolean.
#[derive(Clone)]
pub(super) enum Mixed {
    Int(i64),
    Time(DateTime<Utc>),
    List(Vec<i64>),
    Bytes(Box<Bytes>),
    Unknown(Json),
}

union! {
    Mixed { Int(i64), Time(DateTime<Utc>), List(Vec<i64>), Bytes(Bytes) }
}

#[derive(Clone)]
pub(super) enum Number {
    Float(f64),
    Int(i64),
    Unknown(Json),
}

union! {
    Number { Float(f64), Int(i64) }
}

#[derive(Clone, Default)]
pub(super) struct Counted {
    pub(super) size: Option<i64>,
}

object! { Counted { size: "size" } }

#[derive(Clone, Default)]
pub(super) struct Named {
    pub(super) size: Option<String>,
}

object! { Named { size: "size" } }

/// The same keys with values of different kinds.
#[derive(Clone)]
pub(super) enum Similar {
    Counted(Counted),
    Named(Named),
    Unknown(Json),
}

union! {
    Similar { Counted(Counted), Named(Named) }
}

/// An enum that knows the empty value.
#[derive(Clone)]
pub(super) enum Style {
    Empty,
    Solid,
    Unknown(String),
}

string_enum! { Style { Empty = "", Solid = "solid" } }

/// A variant with the name of an associated type of the traits.
#[derive(Clone)]
pub(super) enum Level {
    Err,
    Unknown(String),
}

string_enum! { Level { Err = "err" } }

#[derive(Clone, Default)]
pub(super) struct Line {
    pub(super) style: Option<Style>,
    pub(super) kind: Option<Database>,
}

object! { Line { style: "style", kind: "kind" } }

/// Told apart by a number.
#[derive(Clone)]
pub(super) enum Grade {
    Low(Box<LowGrade>),
    High(Box<HighGrade>),
    Unknown(Json),
}

union! {
    Grade by "level" {
        Low(LowGrade) in {["1"]},
        High(HighGrade) in {["2", "3"]},
    }
}

#[derive(Clone, Default)]
pub(super) struct LowGrade {
    pub(super) level: i64,
    pub(super) set: SetFields,
}

object! {
    LowGrade { level: "level" required, ; set }
}

#[derive(Clone, Default)]
pub(super) struct HighGrade {
    pub(super) level: Option<i64>,
}

object! {
    HighGrade { level: "level" }
}

/// A run that has an end, which can still be open, or one that has none.
#[derive(Clone)]
pub(super) enum Run {
    Bounded(Box<BoundedRun>),
    Endless(Box<EndlessRun>),
    Unknown(Json),
}

union! {
    Run {
        Bounded(BoundedRun),
        Endless(EndlessRun),
    }
}

#[derive(Clone, Default)]
pub(super) struct BoundedRun {
    pub(super) id: String,
    pub(super) end: Nullable<String>,
    pub(super) set: SetFields,
}

object! {
    BoundedRun { id: "id" required, end: "end" required, ; set }
}

#[derive(Clone, Default)]
pub(super) struct EndlessRun {
    pub(super) id: String,
    pub(super) set: SetFields,
}

object! {
    EndlessRun { id: "id" required, ; set }
}
