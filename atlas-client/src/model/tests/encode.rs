//! What is written, in both modes.

use serde_json::json;

use super::super::encode::to_vec;
use super::super::{DateTime, Json, Mode, Nullable, Secret, Utc};
use super::models::{Connection, Database, Limit, Page, Role, User};
use super::{read, write};

const FULL: &str = r#"{"username":"u","databaseName":"$external","groupId":"g","roles":[{"roleName":"r","x":1}],"labels":["a"],"lastUsedAt":null,"created":"2024-01-01T00:00:00Z","expires":"2024-12-31","password":"pw","apiToken":"t","settings":{"b":1,"a":2},"tags":{"k":"v"},"raw":[null],"count":3,"ratio":2.5,"active":true,"parent":{"username":"","databaseName":"","labels":[],"created":"1970-01-01T00:00:00Z","tags":{},"count":0,"active":false},"connection":{"type":"Kafka","name":"n"},"type":"x","links":["l"]}"#;

#[test]
fn a_full_document_is_what_was_read() {
    let user: User = read(FULL);
    assert_eq!(write(&user, Mode::Full), FULL);
    assert_eq!(serde_json::to_string(&user).expect("encodes"), FULL);
    assert_eq!(serde_json::to_value(&user).expect("encodes").to_string(), FULL);
}

#[test]
fn what_a_request_leaves_out() {
    let user: User = read(FULL);
    let expected = FULL.replace(r#","links":["l"]"#, "").replace(r#""databaseName":"","#, "");
    assert_eq!(write(&user, Mode::Request), expected);

    let user = User { connection: Some(Connection::Unknown(Json::Null)), ..User::default() };
    assert!(write(&user, Mode::Full).contains(r#""connection":null"#));
    assert!(!write(&user, Mode::Request).contains("connection"));
    let user = User { database_name: Database::Unknown("later".into()), ..User::default() };
    assert!(write(&user, Mode::Request).contains(r#""databaseName":"later""#));
}

#[test]
fn absent_is_left_out_and_null_is_written() {
    let role = Role::default();
    assert_eq!(write(&role, Mode::Full), r#"{"roleName":""}"#);
    let mut user = User { last_used_at: Nullable::Null, ..User::default() };
    assert!(write(&user, Mode::Request).contains(r#""lastUsedAt":null"#));
    user.last_used_at = Nullable::Absent;
    assert!(!write(&user, Mode::Request).contains("lastUsedAt"));
    assert_eq!(write(&vec![None, Some(1_i64)], Mode::Full), "[null,1]");
    assert_eq!(write(&None::<String>, Mode::Full), "null");
    assert_eq!(write(&(), Mode::Full), "null");
}

#[test]
fn order_of_written_fields() {
    let page: Page = read(r#"{"totalCount":1,"results":[]}"#);
    assert_eq!(write(&page, Mode::Full), r#"{"results":[],"totalCount":1}"#);
}

#[test]
fn undeclared_keys_beside_declared_ones() {
    let mut role: Role = read(r#"{"roleName":"r","x":1}"#);
    role.additional.insert("roleName".into(), 2);
    assert_eq!(write(&role, Mode::Full), r#"{"roleName":"r","x":1}"#);
}

#[test]
fn times_in_utc_without_a_needless_fraction() {
    let cases = [
        ("2024-01-02T05:04:05+02:00", "2024-01-02T03:04:05Z"),
        ("2024-01-02T03:04:05.120Z", "2024-01-02T03:04:05.120Z"),
        ("2024-01-02T03:04:05.000001Z", "2024-01-02T03:04:05.000001Z"),
    ];
    for (from, to) in cases {
        let time: DateTime<Utc> = read(&format!("{from:?}"));
        assert_eq!(write(&time, Mode::Full), format!("{to:?}"));
    }
}

#[test]
fn numbers_json_does_not_have_are_null() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(write(&value, Mode::Full), "null");
        let user = User { ratio: Some(value), ..User::default() };
        assert_eq!(serde_json::to_value(&user).expect("encodes")["ratio"], Json::Null);
    }
}

#[test]
fn secrets_are_written() {
    let user = User { password: Some(Secret::from("a\"b")), ..User::default() };
    assert!(write(&user, Mode::Request).contains(r#""password":"a\"b""#));
    assert_eq!(serde_json::to_value(&user).expect("encodes")["password"], "a\"b");
}

#[test]
fn what_nests_too_deep_is_an_error() {
    let nested =
        |depth| (1..depth).fold(User::default(), |user, _| User { parent: Some(Box::new(user)), ..User::default() });
    to_vec(&nested(127), Mode::Full).expect("can be read again");
    for depth in [129, 1_000] {
        let error = to_vec(&nested(depth), Mode::Full).expect_err("fails");
        assert_eq!(error.to_string(), "nested too deep");
        serde_json::to_string(&nested(depth)).expect_err("fails");
    }
    let raw = (0..500).fold(json!(1), |value, _| Json::Array(vec![value]));
    to_vec(&User { raw: Some(raw.clone()), ..User::default() }, Mode::Full).expect_err("fails");
    to_vec(&Limit::Unknown(raw), Mode::Full).expect_err("fails");
}

#[test]
fn all_that_can_be_read_can_be_written() {
    // The innermost object gets a list when it is written.
    let deepest = format!("{}{{}}{}", r#"{"parent":"#.repeat(125), "}".repeat(125));
    let user: User = read(&deepest);
    let again: User = read(&write(&user, Mode::Full));
    assert_eq!(again, user);
}
