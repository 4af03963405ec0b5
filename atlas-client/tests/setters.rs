//! What setters take: values, what converts into them, `Option`s of both, and empty arrays without a type.

#![cfg(all(feature = "testing", feature = "database-users", feature = "programmatic-api-keys"))]

use std::collections::BTreeSet;

use atlas_client::models::{
    CloudDatabaseUserDatabaseName, CloudDatabaseUserPatch, CreateAtlasOrganizationApiKey, DatabaseUserRole,
    UpdateAtlasOrganizationApiKey, UserScope,
};
use atlas_client::testing::Mock;

#[test]
fn lists_of_strings_and_enums() {
    let roles = |key: CreateAtlasOrganizationApiKey| key.roles.iter().flatten().map(ToString::to_string).collect();
    let key = CreateAtlasOrganizationApiKey::default;
    let expected: Vec<String> = vec!["ORG_MEMBER".to_owned(), "ORG_READ_ONLY".to_owned()];
    let set: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
    for given in [
        key().with_roles(["ORG_MEMBER", "ORG_READ_ONLY"]),
        key().with_roles(expected.clone()),
        key().with_roles(&expected),
        key().with_roles(expected.as_slice()),
        key().with_roles(set),
        key().with_roles(expected.iter().map(String::as_str)),
    ] {
        let given: Vec<String> = roles(given);
        assert_eq!(given, expected);
    }
    let none: Vec<String> = roles(key().with_roles(["ORG_MEMBER"]).with_roles([]));
    assert!(none.is_empty());
}

#[test]
fn strings_by_reference() {
    let [role, password] = ["readWrite", "correct horse"].map(ToOwned::to_owned);
    let user = CloudDatabaseUserPatch::default().with_password(&password).with_x509_type(Some(&role));
    assert_eq!(user.password.map(|password| password.expose().to_owned()), Some(password));
    assert_eq!(user.x509_type.as_ref().map(AsRef::as_ref), Some(role.as_str()));
    assert_eq!(DatabaseUserRole::default().with_role_name(&role).role_name, role.as_str());
}

#[tokio::test]
async fn enum_as_a_path_value() {
    let mock = Mock::new();
    mock.on("deleteDatabaseUser").status(204);
    let users = mock.client().database_users();
    let database = CloudDatabaseUserDatabaseName::External;
    users.delete_database_user("group", database, "ada").send().await.expect("the mock responds");
    assert_eq!(mock.requests()[0].path_value("databaseName").as_deref(), Some("$external"));
}

#[test]
fn lists_that_can_be_left_out() {
    let update = UpdateAtlasOrganizationApiKey::default;
    assert_eq!(update().with_roles([]).roles.map(|roles| roles.len()), Some(0));
    assert_eq!(update().with_roles(Some(["ORG_MEMBER"])).roles.map(|roles| roles.len()), Some(1));
    let unknown: Option<Vec<String>> = None;
    assert_eq!(update().with_roles(["ORG_MEMBER"]).with_roles(unknown).roles, None);

    let user = CloudDatabaseUserPatch::default;
    assert_eq!(user().with_scopes([]).scopes, Some(Vec::new()));
    assert_eq!(user().with_roles(Some([DatabaseUserRole::default()])).roles.map(|roles| roles.len()), Some(1));
    let unknown: Option<Vec<UserScope>> = None;
    assert_eq!(user().with_scopes(unknown).scopes, None);
}

#[tokio::test]
async fn parameters_that_can_be_left_out() {
    let mock = Mock::new();
    mock.on("listDatabaseUsers").items([user()]);
    let client = mock.client();
    let limit: Option<i64> = None;
    let list = client.database_users().list_database_users("group").items_per_page(5).include_count(Some(false));
    list.page_num(2).page_num(limit).send().await.expect("the mock responds");
    let request = &mock.requests()[0];
    let query = |name| request.query(name);
    assert_eq!(query("itemsPerPage").as_deref(), Some("5"));
    assert_eq!(query("includeCount").as_deref(), Some("false"));
    assert_eq!(query("pageNum"), None);
}

fn user() -> serde_json::Value {
    serde_json::json!({ "username": "ada", "databaseName": "admin", "groupId": "group", "roles": [] })
}
