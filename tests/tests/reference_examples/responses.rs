//! Response examples: each is decoded and encoded again without a loss.

use conformance::compare::assert_same;
use conformance::server::Response;
use serde_json::{Value, json};

use crate::{GROUP, MEDIA_TYPE, bench};

/// Sends `$call` on a client that gets `$response` and compares the typed result with it.
macro_rules! assert_decodes {
    ($status:literal $response:expr, |$client:ident| $call:expr) => {{
        let (server, $client) = bench().await;
        let sent: Value = $response;
        server.script(Response::new($status, MEDIA_TYPE, sent.to_string()));
        let received = $call.send().await.expect("a response");
        assert_same(stringify!($call), &sent, &serde_json::to_value(&received).expect("a model can be encoded"));
    }};
}

fn links() -> Value {
    json!([{ "href": "https://cloud.mongodb.com/api/atlas", "rel": "self" }])
}

#[tokio::test]
async fn a_custom_role() {
    let role = json!({
        "actions": [{ "action": "FIND", "resources": [{ "cluster": true, "collection": "string", "db": "string" }] }],
        "inheritedRoles": [{ "db": "string", "role": "string" }],
        "roleName": "string"
    });
    assert_decodes!(200 role, |client| {
        client.custom_database_roles().update_custom_database_role(GROUP, "string", atlas_client::models::UpdateCustomDbRole::default())
    });
}

#[tokio::test]
async fn a_query_limit() {
    let limit = json!({
        "currentUsage": 42,
        "defaultLimit": 42,
        "lastModifiedDate": "2025-05-04T09:42:00Z",
        "maximumLimit": 42,
        "name": "string",
        "overrunPolicy": "BLOCK",
        "tenantName": "string",
        "value": 42
    });
    assert_decodes!(200 limit, |client| {
        let body = atlas_client::models::DataFederationTenantQueryLimitPatch::default();
        client.data_federation().create_one_data_federation_query_limit(GROUP, "string", "bytesProcessed.query", body)
    });
}

#[tokio::test]
async fn a_database_user() {
    let user = json!({
        "awsIAMType": "NONE",
        "databaseName": "admin",
        "deleteAfterDate": "2025-05-04T09:42:00Z",
        "description": "string",
        "labels": [{ "key": "string", "value": "string" }],
        "ldapAuthType": "NONE",
        "links": links(),
        "oidcAuthType": "NONE",
        "roles": [{ "collectionName": "string", "databaseName": "string", "roleName": "atlasAdmin" }],
        "scopes": [{ "name": "string", "type": "CLUSTER" }],
        "username": "string",
        "x509Type": "NONE"
    });
    assert_decodes!(201 user, |client| {
        let body = atlas_client::models::CloudDatabaseUser::default();
        let roles = [atlas_client::models::DatabaseUserRole::default().with_database_name("admin").with_role_name("atlasAdmin")];
        let body = body.with_username("string").with_database_name("admin").with_roles(roles);
        client.database_users().create_database_user(GROUP, body)
    });
}

#[tokio::test]
async fn an_ldap_verification() {
    let verification = json!({
        "groupId": "32b6e34b3d91647abb20e7b8",
        "links": links(),
        "request": {
            "bindUsername": "CN=BindUser,CN=Users,DC=myldapserver,DC=mycompany,DC=com",
            "caCertificate": "string",
            "hostname": "string",
            "links": links(),
            "port": 636
        },
        "requestId": "32b6e34b3d91647abb20e7b8",
        "status": "FAIL",
        "validations": [{ "status": "FAIL", "validationType": "AUTHENTICATE" }]
    });
    assert_decodes!(200 verification, |client| client.ldap_configuration().get_ldap_configuration_status(GROUP, GROUP));
}

#[tokio::test]
#[allow(deprecated, reason = "deprecated operations work until they are removed")]
async fn an_atlas_account() {
    let account = json!({
        "country": "string",
        "createdAt": "2025-05-04T09:42:00Z",
        "emailAddress": "hello@example.com",
        "firstName": "string",
        "id": "32b6e34b3d91647abb20e7b8",
        "lastAuth": "2025-05-04T09:42:00Z",
        "lastName": "string",
        "links": links(),
        "mobileNumber": "string",
        "password": "string",
        "roles": [{
            "groupId": "32b6e34b3d91647abb20e7b8",
            "orgId": "32b6e34b3d91647abb20e7b8",
            "roleName": "ORG_MEMBER"
        }],
        "teamIds": ["32b6e34b3d91647abb20e7b8"],
        "username": "hello@example.com"
    });
    assert_decodes!(200 account, |client| client.mongodb_cloud_users().get_user_by_username("hello@example.com"));
}

#[tokio::test]
async fn measurements() {
    let series = json!([{
        "dataPoints": [{ "timestamp": "2025-05-04T09:42:00Z", "value": 42.0 }],
        "name": "string",
        "units": "BYTES"
    }]);
    let measurements = json!({
        "end": "2025-05-04T09:42:00Z",
        "granularity": "PT1M",
        "groupId": "32b6e34b3d91647abb20e7b8",
        "hardwareMeasurements": series,
        "links": links(),
        "processId": "mongodb.example.com:27017",
        "start": "2025-05-04T09:42:00Z",
        "statusMeasurements": series
    });
    assert_decodes!(200 measurements, |client| {
        client.monitoring_and_logs().get_measurements(GROUP, "mongodb.example.com:27017", "PT1M", ["FTS_DISK_USAGE"])
    });
}
