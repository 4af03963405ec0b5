use super::super::decode::from_slice;
use super::super::encode::to_vec;
use super::super::{Mode, Strictness};
use super::models::User;

#[test]
fn round_trip() {
    let json = r#"{"username":"u","databaseName":"$external","roles":[{"roleName":"r","x":1}],"labels":["a"],"lastUsedAt":null,"created":"2024-01-01T00:00:00Z","expires":"2024-12-31","password":"pw","apiToken":"t","tags":{"k":"v"},"raw":{"a":[1]},"count":3,"ratio":2.5,"active":true,"parent":{"username":"","databaseName":"","labels":[],"tags":{}},"connection":{"type":"Kafka","name":"n"},"links":["l"]}"#;
    let mut user = User::default();
    from_slice(json.as_bytes(), &mut user, Strictness::Tolerant).expect("decodes");
    assert_eq!(String::from_utf8(to_vec(&user, Mode::Full).expect("encodes")).expect("utf-8"), json);
    let again: User = serde_json::from_str(json).expect("decodes");
    assert_eq!(again, user);
    println!("{user:#?}\n{user:?}");
    println!("{}", String::from_utf8(to_vec(&user, Mode::Request).expect("encodes")).expect("utf-8"));
    let bad = br#"{"roles":[{"roleName":"a"},{"roleName":5}]}"#;
    println!("{}", from_slice(bad, &mut user, Strictness::Tolerant).expect_err("fails"));
    println!("{}", serde_json::from_slice::<User>(bad).expect_err("fails"));
}
