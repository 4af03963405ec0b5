//! Request examples: the builders send exactly these bodies.

use atlas_client::models::{
    CloudDatabaseUser, DataFederationTenantQueryLimitPatch, DatabaseInheritedRole, DatabasePermittedNamespaceResource,
    DatabasePrivilegeAction, DatabaseUserRole, UpdateCustomDbRole, UserScope,
};
use conformance::compare::assert_same;
use conformance::server::Response;
use serde_json::{Value, json};

use crate::{GROUP, MEDIA_TYPE, bench};

/// What all examples of database users have in common.
fn user(database: &str, username: &str) -> CloudDatabaseUser {
    let role =
        |name: &str, database: &str| DatabaseUserRole::default().with_role_name(name).with_database_name(database);
    CloudDatabaseUser::default()
        .with_roles([role("readWrite", "sales"), role("read", "marketing")])
        .with_scopes([UserScope::default().with_name("myCluster").with_type("CLUSTER")])
        .with_group_id(GROUP)
        .with_database_name(database)
        .with_username(username)
}

/// The body of such an example, with the properties of its own.
fn example(own: &Value) -> Value {
    let mut body = json!({
        "roles": [
            { "roleName": "readWrite", "databaseName": "sales" },
            { "roleName": "read", "databaseName": "marketing" }
        ],
        "scopes": [{ "name": "myCluster", "type": "CLUSTER" }],
        "groupId": "32b6e34b3d91647abb20e7b8"
    });
    for (key, value) in own.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    body
}

#[tokio::test]
async fn database_users_of_each_kind() {
    let (server, client) = bench().await;
    let arn = "arn:aws:iam::358363220050:user/mongodb-aws-iam-auth-test-user";
    let examples = [
        (
            user("$external", arn).with_aws_iam_type("USER"),
            json!({ "username": arn, "awsIAMType": "USER", "databaseName": "$external" }),
        ),
        (
            user("admin", "CN=marketing,OU=groups,DC=example,DC=com").with_ldap_auth_type("GROUP"),
            json!({ "username": "CN=marketing,OU=groups,DC=example,DC=com", "databaseName": "admin", "ldapAuthType": "GROUP" }),
        ),
        (
            user("admin", "5dd7496c7a3e5a648454341c/sales").with_oidc_auth_type("IDP_GROUP"),
            json!({ "username": "5dd7496c7a3e5a648454341c/sales", "databaseName": "admin", "oidcAuthType": "IDP_GROUP" }),
        ),
        (
            user("$external", "5dd7496c7a3e5a648454341c/sales").with_oidc_auth_type("USER"),
            json!({ "username": "5dd7496c7a3e5a648454341c/sales", "databaseName": "$external", "oidcAuthType": "USER" }),
        ),
        (
            user("admin", "david").with_password("changeme123"),
            json!({ "password": "changeme123", "username": "david", "databaseName": "admin" }),
        ),
        (
            user("$external", "CN=david@example.com,OU=users,DC=example,DC=com").with_x509_type("CUSTOMER"),
            json!({
                "username": "CN=david@example.com,OU=users,DC=example,DC=com",
                "x509Type": "CUSTOMER",
                "databaseName": "$external"
            }),
        ),
    ];
    for (body, own) in examples {
        let username = body.username.clone();
        let response = json!({ "databaseName": "admin", "username": username, "roles": [] });
        server.script(Response::new(201, MEDIA_TYPE, response.to_string()));
        let created = client.database_users().create_database_user(GROUP, body).send().await;
        assert_eq!(created.expect("the user").username, username);
        assert_same(&username, &example(&own), &server.take()[0].json());
    }
}

#[tokio::test]
async fn a_custom_role() {
    let (server, client) = bench().await;
    let resource =
        DatabasePermittedNamespaceResource::default().with_cluster(true).with_collection("string").with_db("string");
    let body = UpdateCustomDbRole::default()
        .with_actions([DatabasePrivilegeAction::default().with_action("FIND").with_resources([resource])])
        .with_inherited_roles([DatabaseInheritedRole::default().with_db("string").with_role("string")]);
    server.script(Response::new(200, MEDIA_TYPE, r#"{"roleName":"string"}"#));
    client.custom_database_roles().update_custom_database_role(GROUP, "string", body).send().await.expect("the role");

    let expected = json!({
        "actions": [{ "action": "FIND", "resources": [{ "cluster": true, "collection": "string", "db": "string" }] }],
        "inheritedRoles": [{ "db": "string", "role": "string" }]
    });
    assert_same("updateCustomDatabaseRole", &expected, &server.take()[0].json());
}

#[tokio::test]
async fn a_query_limit() {
    let (server, client) = bench().await;
    let body = DataFederationTenantQueryLimitPatch::default().with_overrun_policy("BLOCK").with_value(42);
    server.script(Response::new(200, MEDIA_TYPE, r#"{"name":"bytesProcessed.query","value":42}"#));
    let limits = client.data_federation();
    let call = limits.create_one_data_federation_query_limit(GROUP, "string", "bytesProcessed.query", body);
    call.send().await.expect("the limit");
    assert_same(
        "createOneDataFederationQueryLimit",
        &json!({ "overrunPolicy": "BLOCK", "value": 42 }),
        &server.take()[0].json(),
    );
}
