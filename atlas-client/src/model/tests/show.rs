//! `Debug` and `PartialEq`.

use super::super::Secret;
use super::models::{Connection, Database, Role, User};
use super::read;

#[test]
fn json_names_of_present_fields_in_debug() {
    let user = User { username: "u".into(), count: 1, ..User::default() };
    assert_eq!(
        format!("{user:?}"),
        r#"User { username: "u", databaseName: "", labels: [], created: 1970-01-01T00:00:00Z, tags: {}, count: 1, active: false }"#
    );
    let role: Role = read(r#"{"roleName":"r","x":1}"#);
    assert_eq!(format!("{role:?}"), r#"Role { roleName: "r", additional: {"x": 1} }"#);
    assert_eq!(format!("{role:#?}"), "Role {\n    roleName: \"r\",\n    additional: {\n        \"x\": 1,\n    },\n}");
    assert_eq!(format!("{:?}", Database::External), r#""$external""#);
}

#[test]
fn debug_shows_no_secret() {
    let user: User = read(
        r#"{"password":"hunter2","apiToken":"hunter2","settings":{"hunter2":["hunter2"]},
            "connection":{"type":"Kafka","password":"hunter2","limits":{"type":"Later"}}}"#,
    );
    let text = format!("{user:?} {user:#?}");
    assert!(!text.contains("hunter2"), "{text}");
    assert!(text.contains("password: <redacted>") && text.contains("settings: <redacted>"), "{text}");
    assert_eq!(format!("{:?}", Secret::from("hunter2")), "Secret(..)");
}

#[test]
fn shape_of_unknown_values_in_debug() {
    let show = |json: &str| format!("{:?}", read::<Connection>(json));
    assert_eq!(show(r#"{"type":"Later","token":"hunter2"}"#), r#"Unknown({"type", "token"})"#);
    assert_eq!(show(r#"["hunter2"]"#), "Unknown(<array of 1>)");
    assert_eq!(show(r#""hunter2""#), "Unknown(<string>)");
    assert_eq!(show("1234"), "Unknown(<number>)");
    assert_eq!(show("null"), "Unknown(null)");
    assert_eq!(show(r#"{"type":"Kafka","name":"n"}"#), r#"Kafka(Kafka { name: "n" })"#);
}

#[test]
fn values_differ_when_a_field_does() {
    let user: User = read(r#"{"labels":["a"],"tags":{"a":"b"},"raw":1,"ratio":0.5,"password":"p","lastUsedAt":null}"#);
    assert_eq!(user, user.clone());
    for json in [
        r#"{"labels":["b"]}"#,
        r#"{"labels":["a","b"]}"#,
        r#"{"labels":[]}"#,
        r#"{"tags":{"a":"c"}}"#,
        r#"{"tags":{"b":"b"}}"#,
        r#"{"tags":{}}"#,
        r#"{"raw":2}"#,
        r#"{"raw":null}"#,
        r#"{"ratio":0.25}"#,
        r#"{"password":"q"}"#,
        r#"{"lastUsedAt":"2024-01-01T00:00:00Z"}"#,
        r#"{"parent":{}}"#,
    ] {
        let mut other = user.clone();
        super::from_slice(json.as_bytes(), &mut other, super::Strictness::Tolerant).expect("decodes");
        assert_ne!(user, other, "{json}");
    }
    let nan = User { ratio: Some(f64::NAN), ..User::default() };
    assert_ne!(nan, nan.clone());
}
