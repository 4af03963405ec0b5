//! Getters and setters of unions, which do not know the variant.

use std::borrow::Cow;

use serde_json::json;

use super::super::{DateTime, Json, Map, Mode, NaiveDate, SetFields, Slot, Utc, get, set};
use super::models::{ClusterType, Connection, Limit, Role, User};
use super::{object, read, union, write};

/// A required field, which notes whether it is set.
#[derive(Clone, Default)]
struct Required {
    text: String,
    set_fields: SetFields,
}

object! { Required { text: "text" required; set_fields } }

#[derive(Clone)]
enum Holder {
    Required(Box<Required>),
    Unknown(Json),
}

union! { Holder { Required(Required) } }

fn compact(value: &dyn Slot) -> String {
    write(value, Mode::Full)
}

#[test]
fn getters_read_any_variant() {
    let kafka: Connection = read(r#"{"type":"Kafka","name":"n"}"#);
    assert_eq!((get(&kafka, "name"), get(&kafka, "type")), (Some("n"), Some("Kafka")));
    let cluster: Connection = read(r#"{"type":"Sharded","size":3}"#);
    assert_eq!((get(&cluster, "type"), get(&cluster, "size")), (Some("Sharded"), Some(3_i64)));
    assert_eq!(get::<&str>(&cluster, "name"), None);
    assert_eq!(get::<&str>(&cluster, "size"), None);
    // Through a union that is a variant.
    let limit: Limit = read(r#"{"type":"Kafka","name":"n"}"#);
    assert_eq!(get(&limit, "name"), Some("n"));
}

#[test]
fn getters_read_unknown_values() {
    let json = r#"{"type":"Later","b":true,"i":-1,"u":1,"f":0.5,"t":"2026-03-01T00:00:00Z","d":"2026-03-01"}"#;
    let later: Connection = read(json);
    assert_eq!((get(&later, "type"), get(&later, "b")), (Some("Later"), Some(true)));
    assert_eq!((get(&later, "i"), get(&later, "u"), get(&later, "f")), (Some(-1_i64), Some(1_u64), Some(0.5)));
    let time: Option<DateTime<Utc>> = get(&later, "t");
    assert_eq!(time.map(|time| time.to_string()).as_deref(), Some("2026-03-01 00:00:00 UTC"));
    let date: Option<NaiveDate> = get(&later, "d");
    assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2026-03-01"));
    assert_eq!((get::<i64>(&later, "t"), get::<bool>(&later, "missing")), (None, None));
}

#[test]
fn unset_fields_have_no_value() {
    let cluster: Connection = read(r#"{"type":"Sharded"}"#);
    assert_eq!((get::<&str>(&cluster, "name"), get::<i64>(&cluster, "size")), (None, None));
    // Also a required one that the response lacked.
    let holder: Holder = read("{}");
    assert_eq!(get::<&str>(&holder, "text"), None);
    let holder: Holder = read(r#"{"text":""}"#);
    assert_eq!(get(&holder, "text"), Some(""));
}

#[test]
fn getters_lend_models_and_lists() {
    let limit: Limit = read(r#"{"type":"Kafka","limits":{"unit":"B","mode":"soft"}}"#);
    let limits: Option<Cow<'_, Limit>> = get(&limit, "limits");
    assert!(matches!(limits, Some(Cow::Borrowed(Limit::Bytes(_)))), "{limits:?}");
    assert_eq!(get::<Cow<'_, User>>(&limit, "limits"), None);
    // From a value that no variant holds they are decoded.
    let later: Connection = read(r#"{"type":"Later","roles":[{"roleName":"read"}],"raw":{"a":1}}"#);
    let roles: Option<Cow<'_, Vec<Role>>> = get(&later, "roles");
    assert_eq!(roles.as_deref().map(|roles| roles[0].role_name.as_str()), Some("read"));
    assert_eq!(get::<Cow<'_, Vec<i64>>>(&later, "roles"), None);
    let raw: Option<Cow<'_, Map<Json>>> = get(&later, "raw");
    assert_eq!(raw.as_deref(), Some(&json!({"a":1}).into()));
}

#[test]
fn setters_reach_any_variant() {
    let mut cluster: Connection = read(r#"{"type":"Sharded","size":3}"#);
    set(&mut cluster, "name", "n".to_owned());
    set(&mut cluster, "size", 4_i64);
    // The enum of a variant takes the string of another one, also an unknown one.
    set(&mut cluster, "type", "Cluster".to_owned());
    assert_eq!(compact(&cluster), r#"{"name":"n","type":"Cluster","size":4}"#);
    // What has another type or does not exist stays.
    set(&mut cluster, "later", true);
    assert_eq!(compact(&cluster), r#"{"name":"n","type":"Cluster","size":4}"#);
    // A string takes an enum; through a union that is a variant.
    let mut limit: Limit = read(r#"{"type":"Kafka","name":"n"}"#);
    set(&mut limit, "name", ClusterType::Sharded);
    set(&mut limit, "limits", Limit::Text("t".to_owned()));
    assert_eq!(compact(&limit), r#"{"type":"Kafka","name":"Sharded","limits":"t"}"#);
}

#[test]
fn set_fields_of_variants_are_sent() {
    let mut holder: Holder = read("{}");
    assert_eq!(compact(&holder), "{}");
    set(&mut holder, "text", String::new());
    assert_eq!(compact(&holder), r#"{"text":""}"#);
}

#[test]
fn setters_change_unknown_objects() {
    let mut later: Connection = read(r#"{"type":"Later","b":true}"#);
    set(&mut later, "b", false);
    set(&mut later, "roles", vec![Role { role_name: "read".to_owned(), ..Role::default() }]);
    assert_eq!(compact(&later), r#"{"type":"Later","b":false,"roles":[{"roleName":"read"}]}"#);
    let mut text = Connection::Unknown(json!(5));
    set(&mut text, "b", false);
    assert_eq!(compact(&text), "5");
    let mut many: Limit = read(r#"[{"roleName":"read"}]"#);
    set(&mut many, "b", false);
    assert_eq!(compact(&many), r#"[{"roleName":"read"}]"#);
}
