//! The two decoders, from text and from a value, give the same model or the same error, and so does
//! serde from any other format.

use serde_json::json;

use super::super::decode::from_slice;
use super::super::{Json, Strictness};
use super::models::{Subject, User};

const DOCUMENT: &str = r#"{"username":"u","databaseName":"admin","groupId":"g","roles":[{"roleName":"r","x":1}],
    "labels":["a"],"lastUsedAt":"2024-01-01T00:00:00Z","created":"2024-01-02 03:04:05","expires":"2024-12-31",
    "password":"p","apiToken":"t","settings":{"a":1},"tags":{"k":"v"},"raw":[18446744073709551615,-1,0.5,null,{}],
    "count":3.0,"ratio":2,"active":true,"parent":{"username":"p","parent":{"tags":{"a":"b"}}},
    "connection":{"type":"Kafka","name":"n","limits":[{"roleName":"r"}]},"type":"x","links":[],"later":[1]}"#;

/// All documents that differ from `document` in one value.
fn variations(document: &Json) -> Vec<Json> {
    let mut pointers = vec![];
    collect(document, String::new(), &mut pointers);
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!(-7.5),
        json!(1e30),
        json!("x"),
        json!([]),
        json!([{}]),
        json!({}),
        json!({"k": [1]}),
    ];
    let mut variations = vec![];
    for pointer in pointers {
        for value in &values {
            let mut variation = document.clone();
            if let Some(place) = variation.pointer_mut(&pointer) {
                *place = value.clone();
            }
            variations.push(variation);
        }
    }
    variations
}

fn collect(value: &Json, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Json::Array(items) => {
            (0..).zip(items).for_each(|(index, item)| collect(item, format!("{pointer}/{index}"), pointers));
        }
        Json::Object(entries) => {
            entries.iter().for_each(|(key, value)| collect(value, format!("{pointer}/{key}"), pointers));
        }
        _ => {}
    }
    if !pointer.is_empty() {
        pointers.push(pointer);
    }
}

#[test]
fn one_wrong_value_for_all_decoders() {
    let document: Json = serde_json::from_str(DOCUMENT).expect("is JSON");
    let variations = variations(&document);
    assert!(variations.len() > 300);
    for variation in variations {
        for strictness in [Strictness::Tolerant, Strictness::Strict] {
            let json = variation.to_string();
            let (mut user, mut subject) = (User::default(), Subject::Unknown(Json::Null));
            let from_text = from_slice(json.as_bytes(), &mut user, strictness);
            let from_value = from_slice(json.as_bytes(), &mut subject, strictness);
            match (&from_text, &from_value) {
                (Ok(()), Ok(())) => assert_eq!(subject, user.clone().into(), "{json}"),
                (Err(a), Err(b)) => assert_eq!((a.path(), a.message()), (b.path(), b.message()), "{json}"),
                // What no variant of a union can hold is kept.
                (Err(_), Ok(())) if strictness == Strictness::Tolerant => {
                    assert_eq!(subject, Subject::Unknown(variation.clone()), "{json}");
                }
                _ => panic!("{from_text:?} is not {from_value:?} for {json}"),
            }
            if strictness == Strictness::Tolerant {
                match (from_text, serde_json::from_value::<User>(variation.clone())) {
                    (Ok(()), Ok(other)) => assert_eq!(other, user, "{json}"),
                    (Err(a), Err(b)) => assert_eq!(format!("{}: {}", a.path(), a.message()), b.to_string(), "{json}"),
                    (a, b) => panic!("{a:?} is not {b:?} for {json}"),
                }
            }
        }
    }
}
