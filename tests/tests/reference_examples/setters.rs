//! What setters take, without a turbofish or a type annotation.

use atlas_client::models::{
    CloudDatabaseUser, CloudDatabaseUserLdapAuthType, StreamsConnection, StreamsKafkaConnection, UserCert,
};
use atlas_client::{Json, Utc, json};

/// What is set of these properties.
fn sent<const N: usize>(body: &impl serde::Serialize, names: [&str; N]) -> [Json; N] {
    let body = serde_json::to_value(body).expect("encodes");
    names.map(|name| body[name].clone())
}

#[test]
fn option_can_be_set() {
    let set = |note: Option<&str>, kind: Option<CloudDatabaseUserLdapAuthType>, months: Option<i64>| {
        let user = CloudDatabaseUser::default().with_description(note).with_ldap_auth_type(kind);
        let cert = UserCert::default().with_months_until_expiration(months);
        (sent(&user, ["description", "ldapAuthType"]), sent(&cert, ["monthsUntilExpiration"]))
    };
    let all = set(Some("n"), Some(CloudDatabaseUserLdapAuthType::Group), Some(3));
    assert_eq!(all, ([json!("n"), json!("GROUP")], [json!(3)]));
    assert_eq!(set(None, None, None), ([Json::Null, Json::Null], [Json::Null]));
    let user = CloudDatabaseUser::default().with_description("a").with_description(String::from("b"));
    assert_eq!(user.with_ldap_auth_type("USER").description.as_deref(), Some("b"));
}

#[test]
fn list_can_be_cleared() {
    let user = CloudDatabaseUser::default().with_scopes([]).with_labels([]);
    assert_eq!(sent(&user, ["scopes", "labels"]), [json!([]), json!([])]);
}

#[test]
fn now_is_a_time() {
    let user = CloudDatabaseUser::default().with_delete_after_date(Utc::now());
    assert!(user.delete_after_date.is_some());
}

#[test]
fn union_reads_without_its_variant() {
    let kafka: StreamsConnection = StreamsKafkaConnection::default().into();
    assert_eq!((kafka.name(), kafka.r#type().is_some_and(|kind| kind == "Kafka")), (None, true));
    let later: StreamsConnection = serde_json::from_value(json!({"type": "Later", "name": "n"})).expect("decodes");
    assert_eq!(later.name(), Some("n"));
}
