//! What is not accepted, and what the error says.

use super::super::Json;
use super::super::Strictness::{Strict, Tolerant};
use super::models::{ClusterType, Connection, Page, Role, Subject, User};
use super::{fail, read};

#[test]
fn path_kinds_line_and_column_of_an_error() {
    let json = "{\n \"results\": [\n  {},\n  {\"roles\": [{\"roleName\": \"a\"}, {\"roleName\": 5}]}]}";
    let error = fail::<Page>(json, Tolerant);
    assert_eq!(error.path(), "results[1].roles[1].roleName");
    assert_eq!(error.message(), "expected a string, found a number");
    assert_eq!(error.line(), 4);
    assert!((40..50).contains(&error.column()), "{error}");
    let text = error.to_string();
    assert!(text.starts_with("results[1].roles[1].roleName: expected a string, found a number at line 4 column"));
}

#[test]
fn the_path_names_keys_as_they_are() {
    let path = |json| fail::<Page>(json, Tolerant).path().to_owned();
    assert_eq!(path(r#"{"results":[{"tags":{"a b":1}}]}"#), r#"results[0].tags["a b"]"#);
    assert_eq!(path(r#"{"results":[{"tags":{"":1}}]}"#), r#"results[0].tags[""]"#);
    assert_eq!(path(r#"{"results":[{"tags":{"$external":1}}]}"#), "results[0].tags.$external");
    assert_eq!(fail::<Role>(r#"{"more":"x"}"#, Tolerant).path(), "more");
    let long = "k".repeat(1000);
    assert_eq!(path(&format!(r#"{{"results":[{{"tags":{{"{long}":1}}}}]}}"#)).len(), "results[0].tags.".len() + 100);
    assert_eq!(fail::<String>("1", Tolerant).to_string(), "expected a string, found a number at line 1 column 1");
}

#[test]
fn every_wrong_kind_is_named() {
    let cases = [
        (r#"{"username":true}"#, "expected a string, found a boolean"),
        (r#"{"username":["a"]}"#, "expected a string, found an array"),
        (r#"{"username":{"a":1}}"#, "expected a string, found an object"),
        (r#"{"databaseName":1}"#, "expected a string, found a number"),
        (r#"{"password":1}"#, "expected a string, found a number"),
        (r#"{"count":"1"}"#, "expected an integer, found a string"),
        (r#"{"count":{}}"#, "expected an integer, found an object"),
        (r#"{"count":[]}"#, "expected an integer, found an array"),
        (r#"{"ratio":"1"}"#, "expected a number, found a string"),
        (r#"{"active":"true"}"#, "expected a boolean, found a string"),
        (r#"{"active":1}"#, "expected a boolean, found a number"),
        (r#"{"labels":{}}"#, "expected an array, found an object"),
        (r#"{"labels":"a"}"#, "expected an array, found a string"),
        (r#"{"tags":[]}"#, "expected an object, found an array"),
        (r#"{"parent":"a"}"#, "expected an object, found a string"),
        (r#"{"created":1}"#, "expected a date-time string, found a number"),
        (r#"{"expires":1.5}"#, "expected a date string, found a number"),
        (r#"{"expires":"soon"}"#, "expected a date such as 2024-12-31, found another string"),
    ];
    for (json, message) in cases {
        assert_eq!(fail::<User>(json, Tolerant).message(), message, "{json}");
        // The decoder for values, which fills the variants of unions, agrees.
        assert_eq!(fail::<Subject>(json, Strict).message(), message, "{json}");
    }
}

#[test]
fn text_that_is_not_a_json_document() {
    for json in ["", " ", "{", "[1", "{} {}", "{}x", "nul", "{\"username\":\"a", "{\"a\" 1}", "\"\\ud800\""] {
        assert!(fail::<User>(json, Tolerant).line() >= 1, "{json}");
        fail::<Vec<User>>(json, Tolerant);
    }
    assert_eq!(fail::<User>("{} {}", Tolerant).message(), "trailing characters");
    assert_eq!(fail::<User>("", Tolerant).message(), "EOF while parsing a value");
    let error = super::from_slice(b"{\n \"username\": \"\xFF\"}", &mut User::default(), Tolerant).expect_err("fails");
    assert_eq!(error.to_string(), "the text is not UTF-8 at line 2 column 15");
}

#[test]
fn errors_show_no_values() {
    let cases = [
        r#"{"password":["hunter2"]}"#,
        r#"{"apiToken":{"hunter2":"hunter2"}}"#,
        r#"{"expires":"hunter2"}"#,
        r#"{"created":"hunter2"}"#,
        r#"{"count":"hunter2"}"#,
        r#"{"parent":{"password":["hunter2"]}}"#,
        r#"{"password":"hunter2" "hunter2"}"#,
    ];
    for json in cases {
        let error = fail::<User>(json, Tolerant);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        let error = serde_json::from_str::<User>(json).expect_err("fails");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
    let json = r#"{"connection":{"type":"Kafka","password":["hunter2"]}}"#;
    let error = fail::<User>(json, Strict);
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    let user = serde_json::from_str::<User>(json).expect("decodes");
    assert!(!format!("{user:?}").contains("hunter2"), "{user:?}");
}

#[test]
fn serde_errors_tell_the_path_too() {
    let error = serde_json::from_str::<Page>("{\"results\":\n[{\"count\":\"x\"}]}").expect_err("fails");
    assert!(error.to_string().starts_with("results[0].count: expected an integer, found a string at line 2 column"));
    assert_eq!(error.line(), 2);
    let error = serde_json::from_value::<Page>(serde_json::json!({"results": [1]})).expect_err("fails");
    assert_eq!(error.to_string(), "results[0]: expected an object, found a number");
}

#[test]
fn strict_decoding_misses_required_fields() {
    let full = r#"{"username":"u","databaseName":"admin","labels":[],"created":"2024-01-01T00:00:00Z","tags":{},"count":0,"active":false}"#;
    super::from_slice(full.as_bytes(), &mut User::default(), Strict).expect("has all but what is only sent");

    for name in ["username", "databaseName", "labels", "created", "tags", "count", "active"] {
        let error = fail::<User>(&full.replace(name, "other"), Strict);
        assert_eq!((error.path(), error.message()), (name, "required, but missing"));
        let mut value: serde_json::Value = read(full);
        value[name] = serde_json::Value::Null;
        let error = fail::<User>(&value.to_string(), Strict);
        assert_eq!((error.path(), error.message()), (name, "required, but null"));
    }
    let nested = fail::<User>(&full.replace("\"labels\":[]", r#""labels":[],"roles":[{}]"#), Strict);
    assert_eq!(nested.path(), "roles[0].roleName");
    let union = r#""labels":[],"connection":{"type":"Kafka","limits":[{}]}"#;
    let nested = fail::<User>(&full.replace("\"labels\":[]", union), Strict);
    assert_eq!(nested.path(), "connection.limits[0].roleName");
}

#[test]
fn unknown_things_under_strict_decoding() {
    let mut known = ClusterType::default();
    super::from_slice(br#""Later""#, &mut known, Strict).expect("is open");
    assert_eq!(known.as_str(), "Later");
    let mut role = Role::default();
    super::from_slice(br#"{"roleName":"r","later":1}"#, &mut role, Strict).expect("is open");
}

#[test]
fn deep_input_is_an_error() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    for json in [deep(r#"{"parent":"#, "}"), deep(r#"{"raw":"#, "}"), deep("{\"connection\":", "}"), deep("[", "]")] {
        fail::<User>(&json, Tolerant);
        fail::<Vec<User>>(&json, Tolerant);
        fail::<serde_json::Value>(&json, Tolerant);
    }
    let unknown = format!(r#"{{"later":{}}}"#, deep("[", "]"));
    assert_eq!(read::<User>(&unknown), User::default());
}

#[test]
fn serde_takes_null_for_no_model() {
    let expected = "null, where a value was expected";
    assert_eq!(serde_json::from_value::<User>(Json::Null).expect_err("fails").to_string(), expected);
    assert_eq!(serde_json::from_value::<ClusterType>(Json::Null).expect_err("fails").to_string(), expected);
    assert_eq!(serde_json::from_str::<User>("null").expect_err("fails").to_string(), expected);
    assert_eq!(serde_json::from_str::<Option<User>>("null").expect("decodes"), None);
    assert_eq!(serde_json::from_str::<Connection>("null").expect("decodes"), Connection::Unknown(Json::Null));
}
