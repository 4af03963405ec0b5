//! What is accepted, and what it becomes.

use serde_json::json;

use super::super::decode::{from_slice, response};
use super::super::{DateTime, Json, Map, Mode, NaiveDate, Nullable, Secret, Slot, Strictness, Utc};
use super::models::{Connection, Database, Empty, Page, Role, Subject, User};
use super::{fail, read, write};

#[test]
fn everything_missing_keeps_the_default() {
    assert_eq!(read::<User>("{}"), User::default());
    assert_eq!(read::<User>("null"), User::default());
    assert_eq!(read::<Empty>(r#"{"a": 1}"#), Empty {});
}

#[test]
fn every_field_takes_its_value() {
    let user: User = read(
        r#"{"username":"u","databaseName":"$external","groupId":"g","roles":[{"roleName":"r"}],"labels":["a","b"],
            "lastUsedAt":"2024-01-01T00:00:00Z","created":"2024-01-02T03:04:05.5Z","expires":"2024-12-31",
            "password":"p","apiToken":"t","settings":{"a":1},"tags":{"k":"v"},"raw":[1],"count":-3,"ratio":0.5,
            "active":true,"parent":{"username":"p"},"connection":{"type":"Kafka"},"type":"x","links":[]}"#,
    );
    assert_eq!(user.username, "u");
    assert_eq!(user.database_name, Database::External);
    assert_eq!(user.group_id.as_deref(), Some("g"));
    assert_eq!(user.roles.as_ref().map(|roles| roles[0].role_name.as_str()), Some("r"));
    assert_eq!(user.labels, ["a", "b"]);
    assert_eq!(user.last_used_at.value().map(DateTime::timestamp), Some(1_704_067_200));
    assert_eq!(user.created.timestamp_millis(), 1_704_164_645_500);
    assert_eq!(user.expires, NaiveDate::from_ymd_opt(2024, 12, 31));
    assert_eq!(user.password, Some(Secret::from("p")));
    assert_eq!(user.tags.get("k").map(String::as_str), Some("v"));
    assert_eq!((user.count, user.ratio, user.active), (-3, Some(0.5), true));
    assert_eq!(user.raw, Some(json!([1])));
    assert_eq!(user.parent.map(|parent| parent.username).as_deref(), Some("p"));
    assert_eq!(user.r#type.as_deref(), Some("x"));
    assert_eq!(user.links, Some(vec![]));
}

#[test]
fn null_is_absent_for_every_field() {
    let user: User = read(
        r#"{"username":null,"databaseName":null,"groupId":null,"roles":null,"labels":null,"lastUsedAt":null,
            "created":null,"expires":null,"password":null,"apiToken":null,"settings":null,"tags":null,"raw":null,
            "count":null,"ratio":null,"active":null,"parent":null,"connection":null,"type":null,"links":null}"#,
    );
    assert_eq!(user, User { last_used_at: Nullable::Null, ..User::default() });
    assert_eq!(user.created, DateTime::<Utc>::UNIX_EPOCH);
    assert_eq!(user.database_name, Database::from(""));
}

#[test]
fn unknown_keys_are_skipped_or_caught() {
    let role: Role = read(r#"{"a":1,"roleName":"r","b":2}"#);
    assert_eq!(role.role_name, "r");
    assert_eq!(role.additional, [("a".to_owned(), 1), ("b".to_owned(), 2)].into());
    let page: Page = read(r#"{"later":{"deep":[{}]},"totalCount":1,"results":[]}"#);
    assert_eq!(page.total_count, Some(1));
}

#[test]
fn keys_in_any_order_and_repeated_ones() {
    let user: User = read(r#"{"active":true,"username":"a","labels":["x"],"username":"b","labels":["y"],"type":null}"#);
    assert_eq!((user.username.as_str(), user.active), ("b", true));
    assert_eq!(user.labels, ["y"]);
}

#[test]
fn numbers_take_each_others_form() {
    assert_eq!(read::<i64>("3.0"), 3);
    assert_eq!(read::<i64>("3e2"), 300);
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(read::<f64>("3").to_string(), "3");
    assert_eq!(read::<f64>("18446744073709551615").to_string(), "18446744073709552000");
}

#[test]
fn numbers_that_are_not_64_bit_integers() {
    for json in ["9223372036854775808", "18446744073709551615", "1e30", "-1e30"] {
        let message = "expected an integer that an `i64` can hold, found another one";
        assert_eq!(fail::<i64>(json, Strictness::Tolerant).message(), message);
    }
    assert_eq!(fail::<i64>("3.5", Strictness::Tolerant).message(), "expected an integer, found a fraction");
}

#[test]
fn times_are_read_leniently() {
    for json in [
        "2024-01-02T03:04:05Z",
        "2024-01-02t03:04:05z",
        "2024-01-02 03:04:05Z",
        "2024-01-02T03:04:05",
        "2024-01-02 03:04:05",
        "2024-01-02T05:04:05+02:00",
        "2024-01-02T05:04:05+0200",
        "2024-01-02T03:04:05.000Z",
        "2024-01-02T03:04:05.000000000",
    ] {
        assert_eq!(read::<DateTime<Utc>>(&format!("{json:?}")).timestamp(), 1_704_164_645, "{json}");
    }
    for json in ["2024-01-02T03:04Z", "2024-01-02T05:04+02:00", "2024-01-02T03:04"] {
        assert_eq!(read::<DateTime<Utc>>(&format!("{json:?}")).timestamp(), 1_704_164_640, "{json}");
    }
    for json in ["", "2024-01-02", "yesterday", "2024-13-02T03:04:05Z"] {
        let error = fail::<DateTime<Utc>>(&format!("{json:?}"), Strictness::Tolerant);
        assert_eq!(error.message(), "expected an RFC 3339 date-time, found another string", "{json}");
    }
}

#[test]
fn dates_are_read_leniently() {
    for json in ["2024-12-31", "2024-12-31T00:00:00", "2024-12-31T23:00:00-05:00", "2024-12-31 00:00:00Z"] {
        let user: User = read(&format!(r#"{{"expires":{json:?}}}"#));
        assert_eq!(user.expires, NaiveDate::from_ymd_opt(2024, 12, 31), "{json}");
    }
    for json in ["", "2024-12-31T", "2024-12-31x", "31.12.2024", "2024-12-3é"] {
        let error = fail::<NaiveDate>(&format!("{json:?}"), Strictness::Tolerant);
        assert_eq!(error.message(), "expected a date such as 2024-12-31, found another string", "{json}");
    }
}

#[test]
fn empty_text_in_place_of_a_time() {
    let json = r#"{"lastUsedAt":"","expires":""}"#;
    let user: User = read(json);
    assert_eq!((user.last_used_at, user.expires), (Nullable::Null, None));
    let error = fail::<User>(json, Strictness::Strict);
    assert_eq!(error.message(), "expected an RFC 3339 date-time, found another string");
}

#[test]
fn large_integers_of_free_form_values() {
    let json = r#"{"raw":{"a":9007199254740993,"b":18446744073709551615,"c":-9007199254740993,"d":[1.5]}}"#;
    let user: User = read(json);
    let raw = user.raw.expect("is there");
    assert_eq!(raw["a"], json!(9_007_199_254_740_993_i64));
    assert_eq!(raw["b"], json!(u64::MAX));
    assert_eq!(raw.to_string(), json[7..json.len() - 1]);
}

#[test]
fn free_form_values_take_anything() {
    for json in ["null", "true", "-1", "1.5", r#""a""#, "[]", r#"{"b":1,"a":2}"#] {
        assert_eq!(read::<Json>(json).to_string(), json);
    }
}

#[test]
fn nothing_takes_anything() {
    for json in ["", "{}", "[1]", "not JSON"] {
        from_slice(json.as_bytes(), &mut (), Strictness::Strict).expect("is ignored");
    }
    assert_eq!(read::<Vec<()>>(r#"[{"a":[]},[[1]],"x",1.5,null,true]"#).len(), 6);
}

#[test]
fn scalars_lists_and_maps_are_documents_too() {
    assert_eq!(read::<String>(r#""a""#), "a");
    assert!(read::<bool>("true"));
    assert_eq!(read::<Vec<Option<i64>>>("[1,null]"), [Some(1), None]);
    assert_eq!(read::<Option<String>>("null"), None);
    assert_eq!(read::<String>("\u{feff}\"a\""), "a");
}

#[test]
fn what_was_there_is_replaced() {
    let mut user: User = read(r#"{"labels":["a"],"tags":{"a":"b"},"roles":[{"roleName":"r"}]}"#);
    from_slice(br#"{"labels":["b"],"tags":{},"roles":[]}"#, &mut user, Strictness::Tolerant).expect("decodes");
    assert_eq!(user, User { labels: vec!["b".into()], roles: Some(vec![]), ..User::default() });
}

#[test]
fn serde_decodes_the_same() {
    let json = json!({"username": "u", "labels": ["a"], "count": 1, "parent": null, "later": 1});
    let user: User = serde_json::from_value(json.clone()).expect("decodes");
    assert_eq!(user, read::<User>(&json.to_string()));
    assert_eq!(user, serde_json::from_str(&json.to_string()).expect("decodes"));
}

#[test]
fn unsigned_integers_use_64_bits() {
    for json in ["0", "18446744073709551615"] {
        let number: u64 = read(json);
        assert_eq!(write(&number, Mode::Full), json);
    }
    assert_eq!(read::<u64>("3.0"), 3);
    assert_eq!(read::<u64>("1e19"), 10_000_000_000_000_000_000);
    let message = "expected an integer that a `u64` can hold, found a larger one";
    assert_eq!(fail::<u64>("1e30", Strictness::Tolerant).message(), message);
    for json in ["-1", "-1.0"] {
        let message = "expected an integer from 0 on, found a negative one";
        assert_eq!(fail::<u64>(json, Strictness::Tolerant).message(), message);
    }
    fail::<u64>("0.5", Strictness::Tolerant);
}

#[test]
fn null_is_no_element() {
    assert_eq!(read::<Vec<i64>>("[1,null,3,null]"), [1, 3]);
    assert_eq!(read::<Vec<Vec<String>>>(r#"[["a",null],null]"#), [["a"]]);
    assert_eq!(read::<Map<i64>>(r#"{"a":null,"b":2}"#), Map::from([("b".to_owned(), 2)]));
    let user: User = read(r#"{"labels":["a",null],"tags":{"k":null},"roles":[null]}"#);
    assert_eq!((user.labels, user.tags.len(), user.roles), (vec!["a".to_owned()], 0, Some(vec![])));
    let role: Role = read(r#"{"roleName":"r","a":1,"b":null,"a":null}"#);
    assert!(role.additional.is_empty(), "{role:?}");
    let subject: Subject = read(r#"{"labels":[null,"l"],"tags":{"a":null}}"#);
    let Subject::User(user) = subject else { panic!("{subject:?}") };
    assert_eq!((user.labels, user.tags.len()), (vec!["l".to_owned()], 0));
}

#[test]
fn null_is_an_optional_element() {
    let json = "[1,null,3]";
    let numbers: Vec<Option<i64>> = read(json);
    assert_eq!(numbers, [Some(1), None, Some(3)]);
    assert_eq!(write(&numbers, Mode::Request), json);
    let json = r#"{"a":null,"b":["x",null]}"#;
    let lists: Map<Option<Vec<Option<String>>>> = read(json);
    assert_eq!(write(&lists, Mode::Full), json);
    assert_eq!(read::<Vec<Json>>("[null]"), [Json::Null]);
}

#[test]
fn null_element_is_a_strict_error() {
    for (json, path) in [
        (r#"{"labels":["a",null]}"#, "labels[1]"),
        (r#"{"tags":{"a":null}}"#, "tags.a"),
        (r#"{"roles":[{"x":null}]}"#, "roles[0].x"),
    ] {
        for error in [fail::<User>(json, Strictness::Strict), fail::<Subject>(json, Strictness::Strict)] {
            assert_eq!((error.path(), error.message()), (path, "null where only values are allowed"), "{json}");
        }
    }
    let mut numbers: Vec<Option<i64>> = Vec::new();
    super::from_slice(b"[null]", &mut numbers, Strictness::Strict).expect("decodes");
}

#[test]
fn a_union_that_says_nothing() {
    let lacks = |json: &str, slot: &mut dyn Slot| response(json.as_bytes(), slot, Strictness::Tolerant, usize::MAX);
    for json in ["{}", r#"{"message":"denied"}"#, r#"{"username":null}"#, "null"] {
        assert!(lacks(json, &mut Subject::empty()).is_err(), "{json}");
    }
    for json in [r#"{"username":"u"}"#, r#"{"labels":["a"]}"#, "1"] {
        assert!(lacks(json, &mut Subject::empty()).is_ok(), "{json}");
    }
    // The tag says something.
    assert!(lacks(r#"{"type":"Kafka"}"#, &mut Connection::empty()).is_ok());
    assert!(lacks("{}", &mut Connection::empty()).is_err());
}
